"""Folding gives one form to many spellings, and never gives up on a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.folding import LONGEST, fold, language_of, script_of, to_traditional

ANY_TEXT = st.text(alphabet=st.characters(), max_size=80)


@given(ANY_TEXT)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Co"]), max_size=40))
def test_surrogates_and_control_characters_vanish(text: str) -> None:
    fold(text).encode("utf-8")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("產值是多少", "产值是多少"),
        ("ＧＤＰ　１２３", "gdp 123"),
        ("1,130 家企業", "1130家企业"),
        ("這個專案", "这个项目"),
        ("落後於誰", "落后于谁"),
        ("“双十”工程", "双十 工程"),
        ("1—6月", "1-6月"),
        ("45.3 %", "45.3%"),
    ],
)
def test_spellings_of_one_question_fold_alike(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


def test_regional_words_are_read_as_the_vocabulary_says() -> None:
    assert fold("总共几多钱", {"几多": "多少"}) == "总共多少钱"


def test_only_the_end_of_a_huge_message_is_read() -> None:
    folded = fold("废话" * 50_000 + "产值多少")
    assert folded.endswith("产值多少")
    assert len(folded) <= LONGEST


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("产值多少", "zh"),
        ("output?", "en"),
        ("小鹏 EV project 现在到哪个 stage 了", "zh"),
        ("Combined output of 中铁装备 and 富泰华?", "en"),
        ("🚄🚄", ""),
    ],
)
def test_language_is_that_of_most_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_script_is_told_from_the_characters() -> None:
    assert script_of("產值多少") == "hant"
    assert script_of("产值多少") == "hans"
    assert script_of("output") == "hans"


@given(st.integers(min_value=0, max_value=10**9))
def test_figures_survive_the_traditional_script(number: int) -> None:
    assert str(number) in to_traditional(f"产值{number}亿元")


def test_signing_is_no_lot_in_the_traditional_script() -> None:
    assert to_traditional("把当面签改为在线签") == "把當面簽改為在線簽"
    assert to_traditional("标签和书签") == "標籤和書籤"
