"""How far apart two figures are, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answering.degrees import COMPARATIVES, degree_of, is_pace, words_of
from bot.answering.naming import beside, counted, is_plural, possessive
from bot.answering.outcome import Context
from bot.answering.quantities import Amount, plain
from bot.answering.working import (
    figure_of,
    measure_of,
    name_of,
    subject_of,
)
from bot.knowledge.model import Fact
from bot.knowledge.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Gap:
    """Two figures in the order of the question, and what lies between them."""

    first: Fact
    second: Fact
    value: Amount
    first_is_larger: bool


def apart(context: Context, high: Fact, low: Fact, gap: str) -> str:
    """How far two figures are apart, the larger first."""
    pair = high, low
    names = [name_of(context, f, pair) for f in pair]
    figures = [_told(context, f) for f in pair]
    zh = "，".join(beside(n, f) for n, f in zip(names, figures, strict=True))
    en = ", ".join(counted(f, n) for n, f in zip(names, figures, strict=True))
    return context.say(f"相差{gap}：{zh}。", f"The difference is {gap}: {en}.")


def set_against(context: Context, gap: Gap) -> str:
    """From the side of the first named, and against what the question takes for granted."""
    degree = degree_of(context, gap.first)
    ahead = gap.first_is_larger is not is_pace(context, degree, gap.first)
    word, other = (degree.more, degree.less) if ahead else (degree.less, degree.more)
    wrong = _presumed(context) == ("less" if ahead else "more")
    return context.say(_in_chinese(context, gap, word, other, wrong), _in_english(context, gap, word, wrong))


def _told(context: Context, fact: Fact) -> str:
    """A figure as a comparison tells it: of a rate of growth, whether it rose or fell."""
    figure = context.figure(fact)
    if context.base.vocabulary.measures[fact.measure].relation != "growth":
        return figure
    fell = context.amount(fact).value < 0
    word = context.say("下降" if fell else "增长", "down " if fell else "up ")
    return word + figure.lstrip("-−")


def _in_chinese(context: Context, gap: Gap, word: Text, other: Text, wrong: bool) -> str:
    pair, apart = (gap.first, gap.second), context.gap(gap.value)
    same = gap.first.measure == gap.second.measure
    one = figure_of(context, gap.first) if same else name_of(context, gap.first, pair)
    two = name_of(context, gap.second, pair)
    shown = "，".join(beside(name_of(context, f, pair), _told(context, f)) for f in pair)
    if wrong:
        return f"{one}并不比{two}{other.zh}，而是{word.zh}{apart}：{shown}。"
    return f"{one}比{two}{word.zh}{apart}：{shown}。"


def _in_english(context: Context, gap: Gap, word: Text, wrong: bool) -> str:
    first, second = gap.first, gap.second
    one, two = (name_of(context, f, (first, second)) for f in (first, second))
    figures = f"{_told(context, first)} against {_told(context, second)}"
    no = "No: " if wrong else ""
    if context.amount(first).dimension.startswith("count") and is_plural(one) and is_plural(two):
        number = plain(gap.value.value / gap.value.unit.factor * gap.value.unit.scale)
        amount = f"{int(number):,}" if number.isdigit() else number
        sign = "more" if gap.first_is_larger else "fewer"
        return f"{no}there are {amount} {sign} {one} than {two}: {figures}."
    own = f"{possessive(subject_of(context, first))} {measure_of(context, first)}"
    return f"{no}{own} is {context.gap(gap.value)} {word.en} than {possessive(two)}: {figures}."


def _presumed(context: Context) -> str:
    """Whether the question takes its first thing for the larger or the smaller one; empty for neither."""
    said = words_of(context, COMPARATIVES)
    words = set(said.split())
    vocabulary = context.base.vocabulary
    for way in ("less", "more"):
        degrees = (getattr(d, way).en for d in vocabulary.degrees.values())
        names = (*vocabulary.operations[way].names, *degrees)
        if any(n in words if n.isascii() else n in said for n in names):
            return way
    return ""
