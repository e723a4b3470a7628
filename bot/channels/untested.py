"""Facts that no test question holds in place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from bot.answering.evaluation import evaluate
from bot.answering.grading import Verdict
from bot.knowledge.conversations import Conversation
from bot.knowledge.files import QUESTIONS_FILE
from bot.knowledge.model import Fact, FactBase

WIDTH = 110


def untested(base: FactBase, conversations: Iterable[Conversation]) -> tuple[Fact, ...]:
    """The facts on which no right reply to a test question rests."""
    results = evaluate(base, conversations)
    tested = {key for r in results if r.grade.verdict is Verdict.RIGHT for key in r.turn.reply.facts}
    return tuple(fact for key, fact in base.facts.items() if key not in tested)


def as_lines(facts: Sequence[Fact], total: int) -> Iterator[str]:
    """For people: the ids of the facts, file by file, and how many of `total` they are."""
    by_file: dict[str, list[str]] = {}
    for fact in facts:
        by_file.setdefault(fact.place.file, []).append(fact.id)
    for file, names in by_file.items():
        yield f"{file}: no question tests"
        listed = textwrap.fill(" ".join(names), WIDTH - 2, break_on_hyphens=False)
        yield textwrap.indent(listed, "  ")
    if facts:
        yield (
            f"{len(facts)} of {total} facts are tested by no question; a question for each belongs into "
            f"{QUESTIONS_FILE} beside it"
        )
