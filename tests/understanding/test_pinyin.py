"""Readings of characters: the quick way says what the library's own way says."""

from __future__ import annotations

from pypinyin import Style, pinyin

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import lexicon_of
from bot.understanding.pinyin import readings


def test_readings_are_those_of_the_library(shipped: FactBase) -> None:
    characters = {key for name in lexicon_of(shipped).names for key in name.keys if len(key) == 1}
    assert len(characters) > 1000
    for character in characters | {"略", "女", "嗯", "A", "😀", "\ud800"}:
        found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        assert readings(character) == (tuple(dict.fromkeys(found[0])) if found else ())
    assert readings("12") == readings("") == ()
