"""Whole conversations as JSON lines: one in, one out, for graders and scripts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TextIO

from bot.answering.conversation import respond
from bot.answering.reply import Reply
from bot.channels.rendering import reply_record
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue


class BadLineError(Exception):
    """A line that is no conversation; carries its id where it has one."""

    def __init__(self, message: str, name: object = None) -> None:
        super().__init__(message)
        self.name = name


def run_batch(source: TextIO, sink: TextIO, complain: Callable[[str], None], base: FactBase) -> int:
    """Answers each line of `source` on `sink` at once. Returns how many lines were no conversation.

    A bad line gets a line too, with its `id` (or null) and an `error`; `complain` gets its number and why.
    """
    bad = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            answer = answered(line, base)
        except BadLineError as error:
            bad += 1
            complain(f"line {number}: {error}")
            answer = {"id": error.name, "error": str(error), "replies": []}
        sink.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n")
        sink.flush()
    return bad


def answered(line: str, base: FactBase) -> dict[str, Any]:
    """The output for one line. Raises BadLineError."""
    name, turns, language = _conversation(line)
    replies = [reply_record(reply) for reply in converse(turns, base, language)]
    return {"id": name, "replies": replies}


def converse(turns: Iterable[str], base: FactBase, language: str | None = None) -> Iterator[Reply]:
    """A conversation of its own: one reply a turn."""
    dialogue = Dialogue()
    for text in turns:
        turn = respond(base, text, dialogue, language=language)
        dialogue = turn.dialogue
        yield turn.reply


def _conversation(line: str) -> tuple[object, list[str], str | None]:
    """Id, turns and forced language of a line. Raises BadLineError."""
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadLineError(f"is no JSON ({error.msg} at column {error.colno})") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, a thousand nested lists
        raise BadLineError("is no JSON that can be read") from None
    if not isinstance(found, dict):
        raise BadLineError('is no object such as {"id": "1", "turns": ["..."]}')
    name = found.get("id")
    turns = found.get("turns")
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise BadLineError("needs `turns`: a list of one or more texts", name)
    language = found.get("lang")
    if language not in (None, "zh", "en"):
        raise BadLineError("`lang` must be zh or en", name)
    return name, turns, language
