"""How long an edit takes from being saved to being answered from, in a bot that is running.

    python -m tests.benchmarks.reload_time [--edits 10] [--asking 4] [--facts FOLDER]

The first edit comes as soon as the bot says that it is ready. With `--asking`
so many threads ask without a pause, and answers that are wrong or lost are counted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.answering.conversation import prepare, respond
from bot.channels.live_base import BaseHolder, FactsWatcher
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.settings import shipped_facts

QUESTION = "郑煤机产值多少"
REST_SECONDS = 3.0
"""Between edits, as a curator reads what `check` says; files this old show every further edit at once."""
PATIENCE_SECONDS = 60.0


def edited(file: Path, number: int) -> None:
    """Gives the first subject of a file one more name."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("names: [", f"names: [edit {number}, ", 1), encoding="utf-8")


class Asking:
    """Threads that ask the current base again and again."""

    def __init__(self, holder: BaseHolder) -> None:
        self._holder = holder
        self._right = respond(holder.current, QUESTION).reply.text
        self.stop = threading.Event()
        self.answered = 0
        self.wrong = 0

    def ask(self) -> None:
        while not self.stop.is_set():
            reply = respond(self._holder.current, QUESTION).reply
            self.answered += 1
            self.wrong += reply.text != self._right


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--edits", type=int, default=10)
    options.add_argument("--asking", type=int, default=0, help="threads that ask meanwhile")
    options.add_argument("--facts", type=Path, help="facts folder; else the shipped one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(chosen.asking or 1) as people:
        folder = Path(room) / "facts"
        shutil.copytree(chosen.facts or shipped_facts(), folder)
        base = load(folder).base
        assert base is not None, "the facts have problems; see `check`"
        prepare(base)
        taken = threading.Event()

        def note(_: FactBase) -> None:
            taken.set()

        holder = BaseHolder(base)
        asking = Asking(holder)
        threads = [people.submit(asking.ask) for _ in range(chosen.asking)]
        watcher = FactsWatcher(folder, holder, on_change=note)
        watcher.start()
        began = time.perf_counter()
        assert watcher.wait_until_ready(PATIENCE_SECONDS), "nobody watches the facts"
        ready = time.perf_counter() - began
        file = min(p for p in folder.glob("*/*.yaml") if "names: [" in p.read_text(encoding="utf-8"))
        took = []
        for number in range(chosen.edits):
            taken.clear()
            began = time.perf_counter()
            edited(file, number)
            assert taken.wait(PATIENCE_SECONDS), "the edit was not taken in"
            took.append(time.perf_counter() - began)
            time.sleep(REST_SECONDS)
        watcher.stop()
        asking.stop.set()
        lost = sum(thread.exception() is not None for thread in threads)
    print(f"{'ready':>8}{'first':>8}{'median':>8}{'slowest':>9}   seconds")
    later = took[1:] or took
    print(f"{ready:>8.2f}{took[0]:>8.2f}{statistics.median(later):>8.2f}{max(later):>9.2f}")
    print(
        f"{asking.answered} answers meanwhile, {asking.wrong} wrong, {lost} lost; "
        f"the machine's load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()
