"""Faults: log first, then apologise. Logs name the kind of update, never what it says."""

from __future__ import annotations

import logging
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.sending import send
from bot.channels.telegram.services import Context, services_of
from bot.channels.telegram.texts import say

_LOG = logging.getLogger(__name__)
_GONE = (
    "chat not found",
    "group chat was deactivated",
    "not enough rights",
    "topic_closed",
    "have no rights",
)


async def failed(update: object, context: Context) -> None:
    """The application's error handler."""
    error, services = context.error, services_of(context)
    services.counts["errors"] += 1
    kind = _kind(update)
    if _unwelcome(error):
        chat = update.effective_chat if isinstance(update, Update) else None
        _LOG.info("The bot may not write to a chat any more (%s)", kind)
        if chat is not None:
            services.conversations.forget(chat.id)
        return
    if isinstance(error, (RetryAfter, NetworkError)) and not isinstance(error, BadRequest):
        _LOG.warning("An answer was lost (%s): %s", kind, error)
        return
    _LOG.error("An update failed (%s)", kind, exc_info=error)
    message = update.effective_message if isinstance(update, Update) else None
    if isinstance(update, Update) and message is not None:
        with suppress(TelegramError):
            await send(message, [say("sorry", services.voice(update))])


def _unwelcome(error: BaseException | None) -> bool:
    """Whether the bot was blocked, thrown out or muted: nobody is there to apologise to."""
    if isinstance(error, Forbidden):
        return True
    return isinstance(error, BadRequest) and any(sign in error.message.lower() for sign in _GONE)


def _kind(update: object) -> str:
    """The kind of an update and its number, for the log."""
    if not isinstance(update, Update):
        return "no update"
    fields = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
    return f"{next((f for f in fields if getattr(update, f) is not None), 'update')} {update.update_id}"
