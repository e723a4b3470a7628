"""What several things came to a year before, one by one (去年同期甲和乙谁更低). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.earlier_years import (
    GROWTH,
    YEAR_EARLIER,
    Pair,
    approximate,
    divisor,
    names_another_year,
    pairs_of,
    year_earlier_asked,
)
from bot.answering.naming import enumerated
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import year_earlier
from bot.answering.working import derived, subject_of
from bot.understanding.lexicon import LinkKind


def earlier_of_each(context: Context) -> Outcome | None:
    """The values a year before of several things that are named, the largest first, or the least."""
    pairs = _each_named(context) if names_another_year(context.query) else []
    if len(pairs) < 2:
        return None
    before = {whole.key: year_earlier(context.amount(whole), r.figures[0].value) for r, whole in pairs}
    ranked = sorted(pairs, key=lambda pair: before[pair[1].key].value, reverse=True)
    if context.query.has(LinkKind.OPERATION, "less", "least"):
        ranked.reverse()
    return _told(ranked, [context.write(approximate(before[w.key])) for _, w in ranked], context)


def _told(pairs: Sequence[Pair], written: Sequence[str], context: Context) -> Outcome:
    gap = context.say("", " ")
    told = [f"{subject_of(context, w)}{gap}{v}" for (_, w), v in zip(pairs, written, strict=True)]
    steps = [
        f"{context.figure(whole)} ÷ {divisor(context, YEAR_EARLIER, rate)} = {value}"
        for (rate, whole), value in zip(pairs, written, strict=True)
    ]
    text = context.say(f"推算下来，去年同期{'，'.join(told)}。", f"A year earlier: {enumerated(told, 'en')}.")
    return derived(context, text, steps, tuple(f for rate, whole in pairs for f in (whole, rate)))


def _each_named(context: Context) -> list[Pair]:
    """The rate and its base of each of the things, as they are named one by one with their measure."""
    links = [ln for ln in context.query.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    things = dict.fromkeys(s for ln in links for s in ln.ids(LinkKind.SUBJECT))
    if len(things) < 2 or len(links) != len(things):
        return []
    named = set(context.query.ids(LinkKind.MEASURE))
    figures = [
        f for f in context.base.facts.values() if f.figures and f.subject in things and f.measure in named
    ]
    asked = [p for p in pairs_of(context, figures, GROWTH) if year_earlier_asked(context, p[1])]
    unique = {whole.subject: (rate, whole) for rate, whole in asked}
    return [unique[s] for s in things] if unique.keys() == things.keys() else []
