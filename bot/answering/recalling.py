"""What questions like this one have asked before: a naive Bayes classifier over the curated examples.

Multinomial naive Bayes (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 2008, ch. 13)
over the single tokens and the pairs of neighbours in a question: it counts, and knows no language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import log, sqrt

from bot.answering.memory import (
    SMOOTHING,
    Memory,
    Shares,
    add,
    count_of,
    features_of,
    memory_of,
    questions_known,
    weight_of,
)
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Recollection:
    """How likely a question asks for what, as logarithms up to a constant; the likeliest first."""

    facts: tuple[tuple[str, float], ...]
    others: tuple[tuple[str, float], ...]
    """Outcomes that are no fact: silence, asking back, working something out."""
    features: int
    """Of the question, as many as any example has..."""
    familiar: float
    """...and what share of all of them that is."""

    def lead(self, over: float) -> float:
        """How far the likeliest fact is ahead of something, whatever the question's length.

        Evidence of neighbours is not independent: it adds up like a random walk, with the root of its steps.
        """
        return (self.facts[0][1] - over) / sqrt(self.features)

    @property
    def certainty(self) -> float:
        """How far the likeliest fact is ahead of everything that is no fact."""
        return self.certainty_of(self.facts[0][0])

    def certainty_of(self, fact: str) -> float:
        """How far a fact is ahead of everything that is no fact; negative where it is behind."""
        own = next((score for key, score in self.facts if key == fact), -_FAR)
        other = max((score for _, score in self.others), default=-_FAR)
        return (own - other) / sqrt(self.features)


_FAR = 1e6
_ONLY_FILLER = frozenset({LinkKind.FILLER})


def recall(
    query: Query, base: FactBase, *, beside: Collection[int] = (), unseen: bool = False
) -> Recollection | None:
    """What questions like it have asked; None where there are no examples, or none shares anything with it.

    `beside`: tokens to leave out of the question. `unseen`: without the examples that are this very question,
    as evaluation does it.
    """
    memory = memory_of(base)
    if not memory.is_telling:
        return None
    aside = {*beside, *_manners(query)}
    keys = [t.key for i, t in enumerate(query.tokens) if i not in aside]
    features = features_of(keys)
    less: dict[int, float] = {}
    if unseen:
        said = " ".join(t.key for t in query.tokens)
        for shares in questions_known(base).get(said, ()):
            add(shares, less)
    sums, found = _likelihoods(features, memory, less)
    if not found:
        return None
    scores = _scores(sums, found, len(features), memory, less)
    facts = [(memory.labels[i], score) for score, i in scores if memory.is_fact[i]]
    others = [(memory.labels[i], score) for score, i in scores if not memory.is_fact[i]]
    familiar = found / len(features)
    return Recollection(tuple(facts), tuple(others), found, familiar) if facts else None


def _manners(query: Query) -> frozenset[int]:
    """The tokens at either end that ask nothing: greetings, please, and the like."""
    links = [ln for ln in query.links if ln.start >= 0 and ln.kinds == _ONLY_FILLER]
    fillers = {i for ln in links for i in range(ln.start, ln.end)}
    size = len(query.tokens)
    before = takewhile(fillers.__contains__, range(size))
    behind = takewhile(fillers.__contains__, reversed(range(size)))
    return frozenset((*before, *behind))


def _likelihoods(
    features: Sequence[str], memory: Memory, less: Mapping[int, float]
) -> tuple[Mapping[int, float], int]:
    """What the features say for each label that has them, and how many of them any example has."""
    sums: dict[int, float] = {}
    found = 0
    for feature in features:
        weights = memory.weights.get(feature)
        if weights is not None and less:
            weights = _without(weights, less)
        if not weights:
            continue
        found += 1
        for i, weight in weights.items():
            sums[i] = sums.get(i, 0.0) + weight
    return sums, found


def _without(weights: Shares, less: Mapping[int, float]) -> Shares:
    """The weights of a feature as if some examples that have it were not there."""
    left = {i: count_of(weight) - less.get(i, 0.0) for i, weight in weights.items()}
    return {i: weight_of(count) for i, count in left.items() if count > SMOOTHING}


def _scores(
    sums: Mapping[int, float], found: int, size: int, memory: Memory, less: Mapping[int, float]
) -> list[tuple[float, int]]:
    """The logarithms of prior times likelihood with their labels, the likeliest first."""
    spread = SMOOTHING * len(memory.weights)
    scores = []
    for i, (asked, said) in enumerate(zip(memory.asked, memory.said, strict=True)):
        gone = less.get(i, 0.0)
        if asked - gone > SMOOTHING:
            rate = log(SMOOTHING / (said - gone * size + spread))
            scores.append((log(asked - gone) + found * rate + sums.get(i, 0.0), i))
    return sorted(scores, reverse=True)
