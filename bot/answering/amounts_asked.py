"""Whether a question about growth asks for an amount, not for a rate."""

from __future__ import annotations

from bot.answering.outcome import Context
from bot.understanding.lexicon import LinkKind


def asks_by_what_amount(context: Context) -> bool:
    """Whether what came on top is asked for: 增加多少产值, not 产值增加多少, which a rate answers."""
    query, measures = context.query, context.base.vocabulary.measures
    grew = [ln for ln in query.links if LinkKind.DIRECTION in ln.kinds]
    ends = {ln.end for ln in grew if ln.name[-2:] == ("多", "少")}
    grown = {ln.end for ln in grew}
    ends |= {ln.end for ln in query.links if ln.start in grown and "number" in ln.ids(LinkKind.ASK)}
    behind = (m for ln in query.links if ln.start in ends for m in ln.ids(LinkKind.MEASURE))
    return any(m in measures and measures[m].kind == "money" for m in behind)
