"""Curated test conversations: what is asked, and what a right reply says and cites.

A file is a YAML list, or JSON lines with the same keys (`turns` for `ask` and `type` for `kind` too).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.knowledge.model import FactBase, Place
from bot.knowledge.problems import Problems, unknown_sentence
from bot.knowledge.reader import Entry, Reader
from bot.knowledge.shapes import ID, TEXT, Field, Line, Listing, Record, Refers
from bot.knowledge.source import UnreadableError, read_text
from bot.knowledge.yaml_source import Node, Shape, parse

FILE_LIMIT = 8 << 20
"""Bytes a file of conversations may have: some 40,000 questions."""
KINDS = (
    "lookup", "list", "compare", "compute", "overview", "followup", "chat", "clarify", "abstain",
)  # fmt: skip
Alternatives = tuple[str, ...]


class Expectation(StrEnum):
    """What a test question is to be met with."""

    ANSWER = "answer"
    CLARIFY = "clarify"  # has several readings: ask back, or tell at least two
    ABSTAIN = "abstain"  # the report does not say: neither answer nor ask back


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question, with the turns before it, and what its reply is measured by."""

    id: str
    kind: str
    """One of `KINDS`, to count by."""
    turns: tuple[str, ...]
    """The last one is graded."""
    expect: Expectation = Expectation.ANSWER
    style: str = ""
    """The voice it is asked in, to count by."""
    must: tuple[Alternatives, ...] = ()
    """Of each group one has to be said."""
    must_not: tuple[str, ...] = ()
    cite: tuple[Alternatives, ...] = ()
    """Of each group one sentence has to be cited."""
    winner: Alternatives = ()
    """Names of what a comparison has to name first..."""
    losers: tuple[Alternatives, ...] = ()
    """...before any of these."""
    order: tuple[Alternatives, ...] = ()
    """What a ranking has to name, in this order."""
    readings: tuple[Alternatives, ...] = ()
    """What an answer says that tells a reading: all of a group."""
    place: Place = Place("", 0, 0)


_GROUPS = Listing(Listing(TEXT, single=True), single=True)
_SENTENCE = Line(r"^([^\s:]+:)?[^\s.:]+\.[1-9]\d*$", "a sentence such as industry.7", refers=Refers.CITATION)
_CITE = Listing(Listing(_SENTENCE, single=True), single=True)
_ANSWER_KEYS = ("must", "cite", "winner", "losers", "order")
CONVERSATION = Record(
    "conversation",
    (
        Field("id", Line(ID, "an id without blanks"), "Unique in the file; counted up if left out."),
        Field("kind", Line(choices=KINDS), "To count by; if left out, as `expect` and `ask` suggest."),
        Field("style", TEXT, "The voice it is asked in, to count by: colloquial, pinyin, English..."),
        Field("ask", Listing(TEXT, single=True), "The question, or turns of which the last is graded.", True),
        Field("expect", Line(choices=tuple(Expectation)), "answer (if left out), clarify or abstain."),
        Field("must", _GROUPS, "What the reply has to say; of a list inside the list, one is enough."),
        Field("must_not", Listing(TEXT, single=True), "What an answer must not say."),
        Field("cite", _CITE, "Sentences to cite; of a list inside the list, one is enough."),
        Field("winner", Listing(TEXT, single=True), "Names of what a comparison names first."),
        Field("losers", _GROUPS, "Names that come after the winner."),
        Field("order", _GROUPS, "Names in the order of a ranking."),
        Field("readings", _GROUPS, "For clarify: what an answer to each reading says."),
    ),
)


def read_conversations(path: Path, problems: Problems, name: str = "") -> tuple[Conversation, ...]:
    """The conversations of a file; those with a mistake are left out and become problems at their place.

    `name` is what problems call the file; its path if left out.
    """
    name = name or str(path)
    try:
        text = read_text(path, FILE_LIMIT)
    except UnreadableError as error:
        problems.add(Place(name, 1, 1), f"the file {error}")
        return ()
    return conversations_in(text, name, problems)


def conversations_in(text: str, name: str, problems: Problems) -> tuple[Conversation, ...]:
    """The conversations of the text of a file; those with a mistake are left out and become problems.

    `name` is the file's: what problems call it, and as JSON lines where it ends so.
    """
    path = Path(name)
    nodes = _json_lines(text, name, problems) if path.suffix == ".jsonl" else _listed(text, name, problems)
    reader = Reader(name, problems)
    found: dict[str, Conversation] = {}
    for number, node in enumerate(nodes, 1):
        before = len(problems)
        entry = reader.record(node, CONVERSATION)
        if entry is None or len(problems) > before:
            continue
        conversation = conversation_of(entry, f"{path.stem}-{number}")
        _prove(conversation, entry, problems)
        known = found.setdefault(conversation.id, conversation)
        if known is not conversation:
            message = f"duplicate id '{known.id}', first in line {known.place.line}; give each its own"
            problems.add(entry.place("id"), message)
    return tuple(found.values())


def prove_citations(conversations: tuple[Conversation, ...], base: FactBase, problems: Problems) -> None:
    """Adds a problem for every cited sentence that no report has."""
    known: dict[str, None] = {}
    for report in base.reports.values():
        for stands in (s.id for section in report.sections for s in section.sentences):
            known[stands] = known[f"{report.id}:{stands}"] = None
    for conversation in conversations:
        for sentence in (s for group in conversation.cite for s in group):
            if sentence not in known:
                problems.add(conversation.place, f"key 'cite': {unknown_sentence(sentence, known)}")


def _listed(text: str, name: str, problems: Problems) -> list[Node]:
    root = parse(text, name, problems)
    if root is None or (root.shape is Shape.MAP and not root.pairs):
        return []
    if root.shape is not Shape.LIST:
        problems.add(root.place(name), "conversations are a list; start each with '- ask: ...'")
        return []
    return root.items


def _json_lines(text: str, name: str, problems: Problems) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
            if not isinstance(read, dict):
                raise ValueError("no object")
        except (ValueError, RecursionError) as error:
            message = f"not a JSON object ({error}); write one conversation a line"
            problems.add(Place(name, number, 1), message)
            continue
        renamed = {{"turns": "ask", "type": "kind"}.get(key, key): value for key, value in read.items()}
        node = parse(json.dumps(renamed, ensure_ascii=False), name, problems)
        if node is not None:
            yield _moved(node, number)


def _moved(node: Node, line: int) -> Node:
    """The node, and all within, said to stand in `line`."""
    node.line = line
    for inner in (*node.items, *(n for pair in node.pairs.values() for n in pair)):
        _moved(inner, line)
    return node


def conversation_of(entry: Entry, counted: str) -> Conversation:
    """The conversation of an entry read by `CONVERSATION`; `counted` is its id where it has none."""
    turns = entry.texts("ask")
    expect = Expectation(entry.text("expect", Expectation.ANSWER))
    answered = "followup" if len(turns) > 1 else "lookup"
    groups = {key: entry.values.get(key, ()) for key in ("must", "cite", "losers", "order", "readings")}
    return Conversation(
        id=entry.text("id", counted),
        kind=entry.text("kind", answered if expect is Expectation.ANSWER else expect.value),
        turns=turns,
        expect=expect,
        style=entry.text("style"),
        must_not=entry.texts("must_not"),
        winner=entry.texts("winner"),
        place=entry.place(),
        **groups,
    )


def _prove(conversation: Conversation, entry: Entry, problems: Problems) -> None:
    """Adds a problem for a conversation that no reply could fail, or that says what is never looked at."""
    if not conversation.turns:
        problems.add(entry.place("ask"), "key 'ask' has no turn; write the question")
    answered = conversation.expect is Expectation.ANSWER
    if answered and not any((conversation.must, conversation.cite, conversation.order, conversation.winner)):
        problems.add(entry.place(), "says nothing that a right answer holds; add `must` or `cite`")
    if conversation.losers and not conversation.winner:
        problems.add(entry.place("losers"), "key 'losers' needs a winner; add `winner` or use `order`")
    for key in () if answered else _ANSWER_KEYS:
        if entry.values.get(key):
            problems.add(entry.place(key), f"key '{key}' counts only with `expect: answer`; remove it")
    if conversation.readings and conversation.expect is not Expectation.CLARIFY:
        problems.add(entry.place("readings"), "key 'readings' counts only with `expect: clarify`; remove it")
