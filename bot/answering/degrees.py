"""The words that figures are compared in: higher or lower, faster or slower. Pure."""

from __future__ import annotations

from bot.answering.outcome import Context
from bot.knowledge.model import Fact
from bot.knowledge.vocabulary import Degree
from bot.understanding.lexicon import LinkKind

COMPARATIVES = frozenset({"difference", "more", "less"})
"""Operations whose words say which of two is thought to be the larger."""
_COMPARING = COMPARATIVES | {"compare", "most", "least", "fastest"}


def words_of(context: Context, operations: frozenset[str] = _COMPARING) -> str:
    """The question's own words of some operations, without its question words (少多少: 少)."""
    links = [ln for ln in context.query.links if operations.intersection(ln.ids(LinkKind.OPERATION))]
    said = " ".join(context.query.surface(ln.start, ln.end) for ln in links)
    for name in context.base.vocabulary.asks["number"].names:
        said = said.replace(name, "")
    return said


def degree_of(context: Context, fact: Fact) -> Degree:
    """The words to compare in: the question's own where they fit, else those of the measure or its kind."""
    measure = context.base.vocabulary.measures[fact.measure]
    degrees = tuple(context.base.vocabulary.degrees.values())
    echoed = (d for d in degrees if measure.kind in d.fits and is_said(context, d))
    own = (d for d in degrees if fact.measure in d.measures)
    kind = (d for d in degrees if measure.kind in d.kinds)
    return next(found for choices in (echoed, own, kind, degrees) for found in choices)


def is_said(context: Context, degree: Degree) -> bool:
    """Whether the question itself compares in its terms."""
    said = words_of(context)
    words = frozenset(said.split())
    return any(n in words if n.isascii() else n in said for n in degree.names)


def is_pace(context: Context, degree: Degree, fact: Fact) -> bool:
    """Whether less of it is more: who takes less time is the faster."""
    kind = context.base.vocabulary.measures[fact.measure].kind
    return kind == "duration" and kind in degree.fits and kind not in degree.kinds
