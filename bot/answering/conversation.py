"""One turn of a conversation: the way in for every channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answering.asking_again import (
    asked_of_another,
    asked_of_its_sibling,
    asked_of_the_own_place,
    asked_of_the_rest,
    the_same_figures,
)
from bot.answering.attempting import Attempt
from bot.answering.choosing import Selection
from bot.answering.editions import with_a_choice
from bot.answering.evidence import evidence_of, index_of
from bot.answering.explanation import Explanation, Grounds, explain
from bot.answering.following import (
    COMPARING,
    about_one,
    about_the_unanswered,
    carried,
    facts_of,
    names_predicate,
    names_subject,
)
from bot.answering.joining import in_parts
from bot.answering.leaning import best_attempt
from bot.answering.memory import memory_of
from bot.answering.mentioning import asks_for_source, source_of
from bot.answering.outcome import Context
from bot.answering.picking import picked, word_for_word
from bot.answering.pointing import enumerated, named_things, pointing
from bot.answering.reply import Refusal, Reply
from bot.answering.talking import decline_opinion, refuse, small_talk, talk
from bot.answering.telling import ask_back, tell, tell_facts
from bot.answering.thresholds import DEFAULT, Thresholds
from bot.answering.verdict import lead_word
from bot.knowledge.model import Fact, FactBase
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.query import Query, understand

PERSON = "person"
"""The kind of what is judged by nobody here."""
_TELLING_HOW = frozenset({LinkKind.MEASURE, LinkKind.OPERATION})
"""What words for an opinion may ask of a thing instead."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn came to."""

    reply: Reply
    dialogue: Dialogue
    """To pass to the next turn."""
    grounds: Grounds

    @property
    def explanation(self) -> Explanation:
        """Why the reply is what it is."""
        return explain(self.grounds)


def prepare(base: FactBase) -> None:
    """Builds what answering needs of a fact base ahead of the first question."""
    lexicon_of(base)
    index_of(base)
    memory_of(base)


def respond(
    base: FactBase,
    text: str,
    dialogue: Dialogue = Dialogue(),
    *,
    language: str | None = None,
    limits: Thresholds = DEFAULT,
    unseen: bool = False,
) -> Turn:
    """Answers one message. Pure: the same arguments give the same turn. Never raises on any text.

    `unseen`: as if the message were none of the base's own examples.
    """
    query = understand(text, base)
    spoken = language or dialogue.language or query.language or "zh"
    script = query.script if spoken == "zh" else "hans"
    before, recent = facts_of(dialogue.facts, base), facts_of(dialogue.recent, base)
    context = Context(query, query.content(), base, limits, spoken, before, recent, unseen=unseen)
    offered = _offered(context, text, dialogue, script)
    if offered is not None:
        return offered
    attempt = _source_again(context)
    if attempt is None:
        said = _small_talk(context, dialogue, script)
        if said is not None:
            return said
        attempt = (
            _completed(context, dialogue)
            or asked_of_another(context, dialogue)
            or the_same_figures(context, dialogue)
            or asked_of_the_own_place(context, dialogue)
            or asked_of_its_sibling(context, dialogue)
            or asked_of_the_rest(context, dialogue)
        )
    if attempt is None:
        listed = enumerated(query)
        if listed is not None:  # what the turn lists itself is what it points into
            context = replace(context, query=listed.query, links=listed.query.content())
            dialogue = replace(dialogue, named=listed.subjects)
        whole = best_attempt(context, dialogue)
        attempt = in_parts(whole, dialogue) or whole
    return _turn(attempt, dialogue, script)


def _offered(context: Context, text: str, dialogue: Dialogue, script: str) -> Turn | None:
    """The turn that picks a choice, or asks a fact's own question; None where it does neither."""
    query, base = context.query, context.base
    chosen = picked(query, dialogue, base)
    facts = chosen or word_for_word(query, base)
    if not facts or not all(key in base.facts for key in facts):  # a reload may have taken them away
        return None
    compared = _compared_with(chosen, dialogue, context)
    if compared is not None:
        return _turn(compared, dialogue, script)
    asked = "" if chosen else text
    turn = respond_with_facts(base, facts, dialogue, language=context.language, script=script, asked=asked)
    decision = "picked a choice" if chosen else "asked a fact's own question"
    return replace(turn, grounds=Grounds(query, (), decision, context.limits))


def _source_again(context: Context) -> Attempt | None:
    """Where it stands, where a message asks that of what was told (出处呢)."""
    if not (context.previous and asks_for_source(context.query)):
        return None
    outcome = source_of(context.previous, context)
    return Attempt(context, Selection((), None, ()), outcome, "told the source again")


def _small_talk(context: Context, dialogue: Dialogue, script: str) -> Turn | None:
    """The turn that a message comes to which asks the report nothing; None where it does ask."""
    query = context.query
    small = small_talk(query)
    if small and not (small == "lost" and query.numbers and dialogue.facts):
        reply, decision = talk(small, context, script), f"small talk: {small}"
    elif _asks_opinion(context):
        reply, decision = decline_opinion(context, script), "asks for an opinion"
    else:
        return None
    why = Grounds(query, (), decision, context.limits)
    return Turn(reply, replace(dialogue, turns=dialogue.turns + 1), why)


def _compared_with(chosen: Sequence[str], dialogue: Dialogue, context: Context) -> Attempt | None:
    """The comparison that asked back, with what was picked for it."""
    if len(chosen) != 1:
        return None
    query = understand(dialogue.pending, context.base)
    asking = replace(context, query=query, links=query.content(), recent=(), leaning=True)
    outcome = with_a_choice(asking, context.base.facts[chosen[0]])
    if outcome is None:
        return None
    return Attempt(asking, Selection((), None, ()), outcome, "compared with the choice picked")


def _asks_opinion(context: Context) -> bool:
    """Whether it wants an opinion: the report may tell how a thing goes (好不好), not how a person does."""
    query = context.query
    asking = [ln for ln in query.links if "opinion" in ln.ids(LinkKind.CHAT) and ln not in query.excluded]
    kinds = {context.base.subjects[s].kind for s in query.ids(LinkKind.SUBJECT)}
    return any(
        kinds == {PERSON} or ln.kinds.isdisjoint(_TELLING_HOW) or (LinkKind.MEASURE in ln.kinds and not kinds)
        for ln in asking
    )


def _completed(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The question that was asked back about, with what the message adds to it (产值多少? 双汇)."""
    query = context.query
    comparing = query.has(LinkKind.OPERATION, *COMPARING)
    adds = query.content() or comparing
    if not dialogue.pending or not adds or (names_subject(query) and names_predicate(query)):
        return None
    if pointing(query, len(dialogue.named)) is not None:
        return None
    whole = understand(f"{_left_of_the_pending(query, dialogue, context.base)} {query.text}", context.base)
    attempt = best_attempt(replace(context, query=whole, links=whole.content()), Dialogue())
    asks = comparing and attempt.selection.refusal is None  # again, before there is anything to compare
    return attempt if attempt.settled or asks else None


def _left_of_the_pending(query: Query, dialogue: Dialogue, base: FactBase) -> str:
    """The question that was asked back about; its things alone, where the message asks for something else of
    them (重点项目几个? 总投资)."""
    pending = understand(dialogue.pending, base)
    things = [ln for ln in pending.links if LinkKind.SUBJECT in ln.kinds and LinkKind.MEASURE not in ln.kinds]
    another = set(query.ids(LinkKind.MEASURE)) and not names_subject(query)
    another = another and pending.has(LinkKind.ASK, "number") and not pending.has(LinkKind.MEASURE)
    if not things or not another:
        return dialogue.pending
    return " ".join(pending.surface(ln.start, ln.end) for ln in things)


def respond_with_facts(
    base: FactBase,
    facts: tuple[str, ...],
    dialogue: Dialogue,
    *,
    language: str,
    script: str = "hans",
    asked: str = "",
) -> Turn:
    """Answers with facts that were offered as a choice. Raises KeyError for a fact that the base lacks.

    `asked` is the question that stood on the button, if any: a yes/no one is answered by yes or no first.
    """
    found = tuple(base.facts[key] for key in facts)
    query = understand(asked, base)
    context = Context(query, query.content(), base, DEFAULT, language)
    lead = lead_word(context, evidence_of(base)[facts[0]]) if len(facts) == 1 and asked else ""
    outcome = tell_facts(found, context, lead)
    reply = tell(outcome, context, script)
    return Turn(
        reply,
        carried(dialogue, found, outcome.listed, base),
        Grounds(query, (), "told the chosen facts", DEFAULT),
    )


def _turn(attempt: Attempt, dialogue: Dialogue, script: str) -> Turn:
    context, selection = attempt.context, attempt.selection
    why = Grounds(context.query, selection.weighed, attempt.decision, context.limits)
    if attempt.outcome is not None:
        reply = tell(attempt.outcome, context, script)
        told = attempt.outcome
        after = carried(dialogue, told.facts, told.listed, context.base, told.singled_out)
        one = about_one(context.query, after)
        asked = context.query.text if told.working or one is not after else ""
        return Turn(reply, replace(one, asked_whole=asked), why)
    following = replace(dialogue, choices=(), pending="", turns=dialogue.turns + 1)
    if selection.refusal is not None:
        reply = refuse(selection.refusal, selection.weighed, context, script)
        asked = context.query.text if selection.refusal is Refusal.OTHER_PLACE else ""
        after = about_the_unanswered(context.query, replace(following, asked_whole=asked))
        return Turn(reply, after, why)
    readings = _readings(_going_as_asked([c.fact for c in selection.chosen], context))
    reply = ask_back(readings, context, script)
    choices = tuple((c.label, c.facts) for c in reply.choices)
    named = named_things((), readings[: len(choices)], context.base)
    return Turn(reply, replace(following, choices=choices, named=named, pending=context.query.text), why)


def _going_as_asked(facts: Sequence[Fact], context: Context) -> Sequence[Fact]:
    """Of readings those that went the way that the question says (下降了多少), where there are several."""
    asked = set(context.query.ids(LinkKind.DIRECTION))
    evidence = evidence_of(context.base)
    going = [f for f in facts if f.figures and asked & evidence[f.key].directions]
    return going if len(asked) == 1 and len(going) > 1 else facts


def _readings(facts: Sequence[Fact]) -> list[Fact]:
    """The best reading of every subject first, so that few choices show many subjects."""
    firsts = list({f.subject: f for f in reversed(facts)}.values())[::-1]
    return [*firsts, *(f for f in facts if f not in firsts)]
