"""A figure as YAML writes it: bound, number and unit in one text."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.knowledge.model import Bound, Figure
from bot.knowledge.numerals import CHINESE, number
from bot.knowledge.problems import nearest
from bot.knowledge.units import INDEX, RANK, Units
from bot.knowledge.vocabulary import Unit

PREFIXES = {
    **dict.fromkeys(("超过", "超", "逾", "突破", "高于", "至少", "不少于", "不低于"), Bound.OVER),
    **dict.fromkeys(("近", "将近", "接近", "不到", "不足"), Bound.NEARLY),
    **dict.fromkeys(("约", "大约", "约为"), Bound.ABOUT),
}
"""Words in front of a number that say how exact it is."""
INFIXES = {"余": Bound.OVER, "多": Bound.OVER}
"""Between number and unit: 70余万平方米."""
SUFFIXES = {"左右": Bound.ABOUT, "上下": Bound.ABOUT, "以上": Bound.OVER}
"""Behind the unit."""
_DECLINE = ("下降", "减少", "降低", "回落", "下滑", "-")


def _any(words: dict[str, Bound]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_FIGURE = re.compile(
    rf"(?P<down>{'|'.join(_DECLINE)})?(?P<prefix>{_any(PREFIXES)})?(?P<minus>-)?"
    rf"(?P<percent>百分之)?(?P<number>[\d,]+(?:\.\d+)?|[{CHINESE}]+?)(?P<infix>{_any(INFIXES)})?(?P<unit>[^\d\s]*?)(?P<suffix>{_any(SUFFIXES)})?"
)
_SCALE_FIRST = re.compile(rf"(?<=\d)([百千万亿]+)({_any(INFIXES)})(?=\D)")
"""18亿多元, which means what 18多亿元 does."""
_RANK = re.compile(rf"{RANK}(\d+|[一二三四五六七八九十]+)(?:名|位)?")


class FigureError(ValueError):
    """A text that is no figure; the message says what is wrong with it."""


def parse_figure(text: str, units: Units) -> Figure:
    """The figure that a text such as `超30亿元`, `70余万平方米`, `-4.1%`, `第1` or `5.4` stands for.

    Raises FigureError, with the nearest unit, where it stands for none.
    """
    compact = text.replace(" ", "")
    rank = _RANK.fullmatch(compact)
    if rank:
        if RANK not in units.by_id:
            raise FigureError(f"the vocabulary has no unit '{RANK}' for ranks; add it to its units")
        return Figure(number(rank[1]) or Decimal(0), RANK, Bound.EXACT, text)
    best: FigureError | None = None
    for match in _readings(_SCALE_FIRST.sub(r"\2\1", compact)):
        try:
            return replace(_figure(match, units), text=text)
        except FigureError as problem:
            best = best or problem
    raise best or FigureError(
        f"'{text}' is no figure; write bound, number and unit: 超30亿元, 20余家, -4.1%, 第1"
    )


def _readings(text: str) -> list[re.Match[str]]:
    """The ways to part a text: a Chinese numeral may end before or behind its 万 (三万套)."""
    match = _FIGURE.fullmatch(text)
    return [match] if match else []


def _figure(match: re.Match[str], units: Units) -> Figure:
    written, unit_text = match["number"], match["unit"]
    value = number(written)
    if match["percent"]:
        value, unit_text = number(written + unit_text), "%"
    elif written and written[0] in CHINESE:
        value, unit_text = _longest_numeral(written + unit_text, units)
    if value is None:
        raise FigureError(f"'{written}' is no number")
    unit = units.get(unit_text)
    if unit is None:
        known = nearest(unit_text, units.by_id)
        raise FigureError(
            "unknown unit "
            f"'{unit_text}'{known or '; add it to the units of the vocabulary, or write one of those'}"
            if unit_text
            else "a number without a unit; the vocabulary has no unit '' for bare indexes"
        )
    bound = Bound.EXACT
    for words, key in ((PREFIXES, "prefix"), (INFIXES, "infix"), (SUFFIXES, "suffix")):
        if match[key]:
            bound = words[match[key]]
    negative = bool(match["minus"]) != bool(match["down"])
    return Figure(-value if negative else value, unit.id, bound)


def _longest_numeral(text: str, units: Units) -> tuple[Decimal | None, str]:
    """A text of numeral and unit, parted where the unit is known and the longest (两|亿元, 三十|万套)."""
    for end in range(1, len(text) + 1):
        value = number(text[:end])
        if value is not None and (units.get(text[end:]) is not None):
            return value, text[end:]
    return None, text


def canonical(value: Decimal, unit: Unit, prefix: str = "", infix: str = "", suffix: str = "") -> str:
    """A figure as facts and outlines write it, from its printed parts; negative for declines."""
    if unit.id == RANK:
        return f"{RANK}{plain(value)}"
    behind = (
        {Bound.ABOUT: "约", Bound.OVER: "超"}[SUFFIXES[suffix]] if suffix and not prefix and not infix else ""
    )
    sign = "-" if value < 0 else ""
    return f"{prefix or behind}{sign}{plain(abs(value))}{infix}{unit.id if unit.id != INDEX else ''}"


def plain(value: Decimal) -> str:
    """Digits without exponent and without needless zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(figure: Figure, units: Units) -> tuple[str, Decimal]:
    """Dimension and value in base units, by which equal figures are recognised. Raises KeyError for an
    unknown unit."""
    unit = units.by_id[figure.unit]
    return unit.dimension, figure.value * unit.factor
