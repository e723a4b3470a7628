"""A reply's chart as lines of text, for a terminal."""

from __future__ import annotations

from wcwidth import clip, ljust, rjust, wrap
from wcwidth import width as cells

from bot.answering.reply import Chart

FULL, RIGHT_HALF, AXIS = "█", "▐", "│"
EIGHTHS = " ▏▎▍▌▋▊▉"
"""Left parts of a cell, by eighths of it."""
GAP = "  "
LEAST_ROOM = 6
"""Cells below which bars say nothing and are left out."""


def text_bars(chart: Chart, width: int) -> str:
    """Title, a line a bar (label, figure, bar) and source, in at most `width` cells of a terminal.

    Chinese characters take two cells. Figures are never cut: a terminal too narrow for them gets longer
    lines. Bars below zero stand left of an axis.
    """
    figures = max((cells(bar.text) for bar in chart.bars), default=0)
    names = max((cells(bar.label) for bar in chart.bars), default=0)
    names = min(names, max((width - figures) // 2, 8))
    room = width - names - figures - 2 * len(GAP)
    values = [float(bar.value) for bar in chart.bars]
    drawn = _drawn(values, room) if room >= LEAST_ROOM else [""] * len(values)
    lines = [
        GAP.join([ljust(_shortened(bar.label, names), names), rjust(bar.text, figures), line]).rstrip()
        for bar, line in zip(chart.bars, drawn, strict=True)
    ]
    title = chart.title[:1].upper() + chart.title[1:]
    return "\n".join([*wrap(title, max(width, 8)), *lines, *wrap(chart.source, max(width, 8))])


def _shortened(label: str, width: int) -> str:
    return label if cells(label) <= width else clip(label, 0, width - 1).rstrip() + "…"


def _drawn(values: list[float], room: int) -> list[str]:
    """One bar for each value, of at most `room` cells; with an axis where there are values below zero."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == 0:
        return [_rightward(value, high, room) for value in values]
    left = max(1, min(room - 2, round((room - 1) * -low / (high - low))))
    right = room - 1 - left
    unit = max(-low / left, high / right)
    return [
        f"{_leftward(-value / unit):>{left}}{AXIS}" if value < 0
        else " " * left + AXIS + _rightward(value, unit * right, right)
        for value in values
    ]  # fmt: skip


def _rightward(value: float, most: float, room: int) -> str:
    """A bar from the left, exact to an eighth of a cell; anything above zero is seen."""
    if value <= 0:
        return ""
    eighths = max(1, round(value / most * room * 8))
    return FULL * (eighths // 8) + EIGHTHS[eighths % 8].strip()


def _leftward(length: float) -> str:
    """A bar from the right, exact to half a cell: there are no finer characters for it."""
    halves = max(1, round(length * 2))
    return RIGHT_HALF * (halves % 2) + FULL * (halves // 2)
