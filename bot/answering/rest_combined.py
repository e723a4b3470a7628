"""One thing and all others of its like together (比其他四家加起来还多吗, 除了甲其他四家一共多少). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.arithmetic import added_up, counts_named
from bot.answering.outcome import Context, Outcome
from bot.answering.outdoing import figure_of, of_its_like
from bot.answering.quantities import Amount, NotComparableError, difference, greater
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.answering.working import added, all_listed, at_least, derived, with_working
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

FEWEST = 2
"""Others from which on there is something to add up."""
_SETTING_AGAINST = ("compare", "more", "less", "above", "below", "difference")


def with_the_rest(context: Context) -> Outcome | None:
    """The others of its like added up: set against the one thing named, or alone where that is excepted."""
    query = context.query
    rest = query.has(LinkKind.DIALOGUE, "except_end", "others")
    things = {s for ln in query.links for s in ln.ids(LinkKind.SUBJECT)}
    if not rest or not query.has(LinkKind.OPERATION, "sum") or len(things) != 1 or query.loose:
        return None
    own = figure_of(things.pop(), context)
    others = [f for f in of_its_like(own, context) if f is not own] if own is not None else []
    if own is None or len(others) < FEWEST or (*counts_named(context), len(others))[0] != len(others):
        return None
    try:
        together = added_up(context, others)
        excepted = query.excluded or query.has(LinkKind.DIALOGUE, "except")
        if not excepted and query.has(LinkKind.OPERATION, *_SETTING_AGAINST):
            return _against(own, others, together, context)
    except NotComparableError as problem:
        return with_working(context, others, problem.why)
    return _alone(others, together, context) if excepted else None


def _alone(others: Sequence[Fact], together: Amount, context: Context) -> Outcome:
    written, parts = at_least(context, together), all_listed(context, others)
    text = context.say(f"其余合计{written}：{parts}。", f"The others come to {written} in all: {parts}.")
    return derived(context, text, f"{added(context, others)} = {written}", others, together)


def _against(own: Fact, others: Sequence[Fact], together: Amount, context: Context) -> Outcome:
    """Which is more, the one or the others together, and by how much."""
    amount = context.amount(own)
    more, gap = greater(amount, together), difference(amount, together)
    if more is None:
        raise NotComparableError("bounds")
    apart = context.write(Amount(abs(gap.value), gap.dimension, gap.bound, gap.unit))
    name, written = context.base.subjects[own.subject].called(context.language), at_least(context, together)
    zh, en = ("多", "more") if more else ("少", "less")
    side = context.say(
        f"{name}{context.figure(own)}，其余合计{written}，{name}{zh}{apart}。",
        f"{name} has {context.figure(own)}, {apart} {en} than the others together ({written}).",
    )
    asked_less = context.query.has(LinkKind.OPERATION, "less", "below")
    verdict = (yes(context) if more is not asked_less else no(context)) if wants_yes_or_no(context) else ""
    high, low = (context.figure(own), written) if more else (written, context.figure(own))
    steps = (f"{added(context, others)} = {written}", f"{high} − {low} = {apart}")
    return derived(context, verdict + side, steps, (own, *others), together)
