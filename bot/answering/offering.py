"""What one may ask next: on the buttons below a reply. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering.outcome import Context
from bot.answering.phrasing import LONGEST, question, question_of
from bot.answering.reply import Choice
from bot.knowledge.model import Fact, FactBase, kept

MOST = 3
_KINDS = ("money", "duration", "count", "mass")
"""Kinds of measure whose questions anyone understands, the most telling first."""


def offered(facts: Iterable[Fact], context: Context) -> tuple[Choice, ...]:
    """The first few of the facts, each as the question that it answers."""
    return tuple(Choice(question(f, context), (f.key,)) for f in list(facts)[:MOST])


def starters(context: Context) -> tuple[Choice, ...]:
    """A few questions to start with."""
    return offered(first_facts(context.base), context)


@kept
def first_facts(base: FactBase) -> tuple[Fact, ...]:
    """Facts to start with, of different sections and kinds of measure: those that an overview tells first."""
    suited = [f for f in base.facts.values() if _is_plain(f)]
    ranked = sorted(suited, key=lambda f: (not _reads_well(f, base), not f.headline, _rank(base, f)))
    chosen: list[Fact] = []
    for fact in ranked:
        fresh = all(_section(f) != _section(fact) and _kind(base, f) != _kind(base, fact) for f in chosen)
        if fresh and len(chosen) < MOST:
            chosen.append(fact)
    rest = [f for f in ranked if f not in chosen]
    return tuple([*chosen, *rest][:MOST])


def _is_plain(fact: Fact) -> bool:
    """Whether it is one figure, of the report's own place, that needs no "planned" beside it."""
    return len(fact.figures) == 1 and (fact.status, fact.scope) == ("done", "own")


def _reads_well(fact: Fact, base: FactBase) -> bool:
    """Whether its question is a sentence in both languages and fits on a button."""
    asked = {language: question_of(fact, base, language) for language in LONGEST}
    whole = all(text.endswith(("?", "？")) and not {":", "·"} & set(text) for text in asked.values())
    return whole and all(len(text) <= LONGEST[language] for language, text in asked.items())


def _kind(base: FactBase, fact: Fact) -> str:
    return base.vocabulary.measures[fact.measure].kind


def _rank(base: FactBase, fact: Fact) -> int:
    kind = _kind(base, fact)
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _section(fact: Fact) -> str:
    return fact.cites[0].rpartition(".")[0]
