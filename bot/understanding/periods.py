"""Stretches of time in a question, resolved against the report's own period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.model import Period

_MONTHS = {
    "half1": (1, 6), "half2": (7, 12), "full_year": (1, 12), "quarter1": (1, 3), "quarter2": (4, 6),
    "quarter3": (7, 9), "quarter4": (10, 12), **{f"month{m}": (m, m) for m in range(1, 13)},
}  # fmt: skip
YEAR_EARLIER = "year_earlier"
"""The word for the report's own months a year before."""
_BEYOND = 100
"""A shift of years that leads out of any report: for words such as tomorrow or in ten years."""
_YEARS = {"future": _BEYOND, "yesterday": _BEYOND, "last_month": _BEYOND, YEAR_EARLIER: -1, "this_year": 0, "last_year": -1, "next_year": 1, "year_before_last": -2}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?![\d.]|\s*[^\W\d_年]*[亿万家个项套条]))")
_MONTH_RANGE = re.compile(r"(?<!\d)(\d{1,2})月?(?:份)?[-至到](\d{1,2})月(?:份)?")
_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月(?:份)?")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of time that a question names."""

    start: int
    end: int
    """Where it stands in the folded text."""
    year: int | None = None
    shift: int | None = None
    """Years after the report's."""
    months: tuple[int, int] | None = None
    same_months: bool = False
    """Whether it means the report's own months."""


def term_period(key: str) -> tuple[int | None, tuple[int, int] | None]:
    """What a period word of the vocabulary says: a shift of years and months; both None for `now`."""
    return _YEARS.get(key), _MONTHS.get(key)


def read_dates(folded: str) -> tuple[PeriodMention, ...]:
    """Periods written in digits: 2019年, 1-5月, 5月份."""
    found = [PeriodMention(m.start(), m.end(), year=int(m[1])) for m in _YEAR.finditer(folded)]
    ranges = [
        PeriodMention(m.start(), m.end(), months=(int(m[1]), int(m[2])))
        for m in _MONTH_RANGE.finditer(folded)
        if 1 <= int(m[1]) <= int(m[2]) <= 12
    ]
    months = [
        PeriodMention(m.start(), m.end(), months=(int(m[1]), int(m[1])))
        for m in _MONTH.finditer(folded)
        if 1 <= int(m[1]) <= 12 and not any(r.start <= m.start() < r.end for r in ranges)
    ]
    return tuple(sorted((*found, *ranges, *months), key=lambda m: m.start))


@dataclass(frozen=True, slots=True)
class AskedPeriod:
    """The period that a question is about."""

    period: Period
    vague: bool
    """Whether it only names a year, so that any part of the year will do."""

    def year_before(self, other: Period) -> bool:
        """Whether it is the same months as `other`, a year earlier."""
        return (
            self.period.start == (other.start[0] - 1, other.start[1])
            and self.period.end == (other.end[0] - 1, other.end[1])
            and not self.vague
        )

    def covers(self, other: Period) -> bool:
        """Whether a fact of the period `other` answers a question about this one."""
        inside = self.period.start <= other.start and other.end <= self.period.end
        if self.vague or self.period == other:
            return inside
        months = (other.end[0] - other.start[0]) * 12 + other.end[1] - other.start[1] + 1
        if inside and not self.whole_year:
            return True
        return months <= 2 and other.start <= self.period.start and self.period.end <= other.end

    @property
    def whole_year(self) -> bool:
        return self.period.start[1] == 1 and self.period.end[1] == 12


def asked_period(mentions: Sequence[PeriodMention], report: Period) -> AskedPeriod | None:
    """The period of a question in a report's terms, None where it names none."""
    if not mentions:
        return None
    year, months = report.end[0], None
    for mention in mentions:
        if mention.year is not None:
            year = mention.year
        elif mention.shift is not None:
            year = report.end[0] + mention.shift
        if mention.same_months:
            months = (report.start[1], report.end[1])
        if mention.months is not None:
            months = mention.months if months is None else (min(months[0], mention.months[0]), max(months[1], mention.months[1]))
    vague = months is None
    first, last = months or (1, 12)
    return AskedPeriod(Period((year, first), (year, last)), vague)
