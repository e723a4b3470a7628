"""Whose a figure is, and over which period it is, asked of the shipped report."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("产值47亿元的是哪家企业?", "zmj.output"),
        ("同比45.3% 哪家企业", "futaihua.growth"),
        ("Which company recorded output of 4.7 billion yuan?", "zmj.output"),
        ("投了31亿的是什么项目", "zte.total_investment"),
        ("457.2亿是什么指标", "logistics.revenue"),
        ("241是什么", "trade_agents.agents"),
        ("产值一百二十多亿的是哪家", "china_tobacco.output"),
        ("产值二十多个亿的那家是谁呀", "shuanghui.output"),
        ("47亿产值是谁家的", "zmj.output"),
        ("1小时可办结的是什么登记?", "property_registration.processing_time"),
        ("Which registration can be finished in one hour?", "property_registration.processing_time"),
        ("What can be collected within 3 hours?", "licence_seal.processing_time"),
    ],
)
def test_a_figure_tells_what_has_it(shipped: FactBase, question: str, fact: str) -> None:
    reply = respond(shipped, question).reply
    assert reply.facts == (f"jingkai-2020h1:{fact}",)


def test_two_figures_are_of_one_thing(shipped: FactBase) -> None:
    reply = respond(shipped, "who was it that grew 8% to 4.7 billion yuan?").reply
    assert set(reply.facts) == {"jingkai-2020h1:zmj.growth", "jingkai-2020h1:zmj.output"}


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("439趟火车是多长时间里跑的?", "上半年"),
        ("Over which period did the 439 China-Europe trains run?", "first half"),
        ("全国汽车产销降幅 哪几个月", "1-5月"),
    ],
)
def test_a_figure_tells_its_period(shipped: FactBase, question: str, period: str) -> None:
    reply = respond(shipped, question).reply
    assert reply.kind is ReplyKind.ANSWER
    assert period in reply.text


@pytest.mark.parametrize(
    "question", ["专项债13.92亿是哪天发的", "利润47亿的是哪家企业", "产值50多亿的是谁家的"]
)
def test_a_day_or_another_measure_is_not_told(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN
