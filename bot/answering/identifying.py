"""What has the figure that a question states (产值47亿元的是哪家). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.choosing import in_period
from bot.answering.evidence import BROADER, Evidence, evidence_of
from bot.answering.judging import Judged, Sense, judge
from bot.answering.meaning import meant_by_any
from bot.answering.members import asks_for_members, counts
from bot.answering.outcome import Context, Outcome
from bot.answering.telling import tell_facts
from bot.answering.unexplained import loose_weights, loose_words
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.numbers import NumberMention
from bot.understanding.query import YES_OR_NO

_FOR_WHAT = ("which", "organisation", "person", "name")
_FOR_HOW_MUCH = ("number", "money", "percent", "duration", "rank", "date", "reason", "manner")
_PERMITTED = frozenset({"list", "at_most"})
"""Operations beside which a figure may still tell what has it: what takes no more than so long."""
MOST = 3
"""More facts than these with one figure identify nothing."""
_PASSING = frozenset(
    {LinkKind.ASK, LinkKind.FILLER, LinkKind.DIALOGUE, LinkKind.UNIT, LinkKind.NUMBER, LinkKind.CHAT}
)


def bearer_of_figure(context: Context) -> Outcome | None:
    """What has the figure that the question states, where it asks for that and for no other figure."""
    query = context.query
    if not _asks_for_what(context) or query.has(LinkKind.ASK, *_FOR_HOW_MUCH) or _asks_whether(context):
        return None
    if set(query.ids(LinkKind.OPERATION)) - _PERMITTED or query.excluded:
        return None
    numbers = [n for n in query.named_numbers() if _is_telling(n, context)]
    sure = any(n.unit and _is_amount(n, context) for n in numbers)
    if not sure and (query.loose or query.has(LinkKind.ASK, YES_OR_NO)):
        return None
    facts = _with_all(numbers, _described(context), context) if numbers else ()
    if asks_for_members(query, context.base):  # 5个新开工项目叫什么: how many there are says nothing
        named = query.ids(LinkKind.SUBJECT)
        facts = tuple(f for f in facts if f.subject not in named or not counts(f, context.base))
    facts = tuple(f for f in facts if _is_of_kind_counted(f, numbers, context))
    if not 0 < len(facts) <= MOST or not all(_holds_the_loose(f, context) for f in facts):
        return None
    return tell_facts(facts, context)


def _is_of_kind_counted(fact: Fact, numbers: Sequence[NumberMention], context: Context) -> bool:
    """Whether it is of the kind of thing that stands right behind a bare number (the four services)."""
    bare = {n.end for n in numbers if not n.unit}
    behind = {k for ln in context.links if ln.start in bare for k in ln.ids(LinkKind.KIND)}
    return not behind or not behind.isdisjoint(evidence_of(context.base)[fact.key].kinds)


def _asks_whether(context: Context) -> bool:
    """Whether it asks yes or no; in English "which ... can" does not."""
    query = context.query
    return query.has(LinkKind.ASK, YES_OR_NO) and (
        query.language != "en" or not query.has(LinkKind.ASK, "which")
    )


def _holds_the_loose(fact: Fact, context: Context) -> bool:
    """Whether all that no name explains stands in the fact's own words (which registration)."""
    words = evidence_of(context.base)[fact.key].words
    return not context.query.loose or not loose_weights(loose_words(context.query, context.base), words)[1]


def _asks_for_what(context: Context) -> bool:
    if context.query.has(LinkKind.ASK, *_FOR_WHAT):
        return True
    measures = context.base.vocabulary.measures
    return any(measures[m].lists for m in context.query.ids(LinkKind.MEASURE))  # 投了31亿的是什么项目


def _is_telling(number: NumberMention, context: Context) -> bool:
    """Whether a figure may tell what has it: an amount, or a count of which no more is said."""
    if number.unit == RANK:
        return False
    if _is_amount(number, context):
        return True
    return all(ln.kinds <= _PASSING or _is_plain(ln, context) for ln in context.links)


def _is_amount(number: NumberMention, context: Context) -> bool:
    unit = context.base.vocabulary.units.get(number.unit)
    return unit is not None and not unit.dimension.startswith("count")


def _is_plain(link: Link, context: Context) -> bool:
    """Whether it names nothing in particular: an indicator, a number, what there is."""
    measures, kinds = context.base.vocabulary.measures, context.base.vocabulary.kinds
    named, of_kind = [measures[m] for m in link.ids(LinkKind.MEASURE)], link.ids(LinkKind.KIND)
    anything = bool(of_kind) and all(kinds[k].wide for k in of_kind)
    if link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE}:
        return anything and not named
    return all(m.wide for m in named) and (anything or not of_kind)


def _described(context: Context) -> list[Evidence]:
    """Facts with figures that the question's names allow: its measures, directions, kinds and subjects."""
    known = (e for e in evidence_of(context.base).values() if e.fact.figures)
    found = [e for e in known if in_period(e.fact, context.query, context.base)]
    for kinds in (
        {LinkKind.MEASURE, LinkKind.DIRECTION},
        {LinkKind.KIND},
        {LinkKind.SUBJECT, LinkKind.PHRASE},
    ):
        for link in (ln for ln in context.links if ln.kinds & kinds and not _says_little(ln, context)):
            fits = meant_by_any([t for t in link.targets if t.kind in kinds], context.base)
            found = [
                e
                for e in found
                if fits.get(e, 0.0) >= BROADER or (link.kinds & {LinkKind.MEASURE} and _is_rate_of(e, link))
            ]
    return found


def _says_little(link: Link, context: Context) -> bool:
    """Whether it rules no figure out: it names nothing in particular, or asks, or that something is done."""
    return bool(link.kinds & {LinkKind.STATUS, LinkKind.ASK}) or _is_plain(link, context)


def _is_rate_of(evidence: Evidence, link: Link) -> bool:
    """Whether the link names what a rate or a share is of (产值增长25%的)."""
    return not evidence.bases.isdisjoint(link.ids(LinkKind.MEASURE))


def _with_all(
    numbers: Sequence[NumberMention], found: Sequence[Evidence], context: Context
) -> tuple[Fact, ...]:
    """Facts of the subjects that have all the figures named, one at least of what is described."""
    everything = [f for f in context.base.facts.values() if f.figures]
    described = [e.fact for e in found]
    if not any(_states(n, f, context) for n in numbers for f in described):
        return ()
    each = [
        [f for f in described if _states(n, f, context)]
        or [f for f in everything if len(numbers) > 1 and _states(n, f, context)]
        for n in numbers
    ]
    subjects = set.intersection(*({f.subject for f in facts} for facts in each))
    return tuple(dict.fromkeys(f for facts in each for f in facts if f.subject in subjects))


def _states(number: NumberMention, fact: Fact, context: Context) -> bool:
    """Whether the number is the fact's figure; a bare one may be of any unit."""
    unit, amount = context.base.vocabulary.units.get(number.unit), context.amount(fact)
    if number.more:  # 产值一百二十多亿的
        if unit is None or unit.dimension != amount.dimension:
            return False
        size = replace(amount, value=abs(amount.value))
        return judge(size, number.value * unit.factor, Sense.AND_MORE) is Judged.TRUE
    if not number.unit or unit is None:
        return number.value in (abs(amount.value), abs(fact.figures[0].value))
    return unit.dimension == amount.dimension and number.value * unit.factor == abs(amount.value)
