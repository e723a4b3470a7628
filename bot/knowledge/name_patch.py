"""A patch of a facts folder as a YAML file: names to add and questions to test them with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.knowledge.conversations import (
    CONVERSATION,
    FILE_LIMIT,
    Conversation,
    conversation_of,
    read_conversations,
)
from bot.knowledge.editing import add_names
from bot.knowledge.files import QUESTIONS_FILE
from bot.knowledge.model import Place
from bot.knowledge.patching import PatchError
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Reader
from bot.knowledge.shapes import ID, Field, Keyed, Line, Listing, Record
from bot.knowledge.source import YAML_LIMIT, UnreadableError, read_text
from bot.knowledge.writing import flow, scalar
from bot.knowledge.yaml_source import parse

KEYS = ("measures", "subjects", "facts")
_FILE = Line(
    r"^[^\s/.][^/]*/[^/]+\.yaml$", "a file within the facts folder, such as vocabulary/measures.yaml"
)
_PATCH = Record(
    "patch",
    (
        Field(
            "names",
            Listing(
                Record(
                    "addition",
                    (
                        Field("file", _FILE, "The file of the entry.", True),
                        Field("key", Line(choices=KEYS), "The key that the entry stands under.", True),
                        Field("id", Line(ID, "an id without blanks"), "The entry's id.", True),
                        Field("add", Listing(Line()), "The names to add.", True),
                    ),
                )
            ),
            "Names to add.",
            True,
        ),
        Field(
            "questions", Keyed(Listing(CONVERSATION)), "Questions that are then answered, by report.", True
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Addition:
    """Names to add to one entry."""

    file: str
    """Within the facts folder."""
    key: str
    """measures, subjects or facts"""
    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """Names to add, and questions that are then answered."""

    additions: tuple[Addition, ...]
    questions: Mapping[str, tuple[Conversation, ...]]
    """By the report whose questions.yaml takes them."""


def patch_text(patch: Patch, comment: Sequence[str] = ()) -> str:
    """The patch as YAML, under lines of comment."""
    lines = [f"# {line}" for line in comment]
    lines.append("names:")
    for addition in patch.additions:
        about = f"file: {scalar(addition.file)}, key: {addition.key}, id: {scalar(addition.id)}"
        lines.append(f"  - {{{about}, add: {flow(addition.names)}}}")
    lines.append("questions:")
    for report, questions in patch.questions.items():
        lines.append(f"  {scalar(report)}:")
        lines += [f"    {line}" for question in questions for line in question_lines(question)]
    return "\n".join(lines) + "\n"


def question_lines(question: Conversation) -> Iterator[str]:
    """A conversation that expects an answer, as an item of a YAML list."""
    asked = scalar(question.turns[0]) if len(question.turns) == 1 else flow(question.turns)
    yield f"- id: {scalar(question.id)}"
    yield f"  kind: {question.kind}"
    if question.style:
        yield f"  style: {scalar(question.style)}"
    yield f"  ask: {asked}"
    for key, groups in (("must", question.must), ("cite", question.cite)):
        if groups:
            yield f"  {key}: [{', '.join(scalar(g[0]) if len(g) == 1 else flow(g) for g in groups)}]"


def read_patch(path: Path, problems: Problems) -> Patch | None:
    """The patch in a file; None, with problems added, where it is not one."""
    name = str(path)
    try:
        text = read_text(path, YAML_LIMIT)
    except UnreadableError as error:
        problems.add(Place(name, 1, 1), f"the file {error}")
        return None
    node = parse(text, name, problems)
    entry = Reader(name, problems).record(node, _PATCH) if node is not None else None
    if entry is None or len(problems):
        return None
    additions = (
        Addition(e.text("file"), e.text("key"), e.text("id"), e.texts("add")) for e in entry.entries("names")
    )
    questions = {
        report: tuple(conversation_of(e, f"gap-{number}") for number, e in enumerate(entries, 1))
        for report, entries in entry.values["questions"].items()
    }
    return Patch(tuple(additions), questions)


def patched_texts(folder: Path, patch: Patch) -> Mapping[Path, str]:
    """What the patch makes of the files of a facts folder; questions that are there already are left out.
    Writes nothing.

    Raises PatchError for an entry that is not there, UnreadableError for a file that cannot be read.
    """
    texts: dict[Path, str] = {}
    for addition in patch.additions:
        path = folder / addition.file
        text = texts.get(path) or read_text(path, YAML_LIMIT)
        texts[path] = add_names(text, addition.key, addition.id, addition.names)
    for report, questions in patch.questions.items():
        path = folder / report / QUESTIONS_FILE
        if not path.parent.is_dir():
            raise PatchError(f"there is no report '{report}' in {folder}")
        text = read_text(path, FILE_LIMIT) if path.exists() else ""
        fresh = _fresh(questions, read_conversations(path, Problems()) if text else ())
        lines = [line for question in fresh for line in question_lines(question)]
        if not lines:
            continue
        texts[path] = (text.rstrip("\n") + "\n" if text.strip() else "") + "\n".join(lines) + "\n"
    return texts


def _fresh(questions: Iterable[Conversation], known: Iterable[Conversation]) -> Iterator[Conversation]:
    """The questions that are not known, each under an id of its own."""
    taken = {question.id: question.turns for question in known}
    for question in questions:
        if question.turns in taken.values():
            continue
        number, name = 2, question.id
        while name in taken:
            number, name = number + 1, f"{question.id}-{number}"
        taken[name] = question.turns
        yield replace(question, id=name)
