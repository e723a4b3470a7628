"""The facts that explain anything of a question, so that all others need not be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.answering.evidence import Evidence, index_of
from bot.answering.matching import Candidate, scale_of, weigh
from bot.answering.meaning import PART
from bot.answering.probing import read
from bot.answering.supporting import backing
from bot.knowledge.model import FactBase
from bot.knowledge.units import RANK
from bot.understanding.linking import Link
from bot.understanding.query import Query

_NONE: frozenset[Evidence] = frozenset()


def candidates(query: Query, links: Sequence[Link], base: FactBase) -> tuple[Candidate, ...]:
    """Facts that explain anything of a question, best first."""
    return _candidates(query, tuple(links), base)


@lru_cache(maxsize=128)  # operations weigh the same question again and again
def _candidates(query: Query, links: tuple[Link, ...], base: FactBase) -> tuple[Candidate, ...]:
    return _weighed(query, links, base, _within_reach(query, links, base))


@lru_cache(maxsize=128)
def candidates_named(
    query: Query, links: tuple[Link, ...], name: Link, base: FactBase
) -> tuple[Candidate, ...]:
    """The same, of the facts that one of the links names: the others need not be weighed."""
    reading = read(query, (name,), base)
    named = {e for probe in reading.probes[:1] for e, fit in backing(probe, reading).items() if fit >= PART}
    return _weighed(query, links, base, named.intersection(_within_reach(query, links, base)))


def _weighed(
    query: Query, links: tuple[Link, ...], base: FactBase, facts: Iterable[Evidence]
) -> tuple[Candidate, ...]:
    reading = read(query, links, base)
    scales = [scale_of(probe, reading) for probe in reading.probes]
    weighed = (weigh(reading, scales, e) for e in facts)
    return tuple(sorted(filter(None, weighed), key=lambda c: (-c.score, c.evidence.order)))


def _within_reach(query: Query, links: Sequence[Link], base: FactBase) -> Iterable[Evidence]:
    """Facts that a link points to, or that share words with what no link explains."""
    index = index_of(base)
    found: set[Evidence] = set()
    for link in links:
        for target in link.targets:
            found |= index.by_target.get(target, _NONE)
    if any(n.unit == RANK for n in query.named_numbers()):
        found |= index.by_target.get(("rank", "rank"), _NONE)
    tokens = query.tokens
    for i in query.loose:
        found |= index.by_word.get(tokens[i].key, _NONE)
        if i + 1 < len(tokens):
            found |= index.by_word.get(tokens[i].key + tokens[i + 1].key, _NONE)
    return found
