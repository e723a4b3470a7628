"""Replies as Telegram HTML. Whatever comes from elsewhere passes through `escape`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape as _escape

from bot.answering.reply import Citation, Reply
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import FactBase

LIMIT = 4_096
"""UTF-16 units of a message, after entities are parsed."""
CAPTION = 1_024
MOST_ENTITIES = 100
_SENTENCE = re.compile(r".*?(?:[。！？；\n]+[”’」』）]*|[.!?]+[\"')]*(?=\s)\s*|$)", re.DOTALL)


def escape(text: str) -> str:
    """Text that Telegram shows as it is: markup characters escaped, lone surrogates replaced."""
    return _escape(text.encode("utf-8", "replace").decode(), quote=False)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 units."""
    return len(text) + sum(c > "\uffff" for c in text)


def render(reply: Reply, base: FactBase, *, asked: str = "") -> list[str]:
    """The messages of a reply, as a rule one: what was asked, figure, summary, citation.

    `asked` is the label of a tapped button, which no message of the person shows.
    """
    voice = Voice(reply.language, reply.script)
    head = f"<i>{escape(asked)}</i>\n" if asked else ""
    figure = headline(reply)
    if figure:
        head += " · ".join([f"<b>{escape(figure)}</b>", *map(escape, notes(reply, base, voice))]) + "\n"
    cited = citation_block(reply.citations, voice)
    room = LIMIT - units(plain(head)) - units(plain(cited)) - 2
    pieces = split(reply.text, max(room, LIMIT // 4))
    bold = () if figure else reply.highlights
    pages = [emphasise(piece, bold) for piece in pieces]
    pages[0] = head + pages[0]
    if cited:
        pages[-1] += "\n" + cited
    return pages


def headline(reply: Reply) -> str:
    """The one figure asked for, to stand above the summary; empty for lists and where it leads the text."""
    if len(reply.highlights) != 1 or reply.text.startswith(("·", reply.highlights[0])):
        return ""
    return reply.highlights[0]


def notes(reply: Reply, base: FactBase, voice: Voice) -> list[str]:
    """Status and scope, where every fact of the reply shares one that is not the usual."""
    facts = [base.facts[key] for key in reply.facts if key in base.facts]
    found = []
    statuses = {f.status for f in facts}
    if len(statuses) == 1 and statuses != {"done"}:
        term = base.vocabulary.statuses.get(statuses.pop())
        found += [voice.of(term.name)] if term and term.name else []
    scopes = {(f.report, f.scope) for f in facts}
    if len(scopes) == 1:
        report, scope = scopes.pop()
        found += [voice.of(p.name) for p in base.reports[report].places if p.id == scope != "own"]
    return found


def emphasise(text: str, figures: Iterable[str]) -> str:
    """Escaped text with the figures bold, each as a whole number only; at most 90 of them."""
    wanted = sorted(set(filter(None, figures)), key=len, reverse=True)
    if not wanted:
        return escape(text)
    pattern = re.compile(rf"(?<![\d.,])(?:{'|'.join(map(re.escape, wanted))})(?!\d)")
    parts, last = [], 0
    for count, match in enumerate(pattern.finditer(text)):
        if count >= MOST_ENTITIES - 10:
            break
        parts += [escape(text[last : match.start()]), f"<b>{escape(match[0])}</b>"]
        last = match.end()
    return "".join([*parts, escape(text[last:])])


def citation_block(citations: Sequence[Citation], voice: Voice) -> str:
    """Paper, sections and sentence numbers as a quotation that opens on a tap; empty without citations."""
    if not citations:
        return ""
    sections: dict[str, dict[str, list[int]]] = {}
    for cite in citations:
        sections.setdefault(cite.paper, {}).setdefault(cite.section, []).append(cite.number)
    joint = ", " if voice.language == "en" else "、"
    lines = []
    for paper, numbered in sections.items():
        lines.append(say("cited", voice, paper=escape(paper)))
        for section, numbers in numbered.items():
            key = "sentence" if len(numbers) == 1 else "sentences"
            listed = joint.join(map(str, sorted(numbers)))
            lines.append(say(key, voice, section=escape(section), numbers=listed))
    return f"<blockquote expandable>{chr(10).join(lines)}</blockquote>"


def plain(html: str) -> str:
    """What is left of our own HTML once Telegram has parsed it."""
    bare = re.sub(r"</?(?:b|i|blockquote)(?: expandable)?>", "", html)
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def split(text: str, room: int) -> list[str]:
    """`text` in pieces of at most `room` units, at sentence ends; a longer sentence breaks anywhere."""
    pieces = [""]
    for sentence in filter(None, (m[0] for m in _SENTENCE.finditer(text))):
        for part in _broken(sentence, room):
            if units((pieces[-1] + part).rstrip()) > room:
                pieces.append("")
            pieces[-1] += part
    return [p.strip("\n ") for p in pieces if p.strip()] or [""]


def _broken(sentence: str, room: int) -> list[str]:
    if units(sentence.rstrip()) <= room:
        return [sentence]
    parts, start, length = [], 0, 0
    for place, character in enumerate(sentence):
        width = units(character)
        if length + width > room:
            parts.append(sentence[start:place])
            start, length = place, 0
        length += width
    return [*parts, sentence[start:]]
