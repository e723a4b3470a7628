"""What comes to a month or to a day of a figure that came about over several months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.answering.choosing import choose
from bot.answering.grouping import figures_of_group, with_figures
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, is_rounded, scaled
from bot.answering.working import NO_AMOUNTS, contains, derived, in_fitting_unit
from bot.knowledge.model import Bound, Fact
from bot.knowledge.vocabulary import Unit
from bot.understanding.lexicon import LinkKind

_HOURS = 24
"""Of a day: times are counted in hours."""
_WHOLE_FROM = 10
"""From this many things on nobody speaks of parts of one."""


def _months(fact: Fact) -> int:
    return (fact.period.end[0] - fact.period.start[0]) * 12 + fact.period.end[1] - fact.period.start[1] + 1


def per_day(context: Context) -> Outcome | None:
    """日均: a figure of a stretch of months over its days."""
    facts = _of_a_stretch(context)
    if len(facts) != 1:
        return None
    days = _days(facts[0])
    value = in_fitting_unit(context, scaled(context.amount(facts[0]), Decimal(days)))
    written = context.write(value, approximately=is_rounded(value))
    line = context.say(
        f"{context.figure(facts[0])} ÷ {days}天 = {written}",
        f"{context.figure(facts[0])} ÷ {days} days = {written}",
    )
    summary = facts[0].summary
    text = context.say(f"平均每天{written}：{summary.zh}", f"{written} a day on average. {summary.en}")
    return derived(context, text, line, facts, value)


def per_one_day(context: Context) -> Outcome | None:
    """As `per_day`, where the question says "one day" and no word for "each" (一天新增几家企业)."""
    units, query = context.base.vocabulary.units, context.query
    asks = query.has(LinkKind.ASK, "number", "money") and not query.has(LinkKind.OPERATION)
    days = [n for n in query.named_numbers() if n.value == 1 and n.unit and _is_a_day(units[n.unit])]
    others = any(LinkKind.UNIT in ln.kinds or LinkKind.MEASURE in ln.kinds for ln in query.links)
    if not (asks and days and others):
        return None
    said = [ln for ln in query.links if query.number_of(ln) in days]
    rest = replace(query, links=tuple(ln for ln in query.links if ln not in said))
    return per_day(replace(context, query=rest, links=tuple(ln for ln in context.links if ln not in said)))


def _is_a_day(unit: Unit) -> bool:
    return unit.dimension == "duration" and unit.factor == _HOURS


def _days(fact: Fact) -> int:
    (year, month), (last_year, last_month) = fact.period.start, fact.period.end
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return (end - date(year, month, 1)).days + 1


def per_month(context: Context) -> Outcome | None:
    """月均: a figure of a stretch of months over their number."""
    facts = _of_a_stretch(context)
    if len(facts) != 1:
        return None
    months = _months(facts[0])
    value = scaled(context.amount(facts[0]), Decimal(months))
    exact = context.write(value, approximately=is_rounded(value))
    said = _in_whole_things(value)
    written = context.write(said, approximately=is_rounded(said))
    line = f"{context.figure(facts[0])} ÷ {months} = {exact}" + ("" if exact == written else f" = {written}")
    summary = facts[0].summary
    text = context.say(f"平均每月{written}：{summary.zh}", f"{written} a month on average. {summary.en}")
    return derived(context, text, line, facts, value)


def _is_of_a_stretch(context: Context, fact: Fact) -> bool:
    """Whether it came about over several months: no rate, and no time that something takes."""
    dimension = context.amount(fact).dimension
    return _months(fact) > 1 and dimension not in NO_AMOUNTS and not dimension.startswith("duration")


def _of_a_stretch(context: Context) -> list[Fact]:
    """The figures of several months that the question names: whole ones, not their parts."""
    found = [f for f in _asked_figures(context) if _is_of_a_stretch(context, f)]
    facts = [f for f in found if not any(contains(context, other, f) for other in found)]
    if len(facts) == 1:
        return facts
    if not facts:
        return (_stated(context) or _likeliest(context)) if _is_asked_for(context) else []
    return _their_whole(context, facts) or _of_all_names(context) or _likeliest(context)


def _stated(context: Context) -> list[Fact]:
    """The one figure that the question states itself, without a name (半年439班,一个月几班)."""
    if context.query.has(LinkKind.SUBJECT) or context.query.has(LinkKind.PHRASE):
        return []
    said = {(n.value, n.unit) for n in context.query.named_numbers() if n.unit and n.value >= _WHOLE_FROM}
    figures = with_figures(context.base.facts.values())
    found = [f for f in figures if (f.figures[0].value, f.figures[0].unit) in said]
    return [f for f in found if _is_of_a_stretch(context, f)] if len(found) == 1 else []


def _is_asked_for(context: Context) -> bool:
    """Whether the month or the day stands where the question asks (not: 他一个月八千,不过...)."""
    query = context.query
    paces = [ln for ln in query.links if {"per_month", "per_day"} & {*ln.ids(LinkKind.OPERATION)}]
    return any(query.clause_of(ln) in query.asking for ln in paces) and not query.has(LinkKind.ASK, "percent")


def _their_whole(context: Context, parts: Sequence[Fact]) -> list[Fact]:
    """The total that figures are the parts of, where the question names none of them."""
    totals = {f"{f.report}:{f.part_of}" if f.part_of else "" for f in parts}
    named = set(context.query.ids(LinkKind.SUBJECT)) & {f.subject for f in parts}
    whole = context.base.facts.get(totals.pop()) if len(totals) == 1 and not named else None
    return [whole] if whole is not None else []


def _likeliest(context: Context) -> list[Fact]:
    """The one figure that the question would be answered with, did it not ask for a month's or a day's."""
    selection = choose(context.query, context.links, context.base, context.limits)
    told = with_figures(c.fact for c in selection.chosen)
    figures = [f for f in told if not any(contains(context, other, f) for other in told)]
    return [f for f in figures if _is_of_a_stretch(context, f)] if len(figures) == 1 else []


def _asked_figures(context: Context) -> tuple[Fact, ...]:
    """The figures that are meant: the last answer's, where the turn names nothing of its own."""
    own = any(ln.start >= 0 for ln in context.links)
    return with_figures(context.previous) if context.previous and not own else figures_of_group(context)


def _of_all_names(context: Context) -> list[Fact]:
    """Figures of which the question names subject and measure themselves."""
    subjects, measures = context.query.ids(LinkKind.SUBJECT), context.query.ids(LinkKind.MEASURE)
    figures = with_figures(context.base.facts.values())
    named = (f for f in figures if f.subject in subjects and f.measure in measures)
    return [f for f in named if _is_of_a_stretch(context, f)]


def _in_whole_things(value: Amount) -> Amount:
    """A count rounded to whole things, where it is large enough to be said so."""
    unit = value.unit
    counted = value.value / unit.factor
    if not value.dimension.startswith("count") or counted < _WHOLE_FROM or counted == int(counted):
        return value
    bound = Bound.ABOUT if value.bound is Bound.EXACT else value.bound
    return Amount(counted.quantize(Decimal(1)) * unit.factor, value.dimension, bound, unit)
