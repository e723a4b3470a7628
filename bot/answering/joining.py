"""Several questions in one message: each is answered, and the answers are joined in one reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answering.attempting import Attempt, silenced
from bot.answering.choosing import Selection
from bot.answering.following import carried, facts_of, names_subject
from bot.answering.leaning import best_attempt
from bot.answering.outcome import Context, Outcome
from bot.answering.reply import Refusal
from bot.answering.talking import refuse
from bot.knowledge.model import Fact
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.parts import Parts, parts_of
from bot.understanding.query import understand

LONGEST = {"zh": 300, "en": 660}
"""Characters of a joined reply, by its language: longer is a recital."""
CERTAIN = 0.8
"""The share of a question that its answer explains, to be told beside what the report does not say..."""
FEW = 2
"""...and the facts that it may have."""
MOST_SENTENCES = 4
"""Sentences that a joined reply rests on."""


def in_parts(whole: Attempt, dialogue: Dialogue) -> Attempt | None:
    """The answers to the questions of a message, one behind the other; None where it is best read as one."""
    context = whole.context
    parts = parts_of(context.query, lexicon_of(context.base))
    if not parts.texts:
        return None
    attempts = _again(list(_one_by_one(parts.texts, context, dialogue)), whole, dialogue)
    if not _are_questions(attempts, parts) or not _adds(attempts, whole):
        return None
    outcome = _joined(attempts, context)
    if outcome is None:
        return None
    return Attempt(context, Selection((), None, ()), outcome, "answered in parts: " + " | ".join(parts.texts))


def _one_by_one(texts: Sequence[str], context: Context, dialogue: Dialogue) -> Iterator[Attempt]:
    """Each question after the one before it, as turns of a conversation."""
    before: Attempt | None = None
    for text in texts:
        attempt = _attempt(text, context, dialogue)
        if before is not None and _is_of_the_same_place(attempt, before):
            attempt = replace(attempt, selection=before.selection, outcome=None)
        if before is not None and before.settled and _asks_off_the_topic(attempt):
            attempt = silenced(attempt, "asks more of what the report speaks of")
        dialogue = _after(attempt, dialogue)
        before = attempt
        yield attempt


def _asks_off_the_topic(attempt: Attempt) -> bool:
    """Whether a question behind an answer has nothing of the report but a measure (卖了多少吨肉)."""
    refused = attempt.outcome is None and attempt.selection.refusal is Refusal.OFF_TOPIC
    return refused and attempt.context.query.has(LinkKind.MEASURE)


def _is_of_the_same_place(attempt: Attempt, before: Attempt) -> bool:
    """Whether it asks on of another place, naming neither a place nor a thing (高新区呢,发了多少)."""
    query = attempt.context.query
    elsewhere = not before.settled and before.selection.refusal is Refusal.OTHER_PLACE
    return elsewhere and not any(query.has(k) for k in (LinkKind.PLACE, LinkKind.ELSEWHERE, LinkKind.SUBJECT))


def _attempt(text: str, context: Context, dialogue: Dialogue) -> Attempt:
    query, base = understand(text, context.base), context.base
    own = replace(
        context,
        query=query,
        links=query.content(),
        previous=facts_of(dialogue.facts, base),
        recent=facts_of(dialogue.recent, base),
    )
    return best_attempt(own, dialogue)


def _after(attempt: Attempt, dialogue: Dialogue) -> Dialogue:
    """What the next question may lean on: the answer, or the subject of a question that has none."""
    if attempt.settled and attempt.outcome is not None:
        return carried(dialogue, attempt.outcome.facts, attempt.outcome.listed, attempt.context.base)
    named = attempt.context.query.ids(LinkKind.SUBJECT)
    about = next((f for f in attempt.context.base.facts.values() if f.subject in named), None)
    if about is None:
        return dialogue
    return replace(dialogue, subjects=named, measures=(), facts=(about.key,), recent=(), listed=())


def _again(attempts: list[Attempt], whole: Attempt, dialogue: Dialogue) -> list[Attempt]:
    """Questions in vain are asked once more: of what the next one is about, or as the whole takes them."""
    known = set(whole.outcome.facts) if whole.outcome is not None and whole.settled else set()
    for index, attempt in enumerate(attempts):
        if attempt.settled:
            continue
        context, later = attempt.context, attempts[index + 1 : index + 2]
        if later and later[0].settled and not names_subject(context.query):
            behind = _attempt(context.query.text, context, _after(later[0], dialogue))
            attempts[index] = behind if behind.settled else attempt
            continue
        alone = _attempt(context.query.text, context, Dialogue())
        if alone.settled and known.issuperset(_facts([alone])):
            attempts[index] = alone
    return attempts


def _are_questions(attempts: Sequence[Attempt], parts: Parts) -> bool:
    """Whether every part is answered, or one is and the others ask what the report does not say."""
    if all(a.settled for a in attempts):
        return True
    told = [a for a in attempts if a.settled]
    if not told or not parts.firm or not all(a in told or _is_silent(a) for a in attempts):
        return False
    leading = next(a for a in attempts if not a.settled)
    behind = attempts[attempts.index(leading) + 1 :]
    return all(map(_is_certain, told)) and all(a not in told or _stands(a) for a in behind)


def _is_silent(attempt: Attempt) -> bool:
    return attempt.outcome is None and attempt.selection.refusal not in (None, Refusal.OFF_TOPIC)


def _is_certain(attempt: Attempt) -> bool:
    """Whether an answer may stand beside a refusal: it is to the point and leaves little unexplained."""
    outcome, chosen = attempt.outcome, attempt.selection.chosen
    to_the_point = outcome is not None and len(outcome.facts) <= FEW and not attempt.context.query.loose
    return to_the_point and all(c.ratio >= CERTAIN for c in chosen[:1])


def _stands(attempt: Attempt) -> bool:
    """Whether a question says itself what it wants to know, so that it is not about what was refused."""
    return attempt.context.query.has(LinkKind.MEASURE) or attempt.context.query.has(LinkKind.PHRASE)


def _adds(attempts: Sequence[Attempt], whole: Attempt) -> bool:
    """Whether the parts tell more than the message read as one question, and nothing less for sure."""
    if whole.outcome is None or not whole.settled or _each_names_its_own(attempts):
        return True
    told, known = set(_facts(attempts)), set(whole.outcome.facts)
    if any(not a.settled for a in attempts):
        return known <= told
    results = [a.outcome.number for a in attempts if a.outcome is not None and a.outcome.working]
    if len(results) > 1 and len(set(results)) == len(results) == len(attempts):
        return known <= told  # 全年目标多少条?还差几条: worked out from the same figures
    return known < told if whole.decision == "operation" else not told <= known


def _each_names_its_own(attempts: Sequence[Attempt]) -> bool:
    """Whether every part is answered for the one thing and the measure that it names, each for another."""
    own = {_own_thing(a) for a in attempts}
    return len(own) == len(attempts) and "" not in own


def _own_thing(attempt: Attempt) -> str:
    """The thing that a part names and is told a figure of, by a measure that it names; empty for none."""
    query, outcome = attempt.context.query, attempt.outcome
    if outcome is None or len(outcome.facts) != 1 or not outcome.facts[0].figures:
        return ""
    fact, known = outcome.facts[0], attempt.context.base.vocabulary.measures
    measured = {fact.measure, *known[fact.measure].broader} & {*query.ids(LinkKind.MEASURE)}
    return fact.subject if measured and query.ids(LinkKind.SUBJECT) == (fact.subject,) else ""


def _facts(attempts: Sequence[Attempt]) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(f for a in attempts if a.outcome is not None for f in a.outcome.facts))


def _joined(attempts: Sequence[Attempt], context: Context) -> Outcome | None:
    texts = list(dict.fromkeys(_text(a) for a in attempts))
    told = (t if "\n" in t or len(texts) == 1 else f"· {t}" for t in texts)
    text = "\n".join(dict.fromkeys("\n".join(told).splitlines()))  # what two of them say is said once
    facts = _facts(attempts)
    outcomes = [a.outcome for a in attempts if a.outcome is not None]
    if len(text) > LONGEST[context.language] or len({c for f in facts for c in f.cites}) > MOST_SENTENCES:
        return None
    return Outcome(
        text,
        facts,
        working=tuple(line for o in outcomes for line in o.working),
        highlights=tuple(h for o in outcomes for h in o.highlights),
        listed=facts if len(facts) > 1 else (),
        number=outcomes[-1].number,
        unit=outcomes[-1].unit,
    )


def _text(attempt: Attempt) -> str:
    if attempt.outcome is not None:
        return attempt.outcome.text
    why = attempt.selection.refusal or Refusal.NOT_IN_REPORT
    return refuse(why, attempt.selection.weighed, attempt.context, "hans").text
