"""A question as the log keeps it: what was asked and what came of it, and nothing about who asked."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.reply import Refusal, Reply, ReplyKind

REFUSED = frozenset(refusal.value for refusal in Refusal)
ASKED_BACK = ReplyKind.CLARIFY.value
ANSWERED = ReplyKind.ANSWER.value


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the log keeps it, without its asker."""

    time: int
    """Seconds since 1970, UTC."""
    language: str
    """The reply's: zh or en."""
    folded: str
    """The question as understanding folds it."""
    outcome: str
    """answer, clarify, chat, or the kind of refusal"""
    facts: tuple[str, ...] = ()
    """Keys of the facts that the reply rested on or offered."""
    up: int = 0
    down: int = 0
    """Thumbs."""

    @property
    def unhelpful(self) -> bool:
        """Whether people found the reply of no help."""
        return self.down > self.up


def outcome_of(reply: Reply) -> str:
    """What a question came to, as `Asked.outcome` says it."""
    return reply.refusal.value if reply.refusal is not None else reply.kind.value
