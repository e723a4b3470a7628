"""Names with a gap in which other words of the question stand (what did … do, 成为…的什么, …为何)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.lexicon import Lexicon
from bot.understanding.linking import Link
from bot.understanding.tokens import Token


def split_links(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Link]:
    """Both parts of every name with a gap, where they stand in one clause with something in between."""
    keys = tuple(t.key for t in tokens)
    near = (split for key in dict.fromkeys(keys) for split in lexicon.split_names.get(key, ()))
    for _, head, tail, closes, name in sorted(near):
        for start in range(len(keys)):
            if keys[start : start + len(head)] != head:
                continue
            end = start + len(head)
            found = _tail(tokens, keys, end + 1, tail, closes)
            if found is not None:
                if head:
                    yield Link(start, end, name.targets, "split", 1.0, name.keys)
                yield Link(found, found + len(tail), name.targets, "split", 1.0, name.keys)
                if not head:
                    break  # it would be found again behind each token of its clause


def _tail(
    tokens: Sequence[Token], keys: tuple[str, ...], after: int, tail: tuple[str, ...], closes: bool
) -> int | None:
    """Where the second part stands, the last place in the clause of what is in front of it."""
    clause = tokens[after - 1].clause if after <= len(tokens) else -1
    for start in range(len(keys) - len(tail), after - 1, -1):
        end = start + len(tail)
        ends = end == len(keys) or tokens[end].clause != clause
        whole = tokens[start].clause == tokens[end - 1].clause == clause
        if keys[start:end] == tail and whole and (ends or not closes):
            return start
    return None
