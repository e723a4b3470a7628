"""Which of the choices offered a message picks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.evidence import evidence_of
from bot.answering.following import COMPARING, is_short
from bot.answering.pointing import pointing, without_pointing
from bot.answering.supporting import link_support
from bot.knowledge.model import FactBase
from bot.knowledge.units import RANK
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

ENOUGH = 0.6
"""How far a choice has to account for every name of the message that picks it."""


def picked(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    """The facts of the choices that the message picks, by number or in words; empty where it picks none."""
    choices = dialogue.choices
    if not choices:
        return ()
    if _wants_all(query, len(choices)):
        return _facts(choices, range(len(choices)))
    found = pointing(query, len(choices))
    if found is not None and not without_pointing(query, found).content():
        return _facts(choices, found.places)
    return _by_words(query, dialogue, base)


def _facts(choices: Sequence[tuple[str, tuple[str, ...]]], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for place in places for key in choices[place][1]))


def _wants_all(query: Query, count: int) -> bool:
    """Both, 都要; 两个都说下 where there are two."""
    counted = all(n.value == count or n.unit == RANK for n in query.named_numbers())
    named = any(query.number_of(ln) is None for ln in query.content())
    return query.has(LinkKind.DIALOGUE, "all") and counted and not named and not query.loose


def _by_words(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    links = [ln for ln in query.content() if query.number_of(ln) is None or ln.kinds - {LinkKind.NUMBER}]
    if not links or not (is_short(query) or not query.has(LinkKind.ASK)):
        return ()
    if query.has(LinkKind.OPERATION, *COMPARING):  # asks for more than any one of them
        return ()
    evidence = evidence_of(base)
    scores = [
        sum(link_support(ln, query, evidence[k], base) for ln in links for k in keys[:1] if k in evidence)
        for _, keys in dialogue.choices
    ]
    best = max(scores)
    if best < ENOUGH * len(links) or scores.count(best) > 1:
        return ()
    return dialogue.choices[scores.index(best)][1]
