"""How far facts are what a name may mean: looked up, since every question names a few of the same names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.answering.evidence import Evidence, evidence_of, index_of, tells_direction
from bot.answering.implying import STAGE
from bot.knowledge.model import FactBase, kept
from bot.understanding.lexicon import LinkKind, Target

Fits = Mapping[Evidence, float]
"""Facts and how well each fits, 0 to 1; those left out do not fit at all."""
PART = 0.85
"""A fact of a part answers a question that names the whole."""
WHOLE = 0.25
"""A fact of the whole hardly answers one that names a part."""
WORDS = 0.7
"""A name that merely stands in the fact's own words."""
_BODIES = frozenset({"company", "organisation"})
"""Kinds of thing that a fact of an organisation is about, whatever its subject."""
_NONE: frozenset[Evidence] = frozenset()


@kept
def _looked_up(_: FactBase) -> dict[Target, Fits]:
    """What names were found to mean so far."""
    return {}


def meant_by(target: Target, base: FactBase) -> Fits:
    """The facts that a name may mean, worked out when a question first names it."""
    known = _looked_up(base)
    found = known.get(target)
    if found is None:
        fits = ((evidence, target_support(target, evidence, base)) for evidence in _near(target, base))
        found = known[target] = {evidence: fit for evidence, fit in fits if fit}
    return found


def meant_by_any(targets: Sequence[Target], base: FactBase) -> Fits:
    """The facts that one of several things may mean, as well as the best of them fits."""
    found: Fits = {}
    for index, target in enumerate(targets):
        fits = meant_by(target, base)
        found = raised(found, fits.items()) if index else fits
    return found


def raised(fits: Fits, others: Iterable[tuple[Evidence, float]]) -> dict[Evidence, float]:
    """The fits with others beside them, the better one where a fact has two."""
    found = dict(fits)
    for evidence, fit in others:
        if found.get(evidence, 0.0) < fit:
            found[evidence] = fit
    return found


def _near(target: Target, base: FactBase) -> Iterable[Evidence]:
    """Facts among which those are that a name may mean."""
    body = target.kind is LinkKind.KIND and target.id in _BODIES
    if body or target.kind in (
        LinkKind.PHRASE,
        LinkKind.STATUS,
    ):  # also said of facts that they do not point to
        return evidence_of(base).values()
    return index_of(base).by_target.get(target, _NONE)


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
            names_one = evidence.kind == "organisation" and target.id in _BODIES  # it says which one it is
            return 0.9 if names_one or target.id in evidence.kinds else 0.0
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


def says_how_it_went(evidence: Evidence) -> bool:
    """Whether it is a rate, a time that was cut, or says which way something went."""
    return evidence.kind in ("rate", "duration") or bool(evidence.directions)


def _direction_support(direction: str, evidence: Evidence) -> float:
    """A rate answers a question about its direction, the opposite one too, if less likely."""
    if evidence.kind != "rate":
        return (0.9 if direction in evidence.directions else WORDS) if tells_direction(evidence) else 0.0
    if evidence.fact.figures and evidence.directions:
        return 0.9 if direction in evidence.directions else WORDS
    return 0.9 if not evidence.fact.figures or direction != "down" else WORDS


def with_words(pieces: Sequence[str], base: FactBase) -> frozenset[Evidence]:
    """The facts in whose own words a name stands, piece by piece."""
    if not pieces:
        return _NONE
    return frozenset.intersection(*(_with_piece(piece, base) for piece in pieces))


def _with_piece(piece: str, base: FactBase) -> frozenset[Evidence]:
    found = index_of(base).by_word.get(piece, _NONE)
    if len(piece) > 1 or piece.isascii():
        return found
    return found | {e for e in evidence_of(base).values() if piece in e.characters}
