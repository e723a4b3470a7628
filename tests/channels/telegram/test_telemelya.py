"""One conversation through telemelya, a Bot API emulator that others wrote; it needs the `emulator` extra.

It speaks to webhooks only, sends no secret token, has no setMyCommands and no private chats but those of the
test. Redis and S3, where it keeps its chats, are fakeredis and moto in this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.request import urlopen

import pytest

from bot.channels.live_base import BaseHolder
from bot.channels.telegram.running import keep_running
from bot.channels.telegram.services import Options, Services
from bot.knowledge.model import FactBase

pytest.importorskip("telemelya", reason="the emulator extra is not installed")
pytest.importorskip("moto.server", reason="the emulator extra is not installed")
fakeredis = pytest.importorskip("fakeredis", reason="the emulator extra is not installed")
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore"),  # the emulator's libraries warn of each other
]
TOKEN = "123456789:AAtest-token_of_a_bot_that_never_was_0"
KEY = "key-of-the-test"
CHAT = 4711
WAIT = 20.0
"""Seconds; the emulator starts slowly."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def stores() -> Iterator[dict[str, str]]:
    """Redis and S3, and the settings by which the emulator finds them."""
    from moto.server import ThreadedMotoServer

    redis = fakeredis.TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    threading.Thread(target=redis.serve_forever, daemon=True).start()
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=free_port(), verbose=False)
    s3.start()
    host, port = s3.get_host_and_port()
    yield {"REDIS_URL": f"redis://127.0.0.1:{redis.server_address[1]}/0", "MINIO_ENDPOINT": f"{host}:{port}"}
    s3.stop()
    redis.shutdown()
    redis.server_close()


@pytest.fixture
async def emulator(stores: dict[str, str]) -> AsyncIterator[str]:
    """The emulator's address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"MOCK_SERVER_PORT": str(port), "MOCK_SERVER_HOST": "127.0.0.1", "AUTH_KEYS": KEY}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "telemelya.server.app", env={**os.environ, **stores, **settings},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await asyncio.to_thread(wait_for, port)
    yield url
    process.terminate()
    await process.wait()


async def test_a_conversation_through_an_emulator_of_others(emulator: str, base: FactBase) -> None:
    hook = free_port()
    options = Options(token=TOKEN, api_url=emulator, webhook_url=f"http://127.0.0.1:{hook}", port=hook)
    stop = asyncio.Event()
    services = Services(options, BaseHolder(base))
    bot = asyncio.create_task(keep_running(services, stop))
    try:
        await asyncio.to_thread(play, emulator, hook)
    finally:
        stop.set()
        await bot
    assert services.counts["answer"] == 3


def play(emulator: str, hook: int) -> None:
    """A question, a follow-up, a tap; the emulator's client blocks."""
    from telemelya.client import TelegramTestClient

    client = TelegramTestClient(server_url=emulator, api_key=KEY, bot_token=TOKEN)
    wait_for(hook, path="/readyz")
    client.send_message(CHAT, "郑煤机产值多少")
    first = responses(client, 1)[0]
    assert "<b>47亿元</b>" in first["text"]
    client.send_message(CHAT, "同比呢")
    assert "<b>8%</b>" in responses(client, 2)[1]["text"]
    markup = first["reply_markup"]
    keyboard = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
    client.send_callback_query(CHAT, keyboard[0][0]["callback_data"], first["message_id"])
    assert {r["method"] for r in responses(client, 4)[2:]} == {"answerCallbackQuery", "sendMessage"}
    client.close()


def responses(client: Any, count: int) -> list[dict[str, Any]]:
    """What the bot said so far, once it is so much; typing and the like left out."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        found = [r for r in client.get_responses() if r["method"] != "sendChatAction"]
        if len(found) >= count:
            return found
        time.sleep(0.05)
    raise AssertionError(f"no {count} responses but {found}")


def wait_for(port: int, path: str = "/") -> None:
    """Waits until a server answers with 200."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{port}{path}", timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers on port {port}")
