"""Lists of what outdoes a thing that is named (产值比双汇高的有哪些). Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.comparing import ordered
from bot.answering.degrees import degree_of, is_pace
from bot.answering.grouping import with_figures
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount, NotComparableError, greater
from bot.answering.verdict import wants_yes_or_no
from bot.knowledge.model import Fact
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind

_THAN = frozenset({"compare", "above", "below"})
_POINTING = "pronoun"
_ANY = "any"
"""The form of words that asks whether there is anything of a kind."""
_WHAT = ("which", "organisation", "person", "name")


def outdoing(context: Context) -> Outcome | None:
    """What has more, or less, of a measure than the one thing named, where just that is asked for."""
    query = context.query
    asked = query.has(LinkKind.OPERATION, "list") or query.has(LinkKind.ASK, *_WHAT)
    any_at_all = not asked and _asks_for_any(context)
    if not (asked or any_at_all) or query.named_numbers() or query.loose:
        return None
    against = _bar_of(context)
    if against is None:
        return None
    others = [f for f in of_its_like(against, context) if f is not against]
    return _told(context, against, others) if others else None


def _bar_of(context: Context) -> Fact | None:
    """The figure of the one thing that others are set against: named, or told last (比它快的)."""
    if _is_set_against_one(context):
        named = context.query.ids(LinkKind.SUBJECT)
        return figure_of(named[0], context) if len(named) == 1 else None
    than = {ln.end for ln in context.query.links if _THAN.intersection(ln.ids(LinkKind.OPERATION))}
    points = any(ln.start in than and _POINTING in ln.ids(LinkKind.DIALOGUE) for ln in context.query.links)
    alone = context.leaning and len(context.previous) == 1 and not context.query.has(LinkKind.SUBJECT)
    return context.previous[0] if points and alone and context.previous[0].figures else None


def _asks_for_any(context: Context) -> bool:
    """Whether it asks if there is anything that has more, or less (有没有比它快的, is any faster)."""
    return wants_yes_or_no(context) and takes_form(context.query.folded, _ANY, context.base)


def _is_set_against_one(context: Context) -> bool:
    """Whether one thing stands between "than" and how it differs (比双汇高), and no other is named."""
    query = context.query
    things = [ln for ln in query.links if LinkKind.SUBJECT in ln.kinds and ln not in query.excluded]
    than = [ln.end for ln in query.links if _THAN.intersection(ln.ids(LinkKind.OPERATION))]
    differing = query.language == "en" or query.has(LinkKind.OPERATION, "more", "less")
    return len(things) == 1 and things[0].start in than and differing


def _is_less_asked(context: Context) -> bool:
    """Whether what has less is asked for (lower than, 比双汇低)."""
    if context.query.has(LinkKind.OPERATION, "less", "below"):
        return True
    said = context.query.folded.split()
    return any(degree.less.en in said for degree in context.base.vocabulary.degrees.values())


def figure_of(subject: str, context: Context) -> Fact | None:
    """The figure of a thing that the question names a measure of; its only one where it names none."""
    base, query = context.base, context.query
    links = [ln for ln in query.links if LinkKind.MEASURE in ln.kinds and LinkKind.ASK not in ln.kinds]
    named = {m for ln in links if LinkKind.OPERATION not in ln.kinds for m in ln.ids(LinkKind.MEASURE)}
    own = [f for f in with_figures(base.facts.values()) if f.subject == subject and in_period(f, query, base)]
    wider = base.vocabulary.measures
    meant = [f for f in own if named & {f.measure, *wider[f.measure].broader}]
    if not named:
        meant = [f for f in own if not f.of]
    return meant[0] if len(meant) == 1 else None


def of_its_like(against: Fact, context: Context) -> tuple[Fact, ...]:
    """The same measure of things of its kind."""
    base = context.base
    kind = base.subjects[against.subject].kind
    return tuple(
        f
        for f in with_figures(base.facts.values())
        if f.measure == against.measure
        and f.report == against.report
        and f.scope == against.scope
        and base.subjects[f.subject].kind == kind
    )


def _told(context: Context, against: Fact, others: list[Fact]) -> Outcome | None:
    less = _is_less_asked(context)
    degree = degree_of(context, against)
    fewer = less is not is_pace(context, degree, against)
    own = context.amount(against)
    try:
        beyond = [f for f in others if _is_beyond(context.amount(f), own, fewer)]
        ranked = ordered(context, beyond)
    except NotComparableError:
        return None
    word = degree.less if less else degree.more
    name = context.base.subjects[against.subject].called(context.language)
    bar = context.say(f"{name}（{context.figure(against)}）", f"{name} ({context.figure(against)})")
    if not ranked:
        text = context.say(f"没有比{bar}更{word.zh}的。", f"None is {word.en} than {bar}.")
        return Outcome(text, (against, *others))
    found = listing(context, ranked[::-1] if fewer else ranked)
    head = context.say(
        f"比{bar}更{word.zh}的有{len(ranked)}个：\n",
        f"{len(ranked)} {'is' if len(ranked) == 1 else 'are'} {word.en} than {bar}:\n",
    )
    return replace(found, text=head + found.text, facts=(*found.facts, against))


def _is_beyond(one: Amount, bar: Amount, fewer: bool) -> bool:
    """Whether it is surely more than the bar, or less."""
    first, second = (bar, one) if fewer else (one, bar)
    return bool(first.value != second.value and greater(first, second))
