"""What is remembered of each conversation: bounded in number and in time, lost on a restart."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from telegram import User

from bot.channels.telegram.texts import Voice
from bot.understanding.dialogue import Dialogue

MOST = 2_000
IDLE_SECONDS = 6 * 3600.0
ANSWERS_KEPT = 3
TRADITIONAL = ("hant", "tw", "hk", "mo")
"""Tails of a `language_code` that mean traditional characters."""

Key = tuple[int, int]
"""Chat and user: within a group everyone has a dialogue of their own."""


@dataclass(slots=True)
class Conversation:
    """What is remembered of one person in one chat."""

    dialogue: Dialogue = Dialogue()
    spoken: Voice | None = None
    """The voice of the last answer, which follows the question."""
    answers: OrderedDict[int, int] = field(default_factory=OrderedDict)
    """Message numbers of the last questions and of their answers, to answer an edited question in place."""
    used: float = 0.0

    def voice(self, user: User | None) -> Voice:
        """The chosen language, else that of the last question, else that of the person's Telegram."""
        own = _of_code(user.language_code if user else None)
        if self.dialogue.language:
            script = (self.spoken or own).script if self.dialogue.language == "zh" else "hans"
            return Voice(self.dialogue.language, script)
        return self.spoken or own

    def choose(self, language: str) -> None:
        """Answers in `language` from now on; empty: in that of each question."""
        self.dialogue = replace(self.dialogue, language=language)

    def answered(self, question: int, answer: int) -> None:
        self.answers[question] = answer
        if len(self.answers) > ANSWERS_KEPT:
            self.answers.popitem(last=False)


def _of_code(code: str | None) -> Voice:
    """The voice for a `language_code` (`zh-hans`, `en`, ...); Chinese where Telegram sends none."""
    parts = (code or "zh").lower().replace("_", "-").split("-")
    if parts[0] in ("zh", "yue"):
        return Voice("zh", "hant" if any(p in TRADITIONAL for p in parts[1:]) else "hans")
    return Voice("en")


class Conversations:
    """The latest conversations; the one unused longest goes first."""

    def __init__(
        self, most: int = MOST, idle: float = IDLE_SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._idle, self._clock = most, idle, clock
        self._kept: OrderedDict[Key, Conversation] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Conversation:
        """The conversation of `key`, a new one where there is none or it lay idle too long."""
        now = self._clock()
        found = self._kept.pop(key, None)
        if found is None or now - found.used > self._idle:
            found = Conversation()
        found.used = now
        self._kept[key] = found
        self._drop(now)
        return found

    def forget(self, chat: int) -> None:
        """Drops every conversation of a chat."""
        for key in [k for k in self._kept if k[0] == chat]:
            del self._kept[key]

    def _drop(self, now: float) -> None:
        while self._kept:
            oldest = next(iter(self._kept.values()))
            if len(self._kept) <= self._most and now - oldest.used <= self._idle:
                return
            self._kept.popitem(last=False)
