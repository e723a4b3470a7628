"""How well a fact answers a question: what it explains of the question, and what the question names of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.evidence import BROADER, Evidence, tells_direction
from bot.answering.implying import (
    IMPLIED,
    IMPLIED_BY_DIRECTION,
    IMPLIED_BY_UNIT,
    NUMERIC_KINDS,
    TEXT_KINDS,
)
from bot.answering.meaning import PART, WHOLE, WORDS, Fits, meant_by_any
from bot.answering.members import names_members
from bot.answering.probing import LONG_PHRASE, Probe, Reading
from bot.answering.supporting import EXPLAINING, KIND_IN_WORDS, backing, speaks_against
from bot.answering.unexplained import loose_weights
from bot.answering.wanting import ANY_COUNT
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

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
class Scale:
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
    is_phrase: bool
    names_it: float
    """How well as a phrase it names a fact's subject: 动工 is said of one thing, a measure of many."""
    against: tuple[bool, bool]
    """Whether it speaks against figures that do not account for it, and against what explains."""


def scale_of(probe: Probe, reading: Reading) -> Scale:
    kinds, fits = probe.link.kinds, backing(probe, reading)
    said_of_one = LinkKind.PHRASE in kinds and LinkKind.MEASURE not in kinds
    return Scale(
        probe=probe,
        backing=fits,
        as_subject=_meant(probe, _SUBJECT_KINDS, fits, reading.base),
        as_measure=_meant(probe, _MEASURE_KINDS, fits, reading.base),
        gravity=(probe.gravity(False), probe.gravity(True)),
        in_words=LinkKind.MEASURE not in kinds,
        is_phrase=LinkKind.PHRASE in kinds,
        names_it=(1.0 if probe.size >= LONG_PHRASE else SHORT_PHRASE) if said_of_one else 0.0,
        against=(False, False) if probe.side else speaks_against(probe, reading),
    )


def _meant(probe: Probe, kinds: frozenset[LinkKind], backed: Fits, base: FactBase) -> Fits:
    """How well a name stands for the subject, or the measure, and not for something else that it may mean."""
    named = probe.link.kinds
    if kinds.isdisjoint(named):
        return {}
    if named <= kinds:
        return backed
    return meant_by_any([t for t in probe.link.targets if t.kind in kinds], base)


def weigh(reading: Reading, scales: Sequence[Scale], evidence: Evidence) -> Candidate | None:
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
        if backed == 1.0 and scale.is_phrase:
            subject, measured = max(subject, scale.names_it), max(measured, BY_PHRASE)
        if scale.as_subject:
            subject = max(subject, scale.as_subject.get(evidence, 0.0))
        if scale.as_measure:
            measured = max(measured, scale.as_measure.get(evidence, 0.0))
    if explained <= 0:
        return None
    clashes, slight = _opposing(scales, reading, evidence, own)
    if subject < PART and any(_is_other_kind(s, evidence) for s in scales):
        clashes.append("kind")
    asked_noun = reading.wanted.asked_noun
    if asked_noun and asked_noun not in evidence.words:
        clashes.append(asked_noun)
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
    return implied >= IMPLIED and evidence not in reading.wanted.told


def _opposing(
    scales: Sequence[Scale], reading: Reading, evidence: Evidence, own: bool
) -> tuple[list[str], list[str]]:
    """Names that speak against the fact, and those that hardly do."""
    clashes: list[str] = []
    slight: list[str] = []
    subject, explains = evidence.fact.subject, evidence.kind in EXPLAINING
    for scale in scales:
        probe = scale.probe
        if not scale.against[explains] or scale.backing.get(evidence, 0.0) > WHOLE:
            continue
        if (own and probe.modifies) or _is_example_of(probe, subject, reading):
            continue
        part = subject in probe.wholes
        (slight if probe.byname and not part else clashes).append("".join(probe.link.name))
    return clashes, slight


def _is_example_of(probe: Probe, subject: str, reading: Reading) -> bool:
    """Whether a name is but an example of a subject that is named too (御凤公园这类公园)."""
    return reading.wanted.gives_examples and subject in reading.subjects and subject in probe.any_wholes


def _is_other_kind(scale: Scale, evidence: Evidence) -> bool:
    """Whether only a kind of thing is named, and the fact is about another kind (道路完成多少)."""
    return scale.probe.only_kind and scale.backing.get(evidence, 0.0) < KIND_IN_WORDS


def _implied_measure(reading: Reading, evidence: Evidence) -> float:
    """How far question words, counting words and directions name the measure without its name."""
    implied = reading.implied.get(evidence.kind, 0.0)
    if tells_direction(evidence):  # it says itself which way it went
        implied = max(implied, reading.implied.get("rate", 0.0))
    figures = evidence.fact.figures
    if figures and evidence.dimension != ANY_COUNT and figures[0].unit in reading.wanted.units:
        implied = max(implied, IMPLIED_BY_UNIT)
    return max(implied, IMPLIED) if evidence.dimension in reading.wanted.amounts else implied


def _measure_weight(measure: float, reading: Reading, evidence: Evidence) -> float:
    if evidence in reading.wanted.told:
        measure *= OWN_NUMBER
    return measure * (UNASKED_RATE if evidence.fact.of and measure < BROADER else 1.0)


def _is_staged(reading: Reading, evidence: Evidence) -> bool:
    status = evidence.fact.status
    if status == DONE or status not in reading.wanted.statuses:
        return False
    return reading.wanted.lists or not evidence.kinds.isdisjoint(reading.wanted.kinds)


def _fits(reading: Reading, evidence: Evidence) -> bool:
    wanted = reading.wanted
    if wanted.counted and not _is_so_counted(reading, evidence):
        return False
    if wanted.what_changed and evidence.kind in NUMERIC_KINDS:
        return False
    if evidence.kind == "count" and evidence in wanted.part_of_question:
        return False
    if wanted.for_members and not names_members(evidence, reading.query, reading.base):
        return False
    if wanted.asked_kinds is None or evidence.kind in wanted.asked_kinds:
        return True
    if any(_asks_by_its_name(p.link, evidence) for p in reading.probes):
        return True
    if evidence.relation in wanted.asks:  # 全国第几个做到的, of what it was the first in
        return True
    if _is_first_in(reading, evidence) and not wanted.asks.isdisjoint({"person", "organisation"}):
        return True  # 谁率先做到的: who it was is told with what it was
    subject = reading.base.subjects[evidence.fact.subject].kind  # what is said of a person answers "who"
    return subject in wanted.asks


def _asks_by_its_name(link: Link, evidence: Evidence) -> bool:
    """Whether a question word is a name of just this fact (what position)."""
    return LinkKind.ASK in link.kinds and evidence.fact.key in link.ids(LinkKind.PHRASE)


def _is_first_in(reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact says of the very thing that is named what it was first in, and that is asked."""
    fact = evidence.fact
    return (
        evidence.relation == "rank" and fact.measure in reading.measures and fact.subject in reading.subjects
    )


def _is_so_counted(reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact's figure goes with the unit asked for; of a named thing any count may be meant."""
    counted, own = reading.wanted.counted, evidence.dimension
    if own.partition("-")[0] not in {dimension.partition("-")[0] for dimension in counted}:
        return False
    named = evidence.fact.subject in reading.subjects
    return named or ANY_COUNT in (own, *counted) or not own.startswith(ANY_COUNT) or own in counted


def plain_candidate(evidence: Evidence) -> Candidate:
    """A fact that was not weighed against any word."""
    return Candidate(evidence, 0.0, 0.0, 0.0, 0.0, 0.0, False, 0.0, True, ())
