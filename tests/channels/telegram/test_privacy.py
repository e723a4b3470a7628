"""/privacy says what this very bot keeps: it reads its settings, so it cannot promise what they do not."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path

import pytest

from bot.channels.question_log import QuestionLog
from tests.botapi.people import Person
from tests.botapi.server import TOKEN, BotApiServer
from tests.channels.telegram.conftest import Running, visitor

pytestmark = pytest.mark.anyio
ZH_KEPT = ("保存 30 天", "时间、语言、问题文字", "结果和用到的数据", "不记是谁问的、在哪个聊天", "票数")
EN_KEPT = ("logged for 30 days", "the text", "the outcome and the facts", "not who asked", "count")


@pytest.mark.parametrize(("language", "expected"), [("zh-hans", ZH_KEPT), ("en", EN_KEPT)])
async def test_a_bot_that_logs_questions_says_what_of_them_and_for_how_long(
    running: Running, server: BotApiServer, tmp_path: Path, language: str, expected: tuple[str, ...]
) -> None:
    log = QuestionLog(tmp_path / "questions.sqlite", 30)
    async with running(sink=log, question_log_days=30):
        shown = (await visitor(server, language).ask("/privacy")).text
    log.close()
    assert [words for words in expected if words not in shown] == []


async def test_a_single_day_is_no_days(running: Running, server: BotApiServer) -> None:
    async with running(question_log_days=1):
        assert "for 1 day:" in (await visitor(server, "en").ask("/privacy")).text


async def test_a_bot_that_logs_nothing_says_so_and_promises_no_more(
    running: Running, person: Person, server: BotApiServer
) -> None:
    async with running():
        zh = (await person.ask("/privacy")).text
        en = (await visitor(server, "en").ask("/privacy")).text
    assert "问题不做记录" in zh
    assert "不写入磁盘" in zh
    assert "天" not in zh
    assert "Questions are not logged" in en
    assert "never written to disk" in en


async def test_what_the_running_log_holds_is_told_of_the_level_it_is_at(
    running: Running, person: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running():
        caplog.set_level(logging.INFO)
        shown = (await person.ask("/privacy")).text
        assert "运行日志（INFO 级）只写启动、更新数据和故障，没有消息内容" in shown
        caplog.set_level(logging.DEBUG)
        shown = (await person.ask("/privacy")).text
    assert "DEBUG" in shown
    assert "没有消息内容" not in shown


async def test_the_operators_settings_are_what_it_tells(
    server: BotApiServer, person: Person, tmp_path: Path
) -> None:
    """The command itself, in a process of its own."""
    environment = {**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
    environment |= {"QUESTION_LOG_DAYS": "7", "QUESTION_LOG": str(tmp_path / "questions.sqlite")}
    environment |= {"LOG_LEVEL": "WARNING"}
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "telegram", env=environment)
    shown = (await person.ask("/privacy")).text
    process.terminate()
    await process.wait()
    assert "保存 7 天" in shown
    assert "WARNING 级" in shown
