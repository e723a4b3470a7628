"""What people tell of themselves before they ask: neither its places nor its times are asked about. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.exclusions import CONTENT
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.tokens import Token

_PLACED = frozenset({LinkKind.ELSEWHERE, LinkKind.PERIOD, LinkKind.CHAT})
_OF_THEMSELVES = "of_themselves"


def told_of_themselves(links: Sequence[Link], tokens: Sequence[Token]) -> frozenset[Link]:
    """Places and times from where a person begins to speak of themselves up to the last clause.

    我从吉隆坡来,想问上半年…: the place is the speaker's. Where the last clause names a thing itself, whatever
    else is named as the speaker's own is told in passing too.
    """
    named = [ln for ln in links if ln.start >= 0 and ln.kinds & CONTENT]
    begins = {_clause(ln, tokens) for ln in links if _OF_THEMSELVES in ln.ids(LinkKind.DIALOGUE)}
    if not begins or not named:
        return frozenset()
    last = _clause(named[-1], tokens)
    complete = any(len(ln.ids(LinkKind.SUBJECT)) == 1 for ln in named if _clause(ln, tokens) == last)
    own = begins - {last} if complete else frozenset[int]()
    placed = (ln for ln in links if ln.kinds & _PLACED and min(begins) <= _clause(ln, tokens) < last)
    return frozenset((*placed, *(ln for ln in named if _clause(ln, tokens) in own)))


def _clause(link: Link, tokens: Sequence[Token]) -> int:
    return tokens[link.start].clause
