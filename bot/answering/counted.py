"""Amounts asked of things that a question counts: of all eighteen, or the price of one. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.answering.evidence import Evidence
from bot.answering.implying import TEXT_KINDS
from bot.answering.stated_numbers import facts_stating
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.numbers import NumberMention
from bot.understanding.query import Query

_MONEY = "money"
_COUNT = "count"
_AMOUNTS = frozenset({_MONEY, "mass", "volume", "area"})
_ASKED_OF = TEXT_KINDS | _AMOUNTS | {_COUNT}
_SINGLING = ("which", "organisation", "person", "name", "yesno")
_OF_SINGLE = frozenset({"list", "most", "least", "average", "at_least", "above", "below", "at_most"})
_COUNTING = "count-"
"""How the dimensions of counting words begin that say what they count (台, 套), unlike 个."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a question that asks for an amount counts."""

    things: frozenset[str]
    """Subjects of which there are as many as it says."""
    named: frozenset[str]
    """Subjects that it names besides, but for the wholes of these."""
    sum_named: bool
    """Whether a measure of money is named."""
    one: bool
    """Whether it asks for the price of one piece (一台多少钱)."""


def is_of_other_things(query: Query, evidence: Evidence, base: FactBase) -> bool:
    """Whether a fact is not of what is counted (18个签约项目总投资), nor of one piece, as is asked."""
    if evidence.kind not in _ASKED_OF:
        return False
    counted = _counted(query, base)
    if counted is None:
        return False
    if evidence.kind not in _AMOUNTS:
        return counted.sum_named and (evidence.kind == _COUNT or query.has(LinkKind.OPERATION, "sum"))
    if counted.one:
        return evidence.kind == _MONEY
    known = counted.things | counted.named
    return evidence.fact.subject not in known and evidence.wholes.isdisjoint(counted.named)


@lru_cache(maxsize=128)
def _counted(query: Query, base: FactBase) -> _Counted | None:
    if query.has(LinkKind.ASK, *_SINGLING) or not _OF_SINGLE.isdisjoint(query.ids(LinkKind.OPERATION)):
        return None
    numbers = [n for n in query.named_numbers() if _counts(n, query, base)]
    if query.has(LinkKind.ASK, _MONEY) and any(n.value == 1 and _is_of_pieces(n, base) for n in numbers):
        return _Counted(frozenset(), frozenset(), sum_named=False, one=True)
    subjects, measures = query.ids(LinkKind.SUBJECT), query.ids(LinkKind.MEASURE)
    stating = facts_stating((n for n in numbers if n.value > 1), base)
    counting = (e.fact for e in stating if e.kind == _COUNT)
    things = frozenset(f.subject for f in counting if f.subject in subjects or f.measure in measures)
    if not things:
        return None
    links = [frozenset(ln.ids(LinkKind.SUBJECT)) for ln in query.links]
    wholes = frozenset(w for s in things for w in base.subjects[s].part_of)
    named = frozenset[str]().union(*(ids for ids in links if ids.isdisjoint(things))) - wholes
    return _Counted(things, named, sum_named=_names_a_sum(query, base), one=False)


def _names_a_sum(query: Query, base: FactBase) -> bool:
    """Whether a measure of money, and nothing else, is named where the question asks."""
    known = base.vocabulary.measures
    named = [ln for ln in query.links if LinkKind.MEASURE in ln.kinds and query.clause_of(ln) in query.asking]
    return any(all(known[m].kind == _MONEY for m in ln.ids(LinkKind.MEASURE)) for ln in named)


def _counts(number: NumberMention, query: Query, base: FactBase) -> bool:
    unit = base.vocabulary.units.get(number.unit)
    bare = not number.unit and query.language == "en"  # the 18 signed projects
    return unit is not None and (bare or unit.dimension.startswith(_COUNT))


def _is_of_pieces(number: NumberMention, base: FactBase) -> bool:
    return base.vocabulary.units[number.unit].dimension.startswith(_COUNTING)
