"""Where questions and thumbs go: one small interface, and one that keeps nothing."""

from __future__ import annotations

from typing import Protocol

from bot.answering.conversation import Turn


class FeedbackSink(Protocol):
    """Keeps what was asked and whether the answer helped. Calls return at once; writing happens elsewhere."""

    def record(self, question: str, turn: Turn, *, channel: str, message: str) -> None:
        """Keeps one turn. `message` identifies the answer within the channel (`chat:message`)."""

    def thumb(self, *, channel: str, message: str, voter: str, up: bool) -> bool:
        """Counts a vote on an answer. A later vote of the same voter replaces the earlier one.

        `voter` is a pseudonym, the same for the same person. Returns False where it changes nothing.
        """


class VotesInMemory:
    """Keeps no question; remembers the latest votes so that nobody counts twice."""

    LIMIT = 5_000

    def __init__(self) -> None:
        self._votes: dict[tuple[str, str, str], bool] = {}

    def record(self, question: str, turn: Turn, *, channel: str, message: str) -> None:
        """Keeps nothing."""

    def thumb(self, *, channel: str, message: str, voter: str, up: bool) -> bool:
        key = (channel, message, voter)
        if self._votes.get(key) is up:
            return False
        self._votes[key] = up
        if len(self._votes) > self.LIMIT:
            del self._votes[next(iter(self._votes))]
        return True

    @property
    def counts(self) -> tuple[int, int]:
        """Votes that are kept: up, down."""
        ups = sum(self._votes.values())
        return ups, len(self._votes) - ups
