"""Figures side by side: which is the greater, and the sets that are compared. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answering.choosing import in_period
from bot.answering.degrees import degree_of, is_pace
from bot.answering.describing import described
from bot.answering.grouping import comparable, group, with_figures
from bot.answering.naming import is_plural, sentence_case
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, NotComparableError, difference, greater
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.answering.working import with_working, working_line
from bot.knowledge.model import Bound, Fact
from bot.knowledge.vocabulary import Text
from bot.understanding.lexicon import LinkKind


def ordered(context: Context, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Largest first; "over 30" after 31: no more than 30 is sure. Raises NotComparableError for unlike units.

    Of declines asked about as declines the steepest comes first.
    """
    if len({context.amount(f).dimension for f in facts}) > 1:
        raise NotComparableError("units")
    steepest = _all_declines(context, facts)

    def size(fact: Fact) -> tuple[Decimal, int]:
        value = context.amount(fact)
        return (abs(value.value) if steepest else value.value), _SURENESS[value.bound]

    return tuple(sorted(facts, key=size, reverse=True))


_SURENESS = {Bound.NEARLY: 0, Bound.ABOUT: 1, Bound.EXACT: 1, Bound.OVER: 2}


def _all_declines(context: Context, facts: Sequence[Fact]) -> bool:
    rising = context.query.has(LinkKind.DIRECTION, "up") and not context.query.has(LinkKind.DIRECTION, "down")
    return not rising and all(context.amount(f).value < 0 for f in facts)


def open_ended(context: Context, facts: Sequence[Fact]) -> str:
    """A caveat where a lower bound might outrank what stands before it."""
    values = [context.amount(f) for f in facts]
    doubtful = any(greater(a, b) is None for i, a in enumerate(values) for b in values[i + 1 :])
    return (
        context.say(
            "带“超”“近”的数字只是上下限，先后据此排列。",
            "“Over” and “nearly” mark bounds; the order goes by them.",
        )
        if doubtful
        else ""
    )


def figures_line(context: Context, facts: Sequence[Fact]) -> str:
    """What is compared, each with its figure."""
    return context.say("，", ", ").join(f"{context.short(f, facts)} {context.figure(f)}" for f in facts)


_SEVERAL = 3
"""Things of a kind with the same measure, from which on they are compared by it where none is named."""


def compare(context: Context) -> Outcome | None:
    """Which of two or more named figures is the greater, the winner first."""
    facts = figures_side_by_side(context)
    return compared(context, facts) if len(facts) > 1 else None


def surpasses(context: Context) -> Outcome | None:
    """Which of two is the greater, where it is asked whether the one is above or below the other."""
    facts = figures_side_by_side(context) if not context.query.named_numbers() else ()
    return compared(context, facts) if len(facts) == 2 and wants_yes_or_no(context) else None


def compared(context: Context, facts: tuple[Fact, ...]) -> Outcome:
    """As `compare`, of the facts given, at least two."""
    try:
        ranked = ordered(context, facts)
        clear = greater(context.amount(ranked[0]), context.amount(ranked[1]))
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    first = ranked[0]
    if clear is None and context.amount(ranked[0]).value <= context.amount(ranked[1]).value * 2:
        return undecided(context, facts)
    declines = _all_declines(context, facts)
    more = context.query.has(LinkKind.OPERATION, "more", "most")
    least = context.query.has(LinkKind.OPERATION, "least", "less", "below") and not (declines and more)
    if least is not is_pace(context, degree_of(context, first), first):
        ranked = tuple(reversed(ranked))
        first = ranked[0]
    name = context.short(first, facts)
    text = _whether_so(context, facts, first) + _compared(context, first, name, declines)
    told, working = _with_gap(context, text + figures_line(context, ranked), ranked)
    highlights = (name if name in told else sentence_case(name),)
    return Outcome(told, ranked, working, highlights=highlights, listed=ranked)


def _with_gap(context: Context, text: str, ranked: Sequence[Fact]) -> tuple[str, tuple[str, ...]]:
    """The sentence with how far apart two figures are, and the line that works that out."""
    high, low = sorted(ranked, key=lambda f: context.amount(f).value, reverse=True)[:2]
    apart = _gap(context, high, low)
    if len(ranked) > 2 or not apart.value:
        return text + context.say("。", "."), ()
    gap = context.gap(apart)
    text += context.say(f"，相差{gap}。", f", a difference of {gap}.")
    line = working_line(context, f"{context.figure(high)} − {context.figure(low)} = {gap}")
    return f"{text}\n{line}", (line,)


def _whether_so(context: Context, facts: Sequence[Fact], winner: Fact) -> str:
    """Yes or no, where the question says of the first of two that it is the winner (甲比乙多吗)."""
    if len(facts) != 2 or not wants_yes_or_no(context):
        return ""
    one, other = (_place_of(fact, facts, context) for fact in facts)
    than = {"compare", "above", "below"}
    comparing = (ln.start for ln in context.query.links if than & {*ln.ids(LinkKind.OPERATION)})
    if not any(one < at < other for at in comparing):
        return ""
    return yes(context) if winner is facts[0] else no(context)


def _place_of(fact: Fact, facts: Sequence[Fact], context: Context) -> int:
    """Where the question names a fact's subject or a phrase of its own; of one thing, its measure."""
    own = {(LinkKind.SUBJECT, fact.subject), (LinkKind.MEASURE, fact.measure), (LinkKind.PHRASE, fact.key)}
    links = [ln for ln in context.query.links if any((t.kind, t.id) in own for t in ln.targets)]
    of_one_thing = len({f.subject for f in facts}) == 1
    telling = [ln for ln in links if (LinkKind.SUBJECT in ln.kinds) is not of_one_thing]
    return min((ln.start for ln in telling or links), default=-1)


def undecided(context: Context, facts: tuple[Fact, ...]) -> Outcome:
    """That the bounds of the figures leave it open which is the greater."""
    text = context.say(
        f"报告里分不出高低：{figures_line(context, facts)}。",
        f"The report does not tell which is greater: {figures_line(context, facts)}.",
    )
    return Outcome(text, facts, listed=facts)


def _compared(context: Context, first: Fact, name: str, declines: bool) -> str:
    """What is said of the winner, up to the figures."""
    if not declines:
        said = _comparative(context, first)
        return context.say(f"{name}更{said.zh}：", _greater(context, first, name, said.en))
    least = context.query.has(LinkKind.OPERATION, "least", "less")
    smaller = least and not context.query.has(LinkKind.OPERATION, "more", "most")
    word = ("小", "gentler") if smaller else ("大", "steeper")
    measure = context.base.vocabulary.measures[first.measure]
    if name == measure.name.of(context.language):
        return context.say(
            f"{measure.called('zh')}的降幅更{word[0]}：", f"The fall in {measure.called('en')} is {word[1]}: "
        )
    return context.say(f"{name}的降幅更{word[0]}：", _greater(context, first, name, word[1]))


def _greater(context: Context, fact: Fact, name: str, word: str) -> str:
    """In English: there are more of things that are counted; anything else is larger."""
    if not is_plural(name):
        return f"{sentence_case(name)} is {word}: "
    if context.amount(fact).dimension.startswith("count"):
        return f"There are {'fewer' if word == 'smaller' else 'more'} {name}: "
    return f"{sentence_case(name)} are {word}: "


def _gap(context: Context, first: Fact, second: Fact) -> Amount:
    try:
        value = difference(context.amount(first), context.amount(second))
    except NotComparableError:
        value = Amount(
            context.amount(first).value - context.amount(second).value,
            context.amount(first).dimension, context.amount(first).bound, context.amount(first).unit,
        )  # fmt: skip
    return Amount(abs(value.value), value.dimension, value.bound, value.unit)


def _comparative(context: Context, fact: Fact) -> Text:
    degree = degree_of(context, fact)
    return degree.less if context.query.has(LinkKind.OPERATION, "least", "less", "below") else degree.more


def winner(context: Context) -> Outcome | None:
    """Things side by side with "which" or "who", without a word of comparison (谁压谁一头)."""
    if not {"which", "organisation", "person"} & set(context.query.ids(LinkKind.ASK)):
        return None
    facts = figures_side_by_side(context)
    unlike = len({context.amount(f).dimension for f in facts}) > 1
    if len(facts) < 2 or unlike or _asks_what_it_is(context):
        return None
    pointing = context.leaning and context.query.has(LinkKind.DIALOGUE, "pronoun")
    if pointing and len(context.previous) == 1 and set(facts) <= set(context.recent):
        return None  # 它是谁家的, of the one singled out
    return compare(context)


def _asks_what_it_is(context: Context) -> bool:
    """Whether "what" stands right beside the measure that it asks for (产值是什么, what's the output of)."""
    asking = [ln for ln in context.query.links if "which" in ln.ids(LinkKind.ASK)]
    measured = [ln for ln in context.links if LinkKind.MEASURE in ln.kinds and LinkKind.ASK not in ln.kinds]
    last = max((ln.end for ln in context.query.links), default=0)
    closing = [ask for ask in asking if ask.end == last]
    before = any(ask.end == m.start for ask in asking for m in measured)
    return before or any(0 <= ask.start - m.end <= 1 for ask in closing for m in measured)


def _set_described(context: Context) -> tuple[Fact, ...]:
    """The figures of a described set of one measure; direction and rank are about what comes of them."""
    measured = any(LinkKind.MEASURE in ln.kinds for ln in context.links)
    aside = {LinkKind.NUMBER, LinkKind.DIRECTION} if measured else {LinkKind.NUMBER}
    plain = tuple(ln for ln in context.links if not ln.kinds <= aside)
    found = with_figures(described(replace(context, links=plain), bar=True))
    if context.query.has(LinkKind.DIRECTION) and not measured:  # 谁涨得最猛
        found = tuple(f for f in found if context.base.vocabulary.measures[f.measure].kind == "rate")
    return found if len(found) > 1 and len({f.measure for f in found}) == 1 else ()


def comparable_set(context: Context, dimension: str = "") -> tuple[Fact, ...]:
    """The facts that are compared: those named, or a group; of one dimension, if it is said which."""
    facts = figures_side_by_side(context)
    singling = context.query.has(LinkKind.OPERATION, "most", "least", "top")  # 哪个签约项目投资最多: 18, 30亿
    unlike = singling and len({context.amount(f).dimension for f in facts}) > 1
    if len(facts) < 2 or unlike:
        facts = (
            _set_described(context)
            or (facts if unlike else ())
            or group(context, frozenset({LinkKind.NUMBER, LinkKind.DIRECTION}))
        )
    if dimension:
        alike = tuple(f for f in with_figures(facts) if context.amount(f).dimension == dimension)
        facts = alike if len(alike) > 1 else _of_a_kind(context, dimension)
    facts = comparable(facts, context)
    wholes = {f"{f.report}:{f.part_of}" for f in facts if f.part_of}
    return tuple(f for f in facts if f.key not in wholes)


def _of_a_kind(context: Context, dimension: str) -> tuple[Fact, ...]:
    """The figures of a dimension that things of the kind named are judged by (哪些手续一天内能办完)."""
    base, kinds = context.base, set(context.query.ids(LinkKind.KIND))
    measures = base.vocabulary.measures
    if context.query.has(LinkKind.SUBJECT):
        return ()
    return tuple(
        f
        for f in with_figures(base.facts.values())
        if base.subjects[f.subject].kind in kinds
        and measures[f.measure].better
        and context.amount(f).dimension == dimension
    )


def usually_compared(context: Context) -> tuple[Fact, ...]:
    """The figures of the kind of thing named, where no measure is: by what most of them are measured by."""
    base, kinds = context.base, set(context.query.ids(LinkKind.KIND))
    named = {LinkKind.MEASURE, LinkKind.SUBJECT, LinkKind.STATUS, LinkKind.PHRASE, LinkKind.DIRECTION}
    if (
        not kinds
        or context.query.loose
        or any(ln.kinds & named and LinkKind.ASK not in ln.kinds for ln in context.links)
    ):
        return ()
    of_kind = [f for f in with_figures(base.facts.values()) if base.subjects[f.subject].kind in kinds]
    amounts = [f for f in of_kind if not f.of and f.scope == "own" and in_period(f, context.query, base)]
    counts = Counter(f.measure for f in amounts)
    usual = max(counts, key=lambda measure: counts[measure], default="")
    return tuple(f for f in amounts if f.measure == usual) if counts[usual] >= _SEVERAL else ()


def contestants(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Those that may come first or last where none is named: of one kind, neither the total of all, nor a set
    of things beside single ones, nor another place's."""
    query, base = context.query, context.base
    if len(figures_side_by_side(context)) > 1 or query.has(LinkKind.SUBJECT) or query.has(LinkKind.PLACE):
        return facts
    sets = {f.subject for f in base.facts.values() if f.figures and _counts_it(f, context)}
    alike = of_one_kind(facts, context)
    single = [f for f in alike if f.subject not in sets]
    found = single if len(single) > 1 else alike
    return tuple(found) if len(found) > 1 else facts


def _counts_it(fact: Fact, context: Context) -> bool:
    """Whether a fact says how many there are of its subject."""
    return "quantity" in (fact.measure, *context.base.vocabulary.measures[fact.measure].broader)


def of_one_kind(facts: Sequence[Fact], context: Context) -> list[Fact]:
    """Those about the kind of thing that most are about: firms, and not the total of all of them."""
    kinds = Counter(context.base.subjects[f.subject].kind for f in facts)
    usual = max(kinds, key=lambda kind: kinds[kind], default="")
    return [f for f in facts if context.base.subjects[f.subject].kind == usual]
