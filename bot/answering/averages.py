"""What comes to each: an amount over a count, the mean of a group, a month of several."""

from __future__ import annotations

from decimal import Decimal

from bot.answering.grouping import comparable, figures_side_by_side, group, with_figures
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, NotComparableError, is_rounded, scaled, total
from bot.answering.working import derived, distinct_addends, with_working
from bot.knowledge.model import Fact, Unit
from bot.understanding.lexicon import LinkKind


def average_of(context: Context) -> Outcome | None:
    """平均每: an amount over a count of the same subject, or the mean of a group."""
    pair = _amount_and_count(context)
    if pair is None:
        return _mean(context)
    whole, count = pair
    divisor = context.amount(count).value
    value = _in_fitting_unit(context, scaled(context.amount(whole), divisor))
    written = context.write(value, approximately=is_rounded(value))
    per = context.base.vocabulary.units[count.figures[0].unit].name
    text = context.say(
        f"平均每{per.zh}{written}（{context.label(whole)}）。",
        f"On average {written} each ({context.label(whole)}).",
    )
    return derived(
        context, text, f"{context.figure(whole)} ÷ {context.figure(count)} = {written}", (whole, count), value
    )


def _amount_and_count(context: Context) -> tuple[Fact, Fact] | None:
    units = context.base.vocabulary.units
    asked = {units[u].dimension for u in context.query.ids(LinkKind.UNIT) if u in units}
    counted_in = {d for d in asked if d.startswith("count")}
    wanted = asked - counted_in
    wholes = [
        f for f in with_figures(group(context)) if context.amount(f).dimension not in ("percent", "rank")
    ]
    if wanted:
        wholes = [f for f in wholes if context.amount(f).dimension in wanted] or _of_dimension(
            context, wanted
        )
    for whole in wholes:
        for count in with_figures(context.base.facts.values()):
            if count.key == whole.key or count.report != whole.report:
                continue
            dimension = context.amount(count).dimension
            near = count.subject == whole.subject or (count.cites == whole.cites and not counted_in)
            counted = dimension in counted_in if counted_in else dimension.startswith("count")
            if near and counted and dimension != context.amount(whole).dimension:
                return whole, count
    return None


def _of_dimension(context: Context, wanted: set[str]) -> list[Fact]:
    """Figures of the named subject in the dimension that the question counts in (多少吨)."""
    subjects = context.query.ids(LinkKind.SUBJECT)
    figures = with_figures(context.base.facts.values())
    return [f for f in figures if f.subject in subjects and context.amount(f).dimension in wanted]


def _mean(context: Context) -> Outcome | None:
    facts = figures_side_by_side(context) or distinct_addends(comparable(group(context), context))
    if len(facts) < 2:
        return None
    try:
        value = total([context.amount(f) for f in facts])
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    mean = scaled(value, Decimal(len(facts)))
    written = context.write(mean, approximately=is_rounded(mean))
    names = context.say("、", ", ").join(context.short(f, facts) for f in facts)
    text = context.say(f"平均{written}（{names}）。", f"The average is {written} ({names}).")
    line = f"({' + '.join(context.figure(f) for f in facts)}) ÷ {len(facts)} = {written}"
    return derived(context, text, line, facts, mean)


def _in_fitting_unit(context: Context, value: Amount) -> Amount:
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


def _months(fact: Fact) -> int:
    return (fact.period.end[0] - fact.period.start[0]) * 12 + fact.period.end[1] - fact.period.start[1] + 1


def per_month(context: Context) -> Outcome | None:
    """月均: a figure of a stretch of months over their number."""
    facts = [
        f
        for f in with_figures(group(context))
        if _months(f) > 1 and context.amount(f).dimension not in ("percent", "rank")
    ]
    if len(facts) != 1:
        return None
    months = _months(facts[0])
    value = scaled(context.amount(facts[0]), Decimal(months))
    written = context.write(value, approximately=is_rounded(value))
    text = context.say(
        f"{context.label(facts[0])}平均每月{written}。",
        f"{context.label(facts[0])}: {written} a month on average.",
    )
    return derived(context, text, f"{context.figure(facts[0])} ÷ {months} = {written}", facts, value)
