"""Drafts the YAML of a report from its text, and brings what is there up to date with an edited text.

Curated work is never changed: of existing files only sentence numbers in citations and the outline follow the
text, and facts for figures that nothing carries yet are added at the end, marked as drafts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.knowledge.building import period as written_period
from bot.knowledge.draft_notes import changes, filled_in, unread
from bot.knowledge.drafted_folder import DraftError, Existing, figure_key, read_existing
from bot.knowledge.drafted_report import MONTHS_FORM, fresh_questions, fresh_report, months, updated_report
from bot.knowledge.editing import NewFact, NewSubject, add_subject, append_facts, fact_lines
from bot.knowledge.files import QUESTIONS_FILE, REPORT_FILE, VOCABULARY_FOLDER
from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.model import BYLINE, CAPTIONS, TITLE, Period
from bot.knowledge.new_subjects import NewSubjects, Spell, numbered
from bot.knowledge.outline import OutlinedSection, OutlinedSentence, outline
from bot.knowledge.problems import Problem
from bot.knowledge.proposing import Proposal, Proposer, wider_places
from bot.knowledge.renumbering import Renumbering, renumbered, with_citations
from bot.knowledge.source import YAML_LIMIT, read_text, write_whole
from bot.knowledge.vocabulary import Text, WiderPlace
from bot.knowledge.writing import modeline

__all__ = ["Draft", "DraftError", "draft", "draft_into"]

MAX_FIGURES = 10_000
"""Figures that a report may have; the shipped one has some eighty."""
_CONTEXT = 10
"""Characters in front of a figure that the comment of its draft shows."""
_CITED = {REPORT_FILE: ("overview_cites", "sentence"), QUESTIONS_FILE: ("cite",)}


@dataclass(slots=True)
class _Named:
    """What the drafts that are written name, while they are written."""

    scopes: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    fresh: dict[str, str] = field(default_factory=dict)
    """Names by id, of the subjects that nobody knew."""


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
    subjects: Mapping[str, str] = field(default_factory=dict)
    """Names by id, of the subjects that were added."""


def draft(
    text: str,
    loaded: Loaded,
    existing: Mapping[str, str],
    progress: Callable[[str], None] = lambda _: None,
    spell: Spell = numbered,
) -> Draft:
    """The files for a report's text, in a folder that holds `existing` (text by file name; none if new).

    `loaded` is the facts folder whose vocabulary and subjects proposals come from. `progress` hears a line
    for each section; `spell` gives ids to new subjects. Raises DraftError where an existing file is not
    readable.
    """
    state = read_existing(existing, loaded.units)
    named = [(s.id, s.pair("title").zh) for s in state.report.entries("sections")] if state.report else []
    sections = outline(text, loaded.units, named)
    figures = _figures(sections)
    now = renumbered(state.report, sections) if state.report else Renumbering({}, {})
    noted = [*changes(now, state), *filled_in(state.report, sections), *unread(state.report, sections)]
    files = {n: with_citations(body, now.moves, _CITED.get(n, ("cite",))) for n, body in existing.items()}
    state = read_existing(files, loaded.units)
    if state.report is not None:
        files[REPORT_FILE] = updated_report(files[REPORT_FILE], state.report, sections)
    period = written_period(state.report.text("period")) if state.report else months(text)
    wider = _wider(state, sections, loaded.base.vocabulary.wider_places.values())
    new = _new_subjects(loaded, state, next((s.title for s in sections if s.id == TITLE), ""), spell)
    proposer = Proposer(loaded.base, loaded.units, new, wider)
    seen, added = _Named(), 0
    for section in sections:
        written = list(_drafts(section, state, proposer, period, seen))
        added += len(written)
        progress(_told(section, len(written)))
        _put_drafts(files, section, written, _awaited(new, seen))
    if state.report is None:
        files[REPORT_FILE] = fresh_report(text, sections, wider, seen.scopes)
        files.setdefault(QUESTIONS_FILE, fresh_questions(sections))
    changed = {name: body for name, body in files.items() if existing.get(name) != body}
    return Draft(changed, figures, added, tuple(noted), seen.fresh)


def _told(section: OutlinedSection, drafted: int) -> str:
    """What is said of a section while drafts are made."""
    figures = sum(len(s.mentions) for s in section.sentences)
    return f"{section.id}: {len(section.sentences)} sentences, {figures} figures, {drafted} drafted"


def _figures(sections: Sequence[OutlinedSection]) -> int:
    """How many figures the text has. Raises DraftError for more than any report has."""
    figures = sum(len(s.mentions) for section in sections for s in section.sentences)
    if figures > MAX_FIGURES:
        many = f"the text has {figures:,} figures, more than the {MAX_FIGURES:,} of any report; split it"
        raise DraftError([Problem("report", 1, 1, many)])
    return figures


def _wider(
    state: Existing, sections: Sequence[OutlinedSection], known: Collection[WiderPlace]
) -> Collection[WiderPlace]:
    """Wider places that drafts may take for a scope: the report's, or those that a new one may have."""
    if state.report is not None:
        own = {place.id for place in state.report.entries("places")}
        return [place for place in known if place.id in own]
    return wider_places(next((s.title for s in sections if s.id == TITLE), ""), known)


def _new_subjects(loaded: Loaded, state: Existing, title: str, spell: Spell) -> NewSubjects:
    """Knows the subjects of the folder's other reports, and those of the files that are there."""
    known = {n: s.id for s in loaded.base.subjects.values() for n in (s.name.zh, *s.names)}
    known |= {n: e.id for e in state.subjects for n in (e.pair("name").zh, *e.texts("names"))}
    taken = {entry.id: entry.pair("name").zh for found in loaded.files.reports for file in found.sections
             for entry in file.entries("subjects")}  # fmt: skip
    return NewSubjects(loaded.base.vocabulary, title, known, taken, spell)


def _awaited(new: NewSubjects, seen: _Named) -> Mapping[str, tuple[str, str]]:
    """The new subjects that a draft is about, taken out of `new`; those of figures that are carried already
    stay there: nobody waits for them."""
    found = {key: new.fresh.pop(key) for key in list(new.fresh) if key in seen.subjects}
    seen.fresh |= {key: name for key, (name, _) in found.items()}
    return found


def _put_drafts(
    files: dict[str, str],
    section: OutlinedSection,
    written: Sequence[Sequence[str]],
    subjects: Mapping[str, tuple[str, str]],
) -> None:
    """Adds draft facts and subjects to the section's file; a section of sentences gets a file even without
    figures."""
    name = f"{section.id}.yaml"
    if written:
        lines = [line for item in written for line in item]
        files[name] = append_facts(files.get(name) or _head(section), lines)
    for key, (called, kind) in subjects.items():
        files[name] = add_subject(files[name], NewSubject(key, Text(called, ""), kind, draft=True))
    if name not in files and section.id not in (TITLE, BYLINE, CAPTIONS):
        files[name] = _head(section) + "facts: []\n"


def draft_into(
    folder: Path, text: str, progress: Callable[[str], None] = lambda _: None, spell: Spell = numbered
) -> Draft:
    """Drafts a report's text into `folder`, a report's folder beside the vocabulary, and writes the files.

    Raises DraftError as `draft` does, and OSError where files cannot be written.
    """
    existing = (
        {path.name: read_text(path, YAML_LIMIT) for path in sorted(folder.glob("*.yaml"))}
        if folder.is_dir()
        else {}
    )
    loaded = load_all(folder.parent)
    unusable = [p for p in loaded.problems if p.file.partition("/")[0] == VOCABULARY_FOLDER]
    if unusable:
        raise DraftError(unusable)
    made = draft(text, loaded, existing, progress, spell)
    folder.mkdir(parents=True, exist_ok=True)
    for name, body in made.files.items():
        write_whole(folder / name, body)
    return made


def _drafts(
    section: OutlinedSection,
    state: Existing,
    proposer: Proposer,
    period: Period | None,
    seen: _Named,
) -> Iterator[list[str]]:
    """The lines of a draft fact for each figure that nothing carries; what they name is added to `seen`."""
    for item in section.sentences:
        proposals = proposer.propose(item.text, item.mentions, period)
        own: list[str] = []
        for index, (mention, proposal) in enumerate(zip(item.mentions, proposals, strict=True)):
            key = (item.sentence.id, figure_key(mention.figure, proposer.units))
            if state.carried[key] > 0:
                state.carried[key] -= 1
                own.append(state.facts.get(key, ""))
                continue
            name = _fresh_id(item.sentence.id, state.ids)
            own.append(name)
            seen.scopes.add(proposal.scope)
            seen.subjects.add(proposal.subject)
            lines = fact_lines(_fact(name, item, index, proposal, own), 2)
            if proposal.months:  # of a year that is not known
                lines.insert(-3, f'    period: ""   # {proposal.months}, in the form {MONTHS_FORM}')
            yield [_comment(item, index), *lines]


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
        "scope": proposal.scope,
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
        f"{modeline('section.json')}\n"
        f"# {title}\n"
        "# Drafts: mend what is proposed and fill what is empty, then remove each `draft: true`.\n"
        "subjects: {}\n"
    )
