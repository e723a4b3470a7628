"""The real Application against the tests' own Bot API server, on the project's own facts."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.channels.live_base import BaseHolder
from bot.channels.telegram.running import keep_running
from bot.channels.telegram.services import Options, Services
from bot.knowledge.model import FactBase
from tests.botapi.people import Person
from tests.botapi.server import TOKEN, BotApiServer
from tests.channels.telegram.facts import load

Running = Callable[..., AbstractAsyncContextManager[Services]]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def base() -> FactBase:
    return load()


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    """A fresh server. Unless a test clears them, requests that it had to refuse fail the test."""
    server = BotApiServer()
    await server.start()
    yield server
    await server.stop()
    assert not server.errors, f"the server refused: {server.errors}"


@asynccontextmanager
async def running_bot(server: BotApiServer, base: FactBase, **changes: Any) -> AsyncIterator[Services]:
    """The bot running against `server`; `changes` go to the options, or to Services where it has them."""
    shared = {
        k: changes.pop(k) for k in ("sink", "question_log_days", "reload", "gaps", "sentence") if k in changes
    }
    options = Options(token=TOKEN, api_url=server.url, messages_per_second=0, rate_count=0)
    services = Services(replace(options, **changes), BaseHolder(base), **shared)
    stop = asyncio.Event()
    task = asyncio.create_task(keep_running(services, stop))
    try:
        yield services
    finally:
        stop.set()
        await task


@pytest.fixture
def running(server: BotApiServer, base: FactBase) -> Running:
    """Starts a bot with settings of the test's own: `async with running(admins=...)`."""
    return lambda **changes: running_bot(server, **{"base": base} | changes)


@pytest.fixture
async def services(running: Running) -> AsyncIterator[Services]:
    async with running() as services:
        yield services


_IDS = itertools.count(1001)


@pytest.fixture
def person(server: BotApiServer) -> Person:
    """Somebody whose Telegram speaks Chinese."""
    return visitor(server)


def visitor(server: BotApiServer, language: str | None = "zh-hans") -> Person:
    person = Person(server, next(_IDS), language)
    server.chat(person.id)
    return person


@pytest.fixture(autouse=True)
def quiet_logs() -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
