"""Sounds of Chinese characters, toneless: homophones of the input method and questions typed in pinyin."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from bot.understanding.lexicon import Lexicon, LinkKind, Name

_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"))
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng|van|"
    r"ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|vn|a|e|i|o|u|v)"
)
POLYPHONES = frozenset("长行重调乐率会都得还降强传参差种和为相地大区")
"""Common characters that people spell by either of their readings."""
LONGEST_SPELLING = 42
"""Letters of the longest name that is looked for in unspaced pinyin."""


_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
"""Combining marks of the four tones; the one of ü stays."""


@lru_cache(maxsize=1)
def _toned() -> Mapping[int, str]:
    """Readings with tones, split by commas, by code point."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # 35 ms instead of 300; single characters only
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.constants import PINYIN_DICT  # `pypinyin.pinyin` says the same in ten times the time

    table: Mapping[int, str] = PINYIN_DICT
    return table


@lru_cache(maxsize=8192)
def readings(character: str) -> tuple[str, ...]:
    """Toneless readings of a character, the common one first, ü as v; empty for anything else."""
    toned = _toned().get(ord(character), "") if len(character) == 1 else ""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", toned).translate(_TONES))
    return tuple(dict.fromkeys(plain.replace("ü", "v").split(","))) if plain else ()


def merge(syllable: str) -> str:
    """A syllable without the contrasts that many speakers do not make (zh/z, ing/in...)."""
    for pair in _MERGED:
        if syllable.startswith(pair[0]):
            syllable = pair[1] + syllable[len(pair[0]) :]
    for pair in _FINALS:
        if syllable.endswith(pair[0]):
            syllable = syllable[: -len(pair[0])] + pair[1]
    return syllable


@lru_cache(maxsize=8192)
def sound(character: str) -> str:
    """The merged common reading of a character; the character itself where it has none.

    Rare readings are left out: they make strangers sound alike (种 as chóng, 从 as zòng).
    """
    return merge(first_reading(character))


_EVERYDAY = frozenset({LinkKind.ASK, LinkKind.PERIOD})
"""What people say in many a question, whatever it is about (现在, not 限载)."""


class Spelled(NamedTuple):
    """What a stretch of pinyin may stand for."""

    text: str
    worth: int
    """How likely it is meant, where others are spelled alike."""


class SoundNode:
    """A node of the trie over merged syllables."""

    __slots__ = ("children", "names")

    def __init__(self) -> None:
        self.children: dict[str, SoundNode] = {}
        self.names: list[Name] = []


@dataclass(frozen=True, eq=False)
class Sounds:
    """Names by how they sound."""

    root: SoundNode
    spelled: Mapping[str, Spelled]
    """Names, and Chinese parts of mixed ones, by their toneless spelling, for questions in pinyin."""
    units: Mapping[str, tuple[Name, ...]]
    """Counting words of one character by how they are read."""


def first_reading(key: str) -> str:
    """The common toneless reading of a character; the key itself where it has none."""
    found = readings(key)
    return found[0] if found else key


@lru_cache(maxsize=4)
def sounds_of(lexicon: Lexicon) -> Sounds:
    """The sounds of a lexicon's Chinese names, built on first use."""
    root = SoundNode()
    spelled: dict[str, Spelled] = {}
    units: dict[str, tuple[Name, ...]] = {}
    for name in lexicon.names:
        if name.latin:
            continue
        spelling = "".join(first_reading(k) for k in name.keys)
        for letters, read in _spellings(name, spelling):
            held = spelled.get(letters)
            if held is None or read.worth > held.worth:
                spelled[letters] = read
        if len(name.keys) == 1 and any(t.kind is LinkKind.UNIT for t in name.targets):
            units[spelling] = (*units.get(spelling, ()), name)
        if not name.content or len(name.keys) < 2 or any(t.kind is LinkKind.CHAT for t in name.targets):
            continue
        node = root
        for key in name.keys:
            node = node.children.setdefault(sound(key), SoundNode())
        node.names.append(name)
    return Sounds(root, spelled, units)


def _likelier(name: Name) -> int:
    """Of names that sound alike, an everyday one is meant before a thing, and that before a mere word."""
    return 3 if any(t.kind in _EVERYDAY for t in name.targets) else 1 + int(name.content)


def _spellings(name: Name, spelling: str) -> Iterator[tuple[str, Spelled]]:
    """How a name is typed in pinyin; of one with letters or digits in it, its Chinese parts (5G基地)."""
    yield spelling, Spelled("".join(name.keys), _likelier(name))
    for place, key in enumerate(name.keys):
        for reading in readings(key)[1:] if key in POLYPHONES else ():
            letters = [reading if i == place else first_reading(k) for i, k in enumerate(name.keys)]
            yield "".join(letters), Spelled("".join(name.keys), _likelier(name))
    parts = ["".join(part) for han, part in groupby(name.keys, key=_is_han) if han]
    for part in parts if parts != ["".join(name.keys)] else ():
        if len(part) > 1:
            yield "".join(map(first_reading, part)), Spelled(part, 0)


def _is_han(key: str) -> bool:
    return bool(readings(key))


def _syllables(word: str) -> bool:
    """Whether a Latin word is nothing but pinyin syllables."""
    reachable = {0}
    for start in range(len(word)):
        if start in reachable:
            for end in range(start + 1, min(start + 7, len(word) + 1)):
                if _SYLLABLE.fullmatch(word, start, end):
                    reachable.add(end)
    return len(word) in reachable


@dataclass(frozen=True, slots=True)
class _Decoding:
    unread: int
    pieces: int
    worth: int
    text: str

    @property
    def rank(self) -> tuple[int, int, int]:
        """The less the better: letters that no name spells, names, and how unlikely those are."""
        return self.unread, self.pieces, -self.worth

    def is_whole(self, words: int) -> bool:
        """Whether names spell all of so many words, and most names more than one: no chance does that."""
        return not self.unread and self.pieces * 2 <= words


def _decode(words: list[str], spelled: Mapping[str, Spelled]) -> _Decoding:
    """The reading of pinyin that leaves the fewest letters and uses the fewest names.

    A name lies within a word, or covers whole words.
    """
    letters = "".join(words)
    edges = {0, *accumulate(map(len, words))}
    best: list[_Decoding | None] = [_Decoding(0, 0, 0, "")] + [None] * len(letters)
    for start in range(len(letters)):
        here = best[start]
        if here is None:
            continue
        for end in range(start + 1, min(start + LONGEST_SPELLING, len(letters)) + 1):
            name = spelled.get(letters[start:end])
            if name is not None and ({start, end} <= edges or not any(start < e < end for e in edges)):
                worth = here.worth + name.worth
                read = _Decoding(here.unread, here.pieces + 1, worth, here.text + name.text)
            elif end == start + 1:
                text = here.text + letters[start:end]
                read = _Decoding(here.unread + 1, here.pieces, here.worth, text)
            else:
                continue
            held = best[end]
            if held is None or read.rank < held.rank:
                best[end] = read
    return best[-1] or _Decoding(len(letters), 0, 0, letters)


MOSTLY = 0.7
"""Share of a pinyin run's letters that names have to explain before it is read as Chinese."""
SPELLED = 2
"""Words that no English name has, from which on a run that names spell to the end is pinyin for certain."""
_RUN = re.compile(r"(?<![a-z\d])[a-z]+(?:[ ']+[a-z]+)*")


def from_pinyin(folded: str, lexicon: Lexicon, stems: frozenset[str]) -> str:
    """A folded text with its stretches of pinyin in Chinese characters, as far as names spell them.

    `stems` are the Latin words that names know as English: a run made of those stays English, unless names
    spell all of it (many syllables are names of places, or English words).
    """

    def replace(match: re.Match[str]) -> str:
        run = match.group()
        words = run.replace("'", " ").split()
        letters = "".join(words)
        if len(letters) < 5 or not all(map(_syllables, words)):
            return run
        read = _decode(words, sounds_of(lexicon).spelled)
        strange = sum(w not in stems for w in words)
        spelled = not read.unread and strange >= SPELLED
        if strange * 2 < len(words) and not spelled and not read.is_whole(len(words)):
            return run
        return read.text if read.unread <= (1 - MOSTLY) * len(letters) else run

    return _RUN.sub(replace, folded)
