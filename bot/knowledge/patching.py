"""Changes YAML files as text, at the places that parsing knows, so that everything else stays byte for byte.

A round trip through a YAML library would keep comments, but rewrap the long name lists and change quotes; a
curator's diff should show what was changed and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.knowledge.writing import WIDTH, scalar
from bot.knowledge.yaml_source import Node, Shape


class PatchError(Exception):
    """A text that cannot be changed at the wanted place; the message says why."""


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return text.split("\n")


def joined(lines: Sequence[str]) -> str:
    """Lines as a text that ends with one line end."""
    return "\n".join(lines).rstrip("\n") + "\n"


def indent_of(line: str) -> int:
    """Blanks in front."""
    return len(line) - len(line.lstrip(" "))


def end_of_block(lines: Sequence[str], start: int, indent: int) -> int:
    """Behind the last line of the block that begins at `start`: whatever is indented deeper than `indent`.

    Blank lines and comments at its end belong to what follows. Lines count from 0.
    """
    end = start + 1
    position = end
    while position < len(lines):
        line = lines[position]
        if line.strip() and not line.lstrip().startswith("#"):
            if indent_of(line) <= indent and not line.lstrip().startswith(("]", "}")):
                break
            end = position + 1
        position += 1
    return end


def replace_scalar(lines: list[str], node: Node, new: str) -> None:
    """Puts a new text in the place of a scalar on one line. Raises PatchError where the source looks
    otherwise."""
    line, start = lines[node.line - 1], node.column - 1
    end = end_of_scalar(line, start)
    if line[start:end].strip("\"'") != node.text:
        raise PatchError(f"line {node.line} does not hold '{node.text}' in one piece")
    lines[node.line - 1] = line[:start] + scalar(new) + line[end:]


def end_of_scalar(line: str, start: int) -> int:
    """Where the scalar that begins at `start` of a line ends, quoted or plain in a flow list."""
    quote = line[start : start + 1]
    if quote in ("'", '"'):
        return _end_of_quoted(line, start)
    end = start
    while end < len(line) and line[end] not in ",]}" and line[end : end + 2] != " #":
        end += 1
    return start + len(line[start:end].rstrip())


def _end_of_quoted(line: str, start: int) -> int:
    quote, position = line[start], start + 1
    while position < len(line):
        if quote == '"' and line[position] == "\\":
            position += 2
            continue
        if line[position] == quote:
            if quote == "'" and line[position + 1 : position + 2] == "'":
                position += 2
                continue
            return position + 1
        position += 1
    return len(line)


def end_of_flow(lines: Sequence[str], node: Node) -> tuple[int, int]:
    """Line (from 0) and column (from 0) of the bracket that closes a flow list or map."""
    row, column = node.line - 1, node.column - 1
    if lines[row][column : column + 1] not in ("[", "{"):
        raise PatchError(f"line {node.line} does not begin a list in brackets")
    depth = 0
    while row < len(lines):
        line = lines[row]
        while column < len(line):
            sign = line[column]
            before = line[column - 1 : column]
            if sign in "'\"" and (column == 0 or before in " ,[{:"):
                column = _end_of_quoted(line, column)
                continue
            if sign == "#" and before in ("", " "):
                break
            depth += (sign in "[{") - (sign in "]}")
            if depth == 0:
                return row, column
            column += 1
        row, column = row + 1, 0
    raise PatchError(f"the list that begins in line {node.line} has no end")


def append_to_list(lines: list[str], node: Node, items: Sequence[str]) -> None:
    """Adds texts to a list, whether in brackets or one to a line; long lines are wrapped."""
    row, column = node.line - 1, node.column - 1
    if node.shape is Shape.LIST and lines[row][column : column + 1] != "[":
        last = node.items[-1]
        lead = lines[last.line - 1][: last.column - 1]
        end = end_of_block(lines, last.line - 1, indent_of(lead))
        lines[end:end] = [lead + scalar(item) for item in items]
        return
    row, column = end_of_flow(lines, node)
    head, tail = lines[row][:column], lines[row][column:]
    empty = not node.items
    indent = " " * (indent_of(lines[row]) if row > node.line - 1 else indent_of(lines[row]) + 2)
    head = head.rstrip().rstrip(",") if head.strip() else head
    for index, item in enumerate(items):
        written = scalar(item)
        head += "" if empty and index == 0 else ","
        if len(head) + len(written) + 2 + len(tail) > WIDTH and head.strip():
            lines.insert(row, head)
            row += 1
            head = indent + written
        else:
            head += written if empty and index == 0 else f" {written}"
    lines[row] = head + tail
