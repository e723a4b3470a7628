"""Pinyin: readings as the library has them, and messages typed in it as what they stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypinyin import Style, lazy_pinyin, pinyin

from bot.knowledge.model import FactBase
from bot.understanding.characters import counted, spelled_out
from bot.understanding.lexicon import lexicon_of
from bot.understanding.query import understand
from bot.understanding.sounds import readings


def test_readings_are_those_of_the_library(shipped: FactBase) -> None:
    characters = {key for name in lexicon_of(shipped).names for key in name.keys if len(key) == 1}
    assert len(characters) > 1000
    for character in characters | {"略", "女", "嗯", "A", "😀", "\ud800"}:
        found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        assert readings(character) == (tuple(dict.fromkeys(found[0])) if found else ())
    assert readings("12") == readings("") == ()


@pytest.mark.parametrize("grouped", [" ", ""], ids=["by syllables", "in one word"])
@pytest.mark.parametrize(
    "question", ["跨境电商走货多少包", "像御凤公园这样的公园建好了几个", "小鹏项目谈得怎么样了"]
)
def test_a_question_in_pinyin_is_the_question(shipped: FactBase, question: str, grouped: str) -> None:
    unasked = replace(shipped, examples=tuple(e for e in shipped.examples if e.text != question))
    assert understand(grouped.join(lazy_pinyin(question)), unasked).folded == question


def test_words_of_other_languages_stay_beside_pinyin(shipped: FactBase) -> None:
    assert understand("kuajing yaopin pilot zenmeyang le", shipped).folded == "跨境药品 pilot 怎么样了"
    assert understand("na futaihua ne", shipped).language == "zh"
    for english in ("He made a name in China", "can you name a game", "the timing of the change"):
        assert understand(english, shipped).folded == english.lower()


def test_characters_that_follow_one_another_are_likelier() -> None:
    model = counted(["几个公园", "几个项目", "建了几个", "及格了吗", "见过"])
    assert spelled_out(["jian", "le", "jige"], model) is not None
    text, likelihood = spelled_out(["jianlejige"], model) or ("", 0.0)
    assert text == "建了几个"
    assert likelihood < 0
    assert spelled_out(["xyz"], model) is None
