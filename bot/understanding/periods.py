"""Stretches of time in a question, resolved against the report's own period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.knowledge.model import Period
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.tokens import Token

_MONTHS = {
    "half1": (1, 6), "half2": (7, 12), "full_year": (1, 12), "quarter1": (1, 3), "quarter2": (4, 6),
    "quarter3": (7, 9), "quarter4": (10, 12), **{f"month{m}": (m, m) for m in range(1, 13)},
    **{f"months{a}_{b}": (a, b) for a in range(1, 12) for b in range(a + 1, 13)},
}  # fmt: skip
YEAR_EARLIER = "year_earlier"
"""The word for the report's own months a year before."""
_BEYOND = 100
"""A shift of years that leads out of any report: for words such as tomorrow or in ten years."""
_YEARS = {
    "future": _BEYOND,
    "yesterday": _BEYOND,
    "last_month": _BEYOND,
    YEAR_EARLIER: -1,
    "this_year": 0,
    "last_year": -1,
    "next_year": 1,
    "year_before_last": -2,
}
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|(?![\d.]|\s*[^\W\d_年]*[亿万家个项套条]))")
_MONTH_RANGE = re.compile(r"(?<!\d)(\d{1,2})月?(?:份)?[-至到](\d{1,2})月(?:份)?")
_MONTH = re.compile(r"(?<![\d-])(\d{1,2})月(?:份)?")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of time that a question names."""

    start: int = 0
    end: int = 0
    """Where digits stand in the folded text."""
    year: int | None = None
    shift: int | None = None
    """Years after the report's."""
    months: tuple[int, int] | None = None
    same_months: bool = False
    """Whether it means the report's own months."""
    passing: bool = False
    """Whether it is a word of everyday talk (yesterday), which beside the question says nothing."""
    clause: int = 0


def term_period(key: str, clause: int) -> PeriodMention | None:
    """What a period word of the vocabulary says; None for `now` and the like."""
    shift, months = _YEARS.get(key), _MONTHS.get(key)
    if shift is None and months is None:
        return None
    return PeriodMention(
        shift=shift, months=months, same_months=key == YEAR_EARLIER, passing=shift == _BEYOND, clause=clause
    )


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


def asked_periods(mentions: Sequence[PeriodMention], report: Period) -> tuple[AskedPeriod, ...]:
    """The periods of a question in a report's terms: one where mentions complete each other (2022年上半年),
    several where they repeat each other (上半年和下半年)."""
    found: list[AskedPeriod] = []
    year: int | None = None
    months: tuple[int, int] | None = None
    for mention in mentions:
        said_year = mention.year if mention.shift is None else report.end[0] + mention.shift
        said_months = (report.start[1], report.end[1]) if mention.same_months else mention.months
        stretch = _joined(months, said_months)
        if stretch is not None and said_year is None:
            months = stretch
            continue
        if (said_year is not None and year is not None) or (said_months is not None and months is not None):
            found.append(_asked(year, months, report))
            months = None
            year = said_year if said_year is not None else year
        year = said_year if said_year is not None else year
        months = said_months if said_months is not None else months
    return (*found, _asked(year, months, report)) if mentions else ()


def _joined(months: tuple[int, int] | None, said: tuple[int, int] | None) -> tuple[int, int] | None:
    """The stretch of two single months, the earlier named first (4月、5月); None for anything else."""
    if months and said and months[0] == months[1] < said[0] == said[1]:
        return months[0], said[1]
    return None


def _asked(year: int | None, months: tuple[int, int] | None, report: Period) -> AskedPeriod:
    first, last = months or (1, 12)
    year = report.end[0] if year is None else year
    return AskedPeriod(Period((year, first), (year, last)), months is None)


def period_mentions(
    links: tuple[Link, ...], dates: tuple[PeriodMention, ...], tokens: tuple[Token, ...]
) -> tuple[PeriodMention, ...]:
    """The periods that the links of a question name, dates among them."""
    found = []
    for link in links:
        clause = tokens[link.start].clause
        for key in link.ids(LinkKind.PERIOD):
            if key.startswith("date:"):
                found.append(replace(dates[int(key[5:])], clause=clause))
                continue
            mention = term_period(key, clause)
            if mention is not None:
                found.append(mention)
    return tuple(found)
