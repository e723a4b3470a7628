"""Finds and reads the YAML files of a facts folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.knowledge.model import Place
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry, Reader
from bot.knowledge.records import REPORT, SECTION_FILE
from bot.knowledge.shapes import Record
from bot.knowledge.source import YAML_LIMIT, UnreadableError, read_text
from bot.knowledge.vocabulary_records import VOCABULARY
from bot.knowledge.yaml_source import parse

T = TypeVar("T")
VOCABULARY_FOLDER = "vocabulary"
SCHEMA_FOLDER = "schema"
REPORT_FILE = "report.yaml"
QUESTIONS_FILE = "questions.yaml"
MAX_FILES = 2_000
"""Files that one base may have; each report has about ten."""


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The entries of one report's folder."""

    id: str
    report: Entry
    sections: tuple[Entry, ...]
    """One for each section file that could be read; `id` is the section's id."""
    whole: bool = True
    """Whether all of them could be read."""

    @property
    def is_draft(self) -> bool:
        """Whether nothing of it is to be used yet."""
        return self.report.flag("draft")


@dataclass(frozen=True, slots=True)
class Files:
    """The entries of a whole facts folder."""

    vocabulary: tuple[Entry, ...] = ()
    reports: tuple[ReportFiles, ...] = field(default=())
    whole: bool = True
    """Whether every file could be read; else nobody knows which names are missing."""

    @property
    def finished(self) -> tuple[ReportFiles, ...]:
        """The reports that are no drafts."""
        return tuple(r for r in self.reports if not r.is_draft)


def read_folder(folder: Path, problems: Problems) -> Files:
    """Everything in a facts folder: `vocabulary/*.yaml` and each folder with a `report.yaml`."""
    names = _listing(folder, "", problems)
    shared = VOCABULARY_FOLDER in names
    vocabulary = tuple(_read_all(folder, VOCABULARY_FOLDER, VOCABULARY, (), problems)) if shared else ()
    if not shared and names:
        problems.add(
            Place(VOCABULARY_FOLDER, 1, 1),
            "there is no vocabulary folder; put measures, units, kinds and statuses here",
        )
    found = [
        _read_report(folder, name, problems)
        for name in names
        if name != VOCABULARY_FOLDER and (folder / name / REPORT_FILE).is_file()
    ]
    reports = _read(found)
    if not reports and not len(problems):
        problems.add(
            Place(REPORT_FILE, 1, 1),
            "no folder here has a report.yaml; start one with `draft`, or name another facts folder",
        )
    whole = None not in vocabulary and None not in found and all(report.whole for report in reports)
    return Files(_read(vocabulary), reports, whole)


def _read(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(one for one in found if one is not None)


def _read_report(folder: Path, name: str, problems: Problems) -> ReportFiles | None:
    report = read_file(folder, f"{name}/{REPORT_FILE}", REPORT, problems)
    sections = tuple(_read_all(folder, name, SECTION_FILE, (REPORT_FILE, QUESTIONS_FILE), problems))
    return None if report is None else ReportFiles(name, report, _read(sections), None not in sections)


def _read_all(
    folder: Path, name: str, shape: Record, without: tuple[str, ...], problems: Problems
) -> Iterator[Entry | None]:
    """The entries of a folder's files, None for one that could not be read."""
    files = [
        f
        for f in _listing(folder / name, name, problems)
        if f.endswith((".yaml", ".yml")) and f not in without
    ]
    if len(files) > MAX_FILES:
        problems.add(
            Place(name, 1, 1), f"{len(files):,} YAML files, more than the {MAX_FILES:,} that are read"
        )
        return
    for file in files:
        entry = read_file(folder, f"{name}/{file}", shape, problems)
        if entry is not None:
            entry.id = entry.text("section") or file.rpartition(".")[0]
        yield entry


def read_file(folder: Path, file: str, shape: Record, problems: Problems) -> Entry | None:
    """One YAML file of a facts folder, read by its shape; None, with problems added, where it is not
    readable."""
    try:
        text = read_text(folder / file, YAML_LIMIT)
    except UnreadableError as error:
        problems.add(Place(file, 1, 1), f"the file {error}")
        return None
    node = parse(text, file, problems)
    return None if node is None else Reader(file, problems).record(node, shape)


def _listing(folder: Path, name: str, problems: Problems) -> list[str]:
    """The names in a folder, sorted, without hidden ones."""
    try:
        return sorted(
            n
            for path in folder.iterdir()
            if not (n := path.name).startswith((".", "_")) and not n.endswith("~")
        )
    except OSError as error:
        reason = error.strerror or str(error)
        problems.add(
            Place(name or ".", 1, 1),
            f"the folder {folder.name} cannot be read ({reason}); name the folder that holds vocabulary/ "
            "and the reports",
        )
        return []
