"""Over which period a figure was gathered, where a question asks for that. Pure."""

from __future__ import annotations

from decimal import Decimal

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.finding import candidates
from bot.answering.matching import Candidate
from bot.answering.outcome import Context, Outcome
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

ROUNDED = Decimal("0.02")
"""How far a stated figure may be from the fact's, as a part of it."""
_TIMES = frozenset({"duration", "date"})
"""Kinds of fact that are themselves what a question for a time asks for."""


def span_told(context: Context) -> Outcome | None:
    """The period of the figure that is named, with the figure (439班是哪段时间的), if any is named."""
    query = context.query
    if not query.has(LinkKind.DIALOGUE, "span") or query.has(LinkKind.ELSEWHERE) or query.periods:
        return None
    if query.named_numbers():
        found = [e for e in evidence_of(context.base).values() if _is_stated(e, query)]
    else:
        weighed = candidates(query, query.content(), context.base)
        found = [c.evidence for c in weighed if c.fact.figures and _is_meant(c, context)]
    told = next((e for e in found if e.kind not in _TIMES), None)
    return None if told is None else _dated(told.fact, context)


def _is_stated(evidence: Evidence, query: Query) -> bool:
    """Whether the question states the fact's figure, be it rounded (45 million parcels of 45.257 million)."""
    figures = [abs(f.value) for f in evidence.fact.figures]
    stated = (n.value for n in query.named_numbers() if n.unit)
    return any(f and abs(f - n) / f < ROUNDED for f in figures for n in stated)


def _is_meant(candidate: Candidate, context: Context) -> bool:
    return candidate.subject >= context.limits.named and not candidate.clashes


def _dated(fact: Fact, context: Context) -> Outcome:
    report = context.base.reports[fact.report]
    summary, period = fact.summary.of(context.language), report.period_name.of(context.language)
    if fact.period != report.period:
        return Outcome(summary, (fact,))
    return Outcome(context.say(f"是{period}的数据。{summary}", f"That is for {period}. {summary}"), (fact,))
