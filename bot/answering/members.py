"""Questions for what the things of a set are called (27个项目都叫什么): a count is no answer. Pure."""

from __future__ import annotations

from collections.abc import Collection

from bot.answering.evidence import Evidence
from bot.answering.implying import NUMERIC_KINDS, STAGE
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

NAMING_KINDS = frozenset({"name", "organisation", "person", "place"})
"""Kinds of fact that name things."""
_FOR_FIGURES = ("number", "money", "percent", "duration", "rank")
_SIZES = NUMERIC_KINDS - {"rank"}
"""Kinds of figure that say how much there is of a thing."""


def asks_for_members(query: Query, base: FactBase) -> bool:
    """Whether it asks for names: by "name", or by "which" or a list where it counts things itself."""
    if asks_for_each(query):
        return True
    if query.has(LinkKind.ASK, *_FOR_FIGURES) or _names_other_measure(query, base):
        return False
    if query.has(LinkKind.ASK, "yesno") and query.language != "en":  # "that were built" asks no yes or no
        return False
    which = query.has(LinkKind.ASK, "which") or query.has(LinkKind.OPERATION, "list")
    return query.has(LinkKind.ASK, "name") or (which and _counts_things(query, base))


def asks_for_each(query: Query) -> bool:
    """Whether "which" stands right before a number: each of so many is to be named (哪11个小区)."""
    which = {ln.end for ln in query.links if "which" in ln.ids(LinkKind.ASK)}
    return any(n.start in which and n.unit != RANK for n in query.named_numbers())


def counts(fact: Fact, base: FactBase) -> bool:
    """Whether a fact only says how many there are."""
    return base.vocabulary.measures[fact.measure].kind == "count"


def names_members(evidence: Evidence, query: Query, base: FactBase, taken_over: Collection[str] = ()) -> bool:
    """Whether a fact may say what things are called: no count does, nor, of a name, what they are like.

    `taken_over`: the subjects that it is about, where the question leaves them to the turn before.
    """
    asked = query.ids(LinkKind.SUBJECT) or taken_over
    by_name = query.has(LinkKind.ASK, "name")
    if not asked:
        return True
    if evidence.kind == STAGE and (by_name or asks_for_each(query)):
        return False
    if evidence.fact.subject not in asked and not evidence.wholes.isdisjoint(asked):
        return True  # it is about one of them
    if not by_name:
        return evidence.kind not in _SIZES
    if base.vocabulary.measures[evidence.fact.measure].lists:
        return not _only_counts(evidence.fact, base)
    named = evidence.kind in NAMING_KINDS and _is_of_kinds_named(evidence, query, base)
    return named or base.subjects[evidence.fact.subject].kind in NAMING_KINDS


def _only_counts(fact: Fact, base: FactBase) -> bool:
    """Whether a text lists but how many there are of each (4所幼儿园和2所小学)."""
    counted = {
        f.subject for f in base.facts.values() if counts(f, base) and not set(f.cites).isdisjoint(fact.cites)
    }
    parts = {s.id for s in base.subjects.values() if fact.subject in s.part_of}
    listed = set(fact.mentions) or parts
    return bool(listed) and counted >= listed


def _is_of_kinds_named(evidence: Evidence, query: Query, base: FactBase) -> bool:
    """Whether a fact that says where or who names what is asked for by its kind (去走访的企业叫什么)."""
    kinds = {k for k in query.ids(LinkKind.KIND) if not base.vocabulary.kinds[k].wide}
    return evidence.kind == "name" or not kinds or not kinds.isdisjoint(evidence.kinds)


def _names_other_measure(query: Query, base: FactBase) -> bool:
    measures = base.vocabulary.measures
    named = {m for ln in query.links for m in ln.ids(LinkKind.MEASURE)}
    if query.has(LinkKind.ASK, "name") and query.has(LinkKind.SUBJECT):  # 走访的企业叫什么
        named = {m for m in named if measures[m].kind not in NUMERIC_KINDS} - _of_reasons(base)
    known = (measures[m] for m in named)
    return any(not (m.wide or m.lists or m.kind in NAMING_KINDS) for m in known)


def _of_reasons(base: FactBase) -> set[str]:
    """Measures that say what for or why: what is called so is not they."""
    return {m.id for m in base.vocabulary.measures.values() if m.kind == "reason"}


def _counts_things(query: Query, base: FactBase) -> bool:
    units = base.vocabulary.units
    named = (units[n.unit].dimension for n in query.named_numbers() if n.unit in units)
    return any(dimension.startswith("count") for dimension in named)
