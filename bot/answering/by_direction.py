"""Lists of what went up, or down: figures of the report, of a section, or of a kind of thing. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.listing import listing
from bot.answering.outcome import Context, Outcome
from bot.answering.verdict import wants_yes_or_no, yes
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_RATE = "rate"
_KIND_OR_ASKING = frozenset({LinkKind.KIND, LinkKind.OPERATION, LinkKind.ASK, LinkKind.DIALOGUE})
_ORDERING = ("most", "least", "fastest")


def that_went(context: Context) -> Outcome | None:
    """The rates that went the way asked for (哪些企业增长了); where none did, that, and the others."""
    ways = ways_asked(context)
    if len(ways) != 1 or not _lists_rates(context):
        return None
    rates = rates_meant(context)
    went = [e.fact for e in rates if ways & e.directions]
    if went and _asks_whether_any(context):
        told = listing(context, tuple(went))
        return replace(told, text=yes(context).strip() + "\n" + told.text)
    if went or len(rates) < 2 or not _kinds(context):
        return listing(context, tuple(went)) if len(went) > 1 else None
    told = listing(context, tuple(e.fact for e in rates))
    lead = context.say("报告里没有这样的，只有：\n", "None in the report, only these:\n")
    return replace(told, text=lead + told.text)


def rates_meant(context: Context) -> list[Evidence]:
    """The rates with a direction that are of the section, the kinds and the measures named."""
    return [e for e in evidence_of(context.base).values() if _is_meant(e, context)]


def ways_asked(context: Context) -> set[str]:
    """The directions that are named, by words that are no measure's where there are any (负增长)."""
    links = [ln for ln in context.links if LinkKind.DIRECTION in ln.kinds]
    plain = [ln for ln in links if LinkKind.MEASURE not in ln.kinds] or links
    return {i for ln in plain for i in ln.ids(LinkKind.DIRECTION)}


def _lists_rates(context: Context) -> bool:
    """Whether a list is asked for, and of nothing but figures, a kind, a section, or a measure."""
    query = context.query
    listed = query.has(LinkKind.OPERATION, "list") or query.has(LinkKind.ASK, "which", "organisation")
    listed = listed or _asks_whether_any(context)
    aside = query.loose or query.has(LinkKind.PLACE) or query.has(LinkKind.OPERATION, *_ORDERING)
    return listed and not aside and all(_may_stand_beside(ln, context) for ln in context.links)


def _asks_whether_any(context: Context) -> bool:
    """Whether yes or no is asked of a kind of things, and of none of them (有企业下降吗)."""
    things = context.query.has(LinkKind.SUBJECT) or context.query.has(LinkKind.PHRASE)
    return wants_yes_or_no(context) and context.query.has(LinkKind.KIND) and not things


def _may_stand_beside(link: Link, context: Context) -> bool:
    """Whether it names figures, a section, a kind alone, a way to go, or a measure that rates are of."""
    if _names_figures(link) or LinkKind.SECTION in link.kinds or link.kinds == {LinkKind.DIRECTION}:
        return True
    if link.kinds <= _KIND_OR_ASKING:
        return LinkKind.KIND in link.kinds
    known = context.base.vocabulary.measures
    rates = all(known[m].kind == _RATE for m in link.ids(LinkKind.MEASURE))
    return link.kinds == {LinkKind.MEASURE} or (
        rates and link.kinds == {LinkKind.MEASURE, LinkKind.DIRECTION}
    )


def _is_meant(evidence: Evidence, context: Context) -> bool:
    """Whether it is a rate with a direction, of the section, the kind and the measure that are named."""
    sections = {i for ln in context.links for i in ln.ids(LinkKind.SECTION)}
    kinds, measures = _kinds(context), _measures(context)
    return (
        evidence.kind == _RATE
        and bool(evidence.directions)
        and (not sections or evidence.section in sections)
        and (not kinds or not kinds.isdisjoint(evidence.kinds))
        and (not measures or not measures.isdisjoint(evidence.bases))
    )


def _kinds(context: Context) -> set[str]:
    """The kinds of things that are named; none where figures are (industry figures are any)."""
    links = context.query.links
    if any(_names_figures(ln) for ln in links):
        return set()
    return {i for ln in links if ln.kinds <= _KIND_OR_ASKING for i in ln.ids(LinkKind.KIND)}


def _measures(context: Context) -> set[str]:
    """The measures that are named of which rates are (产值, but not 增长)."""
    known = context.base.vocabulary.measures
    named = (m for ln in context.links if ln.kinds == {LinkKind.MEASURE} for m in ln.ids(LinkKind.MEASURE))
    return {m for m in named if known[m].kind != _RATE}


def _names_figures(link: Link) -> bool:
    return "figures" in link.ids(LinkKind.DIALOGUE)
