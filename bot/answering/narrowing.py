"""What narrows a set besides the names of its measure and kind: place, question word, counting word. Pure."""

from __future__ import annotations

from bot.answering.covering import Found
from bot.answering.implying import ASKED_KINDS, TEXT_KINDS
from bot.answering.outcome import Context
from bot.understanding.lexicon import LinkKind

_ANSWERED_ALONE = ("money", "percent", "duration", "date", "person", "place")
"""Question words that only some kinds of fact answer, in a list too (哪些国家, 各多少钱)."""
_OF_WIDER_PLACES = frozenset({"rank", "share", *TEXT_KINDS})
"""Kinds of fact that say what the report's place is among others: "first in the city" is its own."""
_COUNTING = ("哪", "几", "多少")
"""What stands before the counting word of the things asked for."""


def by_question_word(found: Found, context: Context) -> Found:
    asks = frozenset(context.query.ids(LinkKind.ASK)).intersection(_ANSWERED_ALONE)
    if not asks:
        return found
    kinds = frozenset[str]().union(*(ASKED_KINDS[a] for a in asks))
    subjects = context.base.subjects
    return tuple(e for e in found if e.kind in kinds or subjects[e.fact.subject].kind in asks)


def by_counter(found: Found, context: Context) -> Found:
    """Those of the kinds that the question's counting word counts (哪家, 几所), where there are any."""
    kinds, text = context.base.vocabulary.kinds, context.query.text
    counted = {k for k, kind in kinds.items() if kind.counter and _asks_by(kind.counter, text)}
    return tuple(e for e in found if counted & e.kinds) or found


def _asks_by(counter: str, text: str) -> bool:
    return any(f"{word}{counter}" in text for word in _COUNTING)


def by_place(found: Found, context: Context, named: frozenset[str]) -> Found:
    """Of texts those that speak of a place that is named; where none is, the report's own figures.

    `named` are keys of facts that the question names one by one.
    """
    asked = set(context.query.ids(LinkKind.PLACE)) - {"own"}
    if not asked:
        return tuple(e for e in found if e.fact.scope == "own" or e.kind in _OF_WIDER_PLACES) or found
    if any(e.fact.figures for e in found):
        return found
    return tuple(e for e in found if e.fact.key in named or asked & {e.fact.scope, *e.places}) or found
