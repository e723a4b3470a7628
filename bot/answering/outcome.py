"""What an operation came to, before a reply is made of it, and what operations work in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.answering.quantities import Amount, amount, plain, write
from bot.answering.thresholds import Thresholds
from bot.knowledge.model import Fact, FactBase
from bot.understanding.linking import Link
from bot.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished answer: its text and what it rests on."""

    text: str
    facts: tuple[Fact, ...]
    working: tuple[str, ...] = ()
    highlights: tuple[str, ...] = ()
    listed: tuple[Fact, ...] = ()
    """Facts that were listed, in order: ordinals of a next turn count in them, and charts draw them."""
    number: Decimal | None = None
    """A derived figure, for arithmetic with it in a next turn..."""
    unit: str = ""
    """...and its unit."""
    refused: bool = False
    """Whether the text says why honest arithmetic is not possible."""
    corrects: bool = False
    """Whether the text puts right, or says yes or no to, what the question presumes."""
    singled_out: str = ""
    """The subject of the one thing among them that was asked for: what "it" is in a next turn."""
    described: tuple[Fact, ...] = ()
    """Everything that the question describes, where what is told is only the gist of it."""


@dataclass(frozen=True)
class Context:
    """A question in its fact base, with the language to answer in."""

    query: Query
    links: tuple[Link, ...]
    base: FactBase
    limits: Thresholds
    language: str
    previous: tuple[Fact, ...] = field(default=())
    """Facts of the last answer, for arithmetic with it."""
    recent: tuple[Fact, ...] = field(default=())
    """Facts of the last few answers, the latest last."""
    leaning: bool = False
    """Whether the question is read as one that goes on from the last answer."""
    unseen: bool = False
    """Whether it is to be answered as if it were no curated example itself."""

    def say(self, zh: str, en: str) -> str:
        return en if self.language == "en" else zh

    def label(self, fact: Fact) -> str:
        """What a fact is about, in a few words."""
        return label(fact, self.base, self.language)

    def phrase(self, fact: Fact) -> str:
        """The same within a sentence."""
        subject = self.base.subjects[fact.subject].name.of(self.language)
        measure = self.base.vocabulary.measures[fact.measure].name.of(self.language)
        if measure.casefold() in subject.casefold():
            return subject
        return self.say(f"{subject}的{measure}", f"the {measure} of {subject}")

    def short(self, fact: Fact, among: Sequence[Fact]) -> str:
        """What tells a fact from others: its subject, measure or period, or as many of them as it takes."""
        others = [f for f in among if f is not fact]
        subject = self.base.subjects[fact.subject].name.of(self.language)
        if all(f.subject != fact.subject for f in others):
            return self.phrase(fact) if self._has_another_like(fact, others) else subject
        if all(f.subject == fact.subject for f in others):
            if any(f.measure == fact.measure and f.report != fact.report for f in others):
                return self.base.reports[fact.report].period_name.of(self.language)
            return self.base.vocabulary.measures[fact.measure].name.of(self.language)
        return self.dated(fact, among)

    def _has_another_like(self, fact: Fact, others: Sequence[Fact]) -> bool:
        """Whether its subject has more such figures beside others (18 signed, 70 planned)."""
        if not (fact.figures and others) or any(f.measure == fact.measure for f in others):
            return False
        own = (f for f in self.base.facts.values() if f.subject == fact.subject and f.figures and not f.of)
        amounts = [
            self.amount(f).dimension for f in own if f.report == fact.report and f.measure != fact.measure
        ]
        return self.amount(fact).dimension in amounts

    def dated(self, fact: Fact, among: Sequence[Fact]) -> str:
        """The label of a fact, with its period where others differ from it in nothing else."""
        alike = (f for f in among if (f.subject, f.measure) == (fact.subject, fact.measure))
        if all(f.report == fact.report for f in alike):
            return self.label(fact)
        period = self.base.reports[fact.report].period_name.of(self.language)
        return self.say(f"{self.label(fact)}（{period}）", f"{self.label(fact)} ({period})")

    def amount(self, fact: Fact) -> Amount:
        """The fact's first figure. Raises IndexError for a fact without one."""
        return amount(fact.figures[0], self.base.vocabulary.units)

    def write(self, value: Amount, *, approximately: bool = False) -> str:
        return write(value, self.language, approximately=approximately)

    def gap(self, value: Amount) -> str:
        """A difference as people read it: that of two rates is in percentage points."""
        if value.dimension != "percent":
            return self.write(value)
        points = plain(value.value / value.unit.factor)
        return self.say(f"{points}个百分点", f"{points} percentage points")

    def figure(self, fact: Fact) -> str:
        """The fact's figures, or its short value, as people read it."""
        if fact.figures:
            return self.say("、", ", ").join(
                write(amount(f, self.base.vocabulary.units), self.language) for f in fact.figures
            )
        return fact.value.of(self.language) if fact.value else fact.summary.of(self.language)


def label(fact: Fact, base: FactBase, language: str) -> str:
    """Subject and measure of a fact in a few words; the measure goes where the subject says it already."""
    subject = base.subjects[fact.subject].name.of(language)
    measure = base.vocabulary.measures[fact.measure].name.of(language)
    if measure.casefold() in subject.casefold():
        return subject
    return f"{subject}: {measure}" if language == "en" else f"{subject} · {measure}"
