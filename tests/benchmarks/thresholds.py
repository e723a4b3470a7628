"""Sweeps the thresholds of answering on one half of test conversations, and measures on the other half.

    python -m tests.benchmarks.thresholds FILE... [--facts FOLDER] [--only NAME ...] [--png FILE]

The procedure: conversations are parted by a hash of their id, so that a half stays the same when others are
added. Each threshold is varied alone around its value in `bot/answering/thresholds.py`, on the first half;
proposed is the value of least cost, the one in use where none is better. A wrong reply costs as much as
`WRONG_COST` that are refused or asked back for nothing. Then the values in use and all proposed ones together
are measured on the second half, which no choice has seen: only what is better there too is worth taking over.
The plot shows right, wrong and refused on the first half over each threshold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bot.answering.conversation import prepare
from bot.answering.evaluation import evaluate
from bot.answering.grading import Verdict
from bot.answering.thresholds import DEFAULT, Thresholds
from bot.knowledge.conversations import Conversation, read_conversations
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problems
from bot.settings import shipped_facts

FACTORS = (0.25, 0.5, 0.7, 0.85, 1.0, 1.15, 1.3, 1.6, 2.0)
"""What each threshold is multiplied with; shares never go past 1."""
SHARES = ("answer", "topic", "named", "words_only")
COUNTS = ("choices", "listed")
"""How much is shown, which decides nothing."""
WRONG_COST = 4
"""Misleading is worse than silence: at most 1.5% may be wrong, and 5% not right in all."""


@dataclass(frozen=True, slots=True)
class Point:
    """What some thresholds lead to, as counts of conversations."""

    name: str
    value: float
    right: int
    wrong: int
    refused: int
    """Missed, or asked back for nothing."""

    @property
    def cost(self) -> int:
        return WRONG_COST * self.wrong + self.refused

    def __str__(self) -> str:
        total = self.right + self.wrong + self.refused
        parts = ((n, 100 * n / total) for n in (self.right, self.wrong, self.refused))
        return "  ".join(f"{count:5} {share:5.1f}%" for count, share in parts)


def halves(
    conversations: Iterable[Conversation],
) -> tuple[tuple[Conversation, ...], tuple[Conversation, ...]]:
    """Conversations parted by a hash of their id: to sweep on, to measure on."""
    parts: tuple[list[Conversation], list[Conversation]] = ([], [])
    for conversation in conversations:
        parts[blake2b(conversation.id.encode(), digest_size=1).digest()[0] % 2].append(conversation)
    return tuple(parts[0]), tuple(parts[1])


def point(base: FactBase, asked: Sequence[Conversation], limits: Thresholds, name: str) -> Point:
    """What thresholds lead to on conversations; `name` is the one that was varied."""
    verdicts = [result.grade.verdict for result in evaluate(base, asked, limits)]
    right, wrong = verdicts.count(Verdict.RIGHT), verdicts.count(Verdict.WRONG)
    value = float(getattr(limits, name)) if name else 0.0
    return Point(name, value, right, wrong, len(verdicts) - right - wrong)


def sweep(base: FactBase, asked: Sequence[Conversation], name: str) -> list[Point]:
    """A threshold varied alone, the value in use among them; by value."""
    used = float(getattr(DEFAULT, name))
    most = 1.0 if name in SHARES else float("inf")
    values = sorted({round(min(used * factor, most), 4) for factor in FACTORS})
    return [point(base, asked, replace(DEFAULT, **{name: value}), name) for value in values]


def proposed(points: Sequence[Point], used: float) -> float:
    """The value of least cost; the one in use where none is better, else the nearest to it."""
    return min(points, key=lambda p: (p.cost, abs(p.value - used))).value


def swept_names(only: Sequence[str]) -> list[str]:
    names = [f.name for f in fields(Thresholds) if f.name not in COUNTS]
    return [name for name in names if not only or name in only]


def plot(points: Sequence[Point], total: int) -> bytes:
    """A PNG: for each threshold how right, wrong and refused go with it, in per cent of the first half."""
    import vl_convert

    rows = [
        {"threshold": p.name, "value": p.value, "reply": reply, "share": 100 * count / total}
        for p in points
        for reply, count in (("right", p.right), ("wrong", p.wrong), ("refused", p.refused))
    ]
    used = [{"threshold": name, "value": v} for name, v in asdict(DEFAULT).items() if name not in COUNTS]
    shown = {p.name for p in points}
    x = {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": False}}
    color = {
        "field": "reply",
        "type": "nominal",
        "title": None,
        "scale": {"domain": ["right", "wrong", "refused"], "range": ["#0072b2", "#d55e00", "#e69f00"]},
    }
    y = {"field": "share", "type": "quantitative", "title": "% of conversations"}
    rule = {"type": "rule", "strokeDash": [4, 3], "color": "#888888"}
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "title": {
            "text": "Right, wrong and refused over each threshold",
            "subtitle": "Dashed: the value in use. One threshold is varied at a time.",
            "anchor": "start",
        },
        "data": {"values": [*rows, *({**u, "used": True} for u in used if u["threshold"] in shown)]},
        "facet": {"field": "threshold", "type": "nominal", "title": None},
        "columns": 3,
        "spec": {
            "width": 230,
            "height": 170,
            "layer": [
                {
                    "transform": [{"filter": "!datum.used"}],
                    "mark": {"type": "line", "point": True},
                    "encoding": {"x": x, "y": y, "color": color},
                },
                {"transform": [{"filter": "datum.used"}], "mark": rule, "encoding": {"x": x}},
            ],
        },
        "resolve": {"scale": {"x": "independent"}},
    }
    picture: bytes = vl_convert.vegalite_to_png(spec, scale=2)
    return picture


def run(base: FactBase, conversations: Sequence[Conversation], only: Sequence[str]) -> list[Point]:
    """Sweeps, prints what comes of it, and returns every point."""
    first, second = halves(conversations)
    print(f"{len(first)} conversations to sweep on, {len(second)} to measure on\n")
    print(f"{'':14}{'value':>8}   {'right':>12}  {'wrong':>12}  {'refused':>12}   cost")
    found: list[Point] = []
    chosen: dict[str, float] = {}
    for name in swept_names(only):
        used, points = float(getattr(DEFAULT, name)), sweep(base, first, name)
        best = proposed(points, used)
        for p in points:
            marks = [mark for mark, at in (("in use", used), ("proposed", best)) if abs(p.value - at) < 1e-9]
            print(f"{name:14}{p.value:8.3f}   {p}   {p.cost:4}  {', '.join(marks)}", flush=True)
        found += points
        if best != used:
            chosen[name] = best
    print("\nOn the half that no choice has seen:")
    before, after = (point(base, second, limits, "") for limits in (DEFAULT, replace(DEFAULT, **chosen)))
    print(f"{'in use':22}   {before}   {before.cost:4}")
    print(f"{'proposed':22}   {after}   {after.cost:4}  {chosen or 'the same'}")
    better = after.cost < before.cost
    print("Take the proposed values over." if better else "Keep the values in use.")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--facts", type=Path, default=shipped_facts())
    parser.add_argument("--only", nargs="*", default=(), help="thresholds to sweep; all if left out")
    parser.add_argument("--png", type=Path, help="write a plot of the trade-off")
    options = parser.parse_args()
    problems = Problems()
    loaded = load(options.facts)
    conversations = [c for file in options.files for c in read_conversations(file, problems)]
    if loaded.base is None or len(problems):
        print(*loaded.problems, *problems.sorted(), sep="\n", file=sys.stderr)
        return 1
    prepare(loaded.base)
    points = run(loaded.base, conversations, options.only)
    if options.png:
        options.png.write_bytes(plot(points, len(halves(conversations)[0])))
        print(f"\nPlot: {options.png}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
