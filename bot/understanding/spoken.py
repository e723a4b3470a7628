"""The language that a question is asked in, where names of both stand in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.tokens import Token, TokenKind

_GRAMMAR = frozenset({LinkKind.ASK, LinkKind.FILLER, LinkKind.DIALOGUE, LinkKind.STATUS})
"""What the words are that hold a sentence together, rather than names in it."""
_NAMES = frozenset({LinkKind.SUBJECT, LinkKind.PLACE, LinkKind.SECTION})
ENOUGH = 2
"""English words that ask or join, between Chinese names alone, for a question to be English."""


def spoken(language: str, links: Sequence[Link], tokens: Sequence[Token]) -> str:
    """The language of the words that ask and join, however many names of the other stand between them."""
    said = [ln for ln in links if ln.start >= 0]
    joining = [ln for ln in said if ln.kinds & _GRAMMAR]
    working = [ln for ln in said if LinkKind.OPERATION in ln.kinds]
    if language == "en":  # "+" is read as 加
        asks = any(_chinese(ln, tokens) for ln in joining) or any(_chinese(ln, tokens) > 1 for ln in working)
        return "zh" if asks else "en"
    names = [ln for ln in said if _chinese(ln, tokens)]
    english = {ln.start for ln in (*joining, *working) if not _chinese(ln, tokens)}
    only_names = bool(names) and all(ln.kinds <= _NAMES for ln in names)
    return "en" if only_names and len(english) >= ENOUGH else language


def _chinese(link: Link, tokens: Sequence[Token]) -> int:
    return sum(tokens[i].kind is TokenKind.HAN for i in range(link.start, link.end))
