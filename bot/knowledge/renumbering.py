"""Keeps citations on their sentences when a report's text changes and its sentences are numbered anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.knowledge.outline import OutlinedSection
from bot.knowledge.patching import replace_scalar
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry
from bot.knowledge.yaml_source import Node, Shape, parse

GONE = "removed"
"""Section name given to citations whose sentence is no longer in the text, so that `check` finds them."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """Where the sentences of an old report.yaml stand in a new text."""

    moves: Mapping[str, str]
    """New ids of sentences that are numbered anew or gone."""
    changed: Mapping[str, str]
    """New ids of sentences whose words changed, moved or not."""


def renumbered(old: Entry, new: Sequence[OutlinedSection]) -> Renumbering:
    """Where each sentence of an old report.yaml stands now.

    A sentence is recognised by its hash, wherever it went; one that was edited, by the figures that it still
    has, and else by its place between its neighbours, where as many stand now.
    """
    before = {s.id: [_Kept(o.text("hash"), o.texts("figures")) for o in s.entries("outline")]
              for s in old.entries("sections")}  # fmt: skip
    after = {s.id: [_Kept(i.sentence.hash, i.sentence.figures) for i in s.sentences] for s in new}
    found = dict(_the_same(before, after))
    edited = {
        f"{name}.{a}": f"{name}.{b}"
        for name, kept in before.items()
        for a, b in _edited(name, kept, after.get(name, []), found)
    }
    found |= edited
    targets = {one: found.get(one, f"{GONE}.{one.rpartition('.')[2]}") for one, _ in _numbered(before)}
    return Renumbering({one: to for one, to in targets.items() if one != to}, edited)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What an outline keeps of a sentence."""

    hash: str
    figures: tuple[str, ...]


_Outlines = Mapping[str, Sequence[_Kept]]


def _in_place(old: Sequence[_Kept], new: Sequence[_Kept]) -> dict[int, int]:
    """Old and new numbers of sentences of a section that are the same, in the same order."""
    matcher = SequenceMatcher(None, [k.hash for k in old], [k.hash for k in new], autojunk=False)
    return {a + i + 1: b + i + 1 for a, b, size in matcher.get_matching_blocks() for i in range(size)}


def _the_same(before: _Outlines, after: _Outlines) -> Iterator[tuple[str, str]]:
    """Old and new ids of sentences that kept their words: in place first, else wherever they went."""
    stayed = {
        f"{name}.{a}": f"{name}.{b}"
        for name, kept in before.items()
        for a, b in _in_place(kept, after.get(name, ())).items()
    }
    yield from stayed.items()
    taken = set(stayed.values())
    free: dict[str, list[str]] = {}
    for place, one in _numbered(after):
        if place not in taken:
            free.setdefault(one.hash, []).append(place)
    for place, one in _numbered(before):
        if place not in stayed and free.get(one.hash):
            yield place, free[one.hash].pop(0)


def _numbered(outlines: _Outlines) -> Iterator[tuple[str, _Kept]]:
    for name, kept in outlines.items():
        for number, one in enumerate(kept, 1):
            yield f"{name}.{number}", one


def _edited(
    name: str, old: Sequence[_Kept], new: Sequence[_Kept], found: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Old and new numbers of sentences between the same neighbours: first those that share most figures."""
    taken = set(found.values())
    stayed = _in_place(old, new)
    gaps: dict[int, tuple[list[int], list[int]]] = {}
    for number in range(1, len(old) + 1):
        if f"{name}.{number}" not in found:
            before = max((a for a in stayed if a < number), default=0)
            gaps.setdefault(before, ([], []))[0].append(number)
    for number in range(1, len(new) + 1):
        before = max((a for a, b in stayed.items() if b < number), default=0)
        if f"{name}.{number}" not in taken and before in gaps:
            gaps[before][1].append(number)
    for ours, theirs in gaps.values():
        yield from _paired(ours, theirs, old, new)


def _paired(
    ours: list[int], theirs: list[int], old: Sequence[_Kept], new: Sequence[_Kept]
) -> Iterator[tuple[int, int]]:
    shared = sorted(((_shared(old[a - 1], new[b - 1]), -a, -b) for a in ours for b in theirs), reverse=True)
    for count, a, b in shared:
        if count and -a in ours and -b in theirs:
            ours.remove(-a)
            theirs.remove(-b)
            yield -a, -b
    if len(ours) == len(theirs):  # else no one can say which of them is new
        yield from zip(ours, theirs, strict=True)


def _shared(first: _Kept, second: _Kept) -> int:
    return (Counter(first.figures) & Counter(second.figures)).total()


def with_citations(text: str, moves: Mapping[str, str], keys: tuple[str, ...]) -> str:
    """A YAML file's text with the sentence ids under the given keys replaced; nothing else changes."""
    if not moves:
        return text
    root = parse(text, "", Problems())
    lines = text.split("\n")
    wanted = [node for node in _scalars(root, keys) if node.text in moves] if root else []
    for node in sorted(wanted, key=lambda n: (n.line, n.column), reverse=True):
        replace_scalar(lines, node, moves[node.text])
    return "\n".join(lines)


def _scalars(node: Node, keys: tuple[str, ...], within: bool = False) -> Iterator[Node]:
    """The scalars anywhere under one of the keys."""
    if node.shape is Shape.SCALAR:
        if within:
            yield node
        return
    for item in node.items:
        yield from _scalars(item, keys, within)
    for key, (_, value) in node.pairs.items():
        yield from _scalars(value, keys, within or key in keys)
