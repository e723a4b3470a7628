"""The Application: one table of handlers, first match wins."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import (
    AIORateLimiter,
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.channels.telegram import admin, commands, errors, groups, inline, questions, taps
from bot.channels.telegram.limits import OrderedUpdates
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.sending import DEFAULTS
from bot.channels.telegram.services import Handler, Options, Services, install

App = Application[Any, Any, Any, Any, Any, Any]
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
FLOOD_RETRIES = 3
"""How often a message is tried again after Telegram's "too many requests"."""
POLL_READ_SECONDS = 20.0
"""Read timeout of polling; the updater adds its long-poll timeout to it."""


def handlers(services: Services) -> tuple[BaseHandler[Any, Any, Any], ...]:
    """Every handler, in the order in which they are asked."""
    edits = filters.UpdateType.EDITED_MESSAGE
    fresh = filters.UpdateType.MESSAGE
    admins = filters.User(user_id=services.options.admins)
    for_us = fresh & groups.COMMAND_FOR_US

    def command(name: str, handler: Handler, who: filters.BaseFilter = for_us) -> CommandHandler[Any, Any]:
        return CommandHandler(name, handler, filters=who)

    return (
        # update                                                             what is done
        MessageHandler(groups.OWN_CARD, ignored),
        command("start", commands.start),
        command("help", commands.show_help),
        command("ask", commands.ask),
        command("topics", commands.show_topics),
        command("source", commands.source),
        command("lang", commands.language),
        command("privacy", commands.privacy),
        command("reload", admin.reload, for_us & admins),
        command("stats", admin.stats, for_us & admins),
        command("gaps", admin.gaps, for_us & admins),
        command("version", admin.show_version, for_us & admins),
        MessageHandler(for_us, commands.unknown),
        MessageHandler(fresh & filters.COMMAND & ~filters.ChatType.PRIVATE, ignored),
        MessageHandler(fresh & filters.TEXT & groups.ADDRESSED, questions.question),
        MessageHandler(edits & filters.TEXT & (groups.ADDRESSED | groups.COMMAND_FOR_US), questions.edited),
        MessageHandler(fresh & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, questions.not_text),
        CallbackQueryHandler(taps.tapped),
        InlineQueryHandler(inline.inline),
        ChatMemberHandler(groups.membership, ChatMemberHandler.MY_CHAT_MEMBER),
    )


async def ignored(update: Update, context: Any) -> None:
    """Says nothing: the command is another bot's, or the message an inline card of our own."""


def clients(options: Options) -> tuple[AiohttpRequest, AiohttpRequest]:
    """The HTTP clients for polling and for everything else; whoever takes them shuts them down."""
    polling = AiohttpRequest(options.api_url, connections=2, read_timeout=POLL_READ_SECONDS, retries=0)
    return polling, AiohttpRequest(options.api_url)


def build_application(services: Services, polling: AiohttpRequest, sending: AiohttpRequest) -> App:
    """The Application over `services`, not yet initialised. Raises InvalidToken for an empty token."""
    options = services.options
    server = options.api_url.rstrip("/")
    app: App = (
        Application.builder()
        .token(options.token)
        .base_url(f"{server}/bot")
        .base_file_url(f"{server}/file/bot")
        .defaults(DEFAULTS)
        .request(sending)
        .get_updates_request(polling)
        .rate_limiter(AIORateLimiter(overall_max_rate=options.messages_per_second, max_retries=FLOOD_RETRIES))
        .concurrent_updates(OrderedUpdates(options.concurrency))
        .job_queue(None)
        .build()
    )
    install(app.bot_data, services)
    app.add_handlers(handlers(services))
    app.add_error_handler(errors.failed)
    return app
