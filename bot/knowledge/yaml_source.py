"""Strict YAML: plain nodes with their places, every scalar as text.

Built on PyYAML's event stream, so that no object is ever constructed: aliases, tags, duplicate keys and
excessive nesting or size are problems at their place, before any memory is spent on them.
"""

from __future__ import annotations

import re
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
_WIDE_COLON = re.compile(r"\s*(?:- *)?[A-Za-z_][\w.-]*：")
"""A key with the colon of Chinese texts."""
_TAB = "this line has a tab; YAML wants blanks instead"
MAX_NODES = 100_000
"""Nodes a file may have; a section with a hundred facts has some 5,000."""


class Shape(Enum):
    """What a node is, as messages call it."""

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


class _RefusedError(Exception):
    """Stops reading a file at something that is not tolerated; carries its place and message."""

    def __init__(self, event: Any, message: str) -> None:
        super().__init__(message)
        self.mark = event.start_mark


def parse(text: str, file: str, problems: Problems) -> Node | None:
    """The root node of a YAML text, an empty map for an empty one; None where it is not acceptable.

    Then problems are added.
    """
    try:
        loader = _LOADER(text)
        try:
            return _Parser(loader.get_event, file, problems).document()
        finally:
            loader.dispose()
    except _RefusedError as refused:
        problems.add(Place(file, refused.mark.line + 1, refused.mark.column + 1), str(refused))
    except yaml.MarkedYAMLError as error:
        problems.add(*_broken(text, file, error))
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line, column = text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
        message = f"not YAML: {getattr(error, 'reason', str(error))}; remove the sign that stands here"
        problems.add(Place(file, line, column), message)
    except RecursionError:  # the pure Python parser has no limit of its own
        problems.add(Place(file, 1, 1), _TOO_DEEP)
    return None


def _broken(text: str, file: str, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    """Where a text is no YAML, and why: at the sign that is to blame, where it can be told."""
    reason = error.problem or error.context or "unreadable"
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "maximum nesting" in reason:  # libyaml looks a thousand levels ahead
        return Place(file, line, column), _TOO_DEEP
    written = [*text.split("\n"), ""]
    for number in (line, line - 1):  # a key without its colon is noticed in the line behind it
        if number and (wide := _WIDE_COLON.match(written[number - 1])):
            return Place(file, number, wide.end()), "the colon ： is full-width; write ': ', with a blank"
    if began is not None and "flow" in (error.context or ""):
        return Place(file, began.line + 1, began.column + 1), (
            f"not YAML: what opens here is not closed, or lacks a comma, by line {line} ({reason})"
        )
    if reason.startswith("mapping values"):
        return Place(file, line, column), "not YAML: a colon inside of a text; put the text in quotes"
    hint = _TAB if "\t" in written[line - 1] else "check indentation, quotes and colons here"
    return Place(file, line, column), f"not YAML: {reason}; {hint}"


class _Parser:
    """Builds nodes from the events of one file."""

    def __init__(self, next_event: Callable[[], Any], file: str, problems: Problems) -> None:
        self._next = next_event
        self._file = file
        self._problems = problems
        self._left = MAX_NODES

    def document(self) -> Node:
        """The only document of the stream."""
        self._next()  # the stream begins
        event = self._next()
        if event.__class__ is yaml.StreamEndEvent:
            return MapNode(1, 1)
        root = self._value(self._next(), 0)
        self._next()  # the document ends
        event = self._next()
        if event.__class__ is not yaml.StreamEndEvent:
            raise _RefusedError(event, "a second document; keep one per file and remove the '---'")
        return MapNode(1, 1) if root.shape is Shape.SCALAR and not root.text else root

    def _value(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is yaml.AliasEvent:
            raise _RefusedError(event, f"aliases (*{event.anchor}) are not read; write the value out")
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(event, f"tags ({event.tag}) are not read; write plain text")
        if event.anchor is not None:
            message = f"anchors (&{event.anchor}) are not read; write each value where it belongs"
            raise _RefusedError(event, message)
        self._left -= 1
        if self._left < 0:
            raise _RefusedError(event, f"more than {MAX_NODES:,} values in one file; split it")
        mark = event.start_mark
        if kind is yaml.ScalarEvent:
            return Node(mark.line + 1, mark.column + 1, event.value)
        if depth >= MAX_DEPTH:
            raise _RefusedError(event, _TOO_DEEP)
        node = (ListNode if kind is yaml.SequenceStartEvent else MapNode)(mark.line + 1, mark.column + 1)
        return self._list(node, depth) if isinstance(node, ListNode) else self._map(node, depth)

    def _list(self, node: ListNode, depth: int) -> Node:
        following, items = self._next, node.items
        while (event := following()).__class__ is not yaml.SequenceEndEvent:
            items.append(self._value(event, depth + 1))
        return node

    def _map(self, node: MapNode, depth: int) -> Node:
        following, pairs = self._next, node.pairs
        while (event := following()).__class__ is not yaml.MappingEndEvent:
            key = self._value(event, depth + 1)
            if key.shape is not Shape.SCALAR:
                raise _RefusedError(event, "a key must be plain text; quote it if it starts with [ or {")
            value = self._value(following(), depth + 1)
            known = pairs.setdefault(key.text, (key, value))
            if known[0] is not key:
                message = f"duplicate key '{key.text}', first in line {known[0].line}; keep one"
                self._problems.add(key.place(self._file), message)
        return node
