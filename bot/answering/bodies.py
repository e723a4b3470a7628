"""Whether what is told names a body, where the question asks which one: no stage says who builds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.model import Fact, FactBase, kept
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

BODIES = frozenset({"company", "organisation", "hospital", "school", "person"})
"""Kinds of thing that are who did something."""
_TELLING = frozenset({"organisation", "person", "name"})
"""Kinds of fact that say who did something."""
_OWNERS = frozenset({"organisation"})
_ONLY_MEASURE = frozenset({LinkKind.MEASURE})
_FIGURES = ("number", "money", "percent", "rank", "duration", "date", "stage")
"""Question words beside which a body may only be described (哪家的产值多少)."""
_WHICH = frozenset({"which"})
_EVERY = frozenset({"list", "every"})


def asks_for_body(query: Query, base: FactBase) -> bool:
    """Whether nothing but a company, an office or a person is asked for: 哪家, 哪些部门, 谁做的."""
    if query.has(LinkKind.ASK, "yesno") and query.language != "en":
        return False
    if query.has(LinkKind.ASK, *_FIGURES):
        return False
    if query.has(LinkKind.ASK, "organisation") or _asks_which_body(query):
        return True
    measures = base.vocabulary.measures
    named = [ln.ids(LinkKind.MEASURE) for ln in query.content() if ln.kinds == _ONLY_MEASURE]
    return bool(named) and all(measures[m].kind in _OWNERS for ids in named for m in ids)


def _asks_which_body(query: Query) -> bool:
    """Whether the word for a body stands with "which" (哪些部门)."""
    asked = {ln.end for ln in query.links if _asks_which(ln.ids(LinkKind.ASK), ln.ids(LinkKind.OPERATION))}
    asked |= {ln.end for ln in query.links if "every" in ln.ids(LinkKind.DIALOGUE)}
    for link in query.links:
        if BODIES.isdisjoint(link.ids(LinkKind.KIND)):
            continue
        if link.start in asked or _asks_which(link.ids(LinkKind.ASK), link.ids(LinkKind.OPERATION)):
            return True
    return False


def _asks_which(asks: Sequence[str], operations: Sequence[str]) -> bool:
    return not _WHICH.isdisjoint(asks) or not _EVERY.isdisjoint(operations)


def names_body(fact: Fact, base: FactBase) -> bool:
    """Whether a fact says who, or is about one, or about a thing of which the report says whose it is."""
    return fact.key in _naming(base)


@kept
def _naming(base: FactBase) -> frozenset[str]:
    kind_of = {f.key: base.vocabulary.measures[f.measure].kind for f in base.facts.values()}
    owned = {f.subject for f in base.facts.values() if kind_of[f.key] in _OWNERS}
    bodies = {s.id for s in base.subjects.values() if s.kind in BODIES} | owned
    kinds = base.vocabulary.kinds
    words = [name.zh for k in BODIES if k in kinds and (name := kinds[k].name) is not None]
    return frozenset(
        f.key
        for f in base.facts.values()
        if kind_of[f.key] in _TELLING
        or not bodies.isdisjoint((f.subject, *f.mentions))
        or (not f.mentions and f.value is not None and any(word in f.value.zh for word in words))
    )


def says_which_body(facts: Iterable[Fact], query: Query, base: FactBase) -> bool:
    """Whether one of the facts names a body, or is about a thing that the question does not name."""
    named = {*query.ids(LinkKind.SUBJECT)}
    return any(names_body(f, base) or named.isdisjoint(_about(f, base)) for f in facts)


def _about(fact: Fact, base: FactBase) -> set[str]:
    """What a fact is about and mentions, and the wholes of these."""
    found: set[str] = set()
    waiting = [fact.subject, *fact.mentions]
    while waiting:
        thing = waiting.pop()
        if thing not in found and thing in base.subjects:
            found.add(thing)
            waiting.extend(base.subjects[thing].part_of)
    return found
