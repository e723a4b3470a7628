"""Reads the layout of a report's plain text: title, byline, sections, sentences, tables, captions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.knowledge.numerals import narrow

LEAD = "lead"
"""Id of the section in front of the first heading."""
_END = re.compile(r"[^。；;！？!?]*(?:[。；;！？!?]+[”’」』）)]*|$)")
_ENDS = tuple("。；;！？!?：:，,、")
_BYLINE = re.compile(
    r"记者|通讯员|摄影|撰稿|责任?编辑?[:：\s]|责编|作者[:：]|来源[:：]|/[文图]|[文图]/|^本报讯"
)
_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,8}(?:[\s\u3000]+[\u4e00-\u9fff·]{2,4})+")
_CAPTION = re.compile(r"^(?:图片?说明|图注|图说|图[一二三四五六七八九十\d]*)\s*[:：]\s*|^▲\s*|^图为")
_NUMBERED = re.compile(
    r"^(?:#{1,6}\s+|第[一二三四五六七八九十\d]+[章节部分篇]+[、:：\s]*|[一二三四五六七八九十]+[、.．]\s*"
    r"|[(（][一二三四五六七八九十\d]+[)）]\s*|\d{1,2}(?:\.\d{1,2})*[、.．)）]\s*(?!\d)|\d{1,2}(?:\.\d{1,2})+\s+|[①-⑳●•·\-*]\s+|[■◆▪★☆◎□◇▍▎]\s*)"
)
"""Numbers and bullets in front of headings and list items."""
_BY_NUMBER = re.compile(
    r"^(?:#{1,6}\s|第[一二三四五六七八九十\d]+[章节部分篇]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d{1,2}(?:\.\d{1,2})*[、.．\s])"
)
_SIGN = re.compile(r"^[■◆▪★☆◎□◇▍▎●•]")
"""Signs in front of headings, and of list items too."""
_FULL_STOPS = tuple("。；;！？!?：:")
_NARROW, _WIDE = 40, 120
"""Columns between which texts are wrapped by hand."""
_RAGGED = 6
"""Columns that a wrapped line may be short of the longest."""
_SUBTITLE = re.compile(r"[(（][^()（）]*[)）]")
_LONGEST_HEADING = 40
_CELLS = re.compile(r"\s*[|｜]\s*|\t+|[ \u3000]{2,}")
_RULE = re.compile(r"^[\s|｜:+=\-—─]+$")
_NUMERIC = re.compile(r"[-+]?[\d,]+(?:\.\d+)?\s*[^\d\s]{0,4}|[-—/]+|/")
_SEVERAL = re.compile(r"[、,，/和]")
_UNIT = re.compile(r"[(（](?:单位[:：])?\s*([^)）]{1,6})[)）]|单位[:：]\s*(\S{1,12})")


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """A sentence, or a row of a table."""

    text: str
    units: tuple[str, ...] = ()
    """Of a row: for each cell the unit that its column's head names; empty where it names none."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Of a row: its cells."""
        return _cells(self.text)


@dataclass(frozen=True, slots=True)
class LaidSection:
    """A section as the layout of a text shows it."""

    title: str
    sentences: tuple[LaidSentence, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's text, taken apart."""

    title: str
    byline: tuple[str, ...]
    sections: tuple[LaidSection, ...]
    """The lead first, under the report's title, where there is one."""
    captions: tuple[str, ...]
    has_lead: bool = False


@dataclass(slots=True)
class _Open:
    """A section while it is gathered."""

    title: str
    sentences: list[LaidSentence] = field(default_factory=list)


class _Reading:
    """What has been read of a report's lines so far."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.title = ""
        self.byline: list[str] = []
        self.captions: list[str] = []
        self.sections = [_Open("")]
        self._bylines = _byline_indexes(lines)
        self._head: tuple[str, ...] = ()
        """The heads of the columns of the table that is open."""
        self._unit = ""
        """The unit stated for a whole table."""

    def read(self, index: int) -> None:
        """Takes the line at an index."""
        line = self.lines[index]
        caption = _CAPTION.match(line.strip("()（）"))
        if not line:
            self._head = ()
        elif index in self._bylines:
            self.byline.append(line)
        elif caption:
            line = line.strip("()（）")
            self.captions.append(line if line.startswith("图为") else line[caption.end() :])
        elif _RULE.match(line) or _SUBTITLE.fullmatch(line):
            return
        elif not self.title:
            self.title = _unnumbered(line)
        elif not self._table_line(index):
            self._text_line(index)

    def _table_line(self, index: int) -> bool:
        """Takes a row of a table or the heads of its columns; whether the line was one."""
        line = self.lines[index]
        cells = _cells(line)
        if _is_row(cells) or (self._head and len(cells) == len(self._head) > 1):
            self.sections[-1].sentences.append(LaidSentence(line, _row_units(cells, self._head, self._unit)))
            return True
        if len(cells) > 1 and _next_is_row(self.lines, index):
            self._head = cells
            return True
        return False

    def _text_line(self, index: int) -> None:
        line = self.lines[index]
        self._head = ()
        if not _is_heading(self.lines, index):
            sentences = split_sentences(_NUMBERED.sub("", line))
            self.sections[-1].sentences.extend(LaidSentence(s) for s in sentences)
            return
        stated = _UNIT.search(line)
        if stated and stated[2]:
            self._unit = stated[2]
        elif not _NUMERIC.fullmatch(line):
            self.sections.append(_Open(_unnumbered(line)))
            self._unit = ""


def read_layout(text: str) -> Layout:
    """The layout of a report's text; sentences keep their words and end marks, without list numbers."""
    reading = _Reading(_lines(text))
    for index in range(len(reading.lines)):
        reading.read(index)
    title, sections = reading.title, reading.sections
    kept = [LaidSection(s.title or title, tuple(s.sentences)) for s in sections if s.sentences]
    has_lead = bool(sections[0].sentences)
    return Layout(title, tuple(reading.byline), tuple(kept), tuple(reading.captions), has_lead)


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, each with its end mark (。 ； ! ?) and the quotes that close behind
    it."""
    for match in _END.finditer(text):
        sentence = match[0].strip()
        if sentence.strip("。；;！？!?”’」』）) "):
            yield sentence


def _lines(text: str) -> list[str]:
    """Lines without surrounding blanks, lines of a hard-wrapped text joined to paragraphs."""
    lines = [line.strip(" \u3000\r\ufeff") for line in text.split("\n")]
    widths = [_columns(line) for line in lines]
    width = max(widths, default=0)
    full = sum(1 for w in widths if w >= width - _RAGGED)
    if not (_NARROW <= width <= _WIDE and full >= 5 and full * 5 >= sum(1 for w in widths if w)):
        return [line.strip() for line in lines]
    joined: list[str] = []
    wrapped = False
    for line, columns in zip(lines, widths, strict=True):
        if wrapped and line and not _NUMBERED.match(line) and len(_cells(line)) == 1:
            joined[-1] += line
        else:
            joined.append(line.strip())
        wrapped = columns >= width - _RAGGED and len(_cells(line)) == 1 and not line.endswith(_FULL_STOPS)
    return joined


def _columns(line: str) -> int:
    """Columns that a line takes on a screen."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _byline_indexes(lines: list[str]) -> frozenset[int]:
    """Lines that say who wrote it, and lines of names beside them."""
    found = {
        i
        for i, line in enumerate(lines)
        if i and len(line) <= _LONGEST_HEADING and _BYLINE.search(line) and not line.endswith(_ENDS)
    }
    for index in sorted(found):
        for near in (index - 1, index + 1):
            if 0 < near < len(lines) and _NAMES.fullmatch(lines[near]):
                found.add(near)
    return frozenset(found)


def _unnumbered(line: str) -> str:
    """A heading without the numbers and signs in front (## 1 ...)."""
    return re.sub(r"^\d{1,2}(?:\.\d{1,2})*\s+", "", _NUMBERED.sub("", line)).strip(" 【】")


def _is_heading(lines: list[str], index: int) -> bool:
    line = lines[index]
    if len(line) > _LONGEST_HEADING or line.endswith(_ENDS):
        return False
    body = _NUMBERED.sub("", line)
    plain = narrow(body)
    if _BY_NUMBER.match(line):
        return "，" not in body or not re.search(r"\d", plain)
    following = _following(lines, index)
    if _NUMBERED.match(line):
        return not re.search(r"\d", plain) and _stands_alone(lines, index, following)
    return bool(following) and not (re.search(r"\d", plain) and re.search(r"[,，]", plain))


def _stands_alone(lines: list[str], index: int, following: str) -> bool:
    """Whether a line with a sign in front is no item of a list: paragraphs stand above and below it."""
    if not _SIGN.match(lines[index]):
        return False
    above = next((lines[i] for i in range(index - 1, -1, -1) if lines[i]), "")
    return following.endswith(_FULL_STOPS) and not any(_NUMBERED.match(line) for line in (above, following))


def _cells(line: str) -> tuple[str, ...]:
    cells = _CELLS.split(line.strip())
    if line.strip()[:1] in ("|", "｜"):
        cells = cells[1:]
    if line.strip()[-1:] in ("|", "｜"):
        cells = cells[:-1]
    return tuple(cell.strip() for cell in cells)


def _is_row(cells: tuple[str, ...]) -> bool:
    return (
        len(cells) > 1
        and sum(1 for cell in cells[1:] if _NUMERIC.fullmatch(narrow(cell))) * 2 >= len(cells) - 1
    )


def _following(lines: list[str], index: int) -> str:
    """The next line with text; empty at the end."""
    return next((lines[i] for i in range(index + 1, len(lines)) if lines[i]), "")


def _next_is_row(lines: list[str], index: int) -> bool:
    following = _following(lines, index)
    if following and _RULE.match(following):
        following = _following(lines, index + 1)
    return _is_row(_cells(following))


def _row_units(cells: tuple[str, ...], head: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """The units of a row's cells, from the heads of its columns or from what is stated of the whole table:
    one unit, or as many (万元、%) as the row has numbers."""
    several = iter(_SEVERAL.split(unit))
    numbers = [bool(_NUMERIC.fullmatch(narrow(cell))) for cell in cells]
    shared = len(_SEVERAL.split(unit)) == sum(numbers) > 1
    whole = [next(several) if shared and number else unit for number in numbers]
    if len(head) != len(cells):
        return tuple(whole)
    return tuple((m[1] or m[2]) if (m := _UNIT.search(cell)) else whole[i] for i, cell in enumerate(head))
