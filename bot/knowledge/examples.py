"""Questions that people have asked, with the facts that answer them: others are known by them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.knowledge.conversations import Alternatives, Conversation, Expectation
from bot.knowledge.model import Example, Fact
from bot.knowledge.saying import holds, level

LOOKUP = "lookup"
"""The kind of question that telling a fact answers."""


def examples_of(asked: Iterable[Conversation], report: str, facts: Iterable[Fact]) -> Iterator[Example]:
    """The examples among a report's curated conversations: those of one turn, each told what it is one of."""
    by_sentence: dict[str, list[Fact]] = {}
    for fact in facts:
        for sentence in fact.cites:
            by_sentence.setdefault(sentence, []).append(fact)
            by_sentence.setdefault(f"{report}:{sentence}", []).append(fact)
    told = {fact.key: _told(fact) for near in by_sentence.values() for fact in near}
    for conversation in asked:
        if len(conversation.turns) > 1:
            continue
        text = conversation.turns[0]
        if conversation.expect is not Expectation.ANSWER:
            yield Example(text, outcome=conversation.expect.value)
        elif conversation.kind != LOOKUP:
            yield Example(text, outcome=conversation.kind)
        elif answering := _answering(conversation, by_sentence, told):
            yield Example(text, answering)


def _told(fact: Fact) -> str:
    """All that a fact says, in both languages, levelled."""
    texts = [text for pair in (fact.summary, fact.value) if pair is not None for text in (pair.zh, pair.en)]
    return level("\n".join([*texts, *(figure.text for figure in fact.figures)]))


def _answering(
    asked: Conversation, by_sentence: Mapping[str, list[Fact]], told: Mapping[str, str]
) -> tuple[str, ...]:
    """The facts of the cited sentences that say most of what a right answer says."""
    near = {f.key: None for group in asked.cite for sentence in group for f in by_sentence.get(sentence, ())}
    said = {key: _said(told[key], asked.must) for key in near}
    most = max(said.values(), default=0)
    return tuple(key for key, count in said.items() if count == most)


@lru_cache(maxsize=1 << 15)  # a reload asks the same of facts that did not change
def _said(text: str, parts: tuple[Alternatives, ...]) -> int:
    """How many of the groups a text says a part of."""
    return sum(any(holds(text, part) for part in group) for group in parts)
