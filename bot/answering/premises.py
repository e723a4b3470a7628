"""Questions for the reason, the place or the length of something that is not so: put right, not refused."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.choosing import choose
from bot.answering.courses import denies_what_is
from bot.answering.evidence import Evidence
from bot.answering.grouping import with_figures
from bot.answering.implying import IMPLIED, STAGE, asks_what_changed
from bot.answering.judging import Judged
from bot.answering.meaning import PART
from bot.answering.outcome import Context, Outcome
from bot.answering.presuming import (
    NOT_BEGUN,
    is_ahead,
    presumed_contrary,
    presumed_direction,
    presumed_numbers,
    presumed_status,
)
from bot.answering.stated_numbers import facts_stating
from bot.answering.supporting import EXPLAINING
from bot.answering.telling import tell_facts
from bot.answering.verdict import correction, no, not_yet, wants_yes_or_no
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

_PRESUMING = frozenset({"reason", "manner", "place", "duration"})
"""Question words that take what they ask about for granted (为何只列第二)."""

_WHAT = "which"


def put_right(context: Context) -> Outcome | None:
    """The fact that a question takes for something else; None where it takes nothing wrongly."""
    unbegun = _not_begun(context)
    if unbegun is not None:
        return unbegun
    if _PRESUMING.isdisjoint(context.query.ids(LinkKind.ASK)) or asks_what_changed(
        context.query, context.base
    ):
        return None
    if _is_explained(context):
        return None
    query = _without_its_question(context.query)
    plain = replace(context, query=query, links=query.content())
    chosen = choose(query, plain.links, context.base, context.limits).chosen
    if not chosen:
        return _of_its_own_figure(plain)
    named = set(query.ids(LinkKind.SUBJECT))
    chosen = tuple(c for c in chosen if c.fact.subject in named) or chosen
    if len({c.fact.subject for c in chosen}) != 1 or chosen[0].subject < PART:
        return None
    for candidate in chosen:
        lead = _denial(plain, candidate.evidence, context.query.has(LinkKind.ASK, "place"))
        if lead:
            return tell_facts((candidate.fact,), plain, lead)
    return None


def no_longer(fact: Fact, context: Context) -> Outcome | None:
    """What now holds in place of what did before, where a question takes that for how things are
    (不是要等30天吗); None where it asks of before, or nothing has taken its place."""
    query, base = context.query, context.base
    of_before = query.has(LinkKind.PERIOD, "before") or fact.measure in query.ids(LinkKind.MEASURE)
    measures = base.vocabulary.measures
    if of_before or not fact.figures or measures[fact.measure].better or not wants_yes_or_no(context):
        return None
    dimension = context.amount(fact).dimension
    now = [
        f
        for f in with_figures(base.facts.values())
        if (f.subject, f.report, f.cites) == (fact.subject, fact.report, fact.cites)
        and measures[f.measure].better
        and context.amount(f).dimension == dimension
    ]
    timed = dimension.startswith("duration") and len(now) == 1
    return tell_facts(now, context, no(context)) if timed else None


def _not_begun(context: Context) -> Outcome | None:
    """How far a thing is that is not under way, where a question takes it for begun (已经投产了吧)."""
    query, base = context.query, context.base
    things = [ln for ln in query.links if LinkKind.SUBJECT in ln.kinds and ln not in query.excluded]
    if not things or not wants_yes_or_no(context) or not takes_form(query.folded, "begun", base):
        return None
    named = frozenset.intersection(*(frozenset(ln.ids(LinkKind.SUBJECT)) for ln in things))
    own = [f for f in base.facts.values() if f.subject in named]
    stages = [f for f in own if f.status in NOT_BEGUN and base.vocabulary.measures[f.measure].kind == STAGE]
    if len(named) != 1 or len(stages) != 1 or query.has(LinkKind.OPERATION):
        return None
    return tell_facts(stages, context, not_yet(context))


def other_months(context: Context) -> Outcome | None:
    """The fact of months of its own that a yes/no question puts into other months (3月拿的第一吧)."""
    if context.query.excluded or not wants_yes_or_no(context):
        return None
    query = replace(context.query, periods=())
    chosen = choose(query, context.links, context.base, context.limits).chosen
    if len(chosen) != 1 or chosen[0].subject < PART or chosen[0].measure < IMPLIED:
        return None
    fact = chosen[0].fact
    whole = context.base.reports[fact.report].period
    asked = context.query.asked_periods(whole)
    within = all(whole.start <= a.period.start and a.period.end <= whole.end for a in asked)
    if fact.period == whole or not asked or not within:
        return None
    lead = context.say("报告没有这么说：", "The report does not say that: ")
    return tell_facts((fact,), context, lead)


def _is_explained(context: Context) -> bool:
    """Whether a text says just what is asked, by a phrase of its own (靠什么把成本降下来)."""
    chosen = choose(context.query, context.links, context.base, context.limits).chosen
    return bool(chosen) and chosen[0].evidence.kind in EXPLAINING and chosen[0].phrases > 0


def _of_its_own_figure(context: Context) -> Outcome | None:
    """The fact whose figure is stated of a thing, with a course that it has not taken (怎么减少到241家)."""
    stated = facts_stating(context.query.named_numbers(), context.base)
    found = [e for e in stated if e.fact.subject in context.query.ids(LinkKind.SUBJECT)]
    if len(found) != 1 or not context.query.has(LinkKind.DIRECTION):
        return None
    return tell_facts((found[0].fact,), context, _denial(context, found[0]))


def _without_its_question(query: Query) -> Query:
    """The query without the question word, nor a "what" right beside it (原因是啥)."""
    asking = [ln for ln in query.links if not _PRESUMING.isdisjoint(ln.ids(LinkKind.ASK))]
    edges = {edge for ln in asking for edge in (ln.start, ln.end)}
    beside = [
        ln
        for ln in query.links
        if ln.ids(LinkKind.ASK) == (_WHAT,) and not edges.isdisjoint((ln.start, ln.end))
    ]
    return replace(query, links=tuple(ln for ln in query.links if ln not in asking and ln not in beside))


def _denial(context: Context, evidence: Evidence, where: bool = False) -> str:
    """What says that it is not so; empty where it is, or where the fact does not tell."""
    if presumed_direction(context, evidence) is Judged.FALSE:
        return correction(context)
    less = where and is_ahead(context, evidence)  # 准备建在哪里 presumes no more than there is
    status = None if less else presumed_status(context, evidence)
    contrary = presumed_contrary(context, evidence)
    numbers = None if _is_of_any_one(context.query) else presumed_numbers(context, evidence)
    judged = (numbers, status, contrary)
    if Judged.FALSE in judged or denies_what_is(context, evidence):
        return context.say("并非如此：", "That is not so: ")
    return ""


def _is_of_any_one(query: Query) -> bool:
    """Whether no number is named but one, of whatever there are many of (一趟跑几天)."""
    numbers = query.named_numbers()
    return bool(numbers) and all(n.value == 1 and n.unit != RANK for n in numbers)
