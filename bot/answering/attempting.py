"""One reading of a question, alone or leaning on what came before, and the answer that it leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.answering.choosing import Selection, choose
from bot.answering.dated_facts import told_of_months
from bot.answering.evidence import evidence_of
from bot.answering.following import (
    is_marked,
    is_short,
)
from bot.answering.implying import DONE
from bot.answering.judging import Judged
from bot.answering.matching import plain_candidate
from bot.answering.mentioning import (
    asks_whether_mentioned,
    counts_of_a_kind,
    mentioned,
    things_of_a_kind,
)
from bot.answering.operating import operate
from bot.answering.outcome import Context, Outcome
from bot.answering.premises import no_longer, other_months, put_right
from bot.answering.presuming import presumed_numbers
from bot.answering.readings import is_beside_the_point, told
from bot.answering.recognising import meant_as_well, outvoted, preferred, recognised
from bot.answering.reply import Refusal
from bot.answering.rereading import reread
from bot.answering.sections import sections_told
from bot.answering.spans import span_told
from bot.answering.telling import tell_facts
from bot.answering.undone import passes_for_the_undone
from bot.answering.verdict import wants_yes_or_no
from bot.answering.whole_report import report_told
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind

OPERATION = "operation"
"""The decision to work out, compare or list what a question asks for."""
NOTHING = Selection((), None, ())
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
    if found.outcome is None:
        return found
    if _passes_for_a_target(found.outcome, context):
        return silenced(found, "it does not say what is planned for the year")
    if passes_for_the_undone(found.outcome.facts, context):
        return silenced(found, "it does not say what is not done")
    return found


def _passes_for_a_target(outcome: Outcome, context: Context) -> bool:
    """Whether what is done would be told for what the whole year is to bring (班列全年打算开多少)."""
    asked = context.query.has(LinkKind.OPERATION, "full_target") and context.query.has(LinkKind.ASK, "number")
    counts = all(f.figures and f.status == DONE and not f.of for f in outcome.facts)
    measures = context.base.vocabulary.measures
    counts = counts and all(measures[f.measure].kind == "count" for f in outcome.facts)
    return asked and counts and not outcome.working and not context.leaning


def _attempted(context: Context) -> Attempt:
    if asks_whether_mentioned(context.query) and not context.leaning:
        answer = mentioned(context)
        if answer is not None:
            return Attempt(context, NOTHING, answer, "mentioned")
    answer = None if context.leaning else _told_of_itself(context)
    if answer is not None:
        return Attempt(context, NOTHING, answer, OF_ITSELF)
    outcome = operate(context)
    if outcome is not None and not outcome.refused:
        return _told_otherwise(context, outcome) or Attempt(context, NOTHING, outcome, OPERATION)
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
    return sections_told(context) or report_told(context) or span_told(context) or told_of_months(context)


def _as_chosen(context: Context, selection: Selection) -> Attempt:
    """What the readings chosen come to, unless questions like this one have asked for something else."""
    selection = _of_the_place_stated(_of_the_number_stated(selection, context), context)
    if len(selection.chosen) == 1:
        now = no_longer(selection.chosen[0].fact, context)
        if now is not None:
            return Attempt(context, selection, now, "put right: that was so before")
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
    judged = {c: presumed_numbers(context, c.evidence) for c in selection.chosen}
    so = tuple(c for c, found in judged.items() if found is Judged.TRUE)
    held = so or tuple(c for c, found in judged.items() if found is not None and c.fact.figures)
    return replace(selection, chosen=held) if len(held) == 1 else selection


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
    if context.query.has(LinkKind.OPERATION, "most", "least", "fastest") and outcome.singled_out:
        return None  # nor of which is the first
    likelier = outvoted(context, NOTHING, [f.key for f in outcome.facts])
    if likelier is None or _lists_it_among_others(likelier, outcome, context):
        return None
    return Attempt(context, likelier, told(likelier, context), RECOGNISED)


def _lists_it_among_others(likelier: Selection, outcome: Outcome, context: Context) -> bool:
    """Whether things of a kind are to be listed, of which what examples asked for is but one."""
    listed = context.query.has(LinkKind.OPERATION, "list") and context.query.has(LinkKind.KIND)
    things = {f.subject for f in outcome.facts}
    one_of_them = all(c.fact.subject in things for c in likelier.chosen)
    return listed and one_of_them and len(things) > len(likelier.chosen) + 1


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
    """Whether a question adds up just what cannot be added: it names every measure (班次加货重), or thing."""
    measures, subjects = {f.measure for f in outcome.facts}, {f.subject for f in outcome.facts}
    adds = context.query.has(LinkKind.OPERATION, "sum", "difference", "compare", "more", "less")
    named = [ln.ids(LinkKind.SUBJECT) for ln in context.query.links if LinkKind.SUBJECT in ln.kinds]
    each = len(subjects) == len(outcome.facts) and all((s,) in named for s in subjects)
    each = each and not context.query.has(LinkKind.MEASURE)
    return adds and len(measures) > 1 and (each or measures <= set(context.query.ids(LinkKind.MEASURE)))


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


def silenced(attempt: Attempt, why: str) -> Attempt:
    """The reading with nothing told, as what it would tell does not answer the question."""
    silent = replace(attempt.selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
    return replace(attempt, selection=silent, outcome=None, decision=f"refused: {why}")
