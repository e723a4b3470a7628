"""What was just told, held against the same of another report's period (和上半年比呢)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.comparing import compared
from bot.answering.following import names_subject
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, greater
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.knowledge.model import Fact
from bot.knowledge.units import is_figured
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_COMPARES = ("compare", "more", "less")


def against_another_period(context: Context) -> Outcome | None:
    """Compares the fact told last with its like in the period that the question names; None where it names
    more than that, or nothing there is like it."""
    query = context.query
    if not context.previous or not query.periods or not query.has(LinkKind.OPERATION, *_COMPARES):
        return None
    if names_subject(query) or any(_asks_for_another(ln, context) for ln in query.links):
        return None
    if query.has(LinkKind.ASK, "percent"):
        return None  # by what part, see `changes`
    for told in context.previous:
        if told.figures and not in_period(told, query, context.base):
            like = _like(told, context)
            if like is not None:
                outcome = compared(context, (told, like))
                return replace(outcome, text=_whether_so(context, told, like) + outcome.text)
    return None


def _whether_so(context: Context, told: Fact, other: Fact) -> str:
    """Yes or no, where it is asked whether the fact told last is more, or less, than the other one."""
    more = context.query.has(LinkKind.OPERATION, "more")
    if not wants_yes_or_no(context) or more is context.query.has(LinkKind.OPERATION, "less"):
        return ""
    try:
        larger = greater(context.amount(told), context.amount(other))
    except NotComparableError:
        return ""
    if larger is None:
        return ""
    return yes(context) if larger is more else no(context)


def _asks_for_another(link: Link, context: Context) -> bool:
    """Whether a name is of a measure that was not told; how a thing stands is none (怎么样), nor is
    whether it went up or down (多了还是少了)."""
    if link.kinds != {LinkKind.MEASURE} or link in context.query.excluded:
        return False
    known = context.base.vocabulary.measures
    measures = [known[m] for m in link.ids(LinkKind.MEASURE)]
    either = context.query.has(LinkKind.DIALOGUE, "alternative")
    if either and any(m.relation == "growth" for m in measures):
        return False
    told = {f.measure for f in context.previous}
    return all(is_figured(m.kind) and m.id not in told for m in measures)


def _like(told: Fact, context: Context) -> Fact | None:
    """The only fact of the period asked for that differs from `told` in nothing but its report."""
    found = [
        fact
        for fact in context.base.facts.values()
        if (fact.subject, fact.measure, fact.scope, bool(fact.of))
        == (told.subject, told.measure, told.scope, bool(told.of))
        and fact.report != told.report
        and fact.figures
        and in_period(fact, context.query, context.base)
    ]
    alike = [fact for fact in found if fact.id == told.id] if len(found) > 1 else found
    return alike[0] if len(alike) == 1 else None


def is_of_other_periods(facts: Sequence[Fact], context: Context) -> bool:
    """Whether one measure of two reports is set side by side, and the question names a third period."""
    first = facts[0] if facts else None
    twins = [f for f in facts[1:] if first and (f.subject, f.measure) == (first.subject, first.measure)]
    if first is None or all(f.report == first.report for f in twins) or not context.query.periods:
        return False
    return not any(in_period(f, context.query, context.base) for f in (first, *twins))


def with_a_choice(context: Context, chosen: Fact) -> Outcome | None:
    """Compares the fact told last with one that was picked, where it was a comparison that asked back.

    `context` has the question that asked back.
    """
    told = next((f for f in context.previous if f.figures), None)
    if told is None or not chosen.figures or chosen.key == told.key:
        return None
    if not context.query.has(LinkKind.OPERATION, *_COMPARES) or names_subject(context.query):
        return None
    if context.amount(told).dimension != context.amount(chosen).dimension:
        return None
    return compared(replace(context, previous=()), (told, chosen))
