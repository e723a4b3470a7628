"""Questions typed in pinyin, in Chinese characters. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bot.understanding.characters import Characters, spelled_out
from bot.understanding.sounds import SYLLABLE

SHORTEST = 5
"""Letters that pinyin among other words has at least: fewer may be anything."""
FLUENT = -5.0
"""How likely each character has to be, as a logarithm, in what is mostly words that no name knows..."""
FLUENT_AMONG_ENGLISH = -3.5
"""...and where most of the words are names' own: many syllables are English words, too."""
MANY = 4
"""Words that are all syllables: few English sentences are."""
OPENING = 8.0
"""How much less likely a message in nothing but syllables may be in all: nothing hints at its first word."""
_RUN = re.compile(r"(?<![a-z\d])[a-z]+(?:[ ']+[a-z]+)*")


def from_pinyin(folded: str, model: Characters, english: Collection[str]) -> str:
    """A folded text with its stretches of pinyin in Chinese characters.

    `english` are the Latin words that names are made of.
    """
    whole = _is_pinyin_throughout(folded, english)

    def replace(match: re.Match[str]) -> str:
        words = match.group().replace("'", " ").split()
        read = [_read(part, model, english, whole) for part in _stretches(words)]
        return " ".join(read) if any(not text.isascii() for text in read) else match.group()

    return _RUN.sub(replace, folded)


def _is_pinyin_throughout(folded: str, english: Collection[str]) -> bool:
    """Whether a message is in nothing but syllables: many of them, or most of them no name's words."""
    words = [word for run in _RUN.findall(folded) for word in run.replace("'", " ").split()]
    strange = sum(word not in english for word in words)
    likely = strange * 2 >= len(words) or len(words) >= MANY
    return folded.isascii() and likely and all(map(_is_syllables, words))


def _stretches(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words in turn, those together that may be pinyin."""
    for _, part in groupby(words, key=_is_syllables):
        yield tuple(part)


def _read(words: tuple[str, ...], model: Characters, english: Collection[str], whole: bool) -> str:
    """The words as characters, or as they are where they are no pinyin."""
    plain = " ".join(words)
    too_short = not whole and len(plain) - plain.count(" ") < SHORTEST
    read = None if too_short or not _is_syllables(words[0]) else spelled_out(words, model)
    if read is None:
        return plain
    strange = sum(word not in english for word in words)
    least = FLUENT if whole or strange * 2 >= len(words) else FLUENT_AMONG_ENGLISH
    text, likelihood = read
    return text if likelihood + (OPENING if whole else 0) >= least * len(text) else plain


def _is_syllables(word: str) -> bool:
    """Whether a Latin word is nothing but pinyin syllables."""
    reachable = {0}
    for start in range(len(word)):
        if start in reachable:
            for end in range(start + 1, min(start + 7, len(word) + 1)):
                if SYLLABLE.fullmatch(word, start, end):
                    reachable.add(end)
    return len(word) in reachable
