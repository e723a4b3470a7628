"""By what names are found: their keys, with a mark where other words may stand within them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.folding import fold
from bot.understanding.tokens import Token, TokenKind, plain_keys, tokenize

GAP = "\u2026"
"""Where other words may stand within a name (what did … do)."""
CLOSING = "?"
"""Behind a name with a gap: it closes its clause (what is … for?)."""


def name_keys(name: str, spellings: Mapping[str, str]) -> tuple[Token, ...]:
    """The tokens by which a name is found."""
    return tokenize(fold(name, spellings))


class Keys(NamedTuple):
    """By what a name is found."""

    keys: tuple[str, ...]
    latin: bool


@lru_cache(maxsize=1)
def _remembered(spellings: tuple[tuple[str, str], ...]) -> dict[str, Keys]:
    """The keys of each name of the lexicon built last: an edit changes a few names of thousands."""
    return {}


def keys_by_name(names: Iterable[str], spellings: Mapping[str, str]) -> Mapping[str, Keys]:
    """The keys of each name; worked out only for names that the lexicon before had not."""
    known = _remembered(tuple(spellings.items()))
    respelled = re.compile("|".join(map(re.escape, spellings)) or r"(?!)")
    found: dict[str, Keys] = {}
    for name in names:
        if name not in found:
            found[name] = known.get(name) or _keys(name, spellings, respelled)
    for gone in known.keys() - found.keys():
        known.pop(gone, None)
    known.update(found)
    return found


def _keys(name: str, spellings: Mapping[str, str], respelled: re.Pattern[str]) -> Keys:
    head, gap, tail = name.partition(GAP)
    if gap:
        parts = _keys(head, spellings, respelled), _keys(tail, spellings, respelled)
        closing = (CLOSING,) if tail.rstrip().endswith(CLOSING) else ()
        return Keys((*parts[0].keys, GAP, *parts[1].keys, *closing), all(part.latin for part in parts))
    folded = fold(name)
    if respelled.search(folded):  # looking for each spelling in each name takes longer than all the rest
        folded = fold(name, spellings)
    plain = plain_keys(folded)
    if plain is not None:
        return Keys(plain, folded.isascii())
    tokens = tokenize(folded)
    return Keys(tuple(t.key for t in tokens), all(t.kind is not TokenKind.HAN for t in tokens))
