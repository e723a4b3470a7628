"""What people tell of themselves before they ask: neither its places nor its times are asked about. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.knowledge.model import FactBase, kept
from bot.understanding.exclusions import CONTENT
from bot.understanding.lexicon import Lexicon, LinkKind, lexicon_of
from bot.understanding.linking import Link, with_fillers
from bot.understanding.question_words import asks_of
from bot.understanding.tokens import Token

_PLACED = frozenset({LinkKind.ELSEWHERE, LinkKind.PERIOD, LinkKind.CHAT})
_OF_THEMSELVES = "of_themselves"
_FIRST_PERSON = "first_person"
_TURNING = frozenset({"instead", "correction", "not_meant", "except", "included", "condition"})
"""Words of dialogue by which a remark says what is meant."""
_REMARK = 4
"""Tokens that a remark has at least: fewer frame the question behind them (on average, ...)."""
_INSTEAD = "instead"
"""Words by which a speaker says at last what is meant (我要问的是)."""
_OF_WHAT = frozenset({LinkKind.SUBJECT, LinkKind.ASK, LinkKind.OPERATION, LinkKind.KIND})
"""What was named by mistake; the measure stays as it was asked."""
_THERE = "there"
"""Words that ask of the place named before (我家住甲区,那边…)."""


def without_own_story(links: Sequence[Link], tokens: Sequence[Token], base: FactBase) -> tuple[Link, ...]:
    """The links, those mere words that people tell of themselves: places, times and what no report gives,
    from where they begin to speak of themselves up to the last clause.

    我从吉隆坡来,想问上半年…: the place is the speaker's. Where the last clause names a thing itself, whatever
    else is named as the speaker's own is told in passing too.
    """
    links = _without_passing_remarks(_without_what_was_mistaken(links, tokens), tokens, base)
    named = [ln for ln in links if ln.start >= 0 and ln.kinds & CONTENT]
    begins = {_clause(ln, tokens) for ln in links if _OF_THEMSELVES in ln.ids(LinkKind.DIALOGUE)}
    if not begins or not named:
        return tuple(links)
    last = _clause(named[-1], tokens)
    things = {_clause(ln, tokens) for ln in named if LinkKind.SUBJECT in ln.kinds}
    own = {c for c in begins if c < max(things, default=0)}
    story = [ln for ln in links if min(begins) <= _clause(ln, tokens) < last]
    told = {ln for ln in story if ln.kinds & _PLACED or _is_strange(ln, base)}
    told |= {ln for ln in named if _clause(ln, tokens) in own}
    if asks_there(links, tokens, last):
        told = {ln for ln in told if LinkKind.ELSEWHERE not in ln.kinds}
    return with_fillers(links, told)


def _without_what_was_mistaken(links: Sequence[Link], tokens: Sequence[Token]) -> tuple[Link, ...]:
    """The links, those mere words that earlier clauses name, where the last one only says which thing is
    meant (记错了,甲是我弟弟,我要问的是乙)."""
    things = [ln for ln in links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    meant = [ln for ln in links if _INSTEAD in ln.ids(LinkKind.DIALOGUE)]
    if not things or not meant or things[-1].start - meant[-1].end not in (0, 1):
        return tuple(links)
    last = _clause(things[-1], tokens)
    if any(ln.start >= things[-1].end and ln.kinds & CONTENT for ln in links):
        return tuple(links)
    earlier = {ln for ln in links if ln.start >= 0 and _clause(ln, tokens) < last}
    return with_fillers(links, {ln for ln in earlier if ln.kinds & _OF_WHAT})


def _without_passing_remarks(
    links: Sequence[Link], tokens: Sequence[Token], base: FactBase
) -> tuple[Link, ...]:
    """The links, those mere words that a clause in the first person says of places and of what no report
    gives, where a later clause asks for itself (我们想帮会员对接,请问建了哪些机制)."""
    lexicon = lexicon_of(base)
    last = max((_clause(ln, tokens) for ln in links if _asks(ln, tokens, lexicon)), default=-1)
    complete = any(_clause(ln, tokens) == last and len(ln.ids(LinkKind.SUBJECT)) == 1 for ln in links)
    speaking = {_clause(ln, tokens) for ln in links if _FIRST_PERSON in ln.ids(LinkKind.DIALOGUE)}
    if not complete or not speaking:
        return tuple(links)
    passing = [ln for ln in links if _clause(ln, tokens) in speaking and _clause(ln, tokens) < last]
    there = asks_there(links, tokens, last)
    told = {ln for ln in passing if (LinkKind.ELSEWHERE in ln.kinds and not there) or _is_strange(ln, base)}
    asking = {_clause(ln, tokens) for ln in links if asks_of(ln, tokens, lexicon) - {"yesno"}}
    lengths = Counter(t.clause for t in tokens)
    ends = last - 1 if _goes_on(links, tokens, last) else last
    story = {c for c in range(min(speaking), ends) if c not in asking and lengths[c] >= _REMARK}
    told |= {ln for ln in links if _clause(ln, tokens) in story and _says_nothing(ln)}
    return with_fillers(links, told | _afterthoughts(links, tokens, speaking, last))


def _goes_on(links: Sequence[Link], tokens: Sequence[Token], clause: int) -> bool:
    """Whether a clause only sets what the one before it names against something (…的产值,比丙多多少)."""
    first = next((ln for ln in links if ln.start >= 0 and _clause(ln, tokens) == clause), None)
    return first is not None and "compare" in first.ids(LinkKind.OPERATION)


def _says_nothing(link: Link) -> bool:
    """Whether it is what to do (汇总), or a name that is an everyday word as well (领导)."""
    return LinkKind.OPERATION in link.kinds or {LinkKind.SUBJECT, LinkKind.FILLER} <= link.kinds


def _afterthoughts(
    links: Sequence[Link], tokens: Sequence[Token], speaking: set[int], last: int
) -> set[Link]:
    """What the clauses behind the question name that only say why it is asked (…?我怕回来是空箱)."""
    own = {c for c in speaking if c > last}
    turning = {_clause(ln, tokens) for ln in links if not _TURNING.isdisjoint(ln.ids(LinkKind.DIALOGUE))}
    return {ln for ln in links if _clause(ln, tokens) in own - turning and ln.kinds & CONTENT}


def asks_there(links: Iterable[Link], tokens: Sequence[Token], clause: int) -> bool:
    """Whether a clause asks of the place that was named before it, and names none itself."""
    own = [ln for ln in links if ln.start >= 0 and _clause(ln, tokens) == clause]
    points = any(_THERE in ln.ids(LinkKind.DIALOGUE) for ln in own)
    return points and not any(LinkKind.PLACE in ln.kinds for ln in own)


def _asks(link: Link, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    return bool(asks_of(link, tokens, lexicon) - {"yesno"}) or "list" in link.ids(LinkKind.OPERATION)


def _is_strange(link: Link, base: FactBase) -> bool:
    """Whether it names nothing but what no fact gives (打电话反映过好几回)."""
    return link.kinds == {LinkKind.MEASURE} and _borne(base).isdisjoint(link.ids(LinkKind.MEASURE))


@kept
def _borne(base: FactBase) -> frozenset[str]:
    """Measures of facts, and those broader."""
    known = base.vocabulary.measures
    return frozenset(m for f in base.facts.values() for m in (f.measure, *known[f.measure].broader))


def _clause(link: Link, tokens: Sequence[Token]) -> int:
    return tokens[link.start].clause
