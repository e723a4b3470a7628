"""Drafts the YAML of a report from its text, and brings what is there up to date with an edited text.

Curated work is never changed: of existing files only sentence numbers in citations and the outline follow the
text, and facts for figures that nothing carries yet are added at the end, marked as drafts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.building import period as written_period
from bot.knowledge.drafted_report import fresh_report, months, updated_report
from bot.knowledge.editing import NewFact, append_facts, fact_lines
from bot.knowledge.figures import FigureError, amount, parse_figure
from bot.knowledge.files import QUESTIONS_FILE, REPORT_FILE
from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.model import Figure, Period, Text
from bot.knowledge.numerals import DIGITS, narrow
from bot.knowledge.outline import BYLINE, CAPTIONS, TITLE, OutlinedSection, OutlinedSentence, outline
from bot.knowledge.problems import Problem, Problems
from bot.knowledge.proposing import Proposal, Proposer
from bot.knowledge.reader import Entry, Reader
from bot.knowledge.records import REPORT, SECTION_FILE
from bot.knowledge.renumbering import GONE, renumbered, with_citations
from bot.knowledge.source import YAML_LIMIT, read_text
from bot.knowledge.units import Units
from bot.knowledge.yaml_source import parse

MAX_FIGURES = 10_000
"""Figures that a report may have; the shipped one has some eighty."""
_CONTEXT = 10
"""Characters in front of a figure that the comment of its draft shows."""
_CITED = {REPORT_FILE: ("overview_cites", "sentence"), QUESTIONS_FILE: ("cite",)}


class DraftError(Exception):
    """A draft that cannot be made; holds the problems of the files that stand in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a report as they should be."""

    files: Mapping[str, str]
    """Text by file name, of those that are new or changed."""
    figures: int
    """In the text."""
    added: int
    """Figures for which a draft fact was added; the rest is carried already."""
    notes: tuple[str, ...] = ()
    """What a curator should look at: numbers that were not read, citations whose sentence is gone."""


@dataclass(slots=True)
class _Existing:
    """The files of the report's folder, and what their facts carry."""

    files: dict[str, str]
    report: Entry | None = None
    ids: set[str] = field(default_factory=set)
    carried: Counter[tuple[str, object]] = field(default_factory=Counter)
    """How often a figure of a sentence is carried or waived."""
    facts: dict[tuple[str, object], str] = field(default_factory=dict)
    """The fact that carries it."""


def draft(
    text: str, loaded: Loaded, existing: Mapping[str, str], progress: Callable[[str], None] = lambda _: None
) -> Draft:
    """The files for a report's text, in a folder that holds `existing` (text by file name; none if new).

    `loaded` is the facts folder whose vocabulary and subjects proposals come from. `progress` hears a line
    for each section. Raises DraftError where an existing file is not readable.
    """
    state = _read(existing)
    named = [(s.id, s.pair("title").zh) for s in state.report.entries("sections")] if state.report else []
    sections = outline(text, loaded.units, named)
    figures = sum(len(s.mentions) for section in sections for s in section.sentences)
    if figures > MAX_FIGURES:
        many = f"the text has {figures:,} figures, more than the {MAX_FIGURES:,} of any report; split it"
        raise DraftError([Problem("report", 1, 1, many)])
    moves = renumbered(state.report, sections) if state.report else {}
    files = {n: with_citations(body, moves, _CITED.get(n, ("cite",))) for n, body in existing.items()}
    state = _read(files)
    _note_carried(state, loaded.units)
    if state.report is None:
        files[REPORT_FILE] = fresh_report(text, sections)
        period = months(text)
    else:
        files[REPORT_FILE] = updated_report(files[REPORT_FILE], state.report, sections)
        period = written_period(state.report.text("period"))
    proposer = Proposer(loaded.base, loaded.units)
    added = 0
    for section in sections:
        written = list(_drafts(section, state, proposer, period))
        added += len(written)
        own = sum(len(s.mentions) for s in section.sentences)
        progress(f"{section.id}: {len(section.sentences)} sentences, {own} figures, {len(written)} drafted")
        _put_drafts(files, section, written)
    changed = {name: body for name, body in files.items() if existing.get(name) != body}
    return Draft(changed, figures, added, tuple(_notes(sections, moves, loaded.units)))


def _put_drafts(files: dict[str, str], section: OutlinedSection, written: Sequence[Sequence[str]]) -> None:
    """Adds draft facts to the section's file; a section of sentences gets a file even without figures."""
    name = f"{section.id}.yaml"
    if written:
        lines = [line for item in written for line in item]
        files[name] = append_facts(files.get(name) or _head(section), lines)
    elif name not in files and section.id not in (TITLE, BYLINE, CAPTIONS):
        files[name] = _head(section) + "facts: []\n"


def draft_into(folder: Path, text: str, progress: Callable[[str], None] = lambda _: None) -> Draft:
    """Drafts a report's text into `folder`, a report's folder beside the vocabulary, and writes the files.

    Raises DraftError as `draft` does, and OSError where files cannot be written.
    """
    existing = (
        {path.name: read_text(path, YAML_LIMIT) for path in sorted(folder.glob("*.yaml"))}
        if folder.is_dir()
        else {}
    )
    made = draft(text, load_all(folder.parent), existing, progress)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in made.files.items():
        part = folder / f".{name}.part"
        part.write_text(body, encoding="utf-8")
        part.replace(folder / name)
    return made


def _read(files: Mapping[str, str]) -> _Existing:
    """Parses existing files. Raises DraftError with all their problems of form."""
    problems = Problems()
    state = _Existing(dict(files))
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
    if len(problems):
        raise DraftError(problems.sorted())
    return state


def _note_carried(state: _Existing, units: Units) -> None:
    """What the facts, drafts among them, and waivers of the existing files carry."""
    for name, body in state.files.items():
        if name in (REPORT_FILE, QUESTIONS_FILE):
            continue
        node = parse(body, name, Problems())
        entry = Reader(name, Problems()).record(node, SECTION_FILE) if node else None
        for fact in entry.entries("facts") if entry else ():
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
    return _figure_key(figure, units)


def _figure_key(figure: Figure, units: Units) -> object:
    return (*amount(figure, units), figure.bound)


def _drafts(
    section: OutlinedSection, state: _Existing, proposer: Proposer, period: Period | None
) -> Iterator[list[str]]:
    """The lines of a draft fact for each figure that nothing carries."""
    for item in section.sentences:
        proposals = proposer.propose(item.text, item.mentions, period)
        own: list[str] = []
        for index, (mention, proposal) in enumerate(zip(item.mentions, proposals, strict=True)):
            key = (item.sentence.id, _figure_key(mention.figure, proposer.units))
            if state.carried[key] > 0:
                state.carried[key] -= 1
                own.append(state.facts.get(key, ""))
                continue
            name = _fresh_id(item.sentence.id, state.ids)
            own.append(name)
            yield [_comment(item, index), *fact_lines(_fact(name, item, index, proposal, own), 2)]


def _fresh_id(sentence: str, taken: set[str]) -> str:
    number = 1
    while f"{sentence}-{number}" in taken:
        number += 1
    taken.add(f"{sentence}-{number}")
    return f"{sentence}-{number}"


def _fact(name: str, item: OutlinedSentence, index: int, proposal: Proposal, own: Sequence[str]) -> NewFact:
    of = own[int(proposal.of)] if proposal.of else ""
    more: dict[str, str | tuple[str, ...] | bool] = {
        "draft": True,
        "period": proposal.period,
        "status": proposal.status,
        "of": of,
    }
    figure = item.mentions[index].figure.text
    return NewFact(
        name, proposal.subject, proposal.measure, Text("", ""), (item.sentence.id,), (figure,), more=more
    )


def _comment(item: OutlinedSentence, index: int) -> str:
    mention = item.mentions[index]
    return f"  # …{item.text[max(0, mention.start - _CONTEXT) : mention.end]}"


def _head(section: OutlinedSection) -> str:
    title = section.title or section.id
    return (
        f"# {title}\n# Drafts: give each its subject, measure and a sentence in both languages, then "
        "remove `draft: true`.\n"
        "subjects: {}\n"
    )


def _notes(sections: Sequence[OutlinedSection], moves: Mapping[str, str], units: Units) -> Iterator[str]:
    gone = [old for old, new in moves.items() if new.startswith(f"{GONE}.")]
    if gone:
        now = f"facts that cite them now cite '{GONE}.N', which `check` points to"
        yield f"no longer in the text: {', '.join(gone)}; {now}"
    for section in sections:
        for item in section.sentences:
            for number in _unread(item):
                yield f"{item.sentence.id}: '{number}' was not read as a figure; add a fact if it is one"


_LEFT = re.compile(rf"(?<![A-Za-z\d.]){DIGITS.pattern}[^\s,，。；;、\d]{{0,3}}")


def _unread(item: OutlinedSentence) -> Iterator[str]:
    """Numbers in digits that are no figures, with what follows them; months, years and names such as 5G
    aside."""
    text = narrow(item.text)
    covered = {i for m in item.mentions for i in range(m.start, m.end)}
    for match in _LEFT.finditer(text):
        behind = text[match.start() : match.start() + _CONTEXT].lstrip("0123456789.,-~至到、")[:1]
        if match.start() not in covered and behind not in ("年", "月", "G") and not behind.isascii():
            yield match[0]
