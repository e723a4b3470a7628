"""What Telegram shows before anything is said: descriptions and command menus, in both languages."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.texts import (
    ADMIN_COMMANDS,
    COMMANDS,
    DESCRIPTION,
    GROUP_COMMANDS,
    SHORT_DESCRIPTION,
)
from bot.knowledge.vocabulary import Text

_LOG = logging.getLogger(__name__)
RETRY_SECONDS = (1.0, 10.0, 60.0, 600.0, 3_600.0)
LANGUAGES = (None, "zh", "en")
"""`language_code` of each menu; none is for everybody else, and English."""


async def publish(bot: Bot, admins: Iterable[int]) -> None:
    """Sets descriptions and menus, again later where that fails; until then the earlier ones stay."""
    for wait in RETRY_SECONDS:
        try:
            await _publish_for_everyone(bot)
            break
        except BadRequest as error:
            _LOG.warning("The command menus could not be set: %s", error)
            break
        except TelegramError as error:
            _LOG.warning("The command menus could not be set, next attempt in %.0f s: %s", wait, error)
            await asyncio.sleep(wait)
    for admin in admins:
        await publish_for(bot, BotCommandScopeChat(admin))


async def _publish_for_everyone(bot: Bot) -> None:
    for code in LANGUAGES:
        language = code or "en"
        await bot.set_my_commands(_menu(COMMANDS, language), BotCommandScopeDefault(), code)
        await bot.set_my_commands(_menu(GROUP_COMMANDS, language), BotCommandScopeAllGroupChats(), code)
        await bot.set_my_description(DESCRIPTION.of(language), code)
        await bot.set_my_short_description(SHORT_DESCRIPTION.of(language), code)


async def publish_for(bot: Bot, scope: BotCommandScope) -> None:
    """The administrators' menu for one chat, which exists once that person has written to the bot."""
    try:
        for code in LANGUAGES:
            await bot.set_my_commands(_menu(COMMANDS + ADMIN_COMMANDS, code or "en"), scope, code)
    except TelegramError as error:
        _LOG.info("An administrator's menu could not be set; /start sets it: %s", error)


def _menu(commands: Iterable[tuple[str, Text]], language: str) -> list[BotCommand]:
    return [BotCommand(name, text.of(language)) for name, text in commands]
