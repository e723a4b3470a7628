"""Working back from a rate, as to the year before from a rate of growth. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bot.answering.amounts_asked import asks_by_what_amount
from bot.answering.evidence import evidence_of, rates_of
from bot.answering.grouping import group
from bot.answering.naming import possessive
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import LONG_PHRASE, link_size
from bot.answering.quantities import Amount, difference, year_earlier
from bot.answering.working import derived, measure_of, subject_of
from bot.knowledge.model import Bound, Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

Pair = tuple[Fact, Fact]
"""A rate and the fact that it is said of."""
GROWTH = "growth"


def rate_and_base(context: Context, relation: str) -> Pair | None:
    """A rate of the given relation, and the fact that it is said of, for what the question names.

    A growth rate leads to another year; any other says nothing of one that the question names.
    """
    found = _rate_and_base(context, relation)
    return found if found is None or relation == GROWTH or is_of_its_year(found[1], context) else None


def is_of_its_year(fact: Fact, context: Context) -> bool:
    """Whether every period asked about is of the fact's year, and none is over before the fact's."""
    asked = context.query.asked_periods(fact.period)
    year = fact.period.end[0]
    return all(
        a.period.start[0] == year == a.period.end[0] and a.period.end >= fact.period.end for a in asked
    )


def _rate_and_base(context: Context, relation: str) -> Pair | None:
    for named in _readings(context):
        found = [*pairs_of(context, named, relation)]
        if found:
            return None if _may_be_any(found, context) else found[0]
    return _only_one(pairs_of(context, _of_what_is_named(context), relation))


def _may_be_any(found: Sequence[Pair], context: Context) -> bool:
    """Whether a question that names no thing may mean any of several (去年同期产值)."""
    things = (LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.KIND, LinkKind.SECTION, LinkKind.NUMBER)
    named = any(set(things) & ln.kinds for ln in context.links)  # or taken over from the last answer
    return not named and len({whole.subject for _, whole in found}) > 1


def _readings(context: Context) -> Iterator[Sequence[Fact]]:
    """What the question may name, wherever and whenever, at last without what it says of the rate itself."""
    anywhere = replace(context, query=_anywhere(context.query))
    timeless = replace(context, query=_whenever(context.query))
    if context.leaning and not context.query.has(LinkKind.SUBJECT):
        yield _last_thing(context)  # what was just told, not the parts of it
    yield group(timeless) or _last_thing(context)
    yield group(anywhere)
    yield group(anywhere, frozenset({LinkKind.NUMBER, LinkKind.DIRECTION}))


@lru_cache(maxsize=128)  # the same object each time, so that what is weighed for it is found again
def _whenever(query: Query) -> Query:
    return replace(query, periods=()) if query.periods else query


@lru_cache(maxsize=128)
def _anywhere(query: Query) -> Query:
    links = tuple(ln for ln in query.links if LinkKind.PLACE not in ln.kinds)
    return replace(query, periods=(), links=links) if len(links) < len(query.links) else _whenever(query)


def _last_thing(context: Context) -> tuple[Fact, ...]:
    """The facts of the last answer, where it was about one thing."""
    return context.previous if len({f.subject for f in context.previous}) == 1 else ()


def stated_rate(context: Context, relation: str) -> Pair | None:
    """The rate and its base where the question names neither, but states both their figures."""
    said = {(n.value, n.unit) for n in context.query.named_numbers()}
    figures = (f for f in context.base.facts.values() if f.figures)
    own = [f for f in figures if (abs(f.figures[0].value), f.figures[0].unit) in said]
    return _only_one(p for p in pairs_of(context, own, relation) if set(p) <= set(own))


def pairs_of(context: Context, named: Iterable[Fact], relation: str) -> Iterator[Pair]:
    facts, measures = context.base.facts, context.base.vocabulary.measures
    for fact in named:
        rates = [fact] if fact.of else rates_of(context.base).get(fact.key, ())
        for rate in rates:
            whole = facts.get(f"{rate.report}:{rate.of}")
            related = measures[rate.measure].relation == relation
            if related and rate.figures and whole is not None and whole.figures:
                yield rate, whole


def _only_one(pairs: Iterator[Pair]) -> Pair | None:
    found = list(dict.fromkeys(pairs))
    return found[0] if len(found) == 1 else None


def _of_what_is_named(context: Context) -> Iterator[Fact]:
    """Figures of the thing, or the kind of thing, that is named, where no other measure is."""
    query, base = context.query, context.base
    evidence, units = evidence_of(base), base.vocabulary.units
    subjects, kinds = set(query.ids(LinkKind.SUBJECT)), set(query.ids(LinkKind.KIND))
    measures = {m for m in query.ids(LinkKind.MEASURE) if base.vocabulary.measures[m].kind != "stage"}
    asked = {units[u].dimension for u in query.ids(LinkKind.UNIT) if u in units}
    if any(LinkKind.PHRASE in ln.kinds and link_size(ln, query) >= LONG_PHRASE for ln in query.links):
        return
    for fact in base.facts.values():
        own = evidence[fact.key]
        named = fact.subject in subjects if subjects else bool(kinds & own.kinds)
        fits = not measures or bool(measures & set(own.measures))
        if named and fits and fact.figures and not fact.of and (not asked or own.dimension in asked):
            yield fact


@dataclass(frozen=True, slots=True)
class Solving:
    """How a figure is worked back, and how that is said of its {subject}, {measure}, {place} and {value}."""

    relation: str
    solve: Callable[[Amount, Decimal], Amount]
    zh: str
    en: str


YEAR_EARLIER = Solving(
    GROWTH,
    year_earlier,
    "{subject}去年同期{measure}{value}。",
    "{owner} {measure} a year earlier was {value}.",
)


def worked_back(context: Context, how: Solving, pair: Pair) -> Outcome:
    """What a figure and a rate come to, as an approximation: both are rounded."""
    rate, whole = pair
    value = approximate(how.solve(context.amount(whole), rate.figures[0].value))
    written = context.write(value, approximately=True)
    subject = subject_of(context, whole)
    text = context.say(how.zh, how.en).format(
        subject=subject,
        owner=possessive(subject),
        measure=measure_of(context, whole),
        place=place_of(context, rate),
        value=written,
    )
    line = f"{context.figure(whole)} ÷ {divisor(context, how, rate)} = {written}"
    return derived(context, text, line, (whole, rate), value)


def approximate(value: Amount) -> Amount:
    """A derived amount: about so much, and a count in whole things."""
    bound = Bound.ABOUT if value.bound is Bound.EXACT else value.bound
    unit = value.unit
    amount = value.value
    if value.dimension.startswith("count"):
        amount, bound = (amount / unit.factor).quantize(Decimal(1)) * unit.factor, Bound.ABOUT
    return Amount(amount, value.dimension, bound, unit)


def divisor(context: Context, how: Solving, rate: Fact) -> str:
    """What a figure is divided by, as the working shows it."""
    shown = context.figure(rate).lstrip("-−")
    if how.relation != GROWTH:
        return shown
    return f"(1 {'−' if rate.figures[0].value < 0 else '+'} {shown})"


def place_of(context: Context, rate: Fact) -> str:
    """The place that a share is of: the one asked for, else one that the share's own words name."""
    places = {p.id: p.name for p in context.base.reports[rate.report].places if p.id != "own"}
    named = [*context.query.ids(LinkKind.PLACE), *sorted(evidence_of(context.base)[rate.key].places)]
    return next(
        (places[p].of(context.language) for p in named if p in places), context.say("总体", "the whole")
    )


def earlier_year(context: Context) -> Outcome | None:
    """去年同期: the value a year before, from a growth rate."""
    stated = stated_rate(context, GROWTH) if context.query.has(LinkKind.PERIOD, "before") else None
    if stated is not None:  # 涨了8%才到47亿,原来多少
        return worked_back(context, YEAR_EARLIER, stated)
    if not names_another_year(context.query):
        return None
    found = rate_and_base(context, GROWTH)
    if found is None or not year_earlier_asked(context, found[1]):
        return None
    return worked_back(context, YEAR_EARLIER, found)


def names_another_year(query: Query) -> bool:
    """Whether a year before may be meant at all: most questions name only the report's own time."""
    return query.has(LinkKind.OPERATION, "work_back") or any(
        p.year is not None or p.shift or p.same_months for p in query.periods
    )


def year_earlier_asked(context: Context, fact: Fact) -> bool:
    """Whether the same months a year before are meant.

    "Last year" means them where one is to work back, or right after the figure of this year (去年呢).
    """
    asked = context.query.asked_periods(fact.period)
    if any(a.year_before(fact.period) for a in asked):
        return True
    before = [_is_the_year_before(a.period.end[0], fact) for a in asked]
    if context.query.has(LinkKind.OPERATION, "work_back"):
        return all(b or a.covers(fact.period) for a, b in zip(asked, before, strict=True))
    loosely = all(before) and all(a.vague for a in asked)  # 去年全年 is another time altogether
    return context.leaning and bool(_last_thing(context)) and bool(before) and loosely


def _is_the_year_before(year: int, fact: Fact) -> bool:
    return year == fact.period.end[0] - 1


def change_since(context: Context) -> Outcome | None:
    """比去年多了多少: a growth rate, and what it comes to."""
    if not _asks_the_change(context):
        return None
    found = rate_and_base(replace(context, query=context.query.asking_only("number", "percent")), GROWTH)
    if found is None:
        return None
    rate, whole = found
    now = context.amount(whole)
    before = year_earlier(now, rate.figures[0].value)
    fell = before.value > now.value
    value = approximate(difference(before, now) if fell else difference(now, before))
    written = context.write(value, approximately=True)
    earlier = context.write(approximate(before), approximately=True)
    signs = f"{earlier} − {context.figure(whole)}" if fell else f"{context.figure(whole)} − {earlier}"
    text = context.say(
        f"{rate.summary.zh}推算下来，比去年同期{'少' if fell else '多'}{written}。",
        f"{rate.summary.en} That comes to {written} {'less' if fell else 'more'} than a year earlier.",
    )
    return derived(context, text, f"{signs} = {written}", (whole, rate), value)


def _sets_years_apart(query: Query) -> bool:
    """Whether the same months of the year before are set against these (去年同期比今年上半年多还是少), or in
    short last year against this (去年比今年多多少)."""
    compared = query.has(LinkKind.OPERATION, "compare") or query.has(LinkKind.OPERATION, "difference")
    same_months = len(query.periods) > 1 and any(p.same_months for p in query.periods)
    in_short = {p.shift for p in query.periods if p.months is None} >= {-1, 0}
    return compared and (same_months or in_short)


def _asks_the_change(context: Context) -> bool:
    """Whether what came on top since last year is asked for: as such, or as money that something grew by."""
    query, measures = context.query, context.base.vocabulary.measures
    if query.has(LinkKind.OPERATION, "list"):
        return False
    asks = query.has(LinkKind.OPERATION, "difference") or query.has(LinkKind.ASK, "money")
    asks = asks or asks_by_what_amount(context)
    how_much = asks or not query.has(LinkKind.ASK, "yesno")
    named = [ids for ln in query.links if (ids := ln.ids(LinkKind.MEASURE))]
    grew = query.has(LinkKind.DIRECTION) or any(
        all(measures[m].relation == GROWTH for m in ids) for ids in named
    )
    in_money = grew and query.has(LinkKind.ASK, "money")
    since = query.has(LinkKind.PERIOD, "than_last_year") or in_money or _sets_years_apart(query)
    return since and how_much and not query.has(LinkKind.ASK, "percent")
