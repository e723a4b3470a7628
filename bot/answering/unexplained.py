"""What of a question no name explains: how much it weighs, and the thing that is asked for among it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.model import FactBase
from bot.knowledge.numerals import number
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import token_weight
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

LOOSE_WORDS = 0.8
"""How far a stretch that no name explains is accounted for by standing in a fact's own words."""
SIDE_CLAUSE = 0.05
"""What the unexplained weighs in a clause that asks nothing, while another one asks."""
HEAD = 3.0
"""The unexplained right behind "how many" or "which" is what the question asks for."""
LONE_HEAD = 1.6
"""The same for a single character, which may be a slip or a particle (多少税, 多少啦)."""
LONE = 0.5
"""A single unexplained character between names: often a slip of typing."""


@dataclass(frozen=True, slots=True)
class LooseWord:
    """A token that no name explains."""

    words: tuple[str, ...]
    """A fact that holds one of these accounts for it."""
    explained: float
    """What it weighs there..."""
    missing: float
    """...and elsewhere."""


def loose_words(query: Query, base: FactBase) -> Iterable[LooseWord]:
    """What of a question no name explains, with its weight."""
    tokens, loose, asking = query.tokens, query.loose, query.asking
    heads = _heads(query) if loose else frozenset[int]()
    for index in loose:
        token = tokens[index]
        latin = token.kind is TokenKind.LATIN
        around = [tokens[index - 1].key + token.key] if index else []
        if index + 1 < len(tokens):
            around.append(token.key + tokens[index + 1].key)
        weight = missing = token_weight(token)
        following = tokens[index + 1].key if index + 1 < len(tokens) else ""
        opens = index == 0 or tokens[index - 1].clause != token.clause
        # Penang的..., a word that no name explains is whose the thing is that is asked about
        if latin and opens and following and takes_form(following, "possessive", base):
            missing *= HEAD
        elif index in heads:
            missing *= HEAD if index + 1 in loose or latin else LONE_HEAD
        elif not latin and index - 1 not in loose and index + 1 not in loose:
            missing *= LONE
        yield LooseWord(
            (token.key,) if latin else tuple(around),
            LOOSE_WORDS * weight,
            missing if token.clause in asking else SIDE_CLAUSE * missing,
        )


def loose_weights(loose: Iterable[LooseWord], words: frozenset[str]) -> tuple[float, float]:
    """What of the unexplained stands in the given words of facts, and what does not."""
    explained = missing = 0.0
    for word in loose:
        if words.isdisjoint(word.words):
            missing += word.missing
        else:
            explained += word.explained
    return explained, missing


def _heads(query: Query, *asks: str) -> frozenset[int]:
    """Where the thing that is asked for stands: behind a question word, or its counting word (哪几座_)."""
    wanted = {
        ln.end
        for ln in query.links
        if (LinkKind.ASK in ln.kinds and (not asks or set(asks) & {*ln.ids(LinkKind.ASK)}))
        or "list" in ln.ids(LinkKind.OPERATION)
    }
    for link in query.links:
        if link.start in wanted and link.kinds & {LinkKind.UNIT, LinkKind.ASK}:
            wanted.add(link.end)
    return frozenset(wanted)


def asked_noun(query: Query) -> tuple[str, ...]:
    """The thing behind "which" that no name explains, in the ways that a fact may hold it; empty for none."""
    if not query.loose:
        return ()
    for index in sorted(query.loose & _heads(query, "which", "list")):
        key = query.tokens[index].key
        if number(key) is not None:
            continue  # it only counts what is asked for (哪三方面)
        following = query.tokens[index + 1].key if index + 1 < len(query.tokens) else ""
        return (key + following,) if index + 1 in query.loose else (key, key + following)
    return ()
