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
    said = [ln for ln in links if ln.start >= 0]
    joining = any(ln.kinds & _GRAMMAR and _chinese(ln, tokens) for ln in said)
    working = any(
        LinkKind.OPERATION in ln.kinds and _chinese(ln, tokens) > 1 for ln in said
    )  # "+" is read as 加
    return "zh" if joining or working else "en"


def _chinese(link: Link, tokens: Sequence[Token]) -> int:
    return sum(tokens[i].kind is TokenKind.HAN for i in range(link.start, link.end))
