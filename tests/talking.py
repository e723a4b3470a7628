"""Conversations with the bot, as tests hold them."""

from __future__ import annotations

from bot.answering.conversation import Turn, respond
from bot.answering.reply import Reply, ReplyKind
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue


def talk(base: FactBase, *texts: str) -> Turn:
    """The last turn of a conversation."""
    dialogue = Dialogue()
    for text in texts:
        turn = respond(base, text, dialogue)
        dialogue = turn.dialogue
    return turn


def reply_to(base: FactBase, *texts: str) -> Reply:
    """What the last turn of a conversation says."""
    return talk(base, *texts).reply


def said(base: FactBase, *texts: str) -> str:
    """The first line of an answer: the sentence above the working."""
    reply = reply_to(base, *texts)
    assert reply.kind is ReplyKind.ANSWER, reply
    return reply.text.partition("\n")[0]
