"""Limits on people and on memory: messages per user, updates once, conversations bounded."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

USERS_KEPT = 10_000
UPDATES_KEPT = 4_096
"""Telegram repeats an update within minutes; this many numbers are remembered."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float
    told: float = -math.inf
    """When the person was last told."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a message may pass; of those refused within `seconds` one brings a notice."""

    allowed: bool
    notice: bool = False
    wait: int = 0
    """Seconds until the next message may pass."""


class RateLimit:
    """A token bucket a user: `count` messages at once, refilled over `seconds`. 0 lets all pass."""

    def __init__(self, count: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._count, self._seconds, self._clock = count, seconds, clock
        self._buckets: OrderedDict[int, _Bucket] = OrderedDict()

    def check(self, user: int) -> Verdict:
        if not self._count:
            return Verdict(True)
        now = self._clock()
        bucket = self._buckets.pop(user, None) or _Bucket(self._count, now)
        bucket.tokens = min(self._count, bucket.tokens + (now - bucket.at) * self._count / self._seconds)
        bucket.at = now
        self._buckets[user] = bucket
        if len(self._buckets) > USERS_KEPT:
            self._buckets.popitem(last=False)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return Verdict(True)
        notice = now - bucket.told >= self._seconds
        if notice:
            bucket.told = now
        return Verdict(False, notice, math.ceil((1 - bucket.tokens) * self._seconds / self._count))


class OrderedUpdates(BaseUpdateProcessor):
    """Drops an update that came before, and handles those of one person in one chat one after another."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._last: dict[tuple[int, int], asyncio.Future[None]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        if not isinstance(update, Update):
            await coroutine
        elif self._is_new(update.update_id):
            await self._in_turn(_conversation(update), coroutine)
        else:
            coroutine.close()  # type: ignore[attr-defined]  # Application passes a coroutine

    def _is_new(self, number: int) -> bool:
        if number in self._seen:
            return False
        self._seen[number] = None
        if len(self._seen) > UPDATES_KEPT:
            self._seen.popitem(last=False)
        return True

    async def _in_turn(self, key: tuple[int, int], coroutine: Awaitable[Any]) -> None:
        before = self._last.get(key)
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._last[key] = done
        try:
            if before is not None:
                await before
            await coroutine
        finally:
            done.set_result(None)
            if self._last.get(key) is done:
                del self._last[key]

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


def _conversation(update: Update) -> tuple[int, int]:
    chat, user = update.effective_chat, update.effective_user
    return (chat.id if chat else 0, user.id if user else 0)
