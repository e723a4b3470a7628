"""Inline mode: cards in any chat."""

from __future__ import annotations

import re

import pytest

from bot.channels.telegram.services import Services
from tests.botapi.markup import parse_html
from tests.botapi.people import Person
from tests.botapi.server import BOT, BotApiServer
from tests.channels.telegram.conftest import visitor

pytestmark = pytest.mark.anyio


async def test_a_query_brings_ranked_cited_cards(services: Services, person: Person) -> None:
    answer = await person.query("郑煤机产值")
    first = answer["results"][0]
    assert "47亿元" in first["title"]
    assert "郑煤机" in first["description"]
    _, entities = parse_html(first["input_message_content"]["message_text"])
    assert {"bold", "expandable_blockquote"} <= {e.type for e in entities}
    assert answer["cache_time"] > 0
    assert not answer["is_personal"]
    assert len(answer["results"]) > 1


async def test_a_list_is_named_by_its_question_and_each_of_its_facts_is_a_card(
    services: Services, person: Person
) -> None:
    cards = (await person.query("列出各企业产值"))["results"]
    assert cards[0]["title"] == "列出各企业产值"
    assert cards[1]["title"] == "44.8亿元 · 中铁装备 · 产值"
    assert len(cards) == 6
    difference = (await person.query("中烟产值比双汇高多少"))["results"][0]
    assert difference["title"] == "99.4亿元 · 中烟产值比双汇高多少"


async def test_titles_begin_with_a_capital_and_the_figure_leads(
    services: Services, server: BotApiServer
) -> None:
    cards = (await visitor(server, "en").query("trains"))["results"]
    assert cards[0]["title"].startswith("439 trains · China-Europe freight trains")
    assert all(re.match(r"[A-Z0-9]", re.sub(r"^.* · ", "", c["title"])) for c in cards)


async def test_a_card_sent_to_the_bot_itself_is_no_question(services: Services, person: Person) -> None:
    card = (await person.query("班列"))["results"][0]
    sent = person.chat.add(text=card["title"], from_bot=False, sender=person.user).json(BOT)
    await person.server.push(message=sent | {"via_bot": BOT})
    assert (await person.ask("/lang zh")).text.startswith("好"), "the first thing said since"


async def test_an_empty_query_brings_examples_in_the_persons_language(
    services: Services, server: BotApiServer
) -> None:
    answer = await visitor(server, "en").query("")
    assert len(answer["results"]) == 3
    assert answer["is_personal"]
    assert all("Source" in r["input_message_content"]["message_text"] for r in answer["results"])


async def test_what_the_report_does_not_say_brings_no_made_up_card(
    services: Services, person: Person
) -> None:
    answer = await person.query("今天晚饭吃什么")
    assert answer["results"] == []
    assert answer["button"]["start_parameter"]


@pytest.mark.parametrize("text", ["班" * 256, "😀" * 128, "<b>&", "班列"])
async def test_long_and_odd_queries_are_answered(services: Services, person: Person, text: str) -> None:
    assert isinstance((await person.query(text))["results"], list)
