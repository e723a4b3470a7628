"""The language that a question is asked in, where names of both stand in it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.tokens import Token, TokenKind

_GRAMMAR = frozenset({LinkKind.ASK, LinkKind.FILLER, LinkKind.DIALOGUE, LinkKind.STATUS})
"""What the words are that hold a sentence together, rather than names in it."""


def spoken(language: str, links: Sequence[Link], tokens: Sequence[Token]) -> str:
    """`zh` where Chinese words ask or join, however many English ones are named between them."""
    if language != "en":
        return language
    joining = (ln for ln in links if ln.start >= 0 and ln.kinds & _GRAMMAR)
    chinese = any(tokens[i].kind is TokenKind.HAN for ln in joining for i in range(ln.start, ln.end))
    return "zh" if chinese else "en"
