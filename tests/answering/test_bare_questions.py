"""Questions that are little more than their question word, follow-ups and exceptions."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, talk


@pytest.mark.parametrize(
    "question",
    [
        "how long does it take",
        "how many flats",
        "多少套",
        "项目有几个",
        "how many projects are there?",
        "占比多少",
        "完成了百分之几",
        "道路完成百分之几",
        "一共多少套",
        "一期进展如何",
        "多久能办好",
    ],
)
def test_a_bare_question_is_asked_back_about(shipped: FactBase, question: str) -> None:
    reply = respond(shipped, question).reply
    assert reply.kind is ReplyKind.CLARIFY
    assert len(reply.choices) > 1


@pytest.mark.parametrize(("question", "figure"), [("占全市多少", "14%"), ("多少公里", "24公里")])
def test_the_only_figure_of_its_kind_is_told(shipped: FactBase, question: str, figure: str) -> None:
    assert figure in respond(shipped, question).reply.text


@pytest.mark.parametrize("question", ["日利息是多少", "经开区有多少家高新技术企业"])
def test_what_no_report_gives_is_not_asked_back_about(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_the_last_figure_over_the_whole_that_is_named(shipped: FactBase) -> None:
    reply = talk(shipped, "28个重点项目总投资多少", "已经完成多少", "占总投资的百分之几").reply
    assert "9.07%" in reply.text


@pytest.mark.parametrize(
    ("question", "told", "left"),
    [
        ("除了小鹏,还有哪些项目在协议洽谈阶段", "中兴", "小鹏"),
        ("不算中烟,剩下几家企业产值各多少", "双汇", "中烟"),
    ],
)
def test_what_is_excepted_is_not_listed(shipped: FactBase, question: str, told: str, left: str) -> None:
    text = respond(shipped, question).reply.text
    assert told in text
    assert left not in text


def test_a_wrong_course_is_put_right_by_the_figure_that_is_stated(shipped: FactBase) -> None:
    reply = respond(shipped, "贸易代理商怎么减少到241家了?").reply
    assert reply.kind is ReplyKind.ANSWER
    assert reply.text.startswith("并没有下降")


def test_a_whole_year_is_not_the_half_year_before(shipped: FactBase) -> None:
    asked = "上半年规上工业总产值多少"
    assert talk(shipped, asked, "去年呢").reply.kind is ReplyKind.ANSWER
    assert talk(shipped, asked, "去年全年的呢").reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize("question", ["去年同期产值", "去年同期产值是多少"])
def test_what_a_year_before_was_is_worked_out_for_no_chance_thing(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).kind is not ReplyKind.ANSWER


def test_only_what_fell_is_offered_where_a_fall_is_asked_for(shipped: FactBase) -> None:
    offered = [label for label, _ in talk(shipped, "下降了多少").dialogue.choices]
    assert any("规上工业" in label for label in offered)
    assert not any("中铁装备" in label or "出口" in label for label in offered)
