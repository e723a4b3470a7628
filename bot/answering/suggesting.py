"""Names that get questions asked in vain their answers, and make no other question worse. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from bot.answering.conversation import Turn, prepare, respond
from bot.answering.evaluation import evaluate
from bot.answering.gaps import Gap
from bot.answering.grading import Verdict
from bot.answering.reply import ReplyKind
from bot.knowledge.conversations import Conversation
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.saying import holds, level
from bot.understanding.similarity import kindred

LONGEST_NAME = 12
"""Characters of a missing stretch that may become a name; a longer one is a phrase of its own."""


@dataclass(frozen=True, slots=True)
class NewName:
    """A name for an entry of the fact base."""

    key: str
    """measures, subjects or facts: the top-level YAML key of the entry"""
    id: str
    """For a fact its id within the report..."""
    report: str
    """...which is named here; else empty."""
    name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Names that make the bot answer the questions of a gap, and the test that shows it."""

    gap: Gap
    names: tuple[NewName, ...]
    fact: str
    """The key of the fact that is then answered."""
    test: Conversation


@dataclass(frozen=True, slots=True)
class Effect:
    """What names do to the replies to curated conversations."""

    total: int
    before: dict[Verdict, int]
    after: dict[Verdict, int]
    worse: tuple[str, ...]
    """Ids of conversations that were right and no longer are, or that became wrong."""
    better: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Names that help, and those that would do harm."""

    accepted: tuple[Suggestion, ...]
    refused: tuple[tuple[Suggestion, tuple[str, ...]], ...]
    """With the conversations that each made worse."""
    effect: Effect
    """Of all that is accepted, together."""


def with_names(base: FactBase, names: Iterable[NewName]) -> FactBase:
    """The fact base with more names. Raises KeyError for an entry that it lacks."""
    facts, subjects, measures = dict(base.facts), dict(base.subjects), dict(base.vocabulary.measures)
    for new in names:
        if new.key == "facts":
            key = f"{new.report}:{new.id}"
            facts[key] = replace(facts[key], names=(*facts[key].names, new.name))
        elif new.key == "subjects":
            subjects[new.id] = replace(subjects[new.id], names=(*subjects[new.id].names, new.name))
        else:
            measures[new.id] = replace(measures[new.id], names=(*measures[new.id].names, new.name))
    vocabulary = replace(base.vocabulary, measures=measures)
    changed = replace(base, facts=facts, subjects=subjects, vocabulary=vocabulary)
    prepare(changed)
    return changed


def propose(
    base: FactBase,
    gaps: Sequence[Gap],
    curated: Sequence[Conversation],
    progress: Callable[[], None] = lambda: None,
) -> Proposal:
    """Suggestions for the gaps that adding a name mends, measured on curated conversations.

    `progress` is called after each gap.
    """
    found = []
    for gap in gaps:
        suggestion = suggest(base, gap)
        if suggestion is not None:
            found.append(suggestion)
        progress()
    before = verdicts(base, curated)
    accepted, refused = _part(base, found, before, curated)
    return Proposal(accepted, refused, measure(base, accepted, before, curated))


def suggest(base: FactBase, gap: Gap) -> Suggestion | None:
    """The first name that gets the gap's question answered with a likely fact; None where none does."""
    if gap.now == ReplyKind.ANSWER.value:
        return None
    words = [w for w in gap.words if _is_name(w)]
    for key in dict.fromkeys((*gap.likely, *_named(base, gap))):
        for word in words:
            name = _name_for(base, base.facts[key], word, gap)
            if name is None:
                continue
            turn = respond(with_names(base, [name]), gap.question)
            if turn.reply.kind is ReplyKind.ANSWER and key in turn.reply.facts:
                return Suggestion(gap, (name,), key, _test(gap, turn, base.facts[key]))
    return None


def _named(base: FactBase, gap: Gap) -> tuple[str, ...]:
    """The facts of the subjects that the question names: a missing measure may be that of any."""
    subjects = {line.target for line in gap.explanation.links if line.kind == "subject"}
    return tuple(key for key, fact in base.facts.items() if fact.subject in subjects)


def _is_name(word: str) -> bool:
    """Whether a stretch may be a name: no lone character, no lone letters, no sentence."""
    letters = sum(c.isalpha() for c in word)
    return (3 if word.isascii() else 2) <= letters and len(word) <= LONGEST_NAME * (
        2 if word.isascii() else 1
    )


def _name_for(base: FactBase, fact: Fact, word: str, gap: Gap) -> NewName | None:
    """What a missing word may name of a fact: what the question leaves unnamed, and the word resembles.

    Without resemblance, the word is as likely something that the report does not say.
    """
    linked = {(line.kind, line.target) for line in gap.explanation.links}
    subject, measure = base.subjects[fact.subject], base.vocabulary.measures[fact.measure]
    named = ("subject", fact.subject) in linked
    measured = ("measure", fact.measure) in linked
    names = (measure.name.zh, measure.name.en, *measure.names)
    if named and not measured and kindred(word, names):
        return NewName("measures", fact.measure, "", word)
    names = (subject.name.zh, subject.name.en, *subject.names)
    likeliest = fact.key in gap.likely[:1]  # then even a question that names nothing else means its subject
    if (measured or likeliest) and not named and kindred(word, names):
        return NewName("subjects", fact.subject, "", word)
    names = (fact.summary.zh, fact.summary.en, *fact.names)
    if (named or measured) and kindred(word, names):
        return NewName("facts", fact.id, fact.report, word)
    return None


def _test(gap: Gap, turn: Turn, fact: Fact) -> Conversation:
    """The gap's question as a test: the fact's short answer said, where the reply says it so, its sentence
    cited."""
    value = (fact.value.of(turn.reply.language),) if fact.value else ()
    text = level(turn.reply.text)
    said = turn.reply.highlights[:1] or tuple(v for v in value if holds(text, v))
    return Conversation(
        id=f"gap-{blake2b(gap.question.encode(), digest_size=4).hexdigest()}",
        kind="lookup",
        turns=(gap.question,),
        style="asked",
        must=tuple((text,) for text in said),
        cite=(tuple(fact.cites),),
    )


def verdicts(base: FactBase, curated: Sequence[Conversation]) -> tuple[Verdict, ...]:
    """The verdict on each conversation."""
    return tuple(result.grade.verdict for result in evaluate(base, curated))


def _part(
    base: FactBase,
    found: Sequence[Suggestion],
    before: Sequence[Verdict],
    curated: Sequence[Conversation],
) -> tuple[tuple[Suggestion, ...], tuple[tuple[Suggestion, tuple[str, ...]], ...]]:
    """Suggestions that together make nothing worse, and the others; by halves, since most do no harm."""
    accepted: list[Suggestion] = []
    refused: list[tuple[Suggestion, tuple[str, ...]]] = []
    waiting = [list(found)] if found else []
    while waiting:
        part = waiting.pop(0)
        worse = measure(base, (*accepted, *part), before, curated).worse
        if not worse:
            accepted += part
        elif len(part) == 1:
            refused.append((part[0], worse))
        else:
            middle = len(part) // 2
            waiting = [part[:middle], part[middle:], *waiting]
    return tuple(accepted), tuple(refused)


def measure(
    base: FactBase,
    suggestions: Sequence[Suggestion],
    before: Sequence[Verdict],
    curated: Sequence[Conversation],
) -> Effect:
    """What the suggestions do to the verdicts on curated conversations and on their own tests."""
    changed = with_names(base, (name for s in suggestions for name in s.names)) if suggestions else base
    tests = [s.test for s in suggestions]
    then = (*before, *verdicts(base, tests))
    now = verdicts(changed, (*curated, *tests))
    return compare((*curated, *tests), then, now)


def compare(asked: Sequence[Conversation], then: Sequence[Verdict], now: Sequence[Verdict]) -> Effect:
    """The effect that a change has on the verdicts on conversations."""
    pairs = list(zip(asked, then, now, strict=True))
    return Effect(
        total=len(pairs),
        before={v: list(then).count(v) for v in Verdict},
        after={v: list(now).count(v) for v in Verdict},
        worse=tuple(c.id for c, old, new in pairs if _is_worse(old, new)),
        better=tuple(c.id for c, old, new in pairs if _is_worse(new, old)),
    )


def _is_worse(old: Verdict, new: Verdict) -> bool:
    return new is not old and (old is Verdict.RIGHT or new is Verdict.WRONG)
