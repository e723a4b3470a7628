"""Three questions to start with, made of facts that an overview tells."""

from __future__ import annotations

import re

from wcwidth import width as cells

from bot.answering.phrasing import question_of
from bot.answering.reply import Choice
from bot.channels.telegram.labels import WIDTH
from bot.channels.telegram.texts import Voice
from bot.knowledge.model import Fact, FactBase

EXAMPLES = 3
LANGUAGES = ("zh", "en")
_KINDS = ("money", "duration", "count", "mass")
"""Kinds of measure whose questions anyone understands, the most telling first."""
_QUESTION = re.compile(r"[^:·]+[?？]")
"""What is asked in a sentence, not in a name and a measure."""


def examples(base: FactBase, voice: Voice) -> tuple[Choice, ...]:
    """Three questions on facts of different sections and measures, each to be told by a tap."""
    suited = [f for f in base.facts.values() if _is_plain(f)]
    ranked = sorted(suited, key=lambda f: (not _reads_well(f, base), not f.headline, _kind(base, f)))
    chosen: list[Fact] = []
    for fact in ranked:
        fresh = all(_section(f) != _section(fact) and f.measure != fact.measure for f in chosen)
        if fresh and len(chosen) < EXAMPLES:
            chosen.append(fact)
    rest = [f for f in ranked if f not in chosen]
    told = [*chosen, *rest][:EXAMPLES]
    return tuple(Choice(voice.write(question_of(f, base, voice.language)), (f.key,)) for f in told)


def _is_plain(fact: Fact) -> bool:
    """Whether it is one figure, of the report's own place, that needs no "planned" beside it."""
    return len(fact.figures) == 1 and (fact.status, fact.scope) == ("done", "own")


def _reads_well(fact: Fact, base: FactBase) -> bool:
    """Whether its question is a sentence in both languages and fits on a button."""
    return all(
        _QUESTION.fullmatch(text) and cells(text) <= WIDTH
        for text in (question_of(fact, base, language) for language in LANGUAGES)
    )


def _kind(base: FactBase, fact: Fact) -> int:
    kind = base.vocabulary.measures[fact.measure].kind
    return _KINDS.index(kind) if kind in _KINDS else len(_KINDS)


def _section(fact: Fact) -> str:
    return fact.cites[0].rpartition(".")[0]
