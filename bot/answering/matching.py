"""How well a fact answers a question: what it explains of the question, and what the question names of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answering.evidence import Evidence, evidence_of
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link, token_weight
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

KIND_WEIGHTS = {
    LinkKind.PHRASE: 1.1, LinkKind.SUBJECT: 1.0, LinkKind.MEASURE: 0.8, LinkKind.ELSEWHERE: 1.5,
    LinkKind.SECTION: 0.6, LinkKind.STATUS: 0.5, LinkKind.NUMBER: 0.5, LinkKind.DIRECTION: 0.5, LinkKind.KIND: 0.4,
}  # fmt: skip
PART = 0.85
"""A fact of a part answers a question that names the whole."""
WHOLE = 0.3
"""A fact of the whole hardly answers one that names a part."""
WORDS = 0.7
"""A name that merely stands in the fact's own words."""
LOOSE_WORDS = 0.8
"""The same for a stretch that no name explains."""
SIDE_CLAUSE = 0.2
"""What the unexplained weighs in a clause that asks nothing, while another one asks."""
LONE = 0.5
"""A single unexplained character between names: often a slip of typing."""

_NUMERIC = frozenset({"money", "count", "rate", "share", "rank", "duration", "index", "length", "area", "volume", "mass"})
_TEXTUAL = frozenset({"text", "name", "organisation", "person", "place", "reason", "date"})
ASKED_KINDS: dict[str, frozenset[str]] = {
    "number": _NUMERIC,
    "money": frozenset({"money"}),
    "percent": frozenset({"rate", "share"}),
    "duration": frozenset({"duration", "date"}),
    "date": frozenset({"date"}),
    "person": frozenset({"person", "organisation", "text", "name"}),
    "place": frozenset({"place", "name", "text"}),
    "rank": frozenset({"rank"}),
    "amount_of_people": frozenset({"people"}),
}
"""Question words that only some kinds of fact can answer. Those not listed go with any."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact weighed against a question."""

    evidence: Evidence
    explained: float
    missing: float
    subject: float
    """How well the question names its subject, 0 to 1..."""
    measure: float
    """...and its measure."""
    fits: bool
    """Whether it is of a kind that the question word allows."""
    clashes: tuple[str, ...]
    """Names in the question that speak against it."""

    @property
    def fact(self) -> Fact:
        return self.evidence.fact

    @property
    def ratio(self) -> float:
        """The share of the question's content that it explains."""
        total = self.explained + self.missing
        return self.explained / total if total else 0.0

    @property
    def score(self) -> float:
        """0 to 1."""
        return self.ratio * (0.4 + 0.35 * self.subject + 0.25 * self.measure)


def _subject_support(target: str, evidence: Evidence, base: FactBase) -> float:
    fact = evidence.fact
    if target == fact.subject:
        return 1.0
    if target in fact.mentions:
        return 0.9
    if target in evidence.wholes:
        return PART
    asked = base.subjects.get(target)
    return WHOLE if asked is not None and fact.subject in asked.part_of else 0.0


def _measure_support(target: str, evidence: Evidence, base: FactBase) -> float:
    if target in evidence.measures:
        return evidence.measures[target]
    asked = base.vocabulary.measures.get(target)
    return 0.6 if asked is not None and evidence.fact.measure in asked.broader else 0.0


def _direction_support(evidence: Evidence) -> float:
    return 0.9 if evidence.kind == "rate" else 0.0


def _target_support(target: Target, evidence: Evidence, base: FactBase) -> float:
    fact = evidence.fact
    match target.kind:
        case LinkKind.SUBJECT:
            return _subject_support(target.id, evidence, base)
        case LinkKind.MEASURE:
            return _measure_support(target.id, evidence, base)
        case LinkKind.PHRASE:
            return 1.0 if target.id == fact.key else 0.0
        case LinkKind.KIND:
            kinds = {base.subjects[s].kind for s in (fact.subject, *fact.mentions) if s in base.subjects}
            return 0.9 if target.id in kinds else 0.0
        case LinkKind.STATUS:
            return 1.0 if target.id == fact.status else 0.0
        case LinkKind.SECTION:
            return 0.8 if target.id == evidence.section else 0.0
        case LinkKind.DIRECTION:
            return _direction_support(evidence)
        case _:
            return 0.0


def _number_support(query: Query, link: Link, evidence: Evidence) -> float:
    number = query.number_of(link)
    if number is None:
        return 0.0
    if any(abs(f.value) == number.value for f in evidence.fact.figures):
        return 1.0
    return 0.0


def in_words(link: Link, query: Query, evidence: Evidence) -> bool:
    """Whether the name, as the question has it, stands in the fact's own words."""
    keys = link.name or tuple(t.key for t in query.tokens[link.start : link.end])
    han = [k for k in keys if "\u3400" <= k <= "\u9fff"]
    if not han:
        return bool(keys) and all(k in evidence.words or k in evidence.characters for k in keys)
    if len(han) == 1:
        return han[0] in evidence.characters
    return all(a + b in evidence.words for a, b in zip(keys, keys[1:], strict=False))


def link_support(link: Link, query: Query, evidence: Evidence, base: FactBase) -> float:
    """How far a fact accounts for a link, 0 to 1."""
    best = max((_target_support(t, evidence, base) for t in link.targets), default=0.0)
    if LinkKind.NUMBER in link.kinds:
        best = max(best, _number_support(query, link, evidence))
    if best < WORDS and LinkKind.ELSEWHERE not in link.kinds and in_words(link, query, evidence):
        best = WORDS
    return best


def link_weight(link: Link, query: Query) -> float:
    """How much of the question a link is."""
    size = len(link.name) if link.start < 0 else sum(token_weight(t) for t in query.tokens[link.start : link.end])
    return float(size * max(KIND_WEIGHTS.get(kind, 0.0) for kind in link.kinds))


def asking_clauses(query: Query) -> frozenset[int]:
    """Clauses with a question word or operation; all clauses where none has one."""
    asking = {
        query.clause_of(ln)
        for ln in query.links
        if ln.kinds & {LinkKind.ASK, LinkKind.OPERATION} and LinkKind.CHAT not in ln.kinds
    }
    return frozenset(asking or {t.clause for t in query.tokens})


def _loose_weights(query: Query, evidence: Evidence, asking: frozenset[int]) -> tuple[float, float]:
    """What of the unexplained stands in the fact's own words, and what does not."""
    explained = missing = 0.0
    tokens = query.tokens
    for index in query.loose:
        token = tokens[index]
        around = [tokens[index - 1].key + token.key] if index else []
        if index + 1 < len(tokens):
            around.append(token.key + tokens[index + 1].key)
        known = token.key in evidence.words if token.kind is TokenKind.LATIN else any(p in evidence.words for p in around)
        weight = token_weight(token)
        if known:
            explained += LOOSE_WORDS * weight
            continue
        if index - 1 not in query.loose and index + 1 not in query.loose and token.kind is not TokenKind.LATIN:
            weight *= LONE
        missing += weight if token.clause in asking else SIDE_CLAUSE * weight
    return explained, missing


def _fits(query: Query, evidence: Evidence) -> bool:
    asks = [ASKED_KINDS[a] for a in query.ids(LinkKind.ASK) if a in ASKED_KINDS]
    if not asks:
        return True
    return any(evidence.kind in kinds for kinds in asks)


def _is_hard(link: Link) -> bool:
    """Whether a fact that does not account for the link cannot be meant."""
    if LinkKind.ELSEWHERE in link.kinds:
        return True
    return bool(link.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE}) and not link.kinds & {LinkKind.ASK, LinkKind.OPERATION}


IMPLIED_KINDS: dict[str, frozenset[str]] = {
    "money": frozenset({"money"}),
    "duration": frozenset({"duration"}),
    "percent": frozenset({"rate", "share"}),
    "rank": frozenset({"rank"}),
    "person": frozenset({"person"}),
    "organisation": frozenset({"organisation"}),
    "place": frozenset({"place"}),
    "name": frozenset({"name"}),
    "reason": frozenset({"reason"}),
    "manner": frozenset({"reason", "text"}),
    "date": frozenset({"date"}),
}
"""Kinds of measure that a question word alone suggests."""
IMPLIED = 0.6
IMPLIED_BY_UNIT = 0.7
IMPLIED_BY_DIRECTION = 0.8


def _implied_measure(query: Query, evidence: Evidence) -> float:
    """How far question words, counting words and directions name the measure without its name."""
    implied = 0.0
    if any(evidence.kind in IMPLIED_KINDS.get(ask, ()) for ask in query.ids(LinkKind.ASK)):
        implied = IMPLIED
    figures = evidence.fact.figures
    if figures and figures[0].unit in query.ids(LinkKind.UNIT):
        implied = IMPLIED_BY_UNIT
    if evidence.kind == "rate" and query.has(LinkKind.DIRECTION):
        implied = IMPLIED_BY_DIRECTION
    return implied


def weigh(query: Query, links: Sequence[Link], evidence: Evidence, base: FactBase) -> Candidate:
    """Weighs a fact against the content `links` of a question."""
    asking = asking_clauses(query)
    explained, missing = _loose_weights(query, evidence, asking)
    subject = measure = 0.0
    clashes: list[str] = []
    for link in links:
        support = link_support(link, query, evidence, base)
        weight = link_weight(link, query)
        side = query.tokens[link.start].clause not in asking if link.start >= 0 else False
        explained += support * weight
        missing += (1 - support) * weight * (SIDE_CLAUSE if side else 1.0) if support < WORDS else 0.0
        if LinkKind.PHRASE in link.kinds and support == 1.0:
            subject = measure = 1.0
        if LinkKind.SUBJECT in link.kinds:
            subject = max(subject, support)
        if LinkKind.MEASURE in link.kinds:
            measure = max(measure, support)
        if support < WHOLE and not side and _is_hard(link):
            clashes.append("".join(link.name))
    measure = max(measure, _implied_measure(query, evidence))
    return Candidate(evidence, explained, missing, subject, measure, _fits(query, evidence), tuple(clashes))


def candidates(query: Query, links: Sequence[Link], base: FactBase) -> tuple[Candidate, ...]:
    """Facts that explain anything of a question, best first."""
    found = (weigh(query, links, e, base) for e in _within_reach(query, links, base))
    return tuple(sorted((c for c in found if c.explained > 0), key=lambda c: (-c.score, c.evidence.order)))


def _within_reach(query: Query, links: Sequence[Link], base: FactBase) -> Iterable[Evidence]:
    del query, links
    return evidence_of(base).values()
