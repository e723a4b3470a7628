"""Questions: a message comes in, a turn is made, its reply goes out."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message, Update, User
from telegram.constants import ChatType

from bot.answering.conversation import Turn, respond
from bot.channels.telegram.conversations import Conversation
from bot.channels.telegram.groups import asked_in, without_mention
from bot.channels.telegram.keyboards import answer_keyboard
from bot.channels.telegram.rendering import render
from bot.channels.telegram.sending import busy, replace, send
from bot.channels.telegram.services import Context, Services, services_of
from bot.channels.telegram.texts import Voice, say


async def question(update: Update, context: Context) -> None:
    """Answers a message that is a question."""
    message = update.message
    if message is not None:
        await answer_text(message, update.effective_user, without_mention(message), services_of(context))


async def answer_text(message: Message, user: User | None, text: str, services: Services) -> None:
    """Answers `text`, which `user` wrote in `message`."""
    conversation = services.conversation(message, user)
    if not await may_pass(message, user, services):
        return
    turn = take_turn(text, conversation, user, services)
    async with busy(message):
        sent = await send(message, *_shown(turn, services))
    conversation.answered(message.message_id, sent.message_id)
    services.answered(text, turn, sent)


async def edited(update: Update, context: Context) -> None:
    """Answers an edited question in place of its first answer; edits of anything older go unanswered."""
    message, services = update.edited_message, services_of(context)
    text = asked_in(message) if message else ""
    if message is None or not text:
        return
    conversation = services.conversation(message, update.effective_user)
    earlier = conversation.answers.get(message.message_id)
    if earlier is None or not await may_pass(message, update.effective_user, services):
        return
    turn = take_turn(text, conversation, update.effective_user, services)
    ours = Message(earlier, message.date, message.chat, is_topic_message=message.is_topic_message,
                   message_thread_id=message.message_thread_id)  # fmt: skip
    ours.set_bot(message.get_bot())
    sent = await replace(ours, *_shown(turn, services))
    conversation.answered(message.message_id, sent.message_id)
    services.answered(text, turn, sent)


def _shown(turn: Turn, services: Services) -> tuple[list[str], InlineKeyboardMarkup | None]:
    base = services.holder.current
    return render(turn.reply, base), answer_keyboard(turn.reply, base)


def take_turn(text: str, conversation: Conversation, user: User | None, services: Services) -> Turn:
    """The turn that `text` comes to; the conversation goes on from it. No await: turns never mix."""
    unworded = None if any(c.isalpha() for c in text) else conversation.voice(user).language
    turn = respond(services.holder.current, text, conversation.dialogue, language=unworded)
    conversation.dialogue = turn.dialogue
    conversation.spoken = Voice(turn.reply.language, turn.reply.script)
    return turn


async def may_pass(message: Message, user: User | None, services: Services) -> bool:
    """Whether the person's rate allows another message; says so once where it does not."""
    verdict = services.limiter.check(user.id if user else message.chat.id)
    if verdict.notice:
        voice = services.conversation(message, user).voice(user)
        await send(message, [say("slow_down", voice, seconds=verdict.wait)])
    if not verdict.allowed:
        services.counts["slowed"] += 1
    return verdict.allowed


async def not_text(update: Update, context: Context) -> None:
    """A picture, a voice message and the like, in a private chat."""
    message, services = update.message, services_of(context)
    if message is None or message.chat.type != ChatType.PRIVATE:
        return
    if await may_pass(message, update.effective_user, services):
        await send(message, [say("text_only", services.voice(update))])
