"""What a report's folder holds before a draft is written into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.knowledge.figures import FigureError, amount, parse_figure
from bot.knowledge.files import QUESTIONS_FILE, REPORT_FILE
from bot.knowledge.model import Figure
from bot.knowledge.problems import Problem, Problems
from bot.knowledge.reader import Entry, Reader
from bot.knowledge.records import REPORT, SECTION_FILE
from bot.knowledge.units import Units
from bot.knowledge.yaml_source import parse


class DraftError(Exception):
    """A draft that cannot be made; holds the problems of the files that stand in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(slots=True)
class Existing:
    """The files of the report's folder, and what their facts carry."""

    files: dict[str, str]
    report: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    """The facts, drafts among them."""
    subjects: list[Entry] = field(default_factory=list)
    """What they are about, drafts among them."""
    ids: set[str] = field(default_factory=set)
    """Of the facts."""
    carried: Counter[tuple[str, object]] = field(default_factory=Counter)
    """How often a figure of a sentence is carried or waived."""
    facts: dict[tuple[str, object], str] = field(default_factory=dict)
    """The fact that carries it."""


def read_existing(files: Mapping[str, str], units: Units) -> Existing:
    """Parses existing files. Raises DraftError with all their problems of form."""
    problems = Problems()
    state = Existing(dict(files))
    for name, body in files.items():
        if name == QUESTIONS_FILE:
            continue
        node = parse(body, name, problems)
        if node is None:
            continue
        shape = REPORT if name == REPORT_FILE else SECTION_FILE
        entry = Reader(name, problems).record(node, shape)
        if entry is not None and name == REPORT_FILE:
            state.report = entry
        elif entry is not None:
            state.entries.extend(entry.entries("facts"))
            state.subjects.extend(entry.entries("subjects"))
    if len(problems):
        raise DraftError(problems.sorted())
    _note_carried(state, units)
    return state


def _note_carried(state: Existing, units: Units) -> None:
    """What the facts and waivers carry."""
    for fact in state.entries:
        state.ids.add(fact.text("id"))
        for figure in fact.texts("figure"):
            for cite in fact.texts("cite"):
                key = (cite, _key(figure, units))
                state.carried[key] += 1
                state.facts.setdefault(key, fact.text("id"))
    for waiver in state.report.entries("waived") if state.report else ():
        state.carried[waiver.text("sentence"), _key(waiver.text("figure"), units)] += 1


def _key(text: str, units: Units) -> object:
    try:
        figure = parse_figure(text, units)
    except FigureError:
        return text
    return figure_key(figure, units)


def figure_key(figure: Figure, units: Units) -> object:
    """By which equal figures are recognised."""
    return (*amount(figure, units), figure.bound)
