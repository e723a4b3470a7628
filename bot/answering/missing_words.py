"""Words of a question that may be names yet to be written: whole ones, not what linking left of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from bot.answering.evidence import index_of
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query
from bot.understanding.similarity import is_listed_word
from bot.understanding.tokens import TokenKind

_JOINING = frozenset({LinkKind.FILLER, LinkKind.UNIT, LinkKind.KIND, LinkKind.OPERATION, LinkKind.DIRECTION})
"""Kinds of short name that are often read out of the middle of a longer word (烂砖|头, 进|场|施工)."""

_Run = tuple[int, int]
"""The tokens of a stretch: its first one, and the one behind its last."""


def missing_words(query: Query, base: FactBase) -> tuple[str, ...]:
    """What no name explains, as words: a broken one joined with the short names beside it, or left out.

    A lone character is a word only with its neighbour: 土 behind which 地 was read as a filler.
    """
    joining = _joining(query)
    found: dict[str, None] = {}
    for run in _runs(query):
        whole = query.tokens[run[0]].kind is not TokenKind.HAN or _is_whole(query, run, joining, base)
        words = (run,) if whole else _around(query, run, joining)
        word = next((query.surface(*w) for w in words if whole or _is_word(query, w, run, base)), "")
        if sum(map(str.isalnum, word)) > 1:
            found[word] = None
    return tuple(found)


def _runs(query: Query) -> tuple[_Run, ...]:
    """Neighbouring tokens that no name explains, of one script and clause."""
    runs: list[_Run] = []
    for index in sorted(query.loose):
        token, before = query.tokens[index], query.tokens[index - 1]
        alike = (token.kind is TokenKind.HAN) == (before.kind is TokenKind.HAN)
        if runs and runs[-1][1] == index and alike and token.clause == before.clause:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return tuple(runs)


def _joining(query: Query) -> frozenset[int]:
    """Chinese characters that are a name by themselves, and those that no name explains."""
    short = {ln.start for ln in query.links if ln.end - ln.start == 1 and ln.kinds <= _JOINING}
    return frozenset(i for i in short | query.loose if query.tokens[i].kind is TokenKind.HAN)


def _is_whole(query: Query, run: _Run, joining: frozenset[int], base: FactBase) -> bool:
    """Whether a run is a word as it stands: known for one, or with nothing beside it that may be a piece."""
    start, end = run
    return end - start > 1 and (not {start - 1, end} & joining or _is_word(query, run, run, base))


def _around(query: Query, run: _Run, joining: frozenset[int]) -> Iterator[_Run]:
    """Stretches of a run and the character on either side, the longest first."""
    clause = query.tokens[run[0]].clause
    reach = [i for i in range(run[0] - 1, run[1] + 1) if i in joining and query.tokens[i].clause == clause]
    for length in range(len(reach), 1, -1):
        for at in range(len(reach) - length + 1):
            stretch = reach[at], reach[at] + length
            if stretch[0] < run[1] and stretch[1] > run[0]:
                yield stretch


def _is_word(query: Query, stretch: _Run, run: _Run, base: FactBase) -> bool:
    """Whether a word list has a stretch, or the facts' own words have the whole run with its neighbour."""
    start, end = stretch
    if is_listed_word(query.surface(start, end)):
        return True
    fillers = {ln.start for ln in query.links if ln.kinds == {LinkKind.FILLER}}
    if start > run[0] or end < run[1] or not fillers.isdisjoint(range(start, end)):
        return False
    known = index_of(base).by_word
    return all(a.key + b.key in known for a, b in pairwise(query.tokens[start:end]))
