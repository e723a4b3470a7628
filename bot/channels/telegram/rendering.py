"""Replies as Telegram HTML. Whatever comes from elsewhere passes through `escape`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape as _escape

from bot.answering.naming import inside_quotation
from bot.answering.quantities import amount, write
from bot.answering.reply import Citation, Reply, ReplyKind
from bot.channels.standing import standing
from bot.channels.telegram.labels import titled
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import Fact, FactBase

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
    figure = headline(reply, base)
    head = f"<i>{escape(asked)}</i>\n" if asked else ""
    above = [f"<b>{escape(figure)}</b>"] if figure else []
    above += map(escape, _notes(reply, base, voice, figure))
    head += " · ".join(above) + "\n" if above else ""
    cited = citation_block(reply.citations, voice)
    room = LIMIT - units(plain(head)) - units(plain(cited)) - 2
    pieces = split(reply.text, max(room, LIMIT // 4))
    bold = () if figure else (*reply.highlights, *_percentages(reply, base))
    pages = [emphasise(piece, bold) for piece in pieces]
    pages[0] = head + pages[0]
    if cited:
        pages[-1] += "\n" + cited
    return pages


def headline(reply: Reply, base: FactBase) -> str:
    """The one figure asked for, to stand above the summary; empty for lists and where it leads the text."""
    figures = reply.highlights or _reworded(reply, base)
    return "" if len(figures) != 1 or reply.text.startswith(("·", figures[0])) else figures[0]


def _reworded(reply: Reply, base: FactBase) -> tuple[str, ...]:
    """The figures of the one fact told, whose summary writes them in words of its own ("fell 4.1%")."""
    facts = _facts(reply, base)
    if reply.kind is not ReplyKind.ANSWER or len(facts) != 1 or not _summarised(reply, facts):
        return ()
    voice, known = Voice(reply.language, reply.script), base.vocabulary.units
    return tuple(voice.write(write(amount(f, known), reply.language)) for f in facts[0].figures)


def _percentages(reply: Reply, base: FactBase) -> list[str]:
    """Rates as a summary writes them, the sign left to its words."""
    figures = [figure for fact in _facts(reply, base) for figure in fact.figures if figure.unit == "%"]
    return [f"{abs(figure.value)}%" for figure in figures]


def _notes(reply: Reply, base: FactBase, voice: Voice, figure: str) -> list[str]:
    """Status and scope that all facts share, where a figure stands above or the text has bare figures."""
    facts = _facts(reply, base)
    if reply.kind is not ReplyKind.ANSWER or (not figure and _summarised(reply, facts)):
        return []
    found = [voice.of(text) for text in standing(facts, base)]
    return found if figure else [titled(text, voice.language) for text in found]


def _facts(reply: Reply, base: FactBase) -> list[Fact]:
    return [base.facts[key] for key in reply.facts if key in base.facts]


def _summarised(reply: Reply, facts: Iterable[Fact]) -> bool:
    """Whether the text tells facts in their own summaries, which say how they stand."""
    voice = Voice(reply.language, reply.script)
    return any(voice.of(fact.summary) in reply.text for fact in facts)


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
            title = escape(inside_quotation(titled(section, voice.language)))
            lines.append(say(key, voice, section=title, numbers=listed))
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
    return [p.lstrip("\n ").rstrip() for p in pieces if p.strip()] or [""]


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
