"""`check`: problems, coverage and tests of the facts, once or again after every edit."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.errors import UserError
from bot.knowledge.checking import CheckReport, check
from bot.knowledge.files import SCHEMA_FOLDER
from bot.knowledge.schema import write_schemas
from bot.knowledge.snapshot import signature_of
from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text

Echo = Callable[[str], None]
POLL_SECONDS = 0.3


def check_facts(folder: Path, report: Path | None, echo: Echo, *, as_json: bool) -> bool:
    """Checks once; `report` is a file with a report's own text. Whether there are no problems.

    Raises UserError for a report that cannot be read.
    """
    found = _checked(folder, report)
    if as_json:
        echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _tell(found, echo)
    return found.passed


def watch_facts(folder: Path, report: Path | None, echo: Echo) -> None:
    """Checks again whenever a file changes, until interrupted, and keeps a `schema` folder up to date."""
    last: object = None
    while True:
        now = _signature(folder)
        if now != last:
            time.sleep(POLL_SECONDS if last is not None else 0)  # an editor writes more than one file
            last = _signature(folder)
            echo(f"— {time.strftime('%H:%M:%S')} {folder}")
            found = _checked(folder, report)
            if not found.problems and (folder / SCHEMA_FOLDER).is_dir():
                _refresh_schemas(folder, found)
            _tell(found, echo, briefly=True)
        time.sleep(POLL_SECONDS)


def _refresh_schemas(folder: Path, found: CheckReport) -> None:
    """Lets an editor complete what was just written; an editor that cannot is no reason to stop."""
    with suppress(OSError):
        write_schemas(folder / SCHEMA_FOLDER, found.loaded)


def _signature(folder: Path) -> object:
    return signature_of(folder, questions=True).files


def _tell(found: CheckReport, echo: Echo, *, briefly: bool = False) -> None:
    """Problems at once; where there is none, then the facts that all the questions leave untested, or just
    how many they are."""
    echo(found.as_text())
    if found.problems or not found.facts:
        return
    from bot.channels.untested import as_lines, untested

    lines = list(as_lines(untested(found.loaded.base, found.conversations), found.facts))
    for line in lines[-1:] if briefly else lines:
        echo(line)


def _checked(folder: Path, report: Path | None) -> CheckReport:
    try:
        text = read_text(report, REPORT_LIMIT) if report else None
    except UnreadableError as error:
        raise UserError([f"{report} {error}."]) from None
    return check(folder, text)
