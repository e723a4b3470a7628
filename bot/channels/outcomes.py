"""What became of questions over time, as a picture: stacked bars of answered, asked back and refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.channels.drawing import BLUE, FAINT, INK, MARGIN, ORANGE, PAPER, RULE, VERMILLION, WIDTH, Spec, png

TITLE, TEXT = 25, 16
PLOT_HEIGHT = 250
WEEKLY_FROM, MONTHLY_FROM = 46, 250
"""Days from which a bar for each would be too thin to see, on a phone."""
STYLE: Spec = {
    "title": {"anchor": "start", "frame": "bounds", "fontSize": TITLE, "fontWeight": "bold", "color": INK,
              "subtitleFontSize": TEXT, "subtitleColor": FAINT, "subtitlePadding": 6, "offset": 10},
    "axis": {"labelFontSize": TEXT, "labelColor": FAINT, "labelPadding": 8, "ticks": False,
             "domainColor": RULE, "gridColor": RULE},
    "legend": {"labelFontSize": TEXT, "labelColor": INK, "labelLimit": 0, "columnPadding": 22,
               "symbolSize": 220, "symbolType": "square"},
}  # fmt: skip
KINDS = (("answered", BLUE), ("asked", ORANGE), ("refused", VERMILLION))
NAMES = {
    "zh": {"answered": "已回答", "asked": "已反问", "refused": "未能回答"},
    "en": {"answered": "Answered", "asked": "Asked back", "refused": "Refused"},
}
TITLES = {"zh": "提问结果", "en": "What became of questions"}
COUNTED = {
    "zh": {"day": "每天提问数", "week": "每周提问数", "month": "每月提问数"},
    "en": {"day": "Questions a day", "week": "Questions a week", "month": "Questions a month"},
}
DATES = {
    "zh": {"day": "{0.month}月{0.day}日", "week": "{0.month}月{0.day}日", "month": "{0.year}年{0.month}月"},
    "en": {"day": "{0.day} {0:%b}", "week": "{0.day} {0:%b}", "month": "{0:%b} {0.year}"},
}


@dataclass(frozen=True, slots=True)
class DayOutcomes:
    """How many questions of a day were answered, asked back, and refused."""

    day: date
    answered: int = 0
    asked: int = 0
    refused: int = 0


def outcomes_png(days: Sequence[DayOutcomes], language: str) -> bytes:
    """A PNG, 1,080 pixels wide: a bar a day, from 46 days on a bar a week, from 250 on a bar a month.

    Days may come in any order and with gaps, which are drawn as such; a week stands under its Monday.
    `language`: zh or en. Raises ValueError without days, ChartsUnavailableError (an OSError) without the
    `charts` extra or a font that has Chinese characters.
    """
    return png(outcomes_spec(days, language))


def outcomes_spec(days: Sequence[DayOutcomes], language: str) -> Spec:
    """The Vega-Lite specification of the picture. Raises ValueError without days."""
    if not days:
        raise ValueError("There is no day to draw yet.")
    counted = _every_day(days)
    step = "day" if len(counted) < WEEKLY_FROM else "week" if len(counted) < MONTHLY_FROM else "month"
    names = {kind: _named(kind, counted, language) for kind, _ in KINDS}
    return {
        "width": WIDTH,
        "height": PLOT_HEIGHT,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": MARGIN,
        "title": {"text": TITLES[language], "subtitle": COUNTED[language][step]},
        "data": {"values": _rows(counted, names, step, language)},
        "mark": {"type": "bar", "stroke": PAPER, "strokeWidth": 0.5, "width": {"band": 0.82}},
        "encoding": _encoding(list(names.values())),
        "config": STYLE,
    }


def _encoding(names: list[str]) -> Spec:
    colours = [colour for _, colour in KINDS]
    when = {"field": "when", "type": "ordinal", "sort": None, "title": None,
            "axis": {"labelAngle": 0, "labelOverlap": True, "labelSeparation": 12, "zindex": 1}}  # fmt: skip
    count = {"field": "count", "type": "quantitative", "aggregate": "sum", "title": None,
             "axis": {"tickMinStep": 1, "tickCount": 5, "format": ",d", "domain": False}}  # fmt: skip
    kind = {"field": "kind", "type": "nominal", "scale": {"domain": names, "range": colours},
            "legend": {"orient": "top", "title": None, "offset": 14}}  # fmt: skip
    return {"x": when, "y": count, "color": kind, "order": {"field": "place", "type": "quantitative"}}


def _every_day(days: Sequence[DayOutcomes]) -> list[DayOutcomes]:
    """All days from the first to the last, at least a week of them, so that a single bar is no wall."""
    known = {d.day: d for d in days}
    last = max(known)
    length = max((last - min(known)).days + 1, 7)
    every = (last - timedelta(length - 1 - n) for n in range(length))
    return [known.get(day, DayOutcomes(day)) for day in every]


def _named(kind: str, days: Sequence[DayOutcomes], language: str) -> str:
    """A name for the legend, with its share."""
    whole = sum(d.answered + d.asked + d.refused for d in days)
    part: int = sum(getattr(d, kind) for d in days)
    return f"{NAMES[language][kind]} {100 * part / whole:.0f}%" if whole else NAMES[language][kind]


def _rows(days: Sequence[DayOutcomes], names: dict[str, str], step: str, language: str) -> list[Spec]:
    """One row a day and kind; days of one bar share `when`."""
    return [
        {"when": DATES[language][step].format(_start(d.day, step)), "kind": names[kind], "place": place,
         "count": getattr(d, kind)}
        for d in days for place, (kind, _) in enumerate(KINDS)
    ]  # fmt: skip


def _start(day: date, step: str) -> date:
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(day.weekday()) if step == "week" else day
