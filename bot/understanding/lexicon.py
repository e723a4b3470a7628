"""Every name of the fact base in one table, so that a question is read in one pass.

A name leads to targets: a subject, a measure, a filler... One name may have several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from bot.knowledge.model import FactBase, kept
from bot.knowledge.vocabulary import Term
from bot.understanding.folding import fold, retold
from bot.understanding.name_keys import CLOSING, GAP, keys_by_name

FUZZY_SHORTEST = 3
"""Characters of the shortest name that may stand with a slip in it."""
FUZZY_LONG = 6
"""From this length on a name may have two slips."""


class LinkKind(StrEnum):
    """What a name stands for."""

    SUBJECT = "subject"
    MEASURE = "measure"
    PHRASE = "phrase"  # a name of one fact alone
    SECTION = "section"
    KIND = "kind"
    STATUS = "status"
    OPERATION = "operation"
    ASK = "ask"
    DIRECTION = "direction"
    PERIOD = "period"
    PLACE = "place"  # a place of the report
    ELSEWHERE = "elsewhere"  # any other place
    UNIT = "unit"
    NUMBER = "number"
    CHAT = "chat"
    DIALOGUE = "dialogue"
    FILLER = "filler"


class Target(NamedTuple):
    """What a name means: an entry of the vocabulary or of a report."""

    kind: LinkKind
    id: str


class Name(NamedTuple):
    """A name as linking needs it. A tuple, as thousands of them are stored and read again."""

    keys: tuple[str, ...]
    targets: tuple[Target, ...]
    latin: bool
    content: bool
    """Whether it names something that facts are about, and so is worth looking for behind a slip of typing.

    The rest is too short, too common, or phrases full of everyday words.
    """

    @property
    def slips(self) -> int:
        """How many slips it may stand with."""
        return 1 if len(self.keys) < FUZZY_LONG else 2


class SplitName(NamedTuple):
    """A name with a gap, in its parts."""

    order: int
    """Among all of them."""
    head: tuple[str, ...]
    tail: tuple[str, ...]
    closes: bool
    """Whether it has to close its clause."""
    name: Name


class Postings(NamedTuple):
    """Names that may stand with a slip, by their characters."""

    by_key: Mapping[str, Sequence[int]]
    """Indexes of names."""
    needed: Mapping[int, int]
    """How many different characters of a name have to be there, by its index."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Built once per fact base; never changed afterwards."""

    names: Sequence[Name]
    by_text: Mapping[str, int]
    """Indexes into `names` by the keys of a name, joined by blanks."""
    longest: Mapping[str, int]
    """Keys of the longest name that starts with a key."""
    words: frozenset[str]
    """Stems of all Latin words in names."""
    spellings: Mapping[str, str]

    def __reduce__(self) -> tuple[Callable[..., Lexicon], tuple[Any, ...]]:
        """Pickled in a form that takes a third of the time to read."""
        from bot.understanding.name_table import packed, unpacked  # which knows names, so not above

        return unpacked, tuple(packed(self))

    def matches(self, keys: tuple[str, ...], start: int) -> Iterator[Name]:
        """Names that stand at `start`, shortest first."""
        text = ""
        for key in keys[start : start + self.longest.get(keys[start], 0)]:
            text = f"{text} {key}" if text else key
            found = self.by_text.get(text)
            if found is not None:
                yield self.names[found]

    def is_filler(self, key: str) -> bool:
        """Whether a lone token carries no content."""
        found = self.by_text.get(key)
        return found is not None and LinkKind.FILLER in {t.kind for t in self.names[found].targets}

    @cached_property
    def split_names(self) -> Mapping[str, Sequence[SplitName]]:
        """Names with a gap in which other words stand, by the first key that they hold."""
        found: dict[str, list[SplitName]] = {}
        gapped = (self.names[index] for text, index in self.by_text.items() if GAP in text)
        for order, name in enumerate(gapped):
            gap, closes = name.keys.index(GAP), name.keys[-1] == CLOSING
            head, tail = name.keys[:gap], name.keys[gap + 1 : -1 if closes else None]
            found.setdefault((head or tail)[0], []).append(SplitName(order, head, tail, closes, name))
        return found

    @cached_property
    def ordered_words(self) -> tuple[str, ...]:
        """`words` in an order that is the same in every process, so that the same one wins a tie."""
        return tuple(sorted(self.words))

    @cached_property
    def postings(self) -> Postings:
        """Chinese names of three characters or more."""
        found: dict[str, list[int]] = {}
        needed: dict[int, int] = {}
        for index, name in enumerate(self.names):
            if name.content and not name.latin and len(name.keys) >= FUZZY_SHORTEST:
                different = set(name.keys)
                needed[index] = len(different) - name.slips
                for key in different:
                    found.setdefault(key, []).append(index)
        return Postings(found, needed)


def _terms(kind: LinkKind, terms: Mapping[str, Term]) -> Iterator[tuple[Target, str]]:
    for term in terms.values():
        own = (term.name.zh, term.name.en) if term.name else ()
        for name in (*own, *term.names):
            yield Target(kind, term.id), name


def _vocabulary_names(base: FactBase) -> Iterator[tuple[Target, str]]:
    words = base.vocabulary
    for measure in words.measures.values():
        for name in (measure.name.zh, measure.name.en, *measure.names):
            yield Target(LinkKind.MEASURE, measure.id), name
    for unit in words.units.values():
        for name in (unit.id, *unit.names):
            yield Target(LinkKind.UNIT, unit.id), name
    yield from _terms(LinkKind.KIND, words.kinds)
    yield from _terms(LinkKind.STATUS, words.statuses)
    yield from _terms(LinkKind.OPERATION, words.operations)
    yield from _terms(LinkKind.ASK, words.asks)
    yield from _terms(LinkKind.DIRECTION, words.directions)
    yield from _terms(LinkKind.PERIOD, words.periods)
    yield from _terms(LinkKind.ELSEWHERE, words.places)
    yield from _terms(LinkKind.CHAT, words.chat)
    yield from _terms(LinkKind.DIALOGUE, words.dialogue)
    for filler in words.fillers:
        yield Target(LinkKind.FILLER, "filler"), filler


def _report_names(base: FactBase) -> Iterator[tuple[Target, str]]:
    for subject in base.subjects.values():
        for name in (subject.name.zh, subject.name.en, *subject.names):
            yield Target(LinkKind.SUBJECT, subject.id), name
    for fact in base.facts.values():
        for name in (*fact.names, *fact.contrary):
            yield Target(LinkKind.PHRASE, fact.key), name
    for report in base.reports.values():
        for section in report.sections:
            for name in (section.title.zh, section.title.en, *section.names):
                yield Target(LinkKind.SECTION, f"{report.id}:{section.id}"), name
        for place in report.places:
            for name in (place.name.zh, place.name.en, *place.names):
                yield Target(LinkKind.PLACE, place.id), name


def _content(base: FactBase) -> frozenset[Target]:
    """Subjects, sections and measures that facts are about."""
    subjects = (Target(LinkKind.SUBJECT, s) for s in base.subjects)
    measures = (Target(LinkKind.MEASURE, f.measure) for f in base.facts.values())
    broader = (Target(LinkKind.MEASURE, b) for m in base.vocabulary.measures.values() for b in m.broader)
    return frozenset((*subjects, *measures, *broader))


@lru_cache(maxsize=1)
def _retold_before() -> dict[str, str]:
    """What each name of the lexicon built last was retold as."""
    return {}


def _retold(names: Sequence[str]) -> Mapping[str, str]:
    """As `retold`; worked out only for names that the lexicon before had not."""
    known = _retold_before()
    new = [name for name in dict.fromkeys(names) if name not in known]
    known.update({name: name for name in new} | dict(retold(new)))
    found = {name: known[name] for name in names}
    for gone in known.keys() - found.keys():
        known.pop(gone, None)
    return {name: other for name, other in found.items() if name != other}


def _collect(
    names: Sequence[tuple[Target, str]], spellings: Mapping[str, str], content: frozenset[Target]
) -> tuple[Name, ...]:
    by_name = keys_by_name((text for _, text in names), spellings)
    targets: dict[tuple[str, ...], dict[Target, None]] = {}
    latin: dict[tuple[str, ...], bool] = {}
    for target, text in names:
        keys, is_latin = by_name[text]
        if keys:
            targets.setdefault(keys, {})[target] = None
            latin[keys] = is_latin
    return tuple(
        Name(keys, tuple(found), latin[keys], not content.isdisjoint(found))
        for keys, found in targets.items()
    )


@kept
def lexicon_of(base: FactBase) -> Lexicon:
    """The lexicon of a fact base, built on first use."""
    spellings = {fold(word): fold(instead) for word, instead in base.vocabulary.spellings.items()}
    called = (*_report_names(base), *_vocabulary_names(base))
    other = _retold([text for _, text in called])
    also = ((target, other[text]) for target, text in called if text in other)
    names = _collect((*called, *also), spellings, _content(base))
    longest: dict[str, int] = {}
    for name in names:
        longest[name.keys[0]] = max(longest.get(name.keys[0], 0), len(name.keys))
    by_text = {" ".join(name.keys): index for index, name in enumerate(names)}
    words = frozenset(key for name in names for key in name.keys if key.isalpha() and key.isascii())
    return Lexicon(names, by_text, longest, words, spellings)
