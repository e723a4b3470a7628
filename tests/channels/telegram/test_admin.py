"""Administrators' commands, and what everybody else sees of them: nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.asked import Asked
from bot.channels.question_log import QuestionLog, read_log
from bot.channels.telegram.admin import unanswered
from bot.channels.telegram.services import Services
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.channels.telegram.conftest import Running, visitor

pytestmark = pytest.mark.anyio
COMMANDS = ("/reload", "/stats", "/gaps", "/version")


@pytest.mark.parametrize("command", COMMANDS)
async def test_to_others_they_are_commands_that_there_are_none_of(
    services: Services, person: Person, command: str
) -> None:
    assert (await person.ask(command)).text.startswith("没有这个命令")
    assert (await person.ask("/xyzzy")).text.startswith("没有这个命令")


async def test_stats_and_version_tell_how_it_stands(running: Running, person: Person) -> None:
    async with running(admins=frozenset({person.id})) as services:
        await person.ask("郑煤机产值多少")
        await person.ask("富泰华有多少员工")
        shown = (await person.ask("/stats")).text
        assert "回答 1" in shown
        assert "未提及 1" in shown
        assert str(len(services.holder.current.facts)) in (await person.ask("/version")).text


async def test_reload_tells_success_and_every_problem(
    running: Running, server: BotApiServer, person: Person
) -> None:
    problems: list[str] = []
    async with running(admins=frozenset({person.id}), reload=lambda: problems):
        assert "已重新载入" in (await person.ask("/reload")).text
        problems.extend(f"facts/a.yaml:{n}:1: unknown key <b> & more" for n in range(1, 301))
        first = await person.ask("/reload")
        assert "300" in first.text
        assert "unknown key <b> & more" in first.text
        told = first.text
        while ":300:1:" not in told:
            told += (await person.chat.next()).text


async def test_gaps_come_from_the_question_log(running: Running, person: Person) -> None:
    async with running(admins=frozenset({person.id}), gaps=lambda most: ["富泰华有多少员工 ×3"][:most]):
        assert "富泰华有多少员工 ×3" in (await person.ask("/gaps")).text
    async with running(admins=frozenset({person.id})):
        assert "QUESTION_LOG" in (await person.ask("/gaps")).text


async def test_questions_and_thumbs_reach_the_log_without_who_asked_and_gaps_read_it(
    running: Running, person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "questions.sqlite"
    log = QuestionLog(path)
    async with running(
        sink=log,
        question_log_days=90,
        admins=frozenset({person.id}),
        gaps=lambda most: unanswered(read_log(path), most),
    ):
        answer = await person.ask("郑煤机产值多少")
        for label in ("👎", "👎", "👍"):
            await person.press(answer, label)
            assert "谢谢" in await person.server.notices.get()
        await person.ask("富泰华有多少员工")
        assert log.flush()
        assert "富泰华有多少员工" in (await person.ask("/gaps")).text
    log.close()
    kept = read_log(path)
    assert {(a.folded, a.outcome, a.up, a.down) for a in kept} == {
        ("郑煤机产值多少", "answer", 1, 0),
        ("富泰华有多少员工", "not_in_report", 0, 0),
    }
    assert str(person.id).encode() not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


async def test_a_thumb_that_cannot_be_counted_is_not_called_a_repeated_one(
    running: Running, person: Person, tmp_path: Path
) -> None:
    """Which message an answer went out as is not written down, so after a restart nobody knows."""
    async with running():
        answer = await person.ask("郑煤机产值多少")
    log = QuestionLog(tmp_path / "questions.sqlite")
    async with running(sink=log):
        await person.press(answer, "👍")
        assert await person.server.notices.get() == "谢谢你的评价。"
    log.close()


async def test_an_administrator_gets_the_menu_with_the_first_start(
    running: Running, server: BotApiServer
) -> None:
    admin = visitor(server, "en")
    del server.chats[admin.id]
    async with running(admins=frozenset({admin.id})):
        await server.until(lambda: any("chat not found" in e for e in server.errors))
        server.errors.clear()
        await admin.ask("/start")
        await server.until(
            lambda: any(
                _is_menu_of(c.params, admin.id) for c in server.called("setMyCommands") if not c.error
            )
        )


def _is_menu_of(params: object, chat: int) -> bool:
    return isinstance(params, dict) and params.get("scope", {}).get("chat_id") == chat


def test_unanswered_counts_refusals_and_thumbs_down_but_not_what_is_off_topic() -> None:
    asked = [
        Asked(1, "zh", "富泰华员工", "not_in_report"),
        Asked(2, "zh", "富泰华员工", "not_in_report"),
        Asked(3, "zh", "天气", "off_topic"),
        Asked(4, "zh", "郑煤机产值", "answer"),
        Asked(5, "zh", "班列", "answer", down=1),
    ]
    assert unanswered(asked, 5) == ["富泰华员工 ×2", "班列"]
