"""Limits and faults: floods, repeats, blocks, losses; each is met, none is fatal."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.channels.telegram.callbacks import Action, encode, of_facts, short
from bot.channels.telegram.services import Services
from bot.channels.telegram.texts import Voice
from bot.knowledge.model import FactBase
from tests.botapi.errors import ApiError
from tests.botapi.people import Person
from tests.botapi.server import TOKEN, BotApiServer
from tests.channels.telegram.conftest import Running, visitor

pytestmark = pytest.mark.anyio
QUESTION = "郑煤机产值多少"


async def test_a_flooded_message_is_sent_again(
    services: Services, server: BotApiServer, person: Person
) -> None:
    server.faults["sendMessage"].append(ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
    assert "47亿元" in (await person.ask(QUESTION)).text
    assert [c.error[:8] for c in server.called("sendMessage")] == ["Too Many", ""]


async def test_one_notice_to_who_asks_too_fast_and_others_go_on(
    running: Running, server: BotApiServer, person: Person
) -> None:
    async with running(rate_count=2, rate_seconds=600.0) as services:
        for _ in range(5):
            await person.say(QUESTION)
        answers = [await person.chat.next() for _ in range(3)]
        assert ["47亿元" in a.text for a in answers] == [True, True, False]
        assert "稍等" in answers[2].text
        assert "47亿元" in (await visitor(server).ask(QUESTION)).text
        assert person.chat.news.empty()
        assert services.counts["slowed"] == 3


async def test_an_update_that_comes_twice_is_answered_once(
    services: Services, server: BotApiServer, person: Person
) -> None:
    message, number = await person.say(QUESTION)
    await person.chat.next()
    await server.push(number=number, message=message.json({}))
    assert (await person.ask("/lang zh")).text.startswith("好")


async def test_a_person_who_blocked_the_bot_is_forgotten_quietly(
    services: Services, server: BotApiServer, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    server.errors = []
    person.chat.blocked = True
    await person.say(QUESTION)
    await server.until(lambda: bool(server.called("sendMessage")))
    assert "47亿元" in (await visitor(server).ask(QUESTION)).text
    assert len(server.called("sendMessage")) == 2, "no apology to who does not listen"
    assert len(services.conversations) == 1
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert [e for e in server.errors if "blocked" in e] == server.errors
    server.errors.clear()


async def test_a_deleted_question_is_answered_all_the_same(
    services: Services, server: BotApiServer, person: Person
) -> None:
    group = server.chat(-5, type="group", title="g")
    message, _ = await person.say("/ask@wenbao_bot " + QUESTION, group)
    del group.messages[message.id]
    assert "47亿元" in (await group.next()).text


async def test_a_deleted_clarification_is_answered_anew(
    services: Services, server: BotApiServer, person: Person
) -> None:
    question = await person.ask("产值增速")
    del person.chat.messages[question.id]
    answer = await person.tap(question, question.labels[0])
    assert answer.id != question.id
    assert answer.of("expandable_blockquote")
    assert server.errors == ["editMessageText: Bad Request: message to edit not found"]
    server.errors.clear()


async def test_a_tap_too_old_to_answer_still_brings_its_answer(
    services: Services, server: BotApiServer, person: Person
) -> None:
    first = await person.ask(QUESTION)
    await person.press_data(first, first.data(first.labels[0]), expired=True)
    assert (await person.chat.next()).of("expandable_blockquote")
    await server.until(lambda: bool(server.errors))
    assert all("query is too old" in e for e in server.errors)
    server.errors.clear()


async def test_buttons_outlive_a_restart(running: Running, person: Person) -> None:
    async with running():
        first = await person.ask("What was ZMJ's output?")
    async with running():
        answer = await person.tap(first, first.labels[0])
        assert "Source" in answer.of("expandable_blockquote")[0], "in the language of the message"


async def test_a_button_whose_fact_a_reload_took_away_says_so(
    services: Services, server: BotApiServer, person: Person, base: FactBase
) -> None:
    first = await person.ask(QUESTION)
    gone = {k: f for k, f in base.facts.items() if f.subject != "zmj"}
    services.holder.swap(FactBase(base.reports, base.subjects, gone, base.vocabulary))
    await person.press_data(first, of_facts(Action.TELL, Voice(), ("jingkai-2020h1:zmj.output",)))
    assert "失效" in await server.notices.get()


@pytest.mark.parametrize(
    "data", ["?", "xx", "azAAAA", "t", "tz" + "A" * 20, "lzfr", "az", "v", "é", "gz" + "A" * 8]
)
async def test_forged_buttons_are_answered_as_stale(
    services: Services, server: BotApiServer, person: Person, data: str
) -> None:
    first = await person.ask(QUESTION)
    await person.press_data(first, data)
    assert "失效" in await server.notices.get()


async def test_a_button_of_a_message_that_telegram_no_longer_shows_the_bot_still_works(
    services: Services, server: BotApiServer, person: Person
) -> None:
    """Telegram sends an old or deleted message without its content, dated zero."""
    first = await person.ask(QUESTION)
    server.callbacks.add("old")
    gone = {"message_id": first.id, "chat": person.chat.json(), "date": 0}
    data = of_facts(Action.TELL, Voice(), ("jingkai-2020h1:zmj.growth",))
    tap = {"id": "old", "from": person.user, "chat_instance": "1", "data": data}
    await server.push(callback_query=tap | {"message": gone})
    answer = await person.chat.next()
    assert answer.of("bold") == ["8%"]
    assert answer.of("italic") == ["郑煤机的产值增速是多少？"], "what was asked, though its label is lost"


async def test_the_same_tap_twice_changes_nothing(
    services: Services, server: BotApiServer, person: Person
) -> None:
    root = await person.ask("/topics")
    await person.press_data(root, encode(Action.TOPIC, Voice()))
    assert await server.notices.get() == ""
    await server.until(lambda: any("not modified" in e for e in server.errors))
    server.errors.clear()
    assert (await person.ask("/lang zh")).text.startswith("好"), "no apology came between"


async def test_a_thumb_counts_once_a_person(services: Services, server: BotApiServer, person: Person) -> None:
    answer = await person.ask(QUESTION)
    for label, said in (("👍", "已记下"), ("👍", "谢谢你的评价"), ("👎", "已记下")):
        await person.press(answer, label)
        assert said in await server.notices.get()
    await visitor(server).press_data(answer, answer.data("👎"))
    assert "已记下" in await server.notices.get()
    assert services.sink.counts == (0, 2)  # type: ignore[attr-defined]  # the sink in memory


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
async def test_lost_connections_are_tried_again(
    services: Services, server: BotApiServer, person: Person, reset: bool
) -> None:
    server.resets = reset
    server.faults["getUpdates"].extend([None, None])
    server.faults["sendMessage"].append(None)
    assert "47亿元" in (await person.ask(QUESTION)).text


async def test_an_outage_is_logged_in_lines_not_in_tracebacks(
    services: Services, server: BotApiServer, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults["getUpdates"].extend([None, ApiError(502, "Bad Gateway"), ApiError(409, "Conflict: other")])
    assert "47亿元" in (await person.ask(QUESTION)).text
    await person.ask(QUESTION)
    told = [r for r in caplog.records if r.levelno >= logging.WARNING]
    assert told
    assert not [r for r in told if r.exc_info]
    assert sum("else polls" in r.getMessage() for r in told) == 1, "two bots with one token"


async def test_menus_that_could_not_be_set_are_set_later(
    server: BotApiServer, running: Running, person: Person
) -> None:
    server.faults["setMyCommands"].extend([ApiError(502, "Bad Gateway")])
    async with running():
        await server.until(lambda: any(not c.error for c in server.called("setMyShortDescription")))


async def test_an_unreachable_server_is_waited_for(
    server: BotApiServer, running: Running, person: Person
) -> None:
    server.faults["getMe"].extend([None] * 4)
    async with running():
        assert "47亿元" in (await person.ask(QUESTION)).text


async def test_a_fault_is_logged_first_and_then_apologised_for(
    services: Services, server: BotApiServer, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults["sendMessage"].append(ApiError(400, "Bad Request: something new"))
    apology = await person.ask(QUESTION)
    assert "抱歉" in apology.text
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.name == "bot.channels.telegram.errors"
    assert QUESTION not in record.getMessage()


async def test_typing_shows_only_when_the_answer_takes_long(
    services: Services, server: BotApiServer, person: Person
) -> None:
    await person.ask(QUESTION)
    assert not server.called("sendChatAction")
    server.delays["sendMessage"] = 1.2
    await person.ask(QUESTION)
    (action,) = server.called("sendChatAction")
    assert action.params["action"] == "typing"


async def test_logs_hold_neither_the_token_nor_what_people_write(
    running: Running, server: BotApiServer, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    server.faults["getUpdates"].append(None)
    async with running():
        await person.ask(QUESTION)
        server.faults["sendMessage"].append(ApiError(400, "Bad Request: something new"))
        await person.ask(QUESTION)
        await person.query(QUESTION)
    written = "\n".join(f"{r.getMessage()} {r.exc_text or ''}" for r in caplog.records)
    assert "answers from" in written, "the log was on"
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written
    assert QUESTION not in written
    assert "47亿元" not in written


async def test_many_people_at_once_each_get_their_own_answer(
    services: Services, server: BotApiServer
) -> None:
    people = [visitor(server) for _ in range(40)]
    names = ("郑煤机", "富泰华", "中铁装备", "双汇")
    answers = await asyncio.gather(*(p.ask(f"{names[i % 4]}产值多少") for i, p in enumerate(people)))
    assert all(names[i % 4] in a.text for i, a in enumerate(answers))


async def test_messages_of_one_person_are_answered_in_their_order(services: Services, person: Person) -> None:
    for name in ("郑煤机", "富泰华", "中铁装备", "双汇"):
        await person.say(f"{name}产值多少")
    answers = [await person.chat.next() for _ in range(4)]
    assert [
        name in a.text for name, a in zip(("郑煤机", "富泰华", "中铁装备", "双汇"), answers, strict=True)
    ] == [True] * 4


def test_hashes_of_all_keys_differ(base: FactBase) -> None:
    assert len({short(key) for key in base.facts}) == len(base.facts)
