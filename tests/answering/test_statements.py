"""What a report says without a figure: who, which of several, what else, in what order."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("除了“周末不打烊、服务不打折”，还开展了什么服务？", "extended_hours.event"),
        ("除了搞核心板块，城市建设还在推进什么", "dual_renewal.stage"),
        ("Besides the open-at-weekends campaign, which other service was launched?", "extended_hours.event"),
    ],
)
def test_what_else_is_what_stands_in_the_same_sentence(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


def test_what_else_in_figures_is_asked_of_all_alike(shipped: FactBase) -> None:
    told = respond(shipped, "除了中烟，还有哪些企业公布了产值").reply.facts
    assert {"jingkai-2020h1:shuanghui.output", "jingkai-2020h1:zmj.output"} <= set(told)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("What position does Fan Futai hold in the Airport Experimental Zone?", "fan_futai.role"),
        ("Which phase do the old communities with completed designs belong to?", "old_communities.quantity"),
    ],
)
def test_a_question_word_that_names_a_fact_is_answered_by_it(
    shipped: FactBase, question: str, fact: str
) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


def test_how_a_place_ranked_is_no_overview(shipped: FactBase) -> None:
    question = "How did the zone rank in the comprehensive assessment of urban management in April and May?"
    reply = respond(shipped, question).reply
    assert reply.facts == ("jingkai-2020h1:management_assessment.rank",)


def test_a_number_presumed_is_held_against_figures_not_names(shipped: FactBase) -> None:
    reply = respond(shipped, "“千百十”道路已经完成全年目标的43%了?").reply
    assert "33%" in reply.text
    assert "jingkai-2020h1:qbs_roads.name" not in reply.facts


@pytest.mark.parametrize(
    "question",
    [
        "航空港实验区的产值是多少",
        "What is the population of the Airport Experimental Zone?",
        "座谈会有多少企业参加",
    ],
)
def test_what_is_not_said_of_them_stays_refused(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN
