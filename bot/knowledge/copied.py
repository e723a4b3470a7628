"""Summaries that are the report's own sentences: what a reader should get is said in a curator's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from bot.knowledge.model import Fact
from bot.knowledge.problems import Problem

_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
"""Names and slogans, which may be told as they are."""
_SIGNS = re.compile(r"[\W_]+")
_SHORTEST = 12
"""Characters below which there is hardly another way to say it."""
_STRETCH = 8
"""Characters in a row that are taken over, not met by chance or as a name."""
_NEARLY = 0.9
"""Of a summary, so much stands in the sentence in such stretches."""


def copied(facts: Iterable[Fact], texts: Mapping[str, str]) -> Iterator[Problem]:
    """A warning for each fact whose Chinese summary is nearly a stretch of a sentence that it cites; `texts`:
    the sentences' own words, by their ids."""
    for fact in facts:
        for cite in fact.cites:
            if _is_taken_from(texts.get(cite, ""), fact.summary.zh):
                place = fact.place
                message = (
                    f"the summary of '{fact.id}' is nearly the report's own words in {cite}; use your own"
                )
                yield Problem(place.file, place.line, place.column, message)
                break


def _is_taken_from(sentence: str, summary: str) -> bool:
    own, printed = _SIGNS.sub("", _QUOTED.sub("", summary)), _SIGNS.sub("", sentence)
    if len(own) < _SHORTEST or not printed:
        return False
    blocks = SequenceMatcher(None, own, printed, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= _STRETCH) >= _NEARLY * len(own)
