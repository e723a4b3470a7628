"""One turn of a conversation: the way in for every channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.choosing import Selection, choose
from bot.answering.comparing import listing
from bot.answering.evidence import index_of
from bot.answering.explanation import Explanation, explain
from bot.answering.following import (
    carried,
    facts_of,
    inherited,
    is_marked,
    is_short,
    may_follow,
    names_subject,
)
from bot.answering.mentioning import (
    asks_for_source,
    asks_whether_mentioned,
    mentioned,
    source_of,
    things_of_a_kind,
)
from bot.answering.operating import operate
from bot.answering.outcome import Context, Outcome
from bot.answering.picking import picked
from bot.answering.reply import Refusal, Reply
from bot.answering.talking import decline_opinion, refuse, small_talk, talk
from bot.answering.telling import ask_back, tell, tell_facts
from bot.answering.thresholds import DEFAULT, Thresholds
from bot.answering.verdict import lead_word
from bot.knowledge.model import Fact, FactBase
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.numbers import RANK
from bot.understanding.query import understand


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn came to."""

    reply: Reply
    dialogue: Dialogue
    """To pass to the next turn."""
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A reading of the question, with or without what the dialogue carries over."""

    context: Context
    selection: Selection
    outcome: Outcome | None
    decision: str

    @property
    def settled(self) -> bool:
        """Whether it ends in one answer."""
        return self.outcome is not None and not self.outcome.refused


def prepare(base: FactBase) -> None:
    """Builds what answering needs of a fact base ahead of the first question."""
    lexicon_of(base)
    index_of(base)


def respond(
    base: FactBase,
    text: str,
    dialogue: Dialogue = Dialogue(),
    *,
    language: str | None = None,
    limits: Thresholds = DEFAULT,
) -> Turn:
    """Answers one message. Pure: the same arguments give the same turn. Never raises on any text."""
    query = understand(text, base)
    spoken = language or dialogue.language or query.language or "zh"
    script = query.script if spoken == "zh" else "hans"
    chosen = picked(query, dialogue, base)
    if chosen and all(key in base.facts for key in chosen):  # a reload may have taken them away
        turn = respond_with_facts(base, chosen, dialogue, language=spoken, script=script)
        return replace(turn, explanation=explain(query, (), "picked a choice", limits))
    context = Context(
        query,
        query.content(),
        base,
        limits,
        spoken,
        facts_of(dialogue.facts, base),
        facts_of(dialogue.recent, base),
    )
    if context.previous and asks_for_source(query):
        outcome = source_of(context.previous, context)
        told = _Attempt(context, Selection((), None, ()), outcome, "told the source again")
        return _turn(told, dialogue, script)
    small = small_talk(query)
    if small and not (small == "lost" and query.numbers and dialogue.facts):
        reply = talk(small, context, script)
        return Turn(
            reply,
            replace(dialogue, turns=dialogue.turns + 1),
            explain(query, (), f"small talk: {small}", limits),
        )
    if query.has(LinkKind.CHAT, "opinion"):
        reply = decline_opinion(context, script)
        why = explain(query, (), "asks for an opinion", limits)
        return Turn(reply, replace(dialogue, turns=dialogue.turns + 1), why)
    attempt = _best_attempt(context, dialogue)
    return _turn(attempt, dialogue, script)


def respond_with_facts(
    base: FactBase, facts: tuple[str, ...], dialogue: Dialogue, *, language: str, script: str = "hans"
) -> Turn:
    """Answers with facts that were offered as a choice. Raises KeyError for a fact that the base lacks."""
    found = tuple(base.facts[key] for key in facts)
    query = understand("", base)
    context = Context(query, (), base, DEFAULT, language)
    outcome = tell_facts(found, context)
    reply = tell(outcome, context, script)
    return Turn(
        reply, carried(dialogue, found, outcome.listed), explain(query, (), "told the chosen facts", DEFAULT)
    )


def _attempt(context: Context) -> _Attempt:
    if asks_whether_mentioned(context.query) and not context.leaning:
        told = mentioned(context)
        if told is not None:
            return _Attempt(context, Selection((), None, ()), told, "mentioned")
    outcome = operate(context)
    if outcome is not None and not outcome.refused:
        return _Attempt(context, Selection((), None, ()), outcome, "operation")
    selection = _of_one_period(choose(context.query, context.links, context.base, context.limits), context)
    if outcome is not None and (len(selection.chosen) != 1 or _is_named(outcome, context)):
        return _Attempt(context, selection, outcome, "operation refused")
    if selection.refusal is not None:
        outcome = things_of_a_kind(context)
        decision = "named the things of a kind" if outcome else f"refused: {selection.refusal}"
        return _Attempt(context, selection, outcome, decision)
    told = _told(selection, context)
    return _Attempt(context, selection, told, "answered" if told else "asked back")


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
    chosen = selection.chosen
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
        return tell_facts(level[:2], context, lead)
    if _parts_of_one(selection, context):
        return listing(context, facts)
    if same_subject and chosen[0].subject >= context.limits.named and len(facts) <= 4:
        return tell_facts(facts, context)
    return None


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


def _best_attempt(context: Context, dialogue: Dialogue) -> _Attempt:
    """The reading on its own, or the one that leans on the dialogue where the message cannot stand alone."""
    alone = _attempt(context)
    if not may_follow(context.query, dialogue):
        return alone
    carried_over = inherited(context.query, dialogue, context.base)
    leaning = _attempt(replace(context, links=(*context.links, *carried_over), leaning=True))
    if not carried_over:
        compared = leaning.outcome is not None and leaning.decision == "operation"
        return leaning if compared or (leaning.settled and not alone.settled) else alone
    if _repeats(leaning):
        leaning = _silent(leaning)
    marked = is_marked(context.query) or is_short(context.query)
    if leaning.settled and (marked or not alone.settled):
        return leaning
    if alone.settled and (names_subject(context.query) or not marked):
        return alone
    return leaning if marked else alone


_NEW_ASKS = ("which", "name", "place", "person", "organisation", "date", "reason", "manner")


def _repeats(attempt: _Attempt) -> bool:
    """Whether a turn that asks for more would only be told the last answer again (是哪几个)."""
    context, outcome = attempt.context, attempt.outcome
    again = outcome is not None and outcome.facts == context.previous
    return (
        again and context.query.has(LinkKind.ASK, *_NEW_ASKS) and not context.query.has(LinkKind.ASK, "yesno")
    )


def _silent(attempt: _Attempt) -> _Attempt:
    silent = replace(attempt.selection, chosen=(), refusal=Refusal.NOT_IN_REPORT)
    return replace(attempt, selection=silent, outcome=None, decision="refused: nothing new to tell")


def _turn(attempt: _Attempt, dialogue: Dialogue, script: str) -> Turn:
    context, selection = attempt.context, attempt.selection
    why = explain(context.query, selection.weighed, attempt.decision, context.limits)
    if attempt.outcome is not None:
        reply = tell(attempt.outcome, context, script)
        return Turn(reply, carried(dialogue, attempt.outcome.facts, attempt.outcome.listed), why)
    if selection.refusal is not None:
        reply = refuse(selection.refusal, selection.weighed, context, script)
        return Turn(reply, replace(dialogue, choices=(), turns=dialogue.turns + 1), why)
    reply = ask_back(_readings([c.fact for c in selection.chosen]), context, script)
    choices = tuple((c.label, c.facts) for c in reply.choices)
    return Turn(reply, replace(dialogue, choices=choices, turns=dialogue.turns + 1), why)


def _readings(facts: Sequence[Fact]) -> list[Fact]:
    """The best reading of every subject first, so that few choices show many subjects."""
    firsts = list({f.subject: f for f in reversed(facts)}.values())[::-1]
    return [*firsts, *(f for f in facts if f not in firsts)]
