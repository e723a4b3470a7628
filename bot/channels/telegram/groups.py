"""Groups: what is addressed to the bot, and what of it is the question."""

from __future__ import annotations

import re

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import filters

from bot.channels.telegram.services import Context, services_of

_LEFT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def mentions(message: Message) -> bool:
    """Whether the bot is mentioned by name."""
    name = f"@{message.get_bot().username}".lower()
    return any(text.lower() == name for text in message.parse_entities([MessageEntity.MENTION]).values())


def replies_to_bot(message: Message) -> bool:
    """Whether it answers one of the bot's. In a forum every message "replies" to the topic's first."""
    to = message.reply_to_message
    if to is None or to.from_user is None or to.forum_topic_created is not None:
        return False
    return to.from_user.id == message.get_bot().id


def without_mention(message: Message) -> str:
    """The message's text less the bot's name."""
    name = re.escape(f"@{message.get_bot().username}")
    return re.sub(rf"{name}\b", " ", message.text or "", flags=re.IGNORECASE).strip()


def asked_in(message: Message) -> str:
    """The question in a message, behind /ask or without it; empty for other commands."""
    command, *question = (message.text or "/").split(maxsplit=1)
    if not command.startswith("/"):
        return without_mention(message)
    return "".join(question) if command.partition("@")[0].lower() == "/ask" else ""


class _Addressed(filters.MessageFilter):
    """Everything in a private chat; in a group what mentions the bot or replies to it."""

    def filter(self, message: Message) -> bool:
        if message.chat.type == ChatType.PRIVATE:
            return True
        return mentions(message) or replies_to_bot(message)


class _CommandForUs(filters.MessageFilter):
    """Commands in a private chat; in a group those that name the bot.

    With privacy mode on Telegram delivers a bare command only where it is meant for this bot.
    """

    def filter(self, message: Message) -> bool:
        command = (message.text or "").split(maxsplit=1)[0]
        _, at, name = command.partition("@")
        bot = message.get_bot()
        if at:
            return name.lower() == bot.username.lower()
        return message.chat.type == ChatType.PRIVATE or not bot.can_read_all_group_messages


class _OwnCard(filters.MessageFilter):
    """What somebody sent by choosing one of the bot's own inline cards."""

    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


OWN_CARD = _OwnCard(name="own card")
ADDRESSED = _Addressed(name="addressed")
COMMAND_FOR_US = filters.COMMAND & _CommandForUs(name="command for us")


async def membership(update: Update, context: Context) -> None:
    """Joins and leaves without a word; what was said where the bot is out is forgotten."""
    change = update.my_chat_member
    if change is not None and change.new_chat_member.status in _LEFT:
        services_of(context).conversations.forget(change.chat.id)
