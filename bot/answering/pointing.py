"""Which of the things in the last reply a turn points to: 第三个, 前者, the last one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.exclusions import CONTENT
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.numbers import NumberMention
from bot.understanding.query import Query

_PLACES = {
    "former": slice(0, 1), "latter": slice(-1, None), "second": slice(1, 2),
    "first_two": slice(0, 2), "last_two": slice(-2, None), "first_three": slice(0, 3),
}  # fmt: skip
"""What words of the vocabulary point to, whatever the number of things."""
_BOTH = ("former", "latter")
_ORDERING = ("ranking", "rank_them", "ascending", "most", "least", "fastest", "top")
_BARE = 2
"""Tokens of a message that is nothing but a number (2, 第2)."""


@dataclass(frozen=True, slots=True)
class Pointing:
    """Words of a turn that point at things in a list (第三个, the latter)."""

    places: tuple[int, ...]
    """Places in the list, from 0."""
    links: tuple[Link, ...]
    """The words that point, and say nothing else."""


def pointing(query: Query, count: int) -> Pointing | None:
    """What a turn points to among `count` things; None where it points to none of them, or to both ends."""
    if not count:
        return None
    if set(_BOTH) <= set(query.ids(LinkKind.DIALOGUE)):
        return _both_ends(query, count)
    by_word = _by_word(query, count)
    ordinals = {n.end for n in query.numbers if n.unit == RANK}
    numbers = [n for n in query.numbers if n.start not in ordinals]  # the second one: it is but one
    numbers = [n for n in numbers if _points(n, query) and 1 <= n.value <= count]
    counted = tuple(dict.fromkeys(int(n.value) - 1 for n in numbers if n.value == int(n.value)))
    words = tuple(ln for n in numbers for ln in _words_of(n, query))
    if by_word is not None and not set(counted) - set(by_word.places):
        return by_word
    if by_word is not None:  # 最后一个比第一个少多少
        word_first = by_word.links[0].start < min(n.start for n in numbers)
        places = (*by_word.places, *counted) if word_first else (*counted, *by_word.places)
        return Pointing(places, (*by_word.links, *words))
    return Pointing(counted, words) if counted else None


def _both_ends(query: Query, count: int) -> Pointing | None:
    """The first and the last of several, as they are named (最后那个比头一个少几亿); of two, both are meant
    as they stand (后者是前者几倍)."""
    links = tuple(ln for ln in query.links if set(_BOTH) & {*ln.ids(LinkKind.DIALOGUE)})
    ends = tuple(0 if "former" in ln.ids(LinkKind.DIALOGUE) else count - 1 for ln in links)
    return Pointing(tuple(dict.fromkeys(ends)), links) if count > len(_BOTH) else None


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Things that a turn lists itself, and what it goes on to ask of one of them."""

    subjects: tuple[str, ...]
    query: Query
    """The turn without their names."""


def enumerated(query: Query) -> Enumeration | None:
    """What a turn lists before a clause that points into it (甲、乙、丙这三个,第一个投多少); else None."""
    names = [ln for ln in query.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    subjects = tuple(dict.fromkeys(s for ln in names for s in ln.ids(LinkKind.SUBJECT)))
    if len(names) < 2 or len(subjects) != len(names):
        return None
    last = query.clause_of(names[-1])
    rest = replace(query, links=tuple(ln for ln in query.links if query.clause_of(ln) > last))
    if query.has(LinkKind.OPERATION, *_ORDERING):
        return None  # 按产值排队,第二位的是谁
    counted = [n for n in query.numbers if n.unit == RANK and _is_counted(n, query)]
    behind = [n for n in counted if query.tokens[n.start].clause > last]
    found = pointing(replace(rest, numbers=tuple(behind)), len(subjects))
    return Enumeration(subjects, rest) if found is not None and found.links else None


def _by_word(query: Query, count: int) -> Pointing | None:
    """What the first word of the vocabulary points to that points at all."""
    for name, places in _PLACES.items():
        links = tuple(ln for ln in query.links if name in ln.ids(LinkKind.DIALOGUE))
        if links and count >= max(abs(places.start or 0), abs(places.stop or 0)):  # of two no first three
            return Pointing(tuple(range(count))[places], links)
    return None


def _points(number: NumberMention, query: Query) -> bool:
    """Whether it counts things of the last reply, not ranks of the report (第三个, but not 全市第三)."""
    if not number.unit:
        says = CONTENT - {LinkKind.NUMBER} | {LinkKind.OPERATION}  # "total of the two" is no "2"
        named = any(ln.kinds & says for ln in query.links)
        return len(query.tokens) <= _BARE and not named
    own = _words_of(number, query)
    if query.has(LinkKind.DIALOGUE, "section"):  # 第一部分呢
        return False
    if any(ln.kinds & {LinkKind.PHRASE, LinkKind.PERIOD} for ln in own):  # the first half is no first thing
        return False
    named = any(LinkKind.SUBJECT in ln.kinds and ln not in own for ln in query.links)
    ranked = named or query.has(LinkKind.ASK, "rank") or query.has(LinkKind.PLACE)
    whose = query.has(LinkKind.ASK, "which", "person", "organisation") and not _is_counted(number, query)
    whose = whose and any(ln.kinds & CONTENT for ln in query.links if ln not in own)  # but 第二是谁
    return number.unit == RANK and not ranked and not whose


def _is_counted(number: NumberMention, query: Query) -> bool:
    """Whether a counting word follows (第三个), not a bare rank (第三是谁)."""
    return max((ln.end for ln in _words_of(number, query)), default=0) > number.end


def _words_of(number: NumberMention, query: Query) -> tuple[Link, ...]:
    """The links over the number, and over the "one" or the counting word behind it."""
    ones = (n.end for n in query.numbers if n.start == number.end and n.value == 1)
    counters = (ln.end for ln in query.links if ln.start == number.end and LinkKind.UNIT in ln.kinds)
    behind = max((*ones, *counters), default=number.end)
    return tuple(ln for ln in query.links if ln.start < behind and number.start < ln.end)


def without_pointing(query: Query, found: Pointing) -> Query:
    """The query as if the words that point said nothing."""
    numbers = frozenset(found.links)
    return replace(query, links=tuple(ln for ln in query.links if ln not in numbers))


def named_things(facts: Sequence[Fact], listed: Sequence[Fact], base: FactBase) -> tuple[str, ...]:
    """The subjects that a reply named side by side, in its order: those listed, or those in a fact."""
    subjects = tuple(dict.fromkeys(f.subject for f in listed))
    parts = Counter(whole for s in subjects for whole in base.subjects[s].part_of)
    subjects = tuple(s for s in subjects if parts[s] < 2)  # the group itself is none of its members
    if len(subjects) > 1:
        return subjects
    groups = (tuple(s for s in f.mentions if s in base.subjects) for f in facts)
    return next((g for g in groups if len(g) > 1), ())


def one_described(query: Query, named: Sequence[str], base: FactBase) -> Query | None:
    """The query about the one thing in a list that it describes by what it belongs to (5G那个), or None."""
    if len(named) < 2 or not query.has(LinkKind.DIALOGUE, "pronoun"):
        return None
    for link in query.links:
        wholes = set(link.ids(LinkKind.SUBJECT))
        if not wholes or not wholes.isdisjoint(named):
            continue
        members = [s for s in named if wholes & set(base.subjects[s].part_of)]
        if len(members) == 1:
            one = replace(link, targets=(Target(LinkKind.SUBJECT, members[0]),))
            return replace(query, links=tuple(one if ln is link else ln for ln in query.links))
    return None
