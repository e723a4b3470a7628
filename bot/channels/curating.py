"""What curators run beside `check`: a draft of a report's text, two editions held against each other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from bot.errors import UserError
from bot.knowledge.diff import Edition, as_text, diff
from bot.knowledge.drafting import DraftError, draft_into
from bot.knowledge.files import REPORT_FILE, SCHEMA_FOLDER, VOCABULARY_FOLDER
from bot.knowledge.loading import load_all
from bot.knowledge.schema import write_schemas
from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text
from bot.understanding.sounds import readings

Echo = Callable[[str], None]


def draft_report(report: Path, into: Path, echo: Echo, *, vocabulary: Path) -> None:
    """Drafts the YAML of a report from its text; curated files are kept and only added to.

    `vocabulary` is copied beside a report's folder that has none. Raises UserError for a text that cannot be
    read or says nothing, and for files that stand in the way.
    """
    try:
        text = read_text(report, REPORT_LIMIT)
        if not text.strip():
            raise UserError([f"{report} is empty; give the report's own text."])
        _give_vocabulary(into, vocabulary, echo)
        made = draft_into(into, text, echo, spell=_spelt)
    except UnreadableError as error:
        raise UserError([f"{report} {error}."]) from None
    except DraftError as error:
        raise UserError([str(p) for p in error.problems]) from None
    except OSError as error:
        raise UserError([f"{into} cannot be written: {error.strerror or error}."]) from None
    write_editor_schemas(into.absolute().parent)
    for note in made.notes:
        echo(note)
    if made.subjects:
        named = ", ".join(f"{key} ({name})" for key, name in made.subjects.items())
        echo(f"New subjects, for you to name or to delete with their drafts: {named}")
    files = f"written in {into}: {', '.join(made.files)}" if made.files else f"nothing to write in {into}"
    echo(f"{made.figures} figures found, {made.added} drafted; {files}")
    if made.added:
        echo(f"Next: fill in report.yaml, finish the drafts, then: wenbao check --facts {into.parent}")


def _spelt(name: str) -> str:
    """A Chinese name in pinyin; other characters stay."""
    return "".join((readings(c) or (c,))[0] for c in name)


def _give_vocabulary(into: Path, shipped: Path, echo: Echo) -> None:
    """Copies the shipped vocabulary beside a report's folder where there is none."""
    if (into / VOCABULARY_FOLDER).exists():
        raise UserError(
            [f"{into} is a folder of facts; name a folder in it for the report: {into / 'NAME'}."]
        )
    beside = into.absolute().parent / VOCABULARY_FOLDER
    if not beside.exists():
        shutil.copytree(shipped / VOCABULARY_FOLDER, beside)
        echo(
            f"There was no {VOCABULARY_FOLDER}/ beside {into}, so the one that comes with Wenbao was copied."
        )


def write_editor_schemas(facts: Path) -> tuple[Path, ...]:
    """Writes the schemas by which an editor completes the YAML of a facts folder; the files that changed.

    Raises UserError where they cannot be written.
    """
    folder = facts / SCHEMA_FOLDER
    try:
        return write_schemas(folder, load_all(facts))
    except OSError as error:
        raise UserError([f"{folder} cannot be written: {error.strerror or error}."]) from None


def compare_editions(before: Path, after: Path, echo: Echo, *, as_json: bool) -> None:
    """Prints what changed from one report's facts to another's. Raises UserError for facts with problems."""
    editions = []
    for folder in (before, after):
        found = Edition.at(folder)
        if not isinstance(found, Edition):
            raise UserError([str(p) for p in found.problems])
        if found.report not in found.base.reports:
            raise UserError([_why_no_report(folder)])
        editions.append(found)
    differences = diff(editions[0], editions[1])
    if as_json:
        echo(json.dumps([d.as_json() for d in differences], ensure_ascii=False, indent=2))
    else:
        echo(as_text(editions[1].base, differences))


def _why_no_report(folder: Path) -> str:
    if (folder / REPORT_FILE).exists():
        return f"{folder} is still a draft: finish it and remove `draft: true` from its {REPORT_FILE}."
    return f"{folder} holds no report: name the folder that holds its {REPORT_FILE}."
