"""Which of the choices offered a message picks. Pure."""

from __future__ import annotations

from bot.answering.evidence import evidence_of
from bot.answering.following import is_short, ordinal
from bot.answering.supporting import link_support
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query


def picked(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    """The facts of the choice that the message picks, by number or in words; empty where it picks none."""
    if not dialogue.choices:
        return ()
    if query.has(LinkKind.DIALOGUE, "all") and not query.content():
        return tuple(dict.fromkeys(key for _, keys in dialogue.choices for key in keys))
    place = ordinal(query, len(dialogue.choices))
    if place is not None:
        return dialogue.choices[place][1]
    links = query.content()
    if not links or not is_short(query):
        return ()
    evidence = evidence_of(base)
    scores = [
        sum(link_support(ln, query, evidence[k], base) for ln in links for k in keys[:1] if k in evidence)
        for _, keys in dialogue.choices
    ]
    best = max(scores)
    if best < 0.6 * len(links) or scores.count(best) > 1:
        return ()
    return dialogue.choices[scores.index(best)][1]
