"""Which operation a question wants, tried in order; the first that its facts allow answers it."""

from __future__ import annotations

from collections.abc import Callable

from bot.answering import calculating, comparing, overview
from bot.answering.evidence import evidence_of
from bot.answering.matching import loose_weights
from bot.answering.outcome import Context, Outcome
from bot.understanding.lexicon import LinkKind
from bot.understanding.numbers import RANK

_Operation = Callable[[Context], Outcome | None]

OPERATIONS: tuple[tuple[str, _Operation], ...] = (
    ("work_back", calculating.earlier_year),
    ("full_target", calculating.full_target),
    ("remaining", calculating.remaining),
    ("total_of_share", calculating.city_total),
    ("per_month", calculating.per_month),
    ("average", calculating.average_of),
    ("ratio", calculating.ratio_of),
    ("completion", calculating.completion_of),
    ("difference", calculating.difference_of),
    ("share", calculating.share_of),
    ("share", calculating.completion_of),
    ("sum", calculating.sum_of),
    ("at_least", comparing.beyond),
    ("above", comparing.beyond),
    ("below", comparing.beyond),
    ("ranking", comparing.ranking),
    ("rank_them", comparing.ranking_of_named),
    ("compare", comparing.compare),
    ("more", comparing.compare),
    ("more", comparing.nth),
    ("less", comparing.compare),
    ("most", comparing.superlative),
    ("least", comparing.superlative),
    ("fastest", comparing.superlative),
    ("overview", overview.overview),
    ("list", overview.list_facts),
)
"""The narrower first: "平均每月" before "平均", a difference before a comparison."""


def accounted(outcome: Outcome, context: Context) -> bool:
    """Whether the facts of an outcome leave nothing of weight in the question unexplained."""
    evidence = evidence_of(context.base)
    words = frozenset[str]().union(*(evidence[f.key].words for f in outcome.facts))
    _, missing = loose_weights(context.query, words, context.query.asking)
    return missing < context.limits.unaccounted


def operate(context: Context) -> Outcome | None:
    """The outcome of the operation that the question names; None where it names none that applies."""
    asked = context.query.ids(LinkKind.OPERATION)
    if context.query.periods:
        outcome = calculating.earlier_year(context) or calculating.whole_year(context)
        if outcome is not None:
            return outcome
    outcome = calculating.whole_of_place(context)
    if outcome is not None and accounted(outcome, context):
        return outcome
    for name, operation in OPERATIONS:
        if name in asked:
            outcome = operation(context)
            if outcome is not None and accounted(outcome, context):
                return outcome
    if context.query.has(LinkKind.ASK, "percent"):
        outcome = calculating.completion_of(context) or calculating.share_of_named(context)
        if outcome is not None and accounted(outcome, context):
            return outcome
    if any(n.unit == RANK for n in context.query.named_numbers()):
        outcome = comparing.nth(context)
        if outcome is not None and accounted(outcome, context):
            return outcome
    if context.query.excluded and context.query.has(LinkKind.DIALOGUE, "except"):
        return overview.the_others(context)
    outcome = calculating.from_stated(context) or calculating.shortened(context) or comparing.winner(context)
    if outcome is not None and accounted(outcome, context):
        return outcome
    outcome = overview.plain_subject(context) or overview.several(context)
    return outcome if outcome is not None and accounted(outcome, context) else None
