"""Sums and differences of figures that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.answering.amounts_asked import asks_how_many_things
from bot.answering.bounding import those_beyond
from bot.answering.choosing import choose
from bot.answering.comparing import usually_compared
from bot.answering.evidence import evidence_of
from bot.answering.grouping import comparable, figures_of_group, with_figures
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, NotComparableError, total
from bot.answering.telling import tell_facts
from bot.answering.working import (
    added,
    all_listed,
    at_least,
    contains,
    derived,
    distinct_addends,
    with_working,
)
from bot.knowledge.model import Fact
from bot.knowledge.numerals import number
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_NAMING = frozenset({LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.KIND, LinkKind.MEASURE})


def sum_of(context: Context) -> Outcome | None:
    """合计: the sum of what the question names, or of a group; the report's own total, if it has one."""
    facts = _those_told_and_one(context) or _as_many_like_them(_named_addends(context), context)
    if len(facts) < 2:
        facts = _part_and_the_rest(context) or _with_the_last_ones(context)
    if len(facts) < 2:
        if not _is_asked_for(context) or _names_a_part_alone(context):
            return None
        found = those_beyond(context) or figures_of_group(context) or _usual_of_the_first_few(context)
        facts = distinct_addends(comparable(found, context))
        if _are_counts_of_unlike_things(facts, context) or _are_counted(facts, context):
            return None
        whole = _stands_already(context, facts)
        if whole is not None:
            alike = len({context.amount(f).dimension for f in found if f.figures}) == 1
            return tell_facts((whole,), context) if alike else None
        facts = _as_said(context, facts)
    if len(facts) < 2 or _share_a_name(context, facts) or _is_of_another_measure(context, facts):
        return None
    return sum_told(facts, context)


def _usual_of_the_first_few(context: Context) -> tuple[Fact, ...]:
    """What things of a kind are usually compared by, where the first few of them are meant and no measure is
    named (the two largest producers together)."""
    extremes = context.query.has(LinkKind.OPERATION, "top", "most", "least") and counts_named(context)
    return usually_compared(context) if extremes else ()


def sum_told(facts: Sequence[Fact], context: Context) -> Outcome:
    """What several figures come to together, or why that cannot be said."""
    try:
        value = added_up(context, facts)
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    written, parts = at_least(context, value), all_listed(context, facts)
    line = f"{added(context, facts)} = {written}"
    text = context.say(f"合计{written}：{parts}。", f"{written} in all: {parts}.")
    return derived(context, text, line, facts, value)


def _are_counts_of_unlike_things(facts: Sequence[Fact], context: Context) -> bool:
    """Whether things of several kinds are only counted alike (学位2500个, 停车位2400个, 项目7个)."""
    counted = any(context.amount(f).dimension.startswith("count") for f in facts)
    return counted and len({context.base.subjects[f.subject].kind for f in facts}) > 1


def _is_of_another_measure(context: Context, facts: Sequence[Fact]) -> bool:
    """Whether a turn names another measure than the figures told before have (总共拉了多重: of counts)."""
    known, told = context.base.vocabulary.measures, set(context.recent)
    named = {m for m in context.query.ids(LinkKind.MEASURE) if not known[m].wide}
    own = {b for f in facts for b in (f.measure, *known[f.measure].broader)}
    return context.leaning and told.issuperset(facts) and bool(named) and named.isdisjoint(own)


def _share_a_name(context: Context, facts: Sequence[Fact]) -> bool:
    """Whether one name of the question stands for any of the things: one is meant, not all together."""
    named = [ln.ids(LinkKind.SUBJECT) for ln in context.links if LinkKind.SUBJECT in ln.kinds]
    return len(named) == 1 and len(named[0]) > 1 and {f.subject for f in facts} <= {*named[0]}


def _is_asked_for(context: Context) -> bool:
    """Whether the total is asked for where the question asks, not in passing (一共几趟我不管)."""
    query = context.query
    sums = [ln for ln in query.links if "sum" in ln.ids(LinkKind.OPERATION)]
    clauses = {query.clause_of(ln) for ln in sums if ln.start >= 0}
    named = {query.clause_of(ln) for ln in query.links if ln.kinds & _NAMING and LinkKind.ASK not in ln.kinds}
    return not clauses or bool(clauses & query.asking) or not named & query.asking


def _names_a_part_alone(context: Context) -> bool:
    """Whether beside a whole just one part of it is named, with nothing that joins them (回程的班列一共…)."""
    query, subjects = context.query, context.base.subjects
    named = [ln for ln in query.links if len(ln.ids(LinkKind.SUBJECT)) == 1 and ln not in query.excluded]
    if len(named) != 2 or any(_joins(ln) and named[0].end <= ln.start < named[1].start for ln in query.links):
        return False
    one, other = (ln.ids(LinkKind.SUBJECT)[0] for ln in named)
    part = {one: other in subjects[one].part_of, other: one in subjects[other].part_of}
    return any(
        is_part and not any(s in known.part_of for known in subjects.values()) for s, is_part in part.items()
    )


def _are_counted(facts: Sequence[Fact], context: Context) -> bool:
    """Whether how many things there are is asked for: no sum of what they cost, nor of counts of which
    the report has the one that is meant (一共签约多少个项目)."""
    if not asks_how_many_things(context):
        return False
    if any(context.amount(f).dimension.startswith("money") for f in facts):
        return True
    chosen = choose(context.query, context.links, context.base, context.limits).chosen
    return len(chosen) == 1 and chosen[0].evidence.kind == "count"


def _named_addends(context: Context) -> tuple[Fact, ...]:
    """What the question sets side by side; all members of a group that it names by a common name.

    A group that something else named belongs to is only where that stands (能签的项目, of the promotion).
    """
    facts, evidence = figures_side_by_side(context), evidence_of(context.base)
    named = set(context.query.ids(LinkKind.SUBJECT))
    phrased = context.query.ids(LinkKind.PHRASE)
    own = {f for f in facts if f.subject in named or f.key in phrased}
    direct = own | {f for f in facts if not named & evidence[f.key].wholes}
    found: dict[Fact, None] = {}
    for fact in facts:
        if fact in direct:
            found[fact] = None
            continue
        groups = named & evidence[fact.key].wholes
        if not any(groups & evidence[d.key].wholes for d in direct):
            found |= dict.fromkeys(_members(context, fact, groups))
    return tuple(found)


def _as_many_like_them(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Of things told before that are fewer than the turn says, all of their like, if they are so many
    (三个一共, behind two of the three in negotiation)."""
    counts, base = counts_named(context), context.base
    if not facts or not counts or len(facts) in counts or context.query.has(LinkKind.SUBJECT):
        return facts

    def likeness(fact: Fact) -> tuple[str, ...]:
        return fact.report, fact.measure, fact.status, fact.scope, base.subjects[fact.subject].kind

    like = {likeness(f) for f in facts}
    alike = tuple(f for f in with_figures(base.facts.values()) if {likeness(f)} == like)
    return alike if len(alike) in counts else facts


def _part_and_the_rest(context: Context) -> tuple[Fact, ...]:
    """All parts of a whole, where it is named beside one of them (幼儿园和学校)."""
    query, subjects = context.query, context.base.subjects
    named = [ln for ln in query.links if ln.ids(LinkKind.SUBJECT)]
    joins = [ln.start for ln in query.links if _joins(ln)]
    joined = (pair for pair in pairwise(named) if any(pair[0].end <= at < pair[1].start for at in joins))
    for part, whole in (p for one, other in joined for p in ((one, other), (other, one))):
        wholes = set(whole.ids(LinkKind.SUBJECT))
        parts = [s for s in part.ids(LinkKind.SUBJECT) if s in subjects and wholes & {*subjects[s].part_of}]
        own = [f for f in context.base.facts.values() if f.subject in parts and f.figures and not f.of]
        own = [f for f in own if f.measure in query.ids(LinkKind.MEASURE)] or own
        if len(own) == 1:
            return tuple(_members(context, own[0], wholes))
    return ()


def _joins(link: Link) -> bool:
    return "connective" in link.ids(LinkKind.DIALOGUE) or "sum" in link.ids(LinkKind.OPERATION)


def _those_told_and_one(context: Context) -> tuple[Fact, ...]:
    """As many of the figures told last as a pronoun counts, and the one named besides (这两个再加上丙)."""
    pronouns = [ln for ln in context.query.links if "pronoun" in ln.ids(LinkKind.DIALOGUE)]
    counts = [int(n) for ln in pronouns for key in ln.name if (n := number(key)) is not None and n > 1]
    own = set(context.query.ids(LinkKind.SUBJECT))
    told = context.recent[-counts[0] :] if len(counts) == 1 else ()
    measures = {f.measure for f in told}
    if len(told) != sum(counts) or len(measures) != 1 or own & {f.subject for f in told}:
        return ()
    figures = (f for f in context.base.facts.values() if f.figures and f.subject in own)
    besides = [f for f in figures if f.measure in measures]
    return (*told, *besides) if len(besides) == 1 else ()


def _with_the_last_ones(context: Context) -> tuple[Fact, ...]:
    """The figures of the last answer and the one that the turn names besides (再加上丙)."""
    if not context.leaning or not all(f.figures for f in context.previous):
        return ()
    own = set(context.query.ids(LinkKind.SUBJECT))
    measures = {f.measure for f in context.previous}
    figures = (f for f in context.base.facts.values() if f.figures and f.subject in own)
    added = [f for f in figures if {f.measure} == measures and f not in context.previous]
    return (*context.previous, *added) if len(added) == 1 else ()


def _members(context: Context, fact: Fact, groups: set[str]) -> list[Fact]:
    """The figures of all that belong to the groups, by the measure of one of them."""
    evidence = evidence_of(context.base)
    alike = (f for f in context.base.facts.values() if f.measure == fact.measure and f.report == fact.report)
    return [f for f in alike if f.figures and groups & evidence[f.key].wholes]


def _stands_already(context: Context, facts: Sequence[Fact]) -> Fact | None:
    """The total itself, where the report gives it: of parts of what is named, or beside plan and progress."""
    named = set(context.query.ids(LinkKind.SUBJECT))
    wholes = (f for f in context.base.facts.values() if f.figures and f.subject in named)
    for whole in dict.fromkeys((*facts, *wholes)):
        rest = [f for f in facts if f is not whole]
        if rest and all(contains(context, whole, f) and _is_larger(context, whole, f) for f in rest):
            return whole
    return None


def _is_larger(context: Context, one: Fact, other: Fact) -> bool:
    return context.amount(one).value > context.amount(other).value


def _as_said(context: Context, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The first or last few (前三名, 最低的两家), or all, where there are as many as the question means."""
    wanted = counts_named(context)
    extremes = {*context.query.ids(LinkKind.OPERATION)} & {"top", "most", "least"}
    if "top" in extremes or (wanted and len(extremes) == 1):
        least = extremes == {"least"}
        ranked = sorted(facts, key=lambda f: context.amount(f).value, reverse=not least)
        return tuple(ranked[: wanted[0]] if wanted else ranked)
    if wanted and max(wanted) > len(facts):
        return ()  # 18个签约项目合计: the report gives the figures of some of them
    counted = wanted and context.query.has(LinkKind.KIND)
    return tuple(facts) if not counted or len(facts) in wanted else ()


def counts_named(context: Context) -> tuple[int, ...]:
    """How many things the question says that it means (三家企业, the top three)."""
    units = context.base.vocabulary.units
    numbers = (n for n in context.query.named_numbers() if n.unit != RANK and n.value == int(n.value) > 1)
    return tuple(int(n.value) for n in numbers if not n.unit or units[n.unit].dimension.startswith("count"))


def added_up(context: Context, facts: Sequence[Fact]) -> Amount:
    """The sum of figures. Raises NotComparableError where no honest sum can be made of them."""
    if _overlap(context, facts):
        raise NotComparableError("overlap")
    return total([context.amount(f) for f in facts])


def _overlap(context: Context, facts: Sequence[Fact]) -> bool:
    """Whether some of the figures may contain others: a whole its part, or a set of things one of them."""
    if any(contains(context, a, b) for a in facts for b in facts):
        return True
    base = context.base
    counts = {
        f.subject
        for f in base.facts.values()
        if f.figures and "quantity" in (f.measure, *base.vocabulary.measures[f.measure].broader)
    }
    amounts = [f for f in facts if not context.amount(f).dimension.startswith("count")]
    sets = [f for f in amounts if f.subject in counts]
    return bool(sets) and len({f.measure for f in amounts}) == 1 and len(amounts) > len(sets)
