"""A list's chart, sent by a button."""

from __future__ import annotations

import sys

import pytest

from bot.answering.conversation import respond_with_facts
from bot.channels.drawing import can_draw
from bot.channels.telegram.callbacks import MOST_KEYS, decode
from bot.channels.telegram.keyboards import answer_keyboard
from bot.channels.telegram.services import Services
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer

pytest.importorskip("vl_convert", reason="drawing needs the charts extra")
pytestmark = pytest.mark.anyio
BUTTON = "📊 图表"


async def test_the_chart_is_sent_below_the_answer_and_its_button_goes(
    services: Services, server: BotApiServer, person: Person
) -> None:
    answer = await person.ask("列出各企业产值")
    picture = await person.tap(answer, BUTTON)
    assert picture.photo.startswith(b"\x89PNG")
    assert picture.reply_to == answer.id
    assert "《经开时报》" in picture.text or "经开时报" in picture.text
    edited = await person.chat.next()
    assert edited.id == answer.id
    assert BUTTON not in edited.labels
    assert "👍" in edited.labels


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("小鹏、迪信通、中兴项目的投资额", "总投资（洽谈中）"),
        ("全国汽车产量和销量分别下降多少", "产量同比增速、销量同比增速（全国）"),
        ("全國汽車產量和銷量分別下降多少", "產量同比增速、銷量同比增速（全國）"),
        ("列出各企业产值", "产值"),
    ],
)
async def test_a_picture_that_travels_alone_says_what_is_only_planned_and_what_is_not_the_zones(
    services: Services, person: Person, question: str, title: str
) -> None:
    answer = await person.ask(question)
    picture = await person.tap(answer, "📊")
    assert picture.text.splitlines()[0] == title


@pytest.mark.parametrize("question", ["列出各企业产值", "列出各项增速"])
async def test_a_chart_outlives_a_restart_whole(services: Services, person: Person, question: str) -> None:
    """The second list holds facts that its chart does not draw."""
    answer = await person.ask(question)
    data = answer.data(BUTTON)
    before = await person.tap(answer, BUTTON)
    await person.chat.next()
    services.charts.clear()
    await person.press_data(answer, data)
    assert (await person.chat.next()).photo == before.photo


async def test_where_nothing_can_be_drawn_no_chart_is_offered(
    services: Services, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    can_draw.cache_clear()
    try:
        assert BUTTON not in (await person.ask("列出各企业产值")).labels
    finally:
        can_draw.cache_clear()


def test_a_chart_with_more_bars_than_its_button_can_name_is_not_drawn_in_part(base: FactBase) -> None:
    alike = ("output", "total_investment")
    keys = tuple(k for k, f in base.facts.items() if f.measure in alike and f.figures)
    assert len(keys) > MOST_KEYS
    for named in (keys[:MOST_KEYS], keys):
        reply = respond_with_facts(base, named, Dialogue(), language="zh").reply
        keyboard = answer_keyboard(reply, base)
        assert keyboard is not None
        data = next(b.callback_data for row in keyboard.inline_keyboard for b in row if b.text == BUTTON)
        hashes = decode(str(data)).hashes
        assert len(hashes) == (len(named) if len(named) <= MOST_KEYS else 0)


def test_unlike_figures_are_not_drawn_under_the_name_of_the_first(base: FactBase) -> None:
    """Three measures in one unit: a common title only where they are of one relation."""

    def title(*measures: str) -> str | None:
        facts = (next(k for k, f in base.facts.items() if f.measure == m and f.figures) for m in measures)
        chart = respond_with_facts(base, tuple(facts), Dialogue(), language="zh").reply.chart
        return chart.title if chart else None

    assert title("output_growth", "production_growth", "sales_growth") == "同比增速"
    assert title("output", "total_investment", "goods_value") is None
    assert title("output", "total_investment") == "产值、总投资"
    assert title("output_growth", "decline_rate") is None
