"""By how much one figure exceeds another: of two things, of now and before, of a target and what is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.comparing import compared, of_one_kind, undecided, usually_compared
from bot.answering.degrees import degree_of, is_pace, is_said
from bot.answering.difference_wording import Gap, apart, set_against
from bot.answering.grouping import comparable, group, with_figures
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, difference, greater
from bot.answering.sums_against_one import set_against_one
from bot.answering.superlatives import few_of, of_members, top_of
from bot.answering.targets import to_target
from bot.answering.telling import tell_facts
from bot.answering.working import (
    derived,
    pair_of,
    parts_and_other,
    subject_of,
    with_working,
)
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import Link
from bot.understanding.numbers import NumberMention
from bot.understanding.question_words import asks_of

_WHICH = frozenset({"which", "organisation", "person"})
_SEVERAL = 3
"""Figures told together, from which on their ends are set against each other."""
OWN = "own"
"""The scope of the report's own place."""


def difference_of(context: Context) -> Outcome | None:
    """相差: how far apart two figures are, from the side of the first named; or what is left to a target."""
    several = parts_and_other(context)
    if several is not None:
        return set_against_one(context, *several)
    pair = (
        extremes(context)
        or _ends_of_those_told(context)
        or _the_top_two(context)
        or _places_named(context)
        or _both_times(context)
        or pair_of(context)
        or now_and_before(context)
    )
    if pair is None:
        return None if _may_be_additions(context) else to_target(context)
    return compared(context, pair) if _asks_which_of_them(context) else _between(context, pair)


def _asks_which_of_them(context: Context) -> bool:
    """Whether it asks in a clause of its own which is more, before it asks by how much (谁高,高多少)."""
    query = context.query
    apart = {query.clause_of(ln) for ln in query.links if "difference" in ln.ids(LinkKind.OPERATION)}
    sides = [ln for ln in query.links if {"more", "less"} & {*ln.ids(LinkKind.OPERATION)}]
    return any(query.clause_of(ln) not in apart and _has_which(ln, context) for ln in sides if ln.start >= 0)


def _has_which(side: Link, context: Context) -> bool:
    """Whether "which" or "who" stands in the clause of a word for more or less."""
    query = context.query
    beside = (ln for ln in query.links if ln.start >= 0 and query.clause_of(ln) == query.clause_of(side))
    return any(_WHICH.intersection(ln.ids(LinkKind.ASK)) for ln in beside)


def _between(context: Context, pair: tuple[Fact, Fact]) -> Outcome | None:
    """How far apart two figures are; None where they are no amounts."""
    first, second = pair
    if RANK in {f.figures[0].unit for f in pair}:
        return None  # places are no amounts
    if _are_declines(context, pair):
        return _of_declines(context, first, second)
    larger = not context.amount(first).value < context.amount(second).value
    try:
        value = difference(*(context.amount(f) for f in (pair if larger else (second, first))))
        if value.value and greater(*map(context.amount, pair)) is None:
            return undecided(context, pair)  # 40 and over 30: that may be 45
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    gap = Gap(first, second, value, larger)
    high, low = (first, second) if larger else (second, first)
    line = f"{context.figure(high)} − {_in_brackets(context.figure(low))} = {context.gap(value)}"
    one_thing = (
        first.subject == second.subject
    )  # which of its figures is the earlier one is not for words to say
    compared = context.query.has(LinkKind.OPERATION, "compare") and value.value and not one_thing
    text = set_against(context, gap) if compared else apart(context, high, low, context.gap(value))
    text = (_pace_of_now(context, pair) if one_thing else "") + text
    outcome = derived(context, text, line, pair, value)
    return replace(outcome, singled_out=first.subject) if compared and context.leaning else outcome


def _both_times(context: Context) -> tuple[Fact, Fact] | None:
    """The times of now and before, where what else is named is no time (approval of EIA reports)."""
    named, times = pair_of(context), now_and_before(context)
    alike = named is not None and len({context.amount(f).dimension for f in named}) == 1
    return None if alike else times


def _may_be_additions(context: Context) -> bool:
    """Whether its words may ask as well how many were added, where nothing is set against (多了几)."""
    links = (ln for ln in context.links if "difference" in ln.ids(LinkKind.OPERATION))
    return any(LinkKind.MEASURE in ln.kinds for ln in links)


def extremes(context: Context) -> tuple[Fact, Fact] | None:
    """The largest and the smallest of a group (最高的和最低的差多少)."""
    ends = set(context.query.ids(LinkKind.OPERATION))
    if "least" not in ends or ends.isdisjoint({"most", "fastest"}):
        return None
    alike = comparable(group(context, frozenset({LinkKind.UNIT})), context)  # 差多少个百分点
    alike = alike if len(alike) > 1 else usually_compared(context) or of_members(context)
    found = [f for f in alike if f.scope == OWN]
    ranked = sorted(found, key=lambda f: context.amount(f).value)
    return (ranked[-1], ranked[0]) if len(ranked) > 1 else None


def _ends_of_those_told(context: Context) -> tuple[Fact, Fact] | None:
    """The largest and the smallest of several told last by one measure, where nothing else is named (最大的是
    哪个? 最小的呢? 差多少)."""
    told = context.previous
    bare = context.leaning and not any(ln.start >= 0 for ln in context.links) and not context.query.loose
    alike = len({(f.measure, f.report) for f in told}) == 1 and all(f.figures for f in told)
    if not bare or len(told) < _SEVERAL or not alike:
        return None
    ranked = sorted(told, key=lambda f: context.amount(f).value)
    return ranked[-1], ranked[0]


def _the_top_two(context: Context) -> tuple[Fact, Fact] | None:
    """The first or the last two of a group, where "two" stands with the word (产值最高的两家差多少)."""
    told = few_of(context) or (top_of(context) if context.query.has(LinkKind.OPERATION, "top") else None)
    return (told.facts[0], told.facts[1]) if told is not None and len(told.facts) == 2 else None


def _places_named(context: Context) -> tuple[Fact, Fact] | None:
    """Those at two places of a ranking that the question names (产值第三的跟第一差多少)."""
    places = [int(n.value) for n in context.query.named_numbers() if n.unit == RANK]
    measures = context.base.vocabulary.measures
    named = {m for m in context.query.ids(LinkKind.MEASURE) if measures[m].kind != "rank"}
    if len(places) != 2 or len(named) != 1 or context.query.has(LinkKind.SUBJECT):
        return None
    found = [f for f in with_figures(context.base.facts.values()) if f.measure in named and f.scope == OWN]
    alike = of_one_kind([f for f in found if in_period(f, context.query, context.base)], context)
    ranked = sorted(alike, key=lambda f: context.amount(f).value, reverse=True)
    if not all(1 <= place <= len(ranked) for place in places):
        return None
    return ranked[places[0] - 1], ranked[places[1] - 1]


def by_how_much(context: Context) -> Outcome | None:
    """甲比乙多投多少: a comparison that takes for granted which is more, and asks by how much."""
    query = context.query
    how_much = query.has(LinkKind.ASK, "number", "money", "duration")
    asks = how_much and not query.has(LinkKind.ASK, "which", "organisation")
    compares = query.has(LinkKind.OPERATION, "compare") and query.has(LinkKind.OPERATION, "more", "less")
    if not asks or not compares or query.has(LinkKind.OPERATION, "list", "sum") or pair_of(context) is None:
        return None
    return difference_of(context)


def of_the_two_told(context: Context) -> Outcome | None:
    """A bare "how much" behind an answer that told two things' figures of one measure (by how much)."""
    query, told = context.query, context.previous
    bare = context.leaning and not any(ln.start >= 0 for ln in context.links) and not query.loose
    asks = set(query.ids(LinkKind.ASK)) == {"number"} and not query.has(LinkKind.OPERATION)
    alike = len({f.measure for f in told}) == 1 and len({f.subject for f in told}) == len(told)
    if not bare or not asks or len(told) != 2 or not alike or not all(f.figures for f in told):
        return None
    return _between(context, (told[0], told[1]))


def shortened(context: Context) -> Outcome | None:
    """By how much a time was cut, where the report gives it before and after."""
    saved = context.query.has(LinkKind.DIRECTION, "down") or context.query.has(LinkKind.OPERATION, "less")
    if not saved and not _compares_with_before(context):
        return None
    asks = _asks_how_much(context) or _compares_with_before(context)
    pair = pair_of(context) or (now_and_before(context) if asks else None)
    if pair is None or {context.amount(f).dimension for f in pair} != {"duration"}:
        return None
    return difference_of(context)


def _compares_with_before(context: Context) -> bool:
    """Whether now is compared with before, by a word that says which is more (比以前快了吗)."""
    before = context.query.has(LinkKind.PERIOD, "before")
    return before and context.query.has(LinkKind.OPERATION, "compare", "more", "less")


def _asks_how_much(context: Context) -> bool:
    query = context.query
    plain_question = not query.named_numbers() and not query.has(LinkKind.ASK, "yesno", "manner")
    return plain_question and query.has(LinkKind.ASK, "number", "duration", "percent")


def now_and_before(context: Context) -> tuple[Fact, Fact] | None:
    """The two times that the one thing named takes and took, whichever of them is named."""
    carried = {s for ln in context.links if ln.start < 0 for s in ln.ids(LinkKind.SUBJECT)}
    named = set(context.query.ids(LinkKind.SUBJECT)) or carried
    found = [f for f in with_figures(context.base.facts.values()) if f.subject in named]
    times = [f for f in found if context.amount(f).dimension.startswith("duration")]
    if len(times) != 2 or len({f.subject for f in times}) != 1 or times[0].measure == times[1].measure:
        return None
    return times[0], times[1]


def the_other_time(context: Context) -> Outcome | None:
    """Of the times that a thing takes and took, the one that is asked for where the question states the other
    (以前要30天,现在几天)."""
    query, units = context.query, context.base.vocabulary.units
    apart = query.has(LinkKind.OPERATION, "difference", "ratio", "more", "less", "share")
    lexicon = lexicon_of(context.base)
    how_long = any("duration" in asks_of(ln, query.tokens, lexicon) for ln in query.links)
    if not how_long or query.has(LinkKind.ASK, "percent") or apart:
        return None
    stated = [n for n in query.named_numbers() if n.unit and units[n.unit].dimension.startswith("duration")]
    pair = now_and_before(context) if len(stated) == 1 else None
    if pair is None:
        return None
    others = [f for f in pair if not _is_stated(f, stated[0], pair, context)]
    return tell_facts(others, context) if len(others) == 1 else None


def _is_stated(fact: Fact, stated: NumberMention, pair: Sequence[Fact], context: Context) -> bool:
    """Whether a number is the time that a fact gives; in months people say the longer one of the two."""
    unit, own = context.base.vocabulary.units[stated.unit], context.amount(fact)
    if unit.dimension != own.dimension:
        return own.value == max(context.amount(f).value for f in pair)
    return stated.value * unit.factor == own.value


def _pace_of_now(context: Context, pair: tuple[Fact, Fact]) -> str:
    """Whether a thing is faster now, where that is asked (现在比以前快了还是慢了); empty where it is not."""
    better = [f for f in pair if context.base.vocabulary.measures[f.measure].better]
    degree = degree_of(context, pair[0])
    if len(better) != 1 or not is_pace(context, degree, pair[0]) or not is_said(context, degree):
        return ""
    before = pair[0] if better[0] is pair[1] else pair[1]
    faster = context.amount(better[0]).value < context.amount(before).value
    word = degree.more if faster else degree.less
    return context.say(f"现在更{word.zh}，", f"It is {word.en} now. ")


def _in_brackets(figure: str) -> str:
    return f"(−{figure[1:]})" if figure.startswith(("-", "−")) else figure


def _are_declines(context: Context, pair: Sequence[Fact]) -> bool:
    measures = context.base.vocabulary.measures
    return all(measures[f.measure].relation == "growth" and context.amount(f).value < 0 for f in pair)


def _of_declines(context: Context, first: Fact, second: Fact) -> Outcome:
    """Two falls, as people compare them: by how steep they are."""
    steep, mild = sorted((first, second), key=lambda f: context.amount(f).value)
    value = difference(context.amount(mild), context.amount(steep))
    gap = context.gap(value)
    names = [_what_fell(context, f, (steep, mild)) for f in (steep, mild)]
    falls = [context.figure(f).lstrip("-−") for f in (steep, mild)]
    text = context.say(
        f"相差{gap}：{names[0]}下降{falls[0]}，{names[1]}下降{falls[1]}。",
        f"The difference is {gap}: {names[0]} fell {falls[0]}, {names[1]} {falls[1]}.",
    )
    return derived(context, text, f"{falls[0]} − {falls[1]} = {gap}", (first, second), value)


def _what_fell(context: Context, fact: Fact, pair: Sequence[Fact]) -> str:
    alone = all(f.subject != fact.subject for f in pair if f is not fact)
    measure = context.base.vocabulary.measures[fact.measure].called(context.language)
    return subject_of(context, fact) if alone or not measure else measure
