"""Starting, stopping, the webhook and the endpoints for an orchestrator."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from pathlib import Path

import aiohttp
import pytest

from bot.channels.live_base import BaseHolder
from bot.channels.telegram.running import BadTokenError, keep_running
from bot.channels.telegram.services import Options, Services
from bot.knowledge.model import FactBase
from tests.botapi.errors import ApiError
from tests.botapi.people import Person
from tests.botapi.server import TOKEN, BotApiServer
from tests.channels.telegram.conftest import Running
from tests.small_facts import report, section, write_facts

pytestmark = pytest.mark.anyio
QUESTION = "郑煤机产值多少"
SECRET = "a-secret_1"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def test_sigterm_finishes_what_is_in_hand_and_ends_the_process(
    server: BotApiServer, person: Person
) -> None:
    """The command itself, in a process of its own."""
    environment = {**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "telegram", env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert "47亿元" in (await person.ask(QUESTION)).text
    server.delays["sendMessage"] = 1.0
    await person.say(QUESTION)
    await server.until(lambda: server.begun["sendMessage"] == 2)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    output, _ = await asyncio.wait_for(process.communicate(), 10)
    assert time.monotonic() - began < 5, "what an orchestrator allows"
    assert process.returncode == 0, output.decode()
    assert "47亿元" in (await person.chat.next()).text, "the answer in hand was still sent"
    assert TOKEN not in output.decode()
    assert QUESTION not in output.decode()


async def test_the_token_is_in_no_log_even_at_debug_level_while_the_network_fails(
    server: BotApiServer, person: Person
) -> None:
    environment = {**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
    environment |= {"LOG_LEVEL": "DEBUG", "PYTHONASYNCIODEBUG": "1"}
    server.faults["getMe"].append(None)
    server.faults["getUpdates"].extend([None, ApiError(502, "Bad Gateway")])
    server.faults["sendMessage"].extend([None, ApiError(400, "Bad Request: something new")])
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "telegram", env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    reading = asyncio.create_task(process.communicate())
    assert (await person.ask(QUESTION)).text
    assert "47亿元" in (await person.ask(QUESTION)).text
    process.terminate()
    written = (await reading)[0].decode()
    assert "DEBUG" in written
    assert TOKEN not in written
    assert TOKEN.partition(":")[2] not in written


async def test_a_webhook_from_the_settings_serves_updates_and_stops_in_time(
    server: BotApiServer, person: Person
) -> None:
    """The command itself; a proxy, which this test is, takes the calls to the public address."""
    port = free_port()
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "TELEGRAM_WEBHOOK_URL": "https://bot.example.org",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_WEBHOOK_PATH": "/hook",
        "TELEGRAM_WEBHOOK_PORT": str(port),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "telegram", env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    await server.until(lambda: bool(server.called("setWebhook")))
    (call,) = server.called("setWebhook")
    assert (call.params["url"], call.params["secret_token"]) == ("https://bot.example.org/hook", SECRET)
    server.webhook["url"] = f"http://127.0.0.1:{port}/hook"
    assert "47亿元" in (await person.ask(QUESTION)).text
    began = time.monotonic()
    process.terminate()
    output, _ = await asyncio.wait_for(process.communicate(), 10)
    assert time.monotonic() - began < 5
    assert process.returncode == 0, output.decode()
    assert SECRET not in output.decode()


async def test_an_edit_goes_into_service_and_a_broken_one_is_told_to_the_administrators(
    server: BotApiServer, person: Person, tmp_path: Path
) -> None:
    """The command itself on a folder of facts that is edited meanwhile; nobody asks for a reload."""
    facts = write_facts(tmp_path / "facts", 47)
    works = facts / "yunxi" / "works.yaml"
    environment = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": server.url,
        "ADMIN_IDS": str(person.id),
        "RATE_LIMIT": "0",  # a slow machine takes many questions to see the edit
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "telegram", "--facts", str(facts), env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        assert "47亿元" in (await person.ask("石桥机械产值多少")).text
        works.write_text(section(47).replace("measure: output", "measure: outptu"), encoding="utf-8")
        told = (await person.chat.next()).text
        assert "yunxi/works.yaml:14:" in told
        assert "outptu" in told
        assert "47亿元" in (await person.ask("石桥机械产值多少")).text
        (facts / "yunxi" / "report.yaml").write_text(report(52), encoding="utf-8")
        works.write_text(section(52), encoding="utf-8")
        async with asyncio.timeout(20):
            while "52亿元" not in (await person.ask("石桥机械产值多少")).text:
                await asyncio.sleep(0.1)
    finally:
        process.terminate()
        await process.wait()


async def test_an_answer_that_takes_too_long_does_not_hold_up_stopping(
    server: BotApiServer, base: FactBase, person: Person
) -> None:
    server.delays["sendMessage"] = 60.0
    stop = asyncio.Event()
    options = Options(token=TOKEN, api_url=server.url, rate_count=0)
    task = asyncio.create_task(keep_running(Services(options, BaseHolder(base)), stop))
    await person.say(QUESTION)
    await server.until(lambda: server.begun["sendMessage"] == 1)
    stop.set()
    await asyncio.wait_for(task, 5)


async def test_the_webhook_is_set_with_its_secret_and_serves_updates(
    running: Running, server: BotApiServer, person: Person
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    async with running(webhook_url=url, webhook_secret=SECRET, webhook_path="/hook", port=port):
        await server.until(lambda: bool(server.called("setWebhook")))
        (call,) = server.called("setWebhook")
        assert call.params["url"] == f"{url}/hook"
        assert call.params["secret_token"] == SECRET
        assert "47亿元" in (await person.ask(QUESTION)).text
        assert not server.called("getUpdates")


async def test_the_webhook_lets_nothing_in_without_the_secret(
    running: Running, server: BotApiServer, person: Person
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    update = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": person.chat.json(), "text": QUESTION},
    }
    async with running(webhook_url=url, webhook_secret=SECRET, port=port), aiohttp.ClientSession() as session:
        await server.until(lambda: bool(server.called("setWebhook")))
        for headers in (
            {},
            {"X-Telegram-Bot-Api-Secret-Token": "wrong"},
            {"X-Telegram-Bot-Api-Secret-Token": "é"},
        ):
            async with session.post(f"{url}/telegram", json=update, headers=headers) as answer:
                assert answer.status == 403
        right = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        for body in (b"{", b"\xff", b"[]", b"1", b'{"message": 1}'):
            async with session.post(f"{url}/telegram", data=body, headers=right) as answer:
                assert answer.status == 400
        async with session.get(f"{url}/telegram") as answer:
            assert answer.status == 405
    assert not server.called("sendMessage")


async def test_what_comes_by_the_webhook_while_stopping_is_left_to_be_sent_again(
    server: BotApiServer, base: FactBase, person: Person
) -> None:
    """Telegram repeats what was not answered with 200: nothing is taken that nobody would answer."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    options = Options(
        token=TOKEN, api_url=server.url, rate_count=0, webhook_url=url, webhook_secret=SECRET, port=port
    )
    stop = asyncio.Event()
    task = asyncio.create_task(keep_running(Services(options, BaseHolder(base)), stop))
    await server.until(lambda: bool(server.called("setMyShortDescription")))
    server.delays["sendMessage"] = 1.0
    await person.say(QUESTION)
    await server.until(lambda: server.begun["sendMessage"] == 1)
    stop.set()
    await asyncio.sleep(0.2)
    late = {"update_id": 999, "message": person.chat.messages[1].json({})}
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{url}/telegram", json=late, headers=headers) as answer,
    ):
        assert answer.status == 503
    assert "47亿元" in (await person.chat.next()).text, "what was in hand"
    await asyncio.wait_for(task, 5)


async def test_health_and_readiness_tell_living_from_ready(
    running: Running, server: BotApiServer, person: Person
) -> None:
    port = free_port()
    server.faults["getMe"].extend([ApiError(502, "Bad Gateway")] * 2)
    async with running(port=port), aiohttp.ClientSession() as session:

        async def status(path: str) -> int:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status

        await server.until(lambda: bool(server.called("getMe")))
        assert (await status("/healthz"), await status("/readyz")) == (200, 503)
        await person.ask(QUESTION)
        assert (await status("/healthz"), await status("/readyz")) == (200, 200)


async def test_a_token_that_telegram_does_not_know_ends_the_start(
    server: BotApiServer, base: FactBase
) -> None:
    options = Options(token="1:unknown", api_url=server.url)
    with pytest.raises(BadTokenError):
        await keep_running(Services(options, BaseHolder(base)), asyncio.Event())
    assert server.errors == ["getMe: Unauthorized"]
    server.errors.clear()


async def test_stopping_while_telegram_cannot_be_reached(base: FactBase) -> None:
    stop = asyncio.Event()
    options = Options(token=TOKEN, api_url=f"http://127.0.0.1:{free_port()}")
    task = asyncio.create_task(keep_running(Services(options, BaseHolder(base)), stop))
    await asyncio.sleep(0.2)
    stop.set()
    await asyncio.wait_for(task, 5)
