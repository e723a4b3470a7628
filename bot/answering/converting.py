"""A figure in the unit that the question asks for, where that is not the report's."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.choosing import choose
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount
from bot.knowledge.model import Fact
from bot.knowledge.vocabulary import Unit
from bot.understanding.lexicon import LinkKind

_MYRIADS = (1, 10**4, 10**8)
"""Chinese counts in powers of ten thousand."""
_MONEY = "money-"
_TIMES = "duration"
"""Times do not convert: a day of a service is a working day."""


def in_unit_asked(context: Context) -> Outcome | None:
    """The one figure that is asked for, in another unit as well; or why it cannot be given in that."""
    if context.query.named_numbers() or context.query.has(LinkKind.ASK, "yesno"):
        return None
    wanted = list(_units_asked(context))
    fact = _fact_meant(context) if wanted else None
    if fact is None:
        return None
    own = context.amount(fact)
    for units in wanted:
        if any(_is_the_same(own.unit, u) for u in units):
            return None
    asked = next((u for units in wanted for u in units if u.dimension == own.dimension), None)
    if asked is not None:
        return _converted(context, fact, own, asked)
    foreign = own.dimension.startswith(_MONEY) and all(u.dimension.startswith(_MONEY) for u in wanted[0])
    return _without_rate(context, fact) if foreign else None


def _units_asked(context: Context) -> Iterator[tuple[Unit, ...]]:
    """What each word for a unit may mean."""
    units = context.base.vocabulary.units
    for link in context.query.links:
        found = tuple(units[u] for u in link.ids(LinkKind.UNIT) if u in units)
        if found and link.kinds <= {LinkKind.UNIT, LinkKind.ASK}:
            yield found


def _fact_meant(context: Context) -> Fact | None:
    # what counts in one unit may well be told in another, so that the unit does not choose
    selection = choose(context.query, context.links, context.base, context.limits)
    facts = [c.fact for c in selection.chosen]
    return facts[0] if len(facts) == 1 and len(facts[0].figures) == 1 else None


def _is_the_same(own: Unit, asked: Unit) -> bool:
    """Whether a word means the report's unit, or leaves out its multiple (元 for 亿元)."""
    if own.dimension != asked.dimension or own.dimension.startswith(_TIMES):
        return own.dimension.startswith(_TIMES)
    return own.factor == asked.factor or own.id.endswith(asked.id)


def _converted(context: Context, fact: Fact, own: Amount, asked: Unit) -> Outcome | None:
    value = Amount(own.value, own.dimension, own.bound, _readable(context, own, asked))
    figure, written = context.figure(fact), context.write(value)
    if written == figure:
        return None
    summary = fact.summary.of(context.language)
    text = context.say(f"{summary.removesuffix('。')}，合{written}。", f"{summary} That is {written}.")
    return Outcome(text, (fact,), highlights=(figure, written))


def _readable(context: Context, own: Amount, asked: Unit) -> Unit:
    """The unit or the largest multiple of it that the amount fills (27700万公斤)."""
    units = context.base.vocabulary.units.values()
    family = (u for u in units if u.dimension == asked.dimension and u.id.endswith(asked.id))
    fitting = [u for u in family if u.factor <= own.value and u.factor / asked.factor in _MYRIADS]
    return max(fitting, key=lambda u: u.factor, default=asked)


def _without_rate(context: Context, fact: Fact) -> Outcome:
    summary = fact.summary.of(context.language)
    text = context.say(
        f"{summary}报告没有给出汇率，不能换算成别的货币。",
        f"{summary} The report gives no exchange rate, so this cannot be put in another currency.",
    )
    return Outcome(text, (fact,), highlights=(context.figure(fact),))
