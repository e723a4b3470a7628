"""Slips of typing, homophones and pinyin lead to the subject that was meant.

The names are those of the shipped facts, so that every name that is added there is tried too.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.settings import shipped_facts
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import exact_links
from bot.understanding.name_keys import name_keys
from bot.understanding.query import Query, understand

LONG = 5
"""Characters of the shortest name that is tried..."""
SLIPS_FROM = 7
"""...and with one of them missing: a shorter one is as near to other words."""
OWN = 2
NAMING = {LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.SECTION}
HAN = tuple(chr(code) for code in range(0x4E00, 0xA000))


@cache
def shipped_base() -> FactBase:
    """For tests over drawn values: where they fail they print their arguments, and no base can be read."""
    base = load(shipped_facts()).base
    assert base is not None
    return base


def long_names(base: FactBase) -> dict[str, str]:
    """Long Chinese names, and the subject of each."""
    names = {s.name.zh: s.id for s in base.subjects.values()}
    return {n: s for n, s in names.items() if len(n) >= LONG and all(c in HAN for c in n)}


@cache
def names_of_one_piece(base: FactBase) -> dict[str, str]:
    """Those that do not fall apart with a slip: no name of anything else is in them, and `OWN` of their
    characters are in no word of the vocabulary."""
    lexicon = lexicon_of(base)

    def holds_together(name: str, subject: str) -> bool:
        links = exact_links(name_keys(name, lexicon.spellings), lexicon)
        others = [link for link in links if subject not in link.ids(LinkKind.SUBJECT)]
        shared = {place for link in others for place in range(link.start, link.end)}
        return len(name) - len(shared) >= OWN and not any(link.kinds & NAMING for link in others)

    return {name: subject for name, subject in long_names(base).items() if holds_together(name, subject)}


def subjects(text: str, base: FactBase) -> tuple[str, ...]:
    query: Query = understand(text, base)
    return query.ids(LinkKind.SUBJECT)


@cache
def homophones() -> dict[str, list[str]]:
    """Characters in daily use by their sound."""
    found: dict[str, list[str]] = {}
    for character in filter(is_common, HAN):
        found.setdefault(lazy_pinyin(character)[0], []).append(character)
    return found


def is_common(character: str) -> bool:
    try:
        return 0xB0 <= character.encode("gb2312")[0] < 0xD8  # level 1 of GB 2312: characters in daily use
    except UnicodeEncodeError:
        return False


def test_there_are_names_to_try(shipped: FactBase) -> None:
    assert len(names_of_one_piece(shipped)) >= 20
    assert len(long_names(shipped)) >= 60
    assert sum(len(name) >= SLIPS_FROM for name in names_of_one_piece(shipped)) >= 8


def test_neighbours_that_changed_places(shipped: FactBase) -> None:
    for name, subject in names_of_one_piece(shipped).items():
        for i in range(len(name) - 1):
            typed = name[:i] + name[i + 1] + name[i] + name[i + 2 :]
            assert subject in subjects(typed, shipped), typed


def test_a_character_typed_twice(shipped: FactBase) -> None:
    for name, subject in names_of_one_piece(shipped).items():
        for i in range(len(name)):
            typed = name[: i + 1] + name[i:]
            assert subject in subjects(typed, shipped), typed


def test_a_character_left_out(shipped: FactBase) -> None:
    for name, subject in names_of_one_piece(shipped).items():
        for i in range(1, len(name) - 1) if len(name) >= SLIPS_FROM else ():
            typed = name[:i] + name[i + 1 :]
            assert subject in subjects(typed, shipped), typed


@given(st.integers(min_value=0), st.integers(min_value=0), st.integers(min_value=0))
@settings(deadline=None, max_examples=300)
def test_homophones(which: int, where: int, other: int) -> None:
    base = shipped_base()
    names = sorted(names_of_one_piece(base).items())
    name, subject = names[which % len(names)]
    place = where % len(name)
    alike = homophones().get(lazy_pinyin(name[place])[0], [name[place]])
    typed = name[:place] + alike[other % len(alike)] + name[place + 1 :]
    assert subject in subjects(typed, base), typed


def test_pinyin_with_and_without_blanks(shipped: FactBase) -> None:
    for name, subject in long_names(shipped).items():
        for asked in (name, f"{name}怎么样"):
            syllables = lazy_pinyin(asked)
            for typed in (" ".join(syllables), "".join(syllables)):
                assert subject in subjects(typed, shipped), typed


def test_english_made_of_syllables_stays_english(shipped: FactBase) -> None:
    for text in ("he gave her a banana", "are we in china", "can you be here", "I came in a canoe"):
        assert understand(text, shipped).language == "en"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("dixintong 5G jidi touzi duoshao", "迪信通5g 基地投资多少"),  # the Chinese part of a mixed name
        ("changsanjiao zhaoshang", "长三角招商"),  # a character with two readings
        ("zhengshiqianyuedexiangmuyoujige", "正式签约的项目有几个"),  # a question word before a rare name
    ],
)
def test_pinyin_is_read_as_what_is_likeliest_meant(shipped: FactBase, typed: str, read: str) -> None:
    assert understand(typed, shipped).folded == read


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("跟河南投资集集团签的是什么协议", "henan_investment"),
        ("国药等医药物物流企业恢复得怎么样", "special_logistics"),
        ("中铁装装备产值多少", "creg"),
    ],
)
def test_a_character_typed_twice_parts_no_name(shipped: FactBase, text: str, subject: str) -> None:
    query = understand(text, shipped)
    assert subject in query.ids(LinkKind.SUBJECT)
    assert not query.loose


def test_a_slip_uses_no_character_twice(shipped: FactBase) -> None:
    links = understand("七院在滨河的新院区顺不顺当", shipped).links  # 滨河的新 is no 滨河的河
    assert {link.how for link in links} == {"exact"}


def test_a_slip_leaves_more_than_a_question_word(shipped: FactBase) -> None:
    measures = understand("医药物流企业恢得怎么样", shipped).ids(LinkKind.MEASURE)
    assert "sales_growth" not in measures  # 卖得怎么样


def test_a_slip_in_the_middle_leaves_more_than_asking(shipped: FactBase) -> None:
    measures = understand("一共走多少包", shipped).ids(LinkKind.MEASURE)
    assert "total_investment" not in measures  # 一共值多少


def test_pinyin_is_an_everyday_word_first(shipped: FactBase) -> None:
    query = understand("lushang sichouzhilu xianzai zenmeyang", shipped)
    assert "现在" in query.folded
