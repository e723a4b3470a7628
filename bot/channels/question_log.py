"""Questions on disk: SQLite in WAL mode, written by a thread of its own so that no answer waits for it.

What is kept: time, language, folded text, outcome, facts and thumbs. Nobody and no chat is in it: which
message an answer went out as, and who voted on it, is known in memory only and forgotten with the process.
"""

from __future__ import annotations

import logging
import queue
import re
import secrets
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.answering.asked import Asked, outcome_of
from bot.answering.conversation import Turn

DAY = 86_400
WAITING_LIMIT = 10_000
"""Entries that wait for a disk that cannot take them; the oldest are given up first."""
ANSWERS_KEPT = 20_000
"""Answers on which one may still vote."""
TEXT_LIMIT = 300
"""Characters of a question that are kept."""
RETRY_SECONDS = 5.0
SWEEP_SECONDS = 3_600.0
BUSY_SECONDS = 2.0
NEVER = float("-inf")
_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|@\w+|\+?\d[\d -]{5,}\d")
"""Mail addresses, user names and telephone numbers; no figure of a report has seven digits on end."""
_TABLE = """
CREATE TABLE IF NOT EXISTS question (
    id INTEGER PRIMARY KEY,
    time INTEGER NOT NULL,
    language TEXT NOT NULL,
    folded TEXT NOT NULL,
    outcome TEXT NOT NULL,
    facts TEXT NOT NULL,
    up INTEGER NOT NULL DEFAULT 0,
    down INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS question_time ON question (time);
"""
_INSERT = """
INSERT OR IGNORE INTO question (id, time, language, folded, outcome, facts) VALUES (?, ?, ?, ?, ?, ?)
"""
_SELECT = """
SELECT time, language, folded, outcome, facts, up, down FROM question WHERE time >= ? ORDER BY time
"""
_LOG = logging.getLogger(__name__)


class UnreadableLogError(Exception):
    """A question log that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class _Entry:
    id: int
    asked: Asked


@dataclass(frozen=True, slots=True)
class _Vote:
    id: int
    up: int
    down: int
    """What to add to the thumbs."""


_Item = _Entry | _Vote | threading.Event
"""What the writer takes: an event is set once everything before it was tried."""


class QuestionLog:
    """Keeps questions and thumbs. Every call returns at once; whatever happens to the disk, none raises.

    Usable from any thread. Entries older than `retention_days` are deleted, at the start and every hour.
    """

    def __init__(
        self, path: Path, retention_days: float = 90, clock: Callable[[], float] = time.time
    ) -> None:
        self._path = path
        self._retention = retention_days * DAY
        self._clock = clock
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[str, str], int] = OrderedDict()
        self._votes: OrderedDict[tuple[int, str], bool] = OrderedDict()
        self._waiting: list[_Entry | _Vote] = []
        self._lost = 0
        self._failing = False
        self._swept = NEVER
        self._closed = False
        self._thread = threading.Thread(target=self._write_all, name="question-log", daemon=True)
        self._thread.start()

    def record(self, question: str, turn: Turn, *, channel: str, message: str) -> None:
        """Keeps a turn; `message` names the answer within the channel, for votes, and is not written."""
        reply = turn.reply
        facts = reply.facts or tuple(key for choice in reply.choices for key in choice.facts)
        folded = _PRIVATE.sub("*", turn.explanation.folded)[:TEXT_LIMIT]
        asked = Asked(int(self._clock()), reply.language, folded, outcome_of(reply), facts)
        entry = _Entry(secrets.randbits(62), asked)
        with self._lock:
            self._answers[(channel, message)] = entry.id
            if len(self._answers) > ANSWERS_KEPT:
                self._answers.popitem(last=False)
        self._queue.put(entry)

    def thumb(self, *, channel: str, message: str, voter: str, up: bool) -> bool:
        """Counts a vote; a later one of the same voter replaces it. False where it changes nothing."""
        with self._lock:
            answer = self._answers.get((channel, message))
            if answer is None:
                return False
            before = self._votes.get((answer, voter))
            if before is up:
                return False
            self._votes[(answer, voter)] = up
            if len(self._votes) > ANSWERS_KEPT:
                self._votes.popitem(last=False)
        undone = before is not None
        self._queue.put(_Vote(answer, 1 if up else -int(undone), -int(undone) if up else 1))
        return True

    def flush(self, timeout: float = 5.0) -> bool:
        """Waits until everything so far was tried; False where that takes longer than `timeout` seconds."""
        done = threading.Event()
        self._queue.put(done)
        return done.wait(timeout)

    def close(self, timeout: float = 2.0) -> None:
        """Writes what is left, for at most `timeout` seconds."""
        if not self._closed:
            self._closed = True
            self._queue.put(None)
            self._thread.join(timeout)

    def _write_all(self) -> None:
        """The writer's life: takes what is there, writes it in one go, tries again later where that fails."""
        while True:
            batch, ended = self._next_batch()
            self._waiting.extend(item for item in batch if not isinstance(item, threading.Event))
            self._try_to_write()
            for item in batch:
                if isinstance(item, threading.Event):
                    item.set()
            if ended:
                return

    def _next_batch(self) -> tuple[list[_Item], bool]:
        """Everything in the queue, waiting for the first of it; and whether the log was closed."""
        batch: list[_Item] = []
        wait = RETRY_SECONDS if self._waiting else SWEEP_SECONDS
        if self._swept == NEVER:
            wait = 0.0
        while True:
            try:
                item = self._queue.get(timeout=wait)
            except queue.Empty:
                return batch, False
            if item is None:
                return batch, True
            batch.append(item)
            wait = 0.0

    def _try_to_write(self) -> None:
        now = self._clock()
        sweep = now - self._swept >= SWEEP_SECONDS
        if not self._waiting and not sweep:
            return
        self._swept = now if sweep else self._swept
        try:
            self._write(self._waiting, now - self._retention)
        except (sqlite3.Error, OSError) as error:
            self._failed(error)
            return
        self._waiting = []
        if self._failing:
            _LOG.warning("Questions are written to %s again; %d were lost meanwhile", self._path, self._lost)
        self._failing, self._lost = False, 0

    def _failed(self, error: Exception) -> None:
        """Says so once, and gives up the oldest entries where too many wait."""
        if not self._failing:
            message = "Questions cannot be written to %s (%s); answers go on, and writing is tried again"
            _LOG.warning(message, self._path, error)
        self._failing = True
        surplus = len(self._waiting) - WAITING_LIMIT
        if surplus > 0:
            self._lost += surplus
            del self._waiting[:surplus]

    def _write(self, items: list[_Entry | _Vote], oldest: float) -> None:
        """One transaction. Raises sqlite3.Error and OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._path.exists():
            self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path, timeout=BUSY_SECONDS)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA secure_delete=ON")
            database.executescript(_TABLE)
            with database:
                for item in items:
                    _put(database, item)
                database.execute("DELETE FROM question WHERE time < ?", (oldest,))


def _put(database: sqlite3.Connection, item: _Entry | _Vote) -> None:
    if isinstance(item, _Vote):
        database.execute(
            "UPDATE question SET up = up + ?, down = down + ? WHERE id = ?", (item.up, item.down, item.id)
        )
        return
    asked = item.asked
    row = (item.id, asked.time, asked.language, asked.folded, asked.outcome, " ".join(asked.facts))
    database.execute(_INSERT, row)


def read_log(path: Path, since: float = 0) -> tuple[Asked, ...]:
    """What a log holds from `since` (seconds since 1970) on, by time. Raises UnreadableLogError."""
    if not path.is_file():
        elsewhere = "no question was asked yet, or it is kept elsewhere (QUESTION_LOG)"
        raise UnreadableLogError(f"there is no question log at {path}: {elsewhere}")
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as database:
            rows = database.execute(_SELECT, (since,)).fetchall()
    except sqlite3.Error as error:
        raise UnreadableLogError(f"{path} cannot be read as a question log ({error})") from error
    return tuple(
        Asked(when, language, folded, outcome, tuple(facts.split()), up, down)
        for when, language, folded, outcome, facts, up, down in rows
    )
