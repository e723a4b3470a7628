"""Groups questions that ask the same in other words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.model import FactBase
from bot.understanding.folding import fold
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query, understand

ALIKE = 68.0
"""Similarity from which two questions are taken to ask the same, 0 to 100; compared without fillers."""
KINDRED = 60.0
"""Similarity from which two Latin words are taken to be forms of one..."""
KINDRED_SHORT = 80.0
SHORT = 4
"""...and what short ones need, up to so many letters: "lent" is not "spent"."""
_EMPTY = frozenset({LinkKind.FILLER, LinkKind.ASK, LinkKind.CHAT, LinkKind.DIALOGUE})


def gist(query: Query) -> str:
    """What a question is about: its words without fillers and question words, in no order that matters."""
    empty = {i for ln in query.links if ln.kinds <= _EMPTY for i in range(ln.start, ln.end)}
    kept = [token.key for index, token in enumerate(query.tokens) if index not in empty]
    if any(len(key) > 1 for key in kept):
        return " ".join(sorted(kept))
    return "".join(kept) or query.folded


def groups(questions: Sequence[str], base: FactBase) -> tuple[tuple[int, ...], ...]:
    """Indices of questions that ask the same, the first of each group being what the others resemble.

    Questions early in the sequence lead: sort by frequency.
    """
    from rapidfuzz import fuzz, process

    leaders: list[str] = []
    members: list[list[int]] = []
    for index, question in enumerate(questions):
        words = gist(understand(question, base))
        found = process.extractOne(words, leaders, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found is None:
            leaders.append(words)
            members.append([index])
        else:
            members[found[2]].append(index)
    return tuple(map(tuple, members))


def kindred(word: str, names: Sequence[str]) -> bool:
    """Whether a word resembles one of the names: in half of its Chinese characters or most letters."""
    from rapidfuzz import fuzz

    folded = fold(word)
    shared = {c for c in folded if "\u4e00" <= c <= "\u9fff"}
    needed = KINDRED if len(folded) > SHORT else KINDRED_SHORT
    for name in map(fold, names):
        if shared and len(shared & set(name)) * 2 >= len(shared):
            return True
        if not shared and any(fuzz.ratio(folded, part) >= needed for part in (name, *name.split())):
            return True
    return False


def is_listed_word(text: str) -> bool:
    """Whether a dictionary of Chinese words has it; about half of all words are in there."""
    from pypinyin.phrases_dict import phrases_dict  # 5 MB, for curators' commands only

    return text in phrases_dict
