"""Numbers in a question, with their units if any: in digits, Chinese numerals or English words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.model import FactBase, kept
from bot.knowledge.numerals import CHINESE, ENGLISH, ENGLISH_TENS, LONGEST, MYRIADS, number
from bot.knowledge.units import RANK
from bot.understanding.name_keys import name_keys
from bot.understanding.tokens import Token, TokenKind, stem

_NUMERALS = frozenset(CHINESE) - MYRIADS.keys()
_ENGLISH = {stem(word): value for value, word in enumerate(ENGLISH)}
_ENGLISH_TENS = {stem(word): 20 + 10 * place for place, word in enumerate(ENGLISH_TENS)}
_ENGLISH_ORDINALS = {"first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ENGLISH_NUMBERS = frozenset({*_ENGLISH, *_ENGLISH_TENS, *_ENGLISH_ORDINALS})
"""English number words, as tokens."""
_ENGLISH_POWERS = {"hundr": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9}
_FIRST = "前"
"""Before a numeral that needs no unit: the first few (前三)."""
_AND_MORE = frozenset("余多来")
"""Between a number and its unit, or behind both: "and some" (二十多个, 四成多)."""
_SOME_ONES = "几"
"""Between a round number and its unit: as many tens and some (四十几亿)."""
_THAN = "比"
"""In front of a number that something is held against: 多 behind it is "more" (比30亿多)."""
_SOME = frozenset((word,) for word in _AND_MORE)
_HOW_MUCH = frozenset("少大久长高快重远")
"""Behind 多 where it asks (多少, 多大)."""


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number that a question names."""

    start: int
    end: int
    """Its tokens, unit included."""
    value: Decimal
    """In terms of `unit`."""
    unit: str
    """A key of the vocabulary's units; `第` for ordinals; empty where none follows."""
    numeral: bool = False
    """Whether it is written in Chinese numerals, which names are full of too."""
    more: bool = False
    """Whether "and some" stands behind it (二十多个)."""


@kept
def _unit_names(base: FactBase) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for unit in base.vocabulary.units.values():
        for name in (unit.id, *unit.names):
            keys = tuple(t.key for t in name_keys(name, {}))
            if keys:
                found.setdefault(keys, unit.id)
    return found


def _unit_at(keys: tuple[str, ...], start: int, base: FactBase) -> tuple[int, str]:
    """The longest unit name at `start`: its end and the unit; (`start`, "") where none stands there."""
    names = _unit_names(base)
    for end in range(min(start + 4, len(keys)), start, -1):
        unit = names.get(keys[start:end])
        if unit is not None:
            return end, unit
    return start, ""


def _magnitude(keys: tuple[str, ...], end: int, base: FactBase) -> tuple[int, int]:
    """A factor behind the number that belongs to no unit (3万套): its end and the factor."""
    if end < len(keys):
        if keys[end] in MYRIADS and not _unit_at(keys, end, base)[1]:
            return end + 1, MYRIADS[keys[end]]
        if keys[end] in _ENGLISH_POWERS:
            return end + 1, _ENGLISH_POWERS[keys[end]]
    return end, 1


def _digits_at(tokens: tuple[Token, ...], start: int) -> tuple[int, Decimal, bool] | None:
    token = tokens[start]
    if token.kind is TokenKind.NUMBER:
        return start + 1, Decimal(token.key), False
    if token.kind is TokenKind.LATIN:
        return _english_at(tokens, start)
    end = start
    while end < min(len(tokens), start + LONGEST) and tokens[end].key in _NUMERALS:
        end += 1
    while end > start:
        value_of = number("".join(t.key for t in tokens[start:end]))
        if value_of is not None:
            return end, value_of, True
        end -= 1
    return None


def _english_at(tokens: tuple[Token, ...], start: int) -> tuple[int, Decimal, bool] | None:
    """An English number word, or two of them (thirty, twenty-five)."""
    key = tokens[start].key
    tens = _ENGLISH_TENS.get(key)
    if tens is None:
        value = _ENGLISH.get(key)
        return None if value is None else (start + 1, Decimal(value), False)
    ones = _ENGLISH.get(tokens[start + 1].key, 0) if start + 1 < len(tokens) else 0
    return (start + 2, Decimal(tens + ones), False) if 0 < ones < 10 else (start + 1, Decimal(tens), False)


_HALF = ("一", "半")
_HALF_OF = frozenset({"of", "the", "its"})
"""Behind "half" where it is one of two parts, not half a year."""


def _half_at(keys: tuple[str, ...], start: int) -> NumberMention | None:
    """一半, half of: 50%."""
    if keys[start : start + 2] == _HALF:
        return NumberMention(start, start + 2, Decimal(50), "%")
    ordinal = start > 0 and keys[start - 1] in _ENGLISH_ORDINALS
    if keys[start] == "half" and not ordinal and not _HALF_OF.isdisjoint(keys[start + 1 : start + 2]):
        return NumberMention(start, start + 1, Decimal(50), "%")
    return None


_PARTS = ("分", "之")


def _fraction_at(tokens: tuple[Token, ...], keys: tuple[str, ...], start: int) -> NumberMention | None:
    """四分之一: 25%. 百分之 is a unit of its own."""
    below = _digits_at(tokens, start)
    if below is None or keys[below[0] : below[0] + 2] != _PARTS or below[0] + 2 >= len(keys):
        return None
    above = _digits_at(tokens, below[0] + 2)
    if above is None or not below[1] or below[1] == 100:
        return None
    return NumberMention(start, above[0], above[1] / below[1] * 100, "%")


_ENGLISH_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}
_BOUNDS = frozenset(
    stem(word)
    for word in (
        "than",
        "over",
        "above",
        "under",
        "below",
        "least",
        "most",
        "by",
        "nearly",
        "almost",
        "within",
    )
)
"""Before an English fraction, which without them is a place or a time (the fifth, a quarter), or a unit."""


def _english_fraction_at(keys: tuple[str, ...], start: int) -> NumberMention | None:
    """More than a fifth, over two thirds: 20%, 66.7%."""
    if start == 0 or keys[start - 1] not in _BOUNDS:
        return None
    above = _ENGLISH.get(keys[start])
    end = start if above is None else start + 1
    below = _ENGLISH_PARTS.get(keys[end]) if end < len(keys) else None
    if below is None:
        return None
    return NumberMention(start, end + 1, Decimal(above or 1) / below * 100, "%")


def _one_at(keys: tuple[str, ...], start: int, base: FactBase) -> NumberMention | None:
    """Within an hour, less than a day: one of it."""
    if start == 0 or keys[start - 1] not in _BOUNDS:
        return None
    end, unit = _unit_at(keys, start, base)
    timed = bool(unit) and base.vocabulary.units[unit].dimension.startswith("duration")
    return NumberMention(start, end, Decimal(1), unit) if timed and keys[start].isascii() else None


def _mention_at(
    tokens: tuple[Token, ...], keys: tuple[str, ...], start: int, base: FactBase
) -> NumberMention | None:
    half = _half_at(keys, start) or _fraction_at(tokens, keys, start) or _english_fraction_at(keys, start)
    if half is not None and half.unit in base.vocabulary.units:
        return half
    if keys[start] in _ENGLISH_ORDINALS:
        return NumberMention(start, start + 1, Decimal(_ENGLISH_ORDINALS[keys[start]]), RANK)
    ordinal = keys[start] == RANK
    read = _digits_at(tokens, start + ordinal) if start + ordinal < len(tokens) else None
    if read is None:
        return _one_at(keys, start, base)
    end, value, numeral = read
    if ordinal:
        return NumberMention(start, end, value, RANK)
    unit_end, unit = _unit_at(keys, end, base)
    more = end < len(keys) and (
        keys[end] in _AND_MORE or (keys[end] == _SOME_ONES and value > 0 and value % 10 == 0)
    )
    if not unit and more:
        unit_end, unit = _unit_at(keys, end + 1, base)
    if not unit:
        end, factor = _magnitude(keys, end, base)
        unit_end, unit = _unit_at(keys, end, base)
        value *= factor
        unit_end = unit_end if unit else end
    if unit and not more and keys[max(start - 1, 0)] != _THAN:  # 四成多
        more = keys[unit_end : unit_end + 1] in _SOME and _HOW_MUCH.isdisjoint(
            keys[unit_end + 1 : unit_end + 2]
        )
    if numeral and not unit and (start == 0 or keys[start - 1] != _FIRST):
        return None
    return NumberMention(start, unit_end, value, unit, numeral, more)


_OPENING = frozenset({*_NUMERALS, RANK, *_ENGLISH_PARTS, *_ENGLISH, *_ENGLISH_TENS, *_ENGLISH_ORDINALS})
"""Tokens that a number may begin with, digits aside."""


def read_numbers(tokens: tuple[Token, ...], base: FactBase) -> tuple[NumberMention, ...]:
    """All numbers of a question, left to right, without overlaps."""
    keys = tuple(t.key for t in tokens)
    found: list[NumberMention] = []
    position = 0
    while position < len(tokens):
        opens = tokens[position].kind is TokenKind.NUMBER or keys[position] in _OPENING
        opens = opens or (position > 0 and keys[position - 1] in _BOUNDS)
        mention = _mention_at(tokens, keys, position, base) if opens else None
        if mention is not None:
            found.append(mention)
            position = mention.end
        else:
            position += 1
    return tuple(found)
