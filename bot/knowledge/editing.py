"""Adds facts, subjects and names to YAML files, keeping their comments, order and layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.knowledge.loading import Loaded
from bot.knowledge.patching import (
    PatchError,
    append_to_list,
    end_of_block,
    end_of_flow,
    indent_of,
    joined,
    lines_of,
)  # fmt: skip
from bot.knowledge.problems import Problems
from bot.knowledge.vocabulary import Text
from bot.knowledge.writing import pair, scalar, wrapped
from bot.knowledge.yaml_source import Node, Shape, parse

__all__ = ["NewFact", "NewSubject", "PatchError", "add_fact", "add_names", "add_subject", "locate"]


@dataclass(frozen=True, slots=True)
class NewSubject:
    """A subject as a curator gives it; see `Subject`."""

    id: str
    name: Text
    kind: str
    names: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    draft: bool = False
    """Whether a curator has to finish it; marked so, with what is to be done."""


@dataclass(frozen=True, slots=True)
class NewFact:
    """A fact as a curator gives it; see `Fact`. What is empty is left out of the file."""

    id: str
    subject: str
    measure: str
    summary: Text
    cites: tuple[str, ...]
    figures: tuple[str, ...] = ()
    value: Text | None = None
    more: Mapping[str, str | tuple[str, ...] | bool] = field(default_factory=dict)
    """Further keys of a fact: period, scope, status, of, part_of, names, mentions, see, headline, draft."""


def add_fact(text: str, fact: NewFact) -> str:
    """A section file's text with one more fact, behind the last of its subject or of the file.

    Raises PatchError where the file is not readable YAML or has the id already.
    """
    root, lines = _opened(text)
    facts = root.pairs.get("facts")
    entries = facts[1].items if facts else []
    if any(_key(entry, "id") == fact.id for entry in entries):
        raise PatchError(f"there is a fact '{fact.id}' already; choose another id")
    if facts is None or not entries:
        _open_key(lines, root, "facts")
        lines.extend(fact_lines(fact, 2))
        return joined(lines)
    same = [entry for entry in entries if _key(entry, "subject") == fact.subject]
    last = (same or entries)[-1]
    dash = lines[last.line - 1].rindex("-", 0, last.column)
    end = end_of_block(lines, last.line - 1, dash)
    lines[end:end] = fact_lines(fact, dash)
    return joined(lines)


def append_facts(text: str, written: Sequence[str]) -> str:
    """A section file's text with lines of further facts (see `fact_lines`) at the end. Raises PatchError as
    `add_fact` does."""
    root, lines = _opened(text)
    facts = root.pairs.get("facts")
    if facts is None or not facts[1].items:
        _open_key(lines, root, "facts")
        lines.extend(written)
        return joined(lines)
    last = facts[1].items[-1]
    dash = lines[last.line - 1].rindex("-", 0, last.column)
    end = end_of_block(lines, last.line - 1, dash)
    lines[end:end] = [" " * (dash - 2) + line if dash > 2 else line[2 - dash :] for line in written]
    return joined(lines)


def add_subject(text: str, subject: NewSubject) -> str:
    """A section file's text with one more subject, behind the others. Raises PatchError as `add_fact`
    does."""
    root, lines = _opened(text)
    subjects = root.pairs.get("subjects")
    entries = subjects[1].pairs if subjects else {}
    if subject.id in entries:
        raise PatchError(f"there is a subject '{subject.id}' already; choose another id")
    if subjects is None or not entries:
        at = _open_key(lines, root, "subjects")
        lines[at:at] = _subject_lines(subject, 2)
        return joined(lines)
    last = list(entries.values())[-1][0]
    end = end_of_block(lines, last.line - 1, last.column - 1)
    lines[end:end] = _subject_lines(subject, last.column - 1)
    return joined(lines)


def add_names(text: str, key: str, entry_id: str, names: Sequence[str]) -> str:
    """A YAML file's text with more names for one of its entries; names that it has already are not repeated.

    `key`: the top-level key that the entry stands under: subjects, facts, measures, operations, sections...;
    `fillers` with an empty id for fillers. Raises PatchError where there is no such entry.
    """
    root, lines = _opened(text)
    found = root.pairs.get(key)
    if found is None:
        raise PatchError(f"the file has no key '{key}'")
    listed = found[1] if not entry_id else None
    if listed is None:
        entry, head = _entry(found[1], key, entry_id)
        own = entry.pairs.get("names")
        if own is None or not own[1].items:
            return _with_names(lines, entry, head, own, names)
        listed = own[1]
    known = {item.text for item in listed.items}
    fresh = [name for name in dict.fromkeys(names) if name not in known]
    if fresh:
        append_to_list(lines, listed, fresh)
    return joined(lines)


def locate(loaded: Loaded, key: str, entry_id: str, report: str = "") -> str | None:
    """The file, relative to the facts folder, with an entry under a top-level key; None where there is none.

    Ids of facts are unique within a report only, which `report` names.
    """
    for file in loaded.files.vocabulary:
        if entry_id in (e.id for e in file.entries(key)) if key != "fillers" else "fillers" in file.values:
            return file.file
    for found in loaded.files.reports:
        if report and found.id != report:
            continue
        for file in (*found.sections, found.report):
            known = {entry.text("id") if key == "facts" else entry.id for entry in file.entries(key)}
            if entry_id in known:
                return file.file
    return None


def fact_lines(fact: NewFact, indent: int) -> list[str]:
    """A fact as a list item, its dash `indent` columns in."""
    inner = " " * (indent + 2)
    lines = [f"{' ' * indent}- id: {scalar(fact.id)}"]
    lines += [f"{inner}draft: true"] if fact.more.get("draft") else []
    lines += [f"{inner}subject: {scalar(fact.subject)}", f"{inner}measure: {scalar(fact.measure)}"]
    if fact.figures:
        written = (
            scalar(fact.figures[0])
            if len(fact.figures) == 1
            else wrapped(fact.figures, indent + 4, indent + 10)
        )
        lines.append(f"{inner}figure: {written}")
    if fact.value is not None:
        lines.append(f"{inner}value: {pair(fact.value.zh, fact.value.en)}")
    more = {key: value for key, value in fact.more.items() if key != "draft"}
    lines += [
        _line(inner, key, more.pop(key))
        for key in ("period", "scope", "status", "of", "part_of")
        if more.get(key)
    ]
    lines.append(f"{inner}cite: {wrapped(fact.cites, indent + 4, indent + 8)}")
    lines += [f"{inner}zh: {scalar(fact.summary.zh)}", f"{inner}en: {scalar(fact.summary.en)}"]
    lines += [_line(inner, key, value) for key, value in more.items() if value]
    return lines


def _line(inner: str, key: str, value: str | tuple[str, ...] | bool) -> str:
    if isinstance(value, bool):
        return f"{inner}{key}: {'true' if value else 'false'}"
    if isinstance(value, tuple):
        return f"{inner}{key}: {wrapped(value, len(inner) + 2, len(inner) + len(key) + 2)}"
    return f"{inner}{key}: {scalar(value)}"


def _subject_lines(subject: NewSubject, indent: int) -> list[str]:
    inner = " " * (indent + 2)
    mark = "   # TODO: its English name, its kind, more names; then remove `draft`" if subject.draft else ""
    lines = [
        f"{' ' * indent}{scalar(subject.id)}:{mark}",
        f"{inner}name: {pair(subject.name.zh, subject.name.en)}",
        f"{inner}kind: {scalar(subject.kind)}",
    ]
    if subject.names:
        lines.append(f"{inner}names: {wrapped(subject.names, indent + 4, indent + 9)}")
    if subject.part_of:
        lines.append(f"{inner}part_of: {wrapped(subject.part_of, indent + 4, indent + 11)}")
    if subject.draft:
        lines.append(f"{inner}draft: true")
    return "\n".join(lines).split("\n")


def _opened(text: str) -> tuple[Node, list[str]]:
    problems = Problems()
    root = parse(text, "", problems)
    if root is None or root.shape is not Shape.MAP:
        found = problems.sorted()
        raise PatchError(
            f"line {found[0].line}: {found[0].message}" if found else "the file is no mapping of keys"
        )
    return root, lines_of(text.rstrip("\n"))


def _key(entry: Node, key: str) -> str:
    found = entry.pairs.get(key)
    return found[1].text if found else ""


def _open_key(lines: list[str], root: Node, key: str) -> int:
    """Makes the lines end with an open `key:`, or its empty value so; where its content goes."""
    found = root.pairs.get(key)
    if found is None:
        if lines == [""]:
            lines.clear()
        if key == "subjects":  # in front of the facts, as everywhere
            at = next((i for i, line in enumerate(lines) if line.startswith("facts:")), len(lines))
            lines.insert(at, "subjects:")
            return at + 1
        lines.append(f"{key}:")
        return len(lines)
    head = found[0]
    if found[1].shape is not Shape.SCALAR and (found[1].items or found[1].pairs):
        raise PatchError(f"'{key}' in line {head.line} is not what it should be")
    lines[head.line - 1] = f"{key}:"
    if key == "facts" and head.line < len(lines):  # content is appended at the end, so the key moves there
        lines.append(lines.pop(head.line - 1))
    return head.line


def _entry(node: Node, key: str, entry_id: str) -> tuple[Node, Node]:
    """An entry of a mapping or of a list with ids, and its first node."""
    if node.shape is Shape.MAP and entry_id in node.pairs:
        head, entry = node.pairs[entry_id]
        return entry, head
    for item in node.items:
        if _key(item, "id") == entry_id:
            return item, item
    raise PatchError(f"there is no '{entry_id}' in {key}")


def _with_names(
    lines: list[str], entry: Node, head: Node, own: tuple[Node, Node] | None, names: Sequence[str]
) -> str:
    """With the first names of an entry that has none."""
    fresh = list(dict.fromkeys(names))
    if own is not None and lines[own[1].line - 1][own[1].column - 1 : own[1].column] == "[":
        append_to_list(lines, own[1], fresh)
    elif lines[entry.line - 1][entry.column - 1 : entry.column] == "{":
        row, column = end_of_flow(lines, entry)
        rest = ", ".join(map(scalar, fresh))
        before = lines[row][:column].rstrip()
        lines[row] = f"{before}{', ' if entry.pairs else ''}names: [{rest}]{lines[row][column:]}"
    elif own is not None:
        lines[own[0].line - 1] = (
            f"{' ' * (own[0].column - 1)}names: {wrapped(fresh, own[0].column + 1, own[0].column + 6)}"
        )
    else:
        inner = next(iter(entry.pairs.values()))[0].column - 1
        end = end_of_block(lines, head.line - 1, min(indent_of(lines[head.line - 1]), inner - 1))
        lines[end:end] = [f"{' ' * inner}names: {wrapped(fresh, inner + 2, inner + 7)}"]
    return joined(lines)
