"""Writes YAML as a curator would: plain where it can be, quoted where it must be, wrapped lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.files import SCHEMA_FOLDER
from bot.knowledge.outline import OutlinedSection, OutlinedSentence

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`<=][^,?\[\]{}#&*|\"'\n]*")
WIDTH = 110
_SHOWN = 8
"""Characters of a sentence beside its hash."""
_NOTED = re.compile(rf"(\s#\s+)[^\s.]+\.\d+(?=\s.{{1,{_SHOWN}}}…$)")


def modeline(schema: str) -> str:
    """The comment by which an editor finds the schema of a report's file."""
    return f"# yaml-language-server: $schema=../{SCHEMA_FOLDER}/{schema}"


def scalar(text: str) -> str:
    """A text as a YAML scalar that is safe in block and in flow style."""
    plain = _PLAIN.fullmatch(text) and ": " not in text and not text.endswith((":", " ")) and "\t" not in text
    number = re.fullmatch(r"-[\d.]+%?[^\s,:?\[\]{}#&*|\"']*", text) and len(text) > 1
    return text if (plain or number) and text.isprintable() else json.dumps(text, ensure_ascii=False)


def flow(items: Iterable[str]) -> str:
    """A list in flow style, on one line."""
    return f"[{', '.join(map(scalar, items))}]"


def wrapped(items: Sequence[str], indent: int, first: int) -> str:
    """A list in flow style, wrapped at WIDTH columns; `first` is the column where it begins."""
    line, lines = "[", []
    room = WIDTH - first
    for index, item in enumerate(items):
        piece = scalar(item) + ("," if index < len(items) - 1 else "]")
        if len(line) > 1 and len(line) + 1 + len(piece) > room:
            lines.append(line)
            line, room = piece, WIDTH - indent
        else:
            line += piece if line == "[" else f" {piece}"
    lines.append(line if items else "[]")
    return ("\n" + " " * indent).join(lines)


def pair(zh: str, en: str) -> str:
    """`{zh: ..., en: ...}`"""
    return f"{{zh: {scalar(zh)}, en: {scalar(en)}}}"


def outline_lines(section: OutlinedSection) -> Iterator[str]:
    """The `outline:` of a section in report.yaml, one line a sentence."""
    yield "    outline:"
    for item in section.sentences:
        yield f"      {outline_line(item)}"


def outline_line(
    item: OutlinedSentence, figures: Sequence[str] | None = None, note: str | None = None
) -> str:
    """A sentence of an outline: its hash and its figures; behind them, unless `note` is there instead, its
    number and first characters, to find it by."""
    stated = item.sentence.figures if figures is None else figures
    written = f", figures: {flow(stated)}" if stated else ""
    begun = "".join(c for c in item.text[:_SHOWN] if c.isprintable())
    own = f"   # {item.sentence.id} {begun}…"
    return f"- {{hash: {scalar(item.sentence.hash)}{written}}}{own if note is None else note}"


def renoted(line: str, sentence: str) -> str:
    """A line of an outline with the number that `outline_line` wrote behind it brought up to date; other
    comments stay."""
    return _NOTED.sub(rf"\g<1>{sentence}", line)
