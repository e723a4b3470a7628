"""Whether a turn stands on its own, goes on from the last answer, or points into it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.attempting import NOTHING, OF_ITSELF, OPERATION, Attempt, attempted, silenced
from bot.answering.evidence import evidence_of
from bot.answering.following import (
    COMPARING,
    compares_one,
    inherited,
    is_marked,
    is_short,
    may_follow,
    names_predicate,
    names_subject,
    taken_over,
    without_idle_measures,
)
from bot.answering.matching import INDICATOR
from bot.answering.operating import operate
from bot.answering.outcome import Context
from bot.answering.pointing import Pointing, one_described, pointing, without_pointing
from bot.answering.probing import ASKING
from bot.answering.stated_numbers import facts_stating
from bot.answering.telling import tell_facts
from bot.answering.verdict import wants_yes_or_no
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query, understand

_RATE = "rate"
"""The kind of measure that only some things have one of."""


def best_attempt(context: Context, dialogue: Dialogue) -> Attempt:
    """The reading on its own, or the one that leans on the dialogue where the message cannot stand alone."""
    found = pointing(context.query, len(dialogue.named))
    if found is not None:
        return _of_those_pointed_to(found, context, dialogue)
    described = one_described(context.query, dialogue.named, context.base)
    if described is not None:
        context = replace(context, query=described, links=described.content())
    alone = attempted(context)
    if not alone.settled:
        query = without_idle_measures(context.query, context.base)
        context = replace(context, query=query, links=query.content())
    if not may_follow(context.query, dialogue) or alone.decision == OF_ITSELF:
        return alone
    carried_over = inherited(context.query, dialogue, context.base)
    about = taken_over(context.query, dialogue, context.base)
    previous = tuple(f for f in context.previous if f.subject in about)
    leaning = attempted(
        replace(context, links=(*context.links, *carried_over), leaning=True, previous=previous)
    )
    if not leaning.settled and not context.query.has(LinkKind.OPERATION):
        leaning = _of_just_one(carried_over, leaning) or leaning
    if not carried_over:
        compared = leaning.outcome is not None and leaning.decision == OPERATION and not _is_complete(alone)
        return leaning if compared or (leaning.settled and not alone.settled) else alone
    by_itself = _sums_up_the_report(alone) or _lists_by_itself(alone, leaning)
    if by_itself:
        return alone
    return _what_else_it_has(alone, leaning) or _of_two(alone, leaning, dialogue)


def _what_else_it_has(alone: Attempt, leaning: Attempt) -> Attempt | None:
    """What a turn that only names the last thing again, by another name, means beside what was told of it
    (新增资金多少 / 那新增企业呢)."""
    query, told = alone.context.query, leaning.context.previous
    again = leaning.outcome is not None and leaning.outcome.facts == told
    only_names_it = names_subject(query) and not names_predicate(query) and not query.has(LinkKind.ASK)
    elliptic = query.has(LinkKind.DIALOGUE, "ellipsis") and only_names_it
    if not (again and elliptic and alone.outcome is not None):
        return None
    rest = [f for f in alone.outcome.facts if f not in told]
    of_it = {f.subject for f in rest} == {f.subject for f in told}
    return replace(alone, outcome=tell_facts(rest, alone.context)) if rest and of_it else None


def _of_just_one(carried_over: Sequence[Link], leaning: Attempt) -> Attempt | None:
    """The reading about one of several things told last, where it is answered for that one alone."""
    things = [ln for ln in carried_over if LinkKind.SUBJECT in ln.kinds]
    if len(things) < 2:
        return None
    context = leaning.context
    each = (tuple(ln for ln in context.links if ln is thing or ln not in things) for thing in things)
    settled = [a for links in each if (a := attempted(replace(context, links=links))).settled]
    return settled[0] if len(settled) == 1 else None


def _of_two(alone: Attempt, leaning: Attempt, dialogue: Dialogue) -> Attempt:
    """Which of a reading on its own and one that leans on the dialogue is meant."""
    context = alone.context
    if _repeats(leaning):
        leaning = silenced(leaning, "nothing new to tell")
    if _is_of_the_unknown(context.query):
        return silenced(leaning, "asks the same of something unknown")
    if _lacks_what_was_asked(alone, leaning, dialogue):
        return leaning
    if _says_enough(alone, leaning, dialogue):
        return alone
    marked = is_marked(context.query) or is_short(context.query)
    if compares_one(context.query) and leaning.settled and leaning.decision == OPERATION != alone.decision:
        return leaning
    if leaning.settled and (marked or not alone.settled):
        return leaning
    worked_out = alone.outcome is not None and bool(alone.outcome.working)  # 没签约的有几个
    complete = alone.decision == OPERATION and (worked_out or not is_marked(context.query))  # 全市第一是啥
    if alone.settled and (names_subject(context.query) or complete or not marked):
        return alone
    says_what = not (is_marked(context.query) or context.query.has(LinkKind.ASK))
    if alone.settled and says_what and not _may_be_of(dialogue.subjects, context):
        return alone  # 企业开办要几天? 注册资本
    in_vain = not leaning.settled and not alone.settled
    if in_vain and not is_marked(context.query) and not _may_be_of(dialogue.subjects, context):
        return alone
    silent = in_vain and names_predicate(context.query) and not names_subject(context.query)
    return leaning if marked or silent else alone


def _says_enough(alone: Attempt, leaning: Attempt, dialogue: Dialogue) -> bool:
    """Whether a turn means by itself what is of the last thing's whole, or what nothing told before has."""
    if not leaning.settled and _is_of_the_same_whole(alone, dialogue):
        return True
    if _is_of_what_only_mentions_it(alone, leaning):
        return True
    return _points_by_a_figure(alone) or _names_only_its_measure(alone, leaning)


def _is_of_what_only_mentions_it(alone: Attempt, leaning: Attempt) -> bool:
    """Whether, of a thing that a turn only names (跟乙呢), the dialogue leads to a fact on something else,
    and there are facts on the thing itself."""
    query = alone.context.query
    if names_predicate(query) or alone.outcome is None or leaning.outcome is None or not alone.settled:
        return False
    named, subjects = set(query.ids(LinkKind.SUBJECT)), alone.context.base.subjects
    told = {s for f in leaning.outcome.facts for s in (f.subject, *subjects[f.subject].part_of)}
    own = {f.subject for f in alone.outcome.facts}
    return bool(own) and own <= named and named.isdisjoint(told)


def _lacks_what_was_asked(alone: Attempt, leaning: Attempt, dialogue: Dialogue) -> bool:
    """Whether the same is asked of another thing that only has figures of another kind (增长多少? 中烟呢)."""
    query, known = alone.context.query, alone.context.base.vocabulary.measures
    if leaning.settled or not alone.settled or alone.outcome is None or names_predicate(query):
        return False
    told = {known[m].kind for m in dialogue.measures if m in known}
    own = {known[f.measure].kind for f in alone.outcome.facts}
    return is_marked(query) and told == {_RATE} and bool(own) and _RATE not in own


def _is_of_the_same_whole(alone: Attempt, dialogue: Dialogue) -> bool:
    """Whether what a turn means by itself is of a whole or a part of what was told of last."""
    if not alone.settled or alone.outcome is None or not alone.context.query.has(LinkKind.MEASURE):
        return False
    subjects = alone.context.base.subjects
    last = {s for s in dialogue.subjects if s in subjects}
    wholes = {w for s in last for w in subjects[s].part_of}
    own = {f.subject for f in alone.outcome.facts}
    return bool(own) and all(s in wholes or last & {*subjects[s].part_of} for s in own)


def _is_complete(alone: Attempt) -> bool:
    """Whether a reading names all that it was worked out from (回程占几成)."""
    worked_out = alone.decision == OPERATION and alone.outcome is not None and bool(alone.outcome.working)
    return worked_out and alone.settled and names_subject(alone.context.query)


def _names_only_its_measure(alone: Attempt, leaning: Attempt) -> bool:
    """Whether what a turn means by itself has the measure that it names, and nothing else does (指数呢)."""
    if alone.outcome is None or leaning.outcome is None or not alone.settled:
        return False
    known = alone.context.base.vocabulary.measures
    plainly = (
        ln for ln in alone.context.query.links if LinkKind.STATUS not in ln.kinds
    )  # 签了? asks how far
    named = {m for ln in plainly for m in ln.ids(LinkKind.MEASURE)}
    own, others = ({f.measure for f in outcome.facts} for outcome in (alone.outcome, leaning.outcome))
    near = {b for m in others for b in (m, *known[m].broader)}
    plain = all(not (known[m].wide or known[m].relation) for m in own)
    return bool(own) and plain and own <= named and not named & near and not wants_yes_or_no(alone.context)


def _points_by_a_figure(alone: Attempt) -> bool:
    """Whether a turn names another thing than the last answer by a figure of it (那31亿的那个是谁家的)."""
    if alone.outcome is None or not alone.settled or names_subject(alone.context.query):
        return False
    amounts = (n for n in alone.context.query.named_numbers() if n.unit)
    pointed_to = {e.fact for e in facts_stating(amounts, alone.context.base)}
    told = set(alone.outcome.facts)
    return bool(told) and told <= pointed_to - set(alone.context.previous)


def _sums_up_the_report(alone: Attempt) -> bool:
    """Whether an overview is asked for of the report, and of nothing in it (讲讲这份报告)."""
    query = alone.context.query
    asked = query.has(LinkKind.OPERATION, "overview") and query.has(LinkKind.DIALOGUE, "document")
    return asked and alone.settled and all(ln.kinds & ASKING for ln in alone.context.links)


def _lists_by_itself(alone: Attempt, leaning: Attempt) -> bool:
    """Whether a list that is asked for goes on from nothing: what came before leaves of it none, or one."""
    query = alone.context.query
    if not query.has(LinkKind.OPERATION, "list") or is_marked(query) or not alone.settled:
        return False
    told = leaning.outcome.facts if leaning.outcome is not None else ()
    of_one = len({f.subject for f in told}) == 1 and all(len(f.mentions) < 2 for f in told)
    of_a_kind = query.has(LinkKind.KIND) and names_predicate(query)
    return not leaning.settled or names_subject(query) or of_a_kind or of_one


def _may_be_of(subjects: Sequence[str], context: Context) -> bool:
    """Whether the measures that a turn names are such as the last answer's things may have.

    Others of their kind have them; of what the report never gives, there are words for asking it of a thing.
    """
    base, measures = context.base, set(context.query.ids(LinkKind.MEASURE))
    wider = base.vocabulary.measures
    having = (
        f for f in base.facts.values() if not measures.isdisjoint((f.measure, *wider[f.measure].broader))
    )
    known = {base.subjects[f.subject].kind for f in having}
    if not measures:
        return True
    if not known:
        return not measures.isdisjoint(base.vocabulary.phrasings)
    own = {base.subjects[s].kind for s in subjects if s in base.subjects}
    return not own.isdisjoint(known - {INDICATOR})


_ASKING_FOR_MORE = ("number", "money", "percent", "duration", "date", "place", "reason", "manner", "stage")
"""Question words that ask for more of a thing than which one it is."""


def _of_those_pointed_to(found: Pointing, context: Context, dialogue: Dialogue) -> Attempt:
    """The reading that is about some of the things in the last answer (第三个投多少)."""
    subjects = tuple(dialogue.named[place] for place in found.places)
    query = without_pointing(context.query, found)
    counted = any(ln.kinds == {LinkKind.UNIT} for ln in found.links)  # 第二个是谁的
    if not query.content() and not counted:
        query = query.asking_only(*_ASKING_FOR_MORE)  # 第二是谁: it is that itself
    if query.has(LinkKind.OPERATION, *COMPARING) and not names_subject(query):
        last = dialogue.subjects if len(subjects) == 1 else ()  # 它跟第一个差多少
        subjects = tuple(dict.fromkeys((*last, *subjects)))
    context = replace(context, previous=(), recent=())  # nothing else is set against anything
    told = (context.base.facts.get(key) for key in dialogue.facts)
    figures = any(fact is not None and fact.figures for fact in told)  # a text's measure is no figure's
    measures = dialogue.measures if figures or not query.has(LinkKind.OPERATION, *COMPARING) else ()
    pointed_to = replace(dialogue, subjects=subjects, singled_out="", facts=(), measures=measures)
    carried_over = inherited(query, pointed_to, context.base)
    links = (*query.content(), *carried_over)
    context = replace(context, query=query, links=links, leaning=True)
    worked_out = operate(context) if len(subjects) > 1 and query.has(LinkKind.OPERATION, *COMPARING) else None
    if worked_out is not None and worked_out.refused:
        return Attempt(context, NOTHING, worked_out, "operation refused")
    leaning = attempted(context)
    if leaning.settled or names_predicate(query):
        return leaning
    names = understand(" ".join(context.base.subjects[s].name.zh for s in subjects), context.base)
    return attempted(replace(context, query=names, links=names.content()))


_NEW_ASKS = ("which", "name", "place", "person", "organisation", "date", "reason", "manner")


def _repeats(attempt: Attempt) -> bool:
    """Whether a turn that asks for more would only be told the last answer again (是哪几个)."""
    context, outcome = attempt.context, attempt.outcome
    again = outcome is not None and outcome.facts == context.previous
    if again and _is_of_another_place(context):
        return True
    return (
        again and context.query.has(LinkKind.ASK, *_NEW_ASKS) and not context.query.has(LinkKind.ASK, "yesno")
    )


def _is_of_another_place(context: Context) -> bool:
    """Whether an ellipsis asks the same of a place that the last answer does not speak of (全国呢)."""
    asked, evidence = set(context.query.ids(LinkKind.PLACE)), evidence_of(context.base)
    told = {p for f in context.previous for p in (f.scope, *evidence[f.key].places)}
    return bool(asked) and context.query.has(LinkKind.DIALOGUE, "ellipsis") and asked.isdisjoint(told)


def _is_of_the_unknown(query: Query) -> bool:
    """Whether it asks the same of a thing that nothing names (那蔚来呢)."""
    return query.has(LinkKind.DIALOGUE, "ellipsis") and bool(query.loose) and not query.content()
