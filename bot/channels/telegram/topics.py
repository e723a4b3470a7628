"""The tree behind /topics: reports, their sections, the sections' subjects, the subjects' facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from telegram import InlineKeyboardMarkup
from wcwidth import width as cells

from bot.answering.phrasing import question_of
from bot.answering.quantities import amount, write
from bot.channels.telegram.callbacks import HASH, Action, StaleError, encode, short
from bot.channels.telegram.keyboards import Row, button
from bot.channels.telegram.labels import WIDTH, titled
from bot.channels.telegram.rendering import escape
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import Fact, FactBase, Subject
from bot.knowledge.vocabulary import Text

BRIEF = 2
"""Sentences up to which a section (headline, byline, captions) is no place to begin: it stands last."""
PAGE = 12
"""Buttons a page: they fit a phone's screen with the text above them."""


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the tree; a leaf has a fact."""

    key: str
    parent: str
    title: Text
    kind: str
    """Key of the text shown with it: reports, topics, section or subject; fact for a leaf."""
    children: tuple[str, ...] = ()
    fact: str = ""


ROOT = ""
_TREES: WeakKeyDictionary[FactBase, dict[str, Node]] = WeakKeyDictionary()


def tree(base: FactBase) -> dict[str, Node]:
    """Every node of `base` by the hash of its key; the root under the empty one."""
    found = _TREES.get(base)
    if found is None:
        found = _TREES[base] = {short(n.key) if n.key else ROOT: n for n in _nodes(base)}
    return found


def _nodes(base: FactBase) -> Iterator[Node]:
    grouped: dict[str, dict[str, dict[str, list[Fact]]]] = {}
    for fact in sorted(base.facts.values(), key=_place):
        section = fact.cites[0].rpartition(".")[0]
        subjects = grouped.setdefault(fact.report, {}).setdefault(section, {})
        subjects.setdefault(fact.subject, []).append(fact)
    single = len(grouped) == 1
    if not single:
        yield Node(ROOT, ROOT, Text("", ""), "reports", tuple(grouped))
    for name, sections in grouped.items():
        report = base.reports[name]
        own = ROOT if single else name
        told = [s for s in report.sections if s.id in sections]
        ordered = sorted(told, key=lambda s: len(s.sentences) <= BRIEF)
        yield Node(own, ROOT, report.title, "topics", tuple(f"{name}:{s.id}" for s in ordered))
        for part in ordered:
            node = Node(f"{name}:{part.id}", own, part.title, "section")
            yield from _subtree(base, node, sections[part.id])


def _place(fact: Fact) -> int:
    """The first sentence of its section that it rests on: subjects stand in the report's own order."""
    return int(fact.cites[0].rpartition(".")[2])


def _subtree(base: FactBase, section: Node, subjects: dict[str, list[Fact]]) -> Iterator[Node]:
    """A section's node and all below it."""
    key = section.key
    yield replace(section, children=tuple(f"{key}/{s}" for s in subjects))
    for subject, facts in subjects.items():
        own, name = f"{key}/{subject}", _called(base.subjects[subject])
        if len(facts) == 1:
            yield Node(own, key, name, "fact", fact=facts[0].key)
            continue
        yield Node(own, key, name, "subject", tuple(f"{own}/{f.id}" for f in facts))
        for fact in facts:
            yield Node(f"{own}/{fact.id}", own, _measure(base, fact), "fact", fact=fact.key)


def _called(subject: Subject) -> Text:
    """Its name, or what it is called for short where a button would cut the name off."""
    name, short = subject.name, subject.short or subject.name
    zh, en = (s if cells(n) > WIDTH else n for n, s in ((name.zh, short.zh), (name.en, short.en)))
    return Text(zh, en)


def _measure(base: FactBase, fact: Fact) -> Text:
    """The measure with the figure, so that siblings of one measure can be told apart; else what is asked."""
    name = base.vocabulary.measures[fact.measure].name
    if not fact.figures:
        return Text(question_of(fact, base, "zh"), question_of(fact, base, "en"))
    figure = amount(fact.figures[0], base.vocabulary.units)
    return Text(f"{name.zh} · {write(figure, 'zh')}", f"{name.en}: {write(figure, 'en')}")


def locate(base: FactBase, rest: str) -> tuple[Node, int]:
    """The node and page that a button's data names. Raises StaleError for a node that the base lacks."""
    page = rest[HASH:] if len(rest) > HASH else "0" if len(rest) == HASH else rest or "0"
    name = rest[:HASH] if len(rest) >= HASH else ROOT
    if not page.isdecimal() or name not in tree(base):
        raise StaleError(rest)
    return tree(base)[name], int(page)


def address(key: str, page: int = 0) -> str:
    """What a button's data holds for a node and page."""
    return (short(key) if key else "") + (str(page) if page else "")


def show(base: FactBase, node: Node, page: int, voice: Voice) -> tuple[str, InlineKeyboardMarkup]:
    """Text and keyboard of a node that has children; a page past the end shows the last."""
    nodes = tree(base)
    pages = max(1, -(-len(node.children) // PAGE))
    page = min(page, pages - 1)
    children = [nodes[short(key)] for key in node.children[page * PAGE : (page + 1) * PAGE]]
    rows = [[button(_title(c, voice), encode(Action.TOPIC, voice, address(c.key)))] for c in children]
    if pages > 1:
        rows.append(_pager(node, page, pages, voice))
    if node.key:
        rows.append(back(base, node, voice))
    return say(node.kind, voice, title=escape(_title(node, voice))), InlineKeyboardMarkup(rows)


def _title(node: Node, voice: Voice) -> str:
    return titled(voice.of(node.title), voice.language)


def _pager(node: Node, page: int, pages: int, voice: Voice) -> Row:
    def to(label: str, target: int) -> Row:
        return [button(label, encode(Action.TOPIC, voice, address(node.key, target % pages)))]

    return [*to("‹", page - 1), *to(f"{page + 1}/{pages}", page), *to("›", page + 1)]


def back(base: FactBase, node: Node, voice: Voice) -> Row:
    """The way up, to the page of the parent on which the node stands."""
    parent = tree(base)[short(node.parent) if node.parent else ROOT]
    place = parent.children.index(node.key) // PAGE if node.key in parent.children else 0
    return [button(say("back", voice), encode(Action.TOPIC, voice, address(parent.key, place)))]
