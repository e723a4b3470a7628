"""What is said about the subjects that a list question names, wholes with their parts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.outcome import Context
from bot.answering.probing import LONG_PHRASE, link_size
from bot.knowledge.model import FactBase, kept
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

Found = tuple[Evidence, ...]
_JOINING = re.compile(r"[、,;/&(（)）+]")
_AMBIGUOUS = frozenset(
    {
        LinkKind.FILLER,
        LinkKind.KIND,
        LinkKind.UNIT,
        LinkKind.CHAT,
        LinkKind.MEASURE,
        LinkKind.PLACE,
        LinkKind.DIALOGUE,
    }
)
"""What else a name may mean that keeps it from being a subject for certain."""


@kept
def _families(base: FactBase) -> Mapping[str, frozenset[str]]:
    below: dict[str, set[str]] = {s: {s} for s in base.subjects}
    for subject in base.subjects:
        waiting = list(base.subjects[subject].part_of)
        while waiting:
            whole = waiting.pop()
            if whole in below and subject not in below[whole]:
                below[whole].add(subject)
                waiting.extend(base.subjects[whole].part_of)
    return {s: frozenset(parts) for s, parts in below.items()}


def family(subject: str, base: FactBase) -> frozenset[str]:
    """A subject with all its parts, however far down."""
    return _families(base).get(subject, frozenset({subject}))


def has_parts(subject: str, base: FactBase) -> bool:
    """Whether a subject is a whole of several."""
    return len(family(subject, base)) > 2


def about(context: Context) -> Found:
    """Facts about what is named: about both of two names (A的B), about either of two joined (A和B)."""
    base = context.base
    named = [ln for ln in context.links if ln.kinds & {LinkKind.SUBJECT, LinkKind.SECTION}]
    named = _without_second_statuses(named, context)
    if not named:
        return tuple(evidence_of(base).values())
    named = [ln for ln in context.links if ln in named or _names_one_fact(ln, context)]
    named = _without_examples(_certain(named, context), context)
    sets = [_widened(ln, context) for ln in named]
    common = tuple(e for e in sets[0] if all(e in other for other in sets[1:]))
    joined = any(joins(a, b, context) for a, b in pairwise(named))
    if len(sets) == 1 or not joined:
        return common
    return tuple(e for e in evidence_of(base).values() if any(e in found for found in sets))


@lru_cache(maxsize=512)
def _of_subjects(subjects: frozenset[str], sections: frozenset[str], base: FactBase) -> Found:
    everyone = frozenset[str]().union(*(family(s, base) for s in subjects))
    return tuple(
        e
        for e in evidence_of(base).values()
        if e.fact.subject in everyone or subjects.intersection(e.fact.mentions) or e.section in sections
    )


def _of_link(link: Link, base: FactBase) -> Found:
    """Facts about a subject or a section that the link names, or about a part of it."""
    subjects = frozenset(link.ids(LinkKind.SUBJECT))
    if not subjects:
        subjects = frozenset(base.facts[i].subject for i in link.ids(LinkKind.PHRASE))
    return _of_subjects(subjects, frozenset(link.ids(LinkKind.SECTION)), base)


def _names_one_fact(link: Link, context: Context) -> bool:
    """Whether it is a long name of one fact alone, which beside a subject tells what of it is meant."""
    return link.kinds <= {LinkKind.PHRASE} and link_size(link, context.query) >= LONG_PHRASE


def _widened(link: Link, context: Context) -> Found:
    """What the link names; its whole where it is but an example of a kind (那些机制都有啥,领导分包啥的)."""
    base = context.base
    wholes = frozenset(w for s in link.ids(LinkKind.SUBJECT) for w in base.subjects[s].part_of)
    kinds = {k for k in context.query.ids(LinkKind.KIND) if not base.vocabulary.kinds[k].wide}
    own = {base.subjects[s].kind for s in link.ids(LinkKind.SUBJECT)}
    if wholes and kinds & own and context.query.has(LinkKind.DIALOGUE, "examples"):
        return _of_subjects(wholes, frozenset(), base)
    return _of_link(link, base)


def _without_second_statuses(named: Sequence[Link], context: Context) -> list[Link]:
    """A name that may be a status is one where another status is named beside it (签了的和在谈的)."""
    staged = [ln for ln in context.links if LinkKind.STATUS in ln.kinds]
    return [ln for ln in named if LinkKind.STATUS not in ln.kinds or len(staged) < 2]


def _certain(named: Sequence[Link], context: Context) -> list[Link]:
    """Without names that may be no subjects and have nothing in common with those that must be."""
    base = context.base
    sure = [ln for ln in named if not _is_ambiguous(ln, context)]
    known = {e for ln in sure for e in _of_link(ln, base)}
    return [ln for ln in named if not sure or ln in sure or known.intersection(_of_link(ln, base))]


def all_may_be_else(context: Context) -> bool:
    """Whether every name of a subject may be a place or nothing instead (省里的、市里的都算)."""
    named = [ln for ln in context.links if LinkKind.SUBJECT in ln.kinds]
    return bool(named) and all(ln.kinds & {LinkKind.PLACE, LinkKind.FILLER} for ln in named)


def _is_ambiguous(link: Link, context: Context) -> bool:
    """A kind of its own (医院) is no other subject's (5G医院), unless it is but an example."""
    kinds = context.base.vocabulary.kinds
    exact = any(not kinds[k].wide for k in link.ids(LinkKind.KIND))
    exact = exact and not context.query.has(LinkKind.DIALOGUE, "examples")
    return bool(link.kinds & _AMBIGUOUS) and not exact


def _without_examples(named: Sequence[Link], context: Context) -> list[Link]:
    """Of a whole and its parts: the whole where the parts are but examples of it, else the parts."""
    keys = {ln: frozenset(e.fact.key for e in _of_link(ln, context.base)) for ln in named}
    parts = [
        ln
        for i, ln in enumerate(named)
        if not any(keys[other] < keys[ln] for other in named)
        or any(_enumerates(a, b, context) for a, b in pairwise(named[max(i - 1, 0) : i + 2]))
    ]
    if len(parts) == len(named) or not context.query.has(LinkKind.DIALOGUE, "examples"):
        return parts
    above = {ln: [other for other in named if keys[ln] < keys[other]] for ln in parts}
    wholes = [min(found, key=lambda ln: len(keys[ln])) for found in above.values() if found]
    return [ln for ln in named if ln in wholes or (ln in parts and not above[ln])]


def _enumerates(first: Link, second: Link, context: Context) -> bool:
    """Whether two names are items of one enumeration, so that neither stands for the other (A、B和C)."""
    query = context.query
    if first.start < 0 or second.start < 0:
        return False
    between = query.folded[query.tokens[first.end - 1].end : query.tokens[second.start].start]
    return _connected(first, second, context) or "、" in between


def joins(first: Link, second: Link, context: Context) -> bool:
    """Whether two names are set side by side, and not one within the other (A和B, not A的B)."""
    query = context.query
    if first.start < 0 or second.start < 0:
        return True
    between = query.folded[query.tokens[first.end - 1].end : query.tokens[second.start].start]
    return _connected(first, second, context) or bool(_JOINING.search(between))


def beside(one: Link, other: Link, context: Context) -> bool:
    """Whether nothing but "and" or "or" stands between two names, in either order."""
    if one.start < 0 or other.start < 0:
        return False
    first, second = (one, other) if one.start < other.start else (other, one)
    between = [ln for ln in context.query.links if first.end <= ln.start < second.start]
    parting = (ln for ln in between if ln in context.query.content() or _parts(ln))
    return _connected(first, second, context) and not any(parting)


def _parts(link: Link) -> bool:
    """Whether it is a question word, so that what stands on its sides is not named together."""
    return bool(link.kinds & {LinkKind.ASK, LinkKind.OPERATION}) and not _connects(link)


def _connects(link: Link) -> bool:
    return not {"connective", "alternative"}.isdisjoint(link.ids(LinkKind.DIALOGUE))


def _connected(first: Link, second: Link, context: Context) -> bool:
    return any(_connects(ln) for ln in context.query.links if first.end <= ln.start < second.start)
