"""The curated examples of a fact base, counted: what words and pairs of words its questions hold. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import expm1, log

from bot.knowledge.model import Example, FactBase, kept
from bot.understanding.folding import clean, fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.tokens import tokenize

SMOOTHING = 0.001
"""What is added to every count: that a question of a fact never held a word speaks against it."""
ENOUGH = 100
"""Examples, of those that facts answer and of those that none does, below which counts are chance."""
_START, _END = "^", "$"

Shares = Mapping[int, float]
"""How much of an example is one of each label; 1 in all."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The examples of a fact base, counted."""

    labels: tuple[str, ...]
    """Keys of facts, and outcomes of what no fact answers."""
    is_fact: tuple[bool, ...]
    asked: tuple[float, ...]
    """How many examples each label has..."""
    said: tuple[float, ...]
    """...and how many features they have together."""
    weights: Mapping[str, Shares]
    """By feature and label: the logarithm of how much likelier a label's examples make it than others."""

    @property
    def is_telling(self) -> bool:
        """Whether there are enough examples to know questions by, and enough that nothing answers."""
        silent = sum(n for n, is_fact in zip(self.asked, self.is_fact, strict=True) if not is_fact)
        return silent >= ENOUGH and sum(self.asked) - silent >= ENOUGH


@kept
def memory_of(base: FactBase) -> Memory:
    """The examples of a base, counted on first use."""
    known = frozenset(key for example in base.examples for key in example.facts if key in base.facts)
    return _memory(base.examples, known, tuple(lexicon_of(base).spellings.items()))


@lru_cache(maxsize=2)  # as a rule an edit of the facts leaves the examples as they are
def _memory(
    examples: tuple[Example, ...], facts: frozenset[str], spellings: tuple[tuple[str, str], ...]
) -> Memory:
    labels: dict[str, int] = {}
    asked: dict[int, float] = {}
    said: dict[int, float] = {}
    counts: dict[str, dict[int, float]] = {}
    respelled = dict(spellings)
    for example in examples:
        named = _labels(example, facts)
        if not named:
            continue
        shares = {labels.setdefault(label, len(labels)): 1 / len(named) for label in named}
        features = features_of(_keys(example.text, respelled))
        add(shares, asked)
        add({i: share * len(features) for i, share in shares.items()}, said)
        for feature in features:
            add(shares, counts.setdefault(feature, {}))
    order = range(len(labels))
    return Memory(
        labels=tuple(labels),
        is_fact=tuple(label in facts for label in labels),
        asked=tuple(asked[i] for i in order),
        said=tuple(said[i] for i in order),
        weights={
            feature: {i: weight_of(count) for i, count in held.items()} for feature, held in counts.items()
        },
    )


@kept
def questions_known(base: FactBase) -> Mapping[str, tuple[Shares, ...]]:
    """What the examples that say just this are examples of, to leave them out."""
    spellings = lexicon_of(base).spellings
    labels = {label: i for i, label in enumerate(memory_of(base).labels)}
    found: dict[str, tuple[Shares, ...]] = {}
    for example in base.examples:
        named = _labels(example, base.facts)
        if named:
            said = " ".join(_keys(example.text, spellings))
            found[said] = (*found.get(said, ()), {labels[label]: 1 / len(named) for label in named})
    return found


def _labels(example: Example, facts: Container[str]) -> tuple[str, ...]:
    """What it is an example of: facts that there are, or an outcome."""
    return (example.outcome,) if example.outcome else tuple(key for key in example.facts if key in facts)


def _keys(text: str, spellings: Mapping[str, str]) -> list[str]:
    return [t.key for t in tokenize(fold(clean(text), spellings))]


def add(shares: Shares, to: dict[int, float]) -> None:
    """Adds shares to sums by label."""
    for i, share in shares.items():
        to[i] = to.get(i, 0.0) + share


def weight_of(count: float) -> float:
    """The weight of a feature that so many examples of a label have."""
    return log(count / SMOOTHING + 1)


def count_of(weight: float) -> float:
    """How many examples of a label have a feature of that weight."""
    return SMOOTHING * expm1(weight)


def features_of(keys: Sequence[str]) -> tuple[str, ...]:
    """The tokens and the pairs of neighbours in a question, each once."""
    return tuple(dict.fromkeys(_each_feature(keys)))


def _each_feature(keys: Sequence[str]) -> Iterator[str]:
    yield from keys
    yield from (f"{a} {b}" for a, b in pairwise((_START, *keys, _END)))
