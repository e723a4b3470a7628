"""Three questions to start with, made of facts that an overview tells."""

from __future__ import annotations

from bot.answering.reply import Choice
from bot.channels.telegram.texts import Voice
from bot.knowledge.model import Fact, FactBase

EXAMPLES = 3
_AMOUNTS = ("money", "share", "rate", "rank", "count")
"""Kinds of measure whose questions read well, the best first."""


def examples(base: FactBase, voice: Voice) -> tuple[Choice, ...]:
    """Three questions on facts of different sections and kinds, each to be told by a tap."""
    ranked = sorted(
        (
            f
            for f in base.facts.values()
            if f.figures and f.status == "done" and f.scope == "own" and len(f.figures) == 1
        ),
        key=lambda f: (not f.headline, _kind_rank(base, f)),
    )
    chosen: list[Fact] = []
    for fact in ranked:
        sections = {f.cites[0].rpartition(".")[0] for f in chosen}
        kinds = {base.vocabulary.measures[f.measure].kind for f in chosen}
        fresh = fact.cites[0].rpartition(".")[0] not in sections
        if fresh and base.vocabulary.measures[fact.measure].kind not in kinds:
            chosen.append(fact)
        if len(chosen) == EXAMPLES:
            break
    rest = [f for f in ranked if f not in chosen]
    return tuple(
        Choice(voice.write(_question(base, f, voice)), (f.key,)) for f in [*chosen, *rest][:EXAMPLES]
    )


def _kind_rank(base: FactBase, fact: Fact) -> int:
    kind = base.vocabulary.measures[fact.measure].kind
    return _AMOUNTS.index(kind) if kind in _AMOUNTS else len(_AMOUNTS)


def _question(base: FactBase, fact: Fact, voice: Voice) -> str:
    subject = base.subjects[fact.subject].name.of(voice.language)
    measure = base.vocabulary.measures[fact.measure].name.of(voice.language)
    if measure.casefold() in subject.casefold():
        return f"{subject}?" if voice.language == "en" else f"{subject}是多少？"
    return f"{subject}: {measure}?" if voice.language == "en" else f"{subject}的{measure}是多少？"
