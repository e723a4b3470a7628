"""Proposes subject, measure, status and period of a figure from the words around it and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.knowledge.chinese import Mention
from bot.knowledge.model import FactBase, Measure, Period
from bot.knowledge.numerals import narrow
from bot.knowledge.units import Units, fits, is_figured

_CLAUSE = re.compile(r"[,，、。；;：:（）()\s]")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})[-~至到—](\d{1,2})月|(?<!\d)(\d{1,2})月份?(?!\d)")
_REACH = 24
"""Characters in front of a figure in which a subject or measure is looked for."""
_BEHIND = 3
"""Characters of its clause behind a figure that may say something of it."""
_RELATIVE = ("percent", "percentage-points", "permille", "times")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a draft says of a figure; empty where nothing fits."""

    subject: str = ""
    measure: str = ""
    status: str = ""
    period: str = ""
    of: str = ""
    """Index of the figure of the same sentence that a rate is said of, as text."""


@dataclass(frozen=True)
class Proposer:
    """The names of a base, ready for looking up in sentences."""

    base: FactBase
    units: Units
    subjects: Mapping[str, str] = field(init=False)
    statuses: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        subjects = ((name, s.id) for s in self.base.subjects.values() for name in (s.name.zh, *s.names))
        terms = [t for t in self.base.vocabulary.statuses.values() if t.id != "done"]
        statuses = ((name, t.id) for t in terms for name in (*((t.name.zh,) if t.name else ()), *t.names))
        object.__setattr__(self, "subjects", _by_name(subjects, 2))
        object.__setattr__(self, "statuses", _by_name(statuses, 1))

    def propose(self, text: str, mentions: tuple[Mention, ...], period: Period | None) -> list[Proposal]:
        """A proposal for each figure of a sentence, in order."""
        found: list[Proposal] = []
        for index, mention in enumerate(mentions):
            before = text[: mention.start]
            near = before[-_REACH:]
            clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(text[mention.end : mention.end + _BEHIND])[0]
            dimension = self.units.by_id[mention.figure.unit].dimension
            subject = _last(before, self.subjects) or (found[-1].subject if found else "")
            measure = self._measure(near, clause, text[mention.start : mention.end], dimension)
            of = _whole(found, mentions[:index], self.units) if dimension in _RELATIVE else ""
            subject = found[int(of)].subject if of and not _last(clause, self.subjects) else subject
            found.append(
                Proposal(
                    subject, measure, _last(clause, self.statuses), _months(text, mention.start, period), of
                )
            )
        return found

    def _measure(self, near: str, clause: str, own: str, dimension: str) -> str:
        """The measure whose name stands nearest in front, else the general one of its kind."""
        measures = self.base.vocabulary.measures.values()
        fitting = [m for m in measures if is_figured(m.kind) and fits(m.kind, dimension)]
        names = _by_name(((name, m.id) for m in fitting for name in (m.name.zh, *m.names)), 1)
        return (
            _last(clause, names)
            or _last(near, names)
            or self._growth(clause + own, fitting)
            or _general(fitting)
        )

    def _growth(self, clause: str, fitting: list[Measure]) -> str:
        """Where words say up or down, the plainest measure of growth."""
        words = [name for term in self.base.vocabulary.directions.values() for name in term.names]
        if not any(word in clause for word in words if not word.isascii()):
            return ""
        return min((m.id for m in fitting if m.relation == "growth"), key=len, default="")


def _by_name(pairs: Iterable[tuple[str, str]], shortest: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, target in pairs:
        if not name.isascii() and len(name) >= shortest:
            found.setdefault(name, target)
    return found


def _last(text: str, names: Mapping[str, str]) -> str:
    """What the name that ends last in a text stands for, of equals the longest."""
    ends = [
        (position + len(name), len(name), target)
        for name, target in names.items()
        if (position := text.rfind(name)) >= 0
    ]
    return max(ends, default=(0, 0, ""))[2]


def _general(fitting: list[Measure]) -> str:
    """The only measure of a kind, or the one that most others name as broader."""
    if len(fitting) == 1:
        return fitting[0].id
    counts = [(sum(m.id in other.broader for other in fitting), m.id) for m in fitting if not m.relation]
    best = max(counts, default=(0, ""))
    return best[1] if best[0] > 1 else ""


def _whole(found: list[Proposal], mentions: tuple[Mention, ...], units: Units) -> str:
    """The nearest figure in front that is no rate itself."""
    for index in range(len(found) - 1, -1, -1):
        if units.by_id[mentions[index].figure.unit].dimension not in (*_RELATIVE, "rank"):
            return str(index)
    return ""


def _months(text: str, position: int, period: Period | None) -> str:
    """The months that the clause or the sentence in front names, in the report's year."""
    matches = list(_MONTHS.finditer(narrow(text[:position])))
    if not matches or period is None:
        return ""
    first, last, single = matches[-1].groups()
    start, end = int(first or single), int(last or single)
    if not (1 <= start <= end <= 12):
        return ""
    year = period.start[0]
    written = f"{year}-{start:02d}..{year}-{end:02d}" if start != end else f"{year}-{start:02d}"
    return written if ((year, start), (year, end)) != (period.start, period.end) else ""
