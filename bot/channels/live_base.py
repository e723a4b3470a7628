"""The fact base that a running bot answers from, replaced whole while it runs."""

from __future__ import annotations

import logging
import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

from bot.channels.news import Broken, Failed, NewBase, News, Order, Ready, Reloaded
from bot.channels.warm_start import without_collector
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problem
from bot.knowledge.snapshot import signature_of

LOGGED = 20
"""Problems that are logged one by one."""
FIRST_WAIT, LONGEST_WAIT = 0.1, 30.0
"""Seconds until the watching process is started anew where it ended by itself; doubled each time."""
STARTING_SECONDS = 5.0
"""What a reload by hand waits for that process to be there."""
WARM_SECONDS = 15.0
"""What the watching process may take to read every file; it takes about two."""
RELOAD_SECONDS = 60.0
"""What a reload by hand may take; it takes one or two."""
UNDISTURBED_SECONDS = 0.5
"""What reading a base may take before other threads have a turn; it takes a tenth of that."""
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

    A process of its own watches and loads (see `watching`). A broken edit leaves the holder as it is; its
    problems go to the log and to `on_problems`, once. `on_change` hears of every base that went into service.
    Both are called in the watcher's own thread.
    """

    def __init__(
        self,
        folder: Path,
        holder: BaseHolder,
        *,
        on_change: Callable[[FactBase], None] = lambda base: None,
        on_problems: Callable[[Sequence[Problem]], None] = lambda problems: None,
    ) -> None:
        self._folder = folder.absolute()
        self._holder = holder
        self._on_change = on_change
        self._on_problems = on_problems
        self._seen = signature_of(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        """Held while the process is started, stopped or written to."""
        self._reloaded: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()
        self._ordered = threading.Event()
        """Set once a process watches."""
        self._ready = threading.Event()
        """Set once a process has read every file."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="facts-watcher", daemon=True)

    @property
    def process(self) -> subprocess.Popen[bytes] | None:
        """The one that watches now."""
        return self._process

    def start(self) -> None:
        """Starts watching."""
        self._thread.start()

    def wait_until_ready(self, seconds: float = WARM_SECONDS) -> bool:
        """Waits until edits go into service as fast as they ever will. False where that takes too long."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        """Stops watching; waits for at most two seconds."""
        self._stop.set()
        with self._lock:
            if self._process is not None:
                self._process.terminate()
        if self._thread.is_alive():
            self._thread.join(2.0)

    def reload(self) -> tuple[str, ...]:
        """Loads now, whatever the files look like; the problems, in which case nothing changed. Blocks."""
        while not self._reloaded.empty():  # of a reload that took too long
            self._reloaded.get()
        self._ordered.wait(STARTING_SECONDS)
        try:
            with self._lock:
                if self._process is None or self._process.stdin is None:
                    return (f"{self._folder.name}: nobody watches the facts yet; try again in a second",)
                self._process.stdin.write(b"reload\n")
                self._process.stdin.flush()
            return self._reloaded.get(timeout=RELOAD_SECONDS)
        except (OSError, ValueError, queue.Empty):  # ValueError: the pipe was closed
            return (f"{self._folder.name}: the facts could not be loaded; the log says why",)

    def _follow(self) -> None:
        """Hears the news of one watching process after the other: one that ends is replaced."""
        wait = FIRST_WAIT
        with tempfile.TemporaryDirectory(prefix="wenbao-", ignore_cleanup_errors=True) as room:
            while not self._stop.is_set():
                try:
                    process = self._started(Path(room))
                    if process is not None and self._heard(process):
                        wait = FIRST_WAIT
                except Exception:  # noqa: BLE001 - whatever happens to that process, the bot goes on
                    _LOG.exception("Edited facts could not be taken in; the ones before stay in service")
                if not self._stop.wait(wait):
                    _LOG.warning("The process that watches the facts ended; it is started anew")
                    wait = min(2 * wait, LONGEST_WAIT)
                    self._seen = replace(self._seen, settled=False)  # what happened meanwhile is looked at

    def _started(self, room: Path) -> subprocess.Popen[bytes] | None:
        """A new watching process with its order; None where watching was stopped meanwhile."""
        with self._lock:
            if self._stop.is_set():
                return None
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-m", "bot.channels.watching"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(str(Path(p).absolute()) for p in sys.path)},
            )
            order = Order(self._folder, self._seen, frozenset(self._holder.current.facts), room)
            assert process.stdin is not None
            with suppress(OSError):
                process.stdin.write(pickle.dumps(order))
                process.stdin.flush()
                self._ordered.set()
        return process

    def _heard(self, process: subprocess.Popen[bytes]) -> bool:
        """Takes in the news of a process until it ends. Whether there were any."""
        heard = False
        with process:
            assert process.stdout is not None
            while (news := _next(process.stdout)) is not None:
                heard = True
                self._take(news)
        return heard

    def _take(self, news: News) -> None:
        match news:
            case Ready():
                self._ready.set()
            case NewBase(path):
                base = _read(path)
                self._holder.swap(base)
                _LOG.info("%d facts are in service", len(base.facts))
                self._on_change(base)
            case Broken(problems):
                _LOG.warning("Edited facts have %d problems; the ones before stay in service", len(problems))
                for problem in problems[:LOGGED]:
                    _LOG.warning("%s", problem)
                self._on_problems(problems)
            case Reloaded(problems):
                self._reloaded.put(problems)
            case Failed(reason):
                _LOG.error("Edited facts could not be taken in; the ones before stay in service\n%s", reason)


def _read(path: Path) -> FactBase:
    """Reads a handed over base, and removes it.

    Few steps, and no switch of threads between them: each would wait for its turn behind every answer.
    """
    size, file = path.stat().st_size, os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(file, size)
    finally:
        os.close(file)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(UNDISTURBED_SECONDS)
    try:
        with without_collector():
            base: FactBase = pickle.loads(data)
    finally:
        sys.setswitchinterval(interval)
    path.unlink()
    return base


def _next(source: IO[bytes]) -> News | None:
    """The next news; None where the process has ended."""
    try:
        news: News = pickle.load(source)
    except (EOFError, pickle.UnpicklingError):
        return None
    return news
