"""Whether a text says something, however it is spaced, cased or spelled in width. Pure."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?%?")


def holds(text: str, part: str) -> bool:
    """Whether a levelled text says `part`; a bare number only as a whole number (`47` is not in `147`)."""
    part = level(part)
    if _NUMBER.fullmatch(part):
        return re.search(rf"(?<![\d.]){re.escape(part)}(?!\d|\.\d)", text) is not None
    return part in text


def level(text: str) -> str:
    """Text as it is compared: NFKC, lower case, without thousands separators and blanks.

    A blank between two digits becomes a bar, so that two numbers never grow into one.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d)\s+(?=\d)", "|", text)
    return re.sub(r"\s+", "", text)
