"""What a value in a YAML file may look like: text, list, mapping, record..."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MEASURE_KINDS = (
    "money", "count", "rate", "share", "rank", "duration", "index", "length", "area", "volume", "mass",
    "date", "person", "organisation", "place", "name", "text", "reason", "stage", "yesno",
)  # fmt: skip
RELATIONS = ("growth", "share", "completion", "rank")
FORMS = (
    "happening", "being", "whether", "possessive", "total", "achieved", "begun", "in_full", "half", "any",
    "indirect", "predicate", "only",
)  # fmt: skip
"""Ways of putting a question, or of a text's saying something, that answering looks for."""
ID = r"^[^\s:#,\[\]{}]+$"
"""Ids are written without blanks and YAML's own signs."""
MONTHS = r"^\d{4}(-\d{2})?(\.\.\d{4}(-\d{2})?)?$"
SENTENCE = r"^[^\s.]+\.[1-9]\d*$"
HASH = r"^[0-9a-f]{16}$"
NUMBER = r"^\d+(\.\d+)?$"


class Refers(StrEnum):
    """What the ids in a text are ids of, for completion in an editor."""

    NOTHING = ""
    SUBJECT = "subject"
    MEASURE = "measure"
    KIND = "kind"
    STATUS = "status"
    SCOPE = "scope"
    CITATION = "citation"
    FACT = "fact"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Line:
    """A text."""

    pattern: str = ""
    form: str = ""
    """The pattern in words, for messages."""
    choices: tuple[str, ...] = ()
    refers: Refers = Refers.NOTHING
    blank: bool = False
    """Whether it may be empty."""


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`{zh: ..., en: ...}`."""

    blank: bool = False
    """Whether the texts may be empty."""
    longest_zh: int = 0
    """Characters that the Chinese text may have; 0 for any number..."""
    longest_en: int = 0
    """...and the English one."""

    def longest(self, language: str) -> int:
        """The same by language."""
        return self.longest_en if language == "en" else self.longest_zh


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of texts, records or lists; with `single`, one text stands for a list of one."""

    item: Line | Record | Listing
    single: bool = False


@dataclass(frozen=True, slots=True)
class Keyed:
    """A mapping from ids of one's own choice."""

    item: Shape
    key: Line = Line(ID, "an id without blanks")


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a record."""

    name: str
    shape: Shape
    about: str
    """What a curator writes here, shown by editors."""
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # by identity: the table below is looked up often
class Record:
    """A mapping with known keys."""

    what: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


Shape = Line | Flag | Pair | Listing | Keyed | Record

TEXT = Line()
NAMES = Listing(TEXT)
