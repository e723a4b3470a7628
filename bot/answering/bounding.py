"""Lists of what lies above or below a figure that the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bot.answering.by_direction import rates_meant, ways_asked
from bot.answering.choosing import in_period
from bot.answering.comparing import comparable_set, contestants, figures_line, ordered
from bot.answering.describing import described
from bot.answering.evidence import evidence_of
from bot.answering.following import LARGE
from bot.answering.grouping import comparable, with_figures
from bot.answering.judging import Judged, Sense, judge
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import Amount
from bot.answering.unborne import asks_of_the_unborne
from bot.answering.verdict import wants_yes_or_no
from bot.knowledge.model import Bound, Fact
from bot.knowledge.numerals import number
from bot.knowledge.units import RANK
from bot.knowledge.vocabulary import Unit
from bot.understanding.lexicon import LinkKind
from bot.understanding.numbers import NumberMention

_RATE = "percent"
"""The dimension of rates."""
_DOWN = "down"
_BARS = frozenset({"above", "below", "at_least", "at_most"})


def beyond(context: Context) -> Outcome | None:
    """Facts of a group above or below a figure that the question names."""
    limit = _limit(context)
    if limit is None or asks_of_the_unborne(context) or _asks_of_one(context):
        return None
    facts, everything = _weighed(context, limit)
    if len(facts) < 2 or (wants_yes_or_no(context) and len({f.subject for f in facts}) == 1):
        return None  # 签约项目超过20个了吗 is of one figure
    unit = _unit(limit, context)
    if unit is not None and unit.dimension != context.amount(facts[0]).dimension:
        return None
    single = contestants(facts, context)
    beyond_it = _beyond(single, limit, context) or _beyond(facts, limit, context)
    kept = _of_one_band(beyond_it, limit, context)
    return _counted_out(kept, facts, everything, context)


def those_beyond(context: Context) -> tuple[Fact, ...]:
    """As `beyond`, the facts alone: just so many as the question counts, if so many stand at the bar."""
    limit = next(iter(_at_a_bar(context)), None)
    if limit is None:
        return ()
    facts, _ = _weighed(context, limit)
    kept = _beyond(contestants(facts, context), limit, context)
    bar = _bar(limit, context)
    at_it = tuple(f for f in kept if context.amount(f).value == bar)
    counts = {int(n.value) for n in context.query.named_numbers() if n is not limit and n.unit != RANK}
    return at_it if len(at_it) in counts and len(kept) not in counts else kept


def within(context: Context) -> Outcome | None:
    """Facts of a group that lie between two figures which the question names (40亿到50亿之间的企业), or of
    which it says the tens alone (四十多亿的企业有哪些)."""
    query = context.query
    listed = query.has(LinkKind.OPERATION, "list") or query.has(LinkKind.KIND)
    ends = _ends(context)
    some = [n for n in _amounts(context) if n.more and n.unit]
    limit = ends[1] if ends else some[0] if len(some) == 1 else None
    if limit is None or not listed or asks_of_the_unborne(context):
        return None
    unit = _unit(limit, context)
    facts, everything = _weighed(context, limit)
    if len(facts) < 2 or (unit is not None and unit.dimension != context.amount(facts[0]).dimension):
        return None
    if ends is None:
        return _of_so_many_tens(contestants(facts, context), limit, context)
    least, most = _low_bar(*ends, context), _bar(ends[1], context)
    kept = tuple(f for f in ordered(context, facts) if _lies_between(context.amount(f), least, most))
    return _counted_out(kept, facts, everything or facts, context)


def _of_so_many_tens(facts: tuple[Fact, ...], some: NumberMention, context: Context) -> Outcome | None:
    bar = _bar(some, context)
    kept = tuple(
        f
        for f in ordered(context, facts)
        if judge(context.amount(f), bar, Sense.AND_MORE) is not Judged.FALSE
    )
    return _counted_out(kept, facts, (), context) if kept else None


def _counted_out(
    kept: tuple[Fact, ...], facts: tuple[Fact, ...], everything: tuple[Fact, ...], context: Context
) -> Outcome:
    """Those that are kept with how many they are; where none is, that, and the figures of all."""
    if not kept:
        line = figures_line(context, facts)
        return Outcome(context.say(f"没有符合的：{line}。", f"None: {line}."), facts, listed=facts)
    count = context.say(f"共{len(kept)}个：\n", f"{len(kept)} of them:\n")
    told = listing(context, kept)
    return replace(told, text=count + told.text, described=everything)


def _ends(context: Context) -> tuple[NumberMention, NumberMention] | None:
    """The two ends of a range: an amount, at most one token, and a larger amount, with a word for
    "between" or for "up to" (40到50亿, between 4 and 5 billion)."""
    query = context.query
    amounts = [n for n in query.numbers if n.unit != RANK]
    between = query.has(LinkKind.OPERATION, "between")
    for low, high in pairwise(amounts):
        joint = range(low.end, high.start)
        upto = any("up_to" in ln.ids(LinkKind.DIALOGUE) and ln.start in joint for ln in query.links)
        amount = high.unit or high.value >= LARGE
        joined = len(joint) <= 1 and (between or upto) and amount and high.value > 0
        if joined and _low_bar(low, high, context) < _bar(high, context):
            return low, high
    return None


def _low_bar(low: NumberMention, high: NumberMention, context: Context) -> Decimal:
    """The lower end; without a unit of its own it is counted as the upper one is (4 and 5 billion)."""
    if low.unit:
        return _bar(low, context)
    written = number(context.query.tokens[high.start].key)
    counted = high.value / written if written else Decimal(1)
    scale = counted if low.value < high.value / counted else Decimal(1)
    return low.value * scale * _bar(high, context) / high.value


def _lies_between(value: Amount, least: Decimal, most: Decimal) -> bool:
    """Whether a figure lies within the ends, as far as "over 30" and "nearly 30" say."""
    beyond_top = value.bound is Bound.OVER and value.value == most
    below_bottom = value.bound is Bound.NEARLY and value.value == least
    return least <= value.value <= most and not (beyond_top or below_bottom)


def _asks_of_one(context: Context) -> bool:
    """Whether it asks of one thing whether its figure lies there (重点项目总投资超千亿了吗)."""
    query = context.query
    things = [ln for ln in context.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0]
    listed = query.has(LinkKind.OPERATION, "list") or query.has(LinkKind.KIND)
    return len(things) == 1 and not listed and wants_yes_or_no(context)


def _limit(context: Context) -> NumberMention | None:
    """The first amount named; of several lower bounds that are joined the least (超30亿和超10亿的)."""
    amounts = [n for n in _amounts(context) if n.unit != RANK]
    lower = [ln for ln in context.query.links if {"above", "at_least"} & {*ln.ids(LinkKind.OPERATION)}]
    bounds = [n for n in amounts if any(ln.end == n.start for ln in lower)]
    joins = (ln.start for ln in context.query.links if "connective" in ln.ids(LinkKind.DIALOGUE))
    if len(bounds) == len(amounts) == 2 and any(bounds[0].end <= at < bounds[1].start for at in joins):
        return min(bounds, key=lambda number: _bar(number, context))
    return amounts[0] if amounts else None


def _at_a_bar(context: Context) -> list[NumberMention]:
    """Those right behind a word for above or below, then those before one (两个超30亿的, 30亿以上的)."""
    amounts = [n for n in _amounts(context) if n.unit != RANK]
    bars = [ln for ln in context.query.links if _BARS.intersection(ln.ids(LinkKind.OPERATION))]
    behind = [n for n in amounts if any(n.start == ln.end for ln in bars)]
    return [*behind, *(n for n in amounts if any(n.end == ln.start for ln in bars))]


def _amounts(context: Context) -> list[NumberMention]:
    """The numbers that are named and meant."""
    links = [ln for ln in context.query.links if ln not in context.query.excluded]
    return [n for ln in links if (n := context.query.number_of(ln)) is not None]


def _unit(number: NumberMention, context: Context) -> Unit | None:
    """None where the number is bare, and may be one of anything."""
    return context.base.vocabulary.units.get(number.unit) if number.unit else None


def _bar(number: NumberMention, context: Context) -> Decimal:
    unit = _unit(number, context)
    return number.value * (unit.factor if unit else Decimal(1))


def _weighed(context: Context, limit: NumberMention) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The figures that are held against the limit, and all facts that the question describes."""
    unit = _unit(limit, context)
    everything = described(context, bar=True)
    alike = with_figures(everything)
    if unit is not None:
        alike = tuple(f for f in alike if context.amount(f).dimension == unit.dimension)
    facts = comparable(alike, context)
    wholes = {f"{f.report}:{f.part_of}" for f in facts if f.part_of}
    facts = tuple(f for f in facts if f.key not in wholes)
    if len(facts) > 1:
        return facts, everything
    rates = _rates(context) if unit is not None and unit.dimension == _RATE else ()
    found = rates or comparable_set(context, unit.dimension if unit else "")
    return tuple(f for f in found if in_period(f, context.query, context.base)), ()


def _rates(context: Context) -> tuple[Fact, ...]:
    """The rates of a measure that is named with the way it went (which saw output go up by over 20%)."""
    if not (context.query.has(LinkKind.DIRECTION) and context.query.has(LinkKind.KIND)):
        return ()
    return with_figures([e.fact for e in rates_meant(context)])


def _beyond(facts: Sequence[Fact], limit: NumberMention, context: Context) -> tuple[Fact, ...]:
    below = context.query.has(LinkKind.OPERATION, "below", "at_most")
    bar = _bar(limit, context)
    left_out = [n for ln in context.query.excluded if (n := context.query.number_of(ln)) is not None]
    inclusive = context.query.has(LinkKind.OPERATION, "at_least", "at_most")
    inclusive = inclusive and all(_bar(n, context) != bar for n in left_out)  # 30亿以上(不含30亿)
    going = [f for f in ordered(context, facts) if _goes_as_asked(f, context)]
    kept = (f for f in going if _passes(_as_asked(f, context), bar, below, inclusive))
    excepted = [_bar(n, context) for n in left_out if _bar(n, context) > bar]
    return tuple(f for f in kept if all(context.amount(f).value < other for other in excepted))


def _goes_as_asked(fact: Fact, context: Context) -> bool:
    """Whether it is no rate, or one that went the way that the question names (降了5%以上的)."""
    ways, own = ways_asked(context), evidence_of(context.base)[fact.key].directions
    return len(ways) != 1 or not own or bool(ways & own)


def _as_asked(fact: Fact, context: Context) -> Amount:
    """The figure; where falls are asked for, how far it fell (降幅超过20%)."""
    value = context.amount(fact)
    fell = ways_asked(context) == {_DOWN} and value.value < 0
    return replace(value, value=-value.value) if fell else value


def _passes(value: Amount, bar: Decimal, below: bool, inclusive: bool) -> bool:
    """Whether a figure is beyond the bar; "over 30" is more than 30."""
    if value.value == bar:
        return value.bound is (Bound.NEARLY if below else Bound.OVER) or inclusive
    return (value.value < bar) == below


def _of_one_band(facts: tuple[Fact, ...], limit: NumberMention, context: Context) -> tuple[Fact, ...]:
    """Where one band of figures is meant (超10亿那档), or just so many things: those that stand there."""
    bar = _bar(limit, context)
    same = tuple(f for f in facts if context.amount(f).value == bar)
    meant = context.query.has(LinkKind.DIALOGUE, "band") or len(same) in _counted(context)
    return same if same and meant else facts


def _counted(context: Context) -> set[int]:
    """How many things the question word is for (哪两个项目)."""
    asking = [ln for ln in context.query.links if LinkKind.ASK in ln.kinds]
    return {
        int(n.value)
        for n in context.query.numbers
        if n.value == int(n.value) and any(ln.start <= n.start < ln.end for ln in asking)
    }
