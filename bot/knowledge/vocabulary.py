"""The vocabulary: the names by which people call things, shared by all reports; plain frozen data.

Texts for people come in pairs (`Text`), Chinese in simplified script and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both languages."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """The text in `language` (`zh` or `en`)."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as figures carry it (亿元, 套, %), with its place among convertible units."""

    id: str
    """The unit as the report prints it; empty for a bare index."""
    dimension: str
    """Units of one dimension convert into each other: money-cny, money-usd, mass, duration, count..."""
    factor: Decimal
    """How many base units of the dimension one of it is."""
    name: Text
    """How to write it behind a number; English may hold `{singular|plural}`."""
    names: tuple[str, ...] = ()
    """Further names by which questions call it."""
    scale: Decimal = Decimal(1)
    """The multiple in its Chinese name (万套: 10,000), which English writes into the number."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is said of a subject: output, growth, rank, partner, stage..."""

    id: str
    name: Text
    kind: str
    """The kind of answer: money, count, rate, share, rank, duration, index, length, area,
    volume, mass, date, person, organisation, place, name, text, reason, yesno."""
    names: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    """More general measures by whose names it goes too (总投资 is a kind of 投资)."""
    relation: str = ""
    """What a rate says of the fact in its `of`: growth, share, completion, rank; else empty."""
    direction: str = ""
    """`down` for a rate whose positive figures say how far something fell, `up` for a count of additions."""
    better: str = ""
    """`lower` or `higher`, where one of them is better; narrower measures and rates of it inherit that."""
    towards: str = ""
    """The measure that holds the target of this one (已完成投资 counts towards 年度计划投资)."""
    short: Text | None = None
    """What comparisons call it; of a rate: what rises or falls (产值), empty where that is the subject."""
    wide: bool = False
    """Whether any fact may be asked for by it (what was done, what there is)."""
    lists: bool = False
    """Whether it says in one text what a thing consists of."""

    def called(self, language: str) -> str:
        """Its short name, or its name where it has none."""
        return (self.short or self.name).of(language)


@dataclass(frozen=True, slots=True)
class Term:
    """A vocabulary entry that is neither subject, measure nor unit: an operation, a filler..."""

    id: str
    names: tuple[str, ...]
    name: Text | None = None
    counter: str = ""
    """Of a kind: the Chinese counting word (家 of 企业)."""
    wide: bool = False
    """Of a kind: whether anything may be called so (项目, 事)."""


@dataclass(frozen=True, slots=True)
class Degree:
    """A way in which figures are compared (高 and 低, fast and slow)."""

    id: str
    names: tuple[str, ...]
    """Words of a question that compare in its terms, at either end."""
    more: Text
    """高, higher"""
    less: Text
    most: Text
    """最高, highest"""
    least: Text
    kinds: tuple[str, ...] = ()
    """Kinds of measure that are compared in its terms where the question uses no other..."""
    measures: tuple[str, ...] = ()
    """...and measures that are, whatever their kind."""
    fits: tuple[str, ...] = ()
    """Kinds of measure that are compared in its terms where the question does."""
    implies: str = ""
    """The measure that is meant by its words alone (快: growth)."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How people ask for a measure, or for any of a kind of measure.

    In its texts `{subject}` and `{measure}` stand for the names, and in English `{subject's}` for the
    possessive. A text may be empty.
    """

    id: str
    """A measure, or a kind of measure."""
    question: Text
    """Without the question mark."""
    clause: Text
    """The same as a clause: what follows "the report does not say"."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way of putting a question, looked for in its whole text; `…` in a phrase stands for any words."""

    id: str
    """A key of `shapes.FORMS`."""
    anywhere: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    """Phrases that count where the question begins with them..."""
    last: tuple[str, ...] = ()
    """...and where it ends with them."""


@dataclass(frozen=True, slots=True)
class WiderPlace:
    """A place that reports speak of beside their own, which lies in it (全国)."""

    id: str
    """What drafts call it as a scope."""
    name: Text
    """The word that reports have for it."""
    around: tuple[str, ...] = ()
    """Signs in a report's title that its own place lies in this one (市, 县); none: any does."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names by which people call things, shared by all reports; each mapping by id."""

    measures: Mapping[str, Measure] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)
    kinds: Mapping[str, Term] = field(default_factory=dict)
    """Kinds of subject: company, project... ("企业", "公司")."""
    statuses: Mapping[str, Term] = field(default_factory=dict)
    """done, under_way, signed, planned, negotiating, expected."""
    operations: Mapping[str, Term] = field(default_factory=dict)
    """list, most, least, compare, difference, sum, ratio, share, average, remaining..."""
    asks: Mapping[str, Term] = field(default_factory=dict)
    """Question words by the kind of answer they want: money, count, duration, person, place..."""
    directions: Mapping[str, Term] = field(default_factory=dict)
    """up and down, for growth and for presumptions."""
    periods: Mapping[str, Term] = field(default_factory=dict)
    """Words for stretches of time, by a key the period reader knows: half1, last_year, now..."""
    places: Mapping[str, Term] = field(default_factory=dict)
    """Places of the world that a question may mean instead of the report's."""
    chat: Mapping[str, Term] = field(default_factory=dict)
    """greeting, thanks, help, bye, who, insult, yes, no..."""
    phrasings: Mapping[str, Phrasing] = field(default_factory=dict)
    """How one asks for measures, by measure or kind of measure."""
    dialogue: Mapping[str, Term] = field(default_factory=dict)
    """Words that tie a turn to the one before: ellipsis, pronoun, correction, ordinal."""
    degrees: Mapping[str, Degree] = field(default_factory=dict)
    """Ways of comparing: high and low, many and few..."""
    forms: Mapping[str, Form] = field(default_factory=dict)
    """Ways of putting a question that tell how to answer it."""
    wider_places: Mapping[str, WiderPlace] = field(default_factory=dict)
    """Places in which a report's own may lie, the widest first; for drafts."""
    draft_words: Mapping[str, Term] = field(default_factory=dict)
    """Words of reports by which drafts find what a figure is said of: done, leading, measured."""
    fillers: tuple[str, ...] = ()
    """Words that carry no content of a question about a report."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Regional or slang words and what to read instead, applied while folding."""
