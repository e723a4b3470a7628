"""Proves what was read against the rest of the base: every id known, every citation there, no two facts
alike."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.files import Files, ReportFiles
from bot.knowledge.grounding import Gate, prove_fact, prove_text
from bot.knowledge.model import Fact, FactBase, Report, Subject
from bot.knowledge.problems import Problems, unknown, unknown_sentence
from bot.knowledge.reader import Entry
from bot.knowledge.shapes import MEASURE_KINDS
from bot.knowledge.units import Units, fits
from bot.knowledge.vocabulary import Vocabulary


def _known(entry: Entry, key: str, known: Collection[str], what: str, problems: Problems) -> None:
    """Every id under a key of an entry is known."""
    value = entry.values.get(key)
    ids = value if isinstance(value, tuple) else (value,) if value else ()
    for index, name in enumerate(ids):
        if name not in known:
            place = entry.place(key, index) if isinstance(value, tuple) else entry.place(key)
            told = unknown_sentence(name, known) if what == "sentence" else unknown(what, name, known)
            problems.add(place, f"key '{key}': {told}")


def prove_vocabulary(
    vocabulary: Vocabulary, places: Mapping[str, Mapping[str, Entry]], problems: Problems
) -> None:
    """Measures, degrees and phrasings name known measures; phrasings may name kinds of measure too."""
    for entry in places["measures"].values():
        _known(entry, "broader", vocabulary.measures, "measure", problems)
        _known(entry, "towards", vocabulary.measures, "measure", problems)
    for entry in places["degrees"].values():
        _known(entry, "measures", vocabulary.measures, "measure", problems)
        _known(entry, "implies", vocabulary.measures, "measure", problems)
    for entry in places["phrasings"].values():
        if entry.id not in MEASURE_KINDS and entry.id not in vocabulary.measures:
            problems.add(entry.place(), unknown("measure", entry.id, vocabulary.measures))


def prove_subjects(
    files: Files, subjects: Mapping[str, Subject], vocabulary: Vocabulary, problems: Problems
) -> None:
    """Subjects are of known kinds and parts of known subjects, never of themselves."""
    for report in files.finished:
        for file in report.sections:
            for entry in file.entries("subjects"):
                _known(entry, "kind", vocabulary.kinds, "kind", problems)
                _known(entry, "part_of", subjects, "subject", problems)
                if entry.id in entry.texts("part_of"):
                    problems.add(
                        entry.place("part_of"),
                        f"subject '{entry.id}' is part of itself; name what it belongs to",
                    )


def prove_reports(files: Files, base: FactBase, gate: Gate, problems: Problems) -> None:
    """Outlines hold figures; waivers and the overview rest on sentences that exist."""
    for found in files.finished:
        report = base.reports[found.id]
        entry = found.report
        sentences = {s.id: s for section in report.sections for s in section.sentences}
        _known(entry, "overview_cites", sentences, "sentence", problems)
        if "places" in entry.values and "own" not in entry.values["places"]:
            problems.add(entry.place("places"), "places lack 'own': add the place that the report speaks for")
        _prove_outline(entry, gate.units, problems)
        for waiver in entry.entries("waived"):
            _known(waiver, "sentence", sentences, "sentence", problems)
            sentence = sentences.get(waiver.text("sentence"))
            if sentence is not None and waiver.text("figure") not in sentence.figures:
                message = unknown("figure", waiver.text("figure"), sentence.figures)
                problems.add(
                    waiver.place("figure"),
                    f"{message} in {sentence.id}; waive a figure as the outline has it",
                )
        if "overview" in entry.values:
            place = entry.place("overview")
            figures = gate.figures(report, report.overview_cites)
            prove_text(
                report.overview, {"zh": place, "en": place}, figures, report.overview_cites, gate, problems
            )


def _prove_outline(entry: Entry, units: Units, problems: Problems) -> None:
    for section in entry.entries("sections"):
        for sentence in section.entries("outline"):
            for index, text in enumerate(sentence.texts("figures")):
                try:
                    parse_figure(text, units)
                except FigureError as error:
                    problems.add(sentence.place("figures", index), f"key 'figures': {error}")


def _entries(found: ReportFiles) -> Iterator[Entry]:
    for file in found.sections:
        yield from file.entries("facts")


def prove_facts(files: Files, base: FactBase, gate: Gate, problems: Problems) -> None:
    """Facts name what exists, rest on their sentences, and can be told apart. Drafts are held to their ids
    only."""
    drafts = {s.id: s for s in draft_subjects(files) if s.id not in base.subjects}
    for found in files.finished:
        report = base.reports[found.id]
        ids = dict.fromkeys(entry.text("id") for entry in _entries(found))
        sentences = dict.fromkeys(s.id for section in report.sections for s in section.sentences)
        alike: dict[tuple[object, ...], Fact] = {}
        for entry in _entries(found):
            _prove_ids(entry, base, report, ids, sentences, drafts, problems)
            fact = base.facts.get(f"{found.id}:{entry.text('id')}")
            if fact is None or fact.place != entry.place():
                continue
            _prove_answer(entry, fact, base, problems)
            _prove_apart(entry, fact, alike, problems)
            if fact.cites and set(fact.cites) <= set(sentences):  # else nothing is proven
                prove_fact(entry, fact, report, gate, problems)


def draft_subjects(files: Files) -> Iterator[Entry]:
    """Subjects that still wait for a curator."""
    for report in files.reports:
        for file in report.sections:
            yield from (entry for entry in file.entries("subjects") if entry.flag("draft"))


def _finished(entry: Entry, key: str, drafts: Mapping[str, Entry], problems: Problems) -> None:
    """A fact that is no draft is about no subject that is one."""
    value = entry.values.get(key)
    for name in value if isinstance(value, tuple) else (value,):
        if name in drafts:
            place = drafts[name].place()
            problems.add(
                entry.place(key),
                f"key '{key}': subject '{name}' is still a draft; finish it ({place.file}:{place.line}) and "
                "remove its `draft: true`",
            )


def _prove_ids(
    entry: Entry,
    base: FactBase,
    report: Report,
    ids: Collection[str],
    sentences: Collection[str],
    drafts: Mapping[str, Entry],
    problems: Problems,
) -> None:
    words = base.vocabulary
    for key in ("subject", "mentions"):
        if entry.flag("draft"):
            _known(entry, key, {**base.subjects, **drafts}, "subject", problems)
        else:
            _finished(entry, key, drafts, problems)
            _known(entry, key, base.subjects.keys() | drafts.keys(), "subject", problems)
    _known(entry, "measure", words.measures, "measure", problems)
    _known(entry, "status", words.statuses, "status", problems)
    _known(entry, "scope", [place.id for place in report.places], "scope", problems)
    _known(entry, "cite", sentences, "sentence", problems)
    for key in ("of", "part_of", "see"):
        _known(entry, key, ids, "fact", problems)
    for key in ("of", "part_of", "see"):
        value = entry.values.get(key)
        if entry.text("id") in (value if isinstance(value, tuple) else (value,)):
            problems.add(entry.place(key), f"key '{key}' points to the fact itself; name another fact")


def _prove_answer(entry: Entry, fact: Fact, base: FactBase, problems: Problems) -> None:
    """A fact has a figure or a value, and its figure is of its measure's kind."""
    if "figure" not in entry.node.pairs and "value" not in entry.node.pairs:
        problems.add(
            entry.place(),
            f"fact '{fact.id}' has neither 'figure' nor 'value'; give the figure as printed, or the short "
            "answer",
        )
    measure = base.vocabulary.measures.get(fact.measure)
    if measure is None:
        return
    for index, figure in enumerate(fact.figures):
        if not fits(measure.kind, base.vocabulary.units[figure.unit].dimension):
            problems.add(
                entry.place("figure", index),
                f"key 'figure': '{figure.text}' is no {measure.kind}, as measure '{measure.id}' wants; "
                "correct the unit or take another measure",
            )


def _prove_apart(entry: Entry, fact: Fact, alike: dict[tuple[object, ...], Fact], problems: Problems) -> None:
    """No two facts of a report with the same subject, measure, period, scope, status and names."""
    key = (fact.subject, fact.measure, fact.period, fact.scope, fact.status, frozenset(fact.names))
    other = alike.setdefault(key, fact)
    if other is not fact:
        where = f"{other.place.file}:{other.place.line}"
        problems.add(
            entry.place(),
            f"no question can tell '{fact.id}' from '{other.id}' ({where}): same subject, measure, period, "
            "scope and status; "
            "merge them, or give each `names` of its own",
        )
