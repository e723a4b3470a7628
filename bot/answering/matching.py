"""How well a fact answers a question: what it explains of the question, and what the question names of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.answering.evidence import BROADER, Evidence, evidence_of, index_of
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link, token_weight
from bot.understanding.numbers import RANK, NumberMention
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

ASKING = frozenset({LinkKind.ASK, LinkKind.OPERATION, LinkKind.PERIOD, LinkKind.DIALOGUE, LinkKind.CHAT})
KIND_WEIGHTS = {
    LinkKind.PHRASE: 1.1, LinkKind.SUBJECT: 1.0, LinkKind.MEASURE: 0.8, LinkKind.ELSEWHERE: 1.5,
    LinkKind.SECTION: 0.6, LinkKind.STATUS: 0.5, LinkKind.NUMBER: 0.5, LinkKind.DIRECTION: 0.5,
    LinkKind.KIND: 0.4,
}  # fmt: skip
PART = 0.85
"""A fact of a part answers a question that names the whole."""
WHOLE = 0.25
"""A fact of the whole hardly answers one that names a part."""
WORDS = 0.7
"""A name that merely stands in the fact's own words."""
KIND_IN_WORDS = 0.4
"""The same for the name of a kind (企业), which many facts' words hold."""
BESIDE = 0.9
"""A rate that the question does not ask for stands behind its base."""
UNASKED_RATE = 0.4
"""A rate is rarely meant where only its base is named."""
_BRIEF = frozenset({LinkKind.PHRASE})
BRIEF = 0.3
"""A short phrase of another fact is as a rule an everyday verb (建成, 打造)."""
_MEASURES = frozenset({LinkKind.MEASURE, LinkKind.DIRECTION, LinkKind.STATUS, LinkKind.KIND})
_ONLY_KIND = frozenset({LinkKind.KIND})
_NONE: frozenset[str] = frozenset()
SAME_KIND = 0.6
"""A number of the fact's kind that is not its figure: the question presumes wrongly."""
SAME_SENTENCE = 0.9
"""A number of the fact's sentence that is not its own identifies it (那28个项目的投资)."""
LOOSE_WORDS = 0.8
"""The same for a stretch that no name explains."""
SIDE_CLAUSE = 0.05
"""What the unexplained weighs in a clause that asks nothing, while another one asks."""
HEAD = 3.0
"""The unexplained right behind "how many" or "which" is what the question asks for."""
LONE_HEAD = 1.6
"""The same for a single character, which may be a slip or a particle (多少税, 多少啦)."""
LONE = 0.5
"""A single unexplained character between names: often a slip of typing."""

DONE = "done"
"""The status that hardly tells facts apart, since most have it."""
STAGE = "stage"
"""The kind of answer that says how far a thing is, whatever stage the question presumes."""
EXPLAINING = frozenset({"reason", "text", STAGE})
"""Kinds of fact that say why or how; such a question names what is to be explained as well."""
_NUMERIC = frozenset(
    {"money", "count", "rate", "share", "rank", "duration", "index", "length", "area", "volume", "mass"}
)
_TEXTUAL = frozenset({"text", "stage", "name", "organisation", "person", "place", "reason", "date"})
ASKED_KINDS: dict[str, frozenset[str]] = {
    "number": _NUMERIC,
    "money": frozenset({"money"}),
    "percent": frozenset({"rate", "share"}),
    "duration": frozenset({"duration", "date"}),
    "date": frozenset({"date"}),
    "person": frozenset({"person", "organisation", "name"}),
    "place": frozenset({"place"}),
    "name": _TEXTUAL,
    "rank": frozenset({"rank"}),
    "reason": frozenset({"reason", "text"}),
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
    measured: float
    """How well names alone, not question words, name its measure."""
    staged: bool
    """Whether the question names its status, other than done, and its subject's kind (在谈的项目)."""
    worded: float
    """What of the explained merely stands in its own words."""
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
    def topical(self) -> bool:
        """Whether the question names what the fact is about: its subject, or a measure beyond "why"."""
        if self.subject >= PART or self.staged:
            return True
        if self.evidence.kind == "rank" and self.measure >= IMPLIED_BY_DIRECTION:
            return True
        return self.measured >= IMPLIED and self.evidence.kind not in _TEXTUAL

    @property
    def score(self) -> float:
        """0 to 1."""
        unasked = self.evidence.fact.of and self.measure < IMPLIED
        return self.ratio * (0.4 + 0.35 * self.subject + 0.25 * self.measure) * (BESIDE if unasked else 1.0)


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


def _direction_support(direction: str, evidence: Evidence) -> float:
    """A rate answers a question about its direction, the opposite one too, if less likely."""
    if evidence.kind != "rate":
        return 0.0
    return 0.9 if not evidence.fact.figures or evidence.falling == (direction == "down") else WORDS


def _target_support(target: Target, evidence: Evidence, base: FactBase) -> float:
    fact = evidence.fact
    match target.kind:
        case LinkKind.SUBJECT:
            return _subject_support(target.id, evidence, base)
        case LinkKind.MEASURE:
            return _measure_support(target.id, evidence, base)
        case LinkKind.PHRASE:
            if target.id == fact.key:
                return 1.0
            other = base.facts.get(target.id)
            return WORDS if other is not None and other.subject == fact.subject else 0.0
        case LinkKind.KIND:
            kinds = {base.subjects[s].kind for s in (fact.subject, *fact.mentions) if s in base.subjects}
            return 0.9 if target.id in kinds else 0.0
        case LinkKind.STATUS:
            return 1.0 if target.id == fact.status else (WORDS if evidence.kind == STAGE else 0.0)
        case LinkKind.SECTION:
            return 0.8 if target.id == evidence.section else 0.0
        case LinkKind.DIRECTION:
            return _direction_support(target.id, evidence)
        case _:
            return 0.0


def _number_support(query: Query, link: Link, evidence: Evidence, base: FactBase) -> float:
    number = query.number_of(link)
    if number is None:
        return 0.0
    if any(abs(f.value) == number.value for f in evidence.fact.figures):
        return 1.0
    if number.value in evidence.numbers:
        return SAME_SENTENCE
    return SAME_KIND if _same_kind(number, evidence, base) else 0.0


def _same_kind(number: NumberMention, evidence: Evidence, base: FactBase) -> bool:
    """Whether the number is an amount of what the fact's figure is: a presumption to put right."""
    unit = base.vocabulary.units.get(number.unit)
    if unit is None or not evidence.dimension or unit.dimension == "rank":
        return False
    return unit.dimension.partition("-")[0] == evidence.dimension.partition("-")[0] != "count" or (
        unit.dimension == evidence.dimension
    )


def _pieces(link: Link, query: Query) -> tuple[str, ...]:
    """What of a name has to stand in a fact's words: pairs of characters, Latin stems, a lone character."""
    keys = link.name or tuple(t.key for t in query.tokens[link.start : link.end])
    han = [k for k in keys if "\u3400" <= k <= "\u9fff"]
    if len(han) < 2:
        return tuple(han or keys)
    return tuple(a + b for a, b in pairwise(keys))


def in_words(pieces: Sequence[str], evidence: Evidence) -> bool:
    """Whether a name, piece by piece, stands in the fact's own words."""
    return bool(pieces) and all(p in evidence.words or p in evidence.characters for p in pieces)


@dataclass(frozen=True, slots=True)
class _Probe:
    """A link with what weighing it against many facts needs."""

    link: Link
    weight: float
    size: float
    """In characters; English words count two."""
    pieces: tuple[str, ...]
    hard: bool
    foreign: bool
    """Whether it is a measure that no fact of the base bears."""
    side: bool
    numeric: bool

    def modifies(self, base: FactBase) -> bool:
        """Whether beside a measure that is named it may only describe (the value of goods *carried*).

        A rate, a rank or a measure that no fact bears is always what is asked for.
        """
        asked = self.link.ids(LinkKind.MEASURE)
        return (
            bool(asked) and not self.foreign and not any(base.vocabulary.measures[m].relation for m in asked)
        )

    def is_part_of(self, subject: str, base: FactBase) -> bool:
        """Whether it names a part of a subject, as an example of it (御凤公园这类公园)."""
        parts = (base.subjects[s] for s in self.link.ids(LinkKind.SUBJECT) if s in base.subjects)
        return any(subject in part.part_of for part in parts)

    def gravity(self, own: bool) -> float:
        """How much it counts where no fact accounts for it; `own`: the fact's measure is named elsewhere."""
        if self.link.kinds <= _BRIEF and self.size < LONG_PHRASE:
            return BRIEF
        beside = own and self.link.kinds <= _MEASURES and not self.foreign
        return (SIDE_CLAUSE if self.side else 1.0) * (0.5 if beside else 1.0)


def _probe(link: Link, query: Query, asking: frozenset[int], base: FactBase) -> _Probe:
    side = link.start >= 0 and query.tokens[link.start].clause not in asking
    numeric = LinkKind.NUMBER in link.kinds
    pieces = () if LinkKind.ELSEWHERE in link.kinds else _pieces(link, query)
    known = index_of(base).by_target
    measures = [t for t in link.targets if t.kind is LinkKind.MEASURE]
    foreign = bool(measures) and not any((t.kind.value, t.id) in known for t in measures)
    return _Probe(
        link,
        link_weight(link, query),
        link_size(link, query),
        pieces,
        _is_hard(link, foreign),
        foreign,
        side,
        numeric,
    )


def _support(probe: _Probe, query: Query, evidence: Evidence, base: FactBase) -> float:
    link = probe.link
    best = max((_target_support(t, evidence, base) for t in link.targets), default=0.0)
    if best < WORDS and evidence.kind in EXPLAINING and query.has(LinkKind.ASK, "reason", "manner"):
        best = WORDS if evidence.siblings.intersection(link.ids(LinkKind.MEASURE)) else best
    if _since_last_year(link):
        return 0.9 if evidence.kind == "rate" else 0.0
    if probe.numeric:
        best = max(best, _number_support(query, link, evidence, base))
    if best < WORDS and not probe.foreign and in_words(probe.pieces, evidence):
        best = KIND_IN_WORDS if link.kinds == _ONLY_KIND else WORDS
    return best


def link_support(link: Link, query: Query, evidence: Evidence, base: FactBase) -> float:
    """How far a fact accounts for a link, 0 to 1."""
    return _support(_probe(link, query, frozenset(), base), query, evidence, base)


def link_size(link: Link, query: Query) -> float:
    """The length of a link's stretch in characters, English words counting two."""
    if link.start < 0:
        return CARRIED
    return sum(token_weight(t) for t in query.tokens[link.start : link.end])


def _since_last_year(link: Link) -> bool:
    """Whether it compares with the year before (比去年): only a rate, or a text on one, accounts for it."""
    return "than_last_year" in link.ids(LinkKind.PERIOD)


def link_weight(link: Link, query: Query) -> float:
    """How much of the question's content a link is: nothing where it is a question word as well."""
    if _since_last_year(link):
        return 0.5 * link_size(link, query)
    if link.kinds & ASKING and not link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.KIND}:
        return 0.0
    weight = max(KIND_WEIGHTS.get(kind, 0.0) for kind in link.kinds)
    return float(link_size(link, query) * weight * (0.5 if LinkKind.PLACE in link.kinds else 1.0))


def loose_weights(query: Query, words: frozenset[str], asking: frozenset[int]) -> tuple[float, float]:
    """What of the unexplained stands in the given words of facts, and what does not."""
    explained = missing = 0.0
    tokens = query.tokens
    heads = _heads(query)
    for index in query.loose:
        token = tokens[index]
        around = [tokens[index - 1].key + token.key] if index else []
        if index + 1 < len(tokens):
            around.append(token.key + tokens[index + 1].key)
        known = token.key in words if token.kind is TokenKind.LATIN else any(p in words for p in around)
        weight = token_weight(token)
        if known:
            explained += LOOSE_WORDS * weight
            continue
        if index in heads and (index + 1 in query.loose or token.kind is TokenKind.LATIN):
            weight *= HEAD
        elif index in heads:
            weight *= LONE_HEAD
        elif (
            index - 1 not in query.loose
            and index + 1 not in query.loose
            and token.kind is not TokenKind.LATIN
        ):
            weight *= LONE
        missing += weight if token.clause in asking else SIDE_CLAUSE * weight
    return explained, missing


def _heads(query: Query, *asks: str) -> frozenset[int]:
    """Where the thing that is asked for stands: behind a question word, or its counting word (哪几座_)."""
    wanted = {
        ln.end
        for ln in query.links
        if (LinkKind.ASK in ln.kinds and (not asks or set(asks) & {*ln.ids(LinkKind.ASK)}))
        or "list" in ln.ids(LinkKind.OPERATION)
    }
    for link in query.links:
        if link.start in wanted and link.kinds & {LinkKind.UNIT, LinkKind.ASK}:
            wanted.add(link.end)
    return frozenset(wanted)


def _other_kind(probe: _Probe, query: Query, evidence: Evidence, base: FactBase) -> bool:
    """Whether only a kind of thing is named, and the fact is about another kind (道路完成多少)."""
    return probe.link.kinds == _ONLY_KIND and _support(probe, query, evidence, base) < KIND_IN_WORDS


def _asked_noun(query: Query) -> str:
    """What stands unexplained right behind "which" or "what": the thing that is asked for (哪些药)."""
    heads = _heads(query, "which", "list")
    for index in sorted(query.loose & heads):
        following = query.tokens[index + 1].key if index + 1 in query.loose else ""
        return query.tokens[index].key + following
    return ""


def _in_asked_unit(query: Query, evidence: Evidence, base: FactBase) -> bool:
    """Whether the figure is of the kind that the unit behind "how many" counts: an area for 多少亩."""
    behind = {ln.end for ln in query.links if {"number", "money"} & {*ln.ids(LinkKind.ASK)}}
    units = base.vocabulary.units
    asked = {
        units[u].dimension.partition("-")[0]
        for ln in query.links
        if ln.start in behind
        for u in ln.ids(LinkKind.UNIT)
        if u in units
    }
    if query.has(LinkKind.KIND):
        asked.discard(ANY_COUNT)  # 几家企业 may count the things that are meant, not what is asked of them
    return not asked or not evidence.dimension or evidence.dimension.partition("-")[0] in asked


def _fits(query: Query, evidence: Evidence, base: FactBase) -> bool:
    asks = {a: ASKED_KINDS[a] for a in query.ids(LinkKind.ASK) if a in ASKED_KINDS}
    if not asks:
        return True
    if not _in_asked_unit(query, evidence, base):
        return False
    subject = base.subjects[evidence.fact.subject].kind  # "who" is answered by what is said of a person
    return subject in asks or any(evidence.kind in kinds for kinds in asks.values())


_SOFTENING = frozenset(
    {LinkKind.ASK, LinkKind.OPERATION, LinkKind.PERIOD, LinkKind.STATUS, LinkKind.DIALOGUE, LinkKind.PLACE}
)


def _is_hard(link: Link, foreign: bool) -> bool:
    """Whether a fact that does not account for the link cannot be meant."""
    if LinkKind.ELSEWHERE in link.kinds:
        return True
    if _since_last_year(link) or (foreign and not link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE}):
        return True
    return bool(link.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE}) and not link.kinds & _SOFTENING


def _speaks_against(probe: _Probe, query: Query, evidence: Evidence, base: FactBase) -> bool:
    """A text may explain a measure of other facts, but is no answer to how much, nor to one of no fact."""
    if _since_last_year(probe.link):
        return evidence.kind not in EXPLAINING
    if not probe.hard:
        return False
    if probe.foreign or evidence.kind not in EXPLAINING or LinkKind.MEASURE not in probe.link.kinds:
        return True
    return _is_figure(probe.link, base) and not query.has(LinkKind.ASK, "reason", "manner", "stage")


def _is_figure(link: Link, base: FactBase) -> bool:
    """Whether the link names measures that only a figure answers."""
    measures = base.vocabulary.measures
    return all(measures[m].kind in _NUMERIC for m in link.ids(LinkKind.MEASURE))


def _states_its_number(query: Query, evidence: Evidence) -> bool:
    if query.has(LinkKind.ASK, "yesno") or not query.has(LinkKind.ASK):
        return False
    return any(abs(f.value) == n.value for n in query.named_numbers() for f in evidence.fact.figures)


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
CARRIED = 1.5
"""Characters that something carried over counts for: what is said weighs more."""
LONG_PHRASE = 4.0
"""From this many characters on (English words count two) a phrase names a fact's subject alone."""
SHORT_PHRASE = 0.6
BY_PHRASE = 0.8
"""A phrase that means one fact alone names its subject, and its measure nearly."""
OWN_NUMBER = 0.5
"""A number that the question states is hardly the one that it asks for."""
ANY_COUNT = "count"
"""The dimension of 个, which counts anything and so says nothing."""
IMPLIED_BY_UNIT = 0.7
IMPLIED_BY_DIRECTION = 0.9


def _asks_status(query: Query) -> bool:
    """Whether a status is what is asked for, not a description of the things asked for (在建的是哪两家)."""
    others = ("which", "organisation", "person", "name", "number", "money", "place")
    return query.has(LinkKind.STATUS) and not query.has(LinkKind.ASK, *others)


def presumes_first(query: Query) -> bool:
    """Whether a yes/no question takes something for the first (the best in the city, isn't it?)."""
    return query.has(LinkKind.ASK, "yesno") and query.has(LinkKind.OPERATION, "most")


def _implied_measure(query: Query, evidence: Evidence, base: FactBase) -> float:
    """How far question words, counting words and directions name the measure without its name."""
    implied = 0.0
    if any(evidence.kind in IMPLIED_KINDS.get(ask, ()) for ask in query.ids(LinkKind.ASK)):
        implied = IMPLIED
    if evidence.kind == STAGE and (_asks_status(query) or query.has(LinkKind.ASK, "stage")):
        implied = IMPLIED_BY_DIRECTION
    figures = evidence.fact.figures
    if figures and evidence.dimension != ANY_COUNT and figures[0].unit in query.ids(LinkKind.UNIT):
        implied = IMPLIED_BY_UNIT
    if any(_same_kind(n, evidence, base) for n in query.named_numbers()):
        implied = max(implied, IMPLIED)
    ranked = presumes_first(query) or any(n.unit == RANK for n in query.named_numbers())
    if evidence.kind == "rank" and ranked:
        implied = IMPLIED_BY_DIRECTION
    if evidence.kind == "share" and query.has(LinkKind.OPERATION, "share"):
        implied = IMPLIED_BY_DIRECTION
    if evidence.kind == "rate" and (
        query.has(LinkKind.DIRECTION) or query.has(LinkKind.PERIOD, "than_last_year")
    ):
        implied = IMPLIED_BY_DIRECTION
    return implied


_SUBJECT_KINDS = frozenset({LinkKind.SUBJECT})
_MEASURE_KINDS = frozenset({LinkKind.MEASURE, LinkKind.DIRECTION})


def _names(
    probe: _Probe, kinds: frozenset[LinkKind], support: float, evidence: Evidence, base: FactBase
) -> float:
    """How well a name stands for the subject, or the measure, and not for something else that it may mean."""
    if not kinds & probe.link.kinds:
        return 0.0
    if probe.link.kinds <= kinds:
        return support
    return max(_target_support(t, evidence, base) for t in probe.link.targets if t.kind in kinds)


def weigh(
    query: Query, probes: Sequence[_Probe], asking: frozenset[int], evidence: Evidence, base: FactBase
) -> Candidate:
    """Weighs a fact against the content links of a question."""
    explained, missing = loose_weights(query, evidence.words, asking)
    subject = measure = 0.0
    worded = explained
    implied = _implied_measure(query, evidence, base)
    named = {s for p in probes for s in p.link.ids(LinkKind.SUBJECT)}
    own = implied >= IMPLIED or any(evidence.fact.measure in p.link.ids(LinkKind.MEASURE) for p in probes)
    clashes: list[str] = []
    for probe in probes:
        support, kinds = _support(probe, query, evidence, base), probe.link.kinds
        explained += support * probe.weight
        worded += support * probe.weight if support == WORDS and LinkKind.MEASURE not in kinds else 0.0
        if support < WORDS:
            missing += (1 - support) * probe.weight * probe.gravity(own)
        if LinkKind.PHRASE in kinds and support == 1.0:
            subject = max(subject, 1.0 if probe.size >= LONG_PHRASE else SHORT_PHRASE)
            measure = max(measure, BY_PHRASE)
        subject = max(subject, _names(probe, _SUBJECT_KINDS, support, evidence, base))
        measure = max(measure, _names(probe, _MEASURE_KINDS, support, evidence, base))
        if (
            support <= WHOLE
            and not probe.side
            and _speaks_against(probe, query, evidence, base)
            and not (own and probe.modifies(base))
            and not (evidence.fact.subject in named and probe.is_part_of(evidence.fact.subject, base))
        ):
            clashes.append("".join(probe.link.name))
    if subject < PART and any(_other_kind(p, query, evidence, base) for p in probes):
        clashes.append("kind")
    measured, measure = measure, max(measure, implied)
    if _states_its_number(query, evidence):
        measure *= OWN_NUMBER
    if evidence.fact.of and measure < BROADER:
        measure *= UNASKED_RATE
    asked = _asked_noun(query) if query.loose else ""
    if asked and asked not in evidence.words:
        clashes.append(asked)
    fits = _fits(query, evidence, base)
    status = evidence.fact.status
    own_kinds = {
        base.subjects[s].kind for s in (evidence.fact.subject, *evidence.fact.mentions) if s in base.subjects
    }
    staged = (
        status != DONE
        and status in query.ids(LinkKind.STATUS)
        and (query.has(LinkKind.OPERATION, "list") or not own_kinds.isdisjoint(query.ids(LinkKind.KIND)))
    )
    return Candidate(
        evidence, explained, missing, subject, measure, measured, staged, worded, fits, tuple(clashes)
    )


def plain_candidate(evidence: Evidence) -> Candidate:
    """A fact that was not weighed against any word."""
    return Candidate(evidence, 0.0, 0.0, 0.0, 0.0, 0.0, False, 0.0, True, ())


def candidates(query: Query, links: Sequence[Link], base: FactBase) -> tuple[Candidate, ...]:
    """Facts that explain anything of a question, best first."""
    return _candidates(query, tuple(links), base)


@lru_cache(maxsize=128)  # operations weigh the same question again and again
def _candidates(query: Query, links: tuple[Link, ...], base: FactBase) -> tuple[Candidate, ...]:
    asking = query.asking
    probes = [_probe(ln, query, asking, base) for ln in links]
    found = (weigh(query, probes, asking, e, base) for e in _within_reach(query, links, base))
    return tuple(sorted((c for c in found if c.explained > 0), key=lambda c: (-c.score, c.evidence.order)))


def _within_reach(query: Query, links: Sequence[Link], base: FactBase) -> Iterable[Evidence]:
    """Facts that a link points to, or that share words with what no link explains."""
    index = index_of(base)
    found: set[str] = set()
    for link in links:
        for target in link.targets:
            found |= index.by_target.get((target.kind.value, target.id), _NONE)
    if any(n.unit == RANK for n in query.named_numbers()):
        found |= index.by_target.get(("rank", "rank"), _NONE)
    tokens = query.tokens
    for i in query.loose:
        found |= index.by_word.get(tokens[i].key, _NONE)
        if i + 1 < len(tokens):
            found |= index.by_word.get(tokens[i].key + tokens[i + 1].key, _NONE)
    evidence = evidence_of(base)
    return (evidence[key] for key in found)
