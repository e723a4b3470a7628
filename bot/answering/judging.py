"""Whether what a question says of a number is so, given that a figure may only be a bound."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from bot.answering.quantities import Amount
from bot.knowledge.model import Bound

_ABOUT = Decimal("0.05")
"""How far "about" may be off."""
_NEARLY = Decimal("0.9")
"""What "nearly" leaves open, down to this part of the figure."""
_OVER = 2
"""What "over" leaves open, up to so many times the figure."""


class Judged(Enum):
    """What became of something that a question presumes."""

    TRUE = "true"
    FALSE = "false"
    OPEN = "open"  # the report does not tell


class Sense(Enum):
    """How a question relates a number to the figure that it asks about."""

    EQUAL = "equal"
    ABOVE = "above"
    BELOW = "below"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"
    AND_MORE = "and_more"  # 二十多: beyond it, short of the next round number


def judge(figure: Amount, claimed: Decimal, sense: Sense = Sense.EQUAL) -> Judged:
    """Whether a figure stands to a number as is claimed."""
    match sense:
        case Sense.ABOVE:
            return _judged(_exceeds(figure, claimed))
        case Sense.AT_MOST:
            return _judged(_exceeds(figure, claimed), negated=True)
        case Sense.AT_LEAST:
            return _judged(_reaches(figure, claimed))
        case Sense.BELOW:
            return _judged(_reaches(figure, claimed), negated=True)
        case Sense.NEARLY:
            return _judged(_is_nearly(figure, claimed))
        case Sense.AND_MORE:
            return _judged(_is_and_more(figure, claimed))
        case Sense.EQUAL:
            return _judged(_equals(figure, claimed))


def either(first: Judged, second: Judged) -> Judged:
    """What becomes of two presumptions together."""
    for outcome in (Judged.FALSE, Judged.OPEN):
        if outcome in (first, second):
            return outcome
    return Judged.TRUE


def _judged(found: bool | None, *, negated: bool = False) -> Judged:
    if found is None:
        return Judged.OPEN
    return Judged.TRUE if found is not negated else Judged.FALSE


def _open(figure: Amount, claimed: Decimal) -> bool:
    """Whether the figure's bound leaves open on which side of a number it lies."""
    value = figure.value
    match figure.bound:
        case Bound.EXACT:
            return False
        case Bound.ABOUT:
            return abs(value - claimed) <= abs(value) * _ABOUT
        case Bound.OVER:
            return value < claimed < value * _OVER
        case Bound.NEARLY:
            return value * _NEARLY < claimed < value


def _exceeds(figure: Amount, claimed: Decimal) -> bool | None:
    if _open(figure, claimed):
        return None
    return figure.value > claimed or (figure.value == claimed and figure.bound is Bound.OVER)


def _reaches(figure: Amount, claimed: Decimal) -> bool | None:
    if _open(figure, claimed):
        return None
    return figure.value > claimed or (figure.value == claimed and figure.bound is not Bound.NEARLY)


def _equals(figure: Amount, claimed: Decimal) -> bool | None:
    if figure.value == claimed:
        return None if figure.bound in (Bound.OVER, Bound.NEARLY) else True
    return None if _open(figure, claimed) else False


def _is_nearly(figure: Amount, claimed: Decimal) -> bool | None:
    if figure.bound is Bound.NEARLY and figure.value == claimed:
        return True
    if figure.bound is not Bound.EXACT:
        return None
    return claimed * _NEARLY <= figure.value <= claimed


def _is_and_more(figure: Amount, claimed: Decimal) -> bool | None:
    exceeds = _exceeds(figure, claimed)
    if figure.value == claimed or exceeds is not True:
        return exceeds
    return figure.value < claimed + Decimal(10) ** _last_place(claimed)


def _last_place(value: Decimal) -> int:
    """The place of the last digit that is not zero: 1 for 20."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
