"""Sounds of Chinese characters, toneless: homophones of the input method and questions typed in pinyin."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.lexicon import Lexicon, LinkKind, Name

_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FINALS = (("ing", "in"), ("eng", "en"))
SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ueng|van|"
    r"ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|vn|a|e|i|o|u|v)"
)
"""A syllable of toneless pinyin, as it may be spelled."""
POLYPHONES = frozenset("长行重调乐率会都得还降强传参差种和为相地大区")
"""Common characters that people spell by either of their readings."""

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
    units: dict[str, tuple[Name, ...]] = {}
    for name in lexicon.names:
        if name.latin:
            continue
        if len(name.keys) == 1 and any(t.kind is LinkKind.UNIT for t in name.targets):
            spelling = first_reading(name.keys[0])
            units[spelling] = (*units.get(spelling, ()), name)
        if not name.content or len(name.keys) < 2 or any(t.kind is LinkKind.CHAT for t in name.targets):
            continue
        node = root
        for key in name.keys:
            node = node.children.setdefault(sound(key), SoundNode())
        node.names.append(name)
    return Sounds(root, units)
