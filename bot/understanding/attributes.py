"""English words for a place that only say of what the noun behind them is: which city campaign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link
from bot.understanding.tokens import Token

_PLACE, _WHICH = Target(LinkKind.ASK, "place"), Target(LinkKind.ASK, "which")
_DETERMINERS = frozenset({"which", "what"})
_NOUNS = frozenset({LinkKind.KIND, LinkKind.SUBJECT})


def with_attributes(links: tuple[Link, ...], tokens: Sequence[Token]) -> tuple[Link, ...]:
    """Question words for a place right before a noun ask for the noun (which city campaign)."""
    nouns = {ln.start for ln in links if ln.kinds & _NOUNS}
    links = tuple(_asking_for_noun(ln) if ln.end in nouns and _is_place(ln, tokens) else ln for ln in links)
    return _without_own_measures(links)


def _without_own_measures(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links, "what is" right before a measure asking for that alone (what is the budget)."""
    measures = {ln.start for ln in links if LinkKind.MEASURE in ln.kinds and LinkKind.ASK not in ln.kinds}
    return tuple(_asking_only(ln) if ln.end in measures and _WHICH in ln.targets else ln for ln in links)


def _asking_only(link: Link) -> Link:
    return replace(link, targets=tuple(t for t in link.targets if t.kind is not LinkKind.MEASURE))


def _is_place(link: Link, tokens: Sequence[Token]) -> bool:
    return _PLACE in link.targets and tokens[link.start].key in _DETERMINERS


def _asking_for_noun(link: Link) -> Link:
    rest = tuple(t for t in link.targets if t.kind is not LinkKind.ASK)
    return replace(link, targets=(*rest, _WHICH))
