"""Names of several things, what people tell of themselves, and the language of mixed questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import understand

FACTS = Path(__file__).parents[2] / "facts"


@pytest.fixture(scope="module")
def base() -> FactBase:
    loaded = load(FACTS)
    assert loaded.base is not None, loaded.problems
    return loaded.base


def test_a_name_of_several_things_is_held_to_what_a_clearer_name_means(base: FactBase) -> None:
    both = understand("发动机项目怎么样", base).ids(LinkKind.SUBJECT)
    assert {"saic_engine", "nissan_engine"} <= set(both)
    one = understand("新增补的省重点项目里的发动机项目", base).ids(LinkKind.SUBJECT)
    assert "saic_engine" in one
    assert "nissan_engine" not in one


def test_a_speakers_own_place_and_time_are_not_asked_about(base: FactBase) -> None:
    query = understand("我从巴西来做贸易,去年到的郑州,想知道班列上半年运了多少吨货", base)
    assert not query.has(LinkKind.ELSEWHERE)
    assert {p.year for p in query.periods} <= {None}
    assert understand("我想知道巴西的班列运了多少吨货", base).has(LinkKind.ELSEWHERE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("China-Europe train 的 cold chain 业务有没有继续 expand?", "zh"),
        ("garbage sorting center 建好了 or not", "zh"),
        ("Combined output of 中铁装备, 富泰华 and 郑煤机?", "en"),
        ("Dixintong + ZTE total investment", "en"),
    ],
)
def test_a_mixed_question_is_of_the_language_of_its_grammar(base: FactBase, text: str, language: str) -> None:
    assert understand(text, base).language == language
