"""How far a fact accounts for a name, a number or a word of the question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bot.answering.evidence import BROADER, Evidence, evidence_of, relations_of, tells_direction
from bot.answering.implying import IMPLIED_BY_DIRECTION, NUMERIC_KINDS, STAGE
from bot.answering.meaning import WORDS, Fits, meant_by, meant_by_any, raised, with_words
from bot.answering.probing import ONLY_SUBJECT, Probe, Reading, read
from bot.answering.stated_numbers import fits_of_number
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.query import Query

KIND_IN_WORDS = 0.4
"""The same for the name of a kind (企业), which many facts' words hold."""
OF_ITS_BASE = 0.95
"""The base of a share or a rank, where the question names the relation too (发行额占多少)."""
EXPLAINING = frozenset({"reason", "text", STAGE})
"""Kinds of fact that say why or how; such a question names what is to be explained as well."""


def link_support(link: Link, query: Query, evidence: Evidence, base: FactBase) -> float:
    """How far a fact accounts for a link, 0 to 1."""
    reading = read(query, (link,), base)
    return max((backing(p, reading).get(evidence, 0.0) for p in reading.probes), default=0.0)


_GROWTH = "growth"
_MONEY = "money"
"""The kind of measures of which several may be asked of one thing (产值, 投资)."""


@lru_cache(maxsize=512)  # operations hold the same links against fact after fact
def backing(probe: Probe, reading: Reading) -> Fits:
    """The facts that account for a probe, and how far."""
    link, base = probe.link, reading.base
    if probe.since_last_year:
        return {e: 0.9 for e in evidence_of(base).values() if e.kind == "rate"}
    found = meant_by_any(link.targets, base)
    measures = frozenset(link.ids(LinkKind.MEASURE))
    if probe.plain_kind:
        found = raised(found, _of_the_kind(probe.plain_kind, reading))
    if measures:
        found = raised(found, _of_their_bases(measures, reading))
    if measures and reading.explains:
        found = raised(found, _explaining(measures, base))
    if probe.number is not None:
        found = raised(found, fits_of_number(probe.number, base).items())
    return found if probe.foreign else raised(found, _in_words(probe, base))


def _of_the_kind(kind: str, reading: Reading) -> Iterator[tuple[Evidence, float]]:
    """Facts of a kind whose own measures are named (what area was demolished)."""
    for measure in reading.measures:
        for evidence in meant_by(Target(LinkKind.MEASURE, measure), reading.base):
            if evidence.kind == kind and evidence.fact.measure == measure:
                yield evidence, BROADER


def _of_their_bases(measures: frozenset[str], reading: Reading) -> Iterator[tuple[Evidence, float]]:
    """Shares and ranks of what a measure names, where the question names that relation too."""
    for evidence in relations_of(reading.base):
        if not measures.isdisjoint(evidence.bases) and names_relation(reading, evidence):
            yield evidence, OF_ITS_BASE


def _explaining(measures: frozenset[str], base: FactBase) -> Iterator[tuple[Evidence, float]]:
    """What says why or how of the subject of such measures."""
    for evidence in evidence_of(base).values():
        if evidence.kind in EXPLAINING and not measures.isdisjoint(evidence.siblings):
            yield evidence, WORDS


def _in_words(probe: Probe, base: FactBase) -> Iterator[tuple[Evidence, float]]:
    """Facts in whose words the name stands; no figure is one of another place, nor of a part."""
    fit = KIND_IN_WORDS if probe.only_kind else WORDS
    only_subject = probe.link.kinds == ONLY_SUBJECT
    for evidence in with_words(probe.pieces, base):
        strange = probe.elsewhere or (only_subject and evidence.fact.subject in probe.wholes)
        if not (strange and evidence.kind in NUMERIC_KINDS):
            yield evidence, fit


def names_relation(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question asks what the fact is to its base: its share or its rank."""
    if evidence.kind not in ("share", "rank"):
        return False
    named = any(fit >= BROADER and m in reading.measures for m, fit in evidence.measures.items())
    return named or reading.implied.get(evidence.kind, 0.0) >= IMPLIED_BY_DIRECTION


def speaks_against(probe: Probe, reading: Reading) -> tuple[bool, bool]:
    """Whether a figure that does not account for the probe cannot be meant, and whether no explanation can.

    A text may explain a measure of other facts, but is no answer to how much, nor to one of no fact.
    """
    if probe.since_last_year:
        return True, False
    if not probe.hard:
        return False, False
    if probe.foreign or LinkKind.MEASURE not in probe.link.kinds:
        return True, True
    return True, _is_figure(probe.link, reading.base) and not reading.wants_text


def is_named_instead(probe: Probe, reading: Reading, evidence: Evidence) -> bool:
    """Whether it is another measure of money, where only the question word hints at the fact's own
    (产值几个亿, of an investment), or the growth of which is asked for (货值涨幅, of exports).

    What is counted has more names than one (建成, 修了), and says nothing against another.
    """
    known = reading.base.vocabulary.measures
    named = probe.link.ids(LinkKind.MEASURE)
    if not named or any(known[m].kind != _MONEY for m in named):
        return False
    if evidence.fact.measure == _GROWTH or tells_direction(evidence):
        return not evidence.fact.of and _GROWTH in reading.measures  # of no measure that is told
    return evidence.kind == _MONEY and evidence.fact.measure not in reading.measures


def _is_figure(link: Link, base: FactBase) -> bool:
    """Whether the link names measures that only a figure answers."""
    measures = base.vocabulary.measures
    return all(measures[m].kind in NUMERIC_KINDS for m in link.ids(LinkKind.MEASURE))
