"""What is told is of the kind that is asked for: who, at which place of a ranking, and how it was before."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue


@pytest.mark.parametrize(
    "question",
    [
        "一环十纵十横是哪个公司修的",
        "雨污管网专项整治由哪个部门牵头?",
        "132项审批事项涉及哪些部门?",
        "老小区规划设计是谁做的",
        "Which banks take part in the bank-enterprise matching?",
    ],
)
def test_no_stage_or_count_says_which_body(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("省科技进步一等奖是哪两家公司拿的", "tech_award.winner"),
        ("郑煤机工业产业园是哪家企业的", "zmj_park.builder"),
        ("总部基地型项目包括500强企业的哪些机构", "hq_projects.content"),
        ("which firm did the zone work with on 5G", "unicom_5g.partner"),
    ],
)
def test_a_body_is_told_where_the_report_names_it(shipped: FactBase, question: str, fact: str) -> None:
    assert f"jingkai-2020h1:{fact}" in respond(shipped, question).reply.facts


def test_who_is_second_is_not_told_by_who_is_first(shipped: FactBase) -> None:
    reply = respond(shipped, "Who ranked second in the April city management assessment?").reply
    assert reply.kind is ReplyKind.UNKNOWN


def test_how_many_there_used_to_be_is_not_told_by_how_many_there_are(shipped: FactBase) -> None:
    assert respond(shipped, "贸易代理商原来是多少家").reply.kind is ReplyKind.UNKNOWN
    assert "30" in respond(shipped, "环评报告审批时间原来是多少日").reply.text


def test_a_plain_figure_does_not_tell_its_growth(shipped: FactBase) -> None:
    assert respond(shipped, "班列开行数量同比增长多少").reply.kind is ReplyKind.UNKNOWN


def test_a_growth_that_the_last_answer_has_not_is_not_asked_back(shipped: FactBase) -> None:
    first = respond(shipped, "中烟产值多少", Dialogue())
    assert respond(shipped, "同比增长多少", first.dialogue).reply.kind is ReplyKind.UNKNOWN
