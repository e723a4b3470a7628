"""`add`: asks for a fact field by field, proves it, and writes it behind its neighbours."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import click

from bot.errors import UserError
from bot.knowledge.building import period
from bot.knowledge.editing import NewFact, NewSubject, add_fact, add_subject
from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.loading import Loaded, load_all
from bot.knowledge.model import Report
from bot.knowledge.patching import PatchError
from bot.knowledge.problems import unknown, unknown_sentence
from bot.knowledge.proving import draft_subjects
from bot.knowledge.source import YAML_LIMIT, UnreadableError, read_text, write_whole
from bot.knowledge.vocabulary import Text

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
Check = Callable[[str], str]
"""What is wrong with a value, empty where nothing is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a curator said."""

    fact: NewFact
    subject: NewSubject | None
    """A subject that the fact introduces."""


def add_to_facts(folder: Path) -> None:
    """Asks for a fact on the terminal and writes it, if the facts stay without problems.

    Raises UserError for facts that have problems already, click.Abort where the asking is broken off.
    """
    loaded = load_all(folder)
    if loaded.problems:
        raise UserError([*map(str, loaded.problems), "Mend these first; then a new fact can be proven."])
    report = _report(loaded)
    section = _pick("section", [s.id for s in report.sections])
    file = _file(loaded, report, section)
    asked: _Asked | None = None
    while True:
        asked = _ask(loaded, report, section, asked)
        text = _with(folder / file, asked)
        problems = _problems(folder, file, text)
        if not problems:
            break
        for problem in problems:
            click.echo(problem, err=True)
        if not click.confirm("Not written. Correct it?", default=True):
            raise click.Abort
    _write(folder / file, text)
    click.echo(f"Added {asked.fact.id} to {file}.")


def _report(loaded: Loaded) -> Report:
    reports = loaded.base.reports
    return reports[_pick("report", list(reports))] if len(reports) > 1 else next(iter(reports.values()))


def _file(loaded: Loaded, report: Report, section: str) -> str:
    """The section's file, relative to the facts folder; it need not be there yet."""
    for found in loaded.files.reports:
        for entry in found.sections:
            if found.id == report.id and entry.id == section:
                return entry.file
    return f"{report.id}/{section}.yaml"


def _pick(what: str, known: Collection[str], default: str | None = None) -> str:
    if len(known) <= 20:
        click.echo(f"{what}: {', '.join(known)}")
    return _prompt(what, lambda text: "" if text in known else unknown(what, text, known), default)


def _prompt(what: str, check: Check, default: str | None = None, *, optional: bool = False) -> str:
    """Asks until the answer passes the check; an optional one may stay empty."""
    while True:
        text = str(
            click.prompt(
                what, default="" if optional and default is None else default, show_default=bool(default)
            )
        )
        text = text.strip()
        if not text and optional:
            return ""
        problem = check(text) if text else "say something here"
        if not problem:
            return text
        click.echo(f"  {problem}", err=True)


def _ask(loaded: Loaded, report: Report, section: str, before: _Asked | None) -> _Asked:
    """Everything about one fact; what was said `before` is offered again."""
    words, old = loaded.base.vocabulary, before.fact if before else None
    subject, fresh = _ask_subject(loaded, before)
    measure = _prompt(
        "measure (what is said of it; `wenbao words measures` lists them)",
        lambda text: "" if text in words.measures else unknown("measure", text, words.measures),
        old.measure if old else None,
    )
    figure = _prompt(
        "figure, as the report prints it (empty if the answer is words)",
        lambda text: _figure_problem(text, loaded),
        old.figures[0] if old and old.figures else None,
        optional=True,
    )
    value = None if figure else _pair("answer", old.value if old else None)
    cites = _ask_cites(report, section, old)
    more = _ask_of(loaded, report, subject, measure, old) | _ask_more(loaded, report, old)
    summary = _pair("summary, one sentence", old.summary if old else None)
    taken = {fact.id for fact in (*loaded.base.facts.values(), *loaded.drafts) if fact.report == report.id}
    name = _prompt("id", lambda text: _id_problem(text, taken), old.id if old else f"{subject}.{measure}")
    figures = (figure,) if figure else ()
    return _Asked(NewFact(name, subject, measure, summary, cites, figures, value, more), fresh)


def _ask_subject(loaded: Loaded, before: _Asked | None) -> tuple[str, NewSubject | None]:
    """The subject's id, and the subject itself where it is new."""
    known, kinds = loaded.base.subjects, loaded.base.vocabulary.kinds
    fresh = before.subject if before else None
    drafts = {entry.id: entry.place() for entry in draft_subjects(loaded.files)}

    def check(text: str) -> str:
        if text in drafts and text not in known:
            place = drafts[text]
            return (
                f"'{text}' is still a draft; finish it ({place.file}:{place.line}), then add facts about it"
            )
        if text in known or (fresh and text == fresh.id):
            return ""
        problem = _id_problem(text, ())
        near = "" if problem else unknown("subject", text, known)
        near += "" if near.endswith("?") else "."
        return problem or (
            "" if click.confirm(f"  {near} Is it a new one?", default=False) else "then name a known one"
        )

    name = _prompt("subject (its id)", check, before.fact.subject if before else None)
    if name in known:
        return name, None
    text = _pair("its name", fresh.name if fresh else None)
    kind = _pick("kind", list(kinds), fresh.kind if fresh else None)
    return name, NewSubject(name, text, kind)


def _ask_cites(report: Report, section: str, old: NewFact | None) -> tuple[str, ...]:
    known = [s.id for part in report.sections for s in part.sentences]

    def check(text: str) -> str:
        wrong = [cite for cite in text.split() if cite not in known]
        return unknown_sentence(wrong[0], known) if wrong else ""

    default = " ".join(old.cites) if old else None
    return tuple(_prompt(f"sentences that it rests on, such as {section}.1", check, default).split())


def _ask_of(
    loaded: Loaded, report: Report, subject: str, measure: str, old: NewFact | None
) -> dict[str, str | tuple[str, ...] | bool]:
    """The fact that a rate, share or rank is said of; the subject's own figure is offered."""
    measures = loaded.base.vocabulary.measures
    if not measures[measure].relation:
        return {}
    known = {fact.id: fact for fact in loaded.base.facts.values() if fact.report == report.id}
    near = (
        name
        for name, fact in known.items()
        if fact.subject == subject and fact.figures and not measures[fact.measure].relation
    )
    said = _prompt(
        f"the fact that this {measures[measure].relation} is said of",
        lambda text: "" if text in known else unknown("fact", text, known),
        str(old.more["of"]) if old and old.more.get("of") else next(near, None),
        optional=True,
    )
    return {"of": said} if said else {}


def _ask_more(loaded: Loaded, report: Report, old: NewFact | None) -> dict[str, str | tuple[str, ...] | bool]:
    """Period, scope and status, where they are not the usual."""
    statuses, scopes = loaded.base.vocabulary.statuses, [place.id for place in report.places]
    checks: dict[str, tuple[str, Check]] = {
        "period": ("period, such as 2020-01..2020-05 (empty: the report's)",
                   lambda text: "" if period(text) else "write months: 2020-01..2020-06"),
        "scope": (f"scope: {', '.join(scopes)} (empty: own)",
                  lambda text: "" if text in scopes else unknown("scope", text, scopes)),
        "status": (f"status: {', '.join(statuses)} (empty: done)",
                   lambda text: "" if text in statuses else unknown("status", text, statuses)),
    }  # fmt: skip
    found: dict[str, str | tuple[str, ...] | bool] = {}
    for key, (what, check) in checks.items():
        before = old.more.get(key) if old else None
        said = _prompt(what, check, str(before) if before else None, optional=True)
        if said:
            found[key] = said
    return found


def _pair(what: str, old: Text | None) -> Text:
    return Text(*(
        _prompt(f"{what}, in {language}", lambda _: "", (old.of(code) if old else None))
        for code, language in (("zh", "Chinese"), ("en", "English"))
    ))  # fmt: skip


def _figure_problem(text: str, loaded: Loaded) -> str:
    try:
        parse_figure(text, loaded.units)
    except FigureError as error:
        return str(error)
    return ""


def _id_problem(text: str, taken: Collection[str]) -> str:
    if not _ID.fullmatch(text):
        return "an id is made of a-z 0-9 _ . -"
    return f"there is a '{text}' already" if text in taken else ""


def _with(path: Path, asked: _Asked) -> str:
    """The file's text with the fact in it. Raises UserError where the file cannot be changed."""
    try:
        text = read_text(path, YAML_LIMIT) if path.exists() else ""
        if asked.subject:
            text = add_subject(text, asked.subject)
        return add_fact(text, asked.fact)
    except (PatchError, UnreadableError) as error:
        raise UserError([f"{path}: {error}."]) from None


def _problems(folder: Path, file: str, text: str) -> list[str]:
    """What the facts' problems would be with a file changed."""
    with tempfile.TemporaryDirectory(prefix="facts-") as room:
        copy = Path(room) / "facts"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*", "_*", "*.txt"))
        (copy / file).write_text(text, encoding="utf-8")
        return [str(problem) for problem in load_all(copy).problems]


def _write(path: Path, text: str) -> None:
    """In one step: a running bot never reads half a file. Raises UserError."""
    try:
        write_whole(path, text)
    except OSError as error:
        raise UserError([f"{path} cannot be written: {error.strerror or error}."]) from None
