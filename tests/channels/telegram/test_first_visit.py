"""A whole first visit, compared with the stored one. `UPDATE_TRANSCRIPTS=1` writes it anew, to be read."""

from __future__ import annotations

import os

import pytest

from bot.channels.telegram.services import Services
from tests.botapi.people import Person
from tests.channels.telegram.transcript import FOLDER, Transcript

pytestmark = pytest.mark.anyio


async def test_a_first_visit_reads_as_stored(services: Services, person: Person) -> None:
    visit = Transcript(person)
    greeting = await visit.say("/start")
    which = await visit.say("产值增速")
    await visit.tap(which, which.labels[-1])
    await visit.tap(greeting, greeting.labels[0])
    await visit.say("郑煤机产值多少")
    await visit.say("同比呢")
    await visit.say("中烟产值比双汇高多少")
    await visit.say("富泰华有多少员工")
    await visit.say("小鹏、迪信通、中兴项目的投资额")
    topics = await visit.say("/topics")
    section = await visit.tap(topics, "招商引资积蓄后劲")
    await visit.tap(section, "‹ 返回")
    await visit.say("/source")
    await visit.say("How many China-Europe freight trains ran?")
    await visit.say("谢谢")
    as_stored(visit, "first_visit.txt")


async def test_a_first_visit_in_english_reads_as_stored(services: Services, person: Person) -> None:
    person.language = "en"
    visit = Transcript(person)
    greeting = await visit.say("/start")
    which = await visit.say("output growth")
    await visit.tap(which, which.labels[-1])
    await visit.tap(greeting, greeting.labels[0])
    await visit.say("What is ZMJ's output?")
    await visit.say("and its growth?")
    await visit.say("How much larger is the output of China Tobacco than that of Shuanghui?")
    await visit.say("How many people does Futaihua employ?")
    await visit.say("What is invested in the XPeng, D.Phone and ZTE projects?")
    topics = await visit.say("/topics")
    section = await visit.tap(topics, topics.labels[1])
    await visit.tap(section, section.labels[-1])
    await visit.say("/source")
    await visit.say("weather today")
    await visit.say("How many China-Europe freight trains ran?")
    await visit.say("thanks")
    as_stored(visit, "first_visit_en.txt")


def as_stored(visit: Transcript, name: str) -> None:
    file = FOLDER / name
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(visit.text, encoding="utf-8")
    assert visit.text == file.read_text(encoding="utf-8")
