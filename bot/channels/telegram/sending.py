"""Messages on their way: pages, places to reply in, what the person sees while waiting."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import Defaults

PATIENCE = 0.7
"""Seconds without an answer after which "typing" shows; sooner it would cost a request and help nobody."""
SHOWN = 4.5
"""Telegram shows an action for five seconds."""
DEFAULTS = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))


@asynccontextmanager
async def busy(message: Message, action: ChatAction = ChatAction.TYPING) -> AsyncIterator[None]:
    """Shows `action` in the message's chat and thread, in the background, should the body take long."""
    loop = asyncio.get_running_loop()
    shown: list[asyncio.Task[None]] = []
    timer = loop.call_later(PATIENCE, lambda: shown.append(loop.create_task(_keep_showing(message, action))))
    try:
        yield
    finally:
        timer.cancel()
        for task in shown:
            task.cancel()


async def _keep_showing(message: Message, action: ChatAction) -> None:
    with suppress(TelegramError):
        while True:
            await message.reply_chat_action(action)
            await asyncio.sleep(SHOWN)


async def send(to: Message, pages: Sequence[str], keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """Sends pages in answer to a message, in its thread; in groups the first quotes it. Returns the last."""
    quoted = None
    if to.chat.type != ChatType.PRIVATE:
        quoted = ReplyParameters(to.message_id, allow_sending_without_reply=True)
    for page in pages[:-1]:
        await to.reply_text(page, reply_parameters=quoted, do_quote=None if quoted else False)
        quoted = None
    return await to.reply_text(
        pages[-1], reply_markup=keyboard, reply_parameters=quoted, do_quote=None if quoted else False
    )


async def replace(
    message: Message, pages: Sequence[str], keyboard: InlineKeyboardMarkup | None = None
) -> Message:
    """Puts pages in a message's place; says them anew where it is gone or too old to edit."""
    if len(pages) > 1:
        return await send(message, pages, keyboard)
    try:
        edited = await message.edit_text(pages[0], reply_markup=keyboard)
    except BadRequest as error:
        if _unchanged(error):
            return message
        if not _gone(error):
            raise
        return await send(message, pages, keyboard)
    return edited if isinstance(edited, Message) else message


def _unchanged(error: BadRequest) -> bool:
    return "message is not modified" in error.message.lower()


def _gone(error: BadRequest) -> bool:
    """Whether a message cannot be edited any more: deleted, or older than 48 hours."""
    text = error.message.lower()
    return any(sign in text for sign in ("to edit not found", "can't be edited", "message_id_invalid"))
