"""Runs curated conversations and says how many replies are right, wrong, missed or asked back. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answering.conversation import Turn, respond
from bot.answering.grading import Grade, Verdict, grade
from bot.answering.thresholds import DEFAULT, Thresholds
from bot.knowledge.conversations import Conversation
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue

DEFAULT_BAR = 95.0
"""Per cent of the replies that have to be right..."""
DEFAULT_WRONG_BAR = 1.5
"""...and that may be wrong."""
ALL = "all"
_VERDICTS = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Result:
    """A conversation, the turn that it ended with and its grade."""

    conversation: Conversation
    turn: Turn
    grade: Grade


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a group's replies are what."""

    group: str
    """`all`, a kind, or kind/style"""
    counts: Mapping[Verdict, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def percent(self, verdict: Verdict) -> float:
        """Per cent of the group; 0 for an empty one."""
        return 100 * self.counts.get(verdict, 0) / self.total if self.total else 0.0


def run(base: FactBase, turns: Sequence[str], limits: Thresholds = DEFAULT) -> Turn:
    """The last turn of a conversation. Raises ValueError for one without turns.

    Its questions are asked as if none of them were an example to know others by: what counts is how questions
    fare that nobody has written down.
    """
    if not turns:
        raise ValueError("a conversation needs at least one turn")
    dialogue = Dialogue()
    for text in turns:
        turn = respond(base, text, dialogue, limits=limits, unseen=True)
        dialogue = turn.dialogue
    return turn


def evaluate(
    base: FactBase,
    conversations: Iterable[Conversation],
    limits: Thresholds = DEFAULT,
    progress: Callable[[], None] = lambda: None,
) -> tuple[Result, ...]:
    """Every conversation's result; `progress` is called after each."""
    results = []
    for conversation in conversations:
        turn = run(base, conversation.turns, limits)
        results.append(Result(conversation, turn, grade(conversation, turn.reply)))
        progress()
    return tuple(results)


def tallies(results: Iterable[Result]) -> tuple[Tally, ...]:
    """Counts of all, then of every kind and of every style within a kind."""
    found: dict[str, Counter[Verdict]] = {ALL: Counter()}
    for result in results:
        asked = result.conversation
        groups = [ALL, asked.kind] + ([f"{asked.kind}/{asked.style}"] if asked.style else [])
        for group in groups:
            found.setdefault(group, Counter())[result.grade.verdict] += 1
    order = sorted(found, key=lambda group: (group != ALL, group))
    return tuple(Tally(group, dict(found[group])) for group in order)


def passes(results: Iterable[Result], bar: float = DEFAULT_BAR, wrong_bar: float = DEFAULT_WRONG_BAR) -> bool:
    """Whether enough replies are right and few enough wrong; never for no replies at all."""
    overall = tallies(results)[0]
    return (
        overall.total > 0
        and overall.percent(Verdict.RIGHT) >= bar
        and overall.percent(Verdict.WRONG) <= wrong_bar
    )


def table(results: Iterable[Result]) -> str:
    """The tallies as lines of text."""
    rows = tallies(results)
    width = max(24, *(len(row.group) for row in rows))
    head = f"{'':{width}} {'n':>6} " + " ".join(f"{v.value:>7}" for v in _VERDICTS)
    lines = [head]
    for row in rows:
        shares = " ".join(f"{row.percent(v):>6.1f}%" for v in _VERDICTS)
        lines.append(f"{row.group:{width}} {row.total:>6} {shares}")
    return "\n".join(lines)


def explained(result: Result) -> str:
    """Why a reply is not right, with everything that mending it takes, as lines of text."""
    asked, why, reply = result.conversation, result.turn.explanation, result.turn.reply
    links = ", ".join(f"{ln.text}={ln.kind}:{ln.target} ({ln.how} {ln.confidence:g})" for ln in why.links)
    lines = [
        f"{asked.id} {result.grade.verdict.value}: {result.grade.reason}",
        f"  at          {asked.place.file}:{asked.place.line}",
        *(f"  asked       {turn}" for turn in asked.turns),
        f"  replied     {' / '.join(reply.text.splitlines())}",
        f"  cited       {' '.join(c.sentence for c in reply.citations) or '-'}",
        f"  links       {links or '-'}",
        f"  unexplained {' | '.join(why.unexplained) or '-'}",
        *(
            f"  candidate   {c.fact} score {c.score:g}, explains {c.explained:.0%}"
            + (f", against it: {', '.join(c.missing)}" if c.missing else "")
            for c in why.candidates
        ),
        f"  decision    {why.decision}",
    ]
    return "\n".join(lines)


def as_data(results: Sequence[Result]) -> dict[str, Any]:
    """The evaluation as plain data for JSON: tallies and every conversation's verdict."""
    return {
        "tallies": [
            {"group": row.group, "total": row.total, **{v.value: row.counts.get(v, 0) for v in _VERDICTS}}
            for row in tallies(results)
        ],
        "conversations": [
            {
                "id": r.conversation.id,
                "kind": r.conversation.kind,
                "style": r.conversation.style,
                "turns": list(r.conversation.turns),
                "verdict": r.grade.verdict.value,
                "reason": r.grade.reason,
                "reply": r.turn.reply.kind.value,
                "text": r.turn.reply.text,
                "cites": [c.sentence for c in r.turn.reply.citations],
                "facts": list(r.turn.reply.facts),
                "unexplained": list(r.turn.explanation.unexplained),
                "decision": r.turn.explanation.decision,
            }
            for r in results
        ],
    }
