"""What one may ask next: on the buttons below a reply. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.outcome import Context
from bot.answering.phrasing import question
from bot.answering.reply import Choice
from bot.knowledge.model import Fact

MOST = 3


def offered(facts: Iterable[Fact], context: Context) -> tuple[Choice, ...]:
    """The first few of the facts, each as the question that it answers."""
    return tuple(Choice(question(f, context), (f.key,)) for f in list(facts)[:MOST])


def starters(context: Context) -> tuple[Choice, ...]:
    """A few headline facts of different sections, to start with."""
    found: dict[str, Fact] = {}
    for fact in context.base.facts.values():
        if fact.headline and fact.figures:
            found.setdefault(fact.cites[0].rpartition(".")[0], fact)
    return offered(found.values(), context)
