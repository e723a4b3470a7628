"""Inline keyboards under answers."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.answering.reply import Choice, Reply, ReplyKind
from bot.channels.drawing import can_draw
from bot.channels.standing import charted
from bot.channels.telegram.callbacks import MOST_KEYS, Action, encode, of_facts
from bot.channels.telegram.labels import fitted, titled
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import FactBase

Row = list[InlineKeyboardButton]
UP, DOWN = "+", "-"


def button(label: str, data: str) -> InlineKeyboardButton:
    """A button; its label is mended where Telegram could not encode it."""
    return InlineKeyboardButton(label.encode("utf-8", "replace").decode(), callback_data=data)


def answer_keyboard(reply: Reply, base: FactBase) -> InlineKeyboardMarkup | None:
    """Choices of a clarification, else related questions; below an answer its chart and the thumbs."""
    voice = Voice(reply.language, reply.script)
    if reply.choices:
        rows = choice_rows(reply.choices, Action.CHOOSE, voice)
    else:
        rows = choice_rows(reply.related, Action.TELL, voice)
    last: Row = []
    if reply.chart is not None and can_draw():
        last.append(button(say("chart", voice), _chart_data(reply, base, voice)))
    if reply.kind is ReplyKind.ANSWER or reply.refusal is not None:
        last += [button("👍", encode(Action.VOTE, voice, UP)), button("👎", encode(Action.VOTE, voice, DOWN))]
    if last:
        rows.append(last)
    return InlineKeyboardMarkup(rows) if rows else None


def _chart_data(reply: Reply, base: FactBase, voice: Voice) -> str:
    """What a chart can be drawn from after a restart; no facts where there is no room for all of them."""
    drawn = [fact.key for fact in charted(reply, base)]
    return of_facts(Action.CHART, voice, drawn if len(drawn) <= MOST_KEYS else ())


def choice_rows(choices: Sequence[Choice], action: Action, voice: Voice) -> list[Row]:
    """A button a row, for labels may be long."""
    return [[button(choice_label(c.label, voice), of_facts(action, voice, c.facts))] for c in choices]


def choice_label(label: str, voice: Voice) -> str:
    """What stands on the button of a choice."""
    return titled(fitted(label), voice.language)


def without(markup: InlineKeyboardMarkup | None, data: str) -> InlineKeyboardMarkup | None:
    """The keyboard less the button of that data."""
    rows = [[b for b in row if b.callback_data != data] for row in (markup.inline_keyboard if markup else ())]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def label_of(markup: InlineKeyboardMarkup | None, data: str) -> str:
    """The label of the button of that data, empty where the message no longer has it."""
    buttons = [b for row in (markup.inline_keyboard if markup else ()) for b in row]
    return next((b.text for b in buttons if b.callback_data == data), "")
