"""What a question asks for, whichever of its names facts are weighed against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.bodies import asks_for_body
from bot.answering.evidence import Evidence
from bot.answering.implying import (
    asks_by_how_much,
    asks_how_achieved,
    asks_what_changed,
    asks_whether_begun,
    implied_by_kind,
    kinds_asked,
)
from bot.answering.members import asks_for_members
from bot.answering.stated_numbers import dimensions_of, facts_in_words, facts_stating
from bot.answering.unexplained import LooseWord, asked_noun, loose_words
from bot.knowledge.model import FactBase
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind, Target, lexicon_of
from bot.understanding.linking import Link
from bot.understanding.query import YES_OR_NO, Query

ANY_COUNT = "count"
"""The dimension of 个, which counts anything and so says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a question asks, whichever of its names facts are weighed against."""

    loose: tuple[LooseWord, ...]
    kinds: frozenset[str]
    """Kinds of thing that are named."""
    amounts: frozenset[str]
    """Dimensions of the amounts that it states."""
    told: frozenset[Evidence]
    """Facts whose figures it states, and so hardly asks for."""
    stated: frozenset[Evidence]
    """Facts whose texts it states, as it asks for something else (5G手机项目总投资多少)."""
    part_of_question: frozenset[Evidence]
    """Facts whose figures only count what is asked for (哪12个国家)."""
    implied: Mapping[str, float]
    """How far its words imply a kind of measure without naming one."""
    asked_kinds: frozenset[str] | None
    """Kinds of measure that answer its question words; None where any does."""
    asks: frozenset[str]
    """Its question words."""
    asks_for_body: bool
    """Whether nothing but a company, an office or a person is asked for."""
    counted: frozenset[str]
    """Dimensions that the unit behind "how many" counts; empty where any is meant."""
    units: frozenset[str]
    asked_noun: tuple[str, ...]
    """What stands unexplained right behind "which" or "what": the thing that is asked for (哪些药)."""
    statuses: frozenset[str]
    lists: bool
    of_document: bool
    """Whether it names the report itself and no thing in it (报道来源是什么)."""
    gives_examples: bool
    """Whether it names things as examples of others."""
    for_members: bool
    """Whether it asks what the things of a set are called."""
    of_stage: bool
    """Whether it asks how far something is."""
    what_changed: bool
    """Whether it asks what went up or down, not by how much."""
    by_how_much: bool
    """Whether it asks by how much something went up or down (产值下降多少)."""
    how_achieved: bool
    """Whether it asks by what means something came about."""
    whether_begun: bool
    """Whether it asks no more than if a thing was begun or put to use."""


@lru_cache(maxsize=128)  # each set of its links is read by itself
def wanted_of(query: Query, base: FactBase) -> Wanted:
    """What a question asks for."""
    numbers = query.named_numbers()
    yes_or_no = set(query.ids(LinkKind.ASK)) <= {YES_OR_NO}  # "which do they..." asks no yes or no
    asks_else = not query.has(LinkKind.ASK, YES_OR_NO) and query.has(LinkKind.ASK)
    named = {ln.start for ln in query.links if ln.kinds >= {LinkKind.SUBJECT, LinkKind.NUMBER}}
    amounts = [n for n in numbers if n.unit != RANK and n.start not in named]  # 132项审批 names its thing
    which = {ln.end for ln in query.links if "which" in ln.ids(LinkKind.ASK)}
    return Wanted(
        loose=tuple(loose_words(query, base)),
        kinds=frozenset(query.ids(LinkKind.KIND)),
        amounts=dimensions_of(numbers, base),
        told=frozenset() if yes_or_no else facts_stating(amounts, base),
        stated=facts_in_words(query.folded, base) if asks_else else frozenset(),
        part_of_question=facts_stating([n for n in numbers if n.start in which], base),
        implied=implied_by_kind(query),
        asked_kinds=kinds_asked(query),
        asks=frozenset(query.ids(LinkKind.ASK)),
        asks_for_body=asks_for_body(query, base),
        counted=_counted(query, base),
        units=frozenset(query.ids(LinkKind.UNIT)),
        asked_noun=asked_noun(query),
        statuses=frozenset(query.ids(LinkKind.STATUS)),
        lists=query.has(LinkKind.OPERATION, "list"),
        of_document=query.has(LinkKind.DIALOGUE, "document") and not query.has(LinkKind.SUBJECT),
        gives_examples=_gives_examples(query),
        for_members=asks_for_members(query, base),
        of_stage=query.has(LinkKind.ASK, "stage"),
        what_changed=asks_what_changed(query, base),
        by_how_much=asks_by_how_much(query),
        how_achieved=asks_how_achieved(query, base),
        whether_begun=asks_whether_begun(query, base),
    )


def _gives_examples(query: Query) -> bool:
    """Whether a clause that asks names things as examples; elsewhere it is but talk (研究盾构机啥的)."""
    like = [ln for ln in query.links if "examples" in ln.ids(LinkKind.DIALOGUE)]
    return any(query.clause_of(ln) in query.asking for ln in like if ln not in query.excluded)


_HOW_MANY = frozenset({Target(LinkKind.ASK, "number"), Target(LinkKind.ASK, "money")})


def ends_in_how_many(link: Link, base: FactBase) -> bool:
    """Whether "how many" is a name or closes a longer one (占多少)."""
    if LinkKind.ASK in link.kinds:
        return not _HOW_MANY.isdisjoint(link.targets)
    if LinkKind.DIRECTION in link.kinds:
        return False  # 少了多少亿 may be worked out from a rate
    lexicon = lexicon_of(base)
    ends = (" ".join(link.name[start:]) for start in range(1, len(link.name)))
    closing = (lexicon.names[lexicon.by_text[end]].targets for end in ends if end in lexicon.by_text)
    asking = next((found for found in closing if any(t.kind is LinkKind.ASK for t in found)), ())
    return not _HOW_MANY.isdisjoint(asking)


def _counted(query: Query, base: FactBase) -> frozenset[str]:
    """An area for 多少亩. 几家企业 may count the things that are meant, not what is asked of them."""
    units = base.vocabulary.units
    counting = {ln.start: ln for ln in query.links if ln.ids(LinkKind.UNIT)}
    before = (ln for ln in query.links if ln.start >= 0 and ln.end in counting)
    asking = [ln for ln in before if query.clause_of(ln) in query.asking and ends_in_how_many(ln, base)]
    named = (u for ln in asking for u in _what_is_counted(ln.end, counting) if u in units)
    counted = frozenset(units[u].dimension for u in named)
    return frozenset(d for d in counted if not (query.has(LinkKind.KIND) and d.startswith(ANY_COUNT)))


def _what_is_counted(start: int, counting: Mapping[int, Link]) -> tuple[str, ...]:
    """The unit at a place, or the one right behind it that it counts in (几个小时, 几个 hours)."""
    first = counting[start]
    return counting.get(first.end, first).ids(LinkKind.UNIT)
