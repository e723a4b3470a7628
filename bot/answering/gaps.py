"""What people asked in vain: grouped, with the facts likely meant and the words that are missing. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bot.answering.asked import ANSWERED, ASKED_BACK, REFUSED, Asked, outcome_of
from bot.answering.conversation import respond
from bot.answering.explanation import Explanation
from bot.answering.missing_words import missing_words
from bot.knowledge.model import FactBase
from bot.understanding.query import understand
from bot.understanding.similarity import groups

LIKELY = 3
"""Facts shown for a gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same and were not, or not well, answered."""

    questions: tuple[tuple[str, int], ...]
    """Folded, with how often each was asked; the most frequent first."""
    outcomes: tuple[tuple[str, int], ...]
    """What they came to when they were asked, by frequency."""
    unhelpful: int
    """How many replies were marked so."""
    now: str
    """What the first question comes to today."""
    missing: tuple[str, ...]
    """Words that no name explains and measures that the report says of nothing, the most frequent first."""
    words: tuple[str, ...]
    """Those of the first question that may become names."""
    likely: tuple[str, ...]
    """Keys of the facts that come nearest, the best first."""
    explanation: Explanation
    """Of the first question."""

    @property
    def count(self) -> int:
        return sum(times for _, times in self.questions)

    @property
    def question(self) -> str:
        return self.questions[0][0]


@dataclass(frozen=True, slots=True)
class Day:
    """What the questions of a day (UTC) came to."""

    day: date
    answered: int
    asked: int
    refused: int


def find_gaps(base: FactBase, log: Iterable[Asked]) -> tuple[Gap, ...]:
    """The gaps in a log, the most asked first. What is answered by now counts only if it was of no help."""
    entries: dict[str, list[Asked]] = {}
    for asked in log:
        if asked.folded and (asked.unhelpful or asked.outcome in REFUSED or asked.outcome == ASKED_BACK):
            entries.setdefault(asked.folded, []).append(asked)
    open_ones = {q: found for q, found in entries.items() if _is_open(base, q, found)}
    questions = sorted(open_ones, key=lambda q: (-len(open_ones[q]), q))
    found = (
        _gap(base, [open_ones[questions[index]] for index in group]) for group in groups(questions, base)
    )
    return tuple(sorted(found, key=lambda gap: (-gap.count, gap.question)))


def _is_open(base: FactBase, question: str, found: Sequence[Asked]) -> bool:
    if any(asked.unhelpful for asked in found):
        return True
    return outcome_of(respond(base, question).reply) in (REFUSED | {ASKED_BACK})


def _gap(base: FactBase, members: Sequence[Sequence[Asked]]) -> Gap:
    """A gap out of the entries of each of its questions."""
    asked = [entry for entries in members for entry in entries]
    turns = [(respond(base, entries[0].folded), len(entries)) for entries in members]
    lead = turns[0][0]
    missing: Counter[str] = Counter()
    unexplained = [missing_words(understand(entries[0].folded, base), base) for entries in members]
    for (turn, times), words in zip(turns, unexplained, strict=True):
        missing.update(dict.fromkeys((*words, *_unsaid(base, turn.explanation)), times))
    offered = lead.reply.facts or tuple(key for choice in lead.reply.choices for key in choice.facts)
    near = tuple(c.fact for c in lead.explanation.candidates)
    return Gap(
        questions=tuple((entries[0].folded, len(entries)) for entries in members),
        outcomes=tuple(Counter(entry.outcome for entry in asked).most_common()),
        unhelpful=sum(entry.unhelpful for entry in asked),
        now=outcome_of(lead.reply),
        missing=tuple(word for word, _ in missing.most_common()),
        words=unexplained[0],
        likely=tuple(dict.fromkeys((*offered, *near)))[:LIKELY],
        explanation=lead.explanation,
    )


def _unsaid(base: FactBase, why: Explanation) -> Iterator[str]:
    """Measures that the report says of nothing, as they were asked for."""
    said = {fact.measure for fact in base.facts.values()}
    said |= {broader for measure in said for broader in base.vocabulary.measures[measure].broader}
    measures: dict[str, set[str]] = {}
    for link in why.links:
        if link.kind == "measure":
            measures.setdefault(link.text, set()).add(link.target)
    return (text for text, targets in measures.items() if not targets & said)


def by_day(log: Iterable[Asked]) -> tuple[Day, ...]:
    """How many questions of each day were answered, asked back and refused; small talk is left out."""
    days: dict[date, Counter[str]] = {}
    for asked in log:
        kind = "refused" if asked.outcome in REFUSED else asked.outcome
        days.setdefault(datetime.fromtimestamp(asked.time, UTC).date(), Counter())[kind] += 1
    return tuple(
        Day(day, days[day][ANSWERED], days[day][ASKED_BACK], days[day]["refused"]) for day in sorted(days)
    )


def as_data(gap: Gap, base: FactBase) -> dict[str, Any]:
    """A gap as plain data for JSON."""
    return {
        "count": gap.count,
        "unhelpful": gap.unhelpful,
        "questions": [{"text": text, "count": times} for text, times in gap.questions],
        "outcomes": dict(gap.outcomes),
        "now": gap.now,
        "missing": list(gap.missing),
        "likely": [
            {"fact": key, "zh": base.facts[key].summary.zh, "en": base.facts[key].summary.en}
            for key in gap.likely
        ],
    }


def as_text(gap: Gap, base: FactBase) -> str:
    """A gap as lines for a person."""
    came_to = ", ".join(f"{outcome} {times}" for outcome, times in gap.outcomes)
    thumbs = f", {gap.unhelpful} unhelpful" if gap.unhelpful else ""
    others = gap.questions[1:]
    lines = [f"{gap.count} × {gap.question}  ({came_to}{thumbs})"]
    lines += [f"      also    {text}" + (f" × {times}" if times > 1 else "") for text, times in others[:4]]
    lines += [f"      also    {len(others) - 4} more"] if len(others) > 4 else []
    lines += [f"      missing {' | '.join(gap.missing)}"] if gap.missing else []
    lines += [f"      likely  {key}  {base.facts[key].summary.zh}" for key in gap.likely]
    return "\n".join(lines)
