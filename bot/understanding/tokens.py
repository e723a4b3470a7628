"""Folded text as tokens: a Chinese character, a Latin word or a number each."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.folding import HAN

_TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)|(?P<han>[{HAN}])|(?P<latin>[a-z\u00c0-\u024f]+)|(?P<percent>[%+])"
    rf"|(?P<clause>[,;!?\u2026\u3002\n]|[:.](?=\s|$|[{HAN}])|--|(?<=\s)-(?=\s))|(?P<other>\S)"
)
_HAN = re.compile(f"[{HAN}]+")
_WORDS = re.compile(r"[a-z]+(?: [a-z]+)*")
_ARTICLES = frozenset({"the", "a", "an", "of", "s"})
"""English words that names are matched without."""
_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
_ENDINGS = ("ing", "ed", "ly")


class TokenKind(StrEnum):
    """The script of a token."""

    HAN = "han"
    LATIN = "latin"
    NUMBER = "number"


class Token(NamedTuple):
    """A tuple, as a hundred thousand are made of the names of a report."""

    key: str
    """What is compared: the character, the word's stem, or the number."""
    kind: TokenKind
    start: int
    end: int
    """Where it stands in the folded text."""
    clause: int
    """Clauses are numbered from 0."""


@lru_cache(maxsize=8192)  # names say the same few thousand words again and again
def stem(word: str) -> str:
    """A word without the endings of plural, tense and adverb; short words stay whole."""
    if len(word) > 3 and not word.endswith(("ss", "us", "is")):
        for ending, instead in _SUFFIXES:
            if word.endswith(ending):
                word = word[: -len(ending)] + instead
                break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokenize(folded: str) -> tuple[Token, ...]:
    """Tokens of a folded text; punctuation and symbols only part clauses, articles vanish."""
    if _HAN.fullmatch(folded):
        return tuple(Token(c, TokenKind.HAN, i, i + 1, 0) for i, c in enumerate(folded))
    tokens: list[Token] = []
    clause = 0
    for match in _TOKEN.finditer(folded):
        kind, text = match.lastgroup, match.group()
        if kind == "clause":
            clause += bool(tokens) and tokens[-1].clause == clause
        elif kind == "latin":
            if text not in _ARTICLES:
                tokens.append(Token(stem(text), TokenKind.LATIN, match.start(), match.end(), clause))
        elif kind in ("han", "percent"):
            tokens.append(Token(text, TokenKind.HAN, match.start(), match.end(), clause))
        elif kind == "number":
            tokens.append(Token(text, TokenKind.NUMBER, match.start(), match.end(), clause))
    return tuple(tokens)


def plain_keys(folded: str) -> tuple[str, ...] | None:
    """The keys of a folded text's tokens, told quickly where it is all Chinese or all English words.

    None for any other text: most names are of these two kinds, and there are thousands.
    """
    if _HAN.fullmatch(folded):
        return tuple(folded)
    if _WORDS.fullmatch(folded):
        return tuple(stem(word) for word in folded.split(" ") if word not in _ARTICLES)
    return None
