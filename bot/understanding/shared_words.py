"""Names that share a word which is said once: 省级和市级重点项目, tasks set by the province and the city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.lexicon import Lexicon, LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.tokens import Token

MOST = 3
"""Tokens of the shorter name at most."""
_MARKS = ("、", "/")
_NAMED = frozenset({LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE, LinkKind.NUMBER})
_PASSED = frozenset({LinkKind.FILLER})


def with_shared_words(
    links: tuple[Link, ...], tokens: Sequence[Token], folded: str, lexicon: Lexicon
) -> tuple[Link, ...]:
    """The links, with what stands beside the whole name of a thing named by the words that both share."""
    for full in [ln for ln in links if LinkKind.SUBJECT in ln.kinds and ln.end - ln.start > 1]:
        for start, end, keys in (*_in_front(full, links, tokens, folded), *_behind(full, links, tokens)):
            found = _subjects(keys, lexicon)
            there = [ln for ln in links if ln.start < end and start < ln.end]
            whole = all(start <= ln.start and ln.end <= end and not ln.kinds & _NAMED for ln in there)
            if whole and not set(found) <= set(full.targets):
                named = Link(start, end, found, "shared", 1.0, keys)
                others = (ln for ln in links if ln not in there)
                return tuple(sorted((*others, named), key=lambda ln: ln.start))
    return links


def _in_front(
    full: Link, links: Sequence[Link], tokens: Sequence[Token], folded: str
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Stretches in front of the name and "and", with the name that each would have."""
    joint = next((ln for ln in links if ln.end == full.start and _joins(ln)), None)
    end = joint.start if joint is not None else full.start
    gap = folded[tokens[end - 1].end : tokens[end].start] if end else ""
    if joint is None and not any(mark in gap for mark in _MARKS):
        return
    keys = tuple(t.key for t in tokens)
    for size in range(min(MOST, full.end - full.start - 1, end), 0, -1):
        yield end - size, end, (*keys[end - size : end], *keys[full.start + size : full.end])


def _behind(
    full: Link, links: Sequence[Link], tokens: Sequence[Token]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The same behind the name, of stretches that take the place of its last words."""
    joint = next((ln for ln in links if ln.start == full.end and _joins(ln)), None)
    if joint is None:
        return
    start = joint.end
    while passed := next((ln for ln in links if ln.start == start and ln.kinds == _PASSED), None):
        start = passed.end
    keys = tuple(t.key for t in tokens)
    for size in range(min(MOST, full.end - full.start - 1, len(tokens) - start), 0, -1):
        yield start, start + size, (*keys[full.start : full.end - size], *keys[start : start + size])


def _joins(link: Link) -> bool:
    return "connective" in link.ids(LinkKind.DIALOGUE)


def _subjects(keys: tuple[str, ...], lexicon: Lexicon) -> tuple[Target, ...]:
    index = lexicon.by_text.get(" ".join(keys))
    return (
        tuple(t for t in lexicon.names[index].targets if t.kind is LinkKind.SUBJECT)
        if index is not None
        else ()
    )
