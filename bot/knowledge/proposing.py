"""Proposes subject, measure, status and period of a figure from the words around it and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.knowledge.chinese import Mention
from bot.knowledge.model import FactBase, Period
from bot.knowledge.new_subjects import NewSubjects
from bot.knowledge.numerals import narrow
from bot.knowledge.units import Units, fits, is_figured
from bot.knowledge.vocabulary import Measure, WiderPlace

_CLAUSE = re.compile(r"[,，、。；;：:（）()\s]")
_LIST = re.compile(r"[,，。；;：:\s]")
"""Between what is said at once: the items of a list belong together."""
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_SHORT = 6
"""A clause of so few characters only leads into the next one: 预计上半年，..."""
_MONTHS = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})月?(?:份)?[-~至到—、和](?P<last>\d{1,2})月|(?<!\d)(?P<single>\d{1,2})月份?(?!\d)"
)
_YEARLY = re.compile(r"年度计划|全年计划|全年预计|预计全年")
_TIMES = re.compile(r"(?:上半年|下半年|前?[一二三四]季度|全年|\d{1,2}(?:[-~至到—]\d{1,2})?月份?)*")
"""What may stand in front of the word for a wider place (1-5月全国...)."""
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
    months: str = ""
    """The months as the text has them, where its year is not known."""
    scope: str = ""
    of: str = ""
    """Index of the figure of the same sentence that a rate is said of, as text."""


class _Names:
    """Chinese names, to be looked up at the ends of a text."""

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

    def at_start_of(self, text: str) -> str:
        """What the longest name that a text begins with stands for; empty where there is none."""
        for end in range(min(len(text), self._longest), 0, -1):
            found = self._targets.get(text[:end])
            if found is not None:
                return found
        return ""


class Proposer:
    """The names of a base, ready for looking up in sentences."""

    def __init__(
        self, base: FactBase, units: Units, new: NewSubjects, wider: Collection[WiderPlace] = ()
    ) -> None:
        """`new` gives subjects that the base lacks; `wider`: the places beside its own that the report may
        speak of."""
        self.base = base
        self._new = new
        self.units = units
        self._wider = wider
        words = base.vocabulary
        terms = [t for t in words.statuses.values() if t.id != "done"]
        self._subjects = _Names(((n, s.id) for s in base.subjects.values() for n in (s.name.zh, *s.names)), 2)
        self._statuses = _Names(
            ((n, t.id) for t in terms for n in (*((t.name.zh,) if t.name else ()), *t.names)), 1
        )
        everyday = (*words.statuses.values(), *words.directions.values(), *words.operations.values())
        self._shared = {name for term in everyday for name in term.names}
        """Words of doing, rising and comparing, which name a measure only where no other name stands."""
        grown = {m.id for m in words.measures.values() if m.relation == "growth"}
        bases = [m for m in words.measures.values() if f"{m.id}_growth" in grown]
        self._bases = _Names(((n, m.id) for m in bases for n in (m.name.zh, *m.names)), 2)
        """Measures whose growth is a measure too."""
        self._measures: dict[str, tuple[list[Measure], tuple[_Names, _Names]]] = {}
        """By dimension: the measures that it fits, and their names, the telling ones first."""

    def propose(self, text: str, mentions: tuple[Mention, ...], period: Period | None) -> list[Proposal]:
        """A proposal for each figure of a sentence, in order."""
        found: list[Proposal] = []
        for index, mention in enumerate(mentions):
            before, after = (
                _ASIDE.sub("", text[max(0, mention.start - _FAR) : mention.start]),
                text[mention.end :],
            )
            clause = _CLAUSE.split(before)[-1] + _CLAUSE.split(after[:_BEHIND])[0]
            said = _together(before)
            dimension = self.units.by_id[mention.figure.unit].dimension
            start = mentions[index - 1].end if index else 0
            own_words = _CLAUSE.split(_ASIDE.sub("", text[start : mention.start]))[-1]
            of = self._of(found, mentions, own_words, dimension)
            subject = (
                self._named(clause, after)
                or (found[int(of)].subject if of else "")
                or self._new.begun(text, own_words)
                or self._subjects.last_in(before)
                or self._new.done_to(own_words)
                or (found[-1].subject if found else self._new.whole())
            )
            own = text[mention.start : mention.end]
            whole = self._bases.last_in(clause) or (found[int(of)].measure if of else "")
            near = before[-_REACH:] + ("" if _CLAUSE.split(before)[-1] else _CLAUSE.split(after)[0])
            measure = self._measure(near, clause, own, dimension, whole)
            status = self._statuses.last_in(clause) or self._statuses.last_in(said)
            place = self._wider_place(said) if dimension != "rank" else ""
            months, written = _months(before, period)
            found.append(Proposal(subject, measure, status, months, written, place, of))
        return found

    def _of(
        self, found: list[Proposal], mentions: tuple[Mention, ...], own_words: str, dimension: str
    ) -> str:
        """What a rate or a rank is said of: the figure in front. A rank may be a rate's (增长8%，居全市第一),
        but a share ranks as what it is a share of."""
        told = mentions[: len(found)]
        if dimension in _RELATIVE:
            return _whole(found, told, self.units)
        if dimension != "rank" or not self._new.goes_on(own_words):
            return ""
        near = _whole(found, told, self.units, rates=True)
        measure = self.base.vocabulary.measures.get(found[int(near)].measure) if near else None
        return found[int(near)].of if measure is not None and measure.relation == "share" else near

    def _wider_place(self, said: str) -> str:
        """The place that a clause begins with, behind a time."""
        times = _TIMES.match(said)
        told = said[times.end() :] if times else said
        return next((place.id for place in self._wider if told.startswith(place.name.zh)), "")

    def _named(self, clause: str, after: str) -> str:
        """A known subject that is counted (5个X) or described (5亿元的X), or that the clause names."""
        behind = self._subjects.at_start_of(after.removeprefix("的"))
        return behind or self._subjects.last_in(clause)

    def _measure(self, near: str, clause: str, own: str, dimension: str, whole: str) -> str:
        """The measure whose name stands nearest, else a growth, or the general one of its kind."""
        if dimension not in self._measures:
            measures = self.base.vocabulary.measures.values()
            fitting = [m for m in measures if is_figured(m.kind) and fits(m.kind, dimension)]
            pairs = [(n, m.id) for m in fitting for n in (m.name.zh, *m.names)]
            telling = _Names(((n, m) for n, m in pairs if n not in self._shared), 2)
            self._measures[dimension] = fitting, (telling, _Names(pairs, 1))
        fitting, (telling, names) = self._measures[dimension]
        named = telling.last_in(clause) or names.last_in(clause)
        grown = self._growth(clause + own, fitting, whole)
        if grown and self._is_growth(named or grown):
            return grown if named in ("", self._plain_growth(fitting)) else named
        return named or telling.last_in(near) or names.last_in(near) or grown or _general(fitting)

    def _is_growth(self, measure: str) -> bool:
        return self.base.vocabulary.measures[measure].relation == "growth"

    def _growth(self, clause: str, fitting: list[Measure], whole: str) -> str:
        """Where words say up or down: the growth of the measure in front, else the plainest one."""
        words = [name for term in self.base.vocabulary.directions.values() for name in term.names]
        if not any(word in clause for word in words if not word.isascii()):
            return ""
        own = [m.id for m in fitting if whole and m.relation == "growth" and m.id == f"{whole}_growth"]
        return next(iter(own), "") or self._plain_growth(fitting)

    def _plain_growth(self, fitting: list[Measure]) -> str:
        return min((m.id for m in fitting if m.relation == "growth"), key=len, default="")


def wider_places(title: str, known: Iterable[WiderPlace]) -> tuple[WiderPlace, ...]:
    """The places in which the one lies that a report's title names."""
    return tuple(p for p in known if not p.around or any(sign in title for sign in p.around))


def _together(before: str) -> str:
    """What is said at once with a figure: its clause with a list's earlier items, and a short lead."""
    parts = _LIST.split(before)
    lead = parts[-2] if len(parts) > 1 and len(parts[-2]) <= _SHORT else ""
    return lead + parts[-1]


def _general(fitting: list[Measure]) -> str:
    """The only measure of a kind, the one called like its kind (length), or the one that most others name as
    broader."""
    plain = [m.id for m in fitting if len(fitting) == 1 or (m.id == m.kind and not m.relation)]
    if plain:
        return plain[0]
    counts = [(sum(m.id in other.broader for other in fitting), m.id) for m in fitting if not m.relation]
    best = max(counts, default=(0, ""))
    return best[1] if best[0] > 1 else ""


def _whole(found: list[Proposal], mentions: tuple[Mention, ...], units: Units, *, rates: bool = False) -> str:
    """The nearest figure in front that is no rate itself, unless `rates` will do, and no mere time."""
    for index in range(len(found) - 1, -1, -1):
        dimension = units.by_id[mentions[index].figure.unit].dimension
        if dimension == "rank" or (dimension in _RELATIVE and not rates):
            continue
        if not (rates and dimension.startswith("duration")):
            return str(index)
    return ""


def _months(before: str, period: Period | None) -> tuple[str, str]:
    """The months that the words in front name, in the report's year; as written where no year is known."""
    text = narrow(before)
    matches = list(_MONTHS.finditer(text))
    if _YEARLY.search(_together(text)) and period is not None:
        return str(period.start[0]), ""
    if not matches:
        return "", ""
    first, last, single = (matches[-1][name] for name in ("first", "last", "single"))
    start, end = int(first or single), int(last or single)
    if not (1 <= start <= end <= 12):
        return "", ""
    if period is None:
        return "", matches[-1][0]
    year = period.start[0]
    written = f"{year}-{start:02d}..{year}-{end:02d}" if start != end else f"{year}-{start:02d}"
    return (written if ((year, start), (year, end)) != (period.start, period.end) else ""), ""
