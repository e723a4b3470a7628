"""How far a fact accounts for a name, a number or a word of the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.evidence import BROADER, Evidence
from bot.answering.implying import IMPLIED_BY_DIRECTION, NUMERIC_KINDS, STAGE
from bot.answering.probing import Probe, Reading, read
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.numbers import NumberMention
from bot.understanding.query import Query

PART = 0.85
"""A fact of a part answers a question that names the whole."""
WHOLE = 0.25
"""A fact of the whole hardly answers one that names a part."""
WORDS = 0.7
"""A name that merely stands in the fact's own words."""
KIND_IN_WORDS = 0.4
"""The same for the name of a kind (企业), which many facts' words hold."""
SAME_KIND = 0.6
"""A number of the fact's kind that is not its figure: the question presumes wrongly."""
SAME_SENTENCE = 0.9
"""A number of the fact's sentence that is not its own identifies it (那28个项目的投资)."""
OF_ITS_BASE = 0.95
"""The base of a share or a rank, where the question names the relation too (发行额占多少)."""
DATE = "date"
"""The kind of fact, and the question word, of when."""
EXPLAINING = frozenset({"reason", "text", STAGE})
"""Kinds of fact that say why or how; such a question names what is to be explained as well."""


def link_support(link: Link, query: Query, evidence: Evidence, base: FactBase) -> float:
    """How far a fact accounts for a link, 0 to 1."""
    reading = read(query, (link,), base)
    return support(reading.probes[0], reading, evidence)


def support(probe: Probe, reading: Reading, evidence: Evidence) -> float:
    """How far a fact accounts for a probe, 0 to 1."""
    if probe.since_last_year:
        return 0.9 if evidence.kind == "rate" else 0.0
    link, base = probe.link, reading.base
    best = max([target_support(t, evidence, base) for t in link.targets], default=0.0)
    if probe.plain_kind == evidence.kind and evidence.fact.measure in reading.measures:
        best = max(best, BROADER)  # what area was demolished
    if best < OF_ITS_BASE and evidence.bases.intersection(link.ids(LinkKind.MEASURE)):
        best = OF_ITS_BASE if names_relation(reading, evidence) else best
    if best < WORDS and _is_about_others(reading, evidence):
        best = WORDS if evidence.siblings.intersection(link.ids(LinkKind.MEASURE)) else best
    if probe.number is not None:
        best = max(best, _number_support(probe.number, evidence, base))
    if evidence.kind in NUMERIC_KINDS and (
        probe.elsewhere or probe.is_of_its_whole(evidence.fact.subject, base)
    ):
        return best
    if best < WORDS and not probe.foreign and in_words(probe.pieces, evidence):
        best = KIND_IN_WORDS if probe.only_kind else WORDS
    return best


def names_relation(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question asks what the fact is to its base: its share or its rank."""
    if evidence.kind not in ("share", "rank"):
        return False
    named = any(fit >= BROADER and m in reading.measures for m, fit in evidence.measures.items())
    return named or reading.implied.get(evidence.kind, 0.0) >= IMPLIED_BY_DIRECTION


def target_support(target: Target, evidence: Evidence, base: FactBase) -> float:
    """How far a fact is what a name may mean, 0 to 1."""
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
            return 0.9 if target.id in evidence.kinds else 0.0
        case LinkKind.STATUS:
            return 1.0 if target.id == fact.status else (WORDS if evidence.kind == STAGE else 0.0)
        case LinkKind.SECTION:
            return 0.8 if target.id == evidence.section else 0.0
        case LinkKind.DIRECTION:
            return _direction_support(target.id, evidence)
        case _:
            return 0.0


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
    if asked is None:
        return 0.0
    return 0.6 if evidence.fact.measure in asked.broader else 0.0


def tells_direction(evidence: Evidence) -> bool:
    """Whether it is a text that says whether something went up or down."""
    return evidence.kind == "text" and evidence.fact.direction in ("up", "down")


def _direction_support(direction: str, evidence: Evidence) -> float:
    """A rate answers a question about its direction, the opposite one too, if less likely."""
    if evidence.kind != "rate":
        return (0.9 if direction in evidence.directions else WORDS) if tells_direction(evidence) else 0.0
    if evidence.fact.figures and evidence.directions:
        return 0.9 if direction in evidence.directions else WORDS
    return 0.9 if not evidence.fact.figures or direction != "down" else WORDS


def _number_support(number: NumberMention, evidence: Evidence, base: FactBase) -> float:
    if states(number, evidence):
        return 1.0
    if number.value in evidence.numbers:
        return SAME_SENTENCE
    return SAME_KIND if is_same_kind(number, evidence, base) else 0.0


def states(number: NumberMention, evidence: Evidence) -> bool:
    """Whether a number is a figure of the fact."""
    return any(abs(f.value) == number.value for f in evidence.fact.figures)


def is_same_kind(number: NumberMention, evidence: Evidence, base: FactBase) -> bool:
    """Whether the number is an amount of what the fact's figure is: a presumption to put right."""
    unit = base.vocabulary.units.get(number.unit)
    if unit is None or not evidence.dimension or unit.dimension == "rank":
        return False
    return unit.dimension.partition("-")[0] == evidence.dimension.partition("-")[0] != "count" or (
        unit.dimension == evidence.dimension
    )


def in_words(pieces: Sequence[str], evidence: Evidence) -> bool:
    """Whether a name, piece by piece, stands in the fact's own words."""
    return bool(pieces) and all(
        p in evidence.words or (not p.isascii() and p in evidence.characters) for p in pieces
    )


def speaks_against(probe: Probe, reading: Reading, evidence: Evidence) -> bool:
    """Whether a fact that does not account for the probe cannot be meant.

    A text may explain a measure of other facts, but is no answer to how much, nor to one of no fact.
    """
    if probe.since_last_year:
        return evidence.kind not in EXPLAINING
    if not probe.hard:
        return False
    when = _tells_when(reading, evidence)
    explaining = evidence.kind in EXPLAINING or when
    if probe.foreign or not explaining or LinkKind.MEASURE not in probe.link.kinds:
        return True
    return _is_figure(probe.link, reading.base) and not (reading.wants_text or when)


def _is_about_others(reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact says why, how or when of what other facts of its subject measure."""
    return (reading.explains and evidence.kind in EXPLAINING) or _tells_when(reading, evidence)


def _tells_when(reading: Reading, evidence: Evidence) -> bool:
    return evidence.kind == DATE and DATE in reading.asks


def _is_figure(link: Link, base: FactBase) -> bool:
    """Whether the link names measures that only a figure answers."""
    measures = base.vocabulary.measures
    return all(measures[m].kind in NUMERIC_KINDS for m in link.ids(LinkKind.MEASURE))
