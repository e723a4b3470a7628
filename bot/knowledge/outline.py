"""The outline of a report: for each sentence its hash and its figures, never its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.chinese import Mention, find_figures
from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.layout import LEAD, LaidSentence, Layout, read_layout
from bot.knowledge.model import BYLINE, CAPTIONS, TITLE, Report, Sentence
from bot.knowledge.units import Units

_BARE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class OutlinedSentence:
    """A sentence with its text, for drafting and proving; the fact base keeps only `sentence`."""

    sentence: Sentence
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class OutlinedSection:
    """A section of a text with its sentences."""

    id: str
    title: str
    sentences: tuple[OutlinedSentence, ...]


def sentence_hash(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a sentence without blanks."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def outline(text: str, units: Units, ids: Sequence[tuple[str, str]] = ()) -> tuple[OutlinedSection, ...]:
    """The sections of a report's text: title, byline, lead, each heading's, captions.

    `ids` holds id and Chinese title of sections already named; others are called part1, part2...
    """
    laid = read_layout(text)
    found = [_section(TITLE, laid.title, [LaidSentence(laid.title)], units)] if laid.title else []
    if laid.byline:
        found.append(_section(BYLINE, "", [LaidSentence(" ".join(laid.byline))], units))
    named = _named(laid, ids)
    found.extend(
        _section(name, section.title, section.sentences, units)
        for name, section in zip(named, laid.sections, strict=True)
    )
    if laid.captions:
        found.append(_section(CAPTIONS, "", [LaidSentence(c) for c in laid.captions], units))
    return tuple(found)


def _named(laid: Layout, ids: Sequence[tuple[str, str]]) -> list[str]:
    known = {_squeezed(title): name for name, title in ids if name not in (TITLE, BYLINE, CAPTIONS, LEAD)}
    taken = {name for name, _ in ids}
    names: list[str] = []
    number = 0
    for index, section in enumerate(laid.sections):
        if index == 0 and laid.has_lead:
            names.append(LEAD)
            continue
        name = known.get(_squeezed(section.title), "")
        while not name or name in names:
            number += 1
            name = f"part{number}" if f"part{number}" not in taken else ""
        names.append(name)
    return names


def _squeezed(title: str) -> str:
    return "".join(title.split())


def _section(name: str, title: str, sentences: Sequence[LaidSentence], units: Units) -> OutlinedSection:
    return OutlinedSection(
        name, title, tuple(_outlined(f"{name}.{n}", s, units) for n, s in enumerate(sentences, 1))
    )


def _outlined(name: str, laid: LaidSentence, units: Units) -> OutlinedSentence:
    mentions = _row_figures(laid, units) if laid.units else find_figures(laid.text, units)
    figures = tuple(m.figure.text for m in mentions)
    return OutlinedSentence(Sentence(name, sentence_hash(laid.text), figures), laid.text, mentions)


def _row_figures(row: LaidSentence, units: Units) -> tuple[Mention, ...]:
    """The figures of a table's row; a bare number takes the unit of its column."""
    found: list[Mention] = []
    position = 0
    for cell, unit in zip(row.cells, row.units, strict=True):
        start = row.text.index(cell, position)
        position = start + len(cell)
        if _BARE.fullmatch(cell) and unit:
            try:
                figure = parse_figure(cell.lstrip("+").replace(",", "") + unit, units)
            except FigureError:  # a column head such as (同比): the number stays bare
                figure = None
            if figure is not None:
                found.append(Mention(start, position, figure))
                continue
        found.extend(Mention(start + m.start, start + m.end, m.figure) for m in find_figures(cell, units))
    return tuple(found)


def sentence_texts(report: Report, text: str) -> Mapping[str, str]:
    """Of a report whose own text one has: the text of each sentence that the outline knows, by sentence
    id."""
    laid = read_layout(text)
    parts = [
        laid.title,
        " ".join(laid.byline),
        *laid.captions,
        *(s.text for section in laid.sections for s in section.sentences),
    ]
    by_hash = {sentence_hash(part): part for part in parts}
    return {
        s.id: by_hash[s.hash] for section in report.sections for s in section.sentences if s.hash in by_hash
    }
