"""Working shown: how a computed answer says what it was worked out from, or why it cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answering.evidence import evidence_of
from bot.answering.grouping import comparable, group, with_figures
from bot.answering.implying import DONE
from bot.answering.naming import beside, counted, enumerated, possessive, sentence_case
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, is_rounded
from bot.knowledge.model import Bound, Fact
from bot.knowledge.vocabulary import Unit
from bot.understanding.lexicon import LinkKind

_PERCENT = "%"
NO_AMOUNTS = frozenset({"percent", "rank", "index"})
"""Dimensions whose figures are no amounts of anything, to spread or to take the mean of."""
_REASONS = {
    "units": (
        "单位不同，不能直接相加减或比较",
        "They are in different units, so they cannot be set against each other",
    ),
    "bounds": (
        "报告只给出了上下限，算不出确切结果",
        "The report gives only bounds, so no exact result follows",
    ),
    "rates": (
        "增速、占比、名次这类数字不能相加或平均",
        "Rates, shares and ranks cannot be added up or averaged",
    ),
    "zero": ("除数为零，无法计算", "It would mean dividing by zero"),
    "overlap": (
        "这些数可能互相包含，加在一起会重复计算",
        "Some of these may contain others, so adding them up would count things twice",
    ),
}


def derived(
    context: Context,
    text: str,
    steps: str | Sequence[str],
    facts: Sequence[Fact],
    value: Amount | None = None,
) -> Outcome:
    """An outcome that says that it was worked out and how, in one step or several."""
    working = working_line(context, *((steps,) if isinstance(steps, str) else steps))
    number = None if value is None else value.value / value.unit.factor
    unit = "" if value is None else value.unit.id
    highlight = () if value is None else (context.write(value),)
    return Outcome(
        f"{sentence_case(text)}\n{working}", tuple(facts), (working,), highlight, tuple(facts), number, unit
    )


def working_line(context: Context, *steps: str) -> str:
    """The line that shows how a figure was worked out, in one step or several."""
    sum_line = context.say("；", "; ").join(steps)
    sum_line = sum_line.replace("= 约", "≈ ").replace("= about ", "≈ ")
    return context.say(
        f"计算：{sum_line}（据报告数字推算）", f"Working: {sum_line} (derived from the report's figures)"
    )


def added(context: Context, facts: Iterable[Fact]) -> str:
    """Figures with a plus between them."""
    return " + ".join(context.figure(f) for f in facts)


def with_working(context: Context, facts: Sequence[Fact], why: str) -> Outcome:
    """Why figures cannot be brought together, with the figures themselves; `why` as in NotComparableError."""
    shown = context.say("；", "; ").join(listed_with_figure(context, f, facts) for f in facts)
    zh, en = _REASONS[why]
    if len({f.subject for f in facts}) == 1 < len(facts):
        subject = subject_of(context, facts[0])
        shown = context.say(f"{subject}{shown}", f"{subject}: {shown}")
    text = context.say(f"{shown}。{zh}。", f"{sentence_case(shown)}. {en}.")
    return Outcome(text, tuple(facts), listed=tuple(facts), refused=True)


def name_of(context: Context, fact: Fact, among: Sequence[Fact]) -> str:
    """What tells a fact from others in a sentence: its subject, its measure or its period."""
    others = [f for f in among if f is not fact]
    if all(f.subject != fact.subject for f in others):
        return subject_of(context, fact)
    if all(f.subject == fact.subject and f.measure != fact.measure for f in others):
        return _measure_beside(context, fact, others)
    return context.short(fact, among)


def _measure_beside(context: Context, fact: Fact, others: Sequence[Fact]) -> str:
    """A measure's name; that of a time as it is now, beside the name of what it was before."""
    measures = context.base.vocabulary.measures
    measure = measures[fact.measure]
    name = measure.name.of(context.language)
    longer = (measures[f.measure].name.of(context.language) for f in others)
    is_now = measure.kind == "duration" and any(n.endswith(name) for n in longer)
    return context.say(f"现在的{name}", f"present {name}") if is_now else name


def subject_of(context: Context, fact: Fact) -> str:
    """The name of its subject, as calculations call it."""
    return context.base.subjects[fact.subject].called(context.language)


def measure_of(context: Context, fact: Fact) -> str:
    """The name of its measure; of a rate the whole name, as it says of what."""
    measure = context.base.vocabulary.measures[fact.measure]
    return measure.name.of(context.language) if measure.relation else measure.called(context.language)


def figure_of(context: Context, fact: Fact) -> str:
    """A subject's figure of a measure: `郑煤机产值`, `ZMJ's output`; a count by what is counted alone."""
    subject, measure = subject_of(context, fact), measure_of(context, fact)
    if context.amount(fact).dimension.startswith("count"):
        return subject
    return context.say(f"{subject}{measure}", f"{possessive(subject)} {measure}")


def listed_with_figure(context: Context, fact: Fact, among: Sequence[Fact]) -> str:
    """`富泰华40.2亿元`, `4 kindergartens`."""
    name, figure = name_of(context, fact, among), context.figure(fact)
    return context.say(beside(name, figure), counted(figure, name))


def all_listed(context: Context, facts: Sequence[Fact]) -> str:
    """Facts with their figures, as one enumeration."""
    return enumerated([listed_with_figure(context, f, facts) for f in facts], context.language)


def pair_of(context: Context) -> tuple[Fact, Fact] | None:
    """The two figures that a question sets against each other."""
    found = figures_side_by_side(context)
    if len(found) < 2:  # two figures of the one thing that is named (从30日到5日)
        found = comparable(group(context), context)
        found = found if len({f.subject for f in found}) == 1 else ()
    if len(found) != 2:
        return None
    return (found[0], found[1]) if are_meant(context, found) else of_one_thing(context)


def parts_and_other(context: Context) -> tuple[tuple[Fact, ...], Fact] | None:
    """Several named figures that are taken together, and the last named one that they are set against."""
    facts = figures_side_by_side(context)
    if not context.query.has(LinkKind.OPERATION, "sum"):
        return None
    if len(facts) >= 3:
        return facts[:-1], facts[-1]
    return _group_and_other(context, facts) if len(facts) == 2 else None


def _group_and_other(context: Context, facts: Sequence[Fact]) -> tuple[tuple[Fact, ...], Fact] | None:
    """All members of a group named by its common name, and the one thing that is named beside it."""
    named, evidence = set(context.query.ids(LinkKind.SUBJECT)), evidence_of(context.base)
    for one, other in (facts, facts[::-1]):
        groups = named & evidence[one.key].wholes
        if one.subject in named or not groups or other.subject not in named:
            continue
        alike = (
            f for f in context.base.facts.values() if f.measure == one.measure and f.report == one.report
        )
        members = tuple(f for f in alike if f.figures and groups & evidence[f.key].wholes)
        if len(members) > 1 and other not in members:
            return members, other
    return None


def are_meant(context: Context, pair: Sequence[Fact]) -> bool:
    """Whether two figures are what the question names, not the next best for two measures that it names."""
    subjects = {f.subject for f in pair}
    one_measure = len({f.measure for f in pair}) == 1 or set(pair) <= set(context.recent)
    return one_measure or len(subjects) == 1 or subjects <= set(context.query.ids(LinkKind.SUBJECT))


def is_named_in_passing(fact: Fact, context: Context) -> bool:
    """Whether only a clause that asks nothing names its thing, where one that asks names another."""
    query = context.query
    named = [ln for ln in query.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    asked = {s for ln in named if query.clause_of(ln) in query.asking for s in ln.ids(LinkKind.SUBJECT)}
    told = {s for ln in named for s in ln.ids(LinkKind.SUBJECT)}
    return bool(asked) and fact.subject in told - asked


def of_one_thing(context: Context) -> tuple[Fact, Fact] | None:
    """A part and its whole, of one thing by two measures or stages that are named (已完成投资占总投资)."""
    query = context.query
    named = [ln for ln in context.links if ln.ids(LinkKind.MEASURE)]
    subjects = set(query.ids(LinkKind.SUBJECT))
    found: dict[str, dict[str, Fact]] = {}
    for fact in with_figures(context.base.facts.values()):
        staged = fact.status != DONE and fact.status in query.ids(LinkKind.STATUS)
        own = staged or any(fact.measure in ln.ids(LinkKind.MEASURE) for ln in named)
        if own and (not subjects or fact.subject in subjects):
            found.setdefault(fact.subject, {})[fact.measure] = fact
    pairs = [
        (part, whole)
        for facts in found.values()
        for part in facts.values()
        for whole in facts.values()
        if contains(context, whole, part) and is_smaller(context, part, whole)
    ]
    return pairs[0] if len(pairs) == 1 else None


def is_smaller(context: Context, part: Fact, whole: Fact) -> bool:
    """Whether a figure may be a part of another: of one dimension, and less."""
    a, b = context.amount(part), context.amount(whole)
    return a.dimension == b.dimension and a.value < b.value


def distinct_addends(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Without wholes whose parts are there too."""
    found = tuple(facts)
    wholes = {f"{f.report}:{f.part_of}" for f in found if f.part_of}
    return tuple(f for f in found if f.key not in wholes)


def contains(context: Context, whole: Fact, part: Fact) -> bool:
    """Whether one figure is a part of another, as far as the facts tell.

    An addend, a target, the same measure of a part, or a narrower count of one thing.
    """
    base = context.base
    if whole is part or whole.report != part.report:
        return False
    if part.part_of == whole.id:
        return True
    wide, narrow = base.vocabulary.measures[whole.measure], base.vocabulary.measures[part.measure]
    if whole.subject == part.subject:
        family = bool(set(wide.broader) & set(narrow.broader))
        return wide.id != narrow.id and (narrow.towards == wide.id or family)
    same = whole.measure == part.measure and whole.period == part.period and whole.scope == part.scope
    return same and whole.subject in evidence_of(base)[part.key].wholes


def percentage(context: Context, share: Decimal, bound: Bound) -> Amount:
    """A share as an amount in per cent."""
    units = context.base.vocabulary.units
    unit = units.get(_PERCENT) or Unit(_PERCENT, "percent", Decimal(1), next(iter(units.values())).name)
    return Amount(share * 100 * unit.factor, unit.dimension, bound, unit)


def share_words(context: Context, share: Amount) -> str:
    """A share as it is said: 25.71%以上, over 25.71%."""
    if context.language == "zh" and share.bound in (Bound.OVER, Bound.NEARLY):
        bare = context.write(Amount(share.value, share.dimension, Bound.EXACT, share.unit))
        return f"{bare}以上" if share.bound is Bound.OVER else f"不到{bare}"
    return context.write(share, approximately=is_rounded(share))


def at_least(context: Context, value: Amount) -> str:
    """A sum: one with an open end is at least what its parts come to."""
    if value.bound is Bound.OVER:
        exact = context.write(Amount(value.value, value.dimension, Bound.EXACT, value.unit))
        return context.say(f"至少{exact}", f"at least {exact}")
    return context.write(value, approximately=is_rounded(value))


def in_fitting_unit(context: Context, value: Amount) -> Amount:
    """The same amount in the largest unit of its dimension that keeps it at one or more."""
    units = context.base.vocabulary.units.values()
    family = [u for u in units if u.dimension == value.dimension and _in_myriads(u, value.unit)]
    fitting = [u for u in family if abs(value.value) >= u.factor] or [value.unit]
    unit = max(fitting, key=lambda u: u.factor)
    unit = value.unit if value.unit.factor <= unit.factor else unit
    return Amount(value.value, value.dimension, value.bound, unit)


def _in_myriads(unit: Unit, other: Unit) -> bool:
    """Whether two units are a power of ten thousand apart, as Chinese counts (元, 万元, 亿元)."""
    ratio = unit.factor / other.factor if unit.factor > other.factor else other.factor / unit.factor
    return ratio in (1, 10**4, 10**8)
