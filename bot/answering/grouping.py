"""The group of facts that a list, a sum or a superlative is over. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.answering.choosing import admissible, in_period, in_place
from bot.answering.finding import candidates
from bot.answering.matching import Candidate
from bot.answering.meaning import PART
from bot.answering.outcome import Context
from bot.answering.supporting import link_support
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

SLACK = 0.25
"""How much less of a question a member of a group may explain than the best one."""
_FILLER = frozenset({LinkKind.FILLER})
QUANTITIES = ("number", "money", "percent", "duration", "stage")
"""Question words that matter to things set side by side; "who" and "which" ask for the winner."""


def with_figures(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those that have a figure."""
    return tuple(f for f in facts if f.figures)


def figures_of_group(context: Context) -> tuple[Fact, ...]:
    """The group's figures; where it has none, those that account for most of the question among figures."""
    return with_figures(group(context)) or group(context, numeric=True)


def group(
    context: Context, ignored: frozenset[LinkKind] = frozenset(), *, numeric: bool = False
) -> tuple[Fact, ...]:
    """All facts that account for as much of the question as the best one, of one measure's kind.

    `ignored` kinds of link are left out of the weighing (a threshold's number); `numeric`: figures alone.
    """
    return _group(context, ignored, numeric)


@lru_cache(maxsize=64)
def _group(context: Context, ignored: frozenset[LinkKind], numeric: bool) -> tuple[Fact, ...]:
    aside = ignored | _FILLER
    links = tuple(ln for ln in context.links if not ln.kinds <= aside and not counts_things(ln, context))
    query = context.query.asking_only(*QUANTITIES)
    found = admissible(candidates(query, links, context.base), replace(context.limits, least=0.5))
    found = tuple(
        c for c in found if in_period(c.fact, context.query, context.base) and in_place(c, context.query)
    )
    found = tuple(c for c in found if not is_excluded(c, context) and (c.fact.figures or not numeric))
    if not found:
        return ()
    best = max(c.explained - c.missing for c in found)
    members = [c for c in found if c.explained - c.missing >= best - SLACK]
    wholes = {w for c in members for w in c.evidence.wholes}
    kept = [c for c in members if c.fact.subject not in wholes] or members
    return tuple(c.fact for c in sorted(kept, key=lambda c: c.evidence.order))


def counts_things(link: Link, context: Context) -> bool:
    """Whether a number only says how many things are meant (那五家企业)."""
    number = context.query.number_of(link) if link.start >= 0 else None
    if number is None or number.unit == RANK:
        return False
    unit = context.base.vocabulary.units.get(number.unit)
    return not number.unit or unit is None or unit.dimension.startswith("count")


def is_excluded(candidate: Candidate, context: Context) -> bool:
    """Whether the question says that it does not mean this subject (除了小鹏还有哪些)."""
    query = context.query
    return any(
        link_support(ln, query, candidate.evidence, context.base) >= PART
        for ln in query.excluded
        if LinkKind.SUBJECT in ln.kinds
    )


def comparable(facts: Sequence[Fact], context: Context) -> tuple[Fact, ...]:
    """The largest set of facts whose figures are of one dimension and measure kind."""
    sets: dict[tuple[str, str], list[Fact]] = {}
    for fact in with_figures(facts):
        measure = context.base.vocabulary.measures[fact.measure]
        sets.setdefault((context.amount(fact).dimension, measure.relation or measure.kind), []).append(fact)
    return max((tuple(found) for found in sets.values()), key=len, default=())
