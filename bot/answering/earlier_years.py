"""Working back from a rate: the year before from a growth rate, the whole from a share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from bot.answering.evidence import evidence_of
from bot.answering.grouping import group
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, is_rounded, whole_of_share, year_earlier
from bot.answering.working import derived
from bot.knowledge.model import Bound, Fact
from bot.understanding.lexicon import LinkKind


def rate_and_base(context: Context, relation: str) -> tuple[Fact, Fact] | None:
    """A rate of the given relation, and the fact that it is said of, for what the question names."""
    facts = context.base.facts
    timeless = replace(context, query=replace(context.query, periods=()))
    named = group(timeless) or context.previous
    for fact in named:
        rates = (
            [fact] if fact.of else [f for f in facts.values() if f.of == fact.id and f.report == fact.report]
        )
        for rate in rates:
            whole = facts.get(f"{rate.report}:{rate.of}")
            if (
                context.base.vocabulary.measures[rate.measure].relation == relation
                and whole
                and whole.figures
            ):
                return rate, whole
    return None


def from_rate(
    context: Context,
    relation: str,
    solve: Callable[[Amount, Decimal], Amount],
    zh: str,
    en: str,
    form: str = "{}",
) -> Outcome | None:
    found = rate_and_base(context, relation)
    if found is None:
        return None
    rate, whole = found
    value = solve(context.amount(whole), rate.figures[0].value)
    if value.dimension.startswith("count"):
        value = Amount(value.value.quantize(Decimal(1)), value.dimension, Bound.ABOUT, value.unit)
    written = context.write(value, approximately=is_rounded(value))
    subject = context.base.subjects[whole.subject].name.of(context.language)
    measure = context.base.vocabulary.measures[whole.measure].name.of(context.language)
    text = context.say(zh, en).format(subject=subject, measure=measure, value=written)
    shown = context.figure(rate).lstrip("-")
    line = f"{context.figure(whole)} ÷ {form.format(shown)} = {written}"
    return derived(context, text, line, (whole, rate), value)


def earlier_year(context: Context) -> Outcome | None:
    """去年同期: the value a year before, from a growth rate."""
    found = rate_and_base(context, "growth")
    if found is None or not _year_earlier_asked(context, found[1]):
        return None
    sign = "1 − {}" if found and found[0].figures[0].value < 0 else "1 + {}"
    return from_rate(
        context,
        "growth",
        year_earlier,
        "{subject}去年同期{measure}{value}。",
        "{subject}, {measure} a year earlier: {value}.",
        f"({sign})",
    )


def _year_earlier_asked(context: Context, fact: Fact) -> bool:
    asked = context.query.asked_periods(fact.period)
    if any(a.year_before(fact.period) for a in asked):
        return True
    return context.query.has(LinkKind.OPERATION, "work_back") and all(a.covers(fact.period) for a in asked)


def city_total(context: Context) -> Outcome | None:
    """全市总量: the whole, from a part and its share."""
    return from_rate(
        context,
        "share",
        whole_of_share,
        "按占比推算，{subject}{measure}的总量{value}。",
        "By that share, the total of {subject} ({measure}) comes to {value}.",
    )


def whole_of_place(context: Context) -> Outcome | None:
    """An amount for a place of which the report gives the share only (全市一共发了多少)."""
    query = context.query
    asked = set(query.ids(LinkKind.PLACE)) - {"own"}
    wants_share = query.has(LinkKind.ASK, "percent", "rank") or query.has(LinkKind.OPERATION, "share")
    working_back = query.has(LinkKind.OPERATION, "work_back", "total_of_share")
    if not asked or (wants_share and not working_back) or not query.has(LinkKind.ASK, "number", "money"):
        return None
    found = rate_and_base(context, "share")
    if found is None or not asked & evidence_of(context.base)[found[0].key].places:
        return None
    return city_total(context)
