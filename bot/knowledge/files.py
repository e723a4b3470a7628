"""Finds and reads the YAML files of a facts folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TypeVar

from bot.knowledge.conversations import FILE_LIMIT, Conversation, conversations_in
from bot.knowledge.model import Place
from bot.knowledge.problems import Problem, Problems
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
ASKED_FOLDER = "asked"
"""Beside a report's facts: files of further questions, as people asked them."""
MAX_FILES = 2_000
"""Files that one base may have; each report has about ten."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read, so that it need not be read again while it says the same."""

    text: str
    entry: Entry | None
    problems: tuple[Problem, ...]
    asked: tuple[Conversation, ...] = ()
    """Its conversations, if it is a file of such."""


Before = Mapping[str, ReadFile]
"""Files by their path within the facts folder."""
NOTHING: Before = {}


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """The entries of one report's folder."""

    id: str
    report: Entry
    sections: tuple[Entry, ...]
    """One for each section file that could be read; `id` is the section's id."""
    whole: bool = True
    """Whether all of them could be read."""
    asked: tuple[Conversation, ...] = ()
    """The questions beside its facts; those with a mistake are left out, for `check` to report."""

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
    read: Before = field(default_factory=dict, repr=False)
    """To read the folder again with."""
    unread: tuple[str, ...] = ()
    """The files that could not be read."""

    @property
    def finished(self) -> tuple[ReportFiles, ...]:
        """The reports that are no drafts."""
        return tuple(r for r in self.reports if not r.is_draft)


class _Folder:
    """A facts folder that is being read."""

    def __init__(self, path: Path, before: Before, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.read: dict[str, ReadFile] = {}
        self.unread: list[str] = []
        self._before = before

    def file(self, name: str, shape: Record) -> Entry | None:
        """One of its files; what it says is worked out only where it says something new."""
        try:
            text = read_text(self.path / name, YAML_LIMIT)
        except UnreadableError as error:
            self.problems.add(Place(name, 1, 1), f"the file {error}")
            self.unread.append(name)
            return None
        found = self._before.get(name)
        if found is None or found.text != text:
            found = _read(text, name, shape)
        self.read[name] = found
        self.problems.extend(found.problems)
        if found.entry is None:
            self.unread.append(name)
        return found.entry

    def asked(self, name: str) -> tuple[Conversation, ...]:
        """The conversations of one of its files, without those that have a mistake."""
        try:
            text = read_text(self.path / name, FILE_LIMIT)
        except UnreadableError:
            return ()
        found = self._before.get(name)
        if found is None or found.text != text:
            found = ReadFile(text, None, (), conversations_in(text, name, Problems()))
        self.read[name] = found
        return found.asked


def read_folder(path: Path, problems: Problems, before: Before = NOTHING) -> Files:
    """Everything in a facts folder: `vocabulary/*.yaml` and each folder with a `report.yaml`.

    `before`: what an earlier reading of it gave, to save work; it changes nothing else.
    """
    folder = _Folder(path, before, problems)
    names = _listing(path, "", problems)
    shared = VOCABULARY_FOLDER in names
    vocabulary = tuple(_read_all(folder, VOCABULARY_FOLDER, VOCABULARY, ())) if shared else ()
    if not shared and names:
        problems.add(
            Place(VOCABULARY_FOLDER, 1, 1),
            "there is no vocabulary folder; put measures, units, kinds and statuses here",
        )
    found = [
        _read_report(folder, name)
        for name in names
        if name != VOCABULARY_FOLDER and (path / name / REPORT_FILE).is_file()
    ]
    reports = _readable(found)
    if not reports and not len(problems):
        problems.add(
            Place(REPORT_FILE, 1, 1),
            "no folder here has a report.yaml; start one with `draft`, or name another facts folder",
        )
    whole = None not in vocabulary and None not in found and all(report.whole for report in reports)
    return Files(_readable(vocabulary), reports, whole, folder.read, tuple(folder.unread))


def _readable(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(one for one in found if one is not None)


def _read_report(folder: _Folder, name: str) -> ReportFiles | None:
    report = folder.file(f"{name}/{REPORT_FILE}", REPORT)
    sections = tuple(_read_all(folder, name, SECTION_FILE, (REPORT_FILE, QUESTIONS_FILE)))
    if report is None:
        return None
    asked = [folder.asked(f"{name}/{file}") for file in question_files(folder.path / name)]
    whole = None not in sections
    return ReportFiles(name, report, _readable(sections), whole, tuple(chain.from_iterable(asked)))


def question_files(report: Path) -> tuple[str, ...]:
    """The files of questions in a report's folder, by their path in it. Raises nothing."""
    own = (QUESTIONS_FILE,) if (report / QUESTIONS_FILE).exists() else ()
    if not (report / ASKED_FOLDER).is_dir():
        return own
    names = _listing(report / ASKED_FOLDER, ASKED_FOLDER, Problems())
    further = [f"{ASKED_FOLDER}/{name}" for name in names if name.endswith((".yaml", ".yml"))]
    return (*own, *further[:MAX_FILES])


def _read_all(folder: _Folder, name: str, shape: Record, without: tuple[str, ...]) -> Iterator[Entry | None]:
    """The entries of a folder's files, None for one that could not be read."""
    files = [
        f
        for f in _listing(folder.path / name, name, folder.problems)
        if f.endswith((".yaml", ".yml")) and f not in without
    ]
    if len(files) > MAX_FILES:
        folder.problems.add(
            Place(name, 1, 1), f"{len(files):,} YAML files, more than the {MAX_FILES:,} that are read"
        )
        return
    for file in files:
        entry = folder.file(f"{name}/{file}", shape)
        if entry is not None:
            entry.id = entry.text("section") or file.rpartition(".")[0]
        yield entry


def read_file(folder: Path, file: str, shape: Record, problems: Problems) -> Entry | None:
    """One YAML file of a facts folder, read by its shape; None, with problems added, where it is not
    readable."""
    return _Folder(folder, NOTHING, problems).file(file, shape)


def _read(text: str, file: str, shape: Record) -> ReadFile:
    problems = Problems()
    node = parse(text, file, problems)
    entry = None if node is None else Reader(file, problems).record(node, shape)
    return ReadFile(text, entry, problems.sorted())


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
