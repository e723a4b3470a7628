"""What the bot says: plain frozen data without markup, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class ReplyKind(StrEnum):
    """What a reply does."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    CHAT = "chat"


class Refusal(StrEnum):
    """Why a reply is `UNKNOWN`."""

    OFF_TOPIC = "off_topic"  # not about this report at all
    NOT_IN_REPORT = "not_in_report"  # about it, but it does not say
    OTHER_PERIOD = "other_period"  # it says so only for another period
    OTHER_PLACE = "other_place"  # it says so only for another place
    UNSUPPORTED = "unsupported"  # arithmetic that would compare unlike things


@dataclass(frozen=True, slots=True)
class Citation:
    """Where it stands: paper, section title and number of the sentence in it."""

    sentence: str
    """`industry.7`"""
    report: str
    paper: str
    section: str
    """The section's title in the reply's language."""
    number: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tap or to pick by number: a reading of a question, or a related one."""

    label: str
    """Short: it goes on a button."""
    facts: tuple[str, ...]
    """Keys of the facts it stands for; `answer_facts` answers with them."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One figure of a chart."""

    label: str
    value: Decimal
    text: str
    """The figure as people read it, with unit and bound."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Several figures of one measure, largest first or in the order asked."""

    title: str
    unit: str
    bars: tuple[ChartBar, ...]
    source: str
    """One line: paper, period, sections."""


@dataclass(frozen=True, slots=True)
class Reply:
    """All that a channel needs to say something; data without markup."""

    kind: ReplyKind
    text: str
    """The reply proper, plain text, lines split by newlines; without citations and choices."""
    language: str
    """zh or en"""
    script: str = "hans"
    """hans or hant: the script of a Chinese reply; every text in the reply is in it already."""
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    """The readings that a `CLARIFY` offers."""
    related: tuple[Choice, ...] = ()
    """At most three: what one may ask next, or the nearest things that the report does say."""
    highlights: tuple[str, ...] = ()
    """Pieces of `text` (the figures asked for) that a channel may set in bold."""
    working: tuple[str, ...] = ()
    """Lines that show how a derived figure came about; already part of `text`."""
    chart: Chart | None = None
    refusal: Refusal | None = None
    facts: tuple[str, ...] = field(default=())
    """Keys of the facts that the reply rests on."""
