"""How long `ask` takes from process start to its answer, beside a Python process that does nothing.

    python -m tests.benchmarks.start_up [--runs 20] [--facts FOLDER]

Each kind of question is asked with a stored base and, for the first, from YAML too. Prints medians in
milliseconds: by the clock, and of processor time (user + system), which other load on the machine changes
less; and how many bare starts of Python each takes.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUESTIONS = {
    "exact": "富泰华产值多少",
    "sum": "富泰华和中铁装备的产值合计多少",
    "traditional": "鄭煤機產值多少",
    "homophone": "富太华产值多少",
    "pinyin": "fu tai hua chan zhi duo shao",
    "English": "What was Futaihua's output value?",
}
"""Each needs something that the others do not load."""
WARM_UP = 2
"""Runs before the counted ones: they compile the sources and store the base."""
SETTLED_SECONDS = 2.5
"""Files touched just now are not stored; the first run waits so long."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each run."""

    wall: tuple[float, ...]
    processor: tuple[float, ...]


def measure(command: Sequence[str], runs: int, environment: Mapping[str, str]) -> Times:
    """Runs a command so many times. Raises CalledProcessError if it fails."""
    wall, processor = [], []
    for run in range(WARM_UP + runs):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=dict(environment))
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if run >= WARM_UP:
            wall.append(took * 1000)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            processor.append(used * 1000)
    return Times(tuple(wall), tuple(processor))


def line(name: str, times: Times, bare: Times) -> str:
    wall, processor = statistics.median(times.wall), statistics.median(times.processor)
    ratio = processor / statistics.median(bare.processor)
    return f"{name:<22}{wall:>9.0f}{max(times.wall):>9.0f}{processor:>11.0f}{ratio:>8.1f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--facts", type=Path, help="facts folder; else the shipped one")
    chosen = options.parse_args()
    facts = ["--facts", str(chosen.facts.absolute())] if chosen.facts else []
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache, "XDG_CONFIG_HOME": cache, "WENBAO_CACHE": "1"}
        time.sleep(SETTLED_SECONDS)
        print(f"{'milliseconds':<22}{'median':>9}{'slowest':>9}{'processor':>11}{'ratio':>8}")
        bare = measure([sys.executable, "-c", "pass"], chosen.runs, environment)
        print(line("python -c pass", bare, bare))
        for name, question in QUESTIONS.items():
            command = [sys.executable, "-m", "bot", *facts, "ask", question]
            print(line(name, measure(command, chosen.runs, environment), bare))
        command = [sys.executable, "-m", "bot", *facts, "ask", QUESTIONS["exact"]]
        print(
            line("exact, from YAML", measure(command, chosen.runs, environment | {"WENBAO_CACHE": "0"}), bare)
        )


if __name__ == "__main__":
    main()
