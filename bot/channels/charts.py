"""A reply's chart as a picture: horizontal bars with labels, sized for a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wcwidth import width as cells
from wcwidth import wrap

from bot.answering.reply import Chart
from bot.channels.drawing import (
    BLUE,
    FAINT,
    INK,
    MARGIN,
    RULE,
    VERMILLION,
    WIDTH,
    Spec,
    png,
    text_width,
)

TITLE, LABEL, VALUE, SOURCE = 25, 18, 18, 14
"""Text sizes in pixels of the specification."""
LEADING = 1.3
"""Height of a line in parts of the text size."""
INNER = WIDTH - 2 * MARGIN
LABEL_COLUMN = 190
"""The most that labels take of the width."""
LABEL_LINES = 4
GAP = 8
OPENING, CLOSING = "（(《“‘「【", "）)》”’」】，、。；：！？,.;:!?%·"
"""What may not end and what may not begin a line."""
BAR, BETWEEN = 30, 16


@dataclass(frozen=True, slots=True)
class _Row:
    lines: tuple[str, ...]
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """Sizes in pixels of the specification."""

    column: float
    plot: float
    zero: float
    """Where the zero line stands in the plot."""
    scale: float
    """Pixels to one of the values' unit."""
    step: float


def chart_png(chart: Chart, language: str) -> bytes:
    """The chart as a PNG, 1,080 pixels wide, as high as its bars need. `language`: zh or en.

    Raises ValueError for a chart without bars, ChartsUnavailableError (an OSError) without the `charts`
    extra or a font that has Chinese characters.
    """
    return png(bar_spec(chart, language))


def bar_spec(chart: Chart, language: str) -> Spec:
    """The Vega-Lite specification of a chart. Raises ValueError for a chart without bars."""
    if not chart.bars:
        raise ValueError("A chart needs at least one bar.")
    rows = [_Row(tuple(label_lines(b.label)), float(b.value), b.text) for b in chart.bars]
    layout = _lay_out(rows)
    height = layout.step * len(rows)
    title = _wrapped(_titled(chart, language), INNER, TITLE, 3)
    source = _wrapped(_sourced(chart.source, language), INNER, SOURCE, 3)
    top = MARGIN + len(title) * TITLE * LEADING + 14
    bottom = 14 + len(source) * SOURCE * LEADING + MARGIN - 6
    return {
        "width": layout.plot,
        "height": height,
        "autosize": "none",
        "padding": {"left": MARGIN + layout.column, "right": MARGIN, "top": top, "bottom": bottom},
        "data": {"values": [_datum(i, row) for i, row in enumerate(rows)]},
        "layer": [
            *_bar_layers(rows, layout),
            _line("title", title, TITLE, "bold", INK, layout, MARGIN - top),
            _line("source", source, SOURCE, "normal", FAINT, layout, height + 14),
        ],
    }


def label_lines(label: str) -> list[str]:
    """A label in at most four lines, about equally long."""
    return _wrapped(label, LABEL_COLUMN, LABEL, LABEL_LINES)


def _titled(chart: Chart, language: str) -> str:
    title = chart.title[:1].upper() + chart.title[1:]
    if all(chart.unit in bar.text for bar in chart.bars) or chart.unit in title:
        return title
    return f"{title} ({chart.unit})" if language == "en" else f"{title}（{chart.unit}）"


def _sourced(source: str, language: str) -> str:
    """In Chinese without a word before it: the chart's texts may be in either script."""
    return f"Source: {source}" if language == "en" else source


def _wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """Lines of `text` in a room of pixels: as few as it takes, words whole, and these about equally long."""
    if text_width(text, size) <= room:
        return [text]
    tried = [wrap(text, width) for width in range(2, cells(text))]
    fitting = [found for found in tried if _longest(found, size) <= room]
    best = min(fitting, key=lambda found: (len(found), _bad_breaks(text, found), _longest(found, size)))
    if len(best) <= lines:
        return best
    widest = max(cells(line) for line in best)
    return wrap(text, widest, max_lines=lines, placeholder="…")


def _longest(lines: Sequence[str], size: float) -> float:
    return max(text_width(line, size) for line in lines)


def _bad_breaks(text: str, lines: Sequence[str]) -> int:
    """How many line ends fall into a Latin word or a number, or part a bracket or comma from its words."""
    ends = [(a[-1], b[0], a + b in text) for a, b in pairwise(lines)]
    split = sum(glued and (a + b).isascii() and (a + b).isalnum() for a, b, glued in ends)
    return split + sum(a in OPENING or b in CLOSING for a, b, _ in ends)


def _lay_out(rows: Sequence[_Row]) -> _Layout:
    """Shares the width between labels, bars and values so that nothing is cut off."""
    column = max(_longest(row.lines, LABEL) for row in rows) + GAP
    plot = INNER - column
    down = [(-r.value, _room(r)) for r in rows if r.value < 0] or [(0.0, 0.0)]
    up = [(r.value, _room(r)) for r in rows if r.value >= 0] or [(0.0, 0.0)]
    pairs = [(a + b, v + w) for a, v in down for b, w in up if a + b > 0]
    scale = max(min(((plot - taken) / length for length, taken in pairs), default=1.0), 1e-12)
    zero = max(scale * length + taken for length, taken in down)
    step = max(max(len(row.lines) for row in rows) * LABEL * LEADING, BAR) + BETWEEN
    return _Layout(column, plot, zero, scale, step)


def _room(row: _Row) -> float:
    return text_width(row.text, VALUE) + GAP


def _datum(place: int, row: _Row) -> Spec:
    return {"place": place, "label": "\n".join(row.lines), "lines": len(row.lines), "value": row.value,
            "text": row.text}  # fmt: skip


def _bar_layers(rows: Sequence[_Row], layout: _Layout) -> list[Spec]:
    """Zero line, bars, labels and values."""
    start, end = -layout.zero / layout.scale, (layout.plot - layout.zero) / layout.scale
    between = BETWEEN / layout.step
    length = {"field": "value", "type": "quantitative", "axis": None,
              "scale": {"domain": [start, end], "nice": False, "zero": False}}  # fmt: skip
    place = {"field": "place", "type": "ordinal", "axis": None,
             "scale": {"paddingInner": between, "paddingOuter": between / 2}}  # fmt: skip
    colour = {"condition": {"test": "datum.value < 0", "value": VERMILLION}, "value": BLUE}
    label = {"type": "text", "align": "left", "baseline": "middle", "fontSize": LABEL, "lineBreak": "\n",
             "lineHeight": LABEL * LEADING, "color": INK, "limit": 0,
             "dy": {"expr": f"(1 - datum.lines) * {LABEL * LEADING / 2}"}}  # fmt: skip
    value = {"type": "text", "baseline": "middle", "fontSize": VALUE, "fontWeight": "bold", "color": INK,
             "align": {"expr": "datum.value < 0 ? 'right' : 'left'"},
             "dx": {"expr": f"datum.value < 0 ? {-GAP} : {GAP}"}, "limit": 0}  # fmt: skip
    return [
        {"mark": {"type": "rule", "color": RULE, "strokeWidth": 1.5},
         "encoding": {"x": {"datum": 0, "type": "quantitative", "axis": None}}},
        {"mark": {"type": "bar", "height": BAR}, "encoding": {"x": length, "y": place, "color": colour}},
        {"mark": label, "encoding": {"x": {"value": -layout.column}, "y": place, "text": {"field": "label"}}},
        {"mark": value, "encoding": {"x": length, "y": place, "text": {"field": "text"}}},
    ]  # fmt: skip


def _line(
    name: str, lines: Sequence[str], size: int, weight: str, colour: str, layout: _Layout, top: float
) -> Spec:
    """A text over the whole width, its top in pixels from the plot's."""
    mark = {"type": "text", "align": "left", "baseline": "line-top", "fontSize": size, "fontWeight": weight,
            "color": colour, "lineHeight": size * LEADING, "limit": 0, "text": list(lines)}  # fmt: skip
    place = {"x": {"value": -layout.column}, "y": {"value": top}}
    return {"name": name, "data": {"values": [{}]}, "mark": mark, "encoding": place}
