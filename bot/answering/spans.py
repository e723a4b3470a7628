"""Over which period a figure was gathered, where a question asks for that. Pure."""

from __future__ import annotations

from bot.answering.matching import Candidate, candidates
from bot.answering.outcome import Context, Outcome
from bot.answering.supporting import states
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

_TIMES = frozenset({"duration", "date"})
"""Kinds of fact that are themselves what a question for a time asks for."""


def span_told(context: Context) -> Outcome | None:
    """The period of the figure that is named, with the figure (439班是哪段时间的), if any is named."""
    query = context.query
    if not query.has(LinkKind.DIALOGUE, "span") or query.has(LinkKind.ELSEWHERE) or query.periods:
        return None
    weighed = candidates(query, query.content(), context.base)
    numbers = query.named_numbers()
    stated = [c for c in weighed if any(states(n, c.evidence) for n in numbers)]
    found = stated if numbers else [c for c in weighed if c.fact.figures and _is_meant(c, context)]
    if not found or found[0].evidence.kind in _TIMES or not found[0].fact.figures:
        return None
    return _dated(found[0].fact, context)


def _is_meant(candidate: Candidate, context: Context) -> bool:
    return candidate.subject >= context.limits.named and not candidate.clashes


def _dated(fact: Fact, context: Context) -> Outcome:
    report = context.base.reports[fact.report]
    summary, period = fact.summary.of(context.language), report.period_name.of(context.language)
    if fact.period != report.period:
        return Outcome(summary, (fact,))
    return Outcome(context.say(f"是{period}的数据。{summary}", f"That is for {period}. {summary}"), (fact,))
