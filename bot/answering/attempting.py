"""One reading of a question, alone or leaning on what came before, and the answer that it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.choosing import Selection, choose
from bot.answering.comparing import listing
from bot.answering.following import (
    compares_one,
    inherited,
    is_marked,
    is_short,
    may_follow,
    names_predicate,
    names_subject,
)
from bot.answering.matching import Candidate
from bot.answering.mentioning import asks_whether_mentioned, mentioned, things_of_a_kind
from bot.answering.operating import operate
from bot.answering.outcome import Context, Outcome
from bot.answering.pointing import Pointing, pointing, without_pointing
from bot.answering.premises import put_right
from bot.answering.probing import ASKING
from bot.answering.reply import Refusal
from bot.answering.rereading import reread
from bot.answering.sections import sections_told
from bot.answering.spans import span_told
from bot.answering.telling import tell_facts
from bot.answering.verdict import lead_word
from bot.answering.whole_report import report_told
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query, understand

OF_ITSELF = "told of the report itself"
INDICATOR = "indicator"
"""The kind of what is nothing but measured: one such thing is not like another."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A reading of the question, with or without what the dialogue carries over."""

    context: Context
    selection: Selection
    outcome: Outcome | None
    decision: str

    @property
    def settled(self) -> bool:
        """Whether it ends in one answer."""
        return self.outcome is not None and not self.outcome.refused


def attempted(context: Context) -> Attempt:
    """One reading of the question: by its operation, else by the facts that fit it."""
    if asks_whether_mentioned(context.query) and not context.leaning:
        told = mentioned(context)
        if told is not None:
            return Attempt(context, Selection((), None, ()), told, "mentioned")
    told = None if context.leaning else sections_told(context) or report_told(context) or span_told(context)
    if told is not None:
        return Attempt(context, Selection((), None, ()), told, OF_ITSELF)
    outcome = operate(context)
    if outcome is not None and not outcome.refused:
        return Attempt(context, Selection((), None, ()), outcome, "operation")
    selection = _of_one_period(choose(context.query, context.links, context.base, context.limits), context)
    if outcome is not None and (len(selection.chosen) != 1 or _is_named(outcome, context)):
        return Attempt(context, selection, outcome, "operation refused")
    righted = put_right(context)
    if righted is not None:
        return Attempt(context, selection, righted, "put right what the question presumes")
    if selection.refusal is not None:
        again = None if context.leaning else reread(context, selection)
        if again is not None:
            return Attempt(*again, _told(again[1], again[0]), "answered without a name that stood in the way")
        outcome = things_of_a_kind(context)
        decision = "named the things of a kind" if outcome else f"refused: {selection.refusal}"
        return Attempt(context, selection, outcome, decision)
    told = _told(selection, context)
    return Attempt(context, selection, told, "answered" if told else "asked back")


def _is_named(outcome: Outcome, context: Context) -> bool:
    """Whether a question adds up just what cannot be added: it names every measure (班次加货重)."""
    measures = {f.measure for f in outcome.facts}
    adds = context.query.has(LinkKind.OPERATION, "sum")
    return adds and len(measures) > 1 and measures <= set(context.query.ids(LinkKind.MEASURE))


def _of_one_period(selection: Selection, context: Context) -> Selection:
    """A turn that leans on the last one stays with its report, unless it names a period itself."""
    reports = {f.report for f in context.previous}
    if len(reports) != 1 or context.query.periods or not context.leaning:
        return selection
    same = tuple(c for c in selection.chosen if c.fact.report in reports)
    return replace(selection, chosen=same) if same else selection


def _told(selection: Selection, context: Context) -> Outcome | None:
    """The answer of a selection, None where its readings differ too much to tell them together."""
    chosen = _without_addends(selection.chosen)
    facts = [c.fact for c in chosen]
    if len(facts) == 1 and chosen[0].measured > 0:
        facts = [*facts, *_its_growth(facts[0], context)]
    if len(facts) == 1:
        facts = [*_its_base(facts[0], context), *facts]
    if len(facts) == 2 and facts[1].of == facts[0].id:
        return tell_facts(facts, context)
    if len(facts) == 1:
        return tell_facts(facts, context, lead_word(context, chosen[0].evidence))
    same_subject = len({f.subject for f in facts}) == 1
    same_sentence = len({f.cites for f in facts}) == 1
    if _of_the_rank_named(facts, context) or _as_many_as_named(facts, context):
        return listing(context, facts)
    if same_sentence:
        level = [c.fact for c in chosen if c.score == chosen[0].score]
        lead = lead_word(context, chosen[0].evidence) if len(level) == 1 else ""
        one_measure = len({f.measure for f in level}) == 1  # of several things: none of them is left out
        whole = one_measure or _each_answers(level, context)
        return tell_facts(level if whole else level[:2], context, lead)
    if _parts_of_one(selection, context):
        return listing(context, facts)
    if same_subject and chosen[0].subject >= context.limits.named and len(facts) <= 4:
        return tell_facts(facts, context)
    return listing(context, facts) if _each_answers(facts, context) else None


def _without_addends(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Without the addends of a sum that fits as well as they do: how many there are is how many in all."""
    scores = {c.fact.key: c.score for c in chosen}
    return tuple(c for c in chosen if scores.get(f"{c.fact.report}:{c.fact.part_of}") != c.score)


def _its_base(fact: Fact, context: Context) -> list[Fact]:
    """The figure of a rate, where the question asks for both (产值及增幅)."""
    base = context.base.facts.get(f"{fact.report}:{fact.of}")
    named = base is not None and base.measure in context.query.ids(LinkKind.MEASURE)
    joined = context.query.has(LinkKind.DIALOGUE, "connective") and context.query.has(LinkKind.DIRECTION)
    return [base] if base is not None and named and joined else []


def _of_the_rank_named(facts: Sequence[Fact], context: Context) -> bool:
    """Whether the readings are everything that holds the place which the question names (拿第一的)."""
    ranks = {n.value for n in context.query.named_numbers() if n.unit == RANK}
    return bool(ranks) and all(
        f.figures and f.figures[0].unit == RANK and f.figures[0].value in ranks for f in facts
    )


def _as_many_as_named(facts: Sequence[Fact], context: Context) -> bool:
    """Whether the question asks for just so many things as there are readings (哪三个)."""
    if not {"which", "organisation", "person"} & set(context.query.ids(LinkKind.ASK)):
        return False
    counts = {n.value for n in context.query.named_numbers() if n.unit != RANK}
    return len({f.subject for f in facts}) == len(facts) > 1 and len(facts) in counts


def _its_growth(fact: Fact, context: Context) -> list[Fact]:
    """The rate of a figure, where the question asks whether it went up or down as well."""
    both = len(set(context.query.ids(LinkKind.DIRECTION))) > 1
    joined = context.query.has(LinkKind.DIRECTION) and context.query.has(LinkKind.DIALOGUE, "connective")
    if fact.of or not (both or joined):
        return []
    return [f for f in context.base.facts.values() if f.of == fact.id and f.report == fact.report][:1]


def _parts_of_one(selection: Selection, context: Context) -> bool:
    """Whether the readings are one measure of the parts of a whole that the question names."""
    chosen = selection.chosen
    if not (
        context.query.has(LinkKind.OPERATION, "list") or _as_many_as_named([c.fact for c in chosen], context)
    ):
        return False
    asked = set(context.query.ids(LinkKind.SUBJECT))
    same = len({c.fact.measure for c in chosen}) == 1
    return (
        same
        and len({c.fact.subject for c in chosen}) == len(chosen)
        and all(asked & c.evidence.wholes for c in chosen)
    )


def _each_answers(facts: Sequence[Fact], context: Context) -> bool:
    """Whether "who" or "which" asks for one measure of several things, none of them pointed at (跟谁合作)."""
    query = context.query
    asked = query.has(LinkKind.ASK, "which", "organisation", "person")
    one = len({f.measure for f in facts}) == 1 and len({f.subject for f in facts}) == len(facts)
    pointing = any(
        "pronoun" in ln.ids(LinkKind.DIALOGUE) and LinkKind.ASK not in ln.kinds for ln in query.links
    )
    whether = query.has(LinkKind.ASK, "yesno") and query.language != "en"  # "which did" is not "did"
    return asked and one and not pointing and not whether


def best_attempt(context: Context, dialogue: Dialogue) -> Attempt:
    """The reading on its own, or the one that leans on the dialogue where the message cannot stand alone."""
    found = pointing(context.query, len(dialogue.named))
    if found is not None:
        return _of_those_pointed_to(found, context, dialogue)
    alone = attempted(context)
    if not may_follow(context.query, dialogue) or alone.decision == OF_ITSELF:
        return alone
    carried_over = inherited(context.query, dialogue, context.base)
    leaning = attempted(replace(context, links=(*context.links, *carried_over), leaning=True))
    if not carried_over:
        compared = leaning.outcome is not None and leaning.decision == "operation"
        return leaning if compared or (leaning.settled and not alone.settled) else alone
    by_itself = _sums_up_the_report(alone) or _lists_by_itself(alone, leaning)
    return alone if by_itself else _of_two(alone, leaning, dialogue)


def _of_two(alone: Attempt, leaning: Attempt, dialogue: Dialogue) -> Attempt:
    """Which of a reading on its own and one that leans on the dialogue is meant."""
    context = alone.context
    if _repeats(leaning):
        leaning = _silent(leaning, "nothing new to tell")
    if _is_of_the_unknown(context.query):
        return _silent(leaning, "asks the same of something unknown")
    marked = is_marked(context.query) or is_short(context.query)
    if compares_one(context.query) and leaning.settled and leaning.decision == "operation" != alone.decision:
        return leaning
    if leaning.settled and (marked or not alone.settled):
        return leaning
    if alone.settled and (names_subject(context.query) or not marked):
        return alone
    in_vain = not leaning.settled and not alone.settled
    if in_vain and not is_marked(context.query) and not _may_be_of(dialogue.subjects, context):
        return alone
    silent = in_vain and names_predicate(context.query) and not names_subject(context.query)
    return leaning if marked or silent else alone


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


def _of_those_pointed_to(found: Pointing, context: Context, dialogue: Dialogue) -> Attempt:
    """The reading that is about some of the things in the last answer (第三个投多少)."""
    subjects = tuple(dialogue.named[place] for place in found.places)
    query = without_pointing(context.query, found)
    carried_over = inherited(query, replace(dialogue, subjects=subjects), context.base)
    links = (*query.content(), *carried_over)
    leaning = attempted(replace(context, query=query, links=links, leaning=True))
    if leaning.settled or names_predicate(query):
        return leaning
    names = understand(" ".join(context.base.subjects[s].name.zh for s in subjects), context.base)
    return attempted(replace(context, query=names, links=names.content()))


_NEW_ASKS = ("which", "name", "place", "person", "organisation", "date", "reason", "manner")


def _repeats(attempt: Attempt) -> bool:
    """Whether a turn that asks for more would only be told the last answer again (是哪几个)."""
    context, outcome = attempt.context, attempt.outcome
    again = outcome is not None and outcome.facts == context.previous
    return (
        again and context.query.has(LinkKind.ASK, *_NEW_ASKS) and not context.query.has(LinkKind.ASK, "yesno")
    )


def _is_of_the_unknown(query: Query) -> bool:
    """Whether it asks the same of a thing that nothing names (那蔚来呢)."""
    return query.has(LinkKind.DIALOGUE, "ellipsis") and bool(query.loose) and not query.content()


def _silent(attempt: Attempt, why: str) -> Attempt:
    silent = replace(attempt.selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
    return replace(attempt, selection=silent, outcome=None, decision=f"refused: {why}")
