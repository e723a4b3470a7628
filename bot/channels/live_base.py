"""The fact base that a running bot answers from, replaced whole while it runs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.answering.conversation import prepare
from bot.channels.warm_start import without_collector
from bot.knowledge.loading import LoadResult, load
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
LOGGED = 20
"""Problems that are logged one by one."""
_LOG = logging.getLogger(__name__)


class BaseHolder:
    """Holds the current fact base. Whoever answers takes `current` once a turn, so a swap never tears one."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    @property
    def current(self) -> FactBase:
        return self._base

    def swap(self, base: FactBase) -> FactBase:
        """Puts `base` in place and returns the one before. Atomic: a single assignment."""
        before, self._base = self._base, base
        return before


class FactsWatcher:
    """Takes edited facts into service within two seconds, whole or not at all.

    A broken edit leaves the holder as it is; its problems go to the log and to `on_problems`, once.
    `on_change` hears of every base that went into service. Both are called in the watcher's own thread.
    """

    def __init__(
        self,
        folder: Path,
        holder: BaseHolder,
        *,
        on_change: Callable[[FactBase], None] = lambda base: None,
        on_problems: Callable[[Sequence[Problem]], None] = lambda problems: None,
    ) -> None:
        self._folder = folder
        self._holder = holder
        self._on_change = on_change
        self._on_problems = on_problems
        self._seen = signature_of(folder)
        """What the facts in service, or the problems at hand, came from."""
        self._last = self._seen
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
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="facts-watcher", daemon=True)

    def start(self) -> None:
        """Starts watching."""
        self._thread.start()

    def stop(self) -> None:
        """Stops watching; a load that is under way ends first, for at most two seconds."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def reload(self) -> tuple[str, ...]:
        """Loads now, whatever the files look like; the problems, in which case nothing changed. Blocks."""
        with self._lock:
            result = self._load()
        if result is None:
            return (f"{self._folder.name}: files keep changing; wait until they are written",)
        self._pending, self._reported = (), result.problems
        return tuple(str(problem) for problem in result.problems)

    def _watch(self) -> None:
        while not self._stop.wait(POLL_SECONDS):
            try:
                self._poll()
            except Exception:  # noqa: BLE001 - whatever happens to the files, watching goes on
                _LOG.exception("Edited facts could not be taken in; the ones before stay in service")

    def _poll(self) -> None:
        now = time.monotonic()
        found, before = signature_of(self._folder), self._last
        if found.files != before.files:
            self._last, self._last_since = found, now
        if now >= self._rested and self._is_new(found) and self._is_written(found, now):
            with self._lock:
                result = self._load(rested=now - self._last_since)
            self._rested = time.monotonic() + REST_SECONDS
            if result is not None:
                self._note(result.problems)
        if self._pending and now - self._pending_since >= PATIENCE_SECONDS:
            self._report()

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

    def _load(self, rested: float = float("inf")) -> LoadResult | None:
        """Loads a copy of the folder and swaps it in if it has no problems.

        None where there is nothing to decide yet: edits keep coming, nothing is new, or facts are gone
        from files that have not `rested` (seconds) long enough.
        """
        with snapshot(self._folder) as taken:
            if taken is None:
                return None
            if taken.digest == self._digest and rested < float("inf"):
                self._seen = taken.signature
                return None
            with without_collector():
                result = load(taken.folder)
                if result.base is not None:
                    prepare(result.base)
        gone = result.base is not None and not self._holder.current.facts.keys() <= result.base.facts.keys()
        if gone and rested < PATIENCE_SECONDS:
            return None
        self._seen, self._digest, self._waiting_since = taken.signature, taken.digest, None
        if result.base is not None:
            self._holder.swap(result.base)
            _LOG.info("%d facts are in service", len(result.base.facts))
            self._on_change(result.base)
        return result

    def _note(self, problems: tuple[Problem, ...]) -> None:
        """Keeps problems until they have lasted; forgets the earlier ones where there are none."""
        if not problems:
            self._pending, self._reported = (), ()
        elif problems != self._reported and problems != self._pending:
            self._pending, self._pending_since = problems, time.monotonic()

    def _report(self) -> None:
        problems, self._pending = self._pending, ()
        self._reported = problems
        _LOG.warning("Edited facts have %d problems; the ones before stay in service", len(problems))
        for problem in problems[:LOGGED]:
            _LOG.warning("%s", problem)
        self._on_problems(problems)
