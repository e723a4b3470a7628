"""One reading of a question, alone or leaning on what came before, and the answer that it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.choosing import Selection, choose
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
from bot.answering.judging import Judged
from bot.answering.matching import INDICATOR, plain_candidate
from bot.answering.mentioning import (
    asks_whether_mentioned,
    counts_of_a_kind,
    mentioned,
    things_of_a_kind,
)
from bot.answering.monthly import months_told
from bot.answering.operating import operate
from bot.answering.outcome import Context, Outcome
from bot.answering.pointing import Pointing, one_described, pointing, without_pointing
from bot.answering.premises import other_months, put_right
from bot.answering.presuming import presumed_numbers
from bot.answering.probing import ASKING
from bot.answering.readings import is_beside_the_point, told
from bot.answering.recognising import meant_as_well, outvoted, preferred, recognised
from bot.answering.reply import Refusal
from bot.answering.rereading import reread
from bot.answering.sections import sections_told
from bot.answering.spans import span_told
from bot.answering.stated_numbers import facts_stating
from bot.answering.telling import tell_facts
from bot.answering.undone import passes_for_the_undone
from bot.answering.verdict import wants_yes_or_no
from bot.answering.whole_report import report_told
from bot.knowledge.units import RANK
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query, understand

OPERATION = "operation"
"""The decision to work out, compare or list what a question asks for."""
_NOTHING = Selection((), None, ())
RECOGNISED = "answered as questions like it were"
OF_ITSELF = "told of the report itself"


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
    found = _attempted(context)
    if found.outcome is None or not passes_for_the_undone(found.outcome.facts, context):
        return found
    nothing = replace(found.selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
    return Attempt(context, nothing, None, "refused: it does not say what is not done")


def _attempted(context: Context) -> Attempt:
    if asks_whether_mentioned(context.query) and not context.leaning:
        answer = mentioned(context)
        if answer is not None:
            return Attempt(context, _NOTHING, answer, "mentioned")
    answer = None if context.leaning else _told_of_itself(context)
    if answer is not None:
        return Attempt(context, _NOTHING, answer, OF_ITSELF)
    outcome = operate(context)
    if outcome is not None and not outcome.refused:
        return _told_otherwise(context, outcome) or Attempt(context, _NOTHING, outcome, OPERATION)
    chosen = choose(context.query, context.links, context.base, context.limits)
    selection = _of_the_same_sentence(_of_one_period(chosen, context), context)
    if outcome is not None and (len(selection.chosen) != 1 or _is_named(outcome, context)):
        return Attempt(context, selection, outcome, "operation refused")
    elsewhen = selection.refusal is Refusal.OTHER_PERIOD
    righted = other_months(context) if elsewhen else put_right(context)
    if righted is not None:
        return Attempt(context, selection, righted, "put right what the question presumes")
    if selection.refusal is not None:
        return _second_look(context, selection)
    return _as_chosen(context, selection)


def _told_of_itself(context: Context) -> Outcome | None:
    """What is asked of the report, its parts or its months, rather than of a thing in it."""
    return sections_told(context) or report_told(context) or span_told(context) or months_told(context)


def _as_chosen(context: Context, selection: Selection) -> Attempt:
    """What the readings chosen come to, unless questions like this one have asked for something else."""
    selection = _of_the_place_stated(_of_the_number_stated(selection, context), context)
    answer = told(selection, context)
    keys = [f.key for f in answer.facts] if answer else [c.fact.key for c in selection.chosen]
    likelier = outvoted(context, selection, keys)
    if likelier is not None:
        return Attempt(context, likelier, told(likelier, context), RECOGNISED)
    if answer is None and is_beside_the_point(selection, context):
        nothing = replace(selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
        return Attempt(context, nothing, None, "refused: nothing of what is named has it")
    likelier = preferred(context, selection) if answer is None else None
    if likelier is not None:
        return Attempt(context, likelier, told(likelier, context), RECOGNISED)
    if answer is None:
        return Attempt(context, selection, None, "asked back")
    as_well = meant_as_well(context, selection, answer)
    if as_well is not None:
        both = tell_facts([*answer.facts, as_well], context)
        return Attempt(context, selection, both, "answered, with what questions like it asked")
    return Attempt(context, selection, answer, "answered")


def _of_the_number_stated(selection: Selection, context: Context) -> Selection:
    """Of several readings the one that has the number that the question states (郑煤机47亿对吧)."""
    stated = any(n.unit for n in context.query.named_numbers()) and wants_yes_or_no(context)
    if len(selection.chosen) < 2 or not stated:
        return selection
    so = tuple(c for c in selection.chosen if presumed_numbers(context, c.evidence) is Judged.TRUE)
    return replace(selection, chosen=so) if len(so) == 1 else selection


def _of_the_place_stated(selection: Selection, context: Context) -> Selection:
    """What of the same sentence has the place that a question asks what of it took (空气哪方面排第一)."""
    places = {n.value for n in context.query.named_numbers() if n.unit == RANK}
    if len(selection.chosen) != 1 or not places or not context.query.has(LinkKind.ASK, "which"):
        return selection
    told = selection.chosen[0].fact
    if not told.figures or told.figures[0].unit != RANK or told.figures[0].value in places:
        return selection
    figured = (e for e in evidence_of(context.base).values() if e.fact.figures)
    so = [e for e in figured if e.fact.figures[0].unit == RANK and e.fact.figures[0].value in places]
    beside = [e for e in so if e.fact.report == told.report and set(e.fact.cites) & set(told.cites)]
    return replace(selection, chosen=(plain_candidate(beside[0]),)) if len(beside) == 1 else selection


def _told_otherwise(context: Context, outcome: Outcome) -> Attempt | None:
    """The fact that questions like this one asked for by far, rather than what an operation makes of it."""
    if outcome.working or context.query.named_numbers():
        return None  # examples know nothing of other figures than their own
    likelier = outvoted(context, _NOTHING, [f.key for f in outcome.facts])
    return None if likelier is None else Attempt(context, likelier, told(likelier, context), RECOGNISED)


def _second_look(context: Context, selection: Selection) -> Attempt:
    """What a question that no fact answers may still come to."""
    again = None if context.leaning else reread(context, selection)
    if again is not None:
        return Attempt(*again, told(again[1], again[0]), "answered without a name that stood in the way")
    known = recognised(context, selection)
    if known is not None:
        return Attempt(context, known, told(known, context), RECOGNISED)
    counts = () if context.leaning else counts_of_a_kind(context)
    if len(counts) > 1:
        evidence = evidence_of(context.base)
        readings = tuple(plain_candidate(evidence[f.key]) for f in counts)
        return Attempt(context, replace(selection, chosen=readings, refusal=None), None, "asked back")
    outcome = things_of_a_kind(context)
    decision = "named the things of a kind" if outcome else f"refused: {selection.refusal}"
    return Attempt(context, selection, outcome, decision)


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


def _of_the_same_sentence(selection: Selection, context: Context) -> Selection:
    """Of several readings those that stand in one sentence with the last answer (拆违建多少? 考核排第几)."""
    cited = {(f.report, cite) for f in context.previous for cite in f.cites}
    fresh = (c for c in selection.chosen if c.fact not in context.previous)
    beside = tuple(c for c in fresh if cited.intersection((c.fact.report, cite) for cite in c.fact.cites))
    apart = len({c.fact.subject for c in selection.chosen}) > 1 and (
        context.leaning or is_marked(context.query) or is_short(context.query)
    )
    again = tuple(c for c in selection.chosen if c.fact in context.previous)  # of both told, one is meant
    meant = beside or (again if len(again) == 1 < len(context.previous) else ())
    return replace(selection, chosen=meant) if apart and meant else selection


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
        compared = leaning.outcome is not None and leaning.decision == OPERATION != _worked_out(alone)
        return leaning if compared or (leaning.settled and not alone.settled) else alone
    by_itself = _sums_up_the_report(alone) or _lists_by_itself(alone, leaning)
    return alone if by_itself else _of_two(alone, leaning, dialogue)


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
        leaning = _silent(leaning, "nothing new to tell")
    if _is_of_the_unknown(context.query):
        return _silent(leaning, "asks the same of something unknown")
    if not leaning.settled and _is_of_the_same_whole(alone, dialogue):
        return alone
    if _points_by_a_figure(alone) or _names_only_its_measure(alone, leaning):
        return alone
    marked = is_marked(context.query) or is_short(context.query)
    if compares_one(context.query) and leaning.settled and leaning.decision == OPERATION != alone.decision:
        return leaning
    if leaning.settled and (marked or not alone.settled):
        return leaning
    complete = alone.decision == OPERATION and not is_marked(context.query)  # 全市第一是啥
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


def _is_of_the_same_whole(alone: Attempt, dialogue: Dialogue) -> bool:
    """Whether what a turn means by itself is of a whole or a part of what was told of last."""
    if not alone.settled or alone.outcome is None or not alone.context.query.has(LinkKind.MEASURE):
        return False
    subjects = alone.context.base.subjects
    last = {s for s in dialogue.subjects if s in subjects}
    wholes = {w for s in last for w in subjects[s].part_of}
    own = {f.subject for f in alone.outcome.facts}
    return bool(own) and all(s in wholes or last & {*subjects[s].part_of} for s in own)


def _worked_out(alone: Attempt) -> str:
    """The decision of a reading that names all that it was worked out from (回程占几成)."""
    complete = alone.settled and alone.outcome is not None and bool(alone.outcome.working)
    return alone.decision if complete and names_subject(alone.context.query) else ""


def _names_only_its_measure(alone: Attempt, leaning: Attempt) -> bool:
    """Whether what a turn means by itself has the measure that it names, and nothing else does (指数呢)."""
    if alone.outcome is None or leaning.outcome is None or not alone.settled:
        return False
    known, named = alone.context.base.vocabulary.measures, set(alone.context.query.ids(LinkKind.MEASURE))
    own, others = ({f.measure for f in a.outcome.facts} for a in (alone, leaning) if a.outcome is not None)
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
        return Attempt(context, _NOTHING, worked_out, "operation refused")
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


def _silent(attempt: Attempt, why: str) -> Attempt:
    silent = replace(attempt.selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
    return replace(attempt, selection=silent, outcome=None, decision=f"refused: {why}")
