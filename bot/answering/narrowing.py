"""What narrows a set besides the names of its measure and kind: place, question word, counting word. Pure."""

from __future__ import annotations

from bot.answering.bodies import asks_for_body
from bot.answering.covering import Found
from bot.answering.implying import ASKED_KINDS, TEXT_KINDS
from bot.answering.outcome import Context
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

_ANSWERED_ALONE = ("money", "percent", "duration", "date", "person", "place")
"""Question words that only some kinds of fact answer, in a list too (哪些国家, 各多少钱)."""
_OF_WIDER_PLACES = frozenset({"rank", "share", *TEXT_KINDS})
"""Kinds of fact that say what the report's place is among others: "first in the city" is its own."""
_WHOSE = "organisation"
"""The kind of fact that says whose a thing is."""
_COUNTING = frozenset({"which", "number", "organisation", "person", "list"})
"""Words that end in the counting word of the things asked for, or stand before it (是哪家, 几所, 各几所)."""


def by_question_word(found: Found, context: Context) -> Found:
    if asks_for_body(context.query, context.base):
        whose = tuple(e for e in found if e.kind == _WHOSE)
        found = whose if len({e.fact.subject for e in whose}) > 1 else found
    asks = frozenset(context.query.ids(LinkKind.ASK)).intersection(_ANSWERED_ALONE)
    if context.query.has(LinkKind.OPERATION, "list"):  # list the companies whose output rose
        asks -= _mere_words(context.query)
    if not asks:
        return found
    kinds = frozenset[str]().union(*(ASKED_KINDS[a] for a in asks))
    subjects = context.base.subjects
    return tuple(e for e in found if e.kind in kinds or subjects[e.fact.subject].kind in asks)


def _mere_words(query: Query) -> frozenset[str]:
    """What question words that may be mere words ask, and no others."""
    asking = [ln for ln in query.links if LinkKind.ASK in ln.kinds]
    certain = {a for ln in asking if LinkKind.FILLER not in ln.kinds for a in ln.ids(LinkKind.ASK)}
    return frozenset(a for ln in asking for a in ln.ids(LinkKind.ASK)) - certain


def by_counter(found: Found, context: Context) -> Found:
    """Those of the kinds that the question's counting word counts (哪家, 几所), where there are any."""
    counters = _counters(context.query)
    counted = {k.id for k in context.base.vocabulary.kinds.values() if k.counter in counters}
    return tuple(e for e in found if counted & e.kinds) or found


def _counters(query: Query) -> frozenset[str]:
    """The characters at the end of words that ask for things, and right behind them."""
    said = [ln for ln in query.links if ln.start >= 0]
    asking = [ln for ln in said if _COUNTING & {*ln.ids(LinkKind.ASK), *ln.ids(LinkKind.OPERATION)}]
    return frozenset(t.key for ln in asking for t in query.tokens[ln.end - 1 : ln.end + 1])


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
