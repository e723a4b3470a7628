"""How many times one figure is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answering.differences import now_and_before
from bot.answering.naming import enumerated, is_plural, possessive
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, plain, quotient, total
from bot.answering.working import (
    added,
    derived,
    figure_of,
    measure_of,
    name_of,
    pair_of,
    parts_and_other,
    subject_of,
    with_working,
)
from bot.knowledge.model import Bound, Fact


def ratio_of(context: Context) -> Outcome | None:
    """几倍: the larger of two named figures over the smaller."""
    several = parts_and_other(context)
    if several is not None:
        return _together_over(context, *several)
    pair = pair_of(context) or pair_of(replace(context, query=context.query.asking_only()))
    pair = pair or now_and_before(context)
    if pair is None:
        return None
    small, large = sorted(pair, key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(large), context.amount(small))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    times = _Times.of(value, bound)
    line = f"{context.figure(large)} ÷ {context.figure(small)} {times.sign} {times.number}"
    return derived(context, _ratio_text(context, large, small, times), line, (large, small))


@dataclass(frozen=True, slots=True)
class _Times:
    """How many times, as far as the report's figures tell."""

    number: str
    bound: Bound

    @classmethod
    def of(cls, value: Decimal, bound: Bound) -> _Times:
        number = plain(value, bound)
        is_rounded = bound is Bound.EXACT and value != Decimal(number)
        return cls(number, Bound.ABOUT if is_rounded else bound)

    @property
    def sign(self) -> str:
        """What stands before the number in the working."""
        signs = {Bound.EXACT: "=", Bound.ABOUT: "≈", Bound.OVER: ">", Bound.NEARLY: "<"}
        return signs[self.bound]

    @property
    def verb(self) -> str:
        """是, 约为..."""
        return {Bound.EXACT: "是", Bound.ABOUT: "约为", Bound.OVER: "超过", Bound.NEARLY: "不到"}[self.bound]

    @property
    def adverb(self) -> str:
        words = {Bound.EXACT: "", Bound.ABOUT: "about ", Bound.OVER: "over ", Bound.NEARLY: "less than "}
        return words[self.bound]


def _together_over(context: Context, parts: Sequence[Fact], other: Fact) -> Outcome:
    """Several taken together as a multiple of one more."""
    every = (*parts, other)
    try:
        value, bound = quotient(total([context.amount(f) for f in parts]), context.amount(other))
    except NotComparableError as problem:
        return with_working(context, every, problem.why)
    times = _Times.of(value, bound)
    names, last = [name_of(context, f, every) for f in parts], name_of(context, other, every)
    text = context.say(
        f"{'、'.join(names)}合计{times.verb}{last}的{times.number}倍。",
        f"Together {enumerated(names, 'en')} come to {times.adverb}{times.number} times {last}.",
    )
    line = f"({added(context, parts)}) ÷ {context.figure(other)} {times.sign} {times.number}"
    return derived(context, text, line, every)


def _ratio_text(context: Context, large: Fact, small: Fact, times: _Times) -> str:
    one, two = figure_of(context, large), subject_of(context, small)
    if large.subject == small.subject:
        one, two = (name_of(context, f, (large, small)) for f in (large, small))
        one, two = context.say(one, f"the {one}"), context.say(two, f"the {two}")
    if context.language == "zh":
        return f"{one}{times.verb}{two}的{times.number}倍。"
    if is_plural(one) and is_plural(two):
        figures = f"{context.figure(large)} against {context.figure(small)}"
        return f"There are {times.adverb}{times.number} times as many {one} as {two}: {figures}."
    owns = one != subject_of(context, large) and large.subject != small.subject
    same = owns and large.measure == small.measure
    other = (
        possessive(two) if same else two if not owns else f"{possessive(two)} {measure_of(context, small)}"
    )
    return f"{one} is {times.adverb}{times.number} times {other}."
