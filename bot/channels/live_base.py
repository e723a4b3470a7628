"""The fact base that a running bot answers from, replaced whole while it runs."""

from __future__ import annotations

from bot.knowledge.model import FactBase


class BaseHolder:
    """Holds the current fact base. Whoever answers takes `current` once a turn, so a swap never tears one."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    @property
    def current(self) -> FactBase:
        return self._base

    def swap(self, base: FactBase) -> FactBase:
        """Puts `base` in place and returns the one before. Atomic: a single assignment."""
        before, self._base = self._base, base
        return before
