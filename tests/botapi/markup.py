"""Telegram's HTML: parsed into text and entities, refused where Telegram would refuse it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.botapi.errors import ApiError

ALLOWED = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "a": "text_link", "tg-spoiler": "spoiler",
}  # fmt: skip
TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[a-zA-Z-]*)(?P<rest>[^<>]*)>|(?P<stray><)|&(?P<entity>#\d+|#x[0-9a-fA-F]+|\w+);"
)
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True)
class Entity:
    type: str
    offset: int
    """In UTF-16 units."""
    length: int
    text: str


def utf16(text: str) -> int:
    """Length of `text` in UTF-16 units, as Telegram counts offsets."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of `source`. Raises ApiError as the real server answers."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    entities: list[Entity] = []
    last = 0
    for token in TOKEN.finditer(source):
        text += source[last : token.start()]
        last = token.end()
        offset = len(source[: token.start()].encode())
        if token["stray"]:
            raise ApiError(
                400, f"Bad Request: can't parse entities: Unclosed start tag at byte offset {offset}"
            )
        if token["entity"]:
            text += _character(token["entity"], token[0])
        elif token["close"]:
            text = _close(token["tag"], text, opened, entities, offset)
        else:
            _open(token["tag"], token["rest"], text, opened, offset)
    text += source[last:]
    if opened:
        raise ApiError(
            400,
            f"Bad Request: can't parse entities: Can't find end tag of start tag {opened[-1][0]}",
        )
    return _stripped(text, entities)


def _character(name: str, whole: str) -> str:
    if name.startswith("#x"):
        return chr(int(name, 0))
    if name.startswith("#"):
        return chr(int(name[1:]))
    return CHARACTERS.get(name, whole)


def _open(tag: str, rest: str, text: str, opened: list[tuple[str, str, int]], offset: int) -> None:
    name = tag.lower()
    attributes = rest.strip()
    fine = name in ALLOWED and (
        not attributes
        or (name == "blockquote" and attributes == "expandable")
        or (name == "a" and re.fullmatch(r'href="[^"]*"', attributes))
        or (name == "code" and re.fullmatch(r'class="language-[^"]*"', attributes))
    )
    if not fine:
        raise ApiError(
            400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}'
        )
    if name == "blockquote" and any(o[0] == "blockquote" for o in opened):
        raise ApiError(400, "Bad Request: can't parse entities: blockquote entities can't be nested")
    kind = "expandable_blockquote" if attributes == "expandable" else ALLOWED[name]
    opened.append((name, kind, len(text)))


def _close(
    tag: str, text: str, opened: list[tuple[str, str, int]], entities: list[Entity], offset: int
) -> str:
    if not opened:
        raise ApiError(400, f"Bad Request: can't parse entities: Unexpected end tag at byte offset {offset}")
    name, kind, start = opened.pop()
    if tag and tag.lower() != name:
        message = f'Unmatched end tag at byte offset {offset}, expected "</{name}>", found "</{tag}>"'
        raise ApiError(400, f"Bad Request: can't parse entities: {message}")
    if len(text) > start:
        entities.append(Entity(kind, utf16(text[:start]), utf16(text[start:]), text[start:]))
    return text


def _stripped(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram trims blanks at both ends."""
    cut = utf16(text) - utf16(text.lstrip())
    return text.strip(), [Entity(e.type, max(0, e.offset - cut), e.length, e.text) for e in entities]
