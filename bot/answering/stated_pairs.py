"""Several things in one yes/no question, each with the number that it states of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.telling import tell_facts
from bot.answering.verdict import no, wants_yes_or_no, yes
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query


def as_stated(context: Context) -> Outcome | None:
    """Yes, or what is so instead (2所幼儿园和4所小学,对吗); None where not two things have a number."""
    if not wants_yes_or_no(context):
        return None
    stated = dict(_stated(context.query))
    facts = tuple(f for f in figures_side_by_side(context) if f.subject in stated)
    if len(facts) < 2 or len({f.subject for f in facts}) < len(facts):
        return None
    true = all(abs(f.figures[0].value) == stated[f.subject] for f in facts)
    return tell_facts(facts, context, (yes(context) if true else no(context)).rstrip() + "\n")


def _stated(query: Query) -> Iterator[tuple[str, Decimal]]:
    """Subjects with the numbers that stand right before or behind them."""
    said = [ln for ln in query.links if ln.start >= 0 and ln.kinds & {LinkKind.NUMBER, LinkKind.SUBJECT}]
    for first, second in pairwise(sorted(said, key=lambda ln: ln.start)):
        number = query.number_of(first) or query.number_of(second)
        thing = second if query.number_of(first) is not None else first
        if number is not None and first.end == second.start:
            yield from ((subject, number.value) for subject in thing.ids(LinkKind.SUBJECT))
