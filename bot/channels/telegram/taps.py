"""Tapped buttons: one function an action, all reached through `tapped`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.answering.conversation import respond_with_facts
from bot.answering.phrasing import question_of
from bot.answering.reply import Chart, ReplyKind
from bot.channels.standing import chart_of
from bot.channels.telegram import topics
from bot.channels.telegram.callbacks import Action, StaleError, Tap, decode, fact_keys
from bot.channels.telegram.commands import choose_language
from bot.channels.telegram.keyboards import DOWN, UP, answer_keyboard, choice_label, label_of, without
from bot.channels.telegram.labels import titled
from bot.channels.telegram.rendering import CAPTION, escape, render, split
from bot.channels.telegram.sending import busy, replace, send
from bot.channels.telegram.services import CHANNEL, Context, Services, services_of
from bot.channels.telegram.texts import say
from bot.understanding.dialogue import Dialogue

_LOG = logging.getLogger(__name__)


async def tapped(update: Update, context: Context) -> None:
    """Does what a button says; one that is stale after a reload, or not ours, says so."""
    query, services = update.callback_query, services_of(context)
    if query is None:
        return
    message = query.message if isinstance(query.message, Message) else None
    try:
        tap = decode(query.data or "")
        if message is None:
            raise StaleError
        if not services.limiter.check(query.from_user.id).allowed:
            await notify(query, say("busy", tap.voice))
            return
        await _ACTIONS[tap.action](Tapped(update, query, message, tap, services))
    except StaleError:
        await notify(query, say("stale", services.voice(update)), alert=True)


class Tapped:
    """A tap with everything that acting on it takes."""

    def __init__(
        self, update: Update, query: CallbackQuery, message: Message, tap: Tap, services: Services
    ) -> None:
        self.update, self.query, self.message, self.tap, self.services = update, query, message, tap, services
        self.conversation = services.conversation(message, query.from_user)
        self.base = services.holder.current


async def notify(query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """Answers a tap; one too old to answer is let be."""
    try:
        await query.answer(text or None, show_alert=alert or None)
    except BadRequest as error:
        _LOG.info("A tap could not be answered: %s", error.message)


async def _tell(tapped: Tapped, *, in_place: bool = False) -> None:
    """Answers with the button's facts, below the message or, for a clarification, in its place."""
    tap, message, services = tapped.tap, tapped.message, tapped.services
    keys = fact_keys(tapped.base, tap.hashes)
    asked = _asked(tapped, keys[0])
    dialogue = tapped.conversation.dialogue
    turn = respond_with_facts(
        tapped.base, keys, dialogue, language=tap.voice.language, script=tap.voice.script, asked=asked
    )
    tapped.conversation.dialogue, tapped.conversation.spoken = turn.dialogue, tap.voice
    pages, keyboard = render(turn.reply, tapped.base, asked=asked), answer_keyboard(turn.reply, tapped.base)
    answering = asyncio.create_task(notify(tapped.query))
    try:
        async with busy(message):
            put = replace if in_place else send
            sent = await put(message, pages, keyboard)
    finally:
        await answering
    services.answered(asked, turn, sent)


def _asked(tapped: Tapped, key: str) -> str:
    """What stands on the tapped button, in full where it had to be shortened or is not shown any more."""
    voice = tapped.tap.voice
    shown = label_of(tapped.message.reply_markup, tapped.query.data or "")
    full = voice.write(question_of(tapped.base.facts[key], tapped.base, voice.language))
    return titled(full, voice.language) if shown in ("", choice_label(full, voice)) else shown


async def _choose(tapped: Tapped) -> None:
    await _tell(tapped, in_place=True)


async def _topic(tapped: Tapped) -> None:
    """Shows a node of the topics in place of the one before."""
    tap, base = tapped.tap, tapped.base
    node, page = topics.locate(base, tap.rest)
    if node.fact:
        language, script = tap.voice.language, tap.voice.script
        turn = respond_with_facts(
            base, (node.fact,), tapped.conversation.dialogue, language=language, script=script
        )
        tapped.conversation.dialogue, tapped.conversation.spoken = turn.dialogue, tap.voice
        pages = render(turn.reply, base)
        keyboard = InlineKeyboardMarkup([topics.back(base, node, tap.voice)])
    else:
        text, keyboard = topics.show(base, node, page, tap.voice)
        pages = [text]
    await asyncio.gather(notify(tapped.query), replace(tapped.message, pages, keyboard))


async def _chart(tapped: Tapped) -> None:
    """Sends the answer's chart below it and takes the button away."""
    from bot.channels.charts import chart_png  # the drawing library is heavy

    tap, message = tapped.tap, tapped.message
    chart = tapped.services.charts.get((message.chat.id, message.message_id)) or _drawn_anew(tapped)
    await notify(tapped.query)
    try:
        async with busy(message, ChatAction.UPLOAD_PHOTO):
            picture = await asyncio.to_thread(chart_png, chart, tap.voice.language)
            caption = split(f"{chart.title}\n{chart.source}", CAPTION)[0]
            await message.reply_photo(picture, caption=escape(caption), do_quote=True)
    except (OSError, RuntimeError, ValueError):
        _LOG.exception("A chart could not be drawn")
        await send(message, [say("no_chart", tap.voice)])
    left = without(message.reply_markup, tapped.query.data or "")
    if left == message.reply_markup:  # tapped twice
        return
    try:
        await message.edit_reply_markup(left)
    except BadRequest as error:
        _LOG.info("A chart's button could not be taken away: %s", error.message)


def _drawn_anew(tapped: Tapped) -> Chart:
    """The chart of the button's facts, after a restart. Raises StaleError where they make none."""
    voice = tapped.tap.voice
    keys = fact_keys(tapped.base, tapped.tap.hashes)
    turn = respond_with_facts(tapped.base, keys, Dialogue(), language=voice.language, script=voice.script)
    chart = chart_of(turn.reply, tapped.base) if turn.reply.kind is ReplyKind.ANSWER else None
    if chart is None:
        raise StaleError
    return chart


async def _vote(tapped: Tapped) -> None:
    """Counts a thumb once a person and message; a change of mind replaces it."""
    message, services = tapped.message, tapped.services
    voter = services.pseudonym(tapped.query.from_user.id)
    if tapped.tap.rest not in (UP, DOWN):
        raise StaleError
    name, up = f"{message.chat.id}:{message.message_id}", tapped.tap.rest == UP
    new = services.sink.thumb(channel=CHANNEL, message=name, voter=voter, up=up)
    if new:
        services.counts["up" if up else "down"] += 1
    await notify(tapped.query, say("thanks" if new else "voted", tapped.tap.voice))


async def _language(tapped: Tapped) -> None:
    code = tapped.tap.rest
    if code not in ("", "zh", "en"):
        raise StaleError(code)
    text = choose_language(code, tapped.update, tapped.services)
    await asyncio.gather(notify(tapped.query), replace(tapped.message, [text]))


_ACTIONS: dict[Action, Callable[[Tapped], Awaitable[None]]] = {
    Action.TELL: _tell,
    Action.CHOOSE: _choose,
    Action.TOPIC: _topic,
    Action.CHART: _chart,
    Action.VOTE: _vote,
    Action.LANGUAGE: _language,
}
