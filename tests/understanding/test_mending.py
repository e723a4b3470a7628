"""Characters chosen wrongly by the input method are read as those that sound like them, if that says more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.model import FactBase
from bot.understanding.characters import counted, respelled
from bot.understanding.query import understand
from tests.talking import reply_to

ASKED = ["公园建了几个", "几个公园", "产值比以前高了多少", "比以前快了多少"]


def test_a_homophone_is_read_where_it_is_so_much_likelier() -> None:
    model = counted(ASKED * 50)
    assert respelled("产值比议前高了多少", model) == "产值比以前高了多少"
    assert respelled("产值比以前高了多少", model) == "产值比以前高了多少"
    assert respelled("没人问过的话", model) == "没人问过的话"


@settings(deadline=None)
@given(st.text(alphabet="公园建了几个产值比以前高多少议圆见", max_size=12))
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(respelled(text, counted(ASKED))) == len(text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("环评审批壁议前快了多少天?", "25日"),
        ("哪两个项目投资吵果30亿?", "共2个"),
        ("城市建设里头哪哥功程是早早就干完的", "滨河国际新城"),
    ],
)
def test_a_question_full_of_homophones_is_answered(typed: str, told: str, shipped: FactBase) -> None:
    assert told in reply_to(shipped, typed).text


def test_what_is_named_as_it_stands_is_left_alone(shipped: FactBase) -> None:
    for question in ("上海哪家口腔医院好", "郑煤机上半年产值多少", "机械表怎么停了"):
        assert "".join(t.key for t in understand(question, shipped).tokens) == question
