"""Strict YAML: plain nodes with their places, every scalar as text.

Built on PyYAML's event stream, so that no object is ever constructed: aliases, tags, duplicate keys and
excessive nesting or size are problems at their place, before any memory is spent on them.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any  # the events of PyYAML, whose types name no attributes

import yaml

from bot.knowledge.model import Place
from bot.knowledge.problems import Problems

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML has it: ten times as fast
MAX_DEPTH = 12
"""Levels of nesting; the deepest key that is known stands six deep."""
_TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep; nothing in a fact base is"
MAX_NODES = 100_000
"""Nodes a file may have; a section with a hundred facts has some 5,000."""


class Shape(Enum):
    SCALAR = "a text"
    LIST = "a list"
    MAP = "a mapping"


_NO_ITEMS: list[Node] = []
_NO_PAIRS: dict[str, tuple[Node, Node]] = {}


class Node:
    """A YAML node, of itself a scalar; which of `text`, `items` and `pairs` holds its value, `shape` says."""

    __slots__ = ("column", "line", "text")
    shape = Shape.SCALAR
    items = _NO_ITEMS
    pairs = _NO_PAIRS
    """Key node and value node by the key's text."""

    def __init__(self, line: int, column: int, text: str = "") -> None:
        self.line = line
        self.column = column
        self.text = text

    def place(self, file: str) -> Place:
        return Place(file, self.line, self.column)


class ListNode(Node):
    """A list of nodes."""

    __slots__ = ("items",)
    shape = Shape.LIST

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class MapNode(Node):
    """A mapping from texts to nodes."""

    __slots__ = ("pairs",)
    shape = Shape.MAP

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: dict[str, tuple[Node, Node]] = {}


class _Refused(Exception):
    """Stops reading a file at something that is not tolerated; carries its place and message."""

    def __init__(self, event: Any, message: str) -> None:
        super().__init__(message)
        self.mark = event.start_mark


def parse(text: str, file: str, problems: Problems) -> Node | None:
    """The root node of a YAML text, an empty map for an empty one; None, with problems added, where it is not acceptable."""
    try:
        loader = _LOADER(text)
        try:
            return _read(loader.get_event, file, problems)
        finally:
            loader.dispose()
    except _Refused as refused:
        problems.add(Place(file, refused.mark.line + 1, refused.mark.column + 1), str(refused))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reason = error.problem or error.context or "unreadable"
        deep = "maximum nesting" in reason  # libyaml looks a thousand levels ahead
        problems.add(
            Place(file, line, column),
            _TOO_DEEP if deep else f"not YAML: {reason}; check indentation, quotes and colons here",
        )
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
        problems.add(
            Place(file, line, column),
            f"not YAML: {getattr(error, 'reason', error)}; remove the sign that stands here",
        )
    except RecursionError:  # the pure Python parser has no limit of its own
        problems.add(Place(file, 1, 1), _TOO_DEEP)
    return None


def _read(next_event: Callable[[], Any], file: str, problems: Problems) -> Node:
    root: Node | None = None
    stack: list[Node] = []
    keys: list[Node | None] = []
    """For each open node, the key that waits for its value; always None for lists."""
    count = 0
    while True:
        event = next_event()
        kind = event.__class__
        if kind is yaml.ScalarEvent or kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            count += 1
            node = _node(event, kind, len(stack), count)
            if not stack:
                root = node
            elif stack[-1].shape is Shape.LIST:
                stack[-1].items.append(node)
            else:
                keys[-1] = _put(stack[-1], keys[-1], node, event, file, problems)
            if kind is not yaml.ScalarEvent:
                stack.append(node)
                keys.append(None)
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            stack.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            raise _Refused(event, f"aliases (*{event.anchor}) are not read; write the value out")
        elif kind is yaml.DocumentStartEvent and root is not None:
            raise _Refused(event, "a second document; keep one per file and remove the '---'")
        elif kind is yaml.StreamEndEvent:
            empty = root is None or (root.shape is Shape.SCALAR and not root.text)
            return MapNode(1, 1) if root is None or empty else root


def _node(event: Any, kind: type[yaml.Event], depth: int, count: int) -> Node:
    mark = event.start_mark
    if event.tag is not None and event.tag != "!":
        raise _Refused(event, f"tags ({event.tag}) are not read; write plain text")
    if event.anchor is not None:
        raise _Refused(event, f"anchors (&{event.anchor}) are not read; write each value where it belongs")
    if count > MAX_NODES:
        raise _Refused(event, f"more than {MAX_NODES:,} values in one file; split it")
    if kind is yaml.ScalarEvent:
        return Node(mark.line + 1, mark.column + 1, event.value)
    if depth >= MAX_DEPTH:
        raise _Refused(event, _TOO_DEEP)
    return (ListNode if kind is yaml.SequenceStartEvent else MapNode)(mark.line + 1, mark.column + 1)


def _put(into: Node, key: Node | None, node: Node, event: Any, file: str, problems: Problems) -> Node | None:
    """Takes a key, or the value of the key before it, into a map; the key that now waits for its value."""
    if key is None:
        if node.shape is not Shape.SCALAR:
            raise _Refused(event, "a key must be plain text; quote it if it starts with [ or {")
        return node
    known = into.pairs.get(key.text)
    if known is None:
        into.pairs[key.text] = (key, node)
    else:
        problems.add(key.place(file), f"duplicate key '{key.text}', first in line {known[0].line}; keep one")
    return None
