"""Callback data of buttons: an action, a voice and short hashes of keys, at most 64 bytes.

Hashes stand for what the current base holds, so that a button survives a restart, and one whose fact a
reload took away is known as stale.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from weakref import WeakKeyDictionary

from bot.channels.telegram.texts import VOICES, Voice
from bot.knowledge.model import FactBase

LIMIT = 64
"""Bytes that Telegram allows."""
HASH = 8
"""Characters of a hash: 48 bits, so that among 100,000 keys two meet once in 60,000 bases."""
MOST_KEYS = (LIMIT - 2) // HASH


class Action(StrEnum):
    """What a tap on a button does. The letters keep their meaning: buttons sent long ago carry them."""

    TELL = "a"  # answer with facts in a new message
    CHOOSE = "c"  # answer with facts in place of the question that offered them
    TOPIC = "t"  # show a node of the topics
    CHART = "g"  # draw the answer's figures
    VOTE = "v"  # thumb up or down
    LANGUAGE = "l"  # choose a language


class StaleError(Exception):
    """A button that means nothing any more: its fact went with a reload, or it was never ours."""


@dataclass(frozen=True, slots=True)
class Tap:
    """What a tapped button says."""

    action: Action
    voice: Voice
    rest: str

    @property
    def hashes(self) -> tuple[str, ...]:
        return tuple(self.rest[i : i + HASH] for i in range(0, len(self.rest), HASH))


def encode(action: Action, voice: Voice, rest: str = "") -> str:
    """Callback data. Raises ValueError over 64 bytes."""
    data = f"{action.value}{voice.code}{rest}"
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data over {LIMIT} bytes: {data}")
    return data


def decode(data: str) -> Tap:
    """Raises StaleError for data that no button of ours carries."""
    if len(data) < 2 or data[1] not in VOICES or data[0] not in list(Action):
        raise StaleError(data)
    return Tap(Action(data[0]), VOICES[data[1]], data[2:])


@lru_cache(maxsize=8_192)
def short(key: str) -> str:
    """The hash that stands for a key."""
    return urlsafe_b64encode(hashlib.blake2b(key.encode(), digest_size=6).digest()).decode()


def of_facts(action: Action, voice: Voice, facts: Sequence[str]) -> str:
    """Callback data for fact keys; of more than seven the first seven."""
    return encode(action, voice, "".join(short(key) for key in facts[:MOST_KEYS]))


_INDEXES: WeakKeyDictionary[FactBase, dict[str, str]] = WeakKeyDictionary()


def fact_keys(base: FactBase, hashes: Sequence[str]) -> tuple[str, ...]:
    """The fact keys that hashes stand for. Raises StaleError for one that `base` lacks, and for no hashes."""
    index = _INDEXES.get(base)
    if index is None:
        index = _INDEXES[base] = {short(key): key for key in base.facts}
    if not hashes or not all(h in index for h in hashes):
        raise StaleError
    return tuple(index[h] for h in hashes)
