"""Questions for what the things of a set are called (27个项目都叫什么): a count is no answer. Pure."""

from __future__ import annotations

from bot.answering.evidence import Evidence
from bot.answering.implying import NUMERIC_KINDS
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

NAMING_KINDS = frozenset({"name", "organisation", "person", "place"})
"""Kinds of fact that name things."""
_FOR_FIGURES = ("number", "money", "percent", "duration", "rank", "yesno")


def asks_for_members(query: Query, base: FactBase) -> bool:
    """Whether it asks for names: by "name", or by "which" or a list where it counts things itself."""
    if query.has(LinkKind.ASK, *_FOR_FIGURES) or _names_other_measure(query, base):
        return False
    which = query.has(LinkKind.ASK, "which") or query.has(LinkKind.OPERATION, "list")
    return query.has(LinkKind.ASK, "name") or (which and _counts_things(query, base))


def names_members(evidence: Evidence, query: Query, base: FactBase) -> bool:
    """Whether a fact may say what things are called: no count does, nor, of a name, what they are like."""
    asked = query.ids(LinkKind.SUBJECT)
    if not asked:
        return True
    if evidence.fact.subject not in asked and not evidence.wholes.isdisjoint(asked):
        return True  # it is about one of them
    if not query.has(LinkKind.ASK, "name"):
        return evidence.kind != "count"
    lists = base.vocabulary.measures[evidence.fact.measure].lists
    return lists or evidence.kind in NAMING_KINDS or base.subjects[evidence.fact.subject].kind in NAMING_KINDS


def _names_other_measure(query: Query, base: FactBase) -> bool:
    measures, subjects = base.vocabulary.measures, query.ids(LinkKind.SUBJECT)
    named = {m for ln in query.links for m in ln.ids(LinkKind.MEASURE)}
    if query.has(LinkKind.ASK, "name") and subjects:  # 为了卖车搞的活动叫什么
        own = {f.measure for f in base.facts.values() if f.subject in subjects}
        named = {m for m in named if m in own or measures[m].kind not in NUMERIC_KINDS} - _of_reasons(base)
    return any(not (measures[m].wide or measures[m].kind in NAMING_KINDS) for m in named)


def _of_reasons(base: FactBase) -> set[str]:
    """Measures that say what for or why: what is called so is not they."""
    return {m.id for m in base.vocabulary.measures.values() if m.kind == "reason"}


def _counts_things(query: Query, base: FactBase) -> bool:
    units = base.vocabulary.units
    named = (units[n.unit].dimension for n in query.named_numbers() if n.unit in units)
    return any(dimension.startswith("count") for dimension in named)
