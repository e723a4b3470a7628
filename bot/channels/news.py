"""What the process that watches the facts and the bot that answers from them tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.knowledge.problems import Problem
from bot.knowledge.snapshot import Signature


@dataclass(frozen=True, slots=True)
class Order:
    """What to watch, as the bot knows it."""

    folder: Path
    seen: Signature
    """What the base in service came from."""
    keys: frozenset[str]
    """Of the facts in service."""
    room: Path
    """A folder of the bot's own, for bases on their way."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Every file has been read once: from now on an edit takes no longer than any other."""


@dataclass(frozen=True, slots=True)
class NewBase:
    """A base to put into service."""

    path: Path
    """A pickle in the room that the order named; whoever reads it removes it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Problems that keep edited files out of service, once they have lasted."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What a reload by hand came to: problems, or none and a base told of before."""

    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong that no edit explains."""

    reason: str


News = Ready | NewBase | Broken | Reloaded | Failed
