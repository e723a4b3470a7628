"""What is wrong in a fact base, as values: all of it is collected, nothing is raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from bot.knowledge.model import Place

_ALIKE = 0.6
"""Similarity from which a name is worth proposing; difflib's own default."""
_ALIKE_SHORT = 0.5
"""For names of up to three characters, where one wrong character is much (亿圆 for 亿元)."""
_FEW = 12
"""So many known names are listed where none is alike."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, with its place; line and column count from 1."""

    file: str
    """Path within the facts folder, with `/`."""
    line: int
    column: int
    message: str
    """What is wrong and what to do about it, in one line."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Problems:
    """Collects problems while files are read."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, place: Place, message: str) -> None:
        self._found[Problem(place.file, place.line, place.column, message)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        self._found.update(dict.fromkeys(problems))

    def __len__(self) -> int:
        return len(self._found)

    def sorted(self) -> tuple[Problem, ...]:
        """All problems by file, line and column; each once."""
        return tuple(sorted(self._found))


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint at the known name most like `name`, to end a message with; the first of equals, empty where
    none is alike."""
    lowered = {k.lower(): k for k in known}
    found = get_close_matches(name.lower(), lowered, n=8, cutoff=_ALIKE if len(name) > 3 else _ALIKE_SHORT)
    if not found:
        return ""
    order = list(lowered)
    best = max(found, key=lambda k: (SequenceMatcher(None, k, name.lower()).ratio(), -order.index(k)))
    return f"; did you mean '{lowered[best]}'?"


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The message about a name that is not among the known ones."""
    known = list(known)
    hint = nearest(name, known)
    if not hint and known and len(known) <= _FEW:
        hint = f"; known are {', '.join(known)}"
    return f"unknown {what} '{name}'{hint}"


def unknown_sentence(name: str, known: Iterable[str]) -> str:
    """The message about a sentence that is not there: how many its section has, where that is known."""
    known = list(known)
    section = name.rpartition(".")[0]
    count = sum(other.rpartition(".")[0] == section for other in known)
    if not count:
        return unknown("sentence", name, known)
    return f"unknown sentence '{name}'; {section} has {count} sentence{'' if count == 1 else 's'}"
