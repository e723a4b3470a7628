"""What a turn takes over from the turn before: nothing where it stands on its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.probing import LONG_PHRASE, link_size
from bot.knowledge.model import Fact, FactBase
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.numbers import RANK
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

SHORT = 9
"""Characters (English words count two) up to which a turn without a subject may be an ellipsis."""
CONFIDENCE = 0.9
"""What is taken over weighs a little less than what is said."""

_MARKERS = ("ellipsis", "pronoun", "correction", "others", "former", "latter")
_PREDICATES = (LinkKind.MEASURE, LinkKind.DIRECTION, LinkKind.STATUS, LinkKind.UNIT)
_WANTING = frozenset(
    {"money", "percent", "duration", "date", "person", "organisation", "place", "name", "reason", "manner",
     "rank", "stage", "amount_of_people"}
)  # fmt: skip
"""Question words that say by themselves what is wanted."""


def names_subject(query: Query) -> bool:
    """Whether the question says itself what it is about; a short phrase hardly does."""
    return query.has(LinkKind.SUBJECT) or bool(_long_phrases(query))


def _long_phrases(query: Query) -> list[Link]:
    phrases = (ln for ln in query.links if LinkKind.PHRASE in ln.kinds and ln not in query.excluded)
    return [ln for ln in phrases if link_size(ln, query) >= LONG_PHRASE]


def names_predicate(query: Query) -> bool:
    """Whether the question says what it wants to know of its subject."""
    if any(query.has(kind) for kind in _PREDICATES) or _long_phrases(query):
        return True
    return bool(_WANTING & set(query.ids(LinkKind.ASK)))


def is_marked(query: Query) -> bool:
    """Whether a word ties the question to the one before."""
    return query.has(LinkKind.DIALOGUE, *_MARKERS)


def is_short(query: Query) -> bool:
    return sum(2 if t.kind is TokenKind.LATIN else 1 for t in query.tokens) <= SHORT


def compares_one(query: Query) -> bool:
    """Whether the question compares, but names one thing only: with what was told before (跟甲比谁快)."""
    return len(query.ids(LinkKind.SUBJECT)) == 1 and query.has(LinkKind.OPERATION, *_COMPARING)


_COMPARING = ("compare", "more", "less", "difference", "ratio", "share", "sum")


def may_follow(query: Query, dialogue: Dialogue) -> bool:
    """Whether the question may lean on the turn before at all."""
    if not dialogue.facts or not query.tokens:
        return False
    if names_subject(query) and names_predicate(query):
        return compares_one(query)
    return is_marked(query) or is_short(query) or not names_subject(query) or compares_one(query)


def inherited(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[Link, ...]:
    """Links for what the question leaves out: the subjects of the last answer, or its measures."""
    if not may_follow(query, dialogue) or (names_subject(query) and names_predicate(query)):
        return ()
    if not names_subject(query) or query.has(LinkKind.DIALOGUE, "pronoun"):
        subject = _ordinal_subject(query, dialogue, base)
        subjects = (subject,) if subject else dialogue.subjects
        carried = [
            _link(LinkKind.SUBJECT, s, base.subjects[s].name.zh) for s in subjects if s in base.subjects
        ]
        if names_predicate(query) or query.has(LinkKind.PERIOD, "now"):
            return tuple(carried)
        return (*carried, *_measures(dialogue, base))
    return _measures(dialogue, base)


def _measures(dialogue: Dialogue, base: FactBase) -> tuple[Link, ...]:
    known = base.vocabulary.measures
    return tuple(_link(LinkKind.MEASURE, m, known[m].name.zh) for m in dialogue.measures if m in known)


def _link(kind: LinkKind, key: str, name: str) -> Link:
    return Link(-1, -1, (Target(kind, key),), "carried over", CONFIDENCE, tuple(name))


def ordinal(query: Query, count: int) -> int | None:
    """The place in the last list that the question points to, from 0; None where it points to none."""
    if not count:
        return None
    if query.has(LinkKind.DIALOGUE, "former"):
        return 0
    if query.has(LinkKind.DIALOGUE, "latter"):
        return count - 1
    for number in query.numbers:
        bare = not number.unit and len(query.tokens) <= 2
        pointing = number.unit == RANK and (is_short(query) or not names_subject(query))
        if (bare or pointing) and 1 <= number.value <= count and number.value == int(number.value):
            return int(number.value) - 1
    return None


def _ordinal_subject(query: Query, dialogue: Dialogue, base: FactBase) -> str:
    place = ordinal(query, len(dialogue.listed))
    if place is None:
        return ""
    fact = base.facts.get(dialogue.listed[place])
    return fact.subject if fact else ""


def facts_of(keys: Sequence[str], base: FactBase) -> tuple[Fact, ...]:
    """The facts of earlier answers that are still in the base."""
    return tuple(base.facts[k] for k in keys if k in base.facts)


RECENT = 4


def _recent(dialogue: Dialogue, facts: Sequence[Fact]) -> tuple[str, ...]:
    keys = tuple(f.key for f in facts)
    return tuple(k for k in dialogue.recent if k not in keys)[-RECENT:] + keys[:1] if len(keys) == 1 else keys


def carried(dialogue: Dialogue, facts: Sequence[Fact], listed: Sequence[Fact]) -> Dialogue:
    """The dialogue after an answer resting on `facts`."""
    return Dialogue(
        language=dialogue.language,
        subjects=tuple(dict.fromkeys(f.subject for f in facts)),
        measures=tuple(dict.fromkeys(f.measure for f in facts)),
        facts=tuple(f.key for f in facts),
        recent=_recent(dialogue, facts),
        listed=tuple(f.key for f in listed),
        turns=dialogue.turns + 1,
    )
