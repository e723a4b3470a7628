"""Finds the numbers of a running English sentence: 4.7 billion yuan, US$1.77 billion, over 700,000, four,
ranked first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.knowledge.model import Bound
from bot.knowledge.numerals import ENGLISH, ENGLISH_TENS, number
from bot.knowledge.units import PERCENT, RANK, Units
from bot.knowledge.vocabulary import Unit

_NTH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_WORDS = {w: v for v, w in enumerate(ENGLISH)} | {w: 20 + 10 * v for v, w in enumerate(ENGLISH_TENS)}
_ORDINALS = {w: v for v, w in enumerate(_NTH, 1)}
_SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"bn": 10**9, "m": 10**6}
_CURRENCIES = {"US$": "美元", "$": "美元", "€": "欧元", "HK$": "港元", "RMB": "元", "¥": "元", "CNY": "元"}
_BOUNDS = {
    Bound.OVER: (
        r"over|more than|above|beyond|at least|upwards of|in excess of|exceed(?:s|ed|ing)?|topp(?:ed|ing)"
        r"|surpass(?:ed|ing)?"
    ),
    Bound.NEARLY: r"nearly|almost|close to|just under|approaching",
    Bound.ABOUT: r"about|around|approximately|roughly",
}
_BEFORE = re.compile(
    r"(?:" + "|".join(f"(?P<{b.name}>{words})" for b, words in _BOUNDS.items()) + r")\s+(?:a\s+)?$",
    re.IGNORECASE,
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = rf"(?:(?:{'|'.join(ENGLISH_TENS)})[- ])?(?:{'|'.join([*ENGLISH, *ENGLISH_TENS])})"
_NUMBER = re.compile(
    rf"""
    (?P<currency>US\$|HK\$|RMB\s?|CNY\s?|[$€¥])?
    (?: (?<![\w.,])(?<![A-Za-z]-) -?(?P<digits>{_DIGITS})(?!\d)
      | (?<![\w-])(?P<word>{_WORD})\b )
    (?P<more>\+|-plus)?
    (?: \s?(?P<scale>{"|".join(_SCALES)})\b | (?P<short>bn|m)\b )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MASKED = re.compile(
    rf"""
      "[^"]*" | “[^”]*”
    | \d*\s?\b(?:{_MONTHS})\b(?:\s\d{{1,2}}\b(?!,\d))?(?:,?\s(?:19|20)\d\d)?
    | \b(?:19|20)\d\d\b(?![,.]\d)
    | \b(?:first|second|third|fourth)[-\s]
      (?:half|quarter|six\smonths|three\smonths|phase|prize|class|stage|time)\b
    | \bhalf[-\s]year\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Quotes, dates, parts of a year, phases and prizes: names and times, no figures."""
_RANK = re.compile(
    rf"""
      \b(?:(?P<ranked>rank\w*|plac(?:e|ed|es|ing)|stands?|stood|puts?|putting|finish\w*)
          |com(?:es?|ing)|came|is|was|were|are|be|again|and|of|:)\s+
      (?:\w+ly\s+|joint\s+)?(?P<word>{"|".join(_NTH)})\b(?!\s+(?:to|\w+\s+to)\b)
    | \b(?P<place>{"|".join(_NTH)})\s+place\b
    | (?<!the\s)(?<!its\s)(?<!'s\s)\b(?P<among>{"|".join(_NTH)})\s+
      (?:in\s+(?:the\s+)?+\w++(?!\s+to\b)|among|overall|citywide|nationwide|provincewide)\b
    | \b(?:No\.\s?|number\s)(?P<number>\d+)
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Ranked first, first place, second in the city, No. 3; "the first to open" is no rank."""
_POINTS = re.compile(r"\s?points?\b")
_UNIT_WORDS = re.compile(r"[\s-]*(%|[A-Za-zµμ][\w²³/-]*(?:[ -][A-Za-z][\w²³-]*){0,3})")
_ANY = re.compile(rf"\d|\b(?:{'|'.join([*ENGLISH, *ENGLISH_TENS, *_ORDINALS])})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EnglishNumber:
    """A number with what stands around it."""

    start: int
    end: int
    value: Decimal
    """In base units of the dimension."""
    dimension: str
    """Of its unit; empty where no unit of the vocabulary follows, as with things that are counted."""
    bound: Bound
    text: str
    ordinal: bool = False
    """Whether it may say no more than which of several a thing is (comes first on the agenda)."""


class EnglishUnits:
    """The units of a vocabulary by their English words."""

    def __init__(self, units: Units) -> None:
        self.units = units
        self._words: dict[str, Unit] = {}
        for unit in units.by_id.values():
            if unit.scale != 1:
                continue
            written = re.sub(r"\{([^|}]*)\|([^}]*)\}", r"\1", unit.name.en).replace("#", "")
            for name in (written, *(n for n in unit.names if n.isascii())):
                if name.strip() and any(c.isalpha() or c == "%" for c in name):
                    self._words.setdefault(_stem(name.strip().lower()), unit)

    def behind(self, text: str, position: int) -> tuple[int, Unit | None]:
        """The unit whose words follow a number, and where they end."""
        match = _UNIT_WORDS.match(text, position)
        if not match:
            return position, None
        words = match[1]
        while words:
            unit = self._words.get(_stem(words.lower().replace("-", " ").strip()))
            if unit is not None:
                return match.start(1) + len(words), unit
            cut = max(words.rfind(" "), words.rfind("-"))
            words = words[:cut] if cut > 0 else ""
        return position, None


def _stem(words: str) -> str:
    """Singular: the last word without its s."""
    return words[:-1] if words.endswith("s") and not words.endswith("ss") and len(words) > 2 else words


def may_hold_numbers(text: str) -> bool:
    """Whether a text has anything that could be a number; most texts do not, and are done with."""
    return _ANY.search(text) is not None


def find_numbers(text: str, units: EnglishUnits) -> tuple[EnglishNumber, ...]:
    """All numbers of an English sentence, ranks among them, in order."""
    if not may_hold_numbers(text):
        return ()
    plain = _MASKED.sub(lambda m: "\x00" * len(m[0]), text)
    found = list(_ranks(plain, units))
    taken = {i for rank in found for i in range(rank.start, rank.end)}
    for match in _NUMBER.finditer(plain):
        if match.start() not in taken and (match["digits"] or match["word"]):
            found.extend(_cardinal(plain, match, units))
    return tuple(sorted(found, key=lambda n: n.start))


def _ranks(text: str, units: EnglishUnits) -> Iterator[EnglishNumber]:
    rank = units.units.by_id.get(RANK)
    for match in _RANK.finditer(text):
        word = match["word"] or match["place"] or match["among"]
        if rank is None or (word == "second" and text[match.end() :].startswith(" half")):
            continue
        value = Decimal(_ORDINALS[word.lower()] if word else match["number"])
        said, ordinal = word or match[0], match["word"] is not None and match["ranked"] is None
        yield EnglishNumber(match.start(), match.end(), value, rank.dimension, Bound.EXACT, said, ordinal)


def _cardinal(text: str, match: re.Match[str], units: EnglishUnits) -> Iterator[EnglishNumber]:
    digits, word, currency = match["digits"], match["word"], (match["currency"] or "").strip().upper()
    value = number(digits) if digits else Decimal(_word_value(word))
    if value is None:
        return
    short = match["short"] if currency else None  # $5m; 5m alone are metres
    end = match.end() if short or not match["short"] else match.start("short")
    scale = match["scale"] or short
    value *= (_SCALES | _SHORT_SCALES)[scale.lower()] if scale else 1
    unit = units.units.get(_CURRENCIES[currency]) if currency else None
    attached = text[end : end + 1].isalpha()
    if unit is None:
        end, unit = units.behind(text, end)
    if unit is None and (attached or (word or "").lower() == "one"):
        return  # 5G, 3D, one of them, one-stop: no figure
    if unit is not None and unit.id == PERCENT and _POINTS.match(text, end):
        unit = units.units.get("百分点") or unit
    before = _BEFORE.search(text[: match.start()])
    over = Bound.OVER if match["more"] else Bound.EXACT
    bound = next((b for b in _BOUNDS if before and before[b.name]), over)
    base, dimension = (value * unit.factor, unit.dimension) if unit else (value, "")
    yield EnglishNumber(match.start(), end, base, dimension, bound, text[match.start() : end].strip())


def _word_value(word: str) -> int:
    return sum(_WORDS[part] for part in re.split(r"[- ]", word.lower()))
