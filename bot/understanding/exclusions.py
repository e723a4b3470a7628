"""What a question names only to say that it does not mean it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.lexicon import Lexicon, LinkKind
from bot.understanding.linking import Link, with_fillers
from bot.understanding.name_keys import name_keys
from bot.understanding.tokens import Token

CONTENT = frozenset(
    {
        LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE, LinkKind.SECTION, LinkKind.KIND,
        LinkKind.STATUS, LinkKind.DIRECTION, LinkKind.NUMBER, LinkKind.ELSEWHERE,
    }
)  # fmt: skip
"""Kinds of link that a fact has to account for."""
_DENYING = {(LinkKind.CHAT, "no"), (LinkKind.DIALOGUE, "not_meant"), (LinkKind.DIALOGUE, "except")}
_OF_WHOLES = frozenset({"share", "ratio", "compare", "remaining", "list", "most", "least", "top", "fastest"})
"""Operations that what something is among takes part in."""
_ASIDE = re.compile(r"[(（]([^()（）]+)[)）]")


def _denied(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> set[Link]:
    """What stands between "not" and a later "I mean" (不是签了的,我问的是…)."""
    turns = [i for i, ln in enumerate(links) if "instead" in ln.ids(LinkKind.DIALOGUE)]
    nots = [i for i, ln in enumerate(links) if "no" in ln.ids(LinkKind.CHAT)]
    if not turns or not nots or nots[0] > turns[-1]:
        return set()
    meant = [ln for ln in links[turns[-1] + 1 :] if ln.kinds & CONTENT]
    last = turns[-1] if meant else _clause_before(turns[-1], links, tokens)
    return {ln for ln in links[nots[0] : last] if ln.kinds & CONTENT}


def _clause_before(turn: int, links: tuple[Link, ...], tokens: tuple[Token, ...]) -> int:
    """Where the clause begins that ends in "is what I meant"."""
    clause = tokens[links[turn].start].clause
    return next(i for i, ln in enumerate(links) if tokens[ln.start].clause == clause)


def _denied_aside(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> set[Link]:
    """What a clause names that says no more than "not that" (…同比降幅，不是产量)."""
    clauses: dict[int, list[Link]] = {}
    for link in links:
        clauses.setdefault(tokens[link.start].clause, []).append(link)
    telling = [c for c, own in clauses.items() if any(ln.kinds & CONTENT for ln in own)]
    found: set[Link] = set()
    for clause in telling if len(telling) > 1 else ():
        own = [ln for ln in clauses[clause] if ln.kinds != {LinkKind.FILLER} or ln is clauses[clause][0]]
        denies = "no" in own[0].ids(LinkKind.CHAT)
        asks = any(LinkKind.ASK in ln.kinds and LinkKind.FILLER not in ln.kinds for ln in own)
        if denies and not asks and len(own) > 1 and own[1].kinds & CONTENT:
            found.update(ln for ln in own if ln.kinds & CONTENT)
    return found


def _left_out(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> set[Link]:
    """What a clause of its own says to leave out (…, 在谈的不算)."""
    ends = ("except", "not_meant")
    return {
        ln
        for own in _remarks(links, tokens)
        if not set(ends).isdisjoint(own[-1].ids(LinkKind.DIALOGUE))
        for ln in own
        if ln.kinds & CONTENT
    }


def without_widening(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> tuple[Link, ...]:
    """The links, those left aside that only say what counts as well (…, 在谈的也算)."""
    wider = {
        ln
        for own in _remarks(links, tokens)
        if any("included" in ln.ids(LinkKind.DIALOGUE) for ln in (own[0], own[-1]))
        for ln in own
    }
    return with_fillers(links, wider)


def without_precision(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links, the numbers left aside that only say how exact an answer is to be (精确到0.1个百分点)."""
    ends = {ln.end for ln in links if "precision" in ln.ids(LinkKind.DIALOGUE)}
    return with_fillers(links, {ln for ln in links if LinkKind.NUMBER in ln.kinds and ln.start in ends})


def without_conditions(
    links: tuple[Link, ...], tokens: tuple[Token, ...], stages: frozenset[str]
) -> tuple[Link, ...]:
    """The links, where how far things are is only supposed (三家要是都落地,...): it is not what is asked."""
    found: set[Link] = set()
    for own in (*_remarks(links, tokens), *_supposing(links, tokens)):
        supposed = [i for i, ln in enumerate(own) if "condition" in ln.ids(LinkKind.DIALOGUE)]
        behind = own[supposed[0] :] if supposed else []
        of_which = max((i for i, ln in enumerate(behind) if "every" in ln.ids(LinkKind.DIALOGUE)), default=0)
        how_far = {  # 要是在谈的都成了: in front of "all" stands what is meant, not what is supposed of it
            ln
            for ln in behind[of_which:]
            if LinkKind.STATUS in ln.kinds or stages.intersection(ln.ids(LinkKind.MEASURE))
        }
        found |= how_far
        if how_far:  # 要是全落地: all of them, too, is only supposed
            found |= {ln for ln in behind if "every" in ln.ids(LinkKind.DIALOGUE)}
    return with_fillers(links, found)


def without_frames(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> tuple[Link, ...]:
    """The links, those things left aside that only say among what another is (重点项目里头新开工的一共几个).

    Of a part and its whole both are needed.
    """
    if any(not _OF_WHOLES.isdisjoint(ln.ids(LinkKind.OPERATION)) for ln in links):
        return links
    within = {(ln.start, tokens[ln.start].clause) for ln in links if "within" in ln.ids(LinkKind.DIALOGUE)}
    found: set[Link] = set()
    for link in (ln for ln in links if LinkKind.SUBJECT in ln.kinds):
        clause = tokens[link.start].clause
        later = (ln for ln in links if ln.start > link.end and tokens[ln.start].clause == clause)
        if (link.end, clause) in within and any(LinkKind.SUBJECT in ln.kinds for ln in later):
            found.add(link)
    return with_fillers(links, found)


def _supposing(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> Iterator[list[Link]]:
    """What stands between a word that supposes something and what is then asked in one breath with it."""
    for begins in (ln for ln in links if "condition" in ln.ids(LinkKind.DIALOGUE)):
        clause = tokens[begins.start].clause
        after = [ln for ln in links if ln.start > begins.start and tokens[ln.start].clause == clause]
        asking = next((i for i, ln in enumerate(after) if _asks(ln)), 0)
        yield [begins, *after[:asking]]


def _remarks(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> Iterator[list[Link]]:
    """What carries weight in each clause that names something and asks nothing, beside one that asks."""
    clauses: dict[int, list[Link]] = {}
    for link in links:
        if link.kinds != {LinkKind.FILLER}:
            clauses.setdefault(tokens[link.start].clause, []).append(link)
    named = {c for c, own in clauses.items() if any(ln.kinds & CONTENT for ln in own)}
    asking = {c for c, own in clauses.items() if any(map(_asks, own))}
    if asking:
        yield from (clauses[c] for c in sorted(named - asking))


def _asks(link: Link) -> bool:
    """Whether it asks or calculates; to deny something (没签的也算) is neither."""
    return LinkKind.ASK in link.kinds or bool(set(link.ids(LinkKind.OPERATION)) - {"denied"})


def with_asides_apart(text: str, lexicon: Lexicon) -> str:
    """The text with those brackets that say what is not meant as clauses of their own."""

    def apart(match: re.Match[str]) -> str:
        keys = tuple(t.key for t in name_keys(match[1], lexicon.spellings))
        first = lexicon.matches(keys, 0) if keys else ()
        denies = any((t.kind, t.id) in _DENYING for name in first for t in name.targets)
        return f",{match[1]}," if denies else match[0]

    return _ASIDE.sub(apart, text)


def excluded(links: tuple[Link, ...], tokens: tuple[Token, ...]) -> frozenset[Link]:
    """Links behind "not that" up to "but" or the clause's end, and between "except" and its end."""
    found = _denied(links, tokens) | _denied_aside(links, tokens) | _left_out(links, tokens)
    clause: int | None = None
    for link in links:
        words = link.ids(LinkKind.DIALOGUE)
        if "not_meant" in words or "except" in words:
            clause = tokens[link.start].clause
        elif (
            clause is None
            or clause != tokens[link.start].clause
            or not {"instead", "except_end", "others"}.isdisjoint(words)
        ):
            clause = None
        elif link.kinds & CONTENT or LinkKind.PERIOD in link.kinds:
            found.add(link)
    return frozenset(found - _still_meant(links, found))


def _still_meant(links: tuple[Link, ...], found: set[Link]) -> set[Link]:
    """The things left out that a pronoun behind them stands for, where nothing else is named (I don't want
    its output, I want *its* growth)."""
    things = {ln for ln in found if LinkKind.SUBJECT in ln.kinds}
    last = max((ln.end for ln in things), default=-1)
    pointing = any("pronoun" in ln.ids(LinkKind.DIALOGUE) and ln.start >= last for ln in links)
    others = any(LinkKind.SUBJECT in ln.kinds and ln not in found for ln in links)
    return things if pointing and not others else set()
