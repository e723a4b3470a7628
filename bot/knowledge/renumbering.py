"""Keeps citations on their sentences when a report's text changes and its sentences are numbered anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from bot.knowledge.outline import OutlinedSection
from bot.knowledge.patching import replace_scalar
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry
from bot.knowledge.yaml_source import Node, Shape, parse

GONE = "removed"
"""Section name given to citations whose sentence is no longer in the text, so that `check` finds them."""


def renumbered(old: Entry, new: Sequence[OutlinedSection]) -> Mapping[str, str]:
    """For each sentence of an old report.yaml that is numbered anew or gone: its new id.

    A sentence is recognised by its hash; one that was edited keeps its place among its neighbours.
    """
    before = {s.id: [o.text("hash") for o in s.entries("outline")] for s in old.entries("sections")}
    after = {s.id: [item.sentence.hash for item in s.sentences] for s in new}
    anywhere = {h: f"{name}.{n}" for name, hashes in after.items() for n, h in enumerate(hashes, 1)}
    found: dict[str, str] = {}
    for name, hashes in before.items():
        moves = dict(_aligned(hashes, after.get(name, [])))
        for number, value in enumerate(hashes, 1):
            place = moves.get(number)
            target = f"{name}.{place}" if place else anywhere.get(value, f"{GONE}.{number}")
            if target != f"{name}.{number}":
                found[f"{name}.{number}"] = target
    return found


def _aligned(old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of old and new numbers, from 1, of sentences that are the same or stand for one another."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            yield from zip(range(a + 1, b + 1), range(c + 1, d + 1), strict=False)


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
