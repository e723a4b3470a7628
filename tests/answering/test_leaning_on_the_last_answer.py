"""Turns that the last answer tells the meaning of."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("违建拆了多少", "建筑垃圾呢", "5月那次考核排第几"), "城乡接合部改造考核"),
        (("新增补了几个省重点项目", "市里的呢"), "27"),
        (("省里交办了几项民生实事", "市里的呢"), "19"),
        (("投资40亿的是哪个项目", "那31亿的那个又是谁家的"), "中兴"),
        (("How many trains ran in H1?", "ok and outbound only?"), "285"),  # `only` is no measure here
    ],
)
def test_the_reading_beside_the_last_answer_is_meant(
    shipped: FactBase, turns: tuple[str, ...], says: str
) -> None:
    assert says in reply_to(shipped, *turns).text


def test_alone_it_is_asked_back_about(shipped: FactBase) -> None:
    assert reply_to(shipped, "考核排第几").kind is ReplyKind.CLARIFY


def test_an_amount_to_pass_is_of_another_measure_than_the_last(shipped: FactBase) -> None:
    text = reply_to(shipped, "签约了几个项目", "里头过30亿的是哪两个").text
    assert "郑煤机" in text
    assert "富泰华" in text


def test_who_else_shared_it(shipped: FactBase) -> None:
    assert "中铁装备" in reply_to(shipped, "安源工程得了什么奖", "还有谁跟它一起得了").text


def test_places_are_counted_as_the_list_shows_them(shipped: FactBase) -> None:
    asked = "富泰华、郑煤机、中铁装备的产值各是多少"
    assert reply_to(shipped, asked).text.startswith("· 富泰华")
    assert "8%" in reply_to(shipped, asked, "第二家同比涨了多少").text


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("郑煤机去年同期产值多少", "富泰华呢"), "富泰华去年同期产值约27.67亿元"),
        (("郑煤机去年同期产值多少", "富泰华呢", "中铁装备呢"), "中铁装备去年同期产值约35.84亿元"),
        (("What was ZMJ's output a year earlier?", "and CREG?"), "3.58 billion yuan"),
        (("中欧班列开了多少班", "去程占多少", "回程呢"), "35.08%"),
        (("郑煤机介绍一下", "富泰华呢"), "45.3%"),
    ],
)
def test_the_last_question_is_asked_as_a_whole_of_another_thing(
    shipped: FactBase, turns: tuple[str, ...], says: str
) -> None:
    assert says in reply_to(shipped, *turns).text


def test_what_cannot_be_worked_out_for_the_other_is_told_as_it_stands(shipped: FactBase) -> None:
    assert "1小时" in reply_to(shipped, "环评缩短了多少天", "不动产登记呢").text


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("How many livelihood tasks did the province assign?", "And the city?"), "19"),
        (("How many livelihood tasks from the province?", "the city?", "total?"), "28"),
        (("签约项目有哪些", "第一个投多少", "最后一个呢"), "东风日产"),
        (("班列去程多少", "其余的呢"), "154班"),
        (("How many outbound trains?", "And the rest?"), "154"),
        (("郑煤机今年怎么样", "它产值多少", "比富泰华多还是少"), "郑煤机更多"),
        (("班列货值多少", "折合人民币呢"), "没有给出汇率"),
        (("专项债多少", "换成万元呢"), "139200万元"),
    ],
)
def test_what_goes_on_from_the_last_answer(shipped: FactBase, turns: tuple[str, ...], says: str) -> None:
    assert says in reply_to(shipped, *turns).text


@pytest.mark.parametrize("turns", [("高质量发展考核怎么样", "全国呢"), ("bond issuance?", "and the city?")])
def test_another_place_is_not_told_the_last_answer_again(shipped: FactBase, turns: tuple[str, ...]) -> None:
    assert reply_to(shipped, *turns).kind is ReplyKind.UNKNOWN
