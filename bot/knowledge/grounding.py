"""The grounding gate: every number that a text tells stands in the sentences that the text rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.knowledge.chinese import find_figures
from bot.knowledge.english import EnglishNumber, EnglishUnits, find_numbers, may_hold_numbers
from bot.knowledge.figures import FigureError, parse_figure
from bot.knowledge.model import Bound, Fact, Figure, Place, Report, Subject
from bot.knowledge.numerals import CHINESE, DIGITS, narrow, number
from bot.knowledge.problems import Problems
from bot.knowledge.reader import Entry
from bot.knowledge.units import INDEX, Units
from bot.knowledge.vocabulary import Text

_BOUND_WORDS = {
    Bound.OVER: ("超 or 余", "over or more than"),
    Bound.NEARLY: ("近", "nearly"),
    Bound.ABOUT: ("约", "about"),
    Bound.EXACT: ("an exact figure", "an exact figure"),
}
_FALL = {
    "zh": re.compile(r"[降减跌少]|回落|下滑|收窄|负|-\d"),
    "en": re.compile(
        r"\b(?:f[ae]ll\w*|down|drop\w*|declin\w*|decreas\w*|contract\w*|shr[aiu]nk\w*|lower\w*|reduc\w*|cut\w*|minus|negative)\b|-\d",
        re.IGNORECASE,
    ),
}
_HAS_NUMBER = re.compile(rf"[\d{CHINESE}０-９]")
_ORDINAL = re.compile(rf"第(\d+|[{CHINESE}]+)|[首头](?=[个次批家条项届例先])")
_LONE = re.compile(rf"(?<![A-Za-z\d.]){DIGITS.pattern}(?![A-Za-z\d])")


@dataclass(frozen=True, slots=True)
class Told:
    """A number that a text tells."""

    text: str
    value: Decimal
    """In base units, without sign."""
    dimension: str
    """Empty where the text names no unit."""
    bound: Bound
    ordinal: bool = False
    """Whether it may say no more than which of several a thing is."""


class Gate:
    """Knows the units and the names with numbers in them of one base."""

    def __init__(self, units: Units, subjects: Iterable[Subject]) -> None:
        self.units = units
        self._subjects = tuple(subjects)
        self._parsed: dict[str, Figure | None] = {}
        self._outlines: dict[str, dict[str, tuple[str, ...]]] = {}
        self._told: dict[Text, dict[str, list[Told]]] = {}

    @cached_property
    def english(self) -> EnglishUnits:
        return EnglishUnits(self.units)

    @cached_property
    def _names(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        """Names that hold numbers but no figure (500强, Double Ten), by language."""
        chinese: set[str] = set()
        english: set[str] = set()
        for subject in self._subjects:
            if not may_hold_numbers("\n".join((subject.name.zh, subject.name.en, *subject.names))):
                continue
            counted = bool(find_figures(subject.name.zh, self.units))
            if not counted and find_numbers(subject.name.en, self.english):
                english.add(subject.name.en)
            for name in (subject.name.zh, *subject.names):
                if name.isascii():
                    numbers = find_numbers(name, self.english)
                    if numbers and not counted and not any(n.dimension or n.start == 0 for n in numbers):
                        english.add(name)
                elif any(c.isdigit() for c in name) and not find_figures(name, self.units):
                    chinese.add(name)
        return _any_of(chinese), _any_of(english)

    def told(self, text: Text) -> dict[str, list[Told]]:
        """The numbers of a text by language."""
        if text not in self._told:
            self._told[text] = {"zh": self._chinese(text.zh), "en": self._english(text.en)}
        return self._told[text]

    def _chinese(self, text: str) -> list[Told]:
        if not _HAS_NUMBER.search(text):
            return []
        plain = narrow(_without(text, self._names[0]))
        found: list[Told] = []
        for mention in find_figures(plain, self.units):
            unit = self.units.by_id[mention.figure.unit]
            found.append(
                Told(
                    text[mention.start : mention.end],
                    abs(mention.figure.value) * unit.factor,
                    unit.dimension,
                    mention.figure.bound,
                )
            )
            plain = plain[: mention.start] + "\x00" * (mention.end - mention.start) + plain[mention.end :]
        lone = _LONE.finditer(_PERIOD_DIGITS.sub("\x00", plain))
        found.extend(Told(m[0], Decimal(m[0].replace(",", "")), "", Bound.EXACT) for m in lone)
        return found

    def _english(self, text: str) -> list[Told]:
        numbers = find_numbers(_without(text, self._names[1]), self.english)
        return [_told(number) for number in numbers]

    def figures(self, report: Report, cites: Iterable[str]) -> list[Figure]:
        """The figures of cited sentences, as far as they are known."""
        found = []
        for cite in cites:
            for text in self._outline(report).get(cite, ()):
                figure = self._figure(text)
                if figure is not None:
                    found.append(figure)
        return found

    def _outline(self, report: Report) -> dict[str, tuple[str, ...]]:
        if report.id not in self._outlines:
            self._outlines[report.id] = {
                s.id: s.figures for section in report.sections for s in section.sentences
            }
        return self._outlines[report.id]

    def _figure(self, text: str) -> Figure | None:
        """A figure of an outline; None where it is none, which is a problem of the outline."""
        if text not in self._parsed:
            try:
                self._parsed[text] = parse_figure(text, self.units)
            except FigureError:
                self._parsed[text] = None
        return self._parsed[text]


_SHOWN = 10
"""Sentences or figures that a message names."""
_PERIOD_DIGITS = re.compile(
    r"(?:19|20)\d\d年?|\d{1,2}(?:[-~至到、和]\d{1,2})?月(?:\d{1,2}日)?|“[^”]*”|\"[^\"]*\"|《[^》]*》"
)


def _told(number: EnglishNumber) -> Told:
    return Told(number.text, abs(number.value), number.dimension, number.bound, number.ordinal)


def _any_of(names: set[str]) -> re.Pattern[str] | None:
    patterns = (re.escape(name).replace(r"\ ", "[ -]") for name in sorted(names, key=len, reverse=True))
    return re.compile("|".join(patterns), re.IGNORECASE) if names else None


def _without(text: str, names: re.Pattern[str] | None) -> str:
    return names.sub(lambda m: "\x00" * len(m[0]), text) if names else text


def _same(told: Told, figure: Figure, units: Units) -> bool:
    unit = units.by_id[figure.unit]
    if told.value != abs(figure.value) * unit.factor and not _close(
        told.value, abs(figure.value) * unit.factor
    ):
        return False
    if not told.dimension:
        return unit.dimension.partition("-")[0] in ("count", INDEX, "index", "score", "times")
    if told.dimension.startswith("count"):
        return unit.dimension.startswith("count")
    return told.dimension == unit.dimension


def _is_counted_off(text: str, place: Decimal) -> bool:
    """Whether a Chinese text says of something which of several it is: 第一个, 首个."""
    return any(place == (number(m[1]) if m[1] else 1) for m in _ORDINAL.finditer(narrow(text)))


def _close(first: Decimal, second: Decimal) -> bool:
    """Equal but for the endless fractions of 亩 and minutes."""
    return abs(first - second) <= abs(second) * Decimal("1e-20")


def prove_text(
    text: Text,
    places: dict[str, Place],
    figures: list[Figure],
    cites: Iterable[str],
    gate: Gate,
    problems: Problems,
) -> None:
    """Every number in both languages of a text is one of the cited figures, with its bound."""
    for language, numbers in gate.told(text).items():
        for told in numbers:
            same = [f for f in figures if _same(told, f, gate.units)]
            if not same and told.ordinal and _is_counted_off(text.zh, told.value):
                continue  # 第一个议题, the first item: a figure in neither language
            if not same:
                problems.add(
                    places[language],
                    f"key '{language}': the number '{told.text}' does not stand in {_listed(cites)} "
                    f"({_listed(f.text for f in figures)}); correct it, or cite the sentence that has it",
                )
            elif not any(f.bound is told.bound for f in same):
                word = _BOUND_WORDS[same[0].bound][language == "en"]
                problems.add(
                    places[language],
                    f"key '{language}': '{told.text}' must be as exact as the report's {same[0].text}: say "
                    f"{word}",
                )


def prove_fact(entry: Entry, fact: Fact, report: Report, gate: Gate, problems: Problems) -> None:
    """A fact's figures and the numbers of its texts stand in its sentences; its summary tells its figures."""
    figures = gate.figures(report, fact.cites)
    places = {"zh": entry.place("zh"), "en": entry.place("en")}
    prove_text(fact.summary, places, figures, fact.cites, gate, problems)
    if fact.value is not None:
        value = entry.place("value")
        prove_text(fact.value, {"zh": value, "en": value}, figures, fact.cites, gate, problems)
    told = gate.told(fact.summary) if fact.figures else {}
    for index, figure in enumerate(fact.figures):
        _prove_figure(entry, index, figure, figures, fact.cites, gate, problems)
        for language, numbers in told.items():
            if fact.summary.of(language) and not any(_same(number, figure, gate.units) for number in numbers):
                problems.add(
                    places[language],
                    f"key '{language}': the summary does not tell the fact's figure {figure.text}",
                )
            elif figure.value < 0 and not _FALL[language].search(fact.summary.of(language)):
                problems.add(
                    places[language], f"key '{language}': {figure.text} is a decline; say that it fell"
                )


def _prove_figure(
    entry: Entry,
    index: int,
    figure: Figure,
    figures: list[Figure],
    cites: Iterable[str],
    gate: Gate,
    problems: Problems,
) -> None:
    unit = gate.units.by_id[figure.unit]
    place = entry.place("figure", index)
    equal = [
        f
        for f in figures
        if f.value * gate.units.by_id[f.unit].factor == figure.value * unit.factor
        and gate.units.by_id[f.unit].dimension == unit.dimension
    ]
    if any(f.bound is figure.bound for f in equal):
        return
    if equal:
        problems.add(
            place,
            f"key 'figure': {figure.text} must be as exact as the report's {equal[0].text}; write it so",
        )
        return
    problems.add(
        place,
        f"key 'figure': {figure.text} does not stand in {_listed(cites)} "
        f"({_listed(f.text for f in figures)}); correct it, or cite the sentence that has it",
    )


def _listed(words: Iterable[str]) -> str:
    """The first few, as one line of a message has room for."""
    known = list(words)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return ", ".join(known[:_SHOWN]) + more or "no figures"
