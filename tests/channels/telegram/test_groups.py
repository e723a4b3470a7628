"""Groups: the bot speaks only when spoken to, where it was spoken to."""

from __future__ import annotations

import pytest

from bot.channels.telegram.services import Services
from tests.botapi.chats import Chat
from tests.botapi.people import Person
from tests.botapi.server import BOT, BotApiServer
from tests.channels.telegram.conftest import visitor

pytestmark = pytest.mark.anyio
QUESTION = "郑煤机产值多少"


@pytest.fixture
def group(server: BotApiServer) -> Chat:
    return server.chat(-1001, type="supergroup", title="Readers", forum=True)


async def test_only_what_is_addressed_to_the_bot_is_answered(
    services: Services, person: Person, group: Chat
) -> None:
    await person.say(QUESTION, group)
    await person.say("/ask@other_bot " + QUESTION, group)
    await person.say(f"@other_bot {QUESTION}", group)
    await person.say("/foo", group)
    message, _ = await person.say(f"@wenbao_bot {QUESTION}", group)
    answer = await group.next()
    assert answer.reply_to == message.id
    assert "47亿元" in answer.of("bold")
    follow, _ = await person.say("同比呢", group, reply_to=answer)
    assert (await group.next()).reply_to == follow.id
    asked, _ = await person.say(f"/ask@wenbao_bot {QUESTION}", group)
    assert (await group.next()).reply_to == asked.id


async def test_the_answer_stays_in_the_thread_of_the_question(
    services: Services, person: Person, group: Chat
) -> None:
    answer = await person.ask(f"@wenbao_bot {QUESTION}", group, thread=77)
    assert answer.thread == 77
    below = await person.tap(answer, answer.labels[0])
    assert below.thread == 77


async def test_everyone_has_a_dialogue_of_their_own(
    services: Services, server: BotApiServer, person: Person, group: Chat
) -> None:
    other = visitor(server)
    answer = await person.ask(f"@wenbao_bot {QUESTION}", group)
    theirs = await other.ask("@wenbao_bot 同比呢", group)
    assert "8%" not in theirs.of("bold")
    mine = await person.ask("同比呢", group, reply_to=answer)
    assert mine.of("bold") == ["8%"]


async def test_help_in_a_group_says_what_the_bot_listens_to(
    services: Services, person: Person, group: Chat
) -> None:
    shown = await person.ask("/help@wenbao_bot", group)
    assert "/ask@wenbao_bot" in shown.text
    assert "隐私模式" in shown.text


async def test_ask_without_a_question_says_how(services: Services, person: Person, group: Chat) -> None:
    assert "/ask" in (await person.ask("/ask@wenbao_bot", group)).text


async def test_an_edited_command_is_answered_in_place(
    services: Services, person: Person, group: Chat
) -> None:
    message, _ = await person.say(f"/ask@wenbao_bot {QUESTION}", group)
    first = await group.next()
    await person.edit(message, "/ask@wenbao_bot 富泰华产值多少")
    second = await group.next()
    assert (second.id, second.of("bold")) == (first.id, ["40.2亿元"])
    await person.edit(message, "/ask@wenbao_bot")
    await person.edit(message, "/ask@other_bot " + QUESTION)
    assert (await person.ask("/lang@wenbao_bot en", group)).text, "the first thing said since"
    assert group.news.empty()


async def test_joining_and_leaving_make_no_noise(
    services: Services, server: BotApiServer, person: Person, group: Chat
) -> None:
    await person.ask(f"@wenbao_bot {QUESTION}", group)
    for status in ("member", "left"):
        await server.push(my_chat_member=_membership(group, person, status))
    joined = {
        "message_id": 900,
        "date": 1,
        "chat": group.json(),
        "from": person.user,
        "new_chat_members": [BOT],
    }
    await server.push(message=joined)
    assert (await person.ask("/lang en")).text, "the first thing said since"
    assert group.news.empty()
    assert len(services.conversations) == 1, "what was said in the group is forgotten"


def _membership(group: Chat, person: Person, status: str) -> dict[str, object]:
    old = {"user": BOT, "status": "left" if status == "member" else "member"}
    new = {"user": BOT, "status": status}
    return {
        "chat": group.json(), "from": person.user, "date": 1_600_000_000,
        "old_chat_member": old, "new_chat_member": new,
    }  # fmt: skip
