"""What comes to each: an amount over what it is spread over, or the mean of a group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answering.arithmetic import added_up
from bot.answering.evidence import evidence_of, index_of
from bot.answering.finding import candidates
from bot.answering.grouping import comparable, group, with_figures
from bot.answering.implying import DONE, NUMERIC_KINDS
from bot.answering.naming import enumerated, is_plural, without_plural
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, is_rounded, scaled, spread
from bot.answering.stated_numbers import facts_stating
from bot.answering.working import (
    NO_AMOUNTS,
    added,
    all_listed,
    contains,
    derived,
    distinct_addends,
    in_fitting_unit,
    measure_of,
    name_of,
    subject_of,
    with_working,
)
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.knowledge.vocabulary import Unit
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import Link
from bot.understanding.question_words import asks_of

_BARE_COUNTS = frozenset({"count", "count-companies", "count-items"})
"""Dimensions of 个, 家 and 项, which count nearly anything."""
_HOW_MUCH = frozenset({"number", "money"})
_ROOMS = "count-rooms"
"""That of 间, which counts companies and schools as well."""
_NEAR = 3
"""Tokens at most between "one" and what is counted (one cross-border parcel)."""


def average_of(context: Context) -> Outcome | None:
    """平均每: an amount over what it is spread over, or the mean of a group."""
    each = _each(context)
    if _names_what_no_fact_bears(context):
        return None
    pair = None if _is_of_the_last_ones(context, each) else _amount_and_divisor(context, each)
    if pair is None:
        mean = _mean(context) if each <= _BARE_COUNTS else None
        return mean or _over_parts(context, each) or (_without_divisor(context) if each else None)
    whole, count = pair
    try:
        per = _unit_of_each(context, context.amount(count).unit)
        share = spread(context.amount(whole), context.amount(count))
        value = in_fitting_unit(context, replace(share, value=share.value * per.factor))
    except NotComparableError as problem:  # told, lest the amount alone pass for the average
        return replace(with_working(context, pair, problem.why), refused=False)
    written = context.write(value, approximately=is_rounded(value))
    line = f"{context.figure(whole)} ÷ {context.figure(count)} = {written}"
    return derived(context, _average_text(context, whole, per, written), line, pair, value)


def for_one(context: Context) -> Outcome | None:
    """What comes to one of what is counted, where "one" is said and no word for "each" (一班多少吨货)."""
    counted = [n for n in context.query.named_numbers() if n.value == 1 and n.unit and n.unit != RANK]
    each = _each(context)
    lexicon = lexicon_of(context.base)
    asked = frozenset[str]().union(
        *(asks_of(ln, context.query.tokens, lexicon) for ln in context.query.links)
    )
    if asked - _HOW_MUCH:
        return None  # 班列一趟跑几天
    if len(counted) != 1 or each <= _BARE_COUNTS or _names_what_no_fact_bears(context):
        return None
    return average_of(context) if _amount_and_divisor(context, each) is not None else None


def _is_of_the_last_ones(context: Context, each: frozenset[str]) -> bool:
    """Whether a turn that names nothing itself follows on several figures of one measure (平均呢)."""
    own = any(ln.start >= 0 for ln in context.links)
    one_measure = len({f.measure for f in context.previous}) == 1 < len(context.previous)
    return context.leaning and not own and not each and one_measure


def _names_what_no_fact_bears(context: Context) -> bool:
    """Whether a measure is named that the report says nothing of (平均每家多少员工)."""
    known = index_of(context.base).by_target
    named = (ln for ln in context.links if ln.kinds == {LinkKind.MEASURE})
    return any(all((LinkKind.MEASURE, m) not in known for m in ln.ids(LinkKind.MEASURE)) for ln in named)


def _over_parts(context: Context, each: frozenset[str]) -> Outcome | None:
    """An amount over all the things that it is shared among, where none of them is singled out
    (每所学校新增多少学位, of kindergartens and primary schools)."""
    subjects, named = context.base.subjects, set(context.query.ids(LinkKind.SUBJECT))
    for whole in _wholes(context, each - _BARE_COUNTS, ()):
        wholes = named.intersection(subjects[whole.subject].part_of)
        counts = [
            f
            for f in _counts_beside(context, whole)
            if wholes & {*subjects[f.subject].part_of} or context.amount(f).dimension in each
        ]
        alike = len({(f.measure, f.status, f.figures[0].unit) for f in counts}) == 1
        if len(counts) < 2 or not alike or named & {f.subject for f in counts}:
            continue
        value = spread(context.amount(whole), added_up(context, counts))
        written = context.write(value, approximately=is_rounded(value))
        line = f"{context.figure(whole)} ÷ ({added(context, counts)}) = {written}"
        unit, parts = context.base.vocabulary.units[counts[0].figures[0].unit], all_listed(context, counts)
        text = context.say(
            f"{subject_of(context, whole)}平均每{unit.name.zh}{written}（{parts}）。",
            f"On average there are {written} {subject_of(context, whole)} for each ({parts}).",
        )
        return derived(context, text, line, (whole, *counts), value)
    return None


def _counts_beside(context: Context, amount: Fact) -> tuple[Fact, ...]:
    """How many there are of each thing that belongs where an amount does."""
    base, kinds = context.base, evidence_of(context.base)
    wholes = {*base.subjects[amount.subject].part_of}
    beside = (
        f
        for f in with_figures(base.facts.values())
        if f.report == amount.report and wholes & {*base.subjects[f.subject].part_of}
    )
    counts = (f for f in beside if kinds[f.key].kind == "count" and f.subject != amount.subject)
    return tuple(f for f in counts if context.amount(f).dimension != context.amount(amount).dimension)


def _average_text(context: Context, whole: Fact, each: Unit, written: str) -> str:
    subject, measure = subject_of(context, whole), measure_of(context, whole)
    per = each.name
    if context.language == "zh":
        return f"{subject}平均每{per.zh}{measure}{written}。"
    noun = without_plural(per.en)
    if noun:
        return f"The {measure} averages {written} per {noun}."
    verb = "have" if is_plural(subject) else "has"
    return f"On average {subject} {verb} {written} of {measure} each."


def _unit_of_each(context: Context, counted: Unit) -> Unit:
    """What one of is meant: the unit that the question names (每万包), else the one of single things."""
    units = context.base.vocabulary.units
    named = [units[u] for u in context.query.ids(LinkKind.UNIT) if u in units]
    asked = [u for u in named if u.dimension == counted.dimension]
    if asked or (not counted.dimension.startswith("count") and counted.scale == 1):
        return asked[0] if asked else counted
    return next((u for u in units.values() if u.dimension == counted.dimension and u.scale == 1), counted)


def _each(context: Context) -> frozenset[str]:
    """Dimensions of what the question spreads an amount over: what follows "each", or stands with "one"."""
    units = context.base.vocabulary.units
    query = context.query
    averaging = [ln for ln in query.links if "average" in ln.ids(LinkKind.OPERATION)]
    ends = {ln.end for ln in averaging}
    behind = [ln for ln in query.links if ln.start in ends and LinkKind.ASK not in ln.kinds]
    named = [u for ln in (*behind, *averaging) for u in _units(ln)]
    for number in query.named_numbers():
        if number.value == 1:
            near = _behind_one(number.end, context)
            named += [number.unit] if number.unit else [u for ln in near for u in _units(ln)]
    each = frozenset(units[u].dimension for u in named if u in units)
    if each and each <= _BARE_COUNTS:  # 跨境包裹平均每个: what it counts is named by a phrase
        phrased = {context.amount(f).dimension for f in with_figures(_named_by_phrase(context))}
        each |= {d for d in phrased if not d.startswith("money")}
    return each - {_ROOMS} | _BARE_COUNTS if _ROOMS in each else each


def _named_by_phrase(context: Context) -> list[Fact]:
    """Facts that the question names by phrases of their own."""
    return [context.base.facts[key] for key in context.query.ids(LinkKind.PHRASE)]


def _behind_one(start: int, context: Context) -> Iterable[Link]:
    """What stands close behind "one", what it is of left aside (one cross-border e-commerce parcel)."""
    passed = 0
    for link in context.query.links:
        if link.start < start:
            continue
        if link.kinds == {LinkKind.SUBJECT}:
            passed += link.end - link.start
        elif link.start - start - passed < _NEAR:
            yield link


def _units(link: Link) -> tuple[str, ...]:
    return link.ids(LinkKind.UNIT)


def _amount_and_divisor(context: Context, each: frozenset[str]) -> tuple[Fact, Fact] | None:
    """An amount that the question names, and of the same thing the number that it is spread over."""
    stated = _stated(context)
    wholes = list(_wholes(context, each, stated))
    counts = stated or with_figures(context.base.facts.values())
    pairs = [(w, c) for w in wholes for c in _divisors(context, w, each, counts)]
    return pairs[0] if pairs else None


def _wholes(context: Context, each: frozenset[str], stated: Sequence[Fact]) -> Iterable[Fact]:
    """Amounts that may be meant, the likeliest first; of what is counted, where its number is stated."""
    query, base = context.query, context.base
    evidence, units = evidence_of(base), base.vocabulary.units
    wanted = {units[u].dimension for u in query.ids(LinkKind.UNIT) if u in units} - each
    wanted = {d for d in wanted if not d.startswith("count")}
    measures = _measures_of_amounts(context, each)
    phrased = _named_by_phrase(context)
    subjects = {f.subject for f in stated} or set(query.ids(LinkKind.SUBJECT)) or {f.subject for f in phrased}
    stages = set(query.ids(LinkKind.STATUS)) - {DONE}
    found = [c.fact for c in candidates(query, context.links, base)]
    anywhere = stated or (measures and not subjects)
    rest = [f for f in base.facts.values() if f not in found] if anywhere else []
    for fact in with_figures([*phrased, *found, *rest]):
        dimension = context.amount(fact).dimension
        if dimension in NO_AMOUNTS or dimension in each:
            continue
        if (wanted and dimension not in wanted) or (stages and fact.status not in stages):
            continue
        if not wanted and measures and not measures & set(evidence[fact.key].measures):
            continue
        if subjects and fact.subject not in subjects and not subjects & evidence[fact.key].wholes:
            continue
        if query.has(LinkKind.ASK, "money") and not dimension.startswith("money"):
            continue
        yield fact


def _measures_of_amounts(context: Context, each: frozenset[str]) -> set[str]:
    """Measures that the question names and that are no mere number of things, nor what it is spread over."""
    measures, units = context.base.vocabulary.measures, context.base.vocabulary.units
    links = [ln for ln in context.query.links if LinkKind.MEASURE in ln.kinds]
    over = {ln for ln in links if {units[u].dimension for u in _units(ln) if u in units} & each}
    links = [ln for ln in links if ln not in over]
    surest = max((ln.confidence for ln in links), default=0.0)  # 价值 before 多少的货, a slip for 多少货
    named = (m for ln in links if ln.confidence == surest for m in ln.ids(LinkKind.MEASURE))
    return {m for m in named if measures[m].kind != "count" and measures[m].kind in NUMERIC_KINDS}


def _stated(context: Context) -> tuple[Fact, ...]:
    """The counts of one thing that the question states, with what is counted (28个项目平均每个)."""
    counts = (n for n in context.query.named_numbers() if n.unit)
    facts = with_figures(e.fact for e in facts_stating(counts, context.base))
    counted = tuple(f for f in facts if context.amount(f).dimension.startswith("count"))
    return counted if len({f.subject for f in counted}) == 1 else ()


def _divisors(context: Context, whole: Fact, each: frozenset[str], counts: Sequence[Fact]) -> Iterable[Fact]:
    for fact in counts:
        dimension = context.amount(fact).dimension
        if fact.subject != whole.subject or fact.report != whole.report or fact is whole:
            continue
        if dimension == context.amount(whole).dimension:
            continue
        if each & _BARE_COUNTS:
            fits = dimension in _BARE_COUNTS | each
        else:
            fits = dimension in each if each else dimension.startswith("count")
        if fits:
            yield fact


def _without_divisor(context: Context) -> Outcome | None:
    """An amount that nothing in the report spreads: said so, with the amount."""
    found = [f for f in with_figures(group(context)) if context.amount(f).dimension not in NO_AMOUNTS]
    if len(found) != 1:
        return None
    summary = found[0].summary
    text = context.say(
        f"{summary.zh}报告没有给出算平均所需的另一个数。",
        f"{summary.en} The report does not give the other number that an average would need.",
    )
    return Outcome(text, tuple(found))


def _mean(context: Context) -> Outcome | None:
    facts = figures_side_by_side(context) or distinct_addends(comparable(group(context), context))
    if len(facts) < 2 or any(contains(context, a, b) for a in facts for b in facts):
        return None
    try:
        value = added_up(context, facts)
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    mean = scaled(value, Decimal(len(facts)))
    written = context.write(mean, approximately=is_rounded(mean))
    names = [name_of(context, f, facts) for f in facts]
    joined = "、".join(names) if context.language == "zh" else enumerated(names, "en")
    text = context.say(f"平均{written}（{joined}）。", f"The average is {written} ({joined}).")
    line = f"({added(context, facts)}) ÷ {len(facts)} = {written}"
    return derived(context, text, line, facts, mean)
