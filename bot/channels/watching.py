"""The process that watches the facts: it loads what was edited while the bot goes on answering.

Loading takes about a second of work, and Python lets one thread work at a time: in the bot's own process
every answer would wait for it, and it for every answer. Run with `python -m bot.channels.watching`; the bot
sends an `Order`, then a line for each reload by hand, and reads `News`.
"""

from __future__ import annotations

import gc
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from bot.answering.conversation import prepare
from bot.channels.news import Broken, Failed, NewBase, News, Order, Ready, Reloaded
from bot.channels.warm_start import without_collector
from bot.knowledge.files import NOTHING
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problem
from bot.knowledge.snapshot import Signature, signature_of, snapshot

POLL_SECONDS = 0.1
"""Files that look the same in two polls are taken to be written to their end."""
LONGEST_WAIT = 1.0
"""Seconds after which edits that never end are taken in between two of them..."""
BETWEEN_SECONDS = 0.03
"""...which is where the files have looked the same for so long."""
REST_SECONDS = 0.5
"""Between two loads at least, so that endless edits leave time for answers."""
PATIENCE_SECONDS = 1.0
"""How long files have to rest before anyone hears that they are broken, and before facts that are gone from
them leave service: a file may be half written, or be deleted to be written anew."""


class Watch:
    """Looks at the files again and again, and tells what the bot has to know."""

    def __init__(self, order: Order, tell: Callable[[News], None]) -> None:
        self._folder = order.folder
        self._room = order.room
        self._tell = tell
        self._keys = order.keys
        """Of the facts in service."""
        self._seen = order.seen
        """What the facts in service, or the problems at hand, came from."""
        self._last = order.seen
        """What the last poll found..."""
        self._last_since = time.monotonic()
        """...since when..."""
        self._waiting_since: float | None = None
        """...and since when there is something new in it."""
        self._pending: tuple[Problem, ...] = ()
        """Problems that nobody heard of yet..."""
        self._pending_since = 0.0
        self._reported: tuple[Problem, ...] = ()
        self._rested = 0.0
        self._digest = b""
        """Of the files that were decided on last."""
        self._read = NOTHING
        """What the files said when they were loaded last."""
        self._told = 0
        """Bases so far."""

    def warm_up(self) -> None:
        """Reads every file and name once where nothing is new, so that the first edit takes no longer."""
        if signature_of(self._folder).files == self._seen.files:
            with without_collector():
                result = load(self._folder, self._read)
                self._read = result.read
                if result.base is not None:
                    prepare(result.base)

    def reload(self) -> None:
        """Loads now, whatever the files look like."""
        problems = self._load(by_hand=True)
        if problems is None:
            waiting = f"{self._folder.name}: files keep changing; wait until they are written"
            self._tell(Reloaded((waiting,)))
            return
        self._pending, self._reported = (), problems
        self._tell(Reloaded(tuple(str(problem) for problem in problems)))

    def poll(self) -> None:
        """Looks once, and loads if there is something new and whole."""
        now = time.monotonic()
        found = signature_of(self._folder)
        if found.files != self._last.files:
            self._last, self._last_since = found, now
        if now >= self._rested and self._is_new(found) and self._is_written(found, now):
            problems = self._load(rested=now - self._last_since)
            self._rested = time.monotonic() + REST_SECONDS
            if problems is not None:
                self._note(problems)
        if self._pending and now - self._pending_since >= PATIENCE_SECONDS:
            self._reported, self._pending = self._pending, ()
            self._tell(Broken(self._reported))

    def _is_new(self, found: Signature) -> bool:
        """Whether the files may hold what was not looked at yet; notes since when."""
        new = found.files != self._seen.files or not self._seen.settled
        if not new:
            self._waiting_since = None
        elif self._waiting_since is None:
            self._waiting_since = time.monotonic()
        return new

    def _is_written(self, found: Signature, now: float) -> bool:
        """Whether nobody seems to be writing just now."""
        if now - self._last_since >= POLL_SECONDS:
            return True
        if self._waiting_since is None or now - self._waiting_since < LONGEST_WAIT:
            return False
        time.sleep(BETWEEN_SECONDS)
        return signature_of(self._folder).files == found.files

    def _load(self, rested: float = 0.0, *, by_hand: bool = False) -> tuple[Problem, ...] | None:
        """Loads a copy of the folder, and tells of the base if it has no problems. Returns the problems.

        None where there is nothing to decide yet: edits keep coming, nothing is new, or facts are gone
        from files that have not `rested` (seconds) long enough.
        """
        with snapshot(self._folder) as taken, without_collector():
            if taken is None:
                return None
            if taken.digest == self._digest and not by_hand:
                self._seen = taken.signature
                return None
            result = load(taken.folder, self._read)
            self._read = result.read
        gone = result.base is not None and not self._keys <= result.base.facts.keys()
        if gone and rested < PATIENCE_SECONDS and not by_hand:
            return None
        if result.base is not None:
            self._hand_over(result.base)
        self._seen, self._digest, self._waiting_since = taken.signature, taken.digest, None
        return result.problems

    def _hand_over(self, base: FactBase) -> None:
        """Writes the base ready to answer from, for the bot to read at once. Raises OSError."""
        self._told += 1
        path = self._room / f"{self._told}.base"
        with without_collector():
            prepare(base)
            path.write_bytes(pickle.dumps(base, pickle.HIGHEST_PROTOCOL))
        self._keys = frozenset(base.facts)
        self._tell(NewBase(path))

    def _note(self, problems: tuple[Problem, ...]) -> None:
        """Keeps problems until they have lasted; forgets the earlier ones where there are none."""
        if not problems:
            self._pending, self._reported = (), ()
        elif problems != self._reported and problems != self._pending:
            self._pending, self._pending_since = problems, time.monotonic()


def serve(source: BinaryIO, tell: Callable[[News], None]) -> None:
    """Watches as ordered until the source ends, which is when the bot is gone."""
    watch = Watch(pickle.load(source), tell)
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def listen() -> None:
        while line := source.readline():
            asked.put(line)
        asked.put(b"")

    threading.Thread(target=listen, daemon=True).start()
    step: Callable[[], None] = watch.warm_up
    while True:
        try:
            step()
        except Exception:  # noqa: BLE001 - whatever happens to the files, watching goes on
            tell(Failed(traceback.format_exc()))
            if step == watch.reload:
                tell(Reloaded(("The facts could not be loaded; the log says why",)))
        if step == watch.warm_up:
            tell(Ready())
        gc.collect(0)
        try:
            if not asked.get(timeout=POLL_SECONDS):
                return
            step = watch.reload
        except queue.Empty:
            step = watch.poll


def main() -> None:
    """Serves the bot at the other end of standard input and output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the bot, which ends this by itself
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing but news goes there

    def tell(news: News) -> None:
        out.write(pickle.dumps(news))
        out.flush()

    with suppress(BrokenPipeError, EOFError):  # the bot is gone
        serve(sys.stdin.buffer, tell)


if __name__ == "__main__":
    main()
