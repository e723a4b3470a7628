"""Checks a facts folder: all problems, test questions' among them, what is still a draft, and whether every
figure of the report is carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.knowledge.conversations import Conversation, prove_citations, read_conversations
from bot.knowledge.coverage import Coverage, Missing, cover
from bot.knowledge.files import QUESTIONS_FILE
from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.model import Fact, Place, Report
from bot.knowledge.outline import OutlinedSection, OutlinedSentence, outline
from bot.knowledge.problems import Problem, Problems
from bot.knowledge.proving import draft_subjects
from bot.knowledge.reader import Entry
from bot.knowledge.units import Units

_SHOWN = 12
"""Characters of a sentence that a message shows, to find it by."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check finds."""

    problems: tuple[Problem, ...]
    facts: int
    """Facts that a bot would use; drafts are not among them."""
    coverage: Coverage
    drafts: tuple[Fact, ...]
    """Facts that wait for a curator, with their places."""
    loaded: Loaded
    """What was checked; its base is of use for questions only without problems."""
    conversations: tuple[Conversation, ...]
    """The test questions beside the facts."""

    @property
    def passed(self) -> bool:
        """Whether nothing has to be mended: no problem and no figure missing."""
        return not self.problems and not self.coverage.missing

    def as_text(self) -> str:
        """For people: a line for each problem, draft and missing figure, and what it comes to."""
        lines = [str(problem) for problem in self.problems]
        lines += [
            f"{d.place.file}:{d.place.line}:{d.place.column}: draft '{d.report}:{d.id}' is not used; "
            "finish it and remove `draft: true`"
            for d in self.drafts
        ]
        lines += [
            f"{s.place().file}:{s.place().line}:{s.place().column}: draft subject '{s.id}' is not used; give "
            "it names and a kind, and remove `draft: true`"
            for s in draft_subjects(self.loaded.files)
        ]
        lines += [
            f"no fact carries {missing.figure} of {missing.sentence} in {missing.report}; add one, or "
            "waive it with a reason"
            for missing in self._undrafted()
        ]
        c = self.coverage
        lines.append(
            f"{_count(len(self.problems), 'problem')}, {_count(self.facts, 'fact')}, "
            f"{_count(len(self.drafts), 'draft')}; "
            f"{_count(c.total, 'figure')}: {c.carried} carried, {c.waived} waived, {len(c.missing)} missing"
        )
        return "\n".join(lines)

    def _undrafted(self) -> Iterator[Missing]:
        """The missing figures that no draft waits for; none while nobody knows what a file holds."""
        if not self.loaded.files.whole:
            return
        drafted = Counter((d.report, d.cites, figure.text) for d in self.drafts for figure in d.figures)
        for missing in self.coverage.missing:
            key = (missing.report, (missing.sentence,), missing.figure)
            if drafted[key]:
                drafted[key] -= 1
            else:
                yield missing

    def as_json(self) -> dict[str, Any]:
        """`{"problems": [{file, line, column, message}], "facts": n, "figures": {total, carried, waived,
        missing}}`."""
        return {
            "problems": [
                {"file": p.file, "line": p.line, "column": p.column, "message": p.message}
                for p in self.problems
            ],
            "facts": self.facts,
            "figures": {
                "total": self.coverage.total,
                "carried": self.coverage.carried,
                "waived": self.coverage.waived,
                "missing": [str(m) for m in self.coverage.missing],
            },
        }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def check(folder: Path, report_text: str | None = None) -> CheckReport:
    """Checks a facts folder; with the text of one of its reports, the outline against that text too. Raises
    nothing."""
    loaded = load_all(folder)
    problems = Problems()
    problems.extend(loaded.problems)
    if report_text is not None:
        _prove_against_text(loaded, report_text, problems)
    questions = tuple(_questions(folder, loaded, problems))
    coverage = cover(loaded.files, loaded.base, loaded.units)
    facts = len(loaded.base.facts)
    return CheckReport(problems.sorted(), facts, coverage, loaded.drafts, loaded, questions)


def _questions(folder: Path, loaded: Loaded, problems: Problems) -> Iterator[Conversation]:
    """The test questions of the reports that are no drafts; their mistakes become problems."""
    for found in loaded.files.finished:
        name = f"{found.id}/{QUESTIONS_FILE}"
        if (folder / name).exists():
            conversations = read_conversations(folder / name, problems, name)
            if loaded.files.whole:
                prove_citations(conversations, loaded.base, problems)
            yield from conversations


def _prove_against_text(loaded: Loaded, text: str, problems: Problems) -> None:
    """The outline of the report that a text is of has each of its sentences, with their figures, and no
    other."""
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
