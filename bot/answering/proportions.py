"""One figure as a share or as a multiple of another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.answering.grouping import figures_side_by_side, group
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, is_rounded, plain, quotient, total
from bot.answering.working import derived, pair_of, percentage, with_working
from bot.knowledge.model import Bound, Fact
from bot.understanding.lexicon import LinkKind


def share_of(context: Context) -> Outcome | None:
    """占比: the smaller of two named figures over the larger, or a part over its whole."""
    context = replace(context, query=context.query.asking_only("number", "money", "duration"))
    pair = pair_of(context) or _part_and_whole(context)
    if pair is None:
        return _parts_together(context)
    part, whole = sorted(pair, key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(part), context.amount(whole))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    percent = percentage(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.short(part, pair), context.short(whole, pair)
    text = context.say(
        f"{names[0]}占{names[1]}的{written}。", f"{names[0]} makes up {written} of {names[1]}."
    )
    line = f"{context.figure(part)} ÷ {context.figure(whole)} = {written}"
    return derived(context, text, line, (part, whole), percent)


def share_of_named(context: Context) -> Outcome | None:
    """Two named amounts with "what percent": the share of the one in the other (顶…的百分之几)."""
    amounts = replace(context, query=context.query.asking_only("number", "money"))
    facts = figures_side_by_side(amounts)
    return share_of(context) if len(facts) == 2 and context.amount(facts[0]).dimension != "percent" else None


def _parts_together(context: Context) -> Outcome | None:
    """Several named figures together over the largest named one (甲和乙之和占丙的多少)."""
    facts = figures_side_by_side(context)
    if len(facts) < 3 or not context.query.has(LinkKind.OPERATION, "sum"):
        return None
    whole = max(facts, key=lambda f: context.amount(f).value)
    parts = [f for f in facts if f is not whole]
    try:
        value, bound = quotient(total([context.amount(f) for f in parts]), context.amount(whole))
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    percent = percentage(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.say("、", " and ").join(context.short(f, facts) for f in parts)
    text = context.say(
        f"{names}合计占{context.short(whole, facts)}的{written}。",
        f"{names} together make up {written} of {context.short(whole, facts)}.",
    )
    line = f"({' + '.join(context.figure(f) for f in parts)}) ÷ {context.figure(whole)} = {written}"
    return derived(context, text, line, (*parts, whole), percent)


def _part_and_whole(context: Context) -> tuple[Fact, Fact] | None:
    for fact in group(replace(context, query=context.query.asking_only("number"))):
        whole = context.base.facts.get(f"{fact.report}:{fact.part_of}")
        if whole is not None and fact.figures and whole.figures:
            return fact, whole
    return None


def ratio_of(context: Context) -> Outcome | None:
    """几倍: the larger of two named figures over the smaller."""
    pair = pair_of(context)
    if pair is None:
        return None
    small, large = sorted(pair, key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(large), context.amount(small))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    about = "" if bound is Bound.EXACT and value == Decimal(plain(value)) else context.say("约", "about ")
    names = context.short(large, pair), context.short(small, pair)
    measure = context.base.vocabulary.measures[large.measure].name
    text = context.say(
        f"{names[0]}的{measure.zh}{about}是{names[1]}的{plain(value)}倍。",
        f"By {measure.en}, {names[0]} is {about}{plain(value)} times {names[1]}.",
    )
    sign = "≈" if about else "="
    return derived(
        context,
        text,
        f"{context.figure(large)} ÷ {context.figure(small)} {sign} {plain(value)}",
        (large, small),
    )
