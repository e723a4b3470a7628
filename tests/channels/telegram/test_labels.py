"""Buttons on a narrow screen: what tells them apart is never cut off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as cells

from bot.answering.outcome import label
from bot.answering.phrasing import question_of
from bot.channels.telegram.examples import examples
from bot.channels.telegram.keyboards import choice_label
from bot.channels.telegram.labels import SUBJECT_WIDTH, WIDTH, fitted, titled
from bot.channels.telegram.texts import VOICES, Voice
from bot.channels.telegram.topics import tree
from bot.knowledge.model import FactBase
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.channels.telegram.conftest import Running, visitor


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("郑煤机 · 产值同比增速", "郑煤机 · 产值同比增速"),
        (
            "Zhengzhou Coal Mining Machinery (ZMJ): year-on-year output growth",
            "ZMJ: year-on-year output growth",
        ),
        ("Futaihua (Foxconn): year-on-year output growth", "Futaihua: year-on-year output growth"),
        (
            "China-Europe trains (Zhengzhou): number of trains ordered",
            "China-Europe…: number of trains ordered",
        ),
        ("Municipal assessment board: amount of bonds issued", "Municipal…: amount of bonds issued"),
        (
            "Administration: number of registrations by post",
            "Administrati…: number of registrations by post",
        ),
        ("中兴新一代通信核心部件研发生产中心项目 · 总投资", "中兴新一代通信核心部件研发生产… · 总投资"),
        ("a heading of any length, which has no measure at its end", None),
    ],
)
def test_the_subject_gives_way_to_the_measure(label: str, expected: str | None) -> None:
    assert fitted(label) == (expected or label)


@pytest.mark.parametrize("voice", VOICES.values())
def test_labels_of_facts_end_in_their_measure_and_fit(base: FactBase, voice: Voice) -> None:
    for fact in base.facts.values():
        full = voice.write(label(fact, base, voice.language))
        shown = choice_label(full, voice)
        measure = full.split(": ")[-1].split(" · ")[-1]
        assert shown.casefold().endswith(measure.casefold())
        if full != measure:
            assert cells(shown) <= max(WIDTH, SUBJECT_WIDTH + cells(measure) + cells(" · "))


def test_a_name_on_its_own_begins_with_a_capital_even_behind_a_quotation_mark() -> None:
    assert titled('"no-contact" investment promotion', "en") == '"No-contact" investment promotion'
    assert titled("outbound trains", "en") == "Outbound trains"
    assert titled("5G base", "en") == "5G base"
    assert titled("", "en") == ""
    assert titled("“不见面”招商", "zh") == "“不见面”招商"


@given(st.text(max_size=80))
def test_any_label_stays_one(label: str) -> None:
    assert bool(fitted(label)) is bool(label)


@pytest.mark.parametrize("voice", VOICES.values())
def test_example_questions_fit(base: FactBase, voice: Voice) -> None:
    for example in examples(base, voice):
        assert cells(choice_label(example.label, voice)) <= WIDTH


@pytest.mark.parametrize("voice", VOICES.values())
def test_every_fact_of_the_shipped_report_is_asked_for_in_a_question_that_fits(
    base: FactBase, voice: Voice
) -> None:
    for fact in base.facts.values():
        asked = choice_label(voice.write(question_of(fact, base, voice.language)), voice)
        assert asked.endswith(("？", "?"))
        assert "…" not in asked
        assert cells(asked) <= WIDTH


@pytest.mark.parametrize("voice", VOICES.values())
def test_no_heading_of_the_topics_is_cut_off(base: FactBase, voice: Voice) -> None:
    for node in tree(base).values():
        if node.kind in ("section", "subject"):
            assert cells(voice.of(node.title)) <= WIDTH, node.title


@pytest.mark.anyio
async def test_a_shortened_label_is_quoted_in_full(
    running: Running, server: BotApiServer, base: FactBase
) -> None:
    facts = {key: replace(fact, question=None) for key, fact in base.facts.items()}
    async with running(base=replace(base, facts=facts)):
        person: Person = visitor(server, "en")
        first = await person.ask("How many China-Europe freight trains ran?")
        answer = await person.tap(first, "China-Europe freight…: claim to be first")
        assert answer.of("italic") == ["China-Europe freight trains (Zhengzhou): claim to be first"]
