"""A lexicon in a form that is small to store and quick to read: a name takes shape where it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, overload

from bot.understanding.lexicon import Lexicon, LinkKind, Name, Target

_About = tuple[tuple[tuple[str, str], ...], bool, bool]
"""What a name has besides its keys, in plain values: kind and id of its targets, `latin`, `content`."""


_KINDS = {kind.value: kind for kind in LinkKind}


class PackedLexicon(NamedTuple):
    """Nothing but strings and numbers: a few objects for thousands of names."""

    texts: str
    """The keys of each name joined by blanks, a name a line."""
    abouts: tuple[_About, ...]
    """What names have besides, each once..."""
    which: tuple[int, ...]
    """...and which of them is each name's."""
    longest: Mapping[str, int]
    words: frozenset[str]
    spellings: Mapping[str, str]


class NameTable(Sequence[Name]):
    """Names that are built when first looked at: a question needs a handful of thousands."""

    def __init__(self, texts: Sequence[str], abouts: Sequence[_About], which: Sequence[int]) -> None:
        self._texts, self._which = texts, which
        self._abouts = abouts
        self._targets: dict[int, tuple[Target, ...]] = {}
        """Of each of `abouts`, as far as asked for."""
        self._built: dict[int, Name] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Name]:
        return map(self._name, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Name: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Name]: ...
    def __getitem__(self, index: int | slice) -> Name | Sequence[Name]:
        if isinstance(index, slice):
            return tuple(self._name(i) for i in range(len(self))[index])
        return self._name(range(len(self))[index])

    def _name(self, index: int) -> Name:
        name = self._built.get(index)
        if name is None:
            which = self._which[index]
            plain, latin, content = self._abouts[which]
            targets = self._targets.get(which)
            if targets is None:
                targets = self._targets[which] = tuple(Target(_KINDS[kind], key) for kind, key in plain)
            name = Name(tuple(self._texts[index].split(" ")), targets, latin, content)
            self._built[index] = name
        return name


def packed(lexicon: Lexicon) -> PackedLexicon:
    """The lexicon in plain values; `unpacked` gives one that equals it name by name."""
    numbers: dict[_About, int] = {}
    which = tuple(numbers.setdefault(_about(name), len(numbers)) for name in lexicon.names)
    texts = "\n".join(" ".join(name.keys) for name in lexicon.names)
    return PackedLexicon(texts, tuple(numbers), which, lexicon.longest, lexicon.words, lexicon.spellings)


def _about(name: Name) -> _About:
    return tuple((t.kind.value, t.id) for t in name.targets), name.latin, name.content


def unpacked(*stored: object) -> Lexicon:
    """The lexicon of the fields of a `PackedLexicon`."""
    kept = PackedLexicon(*stored)  # type: ignore[arg-type]  # as `packed` gave them
    texts = kept.texts.split("\n") if kept.texts else []
    names = NameTable(texts, kept.abouts, kept.which)
    by_text = {text: index for index, text in enumerate(texts)}
    return Lexicon(names, by_text, kept.longest, kept.words, kept.spellings)
