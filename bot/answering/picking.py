"""Which of the choices offered a message picks, or which fact's own question it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from bot.answering.evidence import evidence_of
from bot.answering.following import COMPARING, is_short
from bot.answering.pointing import pointing, without_pointing
from bot.answering.supporting import link_support
from bot.knowledge.model import FactBase, kept
from bot.knowledge.units import RANK
from bot.understanding.dialogue import Dialogue
from bot.understanding.folding import fold
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

ENOUGH = 0.6
"""How far a choice has to account for every name of the message that picks it."""


_MANNERS = frozenset({LinkKind.FILLER, LinkKind.CHAT})
_MARKS = " ?!.。,"


def picked(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    """The facts of the choices that the message picks, by number or in words; empty where it picks none."""
    choices = dialogue.choices
    if not choices:
        return ()
    if _wants_all(query, len(choices)):
        return _facts(choices, range(len(choices)))
    found = pointing(query, len(choices))
    if found is not None and not without_pointing(query, found).content():
        return _facts(choices, found.places)
    return _by_words(query, dialogue, base)


def word_for_word(query: Query, base: FactBase) -> tuple[str, ...]:
    """The fact whose own question the message is: what buttons ask may as well be typed, with manners."""
    known = _questions(base)
    ends = range(len(query.tokens), len(query.tokens) - _polite(query, backwards=True) - 1, -1)
    spans = ((start, end) for start in range(_polite(query) + 1) for end in ends)
    return next((found for span in spans if (found := known.get(query.surface(*span).strip(_MARKS)))), ())


def _polite(query: Query, *, backwards: bool = False) -> int:
    """How many tokens at the beginning, or the end, are mere manners."""
    manners = (ln for ln in query.links if ln.kinds <= _MANNERS and ln.start >= 0)
    covered = {i for ln in manners for i in range(ln.start, ln.end)}
    places = range(len(query.tokens))
    return sum(1 for _ in takewhile(covered.__contains__, reversed(places) if backwards else places))


@kept
def _questions(base: FactBase) -> Mapping[str, tuple[str, ...]]:
    """Facts by their own questions, less those that two of them share."""
    found: dict[str, tuple[str, ...]] = {}
    for key, fact in base.facts.items():
        for text in {fact.question.zh, fact.question.en} if fact.question else ():
            folded = fold(text, base.vocabulary.spellings).strip(_MARKS)
            found[folded] = (*found.get(folded, ()), key)
    return {text: keys for text, keys in found.items() if len(keys) == 1}


def _facts(choices: Sequence[tuple[str, tuple[str, ...]]], places: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for place in places for key in choices[place][1]))


def _wants_all(query: Query, count: int) -> bool:
    """Both, 都要; 两个都说下 where there are two."""
    counted = all(n.value == count or n.unit == RANK for n in query.named_numbers())
    named = any(query.number_of(ln) is None for ln in query.content())
    return query.has(LinkKind.DIALOGUE, "all") and counted and not named and not query.loose


def _by_words(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    links = [ln for ln in query.content() if query.number_of(ln) is None or ln.kinds - {LinkKind.NUMBER}]
    if not links or not (is_short(query) or not query.has(LinkKind.ASK)):
        return ()
    if query.has(LinkKind.OPERATION, *COMPARING):  # asks for more than any one of them
        return ()
    evidence = evidence_of(base)
    scores = [
        sum(link_support(ln, query, evidence[k], base) for ln in links for k in keys[:1] if k in evidence)
        for _, keys in dialogue.choices
    ]
    best = max(scores)
    if best < ENOUGH * len(links) or scores.count(best) > 1:
        return ()
    return dialogue.choices[scores.index(best)][1]
