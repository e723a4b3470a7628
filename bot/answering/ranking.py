"""Groups in order: the largest first, or the least. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.comparing import comparable_set, of_one_kind, ordered
from bot.answering.listing import listing
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError
from bot.answering.working import with_working
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind


def ranking(context: Context) -> Outcome | None:
    """A group in order, largest first unless asked the other way."""
    facts = comparable_set(context)
    if not context.query.has(LinkKind.SUBJECT):
        facts = tuple(of_one_kind(facts, context))
    if len(facts) < 2 or any(n.unit == RANK for n in context.query.named_numbers()):
        return None
    try:
        ranked = ordered(context, facts)
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    if context.query.has(LinkKind.OPERATION, "ascending"):
        ranked = tuple(reversed(ranked))
    return listing(context, ranked, numbered=True)


def ranking_of_named(context: Context) -> Outcome | None:
    """A ranking of things that the question names ("rank A, B and C"), or of a kind by a measure."""
    if len(figures_side_by_side(context)) > 1:
        return ranking(context)
    measures = context.base.vocabulary.measures
    ranks = [
        ln
        for ln in context.links
        if LinkKind.MEASURE in ln.kinds and all(measures[m].kind == "rank" for m in ln.ids(LinkKind.MEASURE))
    ]
    others = tuple(ln for ln in context.links if ln not in ranks)
    by_measure = any(ln.kinds & {LinkKind.MEASURE, LinkKind.DIRECTION} for ln in others)
    if not ranks or not by_measure or not context.query.has(LinkKind.KIND):
        return None
    return ranking(replace(context, links=others))
