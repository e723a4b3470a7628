"""Proposes subject, measure, status and period of a figure from the words around it and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.chinese import Mention
from bot.knowledge.model import FactBase, Measure, Period
from bot.knowledge.numerals import narrow
from bot.knowledge.units import Units, fits, is_figured

_CLAUSE = re.compile(r"[,，、。；;：:（）()\s]")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})[-~至到—](\d{1,2})月|(?<!\d)(\d{1,2})月份?(?!\d)")
_REACH = 24
"""Characters in front of a figure in which a measure is looked for..."""
_FAR = 200
"""...and a subject."""
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


class _Names:
    """Chinese names, to be looked up from the end of a text."""

    def __init__(self, pairs: Iterable[tuple[str, str]], shortest: int) -> None:
        self._targets: dict[str, str] = {}
        for name, target in pairs:
            if not name.isascii() and len(name) >= shortest:
                self._targets.setdefault(name, target)
        self._longest = max(map(len, self._targets), default=0)

    def last_in(self, text: str) -> str:
        """What the name that ends last stands for, of equals the longest; empty where there is none."""
        for end in range(len(text), 0, -1):
            for start in range(max(0, end - self._longest), end):
                found = self._targets.get(text[start:end])
                if found is not None:
                    return found
        return ""


class Proposer:
    """The names of a base, ready for looking up in sentences."""

    def __init__(self, base: FactBase, units: Units) -> None:
        self.base = base
        self.units = units
        terms = [t for t in base.vocabulary.statuses.values() if t.id != "done"]
        self._subjects = _Names(((n, s.id) for s in base.subjects.values() for n in (s.name.zh, *s.names)), 2)
        self._statuses = _Names(
            ((n, t.id) for t in terms for n in (*((t.name.zh,) if t.name else ()), *t.names)), 1
        )
        self._measures: dict[str, tuple[list[Measure], _Names]] = {}
        """By dimension: the measures that it fits, and their names."""

    def propose(self, text: str, mentions: tuple[Mention, ...], period: Period | None) -> list[Proposal]:
        """A proposal for each figure of a sentence, in order."""
        found: list[Proposal] = []
        for index, mention in enumerate(mentions):
            before = text[max(0, mention.start - _FAR) : mention.start]
            clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(text[mention.end : mention.end + _BEHIND])[0]
            dimension = self.units.by_id[mention.figure.unit].dimension
            of = _whole(found, mentions[:index], self.units) if dimension in _RELATIVE else ""
            subject = self._subjects.last_in(clause)
            if not subject:
                nearest = self._subjects.last_in(before)
                subject = found[int(of)].subject if of else nearest or (found[-1].subject if found else "")
            own = text[mention.start : mention.end]
            measure = self._measure(before[-_REACH:], clause, own, dimension)
            status = self._statuses.last_in(clause)
            found.append(Proposal(subject, measure, status, _months(before, period), of))
        return found

    def _measure(self, near: str, clause: str, own: str, dimension: str) -> str:
        """The measure whose name stands nearest in front, else the general one of its kind."""
        if dimension not in self._measures:
            measures = self.base.vocabulary.measures.values()
            fitting = [m for m in measures if is_figured(m.kind) and fits(m.kind, dimension)]
            names = _Names(((n, m.id) for m in fitting for n in (m.name.zh, *m.names)), 1)
            self._measures[dimension] = fitting, names
        fitting, names = self._measures[dimension]
        named = names.last_in(clause) or names.last_in(near)
        return named or self._growth(clause + own, fitting) or _general(fitting)

    def _growth(self, clause: str, fitting: list[Measure]) -> str:
        """Where words say up or down, the plainest measure of growth."""
        words = [name for term in self.base.vocabulary.directions.values() for name in term.names]
        if not any(word in clause for word in words if not word.isascii()):
            return ""
        return min((m.id for m in fitting if m.relation == "growth"), key=len, default="")


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


def _months(before: str, period: Period | None) -> str:
    """The months that the words in front name, in the report's year."""
    matches = list(_MONTHS.finditer(narrow(before)))
    if not matches or period is None:
        return ""
    first, last, single = matches[-1].groups()
    start, end = int(first or single), int(last or single)
    if not (1 <= start <= end <= 12):
        return ""
    year = period.start[0]
    written = f"{year}-{start:02d}..{year}-{end:02d}" if start != end else f"{year}-{start:02d}"
    return written if ((year, start), (year, end)) != (period.start, period.end) else ""
