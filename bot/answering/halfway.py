"""Whether half of what is planned is done, or more (过半了吗, more than half of the plan). Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.evidence import evidence_of
from bot.answering.outcome import Context, Outcome
from bot.answering.stated_numbers import facts_stating
from bot.answering.targets import completed_share, towards_targets
from bot.answering.telling import tell_facts
from bot.answering.verdict import not_yet, wants_yes_or_no, yes
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind

HALF = "half"
"""The form of words that asks for it."""
_PERCENT = 50
_COMPLETION = "completion"


def past_half(context: Context) -> Outcome | None:
    """How much of its target a thing has reached, with yes or not yet; None where no report says that."""
    if not wants_yes_or_no(context) or not takes_form(context.query.folded, HALF, context.base):
        return None
    named = {s for ln in context.links for s in ln.ids(LinkKind.SUBJECT)}
    subjects = named or {f.subject for f in context.previous} or _bearing_what_is_named(context)
    rates = [
        e.fact
        for e in evidence_of(context.base).values()
        if e.relation == _COMPLETION and e.fact.figures and e.fact.subject in subjects
    ]
    if len(rates) == 1:
        done = rates[0].figures[0].value >= _PERCENT
        return _with_verdict(tell_facts(rates, context), done=done, context=context)
    pairs = [pair for pair in towards_targets(context.base) if pair[0].subject in subjects]
    if len(pairs) != 1 or rates:
        return None
    told = completed_share(context, *pairs[0])
    return _with_verdict(told, done=(told.number or 0) >= _PERCENT, context=context)


def _bearing_what_is_named(context: Context) -> set[str]:
    """What has a target and the measure named, where no subject is (投资进度过半了吗)."""
    named = set(context.query.ids(LinkKind.MEASURE))
    stated = {
        e.fact for e in facts_stating((n for n in context.query.named_numbers() if n.unit), context.base)
    }
    pairs = towards_targets(context.base)
    return {done.subject for done, target in pairs if done.measure in named or target in stated}


def _with_verdict(told: Outcome, *, done: bool, context: Context) -> Outcome:
    return replace(told, text=(yes(context) if done else not_yet(context)) + told.text)
