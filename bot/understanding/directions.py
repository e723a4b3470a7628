"""Directions that a comparison with the year before gives to more and less."""

from __future__ import annotations

from dataclasses import replace

from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link

_WAYS = {"more": "up", "less": "down"}


def with_directions(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """More than last year is a rise, less a fall."""
    if not any("than_last_year" in ln.ids(LinkKind.PERIOD) for ln in links):
        return links
    return tuple(map(_with_direction, links))


def _with_direction(link: Link) -> Link:
    ways = [Target(LinkKind.DIRECTION, _WAYS[o]) for o in link.ids(LinkKind.OPERATION) if o in _WAYS]
    return replace(link, targets=(*link.targets, *ways)) if ways else link
