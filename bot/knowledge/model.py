"""The fact base: plain frozen data, as loading builds it and everything else reads it.

A `FactBase` is immutable; a reload builds a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import wraps
from threading import RLock
from typing import Any, TypeVar

from bot.knowledge.vocabulary import Text, Vocabulary

TITLE, BYLINE, CAPTIONS = "title", "byline", "captions"
"""Ids of the sections that hold what stands outside of sentences."""


class Bound(StrEnum):
    """What the report says of a figure's exactness."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右
    NEARLY = "nearly"  # 近: a little less than
    OVER = "over"  # 超, 余, 多: a little or much more than


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with unit and bound, as the report prints it. Declines are negative."""

    value: Decimal
    unit: str
    """A key of `Vocabulary.units`."""
    bound: Bound = Bound.EXACT
    text: str = ""
    """As written in YAML (`超30亿元`, `第1`, `-4.1%`)."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months, both ends included: (2020, 1)..(2020, 6)."""

    start: tuple[int, int]
    end: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure in a file stands, for messages; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Subject:
    """What facts are about: a company, a project, a programme, an indicator..."""

    id: str
    name: Text
    kind: str
    """A key of `Vocabulary.kinds`."""
    names: tuple[str, ...] = ()
    """Every further name by which people call it, Chinese and English mixed."""
    part_of: tuple[str, ...] = ()
    """Subjects that it belongs to; asking for them may mean it."""
    section: str = ""
    """The section whose file introduces it."""
    short: Text | None = None
    """What it is called where its full name would be clumsy: in comparisons and rankings."""

    def called(self, language: str) -> str:
        """Its short name, or its name where it has none."""
        return (self.short or self.name).of(language)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a report says, resting on its sentences."""

    id: str
    """Unique within its report, by custom `subject.measure`."""
    report: str
    subject: str
    measure: str
    summary: Text
    cites: tuple[str, ...]
    period: Period
    figures: tuple[Figure, ...] = ()
    """One as a rule; several where the report gives a list under one measure."""
    value: Text | None = None
    """The short answer of a fact without a figure (a name, a place, a stage)."""
    question: Text | None = None
    """What one asks to be told it, without the question mark, where the wording of its measure is clumsy."""
    scope: str = "own"
    """Whose figure it is: a key of the report's places (own, city, province, nation)."""
    status: str = "done"
    """A key of `Vocabulary.statuses`."""
    of: str = ""
    """For a rate or rank: the id of the fact whose rate it is."""
    direction: str = ""
    """`up`, `down`, `better` or `worse`: what its text says of the change where no figure shows it."""
    lacks: str = ""
    """`figure` or `names`: what its text says the report does not give. Who asks for that is told so."""
    part_of: str = ""
    """The id of the fact whose figure this one is an addend of."""
    names: tuple[str, ...] = ()
    """Phrases that mean just this fact."""
    contrary: tuple[str, ...] = ()
    """Phrases that mean just this fact, and say the contrary of it (late, of what was early)."""
    mentions: tuple[str, ...] = ()
    """Further subjects that the fact is about too."""
    see: tuple[str, ...] = ()
    """Ids of facts to point to beside this one (a contradiction, a caveat)."""
    headline: bool = False
    """Whether an overview of its section tells it."""
    place: Place = Place("", 0, 0)

    def __hash__(self) -> int:
        return hash((self.report, self.id))

    @property
    def key(self) -> str:
        """Unique in the whole base, short enough for a button."""
        return f"{self.report}:{self.id}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the outline keeps of a sentence: never its text."""

    id: str
    """`industry.7`"""
    hash: str
    """First 16 hex digits of the SHA-256 of the sentence's text without blanks."""
    figures: tuple[str, ...] = ()
    """Its figures as printed, in order."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under a title of its own."""

    id: str
    title: Text
    sentences: tuple[Sentence, ...]
    names: tuple[str, ...] = ()
    """How people call the section's topic."""


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """A place that the report speaks for or compares with."""

    id: str
    """own, city, province, nation or any other key that facts use as scope."""
    name: Text
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One source document."""

    id: str
    """The folder's name."""
    title: Text
    paper: Text
    authors: tuple[str, ...]
    period: Period
    period_name: Text
    period_note: Text
    """How the period is known, where the report does not print it; may be empty."""
    places: tuple[ReportPlace, ...]
    sections: tuple[Section, ...]
    overview: Text
    overview_cites: tuple[str, ...]

    def section_of(self, sentence: str) -> Section:
        """The section of a sentence id. Raises KeyError for an unknown one."""
        name = sentence.rpartition(".")[0]
        for section in self.sections:
            if section.id == name:
                return section
        raise KeyError(sentence)


@dataclass(frozen=True, slots=True)
class Example:
    """A question that stands alone, and what it is to be met with."""

    text: str
    facts: tuple[str, ...] = ()
    """Keys of the facts that may answer it; none where telling a fact is no answer..."""
    outcome: str = ""
    """...and then what is: `abstain`, `clarify`, or working something out of a kind (compare, list)."""


@dataclass(frozen=True, eq=False)
class FactBase:
    """Everything loaded: reports, subjects, facts and the vocabulary. Immutable; equal only to itself,
    so that what is built from it can be kept beside it."""

    reports: Mapping[str, Report]
    subjects: Mapping[str, Subject]
    facts: Mapping[str, Fact]
    """By `Fact.key`, in the order of the files."""
    vocabulary: Vocabulary
    examples: tuple[Example, ...] = ()
    """Questions that have been asked; one that is like them is taken to ask the same."""
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    """What was built from it (see `kept`): found again, stored and forgotten together with it. A base that is
    made of this one by `replace` builds its own."""


_Built = TypeVar("_Built")
_BUILDING = RLock()


def kept(build: Callable[[FactBase], _Built]) -> Callable[[FactBase], _Built]:
    """Lets a function of a fact base run once for each; what it returns is kept with the base."""
    name = f"{build.__module__}.{build.__qualname__}"

    @wraps(build)
    def once(base: FactBase) -> _Built:
        if name not in base.derived:
            with _BUILDING:  # threads that ask at once wait for what one of them builds
                if name not in base.derived:
                    base.derived[name] = build(base)
        found: _Built = base.derived[name]
        return found

    return once
