"""Working shown: how a computed answer says what it was worked out from, or why it cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.answering.grouping import comparable, figures_side_by_side, group
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, is_rounded
from bot.knowledge.model import Bound, Fact, Unit

_PERCENT = "%"


def derived(
    context: Context, text: str, sum_line: str, facts: Sequence[Fact], value: Amount | None = None
) -> Outcome:
    """An outcome that says that it was worked out and how."""
    sum_line = sum_line.replace("= 约", "≈ ").replace("= about ", "≈ ")
    working = context.say(
        f"计算：{sum_line}（据报告数字推算）", f"Working: {sum_line} (derived from the report's figures)"
    )
    number = None if value is None else value.value / value.unit.factor
    unit = "" if value is None else value.unit.id
    highlight = () if value is None else (context.write(value),)
    return Outcome(f"{text}\n{working}", tuple(facts), (working,), highlight, tuple(facts), number, unit)


def with_working(context: Context, facts: Sequence[Fact], why: str) -> Outcome:
    """Why figures cannot be brought together, with the figures themselves; `why` as in NotComparableError."""
    shown = context.say("；", "; ").join(f"{context.short(f, facts)} {context.figure(f)}" for f in facts)
    reasons = {
        "units": (
            "单位不同，不能直接相加减或比较",
            "they are in different units, so they cannot be set against each other",
        ),
        "bounds": (
            "报告只给出了上下限，算不出确切结果",
            "the report only gives bounds, so no exact result follows",
        ),
        "rates": (
            "增速、占比、名次这类数字不能相加或平均",
            "rates, shares and ranks cannot be added up or averaged",
        ),
        "zero": ("除数为零，无法计算", "it would mean dividing by zero"),
    }
    zh, en = reasons[why]
    return Outcome(
        context.say(f"{shown}。{zh}。", f"{shown}; {en}."), tuple(facts), listed=tuple(facts), refused=True
    )


def pair_of(context: Context) -> tuple[Fact, Fact] | None:
    found = figures_side_by_side(context)
    if len(found) < 2:  # two figures of the one thing that is named (从30日到5日)
        found = comparable(group(context), context)
        found = found if len({f.subject for f in found}) == 1 else ()
    if len(found) == 2:
        return found[0], found[1]
    return None


def distinct_addends(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without wholes whose parts are there too."""
    wholes = {f"{f.report}:{f.part_of}" for f in facts if f.part_of}
    return tuple(f for f in facts if f.key not in wholes)


def at_least(context: Context, value: Amount) -> str:
    if value.bound is Bound.OVER:
        exact = context.write(Amount(value.value, value.dimension, Bound.EXACT, value.unit))
        return context.say(f"至少{exact}", f"at least {exact}")
    return context.write(value, approximately=is_rounded(value))


def percentage(context: Context, share: Decimal, bound: Bound) -> Amount:
    units = context.base.vocabulary.units
    unit = units.get(_PERCENT) or Unit(_PERCENT, "percent", Decimal(1), next(iter(units.values())).name)
    return Amount(share * 100 * unit.factor, unit.dimension, bound, unit)
