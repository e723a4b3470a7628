"""Several things asked of one thing, side by side (班数、货值和货重): each is told, none left out. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answering.choosing import admissible, in_period, in_place
from bot.answering.covering import family
from bot.answering.evidence import BROADER, Evidence, evidence_of
from bot.answering.finding import candidates
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.answering.supporting import link_support
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

ENOUGH = 3
"""From so many names on nothing has to stand between them for each to be meant by itself (班数货值货重)."""
_MARKS, _LOOSER_MARKS = re.compile(r"[、/&+]"), re.compile(r"[、,;/&+]")
_PASSING = frozenset({LinkKind.FILLER, LinkKind.DIALOGUE, LinkKind.PERIOD, LinkKind.PLACE, LinkKind.CHAT})
_QUANTITIES = frozenset({"number", "money", "percent", "duration", "rank", "date"})
"""Question words that a measure's own name may be (number, ranking)."""
_SHOWING = frozenset({"list", "overview"})
_HOW_MUCH = frozenset({"number", "money", "duration"})


def itemised(context: Context) -> Outcome | None:
    """What each name of an enumeration asks of the one thing; None where one of them finds nothing."""
    main = _main(context)
    if main is None or context.query.excluded:
        return None
    items = max(_enumerations(main, context), key=len, default=())
    if len(items) < 2 or not (_asks_for_figures(items) or _are_parts(items)):
        return None
    each = [_asked_by(item, main, context) for item in items]
    facts = tuple(dict.fromkeys(f for found in each for f in found))
    return listing(context, facts) if all(each) and len(facts) > 1 else None


def _asks_for_figures(items: Sequence[Link]) -> bool:
    """Whether nearly all are measures; "and how many" behind the first one is a question of its own."""
    asking = any(_HOW_MUCH.intersection(ln.ids(LinkKind.ASK)) for ln in items[1:])
    return not asking and sum(map(_is_measure, items)) >= min(2, len(items) - 1)


def _are_parts(items: Sequence[Link]) -> bool:
    """Whether all of them are parts of what is asked about, and so many that a list is meant."""
    return len(items) >= ENOUGH and all(LinkKind.SUBJECT in ln.kinds for ln in items)


def _main(context: Context) -> Link | None:
    """The one thing that all else is asked of: everything else that is named is a part of it."""
    named = [ln for ln in context.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    for link in named:
        own = frozenset[str]().union(*(family(s, context.base) for s in link.ids(LinkKind.SUBJECT)))
        if all(own.issuperset(ln.ids(LinkKind.SUBJECT)) for ln in named):
            return link
    return None


def _enumerations(main: Link, context: Context) -> Iterator[tuple[Link, ...]]:
    """Names with nothing of weight between them but marks, "and", and what all of them are of."""
    chain: list[Link] = []
    for link in context.query.links:
        if link.start < 0 or link is main:
            continue
        if _is_item(link, context):
            if chain and not _stand_together(chain[-1], link, context):
                yield _if_meant(chain, context)
                chain = []
            chain.append(link)
        elif not link.kinds <= _PASSING:
            yield _if_meant(chain, context)
            chain = []
    yield _if_meant(chain, context)


def _if_meant(chain: Sequence[Link], context: Context) -> tuple[Link, ...]:
    joined = all(_is_joined(a, b, context, _MARKS) for a, b in pairwise(chain))
    return tuple(chain) if joined or len(chain) >= ENOUGH else ()


def _is_item(link: Link, context: Context) -> bool:
    """Whether it may be one of the things asked: a measure, a kind of thing, or a part."""
    kinds = context.base.vocabulary.kinds
    showing = not _SHOWING.isdisjoint(link.ids(LinkKind.OPERATION))
    if (
        showing
        or (LinkKind.OPERATION in link.kinds and LinkKind.MEASURE not in link.kinds)
        or not _QUANTITIES.issuperset(link.ids(LinkKind.ASK))
    ):
        return False
    if link.kinds & {LinkKind.MEASURE, LinkKind.SUBJECT} or link.kinds == {LinkKind.PHRASE}:
        return True
    return any(not kinds[k].wide for k in link.ids(LinkKind.KIND))


def _is_measure(link: Link) -> bool:
    return LinkKind.MEASURE in link.kinds and LinkKind.SUBJECT not in link.kinds


def _stand_together(first: Link, second: Link, context: Context) -> bool:
    """Whether a mark or "and" stands between two names, or nothing at all between two measures."""
    if any(first.end <= i < second.start for i in context.query.loose):
        return False
    measures = _is_measure(first) and _is_measure(second) and first.end == second.start
    return measures or _is_joined(first, second, context, _LOOSER_MARKS)


def _is_joined(first: Link, second: Link, context: Context, marks: re.Pattern[str]) -> bool:
    query = context.query
    between = [ln for ln in query.links if first.end <= ln.start < second.start]
    if any("connective" in ln.ids(LinkKind.DIALOGUE) for ln in between):
        return True
    text = query.folded[query.tokens[first.end - 1].end : query.tokens[second.start].start]
    return bool(marks.search(text))


def _asked_by(item: Link, main: Link, context: Context) -> tuple[Fact, ...]:
    """What one name of the enumeration asks of the thing."""
    if _is_measure(item):
        return _of_measure(item, main, context)
    parts = frozenset[str]().union(*(family(s, context.base) for s in main.ids(LinkKind.SUBJECT)))
    near = [e for e in evidence_of(context.base).values() if e.fact.subject in parts]
    if item.kinds == {LinkKind.PHRASE}:
        return tuple(e.fact for e in near if e.fact.key in item.ids(LinkKind.PHRASE))
    if LinkKind.SUBJECT in item.kinds:
        wanted = frozenset(item.ids(LinkKind.SUBJECT))
    else:
        kinds, whole = set(item.ids(LinkKind.KIND)), main.ids(LinkKind.SUBJECT)
        subjects = context.base.subjects
        wanted = frozenset(s for s in parts if s not in whole and subjects[s].kind in kinds)
    return _first_of_each(wanted, near)


def _first_of_each(subjects: frozenset[str], near: Sequence[Evidence]) -> tuple[Fact, ...]:
    """What is said first of each thing, with a figure if any has one."""
    own = sorted((e for e in near if e.fact.subject in subjects), key=lambda e: not e.fact.figures)
    first: dict[str, Fact] = {}
    for evidence in own:
        first.setdefault(evidence.fact.subject, evidence.fact)
    return tuple(first.values())


def _of_measure(item: Link, main: Link, context: Context) -> tuple[Fact, ...]:
    """The fact of the thing that bears the measure, its own before those of its parts."""
    query = replace(context.query.asking_only(), loose=frozenset())
    measure = replace(item, targets=tuple(t for t in item.targets if t.kind is LinkKind.MEASURE))
    found = admissible(candidates(query, (main, measure), context.base), context.limits)
    fits = (
        c.fact
        for c in found
        if link_support(item, query, c.evidence, context.base) >= BROADER
        and in_period(c.fact, context.query, context.base)
        and in_place(c, context.query)
    )
    best = next(fits, None)
    return (best,) if best is not None else ()
