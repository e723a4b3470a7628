"""Grading a reply against what a curated conversation expects of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.reply import Reply, ReplyKind
from bot.knowledge.conversations import Alternatives, Conversation, Expectation
from bot.knowledge.saying import holds, level

LONGEST = {"lookup": 360, "compute": 480, "followup": 400, "compare": 600}
"""Characters of a phone's screenful, by kind of question; longer is a recital, not an answer."""
SPARE_CITES = {"lookup": 2, "followup": 2, "compute": 2}
"""Sentences that may be cited beyond those asked for."""
LATIN_WIDTH = 2.2
"""How many Latin letters take the room of a Chinese character."""


class Verdict(StrEnum):
    """How good a reply is."""

    RIGHT = "right"
    WRONG = "wrong"  # false, unfounded, or not what was asked
    MISSED = "missed"  # says that the report does not say, though it does
    ASKED = "asked"  # asks back though the question is clear


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict with its reason."""

    verdict: Verdict
    reason: str = ""
    """Why it is not right, in a line; empty where it is."""


RIGHT = Grade(Verdict.RIGHT)


def grade(conversation: Conversation, reply: Reply) -> Grade:
    """The grade of the last reply of a conversation."""
    if conversation.expect is Expectation.ABSTAIN:
        return _grade_silence(reply)
    if conversation.expect is Expectation.CLARIFY:
        return _grade_asking(conversation, reply)
    if reply.kind is ReplyKind.CLARIFY:
        return Grade(Verdict.ASKED, "asked back, though the question is clear")
    if reply.kind is not ReplyKind.ANSWER:
        return Grade(Verdict.MISSED, f"replied {reply.kind.value}, though the report answers it")
    reason = next(filter(None, _faults(conversation, reply)), "")
    return Grade(Verdict.WRONG, reason) if reason else RIGHT


def _grade_silence(reply: Reply) -> Grade:
    if reply.kind is ReplyKind.ANSWER:
        return Grade(Verdict.WRONG, "answered what the report does not say")
    if reply.kind is ReplyKind.CLARIFY:
        return Grade(Verdict.ASKED, "asked back about what the report does not say")
    return RIGHT


def _grade_asking(conversation: Conversation, reply: Reply) -> Grade:
    if reply.kind is ReplyKind.CLARIFY:
        return RIGHT if len(reply.choices) >= 2 else Grade(Verdict.WRONG, "asked back without choices")
    if reply.kind is not ReplyKind.ANSWER:
        return Grade(Verdict.MISSED, f"replied {reply.kind.value}, though the report has several readings")
    text = level(reply.text)
    told = sum(all(holds(text, part) for part in reading) for reading in conversation.readings)
    if told >= 2:
        return RIGHT
    return Grade(Verdict.WRONG, f"picked a reading without asking ({told} of them told)")


def _faults(conversation: Conversation, reply: Reply) -> Iterable[str]:
    """What is wrong with an answer, the gravest first; empty texts where nothing is."""
    text = level(reply.text)
    cited = _cited(reply)
    yield _listed("does not say", [_any(g) for g in conversation.must if not _holds_any(text, g)])
    yield _listed("says", [part for part in conversation.must_not if holds(text, part)])
    yield _listed("does not cite", [_any(g) for g in conversation.cite if not cited.intersection(g)])
    yield "" if _in_order(text, conversation) else "names things in another order than the figures have"
    yield _recital(conversation, reply)


def _listed(fault: str, parts: Sequence[str]) -> str:
    return f"{fault} {'; '.join(parts)}" if parts else ""


def _any(group: Alternatives) -> str:
    return " or ".join(group)


def _cited(reply: Reply) -> set[str]:
    """Sentences cited, bare and with their report (`jingkai-2020h1:industry.7`)."""
    return {c.sentence for c in reply.citations} | {f"{c.report}:{c.sentence}" for c in reply.citations}


def _recital(conversation: Conversation, reply: Reply) -> str:
    room = LONGEST.get(conversation.kind)
    letters = sum(c.isascii() and c.isalpha() for c in reply.text)
    if room is not None and len(reply.text) > room * (LATIN_WIDTH if letters * 2 > len(reply.text) else 1):
        return f"recites: {len(reply.text)} characters"
    spare = SPARE_CITES.get(conversation.kind)
    sentences = len({(c.report, c.sentence) for c in reply.citations})
    if spare is not None and sentences > len(conversation.cite) + spare:
        return f"recites: {sentences} sentences cited"
    return ""


def _in_order(text: str, conversation: Conversation) -> bool:
    """Whether a ranking keeps its order and a comparison names its winner before any loser."""
    ranked = [_first(text, group) for group in conversation.order]
    if ranked != sorted(ranked):
        return False
    if not conversation.winner:
        return True
    won = _first(text, conversation.winner)
    return all(won <= _first(text, loser) for loser in conversation.losers)


def _first(text: str, group: Alternatives) -> int:
    """Where the earliest alternative stands; behind the end where none does."""
    return min((at for at in (text.find(level(a)) for a in group) if at >= 0), default=len(text))


def _holds_any(text: str, group: Alternatives) -> bool:
    return any(holds(text, alternative) for alternative in group)
