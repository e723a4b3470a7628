"""A count is no answer to what the counted things are called, nor to how many other things there are."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase


@pytest.mark.parametrize(
    "question",
    [
        "拟增补的27个市重点项目都叫什么名字",
        "老旧小区一期那11个小区分别叫什么名字?",
        "“千百十”道路分别是哪些路?",
        "由负转正的主要经济指标具体是哪几项?",
        "老旧小区改造一期是哪11个小区,我家在不在里头?",
        "What are the names of the five newly started projects?",
        "外出招商走访的那些企业都叫什么?",
        "走访的都是哪些公司",
        "三个核心板块的名字分别是什么",
        "地下工程创新中心是和哪所大学合办的",
        "28个省市重点项目都是哪些",
        "总部基地型项目里都有哪些500强公司",
    ],
)
def test_a_count_does_not_name_what_it_counts(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("在建的医院分别叫什么", "hospitals.content"),
        ("揭牌的两家研究机构分别是哪些", "new_institutes.content"),
        ("汽车展销活动叫什么名字", "auto_fair.name"),
        ("路修了七成的那个工程叫啥", "ring_roads.completion"),
        ("总部基地型项目有哪些", "hq_projects.content"),
    ],
)
def test_names_are_told_where_the_report_has_them(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


@pytest.mark.parametrize("question", ["冷链专列有几班", "老旧小区改造二期有多少个小区?"])
def test_a_count_of_other_things_is_not_told(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is not ReplyKind.ANSWER
