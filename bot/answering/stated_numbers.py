"""What the figures and texts that a question states have to do with facts: their own, or others like them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.meaning import Fits, raised
from bot.knowledge.model import FactBase, kept
from bot.understanding.folding import fold
from bot.understanding.numbers import NumberMention

SAME_KIND = 0.6
"""A number of the fact's kind that is not its figure: the question presumes wrongly."""
SAME_SENTENCE = 0.9
"""A number of the fact's sentence that is not its own identifies it (那28个项目的投资)."""
_Key = TypeVar("_Key")


def facts_stating(numbers: Iterable[NumberMention], base: FactBase) -> frozenset[Evidence]:
    """The facts that have one of the numbers as a figure."""
    return frozenset(e for n in numbers for e in _by_figure(base).get(n.value, ()))


def dimensions_of(numbers: Iterable[NumberMention], base: FactBase) -> frozenset[str]:
    """The dimensions of facts' figures that the numbers are amounts of."""
    return frozenset(d for n in numbers for d in _by_dimension(base) if _is_amount_of(d, n, base))


def _is_amount_of(dimension: str, number: NumberMention, base: FactBase) -> bool:
    """Whether the number is an amount of such a figure: a presumption to put right."""
    unit = base.vocabulary.units.get(number.unit)
    if unit is None or not dimension or unit.dimension == "rank":
        return False
    return unit.dimension.partition("-")[0] == dimension.partition("-")[0] != "count" or (
        unit.dimension == dimension
    )


def fits_of_number(number: NumberMention, base: FactBase) -> Fits:
    """The facts that a number may point to, and how well."""
    alike = (
        (evidence, SAME_KIND)
        for dimension, found in _by_dimension(base).items()
        if _is_amount_of(dimension, number, base)
        for evidence in found
    )
    beside = ((evidence, SAME_SENTENCE) for evidence in _by_number(base).get(number.value, ()))
    own = ((evidence, 1.0) for evidence in _by_figure(base).get(number.value, ()))
    return raised(raised(dict(alike), beside), own)


_PARTING = re.compile("[、,，;；和与及等]|\\band\\b|\\bothers\\b")
"""Between the things that a text enumerates, and behind them."""
LEAST_STATED = 4
"""Characters of the shortest text that says so much that a question does not state it by chance."""


@lru_cache(maxsize=128)
def facts_in_words(question: str, base: FactBase) -> frozenset[Evidence]:
    """The facts every part of whose short answer stands in a folded question."""
    return frozenset(e for e, parts in _by_text(base) if all(part in question for part in parts))


@kept
def _by_text(base: FactBase) -> tuple[tuple[Evidence, tuple[str, ...]], ...]:
    """Facts with the parts of their short answers, in either language."""
    found = []
    for evidence in evidence_of(base).values():
        value = evidence.fact.value
        for text in (value.zh, value.en) if value is not None else ():
            parts = tuple(p for part in _PARTING.split(fold(text)) if (p := part.strip()))
            if parts and sum(map(len, parts)) >= LEAST_STATED:
                found.append((evidence, parts))
    return tuple(found)


@kept
def _by_dimension(base: FactBase) -> Mapping[str, tuple[Evidence, ...]]:
    return _parted((e.dimension, e) for e in evidence_of(base).values())


@kept
def _by_number(base: FactBase) -> Mapping[Decimal, tuple[Evidence, ...]]:
    return _parted((number, e) for e in evidence_of(base).values() for number in e.numbers)


@kept
def _by_figure(base: FactBase) -> Mapping[Decimal, tuple[Evidence, ...]]:
    return _parted((abs(f.value), e) for e in evidence_of(base).values() for f in e.fact.figures)


def _parted(pairs: Iterable[tuple[_Key, Evidence]]) -> Mapping[_Key, tuple[Evidence, ...]]:
    found: dict[_Key, list[Evidence]] = {}
    for key, evidence in pairs:
        found.setdefault(key, []).append(evidence)
    return {key: tuple(facts) for key, facts in found.items()}
