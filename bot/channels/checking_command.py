"""`check`: problems, coverage and tests of the facts, once or again after every edit."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserError
from bot.knowledge.check_report import CheckReport
from bot.knowledge.checking import check
from bot.knowledge.files import SCHEMA_FOLDER
from bot.knowledge.problems import unknown
from bot.knowledge.schema import write_schemas
from bot.knowledge.snapshot import signature_of
from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text

Echo = Callable[[str], None]
POLL_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Asked:
    """What a curator wants to have checked."""

    folder: Path
    report: Path | None = None
    """A file with a report's own text."""
    paths: tuple[str, ...] = ()
    """Files or folders of reports that alone are told of; all if there are none."""
    each_draft: bool = False
    """Whether to list every draft, not just how many a file has."""


def check_facts(asked: Asked, echo: Echo, *, as_json: bool) -> bool:
    """Checks once. Whether there are no problems.

    Raises UserError for a report that cannot be read, and for files that are not there.
    """
    files = _named_files(asked)
    found = _checked(asked, files)
    if as_json:
        echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(found, echo, files, each_draft=asked.each_draft)
    return found.passed


def watch_facts(asked: Asked, echo: Echo) -> None:
    """Checks again whenever a file changes, until interrupted, and keeps a `schema` folder up to date."""
    folder, files = asked.folder, _named_files(asked)
    last: object = None
    while True:
        now = _signature(folder)
        if now != last:
            time.sleep(POLL_SECONDS if last is not None else 0)  # an editor writes more than one file
            last = _signature(folder)
            echo(f"— {time.strftime('%H:%M:%S')} {folder}")
            found = _checked(asked, files)
            if not (found.problems or found.elsewhere) and (folder / SCHEMA_FOLDER).is_dir():
                _refresh_schemas(folder, found)
            _tell(found, echo, files, briefly=True, each_draft=asked.each_draft)
        time.sleep(POLL_SECONDS)


def _refresh_schemas(folder: Path, found: CheckReport) -> None:
    """Lets an editor complete what was just written; an editor that cannot is no reason to stop."""
    with suppress(OSError):
        write_schemas(folder / SCHEMA_FOLDER, found.loaded)


def _signature(folder: Path) -> object:
    return signature_of(folder).files


def _tell(
    found: CheckReport, echo: Echo, files: Collection[str], *, briefly: bool = False, each_draft: bool = False
) -> None:
    """Problems at once; where there is none, then the facts that all the questions leave untested and the
    buttons that mislead, or just how many they are."""
    echo(found.as_text(each_draft=each_draft))
    if found.problems or found.elsewhere or not found.facts:
        return
    from bot.channels.buttons import misleading
    from bot.channels.untested import as_lines, untested

    base = found.loaded.base
    own = [f for f in untested(base, found.conversations) if not files or f.place.file in files]
    lines = list(as_lines(own, found.facts))
    for line in lines[-1:] if briefly else lines:
        echo(line)
    astray = [str(w) for w in misleading(base) if not files or w.file in files]
    for line in () if briefly else astray:
        echo(line)
    if astray:
        echo(f"{len(astray)} of the questions on buttons mislead; these are warnings, no problems")


def _checked(asked: Asked, files: Collection[str]) -> CheckReport:
    try:
        text = read_text(asked.report, REPORT_LIMIT) if asked.report else None
    except UnreadableError as error:
        raise UserError([f"{asked.report} {error}."]) from None
    found = check(asked.folder, text)
    return found.only(files) if files else found


def _named_files(asked: Asked) -> frozenset[str]:
    """The files that paths name, within the facts folder, as its messages call them; a path may be given
    from here or from there. Raises UserError."""
    folder = asked.folder.resolve()
    found: set[str] = set()
    for name in asked.paths:
        here, there = Path(name).resolve(), folder / name
        path = here if here.exists() and here.is_relative_to(folder) else there
        if not path.exists():
            known = (str(p.relative_to(folder)) for p in folder.glob("*/*.yaml"))
            raise UserError([f"{unknown('file', name, known)} in {asked.folder}."])
        inside = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        found.update(p.relative_to(folder).as_posix() for p in inside)
    return frozenset(found)
