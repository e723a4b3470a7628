"""Three questions to start with, each to be told by a tap."""

from __future__ import annotations

from bot.answering.offering import first_facts
from bot.answering.phrasing import question_of
from bot.answering.reply import Choice
from bot.channels.telegram.texts import Voice
from bot.knowledge.model import FactBase


def examples(base: FactBase, voice: Voice) -> tuple[Choice, ...]:
    """The questions in the language and script of the voice."""
    facts, language = first_facts(base), voice.language
    return tuple(Choice(voice.write(question_of(fact, base, language)), (fact.key,)) for fact in facts)
