"""The grounding gate: every number in a text stands in the sentences that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.model import Fact, FactBase, Figure, Place, Report, Text
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry
from bot.knowledge.units import Units


@dataclass(frozen=True, slots=True)
class Ground:
    """The figures of the cited sentences."""

    figures: tuple[Figure, ...]
    cites: tuple[str, ...]

    @staticmethod
    def of(report: Report, cites: tuple[str, ...], units: Units) -> Ground:
        return Ground((), cites)


def prove_fact(entry: Entry, fact: Fact, base: FactBase, report: Report, units: Units, problems: Problems) -> None:
    pass


def prove_text(
    text: Text, place: Place, ground: Ground, base: FactBase, report: Report, mentions: tuple[str, ...], problems: Problems
) -> None:
    pass
