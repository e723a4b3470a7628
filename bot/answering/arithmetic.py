"""Sums and differences of figures that a question names."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.grouping import comparable, figures_side_by_side, group
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, NotComparableError, difference, total
from bot.answering.targets import to_target
from bot.answering.working import at_least, derived, distinct_addends, pair_of, with_working
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind


def sum_of(context: Context) -> Outcome | None:
    """合计: the sum of what the question names, or of a group of one measure."""
    facts = figures_side_by_side(context)
    if len(facts) < 2:
        facts = distinct_addends(comparable(group(context), context))
    if len(facts) < 2:
        return None
    try:
        value = total([context.amount(f) for f in facts])
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    parts = context.say("，", ", ").join(f"{context.short(f, facts)} {context.figure(f)}" for f in facts)
    text = context.say(
        f"合计{at_least(context, value)}：{parts}。", f"Together {at_least(context, value)}: {parts}."
    )
    return derived(context, text, _line(context, facts, "+", value), facts, value)


def _line(context: Context, facts: Sequence[Fact], sign: str, value: Amount) -> str:
    return f" {sign} ".join(context.figure(f) for f in facts) + f" = {at_least(context, value)}"


def difference_of(context: Context) -> Outcome | None:
    """相差: the larger minus the smaller, from the side of the first named; or what is left to a target."""
    pair = pair_of(context)
    if pair is None:
        return to_target(context)
    first, second = pair
    a, b = context.amount(first), context.amount(second)
    try:
        larger, smaller = (second, first) if a.value < b.value else (first, second)
        value = difference(context.amount(larger), context.amount(smaller))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    name_a, name_b = context.short(larger, pair), context.short(smaller, pair)
    gap = context.gap(value)
    fig_a, fig_b = context.figure(larger), context.figure(smaller)
    text = context.say(
        f"相差{gap}：{name_a}{fig_a}，{name_b}{fig_b}。",
        f"The difference is {gap}: {name_a} {fig_a}, {name_b} {fig_b}.",
    )
    if a.value < b.value and context.query.has(LinkKind.OPERATION, "compare"):
        text = context.say("并不高，反而更低。", "It is not higher but lower. ") + text
    return derived(context, text, f"{fig_a} − {fig_b} = {gap}", (first, second), value)


def shortened(context: Context) -> Outcome | None:
    """By how much a time was cut, where the report gives it before and after."""
    saved = context.query.has(LinkKind.DIRECTION, "down") or context.query.has(LinkKind.OPERATION, "less")
    if not saved:
        return None
    pair = pair_of(context)
    if pair is None or {context.amount(f).dimension for f in pair} != {"duration"}:
        return None
    return difference_of(context)
