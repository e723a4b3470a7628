"""Loads a facts folder into a fact base: whole and proven, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from bot.knowledge import building
from bot.knowledge.examples import examples_of
from bot.knowledge.files import NOTHING, Before, Files, ReportFiles, read_folder
from bot.knowledge.grounding import Gate
from bot.knowledge.model import Example, Fact, FactBase, Report, Subject
from bot.knowledge.problems import Problem, Problems, unknown
from bot.knowledge.proving import prove_facts, prove_reports, prove_subjects, prove_vocabulary
from bot.knowledge.reader import Entry
from bot.knowledge.units import Units
from bot.knowledge.vocabulary import Vocabulary

__all__ = ["LoadResult", "Loaded", "Problem", "load", "load_all"]


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What loading gives: a base, or the problems that keep it from being one."""

    base: FactBase | None
    problems: tuple[Problem, ...]
    read: Before = field(default_factory=dict, repr=False)
    """To load the folder again with."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that checking wants to know beyond the base."""

    base: FactBase
    """What could be built; of use to a bot only without problems."""
    files: Files
    units: Units
    drafts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


def load(folder: Path, before: Before = NOTHING) -> LoadResult:
    """The fact base of a folder, without drafts; `base` is None if there is any problem, or nothing but
    drafts. Raises nothing.

    `before`: what an earlier load of the folder read; files that say the same are not parsed again.
    """
    loaded = load_all(folder, before)
    problems = loaded.problems or _unfinished(loaded.files)
    return LoadResult(None if problems else loaded.base, problems, loaded.files.read)


def load_all(folder: Path, before: Before = NOTHING) -> Loaded:
    """As `load`, with what could be built in spite of problems, and the drafts."""
    problems = Problems()
    files = read_folder(folder, problems, before)
    vocabulary, places = _vocabulary(files, problems)
    # what rests on other files is judged once all can be read: the first mistake would hide among its effects
    resting = problems if files.whole else Problems()
    prove_vocabulary(vocabulary, places, resting)
    units = Units(vocabulary.units)
    subjects = _subjects(files, problems)
    prove_subjects(files, subjects, vocabulary, resting)
    reports: dict[str, Report] = {}
    facts: dict[str, Fact] = {}
    drafts: list[Fact] = []
    examples: list[Example] = []
    for found in files.reports:
        report = building.report(found.report, found.id, problems)
        own, own_drafts = _facts(found, report, units, resting)
        if found.is_draft:
            drafts.extend((*own, *own_drafts))
            continue
        reports[found.id] = report
        facts.update({fact.key: fact for fact in own})
        drafts.extend(own_drafts)
        examples.extend(examples_of(found.asked, found.id, own))
    base = FactBase(reports, subjects, facts, vocabulary, tuple(examples))
    gate = Gate(units, subjects.values())
    prove_reports(files, base, gate, resting)
    prove_facts(files, base, gate, resting)
    return Loaded(base, files, units, tuple(drafts), problems.sorted())


def _unfinished(files: Files) -> tuple[Problem, ...]:
    """A problem for each report, where all of them are drafts: nothing could be answered from them."""
    if files.finished:
        return ()
    message = "the report is still a draft; finish it and remove `draft: true`, then questions can be asked"
    places = (found.report.place("draft") for found in files.reports)
    return tuple(Problem(place.file, place.line, place.column, message) for place in places)


_BUILDERS: Mapping[str, Callable[[Entry], Any]] = {
    "measures": building.measure,
    "degrees": building.degree,
    "phrasings": building.phrasing,
    "forms": building.form,
    "wider_places": building.wider_place,
}
"""What makes an entry of the vocabulary, by its key; terms are made of all others."""


def _vocabulary(files: Files, problems: Problems) -> tuple[Vocabulary, Mapping[str, Mapping[str, Entry]]]:
    """The vocabulary over all files, and where its entries stand."""
    built: dict[str, dict[str, Any]] = {f.name: {} for f in fields(Vocabulary) if f.name != "fillers"}
    places: dict[str, dict[str, Entry]] = {name: {} for name in built}
    fillers: dict[str, None] = {}
    for file in files.vocabulary:
        fillers.update(dict.fromkeys(file.texts("fillers")))
        built["spellings"].update(file.values.get("spellings", {}))
        for entry in file.entries("units"):
            places["units"].setdefault(entry.id, entry)
            for unit in building.units(entry):
                if unit.id in built["units"]:
                    problems.add(entry.place(), f"duplicate id '{unit.id}' in units; keep one")
                built["units"].setdefault(unit.id, unit)
        for name, entries in built.items():
            if name in ("units", "spellings"):
                continue
            for entry in file.entries(name):
                known = places[name].get(entry.id)
                if known is not None:
                    problems.add(
                        entry.place(),
                        f"duplicate id '{entry.id}' in {name}, first in {known.file}:{known.place().line}; "
                        "keep one",
                    )
                    continue
                places[name][entry.id] = entry
                entries[entry.id] = _BUILDERS.get(name, building.term)(entry)
    return Vocabulary(fillers=tuple(fillers), **built), places


def _subjects(files: Files, problems: Problems) -> dict[str, Subject]:
    """Subjects by id; the same id in two reports is one subject with the names of both."""
    found: dict[str, Subject] = {}
    first: dict[str, tuple[str, Entry]] = {}
    for report in files.finished:
        for file in report.sections:
            for entry in file.entries("subjects"):
                if entry.flag("draft"):
                    continue
                subject = building.subject(entry, file.id)
                known = first.get(entry.id)
                if known is None:
                    first[entry.id] = (report.id, entry)
                    found[entry.id] = subject
                elif known[0] == report.id:
                    where = f"{known[1].file}:{known[1].place().line}"
                    problems.add(
                        entry.place(),
                        f"duplicate subject '{entry.id}', first in {where}; keep one, or choose another id",
                    )
                elif found[entry.id].kind != subject.kind:
                    problems.add(
                        entry.place("kind"),
                        f"subject '{entry.id}' is '{found[entry.id].kind}' in {known[1].file}; give both "
                        "one kind, or one of them another id",
                    )
                else:
                    found[entry.id] = _merged(found[entry.id], subject)
    return found


def _merged(first: Subject, second: Subject) -> Subject:
    names = dict.fromkeys((*first.names, *second.names))
    for name in (second.name.zh, second.name.en):
        if name not in (first.name.zh, first.name.en):
            names[name] = None
    return replace(first, names=tuple(names), part_of=tuple(dict.fromkeys((*first.part_of, *second.part_of))))


def _facts(
    found: ReportFiles, report: Report, units: Units, problems: Problems
) -> tuple[list[Fact], list[Fact]]:
    """Facts and drafts of a report, ids unique."""
    known: dict[str, Entry] = {}
    facts: list[Fact] = []
    drafts: list[Fact] = []
    for file in found.sections:
        if file.id not in {s.id for s in report.sections}:
            message = unknown("section", file.id, [s.id for s in report.sections])
            problems.add(
                file.place("section"),
                f"{message}; name the file after a section of report.yaml, or say `section:`",
            )
        for entry in file.entries("facts"):
            fact = building.fact(entry, report, units, problems)
            if fact.id in known:
                where = known[fact.id]
                problems.add(
                    entry.place("id"),
                    f"duplicate fact id '{fact.id}', first in {where.file}:{where.place().line}; ids are "
                    "unique in a report",
                )
                continue
            known[fact.id] = entry
            (drafts if entry.flag("draft") else facts).append(fact)
    return facts, drafts
