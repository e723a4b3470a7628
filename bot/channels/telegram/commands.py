"""Commands for everyone."""

from __future__ import annotations

import logging
from difflib import get_close_matches

from telegram import BotCommandScopeChat, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType

from bot.channels.telegram import topics
from bot.channels.telegram.callbacks import Action, encode
from bot.channels.telegram.conversations import IDLE_SECONDS
from bot.channels.telegram.examples import examples
from bot.channels.telegram.groups import ADDRESSED, asked_in
from bot.channels.telegram.keyboards import button, choice_rows
from bot.channels.telegram.menus import publish_for
from bot.channels.telegram.questions import answer_text, may_pass
from bot.channels.telegram.rendering import escape
from bot.channels.telegram.sending import send
from bot.channels.telegram.services import Context, Services, services_of
from bot.channels.telegram.sources import look_up, of_last_answer
from bot.channels.telegram.texts import COMMANDS, Voice, say

LANGUAGES = {"zh": "中文", "en": "English"}


async def start(update: Update, context: Context) -> None:
    """Greets, says what the report covers, offers three questions."""
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    voice, base = services.voice(update), services.holder.current
    report = next(iter(base.reports.values()))
    text = say(
        "start", voice, title=escape(voice.of(report.title)), overview=escape(voice.of(report.overview))
    )
    await send(message, [_with_group_note(text, message, voice)], _examples(services, voice))
    if message.chat.id in services.options.admins:
        await publish_for(message.get_bot(), BotCommandScopeChat(message.chat.id))


async def show_help(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    voice = services.voice(update)
    bot = message.get_bot()
    inline = say("help_inline", voice, username=bot.username) if bot.supports_inline_queries else ""
    text = say("help", voice, inline=inline)
    await send(message, [_with_group_note(text, message, voice)], _examples(services, voice))


def _with_group_note(text: str, message: Message, voice: Voice) -> str:
    """In a group, what the bot listens to comes before the invitation to ask, which stays last."""
    if message.chat.type == ChatType.PRIVATE:
        return text
    bot = message.get_bot()
    mode = "" if bot.can_read_all_group_messages else say("privacy_mode", voice)
    body, _, invitation = text.rpartition("\n\n")
    return f"{body}\n\n{say('group', voice, username=bot.username, mode=mode)}\n\n{invitation}"


def _examples(services: Services, voice: Voice) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(choice_rows(examples(services.holder.current, voice), Action.TELL, voice))


async def ask(update: Update, context: Context) -> None:
    """`/ask question`: for groups, where a bare question is not for the bot."""
    message, services = update.message, services_of(context)
    if message is None or not message.text:
        return
    text = asked_in(message)
    if text:
        await answer_text(message, update.effective_user, text, services)
    elif await may_pass(message, update.effective_user, services):
        voice = services.voice(update)
        await send(message, [say("ask_usage", voice)], _examples(services, voice))


async def show_topics(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    base = services.holder.current
    text, keyboard = topics.show(base, topics.tree(base)[topics.ROOT], 0, services.voice(update))
    await send(message, [text], keyboard)


async def source(update: Update, context: Context) -> None:
    """`/source`: where the last answer stands; `/source industry.7`: what that sentence records."""
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    voice = services.voice(update)
    name = " ".join(context.args or ())
    if name:
        text, keyboard = look_up(name, services, voice)
    else:
        conversation = services.conversation(message, update.effective_user)
        text, keyboard = of_last_answer(conversation.dialogue.facts, services, voice)
    await send(message, [text], keyboard)


async def language(update: Update, context: Context) -> None:
    """`/lang`, `/lang zh`, `/lang en`: the language to answer in, whatever the question's."""
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    wanted = (context.args or [""])[0].lower()
    if wanted in LANGUAGES:
        await send(message, [choose_language(wanted, update, services)])
        return
    voice = services.voice(update)
    languages = [button(name, encode(Action.LANGUAGE, voice, code)) for code, name in LANGUAGES.items()]
    follow = button(say("lang_auto", voice), encode(Action.LANGUAGE, voice, ""))
    await send(message, [say("lang", voice)], InlineKeyboardMarkup([languages, [follow]]))


def choose_language(code: str, update: Update, services: Services) -> str:
    """Sets the language of the conversation (empty: that of each question); returns what to say to it."""
    message = update.effective_message
    assert message is not None, "a command and a tap come with a message"
    conversation = services.conversation(message, update.effective_user)
    conversation.choose(code)
    return say("lang_set" if code else "lang_followed", conversation.voice(update.effective_user))


async def privacy(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None or not await may_pass(message, update.effective_user, services):
        return
    voice = services.voice(update)
    await send(message, [_privacy(services.question_log_days, voice)])


def _privacy(days: int, voice: Voice) -> str:
    """What is kept, for how long, and by what: as this bot was started, not as it usually is."""
    level = logging.getLogger().getEffectiveLevel()
    kept = "kept" if days else "not_kept"
    return say(
        "privacy",
        voice,
        hours=int(IDLE_SECONDS // 3600),
        log=say(f"questions_{kept}", voice, days=days, s="" if days == 1 else "s"),
        thumbs=say(f"thumbs_{kept}", voice),
        running=say(
            "running_log_debug" if level <= logging.DEBUG else "running_log",
            voice,
            level=logging.getLevelName(level),
        ),
    )


async def unknown(update: Update, context: Context) -> None:
    """A command that there is none of; administrators' commands are such to everyone else."""
    message, services = update.message, services_of(context)
    if message is None or not message.text:
        return
    private = message.chat.type == ChatType.PRIVATE
    if not private and not ADDRESSED.check_update(update):
        return
    if await may_pass(message, update.effective_user, services):
        await send(message, [_no_command(message.text, services.voice(update))])


def _no_command(text: str, voice: Voice) -> str:
    name = text[1:].split(maxsplit=1)[0].partition("@")[0].lower() if text[1:].strip() else ""
    near = get_close_matches(name, [c for c, _ in COMMANDS], n=1)
    return say("meant_command", voice, name=near[0]) if near else say("no_command", voice)
