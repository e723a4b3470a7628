"""Numbers as Chinese and digits write them."""

from __future__ import annotations

import re
from decimal import Decimal

CHINESE = "零〇一二两三四五六七八九十百千万亿点"
"""Signs of Chinese numerals; 点 is the decimal point."""
_DIGITS = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
"""Signs that multiply all that stands before them."""
ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
"""Each at the place that it counts."""
ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""From twenty on, ten by ten."""
DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)")
"""A number in digits, with or without commas between thousands."""
MIXED = re.compile(r"(\d+(?:\.\d+)?)([亿万])(\d+(?:\.\d+)?)(千万|百万|万|千)")
"""Digits and Chinese powers in turn: 14亿5千万, 1亿2000万, 3万2千."""
_SCALES = {"千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
LONGEST = 24
"""Signs a number may have; no report counts further, and longer ones overflow."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％－＋", "0123456789.,%-+")


def narrow(text: str) -> str:
    """Full-width digits, points, commas and percent signs as plain ones; length is kept."""
    return text.translate(_FULL_WIDTH)


def number(text: str) -> Decimal | None:
    """The value of digits (1,130; 44.8), a Chinese numeral (三百二十, 一点五, 两) or a mixture; None for
    anything else."""
    if len(text) > LONGEST:
        return None
    if DIGITS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    mixed = MIXED.fullmatch(text)
    if mixed:
        return Decimal(mixed[1]) * MYRIADS[mixed[2]] + Decimal(mixed[3]) * _SCALES[mixed[4]]
    whole, point, fraction = text.partition("点")
    if not whole or (point and (not fraction or not all(c in _DIGITS for c in fraction))):
        return None
    value = _whole(whole)
    if value is None or not fraction:
        return value
    return value + Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))


def _whole(text: str) -> Decimal | None:
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    total, section, digit, last = 0, 0, -1, ""
    for c in text:
        if c in _DIGITS:
            if digit > 0:
                return None  # 三四: two digits side by side are an estimate or a name, no number
            digit = _DIGITS[c]
        elif c in _POWERS:
            section += (digit if digit > 0 else 1) * _POWERS[c]
            digit = -1
        elif c in MYRIADS and (section or digit > 0 or total):
            part = section + max(digit, 0)
            # 亿 multiplies all before it (三万亿), 万 only what follows the last 亿 (一亿二千万)
            total = (total + part) * MYRIADS[c] if c == "亿" else total + part * MYRIADS[c]
            section, digit = 0, -1
        else:
            return None
        last = c
    return Decimal(total + section + max(digit, 0)) if last else None
