"""Writes the report.yaml of a draft, and brings the outline of an existing one up to date."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot.knowledge.building import period
from bot.knowledge.layout import LEAD
from bot.knowledge.model import BYLINE, CAPTIONS, TITLE, Period
from bot.knowledge.numerals import narrow
from bot.knowledge.outline import OutlinedSection
from bot.knowledge.patching import end_of_block, indent_of, joined
from bot.knowledge.reader import Entry
from bot.knowledge.vocabulary import WiderPlace
from bot.knowledge.writing import flow, modeline, outline_line, outline_lines, pair, renoted, scalar

_PSEUDO = {
    TITLE: ("标题", "the title"),
    BYLINE: ("署名", "the byline"),
    CAPTIONS: ("图片说明", "picture captions"),
}
_PARTS = {
    "上半年": ("01", "06", "上半年", "the first half of"),
    "下半年": ("07", "12", "下半年", "the second half of"),
    "前三季度": ("01", "09", "前三季度", "the first three quarters of"),
    "一季度": ("01", "03", "一季度", "the first quarter of"),
    "二季度": ("04", "06", "二季度", "the second quarter of"),
    "三季度": ("07", "09", "三季度", "the third quarter of"),
    "四季度": ("10", "12", "四季度", "the fourth quarter of"),
}
MONTHS_FORM = "YYYY-MM..YYYY-MM"
_PART = re.compile("|".join(_PARTS))
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?")
_PAPER = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:[日晚时早周]?报|网|融媒(?:体(?:中心)?)?|通讯社|电视台)(?=[\s:：]|$)"
)
_ROLE = re.compile(r"记者|通讯员|作者|撰稿|摄影|编辑")
_WRITERS = re.compile(r"(?:记者|通讯员|作者|撰稿|文/)[:：]?\s*((?:[\u4e00-\u9fff]{2,4}[\s、,，]*)+)")


def guessed_period(text: str) -> tuple[str, str, str] | None:
    """Months, Chinese and English name of the period that a text covers; None where it prints no year."""
    head = narrow(text)
    year, part = _YEAR.search(head), _PART.search(head)
    if year is None:
        return None
    if part is None:
        return year[1], f"{year[1]}年", year[1]
    start, end, zh, en = _PARTS[part[0]]
    return f"{year[1]}-{start}..{year[1]}-{end}", f"{year[1]}年{zh}", f"{en} {year[1]}"


def months(text: str) -> Period | None:
    """The period that a text covers, as far as it can be guessed."""
    guess = guessed_period(text)
    return period(guess[0]) if guess else None


def fresh_report(
    text: str,
    sections: Sequence[OutlinedSection],
    wider: Iterable[WiderPlace] = (),
    scopes: Collection[str] = (),
) -> str:
    """A report.yaml for a report that has none yet, with gaps for a curator to fill.

    `wider`: the places beside its own that it may speak of; `scopes`: those that its drafts name.
    """
    return joined(
        [
            modeline("report.json"),
            "# A draft. Fill what is empty, in Chinese and in English, and finish the facts of the section "
            "files;",
            "# then remove the next line, and `check` tells what is still missing.",
            "draft: true",
            *_imprint_lines({section.id: section for section in sections}),
            *_period_lines(text),
            "places:   # whose figures these are; facts name another of them as `scope`",
            f"  own: {{name: {pair('', '')}, names: []}}",
            *(line for place in wider for line in _place_lines(place, text, named=place.id in scopes)),
            f"overview: {pair('', '')}   # the whole report in about four sentences of your own",
            "overview_cites: []",
            "sections:",
            *(line for section in sections for line in _section_lines(section)),
            "waived: []   # figures that no fact carries: {sentence: lead.2, figure: 4个, why: ...}",
        ]
    )


def _place_lines(place: WiderPlace, text: str, *, named: bool) -> Iterator[str]:
    """A wider place: proposed where drafts name it, in a comment where the text alone does."""
    written = f"{place.id}: {{name: {pair(place.name.zh, place.name.en)}, names: []}}"
    times = text.count(place.name.zh)
    if named:
        yield f"  {written}"
    elif times:
        yield f"  # {written}   # {place.name.zh}: {times} in the text; without the first # it is a scope"


def _imprint_lines(sections: Mapping[str, OutlinedSection]) -> Iterator[str]:
    """Title, paper and authors, as far as the text tells them."""
    title = sections[TITLE].title if TITLE in sections else ""
    byline = sections[BYLINE].sentences[0].text if BYLINE in sections else ""
    paper = _PAPER.search(byline)
    named = (name for match in _WRITERS.finditer(byline) for name in re.split(r"[\s、,，]+", match[1]))
    yield f"title: {pair(title, '')}"
    yield f"paper: {pair(paper[0] if paper else '', '')}"
    yield f"authors: {flow(dict.fromkeys(name for name in named if _is_name(name)))}"


def _period_lines(text: str) -> Iterator[str]:
    guess = guessed_period(text)
    if guess:
        yield f"period: {guess[0]}"
        yield f"period_name: {pair(guess[1], guess[2])}"
        return
    yield f'period: ""   # the text prints no year; write months in the form {MONTHS_FORM}'
    yield f"period_name: {pair('', '')}"
    yield f"period_note: {pair('', '')}   # how the year is known"


def fresh_questions(sections: Sequence[OutlinedSection]) -> str:
    """A questions.yaml with a pattern of each kind, around the first figure of the text."""
    first = next((s for part in sections for s in part.sentences if s.sentence.figures), None)
    name, figure = (first.sentence.id, first.sentence.figures[0]) if first else (f"{LEAD}.1", "47亿元")
    return joined(
        [
            modeline("questions.json"),
            "# Questions that this report has to answer, or to leave unanswered; `eval` asks them all.",
            "# Once a fact is finished, its question belongs here. Take the # away and write your own:",
            "#",
            "# - ask: a question as people put it",
            f"#   must: [{flow([figure])}]   # what the reply has to say; of an inner list, one is enough",
            f"#   cite: [{name}]   # the sentences it has to cite",
            "# - ask: [a question, and its follow-up]   # the last turn is graded",
            f"#   must: [{flow([figure])}]",
            "# - ask: something that the report does not say",
            "#   expect: abstain",
            "# - ask: a word that may mean several facts",
            "#   expect: clarify",
        ]
    )


def _section_lines(section: OutlinedSection) -> Iterator[str]:
    zh, en = _PSEUDO.get(section.id, (section.title, ""))
    if section.id == LEAD:
        zh, en = "导语", "opening"
    yield f"  {scalar(section.id)}:"
    yield f"    title: {pair(zh, en)}"
    if section.id not in _PSEUDO:
        yield "    names: []"
    yield from outline_lines(section)


def _is_name(word: str) -> bool:
    return bool(word) and not _PAPER.fullmatch(word) and not _ROLE.search(word)


def updated_report(text: str, report: Entry, sections: Sequence[OutlinedSection]) -> str:
    """An existing report.yaml with the outline of another text; lines of unchanged sentences stay as they
    are, with the comments above them."""
    lines = text.rstrip("\n").split("\n")
    known = {entry.id: entry for entry in report.entries("sections")}
    new = {section.id: section for section in sections}
    kept = _written(lines, report)
    for name in reversed(list(known)):
        if name in new:
            _replace_outline(lines, known[name], new[name], kept)
    fresh = [section for section in sections if section.id not in known]
    if fresh:
        end = _end_of_sections(lines, report)
        lines[end:end] = [line for section in fresh for line in _section_lines(section)]
    return joined(lines)


def _written(lines: Sequence[str], report: Entry) -> Mapping[str, Sequence[str]]:
    """The lines of the outline by hash, as curators left them, without their indent."""
    found = {}
    for section in report.entries("sections"):
        for item in section.entries("outline"):
            start = item.node.line - 1
            end = end_of_block(lines, start, indent_of(lines[start]))
            while lines[start - 1].lstrip().startswith("#"):
                start -= 1
            found[item.text("hash")] = textwrap.dedent("\n".join(lines[start:end])).split("\n")
    return found


def missing_figures(found: Sequence[str], stated: Sequence[str]) -> tuple[str, ...]:
    """Figures found in a sentence that its outline does not state yet, as when their unit was unknown."""
    return tuple((Counter(found) - Counter(stated)).elements())


def _replace_outline(
    lines: list[str], entry: Entry, section: OutlinedSection, kept: Mapping[str, Sequence[str]]
) -> None:
    """Writes the outline of a section anew, where the text has changed."""
    head = entry.node.pairs["outline"][0]
    start = head.line - 1
    end = end_of_block(lines, start, head.column - 1)
    stated = {item.text("hash"): item.texts("figures") for item in entry.entries("outline")}
    items: list[str] = []
    for item in section.sentences:
        own = item.sentence
        written, before = kept.get(own.hash), stated.get(own.hash, own.figures)
        if written is None:
            items.append(outline_line(item))
        elif missing_figures(own.figures, before):
            by_hand = missing_figures(before, own.figures)
            tail = written[-1][written[-1].rindex("}") + 1 :] if "}" in written[-1] else ""
            items += [line for line in written if line.startswith("#")]
            items.append(outline_line(item, (*own.figures, *by_hand), renoted(tail, own.id)))
        else:
            items += [renoted(line, own.id) for line in written]
    changed = [" " * (head.column + 1) + item for item in items]
    if [line.split() for line in changed] != [line.split() for line in lines[start + 1 : end]]:
        key, _, rest = lines[start].partition("outline:")
        comment = rest if rest.lstrip().startswith("#") else ""
        lines[start:end] = [f"{key}outline:{comment}", *changed]


def _end_of_sections(lines: Sequence[str], report: Entry) -> int:
    head = report.node.pairs["sections"][0]
    return end_of_block(lines, head.line - 1, head.column - 1)
