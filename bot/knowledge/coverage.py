"""Coverage: each figure that a report prints is carried by a fact, waived with a reason, or missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.files import Files
from bot.knowledge.model import Bound, FactBase, Figure
from bot.knowledge.units import Units


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that nothing carries."""

    report: str
    sentence: str
    figure: str

    def __str__(self) -> str:
        return f"{self.report}: {self.sentence} {self.figure}"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Over all reports of a base."""

    total: int
    carried: int
    waived: int
    missing: tuple[Missing, ...]


_Key = tuple[str, Decimal, Bound]


def cover(
    files: Files, base: FactBase, units: Units, only: Collection[tuple[str, str]] | None = None
) -> Coverage:
    """Every figure of the outlines; a sentence that prints a figure twice needs two facts with it.

    `only`: the sections that count, each with its report; all of them if left out.
    """
    total = carried = waived = 0
    missing: list[Missing] = []
    for found in files.finished:
        report = base.reports[found.id]
        facts = _carried(base, found.id, units)
        excused = Counter((w.text("sentence"), w.text("figure")) for w in found.report.entries("waived"))
        for section in report.sections:
            if only is not None and (report.id, section.id) not in only:
                continue
            for sentence in section.sentences:
                for text in sentence.figures:
                    total += 1
                    if _take(facts, (sentence.id, _key(text, units))):
                        carried += 1
                    elif _take(excused, (sentence.id, text)):
                        waived += 1
                    else:
                        missing.append(Missing(report.id, sentence.id, text))
    return Coverage(total, carried, waived, tuple(missing))


def _carried(base: FactBase, report: str, units: Units) -> Counter[tuple[str, _Key | None]]:
    """How often facts carry each figure of each sentence that they cite."""
    found: Counter[tuple[str, _Key | None]] = Counter()
    for fact in base.facts.values():
        if fact.report == report:
            found.update((cite, key) for key in _keys(fact.figures, units) for cite in fact.cites)
    return found


def _keys(figures: tuple[Figure, ...], units: Units) -> Iterator[_Key]:
    for figure in figures:
        unit = units.by_id[figure.unit]
        yield unit.dimension, figure.value * unit.factor, figure.bound


def _key(text: str, units: Units) -> _Key | None:
    try:
        return next(_keys((parse_figure(text, units),), units))
    except FigureError:  # a problem of the outline, told there
        return None


def _take(counted: Counter[tuple[str, _Key | None]] | Counter[tuple[str, str]], key: object) -> bool:
    if counted[key] <= 0:  # type: ignore[index]  # either counter, each asked with its own kind of key
        return False
    counted[key] -= 1  # type: ignore[index]
    return True
