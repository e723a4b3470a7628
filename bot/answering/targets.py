"""Targets: what is done of them, what is left, and what a completion rate says that they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.answering.earlier_years import from_rate, rate_and_base
from bot.answering.grouping import group, operands, with_figures
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, difference, is_rounded, quotient, whole_of_share
from bot.answering.working import derived, percentage
from bot.knowledge.model import Bound, Fact


def full_target(context: Context) -> Outcome | None:
    """全年目标: the target, from what is done and the completion rate."""
    return from_rate(
        context,
        "completion",
        whole_of_share,
        "按完成率推算，{subject}的全年目标{value}。",
        "By that completion rate, the full-year target for {subject} is {value}.",
    )


def whole_year(context: Context) -> Outcome | None:
    """A question for the whole year, where the report gives half a year's count and its completion rate."""
    found = rate_and_base(context, "completion")
    asked = context.query.asked_periods(found[1].period) if found else ()
    return full_target(context) if any(a.whole_year and not a.vague for a in asked) else None


def from_stated(context: Context) -> Outcome | None:
    """The target, where the question itself states what is done and which rate that is (43条才33%)."""
    found = rate_and_base(context, "completion")
    if found is None:
        return None
    stated = {n.value for n in context.query.named_numbers()}
    return full_target(context) if all(f.figures[0].value in stated for f in found) else None


def remaining(context: Context) -> Outcome | None:
    """还差多少: target minus done, where the report gives or implies a target."""
    found = rate_and_base(context, "completion")
    if found is not None:
        rate, done = found
        target = whole_of_share(context.amount(done), rate.figures[0].value)
        rest = Amount(
            (target.value - context.amount(done).value).quantize(Decimal(1)),
            target.dimension,
            Bound.ABOUT,
            target.unit,
        )
        written = context.write(rest)
        line = f"{context.figure(done)} ÷ {context.figure(rate)} − {context.figure(done)} = {written}"
        text = context.say(
            f"{context.label(done)}距目标还差{written}。", f"{context.label(done)}: {written} still to go."
        )
        return derived(context, text, line, (done, rate), rest)
    return to_target(context) or to_hundred(context)


def _done_and_target(context: Context) -> tuple[Fact, Fact] | None:
    """A figure and the target that it counts towards, where the question names either."""
    measures = context.base.vocabulary.measures
    relaxed = replace(context, query=context.query.asking_only("number", "money"))
    named = {f.key for f in group(relaxed)} | {f.key for f in operands(relaxed)}
    subjects = {context.base.facts[k].subject for k in named}
    figures = with_figures(context.base.facts.values())
    for done in figures:
        for target in figures:
            fits = measures[done.measure].towards == target.measure
            own = target.subject == done.subject in subjects
            if fits and own and (named & {done.key, target.key} or len(named) > 1):
                return done, target
    return None


def to_target(context: Context) -> Outcome | None:
    pair = _done_and_target(context)
    if pair is None:
        return None
    done, target = pair
    value = difference(context.amount(target), context.amount(done))
    line = f"{context.figure(target)} − {context.figure(done)} = {context.write(value)}"
    names = context.short(target, pair), context.short(done, pair)
    text = context.say(
        f"还差{context.write(value)}：{names[0]}{context.figure(target)}，{names[1]}{context.figure(done)}。",
        f"{context.write(value)} remains: {names[0]} {context.figure(target)}, "
        f"{names[1]} {context.figure(done)}.",
    )
    return derived(context, text, line, (target, done), value)


def to_hundred(context: Context) -> Outcome | None:
    rates = [
        f
        for f in with_figures(group(context))
        if context.base.vocabulary.measures[f.measure].relation == "completion"
        and context.amount(f).dimension == "percent"
    ]
    if len(rates) != 1:
        return None
    hundred = percentage(context, Decimal(1), Bound.EXACT)
    value = difference(hundred, context.amount(rates[0]))
    line = f"{context.write(hundred)} − {context.figure(rates[0])} = {context.write(value)}"
    text = context.say(
        f"还剩{context.write(value)}没有完成。", f"{context.write(value)} is still to be done."
    )
    return derived(context, text, line, rates, value)


def completion_of(context: Context) -> Outcome | None:
    """完成率: done over target, where the report gives both but not the rate."""
    pair = _done_and_target(context)
    if pair is None:
        return None
    done, target = pair
    value, bound = quotient(context.amount(done), context.amount(target))
    percent = percentage(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.short(done, pair), context.short(target, pair)
    text = context.say(f"{names[0]}为{names[1]}的{written}。", f"{names[0]} is {written} of {names[1]}.")
    line = f"{context.figure(done)} ÷ {context.figure(target)} = {written}"
    return derived(context, text, line, (done, target), percent)
