"""Which Chinese characters pinyin or homophones stand for: a trigram model of what is asked and named. Pure.

Witten-Bell smoothing with a fixed weight for the shorter history (Jurafsky and Martin, Speech and Language
Processing, 3rd ed., ch. 3), decoded by a beam search over syllables.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import log

from bot.knowledge.model import FactBase, kept
from bot.understanding.folding import clean, fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.sounds import POLYPHONES, SYLLABLE, first_reading, readings

SHORTER = 4.0
"""What the estimate from a shorter history weighs, in occurrences."""
UNSEEN = 0.5
"""Occurrences that every character is given beside those counted."""
HOMOPHONES = 20
"""The commonest characters that are tried for a syllable."""
LIKELY = 12
"""The same, where one of them is written already."""
WRONGLY_CHOSEN = 8.0
"""How much likelier a homophone has to make a text, as a logarithm, to be what was meant."""
BEAM = 8
"""Readings of what is read so far that are followed up."""
LONGEST_SYLLABLE = 6
_START = "^"
_History = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Characters:
    """How often characters follow one another, and which a syllable may stand for."""

    single: Mapping[str, int]
    after_one: Mapping[str, Mapping[str, int]]
    after_two: Mapping[str, Mapping[str, int]]
    all_after: Mapping[str, int]
    """How many follow a history of one or two, in all."""
    spelled: Mapping[str, tuple[str, ...]]
    """The characters read as a toneless syllable, the commonest first."""

    def likelihood(self, history: _History, character: str) -> float:
        """The logarithm of how likely a character follows two others."""
        return _likelihood(self, history, character)


@lru_cache(maxsize=1 << 16)
def _likelihood(model: Characters, history: _History, character: str) -> float:
    share = (model.single.get(character, 0) + UNSEEN) / (model.all_after[""] + UNSEEN * len(model.single))
    for past, following in ((history[1], model.after_one), ("".join(history), model.after_two)):
        seen = following.get(past, {}).get(character, 0)
        share = (seen + SHORTER * share) / (model.all_after.get(past, 0) + SHORTER)
    return log(share)


@kept
def characters_of(base: FactBase) -> Characters:
    """The model of a base's names and of the questions that were asked of it, built on first use."""
    lexicon = lexicon_of(base)
    names = ("".join(n.keys) for n in lexicon.names if not n.latin)
    asked = (fold(clean(example.text), lexicon.spellings) for example in base.examples)
    return counted((*names, *asked))


def counted(texts: Iterable[str]) -> Characters:
    """The model of some texts."""
    single: Counter[str] = Counter()
    after_one: defaultdict[str, Counter[str]] = defaultdict(Counter)
    after_two: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for before, last, character in _histories(text):
            single[character] += 1
            after_one[last][character] += 1
            after_two[before + last][character] += 1
    every = {"": single.total()}
    every |= {past: found.total() for past, found in (*after_one.items(), *after_two.items())}
    return Characters(single, after_one, after_two, every, _by_sound(single))


def _histories(text: str) -> Iterator[tuple[str, str, str]]:
    """Every Chinese character of a text with the two before it."""
    before = last = _START
    for character in text:
        if readings(character):
            yield before, last, character
            before, last = last, character
        else:
            before = last = _START


def _by_sound(single: Counter[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for character, _ in single.most_common():
        sounds = readings(character)
        for syllable in sounds if character in POLYPHONES else sounds[:1]:
            found[syllable].append(character)
    return {syllable: tuple(known[:HOMOPHONES]) for syllable, known in found.items()}


def spelled_out(words: Sequence[str], model: Characters) -> tuple[str, float] | None:
    """The likeliest characters for words of pinyin, and how likely they are together, as a logarithm.

    None where a word is nothing that any known character is read as.
    """
    letters = "".join(words)
    edges = tuple(accumulate(map(len, words)))
    read: list[dict[_History, tuple[float, str]]] = [{} for _ in range(len(letters) + 1)]
    read[0][_START, _START] = (0.0, "")
    for start, end in _syllables(letters, edges):
        likeliest = sorted(read[start].items(), key=lambda found: -found[1][0])[:BEAM]
        for character in model.spelled.get(letters[start:end], ()):
            for history, (score, text) in likeliest:
                total = score + model.likelihood(history, character)
                follows = history[1], character
                if follows not in read[end] or read[end][follows][0] < total:
                    read[end][follows] = total, text + character
    if not read[-1]:
        return None
    score, text = max(read[-1].values())
    return text, score


def respelled(text: str, model: Characters, certain: Container[int] = ()) -> str:
    """A stretch of characters with those that were chosen wrongly by the input method in their place.

    A noisy channel (Kernighan, Church and Gale, A Spelling Correction Program, 1990): every character may
    stand for one that sounds like it, if what is asked and named makes that one so much likelier; those at
    the `certain` places stand for themselves.
    """
    read: dict[_History, tuple[float, str]] = {(_START, _START): (0.0, "")}
    for place, character in enumerate(text):
        alike = () if place in certain else model.spelled.get(first_reading(character), ())[:LIKELY]
        meant = dict.fromkeys(alike, -WRONGLY_CHOSEN) | {character: 0.0}
        longer: dict[_History, tuple[float, str]] = {}
        likeliest = sorted(read.items(), key=lambda found: -found[1][0])[:BEAM]
        for history, (score, before) in likeliest:
            for other, cost in meant.items():
                total = score + cost + model.likelihood(history, other)
                follows = history[1], other
                if follows not in longer or longer[follows][0] < total:
                    longer[follows] = total, before + other
        read = longer
    return max(read.values())[1]


def _syllables(letters: str, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where syllables may stand, each within a word, by where they begin."""
    start_of_next = iter(edges)
    edge = 0
    for start in range(len(letters)):
        if start >= edge:
            edge = next(start_of_next)
        for end in range(start + 1, min(start + LONGEST_SYLLABLE, edge) + 1):
            if SYLLABLE.fullmatch(letters, start, end):
                yield start, end
