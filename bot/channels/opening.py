"""What a command opens before it can answer: the facts, the question log, the reports' texts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.warm_start import store, stored
from bot.errors import UserError
from bot.knowledge.model import FactBase

if TYPE_CHECKING:
    from bot.answering.conversation import Turn
    from bot.channels.question_log import QuestionLog


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


@contextmanager
def question_log(path: Path | None, days: int) -> Iterator[QuestionLog | None]:
    """The log at `path`, closed in the end; None where none is kept."""
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
