"""How well a fact answers a question: what it explains of the question, and what the question names of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.bodies import takes_for_another
from bot.answering.evidence import BROADER, Evidence, contrary_names, tells_direction
from bot.answering.fitting import fits
from bot.answering.implying import (
    DONE,
    IMPLIED,
    IMPLIED_BY_DIRECTION,
    IMPLIED_BY_UNIT,
    STAGE,
    TEXT_KINDS,
)
from bot.answering.meaning import PART, WHOLE, WORDS, Fits, meant_by_any, says_how_it_went
from bot.answering.probing import LONG_PHRASE, Probe, Reading
from bot.answering.supporting import (
    EXPLAINING,
    KIND_IN_WORDS,
    backing,
    is_named_instead,
    speaks_against,
)
from bot.answering.unexplained import loose_weights
from bot.answering.wanting import ANY_COUNT
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import YES_OR_NO

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
INDICATOR = "indicator"
"""The kind of what is nothing but measured: a total over many things, or one figure of its own."""
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
    phrases: int = 0
    """How many phrases of its own the question holds."""
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
    kinds, backed = probe.link.kinds, backing(probe, reading)
    contrary, phrases = contrary_names(reading.base), probe.link.ids(LinkKind.PHRASE)
    denies = any(probe.link.name in contrary.get(key, ()) for key in phrases)  # on sale: of anything
    said_of_one = LinkKind.PHRASE in kinds and LinkKind.MEASURE not in kinds and not denies
    return Scale(
        probe=probe,
        backing=backed,
        as_subject=_meant(probe, _SUBJECT_KINDS, backed, reading.base),
        as_measure=_meant(probe, _MEASURE_KINDS, backed, reading.base),
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
        if backed > WORDS and reading.wanted.asks_for_body and LinkKind.KIND in scale.probe.link.kinds:
            worded += backed * weight  # 降成本的是哪家企业: a firm is what did it
        if backed < WORDS and not _is_example_of(scale.probe, evidence.fact.subject, reading):
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
    clashes += _not_of_the_sort(subject, scales, reading, evidence)
    return Candidate(
        evidence=evidence,
        explained=explained,
        missing=missing,
        subject=subject,
        measure=_measure_weight(max(measured, implied), reading, evidence),
        measured=measured,
        staged=_is_staged(reading, evidence),
        worded=worded,
        fits=fits(reading, evidence),
        clashes=tuple(clashes),
        phrases=sum(s.names_it > 0 and s.backing.get(evidence) == 1.0 for s in scales),
        slight=tuple(slight),
    )


def _not_of_the_sort(
    subject: float, scales: Sequence[Scale], reading: Reading, evidence: Evidence
) -> list[str]:
    """What the fact is not, though the question asks for it by a kind of thing or a noun of its own."""
    asked_noun = reading.wanted.asked_noun
    strange = asked_noun[:1] if asked_noun and evidence.words.isdisjoint(asked_noun) else ()
    other = subject < PART and any(_is_other_kind(s, evidence) for s in scales)
    still = reading.wanted.by_how_much and evidence.fact.figures and not says_how_it_went(evidence)
    return [*(["kind"] if other else []), *(["change"] if still else []), *strange]


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
        describes = probe.modifies and not is_named_instead(probe, reading, evidence)
        if (own and describes) or _is_example_of(probe, subject, reading):
            continue
        if _is_taken_for_it(probe, reading, evidence):
            continue
        part = subject in probe.wholes
        (slight if probe.byname and not part else clashes).append("".join(probe.link.name))
    return clashes, slight


def _is_example_of(probe: Probe, subject: str, reading: Reading) -> bool:
    """Whether a name is but an example of a subject that is named too (御凤公园这类公园)."""
    return reading.wanted.gives_examples and subject in reading.subjects and subject in probe.any_wholes


def _is_taken_for_it(probe: Probe, reading: Reading, evidence: Evidence) -> bool:
    """Whether a yes/no question names another for the one that the fact is about (是联通打造的吗)."""
    asks_so = reading.wanted.asks == {YES_OR_NO} and evidence.fact.measure in reading.measures
    named = probe.link.ids(LinkKind.SUBJECT)
    return asks_so and bool(named) and takes_for_another(evidence.fact, named, reading.base)


def _is_other_kind(scale: Scale, evidence: Evidence) -> bool:
    """Whether only a kind of thing is named, and the fact is about another kind (道路完成多少)."""
    return scale.probe.only_kind and scale.backing.get(evidence, 0.0) < KIND_IN_WORDS


def _implied_measure(reading: Reading, evidence: Evidence) -> float:
    """How far question words, counting words and directions name the measure without its name."""
    implied = reading.implied.get(evidence.kind, 0.0)
    if _is_so_far(reading, evidence):
        implied = max(implied, IMPLIED_BY_DIRECTION if evidence.kind == STAGE else IMPLIED_BY_UNIT)
    if tells_direction(evidence):  # it says itself which way it went
        implied = max(implied, reading.implied.get("rate", 0.0))
    figures = evidence.fact.figures
    if figures and evidence.dimension != ANY_COUNT and figures[0].unit in reading.wanted.units:
        implied = max(implied, IMPLIED_BY_UNIT)
    return max(implied, IMPLIED) if evidence.dimension in reading.wanted.amounts else implied


def _is_so_far(reading: Reading, evidence: Evidence) -> bool:
    """Whether a text is of the status that is asked for, as it is asked how far a thing is (在推进吗)."""
    asked = STAGE in reading.implied and not reading.wanted.asks.isdisjoint({"yesno", STAGE})
    return asked and evidence.kind in TEXT_KINDS and evidence.fact.status in reading.wanted.statuses - {DONE}


def _measure_weight(measure: float, reading: Reading, evidence: Evidence) -> float:
    if evidence in reading.wanted.told:
        measure *= OWN_NUMBER
    return measure * (UNASKED_RATE if evidence.fact.of and measure < BROADER else 1.0)


def _is_staged(reading: Reading, evidence: Evidence) -> bool:
    status = evidence.fact.status
    if status == DONE or status not in reading.wanted.statuses:
        return False
    return reading.wanted.lists or not evidence.kinds.isdisjoint(reading.wanted.kinds)


def plain_candidate(evidence: Evidence) -> Candidate:
    """A fact that was not weighed against any word."""
    return Candidate(evidence, 0.0, 0.0, 0.0, 0.0, 0.0, False, 0.0, True, ())
