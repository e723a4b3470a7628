"""What changed between two editions of a report: measures that changed, appeared, vanished or were
restated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.knowledge.figures import plain
from bot.knowledge.loading import LoadResult, load
from bot.knowledge.model import Fact, FactBase, Period
from bot.knowledge.vocabulary import Unit


class Change(StrEnum):
    """What became of a figure from one report to another."""

    CHANGED = "changed"  # another period, another figure
    RESTATED = "restated"  # the same period, another figure
    SAME = "same"
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure of one subject in two reports; `before` or `after` is None where a report lacks it."""

    change: Change
    before: Fact | None
    after: Fact | None
    by: str = ""
    """How much more (`+3.2亿元`) or less, where both are exact figures of one unit."""

    def as_json(self) -> dict[str, Any]:
        """`{change, subject, measure, before, after, by}`; facts as `{fact, figures or value, period,
        cites}`."""
        fact = self.after or self.before
        assert fact is not None
        return {
            "change": self.change.value,
            "subject": fact.subject,
            "measure": fact.measure,
            "before": _as_json(self.before),
            "after": _as_json(self.after),
            "by": self.by,
        }


@dataclass(frozen=True, slots=True)
class Edition:
    """A report within a base."""

    base: FactBase
    report: str
    """Its id; `diff` raises KeyError where the base has no such report."""

    @staticmethod
    def at(folder: Path) -> LoadResult | Edition:
        """The report in a folder of its own beside the vocabulary, or the problems of its fact base."""
        loaded = load(folder.parent)
        return loaded if loaded.base is None else Edition(loaded.base, folder.name)

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(f for f in self.base.facts.values() if f.report == self.report)

    @property
    def period(self) -> Period:
        return self.base.reports[self.report].period


def diff(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """The differences between two reports, changes first, else in the order of the later report.

    Facts correspond by subject, measure, scope and status: first those that tell of the same months, then
    those of the whole period of each report, or of the same months of another year. Raises KeyError for an
    unknown report.
    """
    old, new = list(before.facts), list(after.facts)
    pairs: dict[str, tuple[Fact, Fact]] = {}
    for when in (_same_months, _same_part):
        waiting = _by_key(
            [f for f in old if f.key not in {b.key for b, _ in pairs.values()}], before.period, when
        )
        for fact in new:
            key = (_said_of(fact), when(fact, after.period))
            if fact.key not in pairs and waiting.get(key):
                pairs[fact.key] = (waiting[key].pop(0), fact)
    gone = {b.key for b, _ in pairs.values()}
    found = [
        _compare(after.base, *pairs[f.key]) if f.key in pairs else Difference(Change.APPEARED, None, f)
        for f in new
    ]
    found += [Difference(Change.VANISHED, fact, None) for fact in old if fact.key not in gone]
    order = list(Change)
    return tuple(sorted(found, key=lambda d: order.index(d.change)))


def _by_key(
    facts: list[Fact], period: Period, when: Callable[[Fact, Period], object]
) -> dict[object, list[Fact]]:
    found: dict[object, list[Fact]] = {}
    for fact in facts:
        found.setdefault((_said_of(fact), when(fact, period)), []).append(fact)
    return found


def _said_of(fact: Fact) -> tuple[str, str, str, str]:
    return fact.subject, fact.measure, fact.scope, fact.status


def _same_months(fact: Fact, _: Period) -> object:
    return fact.period


def _same_part(fact: Fact, period: Period) -> object:
    """The whole period of the report, or months of a year."""
    return "whole" if fact.period == period else (fact.period.start[1], fact.period.end[1])


def _compare(base: FactBase, before: Fact, after: Fact) -> Difference:
    if _answer(base, before) == _answer(base, after):
        return Difference(Change.SAME, before, after)
    change = Change.RESTATED if before.period == after.period else Change.CHANGED
    return Difference(change, before, after, _by(before, after, base.vocabulary.units))


def _answer(base: FactBase, fact: Fact) -> object:
    units = base.vocabulary.units
    if fact.figures:
        return tuple((units[f.unit].dimension, f.value * units[f.unit].factor, f.bound) for f in fact.figures)
    return "".join(fact.value.zh.split()) if fact.value else ""


def _by(before: Fact, after: Fact, units: Mapping[str, Unit]) -> str:
    """The difference in the later figure's unit; percentages differ by percentage points."""
    if len(before.figures) != 1 or len(after.figures) != 1:
        return ""
    first, second = before.figures[0], after.figures[0]
    unit = units[second.unit]
    if (
        first.bound != second.bound
        or units[first.unit].dimension != unit.dimension
        or unit.dimension == "rank"
    ):
        return ""
    change = second.value - first.value * units[first.unit].factor / unit.factor
    name = "个百分点" if unit.dimension == "percent" else unit.name.zh
    short = plain(round(change, 4))  # converted units have endless digits
    return f"{'+' if change > 0 else ''}{short}{name}"


def _as_json(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    answer: dict[str, Any] = {"figures": [f.text for f in fact.figures]} if fact.figures else {}
    if fact.value is not None:
        answer["value"] = {"zh": fact.value.zh, "en": fact.value.en}
    start, end = fact.period.start, fact.period.end
    return {
        "fact": fact.key,
        **answer,
        "period": f"{start[0]}-{start[1]:02d}..{end[0]}-{end[1]:02d}",
        "cites": list(fact.cites),
    }


def as_text(base: FactBase, found: tuple[Difference, ...]) -> str:
    """For people: a line for each difference with both citations, grouped by kind, and what was the same."""
    lines = []
    for kind in Change:
        own = [d for d in found if d.change is kind]
        if not own:
            continue
        if kind is Change.SAME:
            lines.append(f"same: {len(own)}")
            continue
        lines.append(f"{kind.value}: {len(own)}")
        lines += [f"  {_line(base, d)}" for d in own]
    return "\n".join(lines)


def _line(base: FactBase, difference: Difference) -> str:
    fact = difference.after or difference.before
    assert fact is not None
    subject, measure = base.subjects[fact.subject], base.vocabulary.measures[fact.measure]
    sides = [
        f"{_said(f)} ({f.report} {', '.join(f.cites)})" for f in (difference.before, difference.after) if f
    ]
    by = f", {difference.by}" if difference.by else ""
    return f"{subject.name.zh} {measure.name.zh}: {' → '.join(sides)}{by}"


def _said(fact: Fact) -> str:
    if fact.figures:
        return "、".join(figure.text for figure in fact.figures)
    return fact.value.zh if fact.value else ""
