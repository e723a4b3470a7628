"""A list's chart, sent by a button."""

from __future__ import annotations

import pytest

from bot.channels.telegram.services import Services
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


async def test_a_chart_outlives_a_restart(services: Services, person: Person) -> None:
    answer = await person.ask("列出各企业产值")
    services.charts.clear()
    assert (await person.tap(answer, BUTTON)).photo
