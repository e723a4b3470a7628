"""Sweeps the thresholds of answering on one half of test conversations, and measures on the other half.

    python -m tests.benchmarks.thresholds FILE... [--facts FOLDER] [--only NAME ...] [--png FILE]

The procedure: conversations are parted by a hash of their id, so that a half stays the same when others are
added. Each threshold is varied alone around its value in `bot/answering/thresholds.py`, on the first half;
proposed is the value of least cost, the one in use where none is better. A wrong reply costs as much as
`WRONG_COST` that are refused or asked back for nothing. Then the values in use and all proposed ones together
are measured on the second half, which no choice has seen: only what is better there beyond chance is taken.
The plot shows right, wrong and refused on the first half over each threshold.
"""

from __future__ import annotations

import argparse
import math
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
    """What some thresholds lead to."""

    name: str
    value: float
    verdicts: tuple[Verdict, ...]
    """Of each conversation, in their order."""

    @property
    def right(self) -> int:
        return self.verdicts.count(Verdict.RIGHT)

    @property
    def wrong(self) -> int:
        return self.verdicts.count(Verdict.WRONG)

    @property
    def refused(self) -> int:
        """Missed, or asked back for nothing."""
        return len(self.verdicts) - self.right - self.wrong

    @property
    def costs(self) -> tuple[int, ...]:
        """What each conversation costs."""
        return tuple(
            0 if v is Verdict.RIGHT else WRONG_COST if v is Verdict.WRONG else 1 for v in self.verdicts
        )

    @property
    def cost(self) -> int:
        return sum(self.costs)

    def __str__(self) -> str:
        counts = (self.right, self.wrong, self.refused)
        return "  ".join(f"{count:5} {100 * count / len(self.verdicts):5.1f}%" for count in counts)


def beyond_chance(before: Point, after: Point) -> bool:
    """Whether costs fall by more than twice what changes that go either way at random would come to."""
    saved = [old - new for old, new in zip(before.costs, after.costs, strict=True)]
    return sum(saved) > 2 * math.sqrt(sum(change * change for change in saved))


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
    verdicts = tuple(result.grade.verdict for result in evaluate(base, asked, limits))
    return Point(name, float(getattr(limits, name)) if name else 0.0, verdicts)


def sweep(base: FactBase, asked: Sequence[Conversation], name: str) -> list[Point]:
    """A threshold varied alone, the value in use among them; by value."""
    used = float(getattr(DEFAULT, name))
    most = 1.0 if name in SHARES else float("inf")
    values = sorted({round(min(used * factor, most), 4) for factor in FACTORS})
    changes: list[dict[str, Any]] = [{name: value} for value in values]
    return [point(base, asked, replace(DEFAULT, **change), name) for change in changes]


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
    chosen: dict[str, Any] = {}
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
    better = beyond_chance(before, after)
    print("Take the proposed values over." if better else "Not better beyond chance: keep the values in use.")
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
