"""What a command opens before it can answer: the facts, the question log, the reports' texts."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.channels.warm_start import store, stored
from bot.errors import UserError
from bot.knowledge.model import FactBase

if TYPE_CHECKING:
    from bot.answering.conversation import Turn
    from bot.channels.question_log import QuestionLog

LOG_FILE = "questions.sqlite"


def open_facts(folder: Path, *, cached: bool = True) -> FactBase:
    """The fact base of a folder, stored if nothing changed since. Raises UserError with every problem."""
    base = stored(folder) if cached else None
    if base is not None:
        return base
    from bot.answering.conversation import prepare
    from bot.knowledge.loading import load

    began = time.time()
    result = load(folder)
    if result.base is None:
        count = len(result.problems)
        raise UserError([
            *(f"{folder / p.file}:{p.line}:{p.column}: {p.message}" for p in result.problems),
            f"{count} problem{'s' if count != 1 else ''} in {folder}; nothing was loaded.",
        ])  # fmt: skip
    prepare(result.base)
    if cached:
        store(folder, result.base, began)
    return result.base


def log_place(path: Path | None, days: int) -> Path | None:
    """Where questions are logged: at `path`, or in the user's own folder; None where none is kept, or that
    folder takes no files."""
    if not days or path is not None:
        return path if days else None
    own = Path(click.get_app_dir("wenbao"))
    with suppress(OSError):
        own.mkdir(parents=True, exist_ok=True)
    return own / LOG_FILE if os.access(own, os.W_OK) else None


@contextmanager
def question_log(path: Path | None, days: int) -> Iterator[QuestionLog | None]:
    """The log that `log_place` finds, closed in the end; None where none is kept."""
    path = log_place(path, days)
    if path is None:
        yield None
        return
    from bot.channels.question_log import QuestionLog  # and with it SQLite

    log = QuestionLog(path, days)
    try:
        yield log
    finally:
        log.close()


@contextmanager
def recording(path: Path | None, days: int) -> Iterator[Callable[[str, Turn], None]]:
    """Where questions of the console go."""
    with question_log(path, days) as log:
        yield lambda text, turn: log.record(text, turn, channel="console", message="") if log else None
