"""Several things taken together and set against one more (甲加乙比丙多吗, 三家合计有没有超过丁). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.naming import enumerated
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, difference, total
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.answering.working import added, derived, name_of, with_working
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_SETTING_AGAINST = ("compare", "more", "less", "above", "below")
_JOINING = "connective"


def sum_against_one(context: Context) -> Outcome | None:
    """Things that are enumerated, added up and set against the one that is named apart from them."""
    query = context.query
    if not (query.has(LinkKind.OPERATION, "sum") and query.has(LinkKind.OPERATION, *_SETTING_AGAINST)):
        return None
    runs = _runs(context)
    single = {run[0].ids(LinkKind.SUBJECT) for run in runs if len(run) == 1}
    several = [run for run in runs if len(run) > 1]
    if len(several) != 1 or len(single) != 1:
        return None
    facts = figures_side_by_side(context)
    others = [f for f in facts if f.subject in next(iter(single))]
    parts = tuple(f for f in facts if f not in others)
    if len(others) != 1 or len(parts) != len(several[0]):
        return None
    return set_against_one(context, parts, others[0])


def _runs(context: Context) -> list[list[Link]]:
    """The things that the question names, those together that it enumerates without a word between."""
    query = context.query
    joining = {ln.start for ln in query.links if _JOINING in ln.ids(LinkKind.DIALOGUE)}
    runs: list[list[Link]] = []
    for link in (ln for ln in query.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0):
        between = range(runs[-1][-1].end, link.start) if runs else range(0)
        if runs and all(i in joining for i in between):
            runs[-1].append(link)
        else:
            runs.append([link])
    return runs


def set_against_one(context: Context, parts: Sequence[Fact], other: Fact) -> Outcome:
    """The sum of some figures, and by how much it is more or less than one more (甲加乙比丙多多少)."""
    every = (*parts, other)
    try:
        both = total([context.amount(f) for f in parts])
        more = both.value >= context.amount(other).value
        sides = (both, context.amount(other)) if more else (context.amount(other), both)
        value = difference(*sides)
    except NotComparableError as problem:
        return with_working(context, every, problem.why)
    names = enumerated([name_of(context, f, every) for f in parts], "en")
    joined = "、".join(name_of(context, f, every) for f in parts)
    gap, whole, single = context.gap(value), context.write(both), context.figure(other)
    last = name_of(context, other, every)
    text = context.say(
        f"{joined}合计{whole}，比{last}{'多' if more else '少'}{gap}。",
        f"Together {names} come to {whole}, {gap} {'more' if more else 'less'} than {last}.",
    )
    last_step = f"{whole} − {single} = {gap}" if more else f"{single} − {whole} = {gap}"
    lead = _verdict(context, parts, more=more)
    return derived(context, lead + text, (f"{added(context, parts)} = {whole}", last_step), every, value)


def _verdict(context: Context, parts: Sequence[Fact], *, more: bool) -> str:
    """Yes or no, from the side that is named first: it is that which is said to be more, or less."""
    if not wants_yes_or_no(context):
        return ""
    first = next((s for ln in context.query.links for s in ln.ids(LinkKind.SUBJECT)), "")
    exceeds = more if first in {f.subject for f in parts} else not more
    less = context.query.has(LinkKind.OPERATION, "less", "below")
    return yes(context) if exceeds is not less else no(context)
