"""Whether a question asks for a measure that no fact bears (how many staff). Pure."""

from __future__ import annotations

from bot.answering.outcome import Context
from bot.answering.probing import read


def asks_of_the_unborne(context: Context) -> bool:
    """Whether it names, where it asks, a measure that the report never gives."""
    probes = read(context.query, context.links, context.base).probes
    return any(p.foreign and p.hard and not p.side for p in probes)
