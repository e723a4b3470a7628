"""What curators run beside `check`: a draft of a report's text, two editions held against each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from bot.errors import UserError
from bot.knowledge.diff import Edition, as_text, diff
from bot.knowledge.drafting import DraftError, draft_into
from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text

Echo = Callable[[str], None]


def draft_report(report: Path, into: Path, echo: Echo) -> None:
    """Drafts the YAML of a report from its text; curated files are kept and only added to.

    Raises UserError for a text that cannot be read, and for files that stand in the way.
    """
    try:
        text = read_text(report, REPORT_LIMIT)
        made = draft_into(into, text, echo)
    except UnreadableError as error:
        raise UserError([f"{report} {error}."]) from None
    except DraftError as error:
        raise UserError([str(p) for p in error.problems]) from None
    except OSError as error:
        raise UserError([f"{into} cannot be written: {error.strerror or error}."]) from None
    for note in made.notes:
        echo(note)
    echo(f"{made.figures} figures found, {made.added} drafted, {len(made.files)} files written in {into}.")


def compare_editions(before: Path, after: Path, echo: Echo, *, as_json: bool) -> None:
    """Prints what changed from one report's facts to another's. Raises UserError for facts with problems."""
    editions = []
    for folder in (before, after):
        found = Edition.at(folder)
        if not isinstance(found, Edition):
            raise UserError([str(p) for p in found.problems])
        if found.report not in found.base.reports:
            raise UserError([f"{folder} holds no report: name the folder that holds its report.yaml."])
        editions.append(found)
    differences = diff(editions[0], editions[1])
    if as_json:
        echo(json.dumps([d.as_json() for d in differences], ensure_ascii=False, indent=2))
    else:
        echo(as_text(editions[1].base, differences))
