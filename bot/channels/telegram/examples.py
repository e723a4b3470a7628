"""Three questions to start with, made of facts that an overview tells."""

from __future__ import annotations

from wcwidth import width as cells

from bot.answering.reply import Choice
from bot.channels.telegram.labels import WIDTH, titled
from bot.channels.telegram.texts import Voice
from bot.knowledge.model import Fact, FactBase

EXAMPLES = 3
_ASKED = {"money", "mass"}
"""Kinds of measure of which "what was the ... of ..." is good English and "...是多少" good Chinese."""


def examples(base: FactBase, voice: Voice) -> tuple[Choice, ...]:
    """Three questions on facts of different sections and measures, each to be told by a tap."""
    worded = [(_question(base, f, Voice()), f) for f in base.facts.values() if _suits(base, f)]
    ranked = sorted(worded, key=lambda w: (not w[1].headline, len(w[0])))
    chosen: list[tuple[str, Fact]] = []
    for text, fact in ranked:
        fresh = all(_section(f) != _section(fact) and f.measure != fact.measure for _, f in chosen)
        if fresh and len(chosen) < EXAMPLES:
            chosen.append((text, fact))
    rest = [w for w in ranked if w not in chosen]
    facts = [f for _, f in [*chosen, *rest][:EXAMPLES]]
    return tuple(Choice(voice.write(_question(base, f, voice)), (f.key,)) for f in facts)


def _suits(base: FactBase, fact: Fact) -> bool:
    """Whether a plain question has this fact's one figure for its answer."""
    kind = base.vocabulary.measures[fact.measure].kind
    return len(fact.figures) == 1 and fact.status == "done" and fact.scope == "own" and kind in _ASKED


def _section(fact: Fact) -> str:
    return fact.cites[0].rpartition(".")[0]


def _question(base: FactBase, fact: Fact, voice: Voice) -> str:
    subject = base.subjects[fact.subject].name.of(voice.language)
    measure = base.vocabulary.measures[fact.measure].name.of(voice.language)
    said = measure.casefold() in subject.casefold()
    if voice.language == "en":
        return f"What was {subject}?" if said else _english(subject, measure)
    return f"{subject}是多少？" if said else f"{subject}的{measure}是多少？"


def _english(subject: str, measure: str) -> str:
    """The fullest wording that fits a button; where none does, what the cut leaves says what it is about."""
    wordings = (
        f"What was the {measure} of {subject}?",
        f"{titled(measure, 'en')} of {subject}?",
        f"{titled(subject, 'en')}: {measure}?",
    )
    return next((w for w in wordings if cells(w) <= WIDTH), wordings[-1])
