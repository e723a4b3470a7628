"""Replies as lines of styled text for a terminal: pure, without escape codes; and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from bot.answering.explanation import CandidateLine, Explanation, LinkLine
from bot.answering.naming import inside_quotation, sentence_case
from bot.answering.reply import Chart, Choice, Citation, Reply, ReplyKind
from bot.channels.wording import Voice, say


class Style(StrEnum):
    """How a stretch of a line stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    """The figures asked for, headings."""
    DIM = "dim"
    """Where it stands, and what else there is."""
    PICK = "pick"
    """A number to type."""
    WARNING = "warning"


Span = tuple[Style, str]
Line = tuple[Span, ...]


def plain(text: str, style: Style = Style.PLAIN) -> list[Line]:
    """A text as lines of one style."""
    return [((style, line),) for line in text.split("\n")]


def reply_lines(reply: Reply, *, numbered: bool = False) -> list[Line]:
    """What is said, where it stands, what one may pick or ask next; numbered where numbers can be typed."""
    voice = Voice(reply.language, reply.script)
    lines = [emphasise(line, reply.highlights) for line in reply.text.split("\n")]
    if reply.kind is ReplyKind.CLARIFY:
        lines += choice_lines(reply.choices, numbered=numbered)
    lines += plain("\n".join(cited), Style.DIM) if (cited := citation_lines(reply.citations, voice)) else []
    if reply.related:
        lines.append(_related_line(reply.related, voice, numbered=numbered))
    return lines


def emphasise(text: str, highlights: Iterable[str]) -> Line:
    """One line with its highlights strong, the longest first where they overlap."""
    spans: list[Span] = [(Style.PLAIN, text)]
    for piece in sorted(filter(None, set(highlights)), key=len, reverse=True):
        spans = [part for span in spans for part in _split(span, piece)]
    return tuple(span for span in spans if span[1]) or ((Style.PLAIN, ""),)


def _split(span: Span, piece: str) -> Iterable[Span]:
    """A plain span with each occurrence of `piece` strong, unless it is part of a longer number."""
    style, text = span
    if style is not Style.PLAIN:
        yield span
        return
    start = search = 0
    while (at := text.find(piece, search)) >= 0:
        search = end = at + len(piece)
        if _joins(text[at - 1 : at], piece[0]) or _joins(piece[-1], text[end : end + 1]):
            continue
        yield from ((Style.PLAIN, text[start:at]), (Style.STRONG, piece))
        start = end
    yield (Style.PLAIN, text[start:])


def _joins(before: str, after: str) -> bool:
    """Whether two neighbouring characters belong to one number."""
    return bool(before) and bool(after) and (before.isdigit() or before in ".,") and after.isdigit()


def citation_lines(citations: Sequence[Citation], voice: Voice) -> list[str]:
    """One line a section: paper, section title, sentence numbers, and the ids that /source takes."""
    sections: dict[tuple[str, str, str], list[Citation]] = {}
    for cite in citations:
        sections.setdefault((cite.report, cite.paper, cite.section), []).append(cite)
    lines = []
    for (_, paper, section), cites in sections.items():
        ordered = sorted(cites, key=lambda c: c.number)
        numbers = say("and", voice).join(str(c.number) for c in ordered)
        key = "cited" if len(ordered) == 1 else "cited_several"
        ids = " ".join(c.sentence for c in ordered)
        title = inside_quotation(sentence_case(section))
        lines.append(f"{say(key, voice, paper=paper, section=title, numbers=numbers)} [{ids}]")
    return lines


def choice_lines(choices: Sequence[Choice], *, numbered: bool) -> list[Line]:
    """Readings to choose from, one a line."""
    marks = [f"{number:>2}" for number in range(1, len(choices) + 1)] if numbered else [" ·"] * len(choices)
    return [
        ((Style.PICK, f"{mark} "), (Style.PLAIN, choice.label))
        for mark, choice in zip(marks, choices, strict=True)
    ]


def _related_line(choices: Sequence[Choice], voice: Voice, *, numbered: bool) -> Line:
    spans: list[Span] = [(Style.DIM, say("related", voice))]
    for number, choice in enumerate(choices, 1):
        spans.append((Style.DIM, "" if number == 1 else "  " if numbered else " | "))
        spans.append((Style.PICK, f"{number} " if numbered else ""))
        spans.append((Style.DIM, choice.label))
    return tuple(spans)


def explanation_lines(found: Explanation, voice: Voice) -> list[Line]:
    """How a question was understood and decided, for the curator."""
    heads = ("folded", "links", "unexplained", "candidates", "thresholds", "decision")
    folded, links, unexplained, candidates, thresholds, decision = (say(key, voice) for key in heads)
    nothing = say("nothing", voice)
    limits = "  ".join(f"{name} {value:g}" for name, value in found.thresholds.items())
    return [
        ((Style.STRONG, folded), (Style.PLAIN, f"  {found.folded}  [{found.language}]")),
        ((Style.STRONG, links), (Style.PLAIN, "" if found.links else f"  {nothing}")),
        *(_link_line(link) for link in found.links),
        ((Style.STRONG, unexplained), (Style.WARNING, f"  {'  '.join(found.unexplained) or nothing}")),
        ((Style.STRONG, candidates), (Style.PLAIN, "" if found.candidates else f"  {nothing}")),
        *(_candidate_line(candidate, voice) for candidate in found.candidates),
        ((Style.STRONG, thresholds), (Style.DIM, f"  {limits}")),
        ((Style.STRONG, decision), (Style.PLAIN, f"  {found.decision}")),
    ]


def _link_line(link: LinkLine) -> Line:
    return (
        (Style.PLAIN, f"  {link.confidence:.2f}  {link.text}"),
        (Style.DIM, f"  {link.kind} "),
        (Style.PLAIN, link.target),
        (Style.DIM, f"  {link.how}"),
    )


def _candidate_line(candidate: CandidateLine, voice: Voice) -> Line:
    explained = say("explained", voice, share=f"{candidate.explained:.0%}")
    missing = say("missing", voice, names=" ".join(candidate.missing)) if candidate.missing else ""
    return (
        (Style.PLAIN, f"  {candidate.score:.2f}  {candidate.fact}"),
        (Style.DIM, f"  {explained}"),
        (Style.WARNING, f"  {missing}" if missing else ""),
    )


def reply_record(reply: Reply) -> dict[str, Any]:
    """A reply as plain data for JSON: the fields of `batch`, and everything else that it holds."""
    return {
        "kind": reply.kind.value,
        "text": reply.text,
        "cites": [c.sentence for c in reply.citations],
        "choices": [c.label for c in reply.choices],
        "lang": reply.language,
        "script": reply.script,
        "refusal": reply.refusal.value if reply.refusal else None,
        "citations": [asdict(c) for c in reply.citations],
        "related": [c.label for c in reply.related],
        "highlights": list(reply.highlights),
        "working": list(reply.working),
        "facts": list(reply.facts),
        "chart": _chart_record(reply.chart) if reply.chart else None,
    }


def _chart_record(chart: Chart) -> dict[str, Any]:
    bars = [{"label": bar.label, "value": float(bar.value), "text": bar.text} for bar in chart.bars]
    return {"title": chart.title, "unit": chart.unit, "bars": bars, "source": chart.source}


def explanation_record(found: Explanation) -> dict[str, Any]:
    """An explanation as plain data for JSON."""
    return asdict(found) | {"thresholds": dict(found.thresholds)}
