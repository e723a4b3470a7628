"""What a question presumes, each thing held against the fact that answers it; None where it presumes none."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from bot.answering.bodies import takes_for_another
from bot.answering.evidence import Evidence, contrary_names
from bot.answering.implying import STAGE, presumes_first, presumes_last, says_done
from bot.answering.judging import Judged, Sense, either, judge
from bot.answering.outcome import Context
from bot.answering.quantities import Amount, amount
from bot.knowledge.model import Fact, FactBase, Figure
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.numbers import NumberMention

_SENSES = (
    (Sense.AT_MOST, "at_most"),
    (Sense.AT_LEAST, "at_least"),
    (Sense.BELOW, "below"),
    (Sense.ABOVE, "above"),
    (Sense.NEARLY, "nearly"),
)
_APART = 4
"""Tokens at most between "over" and its number."""
_OPPOSITE = {"up": "down", "down": "up", "better": "worse", "worse": "better"}
_UNCHANGING = frozenset({"rank", "share"})
"""Kinds of fact that a word of direction only names (the decline's rank)."""
NOT_BEGUN = frozenset({"planned", "negotiating"})
"""Statuses of what is not under way: of what is signed, no report says."""
_AHEAD = ("planned", "negotiating", "signed", "under_way", "done")
"""How far things are, in order."""


def sense_of(number: NumberMention, context: Context) -> Sense:
    """How the question relates a number to the figure: the word nearest to it says so."""
    query = context.query
    if number.more:
        return Sense.AND_MORE
    for sense, operation in _SENSES:
        for link in query.links:
            if operation not in link.ids(LinkKind.OPERATION) or link.start < 0:
                continue
            gap = number.start - link.end if link.end <= number.start else link.start - number.end
            same_clause = query.clause_of(link) == query.tokens[number.start].clause
            if same_clause and 0 <= gap <= (_APART if link.end <= number.start else 1):
                return sense
    return Sense.EQUAL


def is_denied(link_start: int, context: Context) -> bool:
    """Whether "not" stands right before something of the question (没有下降吗)."""
    return any(ln.end == link_start and "denied" in ln.ids(LinkKind.OPERATION) for ln in context.query.links)


def _claimed(number: NumberMention, own: Amount, figure: Figure, context: Context) -> Decimal | None:
    """The number of a question in terms of the figure; None where they are not about the same thing."""
    if number.unit == "":
        if own.value and number.value == abs(figure.value):
            return abs(own.value)
        return number.value if own.dimension.partition("-")[0] in ("count", "index") else None
    asked = context.base.vocabulary.units.get(number.unit)
    if asked is None:
        return None
    return number.value * asked.factor if asked.dimension == own.dimension else None


def _judge_figure(
    number: NumberMention, figure: Figure, evidence: Evidence, context: Context
) -> Judged | None:
    units = context.base.vocabulary.units
    own = amount(figure, units)
    if number.unit == RANK or own.dimension == "rank":
        if number.unit != RANK or own.dimension != "rank" or context.query.has(LinkKind.OPERATION, "least"):
            return None
        return Judged.TRUE if number.value == abs(figure.value) else Judged.FALSE
    claimed = _claimed(number, own, figure, context)
    if claimed is None:
        asked = units.get(number.unit)
        family = asked.dimension.partition("-")[0] if asked is not None and number.unit else ""
        return Judged.FALSE if family == own.dimension.partition("-")[0] else None
    sense = sense_of(number, context)
    signed = own.value < 0 and sense is not Sense.EQUAL and "down" not in asked_directions(context)
    found = judge(own if signed else _size(own), claimed, sense)
    takes_longer = evidence.kind == "duration" and evidence.better == "lower"
    if found is Judged.FALSE and sense is Sense.EQUAL and takes_longer and claimed > own.value:
        return Judged.OPEN  # what takes a day can be done in three
    if found is Judged.FALSE and sense is Sense.EQUAL and _is_rounded_to(number, own, context):
        return Judged.OPEN
    return found


def _is_rounded_to(number: NumberMention, own: Amount, context: Context) -> bool:
    """Whether a figure comes to the number as people round it (40亿 for 40.2亿); things are not rounded."""
    unit = context.base.vocabulary.units.get(number.unit)
    if unit is None or own.dimension.startswith("count"):
        return False
    return round(abs(own.value) / unit.factor, max(0, -int(number.value.as_tuple().exponent))) == number.value


def _size(value: Amount) -> Amount:
    return Amount(abs(value.value), value.dimension, value.bound, value.unit)


def presumed_numbers(context: Context, evidence: Evidence) -> Judged | None:
    """Whether the numbers of the question are the fact's, or lie as far from it as it says."""
    found: Judged | None = None
    for number in context.query.named_numbers():
        judged = _presumed_number(number, context, evidence)
        if judged is not None:
            found = judged if found is None else either(found, judged)
    if found is None and evidence.kind == "rank" and evidence.fact.figures:
        return _presumed_end(context, evidence.fact.figures[0])
    return found


def _presumed_end(context: Context, place: Figure) -> Judged | None:
    """Whether something is the first, or the last, where the question takes it for that."""
    first = place.value == 1
    if presumes_last(context.query):
        return Judged.FALSE if first else Judged.OPEN
    if presumes_first(context.query):
        return Judged.TRUE if first else Judged.FALSE
    return None


def _presumed_number(number: NumberMention, context: Context, evidence: Evidence) -> Judged | None:
    judged = [
        j for f in evidence.fact.figures if (j := _judge_figure(number, f, evidence, context)) is not None
    ]
    if Judged.TRUE in judged and is_denied(number.start, context):
        return Judged.OPEN
    for outcome in (Judged.TRUE, Judged.OPEN, Judged.FALSE):
        if outcome in judged:
            return outcome
    return None if number.value in evidence.numbers else Judged.OPEN


def asked_directions(context: Context) -> frozenset[str]:
    """The directions that the question names, within names of measures and rates too (产值下降, 工业增长)."""
    query = context.query
    named = set(query.ids(LinkKind.DIRECTION))
    for link in query.links:
        if link.start >= 0 and (LinkKind.MEASURE in link.kinds or _is_a_rate(link, context)):
            text = query.surface(link.start, link.end)
            named |= _directions_in(text, context.base)
    return frozenset(named)


def _is_a_rate(link: Link, context: Context) -> bool:
    """Whether it is a phrase for a rate of growth."""
    facts, measures = context.base.facts, context.base.vocabulary.measures
    return any(measures[facts[key].measure].relation == "growth" for key in link.ids(LinkKind.PHRASE))


@lru_cache(maxsize=1024)  # questions name the same measures again and again
def _directions_in(text: str, base: FactBase) -> frozenset[str]:
    """The directions whose names stand in the name of a measure."""
    directions = base.vocabulary.directions.values()
    return frozenset(d.id for d in directions if any(len(n) > 1 and n in text for n in d.names))


def presumed_direction(context: Context, evidence: Evidence) -> Judged | None:
    """Whether the question's "rose", "fell", "improved" or "worsened" is what the fact says."""
    asked = asked_directions(context)
    if len(asked) != 1 or evidence.kind in _UNCHANGING:
        return None
    told, claim = evidence.directions, next(iter(asked))
    if claim not in told and _OPPOSITE[claim] not in told:
        return Judged.OPEN if context.query.has(LinkKind.DIRECTION) else None
    starts = (ln.start for ln in context.query.links if LinkKind.DIRECTION in ln.kinds)
    if any(is_denied(start, context) for start in starts):
        return Judged.OPEN
    return Judged.TRUE if claim in told else Judged.FALSE


def presumed_status(context: Context, evidence: Evidence) -> Judged | None:
    """Whether a thing is as far as the question presumes."""
    fact = evidence.fact
    links = (ln for ln in context.query.links if STAGE not in ln.ids(LinkKind.ASK))  # "progress" asks
    others = (ln for ln in links if fact.key not in ln.ids(LinkKind.PHRASE))
    asked = {s for ln in others for s in ln.ids(LinkKind.STATUS)} & {*context.query.ids(LinkKind.STATUS)}
    asked |= _statuses_asked(context)
    if _says_half_of_it(context, fact):
        return Judged.TRUE
    if not asked:
        return None
    if "done" in asked and is_completion(evidence, context):
        if context.query.named_numbers():
            return None  # that much of it, which the number says
        return Judged.FALSE if fact.figures[0].value < 100 else Judged.TRUE
    if {fact.status, *asked} <= NOT_BEGUN and _says_not_begun(context):
        return Judged.TRUE
    if {fact.status, *asked} <= NOT_BEGUN and takes_form(context.query.folded, "begun", context.base):
        return Judged.OPEN  # 还没开工吗, of what is still negotiated
    if fact.status not in asked:
        return Judged.FALSE
    if fact.status == "done" and not says_done(fact, context.base):
        return Judged.OPEN
    return Judged.OPEN if _is_status_denied(context) else Judged.TRUE


def _says_not_begun(context: Context) -> bool:
    """Whether a name of a status says by itself that a thing is not so far (还没开始)."""
    query = context.query
    links = (ln for ln in query.links if LinkKind.STATUS in ln.kinds and ln.start >= 0)
    said = [query.surface(ln.start, ln.end) for ln in links]
    return any(
        text.startswith(n) for text in said for n in context.base.vocabulary.operations["denied"].names
    )


def _says_half_of_it(context: Context, fact: Fact) -> bool:
    """Whether only half is asked to be done, in words of the fact's own (完成过半了吗)."""
    half = takes_form(context.query.folded, "half", context.base)
    return half and fact.key in context.query.ids(LinkKind.PHRASE)


def _statuses_asked(context: Context) -> set[str]:
    """The statuses that stand in a name that asks whether a thing is so far (完工了吗)."""
    query, statuses = context.query, context.base.vocabulary.statuses.values()
    asking = [ln for ln in query.links if STAGE in ln.ids(LinkKind.ASK) and ln.start >= 0]
    if not takes_form(query.folded, "whether", context.base):
        return set()
    said = [query.surface(ln.start, ln.end) for ln in asking]
    return {s.id for s in statuses if any(len(n) > 1 and n in text for n in s.names for text in said)}


def is_completion(evidence: Evidence, context: Context) -> bool:
    """Whether a fact says how much of something is done."""
    measure = context.base.vocabulary.measures[evidence.fact.measure]
    return measure.relation == "completion" and bool(evidence.fact.figures)


def is_ahead(context: Context, evidence: Evidence) -> bool:
    """Whether a thing is further than the question presumes (还在谈吗, where it is signed)."""
    asked = [s for s in context.query.ids(LinkKind.STATUS) if s in _AHEAD]
    own = evidence.fact.status
    return own in _AHEAD and bool(asked) and all(_AHEAD.index(s) < _AHEAD.index(own) for s in asked)


def _is_status_denied(context: Context) -> bool:
    starts = (ln.start for ln in context.query.links if LinkKind.STATUS in ln.kinds)
    return any(is_denied(start, context) for start in starts)


def asked_places(context: Context, evidence: Evidence) -> frozenset[str]:
    """The places that the question names, within names of measures too (全省第一个)."""
    query = context.query
    named = set(query.ids(LinkKind.PLACE))
    for link in query.links:
        if link.start >= 0 and LinkKind.MEASURE in link.kinds:
            text = query.surface(link.start, link.end)
            places = context.base.reports[evidence.fact.report].places
            named |= {p.id for p in places if any(len(n) > 1 and n in text for n in (p.name.zh, *p.names))}
    return frozenset(named)


def presumed_place(context: Context, evidence: Evidence) -> Judged | None:
    """Whether "first in the province" is what the fact says; None where the question compares no place."""
    asked = asked_places(context, evidence) - {"own"}
    if not asked or not evidence.places - {"own"}:
        return None
    return Judged.TRUE if asked & (evidence.places | {evidence.fact.scope}) else Judged.FALSE


def presumed_contrary(context: Context, evidence: Evidence) -> Judged | None:
    """Whether the question says in so many words the contrary of a fact (延期, of what was early)."""
    fact = evidence.fact
    said = contrary_names(context.base).get(fact.key, frozenset())
    links = [ln for ln in context.query.links if ln.name in said and fact.key in ln.ids(LinkKind.PHRASE)]
    if not links:
        return None
    return Judged.TRUE if any(is_denied(ln.start, context) for ln in links) else Judged.FALSE


def presumed_value(context: Context, evidence: Evidence) -> Judged | None:
    """Whether the question names the very thing that answers it (a company among those that a text lists)."""
    value = evidence.fact.value
    if value is None or evidence.kind not in ("organisation", "person", "name", "place", "text"):
        return None
    named = [ln for ln in context.query.links if ln.start >= 0 and _names_another(ln, evidence)]
    subjects = context.base.subjects
    texts = (value.zh, value.en.casefold())
    for link in named:
        for subject in link.ids(LinkKind.SUBJECT):
            own = (subjects[subject].name.zh, subjects[subject].name.en.casefold())
            if any(name in text for name in own for text in texts):
                return Judged.TRUE
    return Judged.FALSE if any(_is_taken_for_it(ln, evidence, context) for ln in named) else None


def _is_taken_for_it(link: Link, evidence: Evidence, context: Context) -> bool:
    asked = evidence.fact.measure in context.query.ids(LinkKind.MEASURE)
    return asked and takes_for_another(evidence.fact, link.ids(LinkKind.SUBJECT), context.base)


def _names_another(link: Link, evidence: Evidence) -> bool:
    own = {evidence.fact.subject}
    return LinkKind.SUBJECT in link.kinds and not own & set(link.ids(LinkKind.SUBJECT))
