"""How many times a place was taken (有几项全市第一): the count, with what holds it. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.evidence import evidence_of
from bot.answering.grouping import with_figures
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind

_BESIDE = frozenset(
    {LinkKind.ASK, LinkKind.UNIT, LinkKind.PLACE, LinkKind.NUMBER, LinkKind.PERIOD, LinkKind.DIALOGUE}
)


def ranks_held(context: Context) -> Outcome | None:
    """Everything that holds the place which is named, counted; None where what holds it is named too."""
    query = context.query
    places = {n.value for n in query.named_numbers() if n.unit == RANK}
    counting = query.has(LinkKind.ASK, "number") and query.has(LinkKind.UNIT)
    asks = counting or query.has(LinkKind.ASK, "which") or query.has(LinkKind.OPERATION, "list")
    if len(places) != 1 or not asks or query.loose or not all(ln.kinds & _BESIDE for ln in context.links):
        return None
    figures = with_figures(context.base.facts.values())
    held = [f for f in figures if f.figures[0].unit == RANK and f.figures[0].value in places]
    wider = set(query.ids(LinkKind.PLACE)) - {"own"}
    evidence = evidence_of(context.base)
    near = [f for f in held if not wider or not wider.isdisjoint({f.scope, *evidence[f.key].places})]
    found = tuple(f for f in near if in_period(f, query, context.base))
    if len(found) < 2:
        return None
    told = listing(context, found)
    if not counting:
        return told
    return replace(told, text=context.say(f"共{len(found)}个：\n", f"{len(found)} of them:\n") + told.text)
