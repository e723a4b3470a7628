"""How well a fact answers a question: what it explains of the question, and what the question names of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.evidence import BROADER, Evidence, index_of
from bot.answering.implying import (
    IMPLIED,
    IMPLIED_BY_DIRECTION,
    IMPLIED_BY_UNIT,
    STAGE,
    TEXT_KINDS,
)
from bot.answering.meaning import PART, WHOLE, WORDS, Fits, meant_by_any
from bot.answering.probing import ANY_COUNT, LONG_PHRASE, Probe, Reading, read
from bot.answering.stated_numbers import is_same_kind, states
from bot.answering.supporting import KIND_IN_WORDS, backing, speaks_against
from bot.answering.unexplained import loose_weights
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query

BESIDE = 0.9
"""A rate that the question does not ask for stands behind its base."""
UNASKED_RATE = 0.4
"""A rate is rarely meant where only its base is named."""
SHORT_PHRASE = 0.6
BY_PHRASE = 0.8
"""A phrase that means one fact alone names its subject, and its measure nearly."""
OWN_NUMBER = 0.5
"""A number that the question states is hardly the one that it asks for."""
NEARLY = 0.7
"""From here on a fact's measure is named well enough for a slight clash to be let pass..."""
NEARLY_ALL = 0.6
"""...where its score is this at least."""
DONE = "done"
"""The status that hardly tells facts apart, since most have it."""
DOCUMENT = "document"
"""The kind of what is said of the report itself: its title, its byline."""
_NONE: frozenset[Evidence] = frozenset()
_SUBJECT_KINDS = frozenset({LinkKind.SUBJECT})
_MEASURE_KINDS = frozenset({LinkKind.MEASURE, LinkKind.DIRECTION})


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
    phrased: bool = False
    """Whether the question holds a phrase of its own."""
    slight: tuple[str, ...] = ()
    """The same, short bynames of other things: said of anything, where all else is named (新项目)."""

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
        return self.measured >= IMPLIED and self.evidence.kind not in TEXT_KINDS

    @property
    def opposed(self) -> bool:
        """Whether a name in the question rules it out."""
        if self.clashes:
            return True
        named = self.subject >= PART and self.measure >= NEARLY and self.fits
        return bool(self.slight) and not (named and self.score >= NEARLY_ALL)

    @property
    def score(self) -> float:
        """0 to 1."""
        unasked = self.evidence.fact.of and self.measure < IMPLIED
        return self.ratio * (0.4 + 0.35 * self.subject + 0.25 * self.measure) * (BESIDE if unasked else 1.0)


@dataclass(frozen=True, slots=True)
class _Scale:
    """A name of the question with how every fact stands to it."""

    probe: Probe
    backing: Fits
    """Facts that account for it..."""
    as_subject: Fits
    """...by their subject..."""
    as_measure: Fits
    """...and by their measure."""
    gravity: tuple[float, float]
    """What it counts where no fact accounts for it, and where the fact's measure is named elsewhere."""
    in_words: bool
    """Whether to stand in a fact's words says something: not for a measure."""
    names_it: bool
    """Whether as a phrase it names a fact's subject: 动工 is said of one thing, a measure of many."""

    @property
    def named_by_phrase(self) -> float:
        return 1.0 if self.probe.size >= LONG_PHRASE else SHORT_PHRASE


def _scale(probe: Probe, reading: Reading) -> _Scale:
    kinds, fits = probe.link.kinds, backing(probe, reading)
    return _Scale(
        probe=probe,
        backing=fits,
        as_subject=_meant(probe, _SUBJECT_KINDS, fits, reading.base),
        as_measure=_meant(probe, _MEASURE_KINDS, fits, reading.base),
        gravity=(probe.gravity(False), probe.gravity(True)),
        in_words=LinkKind.MEASURE not in kinds,
        names_it=LinkKind.PHRASE in kinds and LinkKind.MEASURE not in kinds,
    )


def _meant(probe: Probe, kinds: frozenset[LinkKind], backed: Fits, base: FactBase) -> Fits:
    """How well a name stands for the subject, or the measure, and not for something else that it may mean."""
    named = probe.link.kinds
    if kinds.isdisjoint(named):
        return {}
    if named <= kinds:
        return backed
    return meant_by_any([t for t in probe.link.targets if t.kind in kinds], base)


def weigh(reading: Reading, scales: Sequence[_Scale], evidence: Evidence) -> Candidate | None:
    """Weighs a fact against the content links of a question; None where it explains nothing of it."""
    explained, missing = loose_weights(reading.wanted.loose, evidence.words)
    worded = explained
    measured = 0.0
    subject = PART if reading.wanted.of_document and DOCUMENT in evidence.kinds else 0.0
    implied = _implied_measure(reading, evidence)
    own = _is_named_elsewhere(implied, reading, evidence)
    for scale in scales:
        backed, weight = scale.backing.get(evidence, 0.0), scale.probe.weight
        explained += backed * weight
        if backed == WORDS and scale.in_words:
            worded += backed * weight
        if backed < WORDS:
            missing += (1 - backed) * weight * scale.gravity[own]
        if backed == 1.0 and LinkKind.PHRASE in scale.probe.link.kinds:
            subject = max(subject, scale.named_by_phrase) if scale.names_it else subject
            measured = max(measured, BY_PHRASE)
        subject = max(subject, scale.as_subject.get(evidence, 0.0))
        measured = max(measured, scale.as_measure.get(evidence, 0.0))
    if explained <= 0:
        return None
    clashes, slight = _opposing(scales, reading, evidence, own)
    if subject < PART and any(_is_other_kind(s, evidence) for s in scales):
        clashes.append("kind")
    asked_noun = reading.wanted.asked_noun
    if asked_noun and evidence.words.isdisjoint(asked_noun):
        clashes.append(asked_noun[0])
    return Candidate(
        evidence=evidence,
        explained=explained,
        missing=missing,
        subject=subject,
        measure=_measure_weight(max(measured, implied), reading, evidence),
        measured=measured,
        staged=_is_staged(reading, evidence),
        worded=worded,
        fits=_fits(reading, evidence),
        clashes=tuple(clashes),
        phrased=any(s.names_it and s.backing.get(evidence) == 1.0 for s in scales),
        slight=tuple(slight),
    )


def _is_named_elsewhere(implied: float, reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact's measure is asked for, be there other measures named or not."""
    if evidence.fact.measure in reading.measures:
        return True
    return implied >= IMPLIED and not _is_told(reading, evidence)


def _is_told(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question states the fact's number itself."""
    wanted = reading.wanted
    return wanted.states_numbers and any(states(n, evidence) for n in wanted.numbers)


def _opposing(
    scales: Sequence[_Scale], reading: Reading, evidence: Evidence, own: bool
) -> tuple[list[str], list[str]]:
    """Names that speak against the fact, and those that hardly do."""
    clashes: list[str] = []
    slight: list[str] = []
    for scale in scales:
        probe = scale.probe
        if scale.backing.get(evidence, 0.0) <= WHOLE and _clashes(probe, reading, evidence, own):
            part = evidence.fact.subject in probe.wholes
            (slight if probe.byname and not part else clashes).append("".join(probe.link.name))
    return clashes, slight


def _clashes(probe: Probe, reading: Reading, evidence: Evidence, own: bool) -> bool:
    """Whether a name that the fact does not account for rules it out."""
    if probe.side or not speaks_against(probe, reading, evidence) or (own and probe.modifies):
        return False
    subject = evidence.fact.subject
    example = reading.wanted.gives_examples and subject in reading.subjects
    return not (example and subject in probe.any_wholes)


def _is_other_kind(scale: _Scale, evidence: Evidence) -> bool:
    """Whether only a kind of thing is named, and the fact is about another kind (道路完成多少)."""
    return scale.probe.only_kind and scale.backing.get(evidence, 0.0) < KIND_IN_WORDS


def _implied_measure(reading: Reading, evidence: Evidence) -> float:
    """How far question words, counting words and directions name the measure without its name."""
    implied = reading.implied.get(evidence.kind, 0.0)
    if _is_so_far(reading, evidence):
        implied = max(implied, IMPLIED_BY_DIRECTION)
    figures = evidence.fact.figures
    if figures and evidence.dimension != ANY_COUNT and figures[0].unit in reading.wanted.units:
        implied = max(implied, IMPLIED_BY_UNIT)
    if implied < IMPLIED and any(is_same_kind(n, evidence, reading.base) for n in reading.wanted.numbers):
        implied = IMPLIED
    return implied


def _is_so_far(reading: Reading, evidence: Evidence) -> bool:
    """Whether a text is of the status that is asked for, as it is asked how far a thing is (在推进吗)."""
    asked = STAGE in reading.implied and not reading.wanted.asks.isdisjoint({"yesno", STAGE})
    return asked and evidence.kind in TEXT_KINDS and evidence.fact.status in reading.wanted.statuses - {DONE}


def _measure_weight(measure: float, reading: Reading, evidence: Evidence) -> float:
    if _is_told(reading, evidence):
        measure *= OWN_NUMBER
    return measure * (UNASKED_RATE if evidence.fact.of and measure < BROADER else 1.0)


def _is_staged(reading: Reading, evidence: Evidence) -> bool:
    status = evidence.fact.status
    if status == DONE or status not in reading.wanted.statuses:
        return False
    return reading.wanted.lists or not evidence.kinds.isdisjoint(reading.wanted.kinds)


def _fits(reading: Reading, evidence: Evidence) -> bool:
    if reading.wanted.counted and evidence.dimension.partition("-")[0] not in reading.wanted.counted:
        return False
    if _is_stated(reading, evidence):
        return False
    if reading.wanted.asked_kinds is None:
        return True
    if any(_asks_by_its_name(p.link, evidence) for p in reading.probes):
        return True
    if evidence.relation in reading.wanted.asks:  # 全国第几个做到的, of what it was the first in
        return True
    subject = reading.base.subjects[evidence.fact.subject].kind  # what is said of a person answers "who"
    return evidence.kind in reading.wanted.asked_kinds or subject in reading.wanted.asks


def _asks_by_its_name(link: Link, evidence: Evidence) -> bool:
    """Whether a question word is a name of just this fact (what position)."""
    return LinkKind.ASK in link.kinds and evidence.fact.key in link.ids(LinkKind.PHRASE)


def _is_stated(reading: Reading, evidence: Evidence) -> bool:
    """Whether a count is part of the question for the names of what is counted (哪12个国家)."""
    if evidence.kind != "count":
        return False
    return any(n.start in reading.wanted.which and states(n, evidence) for n in reading.wanted.numbers)


def plain_candidate(evidence: Evidence) -> Candidate:
    """A fact that was not weighed against any word."""
    return Candidate(evidence, 0.0, 0.0, 0.0, 0.0, 0.0, False, 0.0, True, ())


def candidates(query: Query, links: Sequence[Link], base: FactBase) -> tuple[Candidate, ...]:
    """Facts that explain anything of a question, best first."""
    return _candidates(query, tuple(links), base)


@lru_cache(maxsize=128)  # operations weigh the same question again and again
def _candidates(query: Query, links: tuple[Link, ...], base: FactBase) -> tuple[Candidate, ...]:
    reading = read(query, links, base)
    scales = [_scale(probe, reading) for probe in reading.probes]
    weighed = (weigh(reading, scales, e) for e in _within_reach(query, links, base))
    return tuple(sorted(filter(None, weighed), key=lambda c: (-c.score, c.evidence.order)))


def _within_reach(query: Query, links: Sequence[Link], base: FactBase) -> Iterable[Evidence]:
    """Facts that a link points to, or that share words with what no link explains."""
    index = index_of(base)
    found: set[Evidence] = set()
    for link in links:
        for target in link.targets:
            found |= index.by_target.get(target, _NONE)
    if any(n.unit == RANK for n in query.named_numbers()):
        found |= index.by_target.get(("rank", "rank"), _NONE)
    tokens = query.tokens
    for i in query.loose:
        found |= index.by_word.get(tokens[i].key, _NONE)
        if i + 1 < len(tokens):
            found |= index.by_word.get(tokens[i].key + tokens[i + 1].key, _NONE)
    return found
