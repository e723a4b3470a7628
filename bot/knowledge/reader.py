"""Reads nodes by their shape into plain values, collecting every mistake with its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from bot.knowledge.model import Place
from bot.knowledge.problems import Problems, nearest, unknown
from bot.knowledge.shapes import TEXT, Field, Keyed, Line, Listing, Pair, Record
from bot.knowledge.shapes import Shape as Form
from bot.knowledge.vocabulary import Text
from bot.knowledge.yaml_source import Node, Shape

_WIDE_COMMA = "，"
"""Parts no names; so [甲，乙] would be one."""
_INNER_COMMA = "a comma inside of a text; put the text in quotes"
_BLANK = object()
_NO_TEXT = Text("", "")


class Entry:
    """A record that was read: its values by key, and where each of them stands.

    Values are str, bool, Text, tuple, dict or Entry, as the shape of the field says. Keys with a mistake
    are absent.
    """

    __slots__ = ("file", "head", "id", "node", "values")

    def __init__(self, file: str, node: Node, values: dict[str, Any], head: Node | None = None) -> None:
        self.file = file
        self.node = node
        self.values = values
        self.head = head or node
        """Where it begins: its key, in a mapping."""
        self.id = head.text if head else ""
        """The key under which it stands, in a mapping."""

    def place(self, key: str = "", index: int | None = None) -> Place:
        """Of the record, the value of one of its keys, or one item of a list there."""
        found = self.node.pairs.get(key)
        if found is None:
            return self.head.place(self.file)
        value = found[1]
        if index is not None and index < len(value.items):
            value = value.items[index]
        return value.place(self.file)

    def text(self, key: str, default: str = "") -> str:
        value: str = self.values.get(key, default)
        return value

    def pair(self, key: str) -> Text:
        """The text in both languages, empty where it is missing (a problem is then recorded)."""
        value: Text = self.values.get(key, _NO_TEXT)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value: tuple[str, ...] = self.values.get(key, ())
        return value

    def flag(self, key: str) -> bool:
        return bool(self.values.get(key, False))

    def entries(self, key: str) -> tuple[Entry, ...]:
        """The records of a list or of a mapping by id, in the order of the file."""
        value = self.values.get(key, ())
        return tuple(value.values()) if isinstance(value, dict) else tuple(value)


class Reader:
    """Reads the nodes of one file."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self._drafting = False
        """Inside of a draft, where things may still be missing."""

    def wrong(self, node: Node, message: str) -> None:
        self.problems.add(node.place(self.file), message)

    def record(self, node: Node, shape: Record, head: Node | None = None) -> Entry | None:
        """A mapping with known keys, under the key `head`; None where the node is no mapping."""
        if node.shape is not Shape.MAP:
            self.wrong(node, f"a {shape.what} must be a mapping of keys, this is {node.shape.value}")
            return None
        draft = node.pairs.get("draft")
        if draft is not None and draft[1].text == "true" and not self._drafting:
            self._drafting = True
            try:
                return self.record(node, shape, head)
            finally:
                self._drafting = False
        values: dict[str, Any] = {}
        known = _fields(shape)
        for name, (key_node, value_node) in node.pairs.items():
            field = known.get(name)
            if field is None:
                message = unknown("key", name, known) + (
                    "" if nearest(name, known) else f" of a {shape.what}"
                )
                self.wrong(key_node, _INNER_COMMA if _behind_comma(key_node, value_node) else message)
                continue
            value = self.value(value_node, field.shape, name)
            if value is not _BLANK:
                values[name] = value
        for field in shape.fields:
            if field.required and field.name not in node.pairs and not self._drafting:
                what = "missing translation: no" if field.name in ("zh", "en") else "missing"
                self.wrong(
                    head or node, f"{what} key '{field.name}' of {_called(shape, node, head)}: {field.about}"
                )
        return Entry(self.file, node, values, head)

    def value(self, node: Node, shape: Form, name: str) -> Any:
        """The value of a node by its shape; a marker for "nothing usable" once the mistake is recorded."""
        if isinstance(shape, Line):
            return self.line(node, shape, name)
        if isinstance(shape, Listing):
            return self.listing(node, shape, name)
        if isinstance(shape, Pair):
            return self.pair(node, shape, name)
        if isinstance(shape, Record):
            return self.record(node, shape) or _BLANK
        if isinstance(shape, Keyed):
            return self.keyed(node, shape, name)
        return self.flag(node, name)

    def line(self, node: Node, shape: Line, name: str) -> Any:
        if node.shape is not Shape.SCALAR:
            self.wrong(
                node,
                f"'{name}' must be a text, this is {node.shape.value}; quote it if it starts with [ or {{",
            )
            return _BLANK
        text = node.text.strip()
        if not text and not shape.blank:
            if not self._drafting:
                self.wrong(node, f"'{name}' is empty; write it or remove the key")
            return _BLANK
        if shape.choices and text not in shape.choices:
            self.wrong(node, f"key '{name}': {unknown(name, text, shape.choices)}")
            return _BLANK
        if shape.pattern and not _pattern(shape.pattern).search(text):
            self.wrong(node, f"'{name}' must be {shape.form or 'an id without blanks'}, not '{text[:40]}'")
            return _BLANK
        return text

    def flag(self, node: Node, name: str) -> Any:
        if node.text not in ("true", "false"):
            self.wrong(node, f"'{name}' must be true or false")
            return _BLANK
        return node.text == "true"

    def pair(self, node: Node, shape: Pair, name: str) -> Any:
        if node.shape is not Shape.MAP:
            self.wrong(node, f"'{name}' must be {{zh: ..., en: ...}}, this is {node.shape.value}")
            return _BLANK
        texts: dict[str, str] = {}
        for language, (key_node, value_node) in node.pairs.items():
            if language not in ("zh", "en"):
                message = unknown("language", language, ("zh", "en"))
                self.wrong(key_node, _INNER_COMMA if _behind_comma(key_node, value_node) else message)
            elif value_node.shape is not Shape.SCALAR:
                self.wrong(
                    value_node, f"'{name}.{language}' must be a text; quote it if it starts with [ or {{"
                )
            else:
                texts[language] = value_node.text.strip()
                self.room(value_node, f"{name}.{language}", shape.longest(language))
        for language, called in (("zh", "Chinese"), ("en", "English")):
            missing = language not in node.pairs or (not shape.blank and texts.get(language) == "")
            if missing and not self._drafting:
                self.wrong(node, f"missing translation: '{name}' has no {called} text ('{language}')")
        return Text(texts.get("zh", ""), texts.get("en", ""))

    def room(self, node: Node, name: str, longest: int) -> None:
        """Notes a text that is too long for the place where it is shown."""
        length = len(node.text.strip())
        if longest and length > longest:
            self.wrong(node, f"'{name}' has {length} characters; shorten it to {longest}, more is cut off")

    def listing(self, node: Node, shape: Listing, name: str) -> Any:
        if node.shape is Shape.SCALAR and shape.single:
            value = self.value(node, shape.item, name)
            return _BLANK if value is _BLANK else (value,)
        if node.shape is Shape.SCALAR and not node.text:
            return ()
        if node.shape is not Shape.LIST:
            self.wrong(node, f"'{name}' must be a list such as [a, b], this is {node.shape.value}")
            return _BLANK
        if shape.item is TEXT:  # most lists are of names
            texts = tuple(text for item in node.items if (text := item.text.strip()))
            for item in node.items:
                if name == "names" and _WIDE_COMMA in item.text:
                    self.wrong(
                        item, f"'{name}' has a full-width comma in '{item.text[:20]}'; write ', ' there"
                    )
            if len(texts) == len(node.items):
                return texts
        if isinstance(shape.item, Record):
            read = [self.record(item, shape.item) or _BLANK for item in node.items]
        else:
            read = [self.value(item, shape.item, name) for item in node.items]
        return tuple(value for value in read if value is not _BLANK)

    def keyed(self, node: Node, shape: Keyed, name: str) -> Any:
        if node.shape is Shape.SCALAR and not node.text:
            return {}
        if node.shape is not Shape.MAP:
            self.wrong(node, f"'{name}' must be a mapping from ids, this is {node.shape.value}")
            return _BLANK
        found: dict[str, Any] = {}
        for key, (key_node, value_node) in node.pairs.items():
            if shape.key.choices and key not in shape.key.choices:
                self.wrong(key_node, unknown(f"key of {name}", key, shape.key.choices))
                continue
            if self.line(key_node, shape.key, f"key in {name}") is _BLANK:
                continue
            record = isinstance(shape.item, Record)
            value = (
                self.record(value_node, shape.item, key_node)
                if isinstance(shape.item, Record)
                else self.value(value_node, shape.item, key)
            )
            if value is not _BLANK and not (record and value is None):
                found[key] = value
        return found


def _behind_comma(key: Node, value: Node) -> bool:
    """Whether what reads as a key is the rest of a text in front of it, as in {en: a, b}: it has no colon."""
    if value.shape is not Shape.SCALAR or value.text:
        return False
    wrapped = value.line > key.line and " " in key.text
    return wrapped or (value.line, value.column) == (key.line, key.column + len(key.text))


@lru_cache(maxsize=32)
def _fields(shape: Record) -> dict[str, Field]:
    return {field.name: field for field in shape.fields}


@lru_cache(maxsize=16)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _called(shape: Record, node: Node, head: Node | None) -> str:
    name = head.text if head else ""
    if not name and "id" in node.pairs:
        name = node.pairs["id"][1].text
    return f"{shape.what} '{name}'" if name else f"a {shape.what}"
