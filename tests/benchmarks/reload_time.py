"""How long an edit takes from being saved to being answered from, in a bot that is running.

    python -m tests.benchmarks.reload_time [--edits 10] [--facts FOLDER]

The first edit is the slowest: no name of the base is remembered yet, as after a start from a stored base.
Prints seconds: by the clock, and of processor time, which other load on the machine changes less.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from bot.channels.live_base import BaseHolder, FactsWatcher
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.settings import shipped_facts

REST_SECONDS = 3.0
"""Between edits, as a curator reads what `check` says; files this old show every further edit at once."""
PATIENCE_SECONDS = 30.0


def edited(file: Path, number: int) -> None:
    """Gives the first subject of a file one more name."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("names: [", f"names: [edit {number}, ", 1), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--edits", type=int, default=10)
    options.add_argument("--facts", type=Path, help="facts folder; else the shipped one")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "facts"
        shutil.copytree(chosen.facts or shipped_facts(), folder)
        base = load(folder).base
        assert base is not None, "the facts have problems; see `check`"
        taken = threading.Event()

        def note(_: FactBase) -> None:
            taken.set()

        watcher = FactsWatcher(folder, BaseHolder(base), on_change=note)
        watcher.start()
        file = min(p for p in folder.glob("*/*.yaml") if "names: [" in p.read_text(encoding="utf-8"))
        clock, processor = [], []
        for number in range(chosen.edits):
            time.sleep(REST_SECONDS)
            taken.clear()
            began, used = time.perf_counter(), time.process_time()
            edited(file, number)
            assert taken.wait(PATIENCE_SECONDS), "the edit was not taken in"
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - used)
        watcher.stop()
    print(f"{'seconds':<12}{'first':>8}{'median':>8}{'slowest':>9}")
    for name, took in (("clock", clock), ("processor", processor)):
        print(f"{name:<12}{took[0]:>8.2f}{statistics.median(took):>8.2f}{max(took):>9.2f}")


if __name__ == "__main__":
    main()
