"""By what part of another, or of itself before, a figure is the larger or the smaller: in per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.differences import now_and_before
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, quotient
from bot.answering.working import (
    derived,
    figure_of,
    name_of,
    pair_of,
    percentage,
    share_words,
    subject_of,
    with_working,
)
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind


def relative(context: Context) -> Outcome | None:
    """多百分之几: by what part of the second the first is the larger or the smaller."""
    query = context.query
    sides = ("more", "less", "difference")
    compares = query.has(LinkKind.OPERATION, "compare") and query.has(LinkKind.OPERATION, *sides)
    known = context.base.vocabulary.measures
    rates = any(known[m].kind == "rate" for m in query.ids(LinkKind.MEASURE))  # 增速低几个百分点
    if not compares or not query.has(LinkKind.ASK, "percent") or rates:
        return None
    pair = pair_of(replace(context, query=query.asking_only("number", "money", "duration")))
    if pair is None or any(context.amount(f).dimension == "percent" for f in pair):
        return None
    first, second = pair
    one_thing = first.subject == second.subject
    if one_thing:  # of two periods: how the later one stands to the earlier
        first, second = pair = (second, first) if first.period < second.period else pair
    try:
        value, bound = quotient(context.amount(first), context.amount(second))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    percent = percentage(context, abs(value - 1), bound)
    written = share_words(context, percent)
    more = value > 1
    one = name_of(context, first, pair) if one_thing else figure_of(context, first)
    two, over = name_of(context, second, pair), f"{context.figure(first)} ÷ {context.figure(second)}"
    line = f"{over} − 1 = {written}" if more else f"1 − {over} = {written}"
    text = context.say(
        f"{one}比{two}{'多' if more else '少'}{written}：{_figures(context, pair)}。",
        f"{one}: {written} {'more' if more else 'less'} than {two} ({_figures(context, pair)}).",
    )
    return derived(context, text, line, pair, percent)


def _figures(context: Context, pair: Sequence[Fact]) -> str:
    return context.say("，", " against ").join(context.figure(f) for f in pair)


def cut_by_percent(context: Context) -> Outcome | None:
    """压缩了百分之几: by what part of itself a time was cut."""
    pair = now_and_before(context)
    if pair is None or context.query.has(LinkKind.OPERATION, "share", "ratio"):
        return None
    low, high = sorted(pair, key=lambda f: context.amount(f).value)
    value, bound = quotient(context.amount(low), context.amount(high))
    percent = percentage(context, 1 - value, bound)
    written, before, now = share_words(context, percent), context.figure(high), context.figure(low)
    text = context.say(
        f"{subject_of(context, low)}的时间缩短了{written}：从{before}到{now}。",
        f"The time was cut by {written}, from {before} to {now}: {subject_of(context, low)}.",
    )
    return derived(context, text, f"1 − {now} ÷ {before} = {written}", (low, high), percent)
