"""The terminal: whether it takes colours, how wide it is, and how lines get there."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import click

from bot.answering.conversation import Turn
from bot.channels.rendering import Line, Style, explanation_lines, plain, reply_lines
from bot.channels.wording import Voice

_LOOKS: dict[Style, dict[str, Any]] = {
    Style.PLAIN: {},
    Style.STRONG: {"bold": True},
    Style.DIM: {"dim": True},
    Style.PICK: {"fg": "cyan"},
    Style.WARNING: {"fg": "yellow"},
}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, direction marks, lone surrogates: they would bend the terminal or break the output."""
FALLBACK_WIDTH = 80
BARS_WIDTH = 80
"""Columns that bars take at most: longer ones are no easier to compare."""


def printable(text: str) -> str:
    """The text with what a terminal must not get replaced by `?`; tabs and line ends stay."""
    return _UNPRINTABLE.sub("?", text)


def has_colour() -> bool:
    """Whether standard output is a terminal that takes colours; NO_COLOR (no-color.org) forbids them."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((FALLBACK_WIDTH, 24)).columns


def paint(line: Line, *, colour: bool) -> str:
    """A line as the terminal takes it."""
    if not colour:
        return "".join(printable(text) for _, text in line).rstrip()
    return "".join(_styled(style, printable(text)) for style, text in line)


def _styled(style: Style, text: str) -> str:
    looks = _LOOKS[style]
    return click.style(text, **looks) if looks and text else text


def show(lines: Iterable[Line]) -> None:
    """Prints lines on standard output."""
    colour = has_colour()
    for line in lines:
        print(paint(line, colour=colour), flush=False)
    sys.stdout.flush()


def show_turn(turn: Turn, *, explained: bool) -> None:
    """Prints a reply, with a list's figures as bars on a terminal, and how it came about if wanted."""
    reply = turn.reply
    show(reply_lines(reply))
    if reply.chart is not None and sys.stdout.isatty():
        from bot.channels.bars import text_bars  # measures characters, which takes 25 ms to load

        show(plain(text_bars(reply.chart, min(width(), BARS_WIDTH)), Style.DIM))
    if explained:
        show(
            [((Style.PLAIN, ""),), *explanation_lines(turn.explanation, Voice(reply.language, reply.script))]
        )
