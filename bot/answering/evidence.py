"""What a fact can account for, worked out once per fact base: its subjects, measures and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from bot.knowledge.model import Fact, FactBase, kept
from bot.knowledge.vocabulary import Measure
from bot.understanding.folding import fold
from bot.understanding.name_keys import name_keys
from bot.understanding.tokens import TokenKind, tokenize


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """A fact with everything that a question may call it by. Equal only to itself: weighings are kept."""

    fact: Fact
    order: int
    """Its place in the base: the earlier one wins a tie."""
    wholes: frozenset[str]
    """Subjects that its subject is part of, however far up."""
    measures: Mapping[str, float]
    """Measures by whose names it may be asked, and how well each fits."""
    bases: frozenset[str]
    """Those of the fact that it is a rate, share or rank of."""
    siblings: frozenset[str]
    """Measures of other facts of its subject."""
    kind: str
    """The kind of answer it gives."""
    relation: str
    """What it says of the fact that it is a rate or rank of; see `Measure.relation`."""
    kinds: frozenset[str]
    """The kinds of thing that it is about."""
    dimension: str
    """The dimension of its figure's unit; empty for a fact without a figure."""
    section: str
    falling: bool
    """Whether its figure says that something fell."""
    better: str
    """`lower` or `higher`, where one is better of what it measures."""
    directions: frozenset[str]
    """Which ways it says that something went: up or down, and whether that is better or worse."""
    words: frozenset[str]
    """Pairs of neighbouring Chinese characters, and English stems, of its texts and names."""
    characters: frozenset[str]
    family: frozenset[str]
    """The same of the names of its wholes."""
    places: frozenset[str]
    """Places of the report that its text names."""
    numbers: frozenset[Decimal]
    """All numbers of its sentences, by which a question may point to it."""


@dataclass(frozen=True, eq=False)
class Index:
    """Facts by what a question may name, so that few have to be weighed."""

    by_target: Mapping[tuple[str, str], frozenset[Evidence]]
    by_word: Mapping[str, frozenset[Evidence]]


def _closure(start: Iterable[str], parents: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(parents.get(key, ()))
    return frozenset(found)


@lru_cache(maxsize=32768)
def words_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring Chinese characters and stems of Latin words of a text."""
    tokens = tokenize(fold(text))
    pairs = {
        a.key + b.key
        for a, b in pairwise(tokens)
        if a.kind is TokenKind.HAN and b.kind is TokenKind.HAN and a.clause == b.clause
    }
    return frozenset(pairs | {t.key for t in tokens if t.kind is TokenKind.LATIN})


BROADER = 0.9
RATE_OF = 0.6
"""How well a rate's base measure fits the rate: "output" in "growth of output"."""


def _measures(fact: Fact, base: FactBase) -> dict[str, float]:
    parents = {m.id: m.broader for m in base.vocabulary.measures.values()}
    found = {fact.measure: 1.0}
    for wider in _closure(parents.get(fact.measure, ()), parents):
        found.setdefault(wider, BROADER)
    whole = base.facts.get(f"{fact.report}:{fact.of}")
    if whole is not None:
        found.setdefault(whole.measure, RATE_OF)
        for wider in _closure(parents.get(whole.measure, ()), parents):
            found.setdefault(wider, RATE_OF)
    return found


def _evidence(fact: Fact, order: int, siblings: Sequence[Fact], base: FactBase) -> Evidence:
    parts = {s.id: s.part_of for s in base.subjects.values()}
    own = (fact.subject, *fact.mentions)
    texts = [fact.summary.zh, fact.summary.en, *fact.names, *fact.contrary]
    if fact.value:
        texts += [fact.value.zh, fact.value.en]
    for subject in (base.subjects[s] for s in own if s in base.subjects):
        texts += [subject.name.zh, subject.name.en, *subject.names]
    measure = base.vocabulary.measures[fact.measure]
    texts += [measure.name.zh, measure.name.en]
    units = base.vocabulary.units
    wholes = _closure((p for s in own for p in parts.get(s, ())), parts)
    family = [
        n for w in wholes if w in base.subjects for n in (base.subjects[w].name.zh, base.subjects[w].name.en)
    ]
    better = _better(fact, base)
    whole = base.facts.get(f"{fact.report}:{fact.of}")
    return Evidence(
        fact=fact,
        order=order,
        wholes=wholes,
        family=frozenset().union(*map(words_of, family)),
        measures=_measures(fact, base),
        bases=frozenset(_measures(whole, base)) if whole is not None else frozenset(),
        siblings=frozenset(m for other in siblings for m in _measures(other, base)),
        kind=measure.kind,
        relation=measure.relation,
        kinds=frozenset(base.subjects[s].kind for s in own if s in base.subjects),
        dimension=units[fact.figures[0].unit].dimension if fact.figures else "",
        section=f"{fact.report}:{fact.cites[0].rpartition('.')[0]}",
        falling=bool(fact.figures) and (fact.figures[0].value < 0 or measure.direction == "down"),
        better=better,
        directions=_directions(fact, measure, better),
        words=frozenset().union(*map(words_of, texts)),
        characters=frozenset("".join(texts)),
        places=_places(fact, base),
        numbers=_numbers(fact, base),
    )


def _better(fact: Fact, base: FactBase) -> str:
    """Which is better of what the fact measures; for a rate, of what it is the rate of."""
    of = base.facts.get(f"{fact.report}:{fact.of}")
    waiting = [*([of.measure] if of is not None else []), fact.measure]
    while waiting:
        measure = base.vocabulary.measures[waiting.pop(0)]
        if measure.better:
            return measure.better
        waiting.extend(measure.broader)
    return ""


def _directions(fact: Fact, measure: Measure, better: str) -> frozenset[str]:
    told = fact.direction
    if not told and fact.figures:
        told = "up" if measure.relation == "growth" and not measure.direction else measure.direction
        told = "down" if told and fact.figures[0].value < 0 else told
    if told not in ("up", "down") or not better:
        return frozenset({told} - {""})
    return frozenset({told, "better" if (told == "up") == (better == "higher") else "worse"})


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _places(fact: Fact, base: FactBase) -> frozenset[str]:
    places = base.reports[fact.report].places
    return frozenset(p.id for p in places if any(n in fact.summary.zh for n in (p.name.zh, *p.names)))


def _numbers(fact: Fact, base: FactBase) -> frozenset[Decimal]:
    sentences = {s.id: s for section in base.reports[fact.report].sections for s in section.sentences}
    printed = (f for cite in fact.cites if cite in sentences for f in sentences[cite].figures)
    return frozenset(Decimal(n) for f in printed for n in _NUMBER.findall(f))


def tells_direction(evidence: Evidence) -> bool:
    """Whether it is a text that says whether something went up or down."""
    return evidence.kind == "text" and evidence.fact.direction in ("up", "down")


def _targets(evidence: Evidence, base: FactBase) -> Iterator[tuple[str, str]]:
    """Everything by which a link may point to the fact."""
    fact = evidence.fact
    yield "phrase", fact.key
    yield "section", evidence.section
    for subject in (fact.subject, *fact.mentions, *evidence.wholes):
        yield "subject", subject
    for subject in (fact.subject, *fact.mentions):
        if subject in base.subjects:
            yield "kind", base.subjects[subject].kind
    for measure in evidence.measures:
        yield "measure", measure
    for narrower in base.vocabulary.measures.values():
        if fact.measure in narrower.broader:
            yield "measure", narrower.id
    if fact.status != "done":
        yield "status", fact.status
    if evidence.kind == "rank":
        yield "rank", "rank"
    if evidence.kind == "rate" or tells_direction(evidence):
        yield from (("direction", d) for d in base.vocabulary.directions)


@kept
def rates_of(base: FactBase) -> Mapping[str, tuple[Fact, ...]]:
    """The rates, shares and ranks that are said of a fact, by its key."""
    found: dict[str, tuple[Fact, ...]] = {}
    for fact in base.facts.values():
        if fact.of:
            key = f"{fact.report}:{fact.of}"
            found[key] = (*found.get(key, ()), fact)
    return found


@kept
def _by_subject(base: FactBase) -> Mapping[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for evidence in evidence_of(base).values():
        found.setdefault(evidence.fact.subject, []).append(evidence)
    return {subject: tuple(facts) for subject, facts in found.items()}


def facts_on(subjects: Iterable[str], base: FactBase) -> list[Fact]:
    """The facts of subjects, in the order of the base."""
    known = _by_subject(base)
    found = [e for s in {*subjects} for e in known.get(s, ())]
    return [e.fact for e in sorted(found, key=lambda e: e.order)]


@kept
def parts_of(base: FactBase) -> Mapping[str, tuple[str, ...]]:
    """The immediate parts of each subject that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for subject in base.subjects.values():
        for whole in subject.part_of:
            found[whole] = (*found.get(whole, ()), subject.id)
    return found


@kept
def contrary_names(base: FactBase) -> Mapping[str, frozenset[tuple[str, ...]]]:
    """The keys of the phrases that say the contrary of a fact, by its key."""
    spellings = base.vocabulary.spellings
    return {
        fact.key: frozenset(tuple(t.key for t in name_keys(name, spellings)) for name in fact.contrary)
        for fact in base.facts.values()
        if fact.contrary
    }


@kept
def relations_of(base: FactBase) -> tuple[Evidence, ...]:
    """Shares and ranks, which say what something is to something else."""
    return tuple(e for e in evidence_of(base).values() if e.kind in ("share", "rank"))


@kept
def index_of(base: FactBase) -> Index:
    """The index of a fact base, built on first use."""
    targets: dict[tuple[str, str], set[Evidence]] = {}
    words: dict[str, set[Evidence]] = {}
    for evidence in evidence_of(base).values():
        for target in _targets(evidence, base):
            targets.setdefault(target, set()).add(evidence)
        for word in evidence.words:
            words.setdefault(word, set()).add(evidence)
    for (
        subject
    ) in base.subjects.values():  # a part's name reaches the facts of its whole, to be refused with it
        for whole in subject.part_of:
            near = targets.get(("subject", whole), set())
            targets.setdefault(("subject", subject.id), set()).update(
                e for e in near if e.fact.subject == whole
            )
    return Index(
        {t: frozenset(found) for t, found in targets.items()},
        {w: frozenset(found) for w, found in words.items()},
    )


@kept
def evidence_of(base: FactBase) -> Mapping[str, Evidence]:
    """The evidence of every fact by its key, built on first use."""
    families: dict[str, list[Fact]] = {}
    for fact in base.facts.values():
        families.setdefault(fact.subject, []).append(fact)
    return {
        key: _evidence(fact, order, families[fact.subject], base)
        for order, (key, fact) in enumerate(base.facts.items())
    }
