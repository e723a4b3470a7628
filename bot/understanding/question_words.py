"""Question words in a question: names of their own, and inside longer names (新注册了多少). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.understanding.lexicon import Lexicon, LinkKind
from bot.understanding.linking import Link
from bot.understanding.tokens import Token

_NAMES = frozenset(
    {LinkKind.FILLER, LinkKind.SUBJECT, LinkKind.KIND, LinkKind.SECTION, LinkKind.PLACE, LinkKind.NUMBER}
)
"""Kinds of name in which a question word asks nothing (跟谁学, 二十几亿)."""
_SAYING_WHAT = frozenset({LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.MEASURE, LinkKind.OPERATION})
"""Kinds of name that say what is asked about; a measure is asked of what other clauses name, and so is
what is to be worked out."""
_ENDING = frozenset({"number", "money", "percent", "duration", "rank", "place"})
"""Question words at whose end even the name of a thing asks (新注册了多少)."""


def asks_of(link: Link, tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[str]:
    """The question words of a link, also where a longer name holds them."""
    own = frozenset(link.ids(LinkKind.ASK))
    if link.kinds <= _NAMES or link.end - link.start < 2:
        return own
    return own | _asks_within(tuple(t.key for t in tokens[link.start : link.end]), lexicon)


def holding_questions(links: Iterable[Link], tokens: Sequence[Token], lexicon: Lexicon) -> frozenset[Link]:
    """Names of things and of facts that hold a question word, those for yes or no left out."""
    named = (ln for ln in links if ln.start >= 0 and ln.kinds & _SAYING_WHAT)
    return frozenset(ln for ln in named if _holds_one(ln, tokens, lexicon))


def _holds_one(link: Link, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    keys = tuple(t.key for t in tokens[link.start : link.end])
    if link.kinds <= _NAMES:
        return any(_ENDING & _asks_at(keys, start, lexicon) for start in range(1, len(keys)))
    asks = asks_of(link, tokens, lexicon)
    return bool(asks & _ENDING if LinkKind.OPERATION in link.kinds else asks - {"yesno"})


def _asks_at(keys: tuple[str, ...], start: int, lexicon: Lexicon) -> frozenset[str]:
    """What the end of a name asks, from a place in it on."""
    ends = (n for n in lexicon.matches(keys, start) if start + len(n.keys) == len(keys))
    return frozenset(t.id for name in ends for t in name.targets if t.kind is LinkKind.ASK)


@lru_cache(maxsize=1024)  # questions hold the same names again and again
def _asks_within(keys: tuple[str, ...], lexicon: Lexicon) -> frozenset[str]:
    """The question words in a longer name."""
    found: set[str] = set()
    for start in range(len(keys)):
        for name in lexicon.matches(keys, start):
            certain = len(name.keys) > 1 or start == 0 or not lexicon.is_filler(name.keys[0])
            found |= {t.id for t in name.targets if t.kind is LinkKind.ASK and certain}
    return frozenset(found)
