"""The words that facts are written with, each with what it is for: measures, kinds, statuses and units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.knowledge.model import Fact, FactBase
from bot.knowledge.shapes import MEASURE_KINDS
from bot.knowledge.units import fits, is_figured
from bot.knowledge.vocabulary import Measure, Term, Text, Unit

_ONE_OR_MANY = re.compile(r"\{([^|}]*)\|[^}]*\}")


@dataclass(frozen=True, slots=True)
class Word:
    """An id that facts may name."""

    id: str
    name: Text
    kind: str
    """Of a measure: what answers it; of a unit: which measures take it. Else empty."""
    example: str
    """Who bears it: a fact, a subject; empty where nobody does yet."""
    names: tuple[str, ...]
    """How people call it besides."""

    def holds(self, text: str) -> bool:
        """Whether a text stands in its id or in one of its names."""
        wanted = text.lower()
        return any(wanted in own.lower() for own in (self.id, self.name.zh, self.name.en, *self.names))


def word_lists(base: FactBase) -> Mapping[str, tuple[Word, ...]]:
    """All words by the list that they stand in, in the order of the vocabulary."""
    words, facts = base.vocabulary, list(base.facts.values())
    by_measure = _first(facts, lambda fact: (fact.measure,))
    by_status = _first(facts, lambda fact: (fact.status,))
    by_unit = _first(facts, lambda fact: (figure.unit for figure in fact.figures))
    return {
        "measures": tuple(_measure(m, by_measure.get(m.id)) for m in words.measures.values()),
        "kinds": tuple(_kind(k, base) for k in words.kinds.values()),
        "statuses": tuple(_status(s, by_status.get(s.id)) for s in words.statuses.values()),
        "units": tuple(_unit(u, by_unit.get(u.id)) for u in words.units.values() if u.id),
    }


def _first(facts: Iterable[Fact], keys: Callable[[Fact], Iterable[str]]) -> dict[str, Fact]:
    """The first fact of each key that facts bear."""
    found: dict[str, Fact] = {}
    for fact in facts:
        for key in keys(fact):
            found.setdefault(key, fact)
    return found


def _measure(measure: Measure, fact: Fact | None) -> Word:
    what = f"{measure.kind}, a {measure.relation}" if measure.relation else measure.kind
    return Word(measure.id, measure.name, what, _shown(fact), measure.names)


def _kind(kind: Term, base: FactBase) -> Word:
    borne = next((f"{s.id}: {s.name.zh}" for s in base.subjects.values() if s.kind == kind.id), "")
    return Word(kind.id, kind.name or Text("", ""), "", borne, kind.names)


def _status(status: Term, fact: Fact | None) -> Word:
    return Word(status.id, status.name or Text("", ""), "", _shown(fact), status.names)


def _unit(unit: Unit, fact: Fact | None) -> Word:
    kinds = ", ".join(kind for kind in MEASURE_KINDS if is_figured(kind) and fits(kind, unit.dimension))
    english = _ONE_OR_MANY.sub(r"\1", unit.name.en).replace("#", "")
    return Word(unit.id, Text(unit.name.zh, english), kinds or unit.dimension, _shown(fact), unit.names)


def _shown(fact: Fact | None) -> str:
    return f"{fact.id}: {fact.summary.zh}" if fact else ""


def found(words: Iterable[Word], texts: Iterable[str]) -> Iterator[Word]:
    """The words in which one of the texts stands; all of them where there is no text."""
    wanted = tuple(texts)
    return (word for word in words if not wanted or any(map(word.holds, wanted)))
