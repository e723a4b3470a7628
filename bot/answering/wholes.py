"""The whole of which a part and its share are given (全市一共发了多少). Pure."""

from __future__ import annotations

from bot.answering.earlier_years import (
    Pair,
    Solving,
    approximate,
    divisor,
    place_of,
    rate_and_base,
    worked_back,
)
from bot.answering.evidence import evidence_of
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import difference, whole_of_share
from bot.answering.unborne import asks_of_the_unborne
from bot.answering.working import derived, measure_of, subject_of
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind

_PERCENT = "%"
_WHOLE = Solving(
    "share",
    whole_of_share,
    "按占比推算，{place}{subject}{measure}{value}。",
    "By that share, the total for {place} comes to {value} of {subject}.",
)


def city_total(context: Context) -> Outcome | None:
    """全市总量: the whole, from a part and its share."""
    found = rate_and_base(context, "share")
    return worked_back(context, _WHOLE, found) if found is not None else None


def whole_of_place(context: Context) -> Outcome | None:
    """An amount for a place of which the report gives the share only (全市一共发了多少)."""
    query = context.query
    asked = set(query.ids(LinkKind.PLACE)) - {"own"}
    shares = [ln for ln in query.links if "share" in ln.ids(LinkKind.OPERATION)]
    stated = any(n.unit == _PERCENT for n in query.named_numbers())
    asks_share = not stated and any(
        query.clause_of(ln) in query.asking for ln in shares
    )  # "by its share, how many..." does not, nor "it is 14%, so how many..."
    ranked = any(n.unit == RANK for n in query.named_numbers())  # "third in the city" is its own place
    wants_share = query.has(LinkKind.ASK, "percent", "rank") or asks_share or ranked
    working_back = query.has(LinkKind.OPERATION, "work_back", "total_of_share")
    if not asked or (wants_share and not working_back) or asks_of_the_unborne(context):
        return None
    found = rate_and_base(context, "share")
    if found is None or not asked & evidence_of(context.base)[found[0].key].places:
        return None
    if not _wants_an_amount(context, found[1]):
        return None
    others = "own" in query.ids(LinkKind.PLACE) and query.has(LinkKind.DIALOGUE, "except", "others")
    return _rest_of_place(context, found) if others else worked_back(context, _WHOLE, found)


def _rest_of_place(context: Context, pair: Pair) -> Outcome:
    """What the rest of a place comes to, without the part that the report is about (除了本区,其他地方)."""
    rate, part = pair
    whole = whole_of_share(context.amount(part), rate.figures[0].value)
    value = approximate(difference(whole, context.amount(part)))
    written, place = context.write(value, approximately=True), place_of(context, rate)
    text = context.say(
        f"按占比推算，{place}其余地区{subject_of(context, part)}{measure_of(context, part)}{written}。",
        f"By that share, the rest of {place} comes to {written} of {subject_of(context, part)}.",
    )
    figure = context.figure(part)
    line = f"{figure} ÷ {divisor(context, _WHOLE, rate)} − {figure} = {written}"
    return derived(context, text, line, (part, rate), value)


def _wants_an_amount(context: Context, whole: Fact) -> bool:
    """Whether "how much" is asked, or the measure is all that is said (全市专项债发行额)."""
    query = context.query
    if query.has(LinkKind.OPERATION, "work_back"):
        return True
    if query.has(LinkKind.ASK):
        return query.has(LinkKind.ASK, "number", "money")
    named = set(query.ids(LinkKind.MEASURE)) & set(evidence_of(context.base)[whole.key].measures)
    return bool(named) or query.has(LinkKind.OPERATION, "total_of_share", "sum")
