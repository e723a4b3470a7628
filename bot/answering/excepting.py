"""What else there is beside what the question excepts: the rest of a group, or of a sentence."""

from __future__ import annotations

from bot.answering.evidence import evidence_of
from bot.answering.following import names_predicate
from bot.answering.grouping import group
from bot.answering.implying import NUMERIC_KINDS
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.answering.telling import tell_facts
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

_FIGURES = ("number", "money", "percent", "duration", "rank")
"""Question words that ask for a figure of each."""


def one_a_subject(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Where no measure is named and several subjects are listed: one fact of each, with a figure if any."""
    subjects = dict.fromkeys(f.subject for f in facts)
    if context.query.has(LinkKind.MEASURE) or len(subjects) < 2:
        return facts
    wholes = {p for s in subjects for p in context.base.subjects[s].part_of}
    kept = [s for s in subjects if s not in wholes] or list(subjects)
    return tuple(min((f for f in facts if f.subject == s), key=lambda f: not f.figures) for s in kept)


def the_others(context: Context) -> Outcome | None:
    """The group that the question names without the members that it excepts."""
    told_with_it = _of_the_same_sentence(context)
    if told_with_it:
        return listing(context, one_a_subject(told_with_it, context))
    found = group(context)
    excepted = {s for ln in context.query.excluded for s in ln.ids(LinkKind.SUBJECT)}
    wholes = {p for s in excepted for p in context.base.subjects[s].part_of}
    if all(f.subject in wholes for f in found):
        found = _siblings(context) or found
    facts = one_a_subject(found, context)
    return listing(context, facts) if facts else None


def together_with(context: Context) -> Outcome | None:
    """Who or what shares with the thing told of last what was told of it (还有谁跟它一起得了)."""
    query, base = context.query, context.base
    if not context.leaning or not query.has(LinkKind.DIALOGUE, "others") or _asks_otherwise(context):
        return None
    told = {f.subject for f in context.previous}
    cited = {(f.report, cite) for f in context.previous for cite in f.cites}
    sharing = [
        f
        for f in base.facts.values()
        if len(told) == 1
        and told < set(f.mentions)
        and not f.figures
        and cited.intersection((f.report, cite) for cite in f.cites)
    ]
    return tell_facts(sharing, context) if len(sharing) == 1 else None


def _asks_otherwise(context: Context) -> bool:
    """Whether something else is asked for than what was told of last (跟它一块儿领奖的)."""
    same = {f.measure for f in context.previous} & set(context.query.ids(LinkKind.MEASURE))
    return names_predicate(context.query) and not same


def _of_the_same_sentence(context: Context) -> tuple[Fact, ...]:
    """What is said in one breath with the excepted, where no figures are asked for (除了甲,还做了什么)."""
    query, base = context.query, context.base
    excepted = {s for ln in query.excluded for s in ln.ids(LinkKind.SUBJECT)}
    narrow = any(not base.vocabulary.kinds[k].wide for k in query.ids(LinkKind.KIND))
    numeric = any(base.vocabulary.measures[m].kind in NUMERIC_KINDS for m in query.ids(LinkKind.MEASURE))
    more = query.has(LinkKind.DIALOGUE, "except_end", "others", "except") or query.has(LinkKind.ASK, "which")
    if not more or narrow or numeric or query.has(LinkKind.ASK, *_FIGURES):
        return ()
    own = [f for f in base.facts.values() if f.subject in excepted]
    aside = excepted | {p for s in excepted for p in base.subjects[s].part_of}
    cited = {(f.report, cite) for f in own for cite in f.cites}
    named = set(query.ids(LinkKind.SUBJECT))
    beside = (
        e.fact
        for e in evidence_of(base).values()
        if e.fact.subject not in aside and (not named or named & {e.fact.subject, *e.wholes})
    )
    return tuple(f for f in beside if cited.intersection((f.report, cite) for cite in f.cites))


def _siblings(context: Context) -> tuple[Fact, ...]:
    """Where only the excepted is named: facts of the same measure of the other parts of its whole."""
    subjects = [s for ln in context.query.excluded for s in ln.ids(LinkKind.SUBJECT)]
    base = context.base
    wholes = {p for s in subjects for p in base.subjects[s].part_of}
    near = [
        f
        for f in base.facts.values()
        if f.subject not in subjects and wholes & set(base.subjects[f.subject].part_of)
    ]
    asked = set(context.query.ids(LinkKind.MEASURE))
    own = {f.measure for f in base.facts.values() if f.subject in subjects}
    return tuple(f for f in near if f.measure in (asked or own))
