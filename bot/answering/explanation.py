"""Why a question was answered as it was: everything a curator needs to mend a miss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.answering.matching import Candidate
from bot.answering.thresholds import Thresholds
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

SHOWN = 6


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A stretch of the question and what it was taken for."""

    text: str
    kind: str
    target: str
    how: str
    confidence: float


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A fact that was weighed."""

    fact: str
    score: float
    explained: float
    """Share of the question's content that the fact explains."""
    missing: tuple[str, ...]
    """Names that speak against it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one question came to its reply, as `explain` prints it."""

    folded: str
    language: str
    links: tuple[LinkLine, ...]
    unexplained: tuple[str, ...]
    candidates: tuple[CandidateLine, ...]
    decision: str
    thresholds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a question was decided on, kept until someone wants it explained."""

    query: Query
    weighed: Sequence[Candidate]
    decision: str
    limits: Thresholds


def explain(grounds: Grounds) -> Explanation:
    """The explanation of a decision on a query."""
    query = grounds.query
    links = tuple(
        LinkLine(
            query.surface(link.start, link.end) if link.start >= 0 else "".join(link.name),
            target.kind.value, target.id, link.how, round(link.confidence, 2),
        )
        for link in query.links
        for target in link.targets
        if target.kind is not LinkKind.FILLER
    )  # fmt: skip
    lines = tuple(
        CandidateLine(c.fact.key, round(c.score, 3), round(c.ratio, 3), (*c.clashes, *c.slight))
        for c in grounds.weighed[:SHOWN]
    )
    numbers = {key: float(value) for key, value in asdict(grounds.limits).items()}
    return Explanation(
        query.folded, query.language, links, query.unexplained(), lines, grounds.decision, numbers
    )
