"""Checks a facts folder: all problems, test questions' among them, what is still a draft, and whether every
figure of the report is carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.check_report import CheckReport
from bot.knowledge.conversations import Conversation, prove_citations, read_conversations
from bot.knowledge.copied import copied
from bot.knowledge.coverage import cover
from bot.knowledge.files import QUESTIONS_FILE, question_files
from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.model import Place, Report
from bot.knowledge.outline import OutlinedSection, OutlinedSentence, outline, sentence_texts
from bot.knowledge.problems import Problem, Problems
from bot.knowledge.proving import draft_subjects
from bot.knowledge.reader import Entry
from bot.knowledge.units import Units

_SHOWN = 12
"""Characters of a sentence that a message shows, to find it by."""


def check(folder: Path, report_text: str | None = None) -> CheckReport:
    """Checks a facts folder; with the text of one of its reports, the outline against that text too. Raises
    nothing."""
    loaded = load_all(folder)
    problems = Problems()
    problems.extend(loaded.problems)
    warnings: tuple[Problem, ...] = ()
    if report_text is not None:
        warnings = tuple(_prove_against_text(loaded, report_text, problems))
    questions = tuple(_questions(folder, loaded, problems))
    coverage = cover(loaded.files, loaded.base, loaded.units)
    subjects = tuple(draft_subjects(loaded.files))
    unfinished = tuple(r.report.place("draft") for r in loaded.files.reports if r.is_draft)
    return CheckReport(
        problems=problems.sorted(),
        facts=len(loaded.base.facts),
        coverage=coverage,
        drafts=loaded.drafts,
        subjects=subjects,
        unfinished=unfinished,
        loaded=loaded,
        conversations=questions,
        warnings=warnings,
    )


def _questions(folder: Path, loaded: Loaded, problems: Problems) -> Iterator[Conversation]:
    """The test questions of the reports that are no drafts; their mistakes become problems, and those of the
    further questions that people asked."""
    for found in loaded.files.finished:
        for file in question_files(folder / found.id):
            name = f"{found.id}/{file}"
            conversations = read_conversations(folder / name, problems, name)
            if loaded.files.whole:
                prove_citations(conversations, loaded.base, problems)
            if file == QUESTIONS_FILE:
                yield from conversations


def _prove_against_text(loaded: Loaded, text: str, problems: Problems) -> Iterator[Problem]:
    """The outline of the report that a text is of has each of its sentences, with their figures, and no
    other; gives warnings of summaries that are its own words."""
    found = _report_of(text, loaded)
    if found is None:
        problems.add(
            Place(".", 1, 1),
            "no report here has a sentence of the given text; name the text of one of them, or make a "
            "draft of it",
        )
        return
    report, entry = found
    told = [s for section in _outline(text, report, loaded.units) for s in section.sentences]
    by_hash = {s.sentence.hash: s for s in told}
    known = {sentence.hash for section in report.sections for sentence in section.sentences}
    for place, name, outlined in _sentences(entry):
        original = by_hash.get(outlined.text("hash"))
        if original is None:
            problems.add(
                place,
                f"sentence {name} is not in the given text, or its words changed; run `draft` on the text "
                "to update the outline",
            )
        else:
            _prove_figures(name, outlined, original, problems)
    for item in told:
        if item.sentence.hash not in known:
            shown = f"“{item.text[:_SHOWN]}…”"
            problems.add(
                entry.place("sections"),
                f"the outline lacks a sentence of the given text, {shown}; run `draft` on the text to "
                "update it",
            )
    _prove_order(report, entry, [s.sentence.hash for s in told], problems)
    facts = (fact for fact in loaded.base.facts.values() if fact.report == report.id)
    yield from copied(facts, sentence_texts(report, text))


def _outline(text: str, report: Report, units: Units) -> tuple[OutlinedSection, ...]:
    return outline(text, units, [(s.id, s.title.zh) for s in report.sections])


def _report_of(text: str, loaded: Loaded) -> tuple[Report, Entry] | None:
    """The report that most sentences of a text are of."""
    hashes = {s.sentence.hash for section in outline(text, loaded.units) for s in section.sentences}
    best: tuple[int, Report, Entry] | None = None
    for files in loaded.files.finished:
        report = loaded.base.reports[files.id]
        shared = sum(1 for section in report.sections for s in section.sentences if s.hash in hashes)
        if shared and (best is None or shared > best[0]):
            best = (shared, report, files.report)
    return None if best is None else best[1:]


def _sentences(entry: Entry) -> Iterator[tuple[Place, str, Entry]]:
    for section in entry.entries("sections"):
        for number, outlined in enumerate(section.entries("outline"), 1):
            yield outlined.place("hash"), f"{section.id}.{number}", outlined


def _prove_figures(name: str, outlined: Entry, original: OutlinedSentence, problems: Problems) -> None:
    """The outline has all figures that are found in the sentence; others only if their number stands
    there."""
    stated = Counter(outlined.texts("figures"))
    found = Counter(original.sentence.figures)
    for figure in (found - stated).elements():
        problems.add(
            outlined.place("figures"),
            f"sentence {name} has the figure {figure} that its outline lacks; add it",
        )
    for figure in (stated - found).elements():
        digits = "".join(c for c in figure if c.isdigit() or c == ".")
        if not digits or digits not in original.text:
            problems.add(
                outlined.place("figures"),
                f"sentence {name} has no figure {figure}; remove it from the outline",
            )


def _prove_order(report: Report, entry: Entry, hashes: list[str], problems: Problems) -> None:
    """Sentences stand in the outline in the order of the text, by which they are numbered."""
    position = {h: i for i, h in enumerate(hashes)}
    sections = {e.id: e for e in entry.entries("sections")}
    for section in report.sections:
        order = [position[s.hash] for s in section.sentences if s.hash in position]
        if order != sorted(order):
            problems.add(
                sections[section.id].place("outline"),
                f"the sentences of '{section.id}' stand in another order than in the text; run `draft` on it",
            )
