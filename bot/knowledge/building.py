"""From entries that were read to the data classes of the model; figures and periods are parsed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.model import Fact, Figure, Period, Report, ReportPlace, Section, Sentence, Subject
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry
from bot.knowledge.units import Units, with_multiples
from bot.knowledge.vocabulary import Degree, Form, Measure, Phrasing, Term, Text, Unit, WiderPlace

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def measure(entry: Entry) -> Measure:
    return Measure(
        entry.id, entry.pair("name"), entry.text("kind"), entry.texts("names"),
        entry.texts("broader"), entry.text("relation"), entry.text("direction"), entry.text("better"),
        entry.text("towards"),
        _optional(entry, "short"), entry.flag("wide"), entry.flag("lists"),
    )  # fmt: skip


def _optional(entry: Entry, key: str) -> Text | None:
    return entry.pair(key) if key in entry.values else None


def units(entry: Entry) -> Iterator[Unit]:
    """A unit and its multiples."""
    unit = Unit(
        entry.id, entry.text("dimension"), Decimal(entry.text("factor", "1")), entry.pair("name"),
        entry.texts("names"), Decimal(entry.text("scale", "1")),
    )  # fmt: skip
    return with_multiples(unit, entry.texts("multiples"))


def term(entry: Entry) -> Term:
    name = _optional(entry, "name")
    return Term(entry.id, entry.texts("names"), name, entry.text("counter"), entry.flag("wide"))


def degree(entry: Entry) -> Degree:
    return Degree(
        entry.id, entry.texts("names"),
        entry.pair("more"), entry.pair("less"), entry.pair("most"), entry.pair("least"),
        entry.texts("kinds"), entry.texts("measures"), entry.texts("fits"), entry.text("implies"),
    )  # fmt: skip


def phrasing(entry: Entry) -> Phrasing:
    return Phrasing(entry.id, entry.pair("question"), entry.pair("clause"))


def form(entry: Entry) -> Form:
    return Form(entry.id, entry.texts("anywhere"), entry.texts("first"), entry.texts("last"))


def wider_place(entry: Entry) -> WiderPlace:
    return WiderPlace(entry.id, entry.pair("name"), entry.texts("around"))


def subject(entry: Entry, section: str) -> Subject:
    return Subject(
        entry.id,
        entry.pair("name"),
        entry.text("kind"),
        entry.texts("names"),
        entry.texts("part_of"),
        section,
        _optional(entry, "short"),
    )


def period(text: str) -> Period | None:
    """`2020-01..2020-06`, `2020-05` or `2020`; None where months do not exist or run backwards."""
    first, _, last = text.partition("..")
    start, end = _MONTH.fullmatch(first), _MONTH.fullmatch(last or first)
    if not start or not end:
        return None
    found = Period((int(start[1]), int(start[2] or 1)), (int(end[1]), int(end[2] or 12)))
    valid = 1 <= found.start[1] <= 12 and 1 <= found.end[1] <= 12 and found.start <= found.end
    return found if valid else None


def period_of(entry: Entry, default: Period, problems: Problems) -> Period:
    """The period of an entry, or the default where it has none or a wrong one."""
    written = entry.text("period")
    if not written:
        return default
    found = period(written)
    if found is None:
        problems.add(
            entry.place("period"),
            f"'{written}' is no period; write months from 01 to 12, the earlier first: 2020-01..2020-06",
        )
    return found or default


def figures(entry: Entry, known: Units, problems: Problems) -> tuple[Figure, ...]:
    """The figures of a fact's entry; those that are none become problems."""
    found = []
    for index, text in enumerate(entry.texts("figure")):
        try:
            found.append(parse_figure(text, known))
        except FigureError as problem:
            problems.add(entry.place("figure", index), f"key 'figure': {problem}")
    return tuple(found)


NO_PERIOD = Period((1, 1), (1, 1))


def report(entry: Entry, name: str, problems: Problems) -> Report:
    return Report(
        id=name,
        title=entry.pair("title"),
        paper=entry.pair("paper"),
        authors=entry.texts("authors"),
        period=period_of(entry, NO_PERIOD, problems),
        period_name=entry.pair("period_name"),
        period_note=entry.pair("period_note"),
        places=tuple(ReportPlace(p.id, p.pair("name"), p.texts("names")) for p in entry.entries("places")),
        sections=tuple(_section(s) for s in entry.entries("sections")),
        overview=entry.pair("overview"),
        overview_cites=entry.texts("overview_cites"),
    )


def _section(entry: Entry) -> Section:
    sentences = tuple(
        Sentence(f"{entry.id}.{number}", s.text("hash"), s.texts("figures"))
        for number, s in enumerate(entry.entries("outline"), 1)
    )
    return Section(entry.id, entry.pair("title"), sentences, entry.texts("names"))


def fact(entry: Entry, of: Report, known: Units, problems: Problems) -> Fact:
    return Fact(
        id=entry.text("id"),
        report=of.id,
        subject=entry.text("subject"),
        measure=entry.text("measure"),
        summary=Text(entry.text("zh"), entry.text("en")),
        cites=entry.texts("cite"),
        question=_optional(entry, "question"),
        period=period_of(entry, of.period, problems),
        figures=figures(entry, known, problems),
        value=_optional(entry, "value"),
        scope=entry.text("scope", "own"),
        status=entry.text("status", "done"),
        of=entry.text("of"),
        direction=entry.text("direction"),
        lacks=entry.text("lacks"),
        part_of=entry.text("part_of"),
        names=entry.texts("names"),
        contrary=entry.texts("contrary"),
        mentions=entry.texts("mentions"),
        see=entry.texts("see"),
        headline=entry.flag("headline"),
        place=entry.place(),
    )
