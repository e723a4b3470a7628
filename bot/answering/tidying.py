"""Which facts of a set to tell, so that nothing is said twice and all fits on a phone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answering.covering import family
from bot.knowledge.model import Fact, FactBase


def tidied(facts: Sequence[Fact], focus: frozenset[str], base: FactBase, most: int) -> tuple[Fact, ...]:
    """The facts worth telling, at most so many; of what is in focus its texts beside its figures."""
    found = _own_before_mentions(facts, focus, base)
    found = _members_or_their_names(found, base)
    figured = {f.subject for f in found if f.figures}
    found = [f for f in found if f.figures or f.subject in focus or f.subject not in figured]
    found = _once(found, base)
    return _at_most(found, most)


def _own_before_mentions(facts: Sequence[Fact], focus: frozenset[str], base: FactBase) -> list[Fact]:
    """Without facts that only mention what is in focus, where its own facts rest on the same sentences."""
    own = frozenset[str]().union(*(family(s, base) for s in focus))
    told = {(f.report, c) for f in facts if f.subject in focus for c in f.cites}
    return [
        f
        for f in facts
        if f.subject in own
        or own.isdisjoint(f.mentions)
        or not told.intersection((f.report, c) for c in f.cites)
    ]


def _members_or_their_names(facts: Sequence[Fact], base: FactBase) -> list[Fact]:
    """The sentence that only names members gives way to their figures; members without any give way to it."""
    figured = {f.subject for f in facts if f.figures}
    naming = [f for f in facts if not f.figures and len(f.mentions) > 1]
    giving_way = {f for f in naming if 2 * len(figured.intersection(f.mentions)) >= len(f.mentions)}
    giving_way |= {f for f in naming if any(_names_for(other, f) for other in naming)}
    named = {s for f in naming if f not in giving_way for s in f.mentions}
    told = {f.subject for f in facts if f not in giving_way}
    wholes = {w for s in told for w in base.subjects[s].part_of if _has_several(w, told, base)}
    wide = {m.id for m in base.vocabulary.measures.values() if m.wide}
    return [
        f
        for f in facts
        if f.figures
        or (f in naming and f not in giving_way)
        or (f not in naming and f.subject not in named and not (f.subject in wholes and f.measure in wide))
    ]


def _names_for(other: Fact, fact: Fact) -> bool:
    """Whether another sentence names the subject of one and all that this one names."""
    return fact.subject in other.mentions and set(fact.mentions) <= {*other.mentions}


def _has_several(whole: str, told: Iterable[str], base: FactBase) -> bool:
    return len((family(whole, base) - {whole}).intersection(told)) > 1


def _once(facts: Sequence[Fact], base: FactBase) -> list[Fact]:
    """Of texts on one thing, or on things that are part of each other, out of one sentence only the first."""
    kept: list[Fact] = []
    for fact in facts:
        again = any(
            not f.figures and (f.report, f.cites[0]) == (fact.report, fact.cites[0]) and _near(f, fact, base)
            for f in kept
        )
        if fact.figures or not again:
            kept.append(fact)
    return kept


def _near(one: Fact, other: Fact, base: FactBase) -> bool:
    a, b = one.subject, other.subject
    touching = a in other.mentions or b in one.mentions
    return touching or b in family(a, base) or a in family(b, base)


def _at_most(facts: Sequence[Fact], most: int) -> tuple[Fact, ...]:
    """What is told where there is more than fits: headlines, then figures, in the report's order."""
    if len(facts) <= most:
        return tuple(facts)
    chosen = sorted(facts, key=lambda f: (not f.headline, not f.figures))[:most]
    return tuple(f for f in facts if f in chosen)
