"""Small texts around an answer, in both languages: buttons, pointers, quotation marks, number of verbs."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.naming import agreeing, inside_quotation, possessive
from bot.answering.phrasing import LONGEST
from bot.answering.reply import Refusal, ReplyKind
from bot.knowledge.model import FactBase


def test_a_facts_own_question_stands_on_its_button(shipped: FactBase) -> None:
    found = respond(shipped, "How many China-Europe freight trains ran?").reply
    own = shipped.facts["jingkai-2020h1:rail_express.first"].question
    assert own is not None
    assert f"{own.en}?" in [choice.label for choice in found.related]


def test_what_buttons_ask_may_be_typed(shipped: FactBase) -> None:
    """Word for word, in either language, with or without the question mark."""
    for key, fact in shipped.facts.items():
        for asked in (fact.question.zh, f"{fact.question.en}?") if fact.question else ():
            found = respond(shipped, asked).reply
            assert (found.kind, found.facts) == (ReplyKind.ANSWER, (key,)), asked


def test_every_button_is_short_enough(shipped: FactBase) -> None:
    for fact in shipped.facts.values():
        for language in ("zh", "en"):
            assert not fact.question or len(fact.question.of(language)) < LONGEST[language]


@pytest.mark.parametrize(
    "question",
    ["weather today", "今天天气怎么样", "谁会当选", "你怎么看房价", "What do you think of the zone?", "哈哈"],
)
def test_no_refusal_is_a_dead_end(shipped: FactBase, question: str) -> None:
    found = respond(shipped, question).reply
    assert found.kind is not ReplyKind.ANSWER
    assert found.related
    assert all(key in shipped.facts for choice in found.related for key in choice.facts)


def test_arithmetic_that_is_refused_offers_what_there_is(shipped: FactBase) -> None:
    found = respond(shipped, "郑煤机产值加班列班数是多少").reply
    assert found.refusal is Refusal.UNSUPPORTED
    assert found.related


@pytest.mark.parametrize(
    ("question", "pointer"),
    [
        ("规上工业产值增速", "另见：主要经济指标的走势。"),
        ("How did above-scale output change?", "See also: the trend of main economic indicators."),
    ],
)
def test_a_pointer_reads_as_a_phrase(shipped: FactBase, question: str, pointer: str) -> None:
    assert respond(shipped, question).reply.text.endswith(pointer)


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("让幸福感“更上一层楼”", "让幸福感‘更上一层楼’"),
        ('well-being "one storey higher"', "well-being ‘one storey higher’"),
        ("主导产业", "主导产业"),
    ],
)
def test_marks_within_a_quotation_are_single(title: str, quoted: str) -> None:
    assert inside_quotation(title) == quoted


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("the GSX headquarters", "is the GSX headquarters"),
        ("the Binhe campus", "is the Binhe campus"),
        ("the news", "is the news"),
        ("the key projects", "are the key projects"),
    ],
)
def test_the_verb_agrees_with_a_name_in_s(name: str, says: str) -> None:
    assert agreeing("is {subject}", name).replace("{subject}", name) == says


def test_a_name_in_s_takes_only_an_apostrophe() -> None:
    assert possessive("modern logistics") == "modern logistics'"
    assert possessive("ZMJ") == "ZMJ's"
