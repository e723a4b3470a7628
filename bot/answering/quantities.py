"""Arithmetic on figures that keeps what the report says of their exactness, and how figures are written.

A bound carries through: a sum with "over 30" is "at least", a difference of two open figures is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from bot.knowledge.model import Bound, Figure
from bot.knowledge.vocabulary import Unit

PLACES = Decimal("0.01")
"""Derived figures are rounded to two decimals, half up."""
_FLIPPED = {
    Bound.OVER: Bound.NEARLY,
    Bound.NEARLY: Bound.OVER,
    Bound.ABOUT: Bound.ABOUT,
    Bound.EXACT: Bound.EXACT,
}


class NotComparableError(Exception):
    """Figures that no honest arithmetic can bring together; the message key says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in base units of its dimension, ready for arithmetic."""

    value: Decimal
    dimension: str
    bound: Bound
    unit: Unit
    """The unit to write results in."""


def amount(figure: Figure, units: Mapping[str, Unit]) -> Amount:
    """A figure in base units. Raises KeyError for a unit that the vocabulary lacks."""
    unit = units[figure.unit]
    return Amount(figure.value * unit.factor, unit.dimension, figure.bound, unit)


_TIMES = "duration"
_COUNTED_ALIKE = frozenset({"count", "count-items"})
"""Dimensions of what is counted piece by piece, whichever counting word a report happens to use (个, 项)."""


def _together(amounts: Sequence[Amount]) -> None:
    dimensions = {a.dimension for a in amounts}
    if len(dimensions) > 1 and not dimensions <= _COUNTED_ALIKE:
        raise NotComparableError("units")


def _bound(*bounds: Bound) -> Bound:
    """The bound of something that grows with each of its parts."""
    found = {b for b in bounds if b is not Bound.EXACT}
    return Bound.EXACT if not found else found.pop() if len(found) == 1 else Bound.ABOUT


def _with_flip(first: Bound, second: Bound) -> Bound:
    """The bound of something that grows with the first and shrinks with the second."""
    flipped = _FLIPPED[second]
    if {first, flipped} == {Bound.OVER, Bound.NEARLY}:
        raise NotComparableError("bounds")
    return _bound(first, flipped)


_NOT_ADDITIVE = frozenset({"percent", "rank", "index"})
"""Dimensions whose figures are of different wholes, so that their sum means nothing."""


def total(amounts: Sequence[Amount]) -> Amount:
    """The sum. Raises NotComparableError where dimensions differ or have no sum."""
    _together(amounts)
    if amounts[0].dimension in _NOT_ADDITIVE and len(amounts) > 1:
        raise NotComparableError("rates")
    unit = max((a.unit for a in amounts), key=lambda u: u.factor)
    return Amount(
        sum((a.value for a in amounts), Decimal(0)),
        amounts[0].dimension,
        _bound(*(a.bound for a in amounts)),
        unit,
    )


def difference(first: Amount, second: Amount) -> Amount:
    """First minus second. Raises NotComparableError where dimensions differ or bounds leave it open."""
    _together((first, second))
    smaller, larger = sorted((first.unit, second.unit), key=lambda u: u.factor)
    gap = first.value - second.value
    broken = first.dimension.startswith(_TIMES) and gap % larger.factor != 0
    unit = smaller if broken or abs(gap) < larger.factor else larger  # a day less 3 hours is 21 hours
    return Amount(gap, first.dimension, _with_flip(first.bound, second.bound), unit)


def quotient(first: Amount, second: Amount) -> tuple[Decimal, Bound]:
    """First over second, a bare number. Raises NotComparableError as `difference` does, or over zero."""
    _together((first, second))
    if not second.value:
        raise NotComparableError("zero")
    return first.value / second.value, _with_flip(first.bound, second.bound)


def greater(first: Amount, second: Amount) -> bool | None:
    """Whether the first is surely the greater; None where the bounds leave it open.

    Raises NotComparableError where dimensions differ.
    """
    _together((first, second))
    if first.value == second.value:
        if first.bound is second.bound:
            return None
        order = {Bound.NEARLY: 0, Bound.ABOUT: 1, Bound.EXACT: 1, Bound.OVER: 2}
        return None if order[first.bound] == order[second.bound] else order[first.bound] > order[second.bound]
    larger, smaller = (first, second) if first.value > second.value else (second, first)
    if smaller.bound is Bound.OVER and smaller.value * 2 > larger.value and larger.bound is not Bound.OVER:
        return None
    if smaller.bound is Bound.OVER and larger.bound is Bound.OVER and smaller.value * 2 > larger.value:
        return None
    return first.value > second.value


def year_earlier(now: Amount, growth_percent: Decimal) -> Amount:
    """The value a year before, from the value now and its growth: now / (1 + growth)."""
    divisor = 1 + growth_percent / 100
    if divisor <= 0:
        raise NotComparableError("zero")
    return Amount(now.value / divisor, now.dimension, now.bound, now.unit)


def whole_of_share(part: Amount, share_percent: Decimal) -> Amount:
    """The whole of which `part` is the given share: part / share."""
    if share_percent <= 0:
        raise NotComparableError("zero")
    return Amount(part.value / (share_percent / 100), part.dimension, part.bound, part.unit)


def scaled(value: Amount, divisor: Decimal) -> Amount:
    """An amount divided by a bare number."""
    return Amount(value.value / divisor, value.dimension, value.bound, value.unit)


def spread(value: Amount, over: Amount) -> Amount:
    """What of an amount comes to each of so many. Raises NotComparableError where bounds leave it open."""
    if not over.value:
        raise NotComparableError("zero")
    bound = _with_flip(value.bound, over.bound)
    return Amount(value.value / over.value, value.dimension, bound, value.unit)


_TOWARDS = {Bound.OVER: ROUND_FLOOR, Bound.NEARLY: ROUND_CEILING}
"""Rounded the other way, "over" or "nearly" would claim more than the report does."""


def rounded(value: Decimal, bound: Bound = Bound.EXACT) -> Decimal:
    """Two decimals at most, without trailing zeros."""
    result = value.quantize(PLACES, _TOWARDS.get(bound, ROUND_HALF_UP)).normalize()
    return result.quantize(Decimal(1)) if result == result.to_integral() else result


def plain(value: Decimal, bound: Bound = Bound.EXACT) -> str:
    """Digits without an exponent."""
    return f"{rounded(value, bound):f}"


_BOUNDS = {
    "zh": {Bound.EXACT: "{}", Bound.ABOUT: "约{}", Bound.NEARLY: "近{}", Bound.OVER: "超{}"},
    "en": {Bound.EXACT: "{}", Bound.ABOUT: "about {}", Bound.NEARLY: "nearly {}", Bound.OVER: "over {}"},
}
_PLURAL = re.compile(r"\{([^|}]*)\|([^}]*)\}")
_SCALES = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def _english_number(value: Decimal, *, derived: bool) -> str:
    for scale, word in _SCALES:
        if abs(value) >= scale:
            scaled_value = value / scale
            return f"{rounded(scaled_value) if derived else _trimmed(scaled_value):f} {word}"
    return f"{_trimmed(value):,f}"


def _trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros behind the point, never with an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def write(value: Amount, language: str, *, approximately: bool = False) -> str:
    """An amount as people read it: `超30亿元`, `over 3 billion yuan`."""
    bound = Bound.ABOUT if approximately and value.bound is Bound.EXACT else value.bound
    in_unit = value.value / value.unit.factor
    if language == "zh":
        if value.dimension == "rank":
            return f"第{plain(in_unit)}"
        return _BOUNDS["zh"][bound].format(plain(in_unit, bound) + value.unit.name.zh)
    if value.dimension == "rank":
        return _ORDINALS.get(int(in_unit), f"No. {plain(in_unit)}")
    noun = value.unit.name.en
    counted = rounded(in_unit, bound) * value.unit.scale  # English writes 万 and 亿 into the number
    number = _english_number(counted, derived=approximately)
    noun = _PLURAL.sub(lambda m: m[1] if counted == 1 else m[2], noun)
    written = (
        noun.replace("#", number) if "#" in noun else f"{number}{'' if noun in ('', '%') else ' '}{noun}"
    )
    return _BOUNDS["en"][bound].format(written)


def is_rounded(value: Amount) -> bool:
    """Whether writing it drops digits, so that it has to be called rounded."""
    in_unit = value.value / value.unit.factor
    return rounded(in_unit) != in_unit
