"""Yes or no: what a question presumes, held against the fact that answers it."""

from __future__ import annotations

from bot.answering.evidence import Evidence
from bot.answering.implying import presumes_first
from bot.answering.outcome import Context
from bot.answering.quantities import amount
from bot.knowledge.model import Figure
from bot.understanding.lexicon import LinkKind
from bot.understanding.numbers import RANK, NumberMention

_OPEN_ASKS = frozenset(
    {"number", "money", "percent", "duration", "date", "person", "organisation", "place", "name", "reason",
     "manner",      "which", "rank", "stage"}
)  # fmt: skip


def wants_yes_or_no(context: Context) -> bool:
    """Whether the question can be answered by yes or no."""
    asks = set(context.query.ids(LinkKind.ASK))
    if asks & _OPEN_ASKS:
        return False
    return "yesno" in asks or _states_a_number(context)


def _states_a_number(context: Context) -> bool:
    """Whether the question itself, not what it carries over, says something of a number."""
    named = any(
        ln.start >= 0 and ln.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE}
        for ln in context.links
    )
    return named and any(n.unit for n in context.query.named_numbers())


def _agrees(number: NumberMention, figure: Figure, context: Context) -> bool | None:
    """Whether a number of the question is the figure; None where they are not about the same thing."""
    units = context.base.vocabulary.units
    own = amount(figure, units)
    if number.unit == RANK or own.dimension == "rank":
        return number.value == abs(figure.value) if number.unit == RANK and own.dimension == "rank" else None
    asked = units.get(number.unit)
    if asked is None:
        return number.value in (abs(figure.value), abs(own.value))
    if asked.dimension == own.dimension:
        return number.value * asked.factor == abs(own.value)
    same_family = asked.dimension.partition("-")[0] == own.dimension.partition("-")[0]
    return False if same_family else None


def presumed_numbers(context: Context, evidence: Evidence) -> bool | None:
    """Whether the numbers that the question presumes are the fact's; None where it presumes none."""
    judged = [
        [a for f in evidence.fact.figures if (a := _agrees(n, f, context)) is not None]
        for n in context.query.named_numbers()
    ]
    judged = [j for j in judged if j]
    if not judged and evidence.kind == "rank" and presumes_first(context.query) and evidence.fact.figures:
        return evidence.fact.figures[0].value == 1
    return None if not judged else all(any(j) for j in judged)


def asked_directions(context: Context) -> frozenset[str]:
    """The directions that the question names, within names of measures too (产值下降)."""
    query = context.query
    named = set(query.ids(LinkKind.DIRECTION))
    for link in query.links:
        if link.start >= 0 and LinkKind.MEASURE in link.kinds:
            text = query.surface(link.start, link.end)
            named |= {
                d.id
                for d in context.base.vocabulary.directions.values()
                if any(len(n) > 1 and n in text for n in d.names)
            }
    return frozenset(named)


def presumed_direction(context: Context, evidence: Evidence) -> bool | None:
    """Whether the question's "rose" or "fell" is the fact's; None where it presumes neither."""
    if evidence.kind != "rate" or not evidence.fact.figures:
        return None
    asked = asked_directions(context)
    if len(asked) != 1:
        return None
    return ("down" in asked) == evidence.falling


def presumed_status(context: Context, evidence: Evidence) -> bool | None:
    """Whether the stage that the question presumes is the fact's; None where it presumes none."""
    asked = set(context.query.ids(LinkKind.STATUS))
    return None if not asked else evidence.fact.status in asked


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


def presumed_place(context: Context, evidence: Evidence) -> bool | None:
    """Whether "first in the province" is what the fact says; None where the question compares no place."""
    asked = asked_places(context, evidence) - {"own", evidence.fact.scope}
    if not asked or not evidence.places - {"own"}:
        return None
    return bool(asked & evidence.places)


def lead_word(context: Context, evidence: Evidence) -> str:
    """What a reply starts with: yes, no, a correction of the direction, or nothing."""
    judgements = [
        presumed_numbers(context, evidence),
        presumed_direction(context, evidence),
        presumed_status(context, evidence),
    ]
    if not wants_yes_or_no(context):
        if judgements[1] is False:
            fell = "down" in asked_directions(context)
            return context.say(
                "并没有下降：" if fell else "并没有增长：",
                "It did not fall: " if fell else "It did not rise: ",
            )
        return ""
    if presumed_place(context, evidence) is False:
        return context.say("报告没有这么说：", "The report does not say that: ")
    if judgements[1] is False and judgements[0] is not False:
        return context.say("没有。", "No. ")
    if judgements[2] is False and False not in judgements[:2]:
        return context.say("还没有。", "Not yet. ")
    if False in judgements:
        return context.say("不是。", "No. ")
    if True in judgements or not context.query.loose:
        return context.say("是的。", "Yes. ")
    return ""
