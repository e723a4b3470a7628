"""Superlatives: the first, the last or the n-th of a group, by a figure or by how it changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.comparing import (
    comparable_set,
    contestants,
    figures_line,
    of_one_kind,
    open_ended,
    ordered,
    usually_compared,
)
from bot.answering.degrees import degree_of, is_pace, is_said
from bot.answering.evidence import evidence_of
from bot.answering.grouping import with_figures
from bot.answering.listing import listing
from bot.answering.naming import sentence_case
from bot.answering.narrowing import by_counter
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind

_OF_CHANGES = frozenset({LinkKind.DIRECTION, LinkKind.KIND, LinkKind.MEASURE})
FEWEST = 3
"""Things of a kind among which one may be asked whether it is the first."""
_EXTREMES = frozenset({"most", "least", "fastest"})


def nth(context: Context) -> Outcome | None:
    """The n-th of a group (第二高)."""
    apart = context.query.has(LinkKind.OPERATION, "difference")  # 第三的跟第一差多少
    if apart or (context.previous and not context.query.has(LinkKind.KIND)):
        return None  # it counts in what was listed before
    return superlative(context) if _rank_wanted(context) > 1 else None


def few_of(context: Context) -> Outcome | None:
    """The first or the last few, where their number stands beside "most" (最高的三家, the three biggest)."""
    query = context.query
    extremes = [ln for ln in query.links if {"most", "least"} & {*ln.ids(LinkKind.OPERATION)}]
    numbers = [n for n in query.named_numbers() if n.unit != RANK]
    beside = any(0 <= n.start - ln.end <= 1 or n.end == ln.start for ln in extremes for n in numbers)
    return top_of(context) if beside else None


def top_of(context: Context) -> Outcome | None:
    """The first few of a group, in order (产值前三名)."""
    numbers = [n for n in context.query.named_numbers() if n.unit != RANK]
    counts = [int(n.value) for n in numbers if n.value == int(n.value)]
    facts = of_one_kind(comparable_set(context) or usually_compared(context), context)
    if len(counts) != 1 or not 1 < counts[0] < len(facts) or context.query.has(LinkKind.OPERATION, "sum"):
        return None
    try:
        ranked = ordered(context, facts)
    except NotComparableError:
        return None
    least = context.query.has(LinkKind.OPERATION, "least")
    if least is not is_pace(context, degree_of(context, facts[0]), facts[0]):
        ranked = tuple(reversed(ranked))
    return listing(context, ranked[: counts[0]], numbered=True)


def superlative(context: Context) -> Outcome | None:
    """The first, the last or the n-th of a group, with the rest behind it."""
    changes = _changes(context) if _compares_changes(context) else ()
    if not changes and _compares_changes(context) and context.query.has(LinkKind.MEASURE):
        return None  # the amounts themselves are not asked for
    facts = changes or contestants(comparable_set(context), context)
    if len(facts) < 2:
        facts = comparable_set(context, _dimension_of_degree(context)) or usually_compared(context)
    if len({f.subject for f in facts}) == 1 and not changes:
        facts = of_members(context)
    if len({(f.subject, f.report) for f in facts}) < 2 or context.amount(facts[0]).dimension == "rank":
        return None
    try:
        ranked = ordered(context, facts)
    except NotComparableError:
        return None
    least = context.query.has(LinkKind.OPERATION, "least")
    if least is not is_pace(context, degree_of(context, facts[0]), facts[0]):
        ranked = tuple(reversed(ranked))
    place = _rank_wanted(context)
    if place > len(ranked):
        return None
    return _told(context, ranked, place, least)


def whether_foremost(context: Context) -> Outcome | None:
    """Yes or no, where it is asked of one thing whether it is the first or the last of its kind."""
    subjects, base = context.base.subjects, context.base
    things = [ln.ids(LinkKind.SUBJECT) for ln in context.links if LinkKind.SUBJECT in ln.kinds]
    if len(things) != 1 or len(things[0]) != 1 or not wants_yes_or_no(context):
        return None
    thing = subjects[things[0][0]]
    rivals = [f for f in with_figures(base.facts.values()) if subjects[f.subject].kind == thing.kind]
    named = set(context.query.ids(LinkKind.MEASURE))
    wider = base.vocabulary.measures
    own = [
        f
        for f in rivals
        if f.subject == thing.id and (named & {f.measure, *wider[f.measure].broader} if named else not f.of)
    ]
    if len(own) != 1 or context.amount(own[0]).dimension == "rank":
        return None
    alike = [f for f in rivals if f.measure == own[0].measure and f.report == own[0].report]
    if len(alike) < FEWEST:
        return None
    try:
        ranked = ordered(context, alike)
    except NotComparableError:
        return None
    least = context.query.has(LinkKind.OPERATION, "least")
    if least is not is_pace(context, degree_of(context, own[0]), own[0]):
        ranked = tuple(reversed(ranked))
    told = _told(context, ranked, 1, least)
    first = ranked[0] is own[0]
    open_yet = first and open_ended(context, ranked)  # what is only known to be over 3 may be over 4, too
    lead = "" if open_yet else yes(context) if first else no(context)
    return replace(told, text=lead + told.text, corrects=True)


def _told(context: Context, ranked: tuple[Fact, ...], place: int, least: bool) -> Outcome:
    """The one at a place of a ranking, with the others behind it or in front of it."""
    chosen, others = ranked[place - 1], ranked[place:]
    name = context.short(chosen, ranked)
    measure = context.base.vocabulary.measures[chosen.measure].name
    order = _place_word(context, chosen, place, least)
    text = context.say(
        f"{name}{order}，{measure.zh}{context.figure(chosen)}",
        f"{sentence_case(name)} {order}: {measure.en} {context.figure(chosen)}",
    )
    if others and place == 1:
        text += context.say("；其后是", "; then ") + figures_line(context, others[:4])
    elif place > 1:
        text += context.say("；前面是", "; ahead of it ") + figures_line(context, ranked[: place - 1])
    text += context.say("。", ". ") + open_ended(context, ranked)
    return Outcome(
        text.strip(),
        ranked,
        highlights=(name if name in text else sentence_case(name), context.figure(chosen)),
        listed=ranked,
        singled_out=chosen.subject,
    )


def of_members(context: Context) -> tuple[Fact, ...]:
    """The figures of what belongs to a set that is named, by what most of it is measured by."""
    named = set(context.query.ids(LinkKind.SUBJECT))
    theirs = [
        e.fact
        for e in evidence_of(context.base).values()
        if e.fact.figures and not e.fact.of and named & e.wholes and e.fact.subject not in named
    ]
    amounts = [f for f in theirs if in_period(f, context.query, context.base)]
    counts = Counter(f.measure for f in amounts)
    usual = max(counts, key=lambda measure: counts[measure], default="")
    return tuple(f for f in amounts if f.measure == usual)


_WHAT = ("which", "organisation", "person", "name")


def _compares_changes(context: Context) -> bool:
    """Whether nothing is compared but how figures changed (产值涨得最猛的是谁)."""
    extremes = [ln for ln in context.query.links if _EXTREMES.intersection(ln.ids(LinkKind.OPERATION))]
    changes = all(ln.kinds & _OF_CHANGES for ln in context.links)
    what = context.query.has(LinkKind.ASK, *_WHAT) or context.query.has(LinkKind.KIND)
    return (
        changes
        and (what or context.query.has(LinkKind.MEASURE))
        and context.query.has(LinkKind.DIRECTION)
        and not any(LinkKind.MEASURE in ln.kinds for ln in extremes)
    )


def _changes(context: Context) -> tuple[Fact, ...]:
    """The rates of one measure, at least two, by which what is named changed."""
    base, wanted = context.base, set(context.query.ids(LinkKind.DIRECTION))
    named, kinds = set(context.query.ids(LinkKind.MEASURE)), set(context.query.ids(LinkKind.KIND))
    rates = (
        e
        for e in evidence_of(base).values()
        if e.kind == "rate" and wanted & e.directions and e.fact.figures and e.fact.scope == "own"
    )
    found = tuple(
        e
        for e in rates
        if (not kinds or kinds & e.kinds)
        and (not named or named & _measures_changed(e.fact, base))
        and in_period(e.fact, context.query, base)
    )
    facts = tuple(e.fact for e in by_counter(found, context))
    return facts if len(facts) > 1 and len({f.measure for f in facts}) == 1 else ()


def _measures_changed(rate: Fact, base: FactBase) -> frozenset[str]:
    """Measures by whose names a rate and what it is the change of may be called."""
    changed = base.facts.get(f"{rate.report}:{rate.of}")
    own = {rate.measure} | ({changed.measure} if changed else set())
    return frozenset(own.union(*(base.vocabulary.measures[m].broader for m in own)))


def _dimension_of_degree(context: Context) -> str:
    """The dimension that the question's own word of comparison is used of, where it is of one alone (快)."""
    said = [d for d in context.base.vocabulary.degrees.values() if is_said(context, d)]
    fits = {kind for degree in said for kind in degree.fits}
    return fits.pop() if len(fits) == 1 else ""


def _rank_wanted(context: Context) -> int:
    """Which place of a ranking is asked for; the first where none is named."""
    query = context.query
    meant = (n for ln in query.links if ln not in query.excluded and (n := query.number_of(ln)) is not None)
    ranks = (int(n.value) for n in meant if n.unit == RANK and 1 <= n.value <= 20)
    return next(ranks, 1)


def _place_word(context: Context, fact: Fact, place: int, least: bool) -> str:
    if place > 1:
        return context.say(f"排第{place}", f"is number {place}")
    degree = degree_of(context, fact)
    word = degree.least if least else degree.most
    return context.say(word.zh, f"is {word.en}")
