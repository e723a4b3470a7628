"""Tells the administrators, unasked, of an edit of the facts that could not be taken in."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.rendering import LIMIT, escape, split
from bot.knowledge.vocabulary import Text

if TYPE_CHECKING:
    from bot.channels.telegram.services import Services

SHOWN = 20
"""Problems that are told one by one; the log and `check` have all of them."""
BROKEN = Text(
    "刚才改的数据有 {count} 个问题，没有采用，仍用原来的数据：",
    "The facts as edited just now have {count} problem(s) and were not taken; the earlier facts stay in use:",
)
MORE = Text("……还有 {count} 个，用 check 可以全部列出。", "... and {count} more; `check` lists them all.")
_LOG = logging.getLogger(__name__)


class Alarm:
    """Callable from any thread with problems of the facts; nothing happens while the bot is not running."""

    def __init__(self) -> None:
        self._running: tuple[asyncio.AbstractEventLoop, Bot, Services] | None = None

    def connect(self, bot: Bot, services: Services) -> None:
        """Tells by `bot` from now on. Called in the bot's event loop."""
        self._running = (asyncio.get_running_loop(), bot, services)

    def disconnect(self) -> None:
        self._running = None

    def __call__(self, problems: Sequence[Any]) -> None:
        """Tells every administrator of `problems`; returns at once."""
        running = self._running
        if running is not None:
            loop, bot, services = running
            asyncio.run_coroutine_threadsafe(_tell(bot, services, [str(p) for p in problems]), loop)


async def _tell(bot: Bot, services: Services, problems: Sequence[str]) -> None:
    for admin in sorted(services.options.admins):
        voice = services.conversations.get((admin, admin)).voice(None)
        lines = [voice.of(BROKEN).format(count=len(problems)), *problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(voice.of(MORE).format(count=len(problems) - SHOWN))
        try:
            for page in split("\n".join(lines), LIMIT):
                await bot.send_message(admin, escape(page))
        except TelegramError as error:  # one who never wrote to the bot cannot be written to
            _LOG.warning("An administrator could not be told of problems: %s", error)
