"""Buttons that mislead: two that ask the same, and questions that are answered with another fact."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.conversation import respond
from bot.answering.phrasing import question_of
from bot.answering.reply import Reply, ReplyKind
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.problems import Problem

_LANGUAGES = ("zh", "en")


def misleading(base: FactBase) -> tuple[Problem, ...]:
    """A warning for each fact whose button asks what that of another of its report does, or what is answered
    without it."""
    return tuple(_warnings(base))


def _warnings(base: FactBase) -> Iterator[Problem]:
    first: dict[tuple[str, str], Fact] = {}
    for fact in base.facts.values():
        for language in _LANGUAGES:
            asked = question_of(fact, base, language)
            other = first.setdefault((fact.report, asked), fact)
            told = _alike(other) if other is not fact else _astray(fact, asked, base)
            if told:
                message = f"the button of '{fact.id}' asks “{asked}”, {told}"
                yield Problem(fact.place.file, fact.place.line, fact.place.column, message)


def _alike(other: Fact) -> str:
    where = f"{other.place.file}:{other.place.line}"
    return f"as that of '{other.id}' does ({where}); give one of them a `question`"


def _astray(fact: Fact, asked: str, base: FactBase) -> str:
    """What becomes of a question that is not answered with its fact; empty where it is, and where there are
    several editions, of which it means the last."""
    reply = respond(base, asked).reply if len(base.reports) == 1 else None
    if reply is None or fact.key in reply.facts:
        return ""
    return f"which is {_answered(reply, base)}; give it a `question`"


def _answered(reply: Reply, base: FactBase) -> str:
    if reply.kind is ReplyKind.CLARIFY:
        return "asked back"
    if reply.kind is not ReplyKind.ANSWER or not reply.facts:
        return "not answered"
    return f"answered with '{base.facts[reply.facts[0]].id}'"
