"""Finds the figures of a running Chinese sentence.

A figure is a number with a unit of the vocabulary, a rank, or a bare number that a sentence or a table
cell ends with. Months and dates, numbers in names (5G, 500强), slogans in quotes, and 一 before a measure
word (an article) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.knowledge.figures import INFIXES, PREFIXES, SUFFIXES, canonical, parse_figure
from bot.knowledge.model import Figure
from bot.knowledge.numerals import CHINESE, DIGITS, MIXED, narrow, number
from bot.knowledge.units import INDEX, PERCENT, RANK, Units
from bot.knowledge.vocabulary import Unit

_NUMERAL = f"[{CHINESE}]+"
_MASK = "\x00"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_PERIODS = re.compile(
    r"(?<![\d.,])(?:19|20)\d\d(?:[-~至到—–](?:19|20)\d\d)?(?:年度?|(?=[上下]半年|[./-]\d{1,2}[./-]\d))"
    rf"|(?<![\d.]){_MONTH}[-~至到—–、和]{_MONTH}月(?:份|底|末)?"
    rf"|(?<![\d.个]){_MONTH}月(?:(?:\d{{1,2}}|{_NUMERAL})[日号](?:[-~至到—–](?:{_MONTH}月)?\d{{1,2}}[日号])?|份|底|末|初|中旬|上旬|下旬)?"
    r"|(?<![\d.])\d{1,2}日(?=上午|下午|晚|凌晨|中午|召开|举行|讯|电)"
    r"|(?<![\d.])第?[一二三四1-4]季度?(?=度|末|$|[^节])|(?<![\d.])\d{1,2}[:：]\d{2}(?![\d.])|\d{1,2}时(?:\d{1,2}分)?|[一二][十]?[一二三四五六七八九]?五(?=时期|规划|期间|末|以来|开局)"
)
"""Months, dates, years, quarters, times of day and five-year plans: when, never how much."""
_QUOTED = re.compile(r"“[^”]{0,200}”|‘[^’]{0,200}’|\"[^\"]{0,200}\"|《[^》]{0,200}》|「[^」]{0,200}」")
_NUMBER = re.compile(rf"{MIXED.pattern}|百分之(?:{DIGITS.pattern}|{_NUMERAL})|{DIGITS.pattern}|{_NUMERAL}")
_PREFIX = re.compile(f"(?:{'|'.join(sorted(PREFIXES, key=len, reverse=True))})$")
_NO_PREFIX = re.compile(r"(?:[最附临靠邻亲]近|[签预节违条合公邀履续解特制契]约|[不未没](?:超过?|高于|突破))$")
"""What ends in a bound and is none: 最近, 签约, 不超过."""
_DECLINE = re.compile(r"(?:下降|减少|降低|回落|下滑|下跌|缩减|压减|负增长|[跌降减])了?$")
_SUFFIX = re.compile("|".join(SUFFIXES))
_JOIN = re.compile(r"[、,，和及与至到~—–-]|以及|或")
_JOINED = re.compile(rf"(?:{_JOIN.pattern})\s*[\d{CHINESE}]")
LONGEST_SENTENCE = 4000
"""Characters; a table written without line ends is longer at times, and no one can cite that."""
_NEAR = 12
"""Characters in front of a number that bounds and words of decline may take."""
_SCALED = re.compile(r"(余|多)?([万亿千百])")
_WORD_GOES_ON = re.compile(r".[A-Za-z]|位数")
_BEFORE_BARE = re.compile(r"(?:为|是|达|达到|至|到|得分|指数|[:：\t|｜]|^)\s*$")
_AFTER_BARE = re.compile(r"\s*(?:$|[。;；,，、!?！？)）|｜\t]|[:：]\d)")
_VAGUE = re.compile(r"[数几上好]$")
_RANK_AFTER = re.compile(r"[名位](?![\u4e00-\u9fff]{1,3}(?:员|人|者|数))|(?=$|[\s。;；,，、!?！？)）”的和|])")
_LETTER = re.compile(r"[A-Za-z]")
_ARTICLES = ("count", "times")
_ONLY_DIGITS = "分部"
"""Units that follow digits alone: behind a Chinese numeral they begin words (三部门, 十分)."""
_FIRST = re.compile(r"[居列排][^,，。；;]{0,8}?(首位|榜首)")
_PEOPLE_SAY = re.compile(r"[来度些]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text, from `start` to before `end`; `figure.text` is as facts write it."""

    start: int
    end: int
    figure: Figure


def find_figures(text: str, units: Units) -> tuple[Mention, ...]:
    """All figures of a Chinese sentence, in order; none of what is too long to be a sentence."""
    if len(text) > LONGEST_SENTENCE:
        return ()
    plain = _masked(narrow(text))
    found: list[_Raw] = [raw for match in _NUMBER.finditer(plain) for raw in _read(plain, match, units)]
    if units.get(RANK):
        found.extend(
            _Raw(m.start(1), m.end(1), Decimal(1), units.get(RANK), from_here=m.start(1))
            for m in _FIRST.finditer(plain)
        )
        found.sort(key=lambda raw: raw.start)
    return tuple(_mention(plain, raw, units) for raw in _shared(plain, found) if raw.unit is not None)


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    value: Decimal
    unit: Unit | None
    """None where it waits for the unit of the next one: 3至5个."""
    prefix: str = ""
    infix: str = ""
    suffix: str = ""
    from_here: int = 0
    """Where its bound and direction begin."""
    signed: bool = False
    """Whether a word of decline or a minus stands in front."""


def _masked(text: str) -> str:
    """Without periods, and without the numerals of quoted slogans; positions stay."""

    def quoted(match: re.Match[str]) -> str:
        return re.sub(rf"[{CHINESE}]", _MASK, match[0])

    plain = _QUOTED.sub(quoted, text)
    return _PERIODS.sub(lambda m: _MASK * len(m[0]), plain.replace("三次产业", _MASK + "次产业"))


def _read(text: str, match: re.Match[str], units: Units) -> Iterator[_Raw]:
    start, written = match.start(), match[0]
    before = _before(text, start)
    if _LETTER.match(before[-1:]) or before[-1:] in (".", "+", "#"):
        return
    if before.endswith(RANK):
        yield from _rank(text, match, units)
        return
    if written.startswith("百分之"):
        value, end, infix, unit = number(written[3:]), match.end(), "", units.get(PERCENT)
        if value is not None and unit is not None:
            yield _finished(text, _Raw(start, end, value, unit))
    elif MIXED.fullmatch(written):
        value, (end, infix, unit) = number(written), _unit(text, match.end(), units)
        if value is not None and unit is not None:
            yield _finished(text, _Raw(start, end, *_scaled_down(value, unit, units), infix=infix))
    elif written[0] not in CHINESE:
        yield from _digits(text, match, units)
    elif not _VAGUE.search(before):
        yield from _numeral(text, match, units)


def _rank(text: str, match: re.Match[str], units: Units) -> Iterator[_Raw]:
    """第一 is a rank where a clause ends behind it, and an ordinal before a noun (第一议题) or at a
    clause's start."""
    value, first = number(match[0]), match.start() - 1
    after = _RANK_AFTER.match(text, match.end())
    starts = first == 0 or text[first - 1] in "。;；,，、!?！？:： \t(（"
    if value is not None and after and not starts and units.get(RANK):
        yield _Raw(first, after.end(), value, units.get(RANK), from_here=first)


def _digits(text: str, match: re.Match[str], units: Units) -> Iterator[_Raw]:
    value = number(match[0])
    if value is None:
        return
    end, infix, unit = _unit(text, match.end(), units)
    if unit is None and (scaled := _SCALED.match(text, match.end())):
        end, more, unit = _unit(text, scaled.end(), units)
        infix = infix or scaled[1] or more
        value *= number("一" + scaled[2]) or 1
        value, unit = _scaled_down(value, unit, units) if unit is not None else (value, unit)
    if unit is not None:
        if not _WORD_GOES_ON.match(text, end - 1):
            yield _finished(text, _Raw(match.start(), end, value, unit, infix=infix))
    elif _JOINED.match(text, match.end()):
        yield _finished(text, _Raw(match.start(), match.end(), value, None))
    elif _BEFORE_BARE.search(_before(text, match.start()).rstrip("-")) and _AFTER_BARE.match(
        text, match.end()
    ):
        yield _finished(text, _Raw(match.start(), match.end(), value, units.get(INDEX)))


def _numeral(text: str, match: re.Match[str], units: Units) -> Iterator[_Raw]:
    """A Chinese numeral with its unit; its last 万 or 亿 belongs to the unit where such a unit exists."""
    written = match[0]
    shorter = [len(written) - 1] if written[-1] in "万亿" and not set(written[:-1]) & set("万亿") else []
    for length in (*shorter, len(written)):
        part = written[:length]
        value = number(part)
        end, infix, unit = _unit(text, match.start() + length, units)
        if value is None or unit is None:
            continue
        if not _is_idiom(part, value, unit, text, end):
            value, unit = _scaled_down(value, unit, units)
            yield _finished(text, _Raw(match.start(), end, value, unit, infix=infix))
        return
    value = number(written)
    if value is not None and _JOINED.match(text, match.end()):
        yield _finished(text, _Raw(match.start(), match.end(), value, None))


def _is_idiom(part: str, value: Decimal, unit: Unit, text: str, end: int) -> bool:
    """Whether a numeral with a unit only looks like a figure: 一个, 三五个, 百家, 三部门, 一年来."""
    estimate = len(part) > 1 and all(c in CHINESE[2:12] for c in part)
    article = value == 1 and unit.dimension.partition("-")[0] in _ARTICLES
    word = text[end - 1] in _ONLY_DIGITS or _PEOPLE_SAY.match(text, end) is not None
    return estimate or article or word or part[0] in "百千万亿点" or value == 0


def _scaled_down(value: Decimal, unit: Unit, units: Units) -> tuple[Decimal, Unit]:
    """一亿二千万 with 元 as 1.2 with 亿元."""
    for sign, factor in (("亿", 10**8), ("万", 10**4)):
        larger = units.by_id.get(sign + unit.id)
        if value >= factor and larger is not None:
            return value / factor, larger
    return value, unit


def _unit(text: str, position: int, units: Units) -> tuple[int, str, Unit | None]:
    """Behind a number: the end of its unit, the 余 or 多 before it, and the unit."""
    infix = text[position : position + 1] if text[position : position + 1] in INFIXES else ""
    position += len(infix)
    while text[position : position + 1] == " ":
        position += 1
    found = units.at(text, position)
    return (position + len(found[0]), infix, found[1]) if found else (position, infix, None)


def _before(text: str, position: int) -> str:
    """The few characters in front that can say something of a number."""
    return text[max(0, position - _NEAR) : position]


def _finished(text: str, raw: _Raw) -> _Raw:
    """With the bound and the direction around it."""
    before = _before(text, raw.start)
    minus = before.endswith("-") and not re.search(r"[\d%)]\s*-$", before)
    before = before[:-1] if minus else before
    prefix = "" if _NO_PREFIX.search(before) else (m[0] if (m := _PREFIX.search(before)) else "")
    before = before[: len(before) - len(prefix)]
    relative = raw.unit is None or raw.unit.dimension.partition("-")[0] in (
        "percent",
        "percentage",
        "permille",
    )
    decline = _DECLINE.search(before) if relative else None
    suffix = m[0] if (m := _SUFFIX.match(text, raw.end)) else ""
    signed = minus or bool(decline)
    own = len(before) - decline.start() if decline else 0
    here = raw.start - minus - len(prefix) - own
    return replace(
        raw,
        value=-raw.value if signed else raw.value,
        prefix=prefix,
        suffix=suffix,
        from_here=here,
        signed=signed,
    )


def _shared(text: str, found: list[_Raw]) -> list[_Raw]:
    """What neighbours in a list share: the unit of the last (3至5个), the decline of the first
    (下降24.1%和22.6%)."""
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        if here.unit is None and after.unit is not None and _joined(text, here, after):
            found[index] = replace(here, unit=after.unit) if after.unit.id != RANK else here
    for index in range(1, len(found)):
        here, before = found[index], found[index - 1]
        if (
            before.signed
            and not here.signed
            and here.unit is before.unit
            and here.unit
            and _joined(text, before, here)
        ):
            found[index] = replace(here, value=-here.value, signed=True)
    return found


def _joined(text: str, first: _Raw, second: _Raw) -> bool:
    return bool(_JOIN.fullmatch(text[first.end : second.from_here].strip()))


def _mention(text: str, raw: _Raw, units: Units) -> Mention:
    assert raw.unit is not None
    written = canonical(raw.value, raw.unit, raw.prefix, raw.infix, raw.suffix)
    scale = raw.unit.id[:1]
    if raw.infix and f"{scale}{raw.infix}" in text[raw.start : raw.end]:  # 18亿多元 stays as it is printed
        written = written.replace(raw.infix + scale, scale + raw.infix)
    end = raw.end + len(raw.suffix)
    return Mention(raw.from_here if raw.unit.id != RANK else raw.start, end, parse_figure(written, units))
