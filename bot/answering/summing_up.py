"""Overviews of a whole report and of one of its sections, and when one is asked for. Pure."""

from __future__ import annotations

from bot.answering.outcome import Context, Outcome
from bot.answering.probing import LONG_PHRASE, link_size
from bot.answering.sections import names_a_section, section_meant, topics
from bot.knowledge.model import Fact, Report
from bot.understanding.lexicon import LinkKind


def of_reports(context: Context) -> Outcome | None:
    """The overview of the report of the period asked for; None where that is no report's."""
    reports = _reports(context)
    if not reports:
        return None
    text = "\n".join(r.overview.of(context.language) for r in reports)
    return Outcome(text, tuple(f for r in reports for f in _witnesses(r, context)))


def sections_named(context: Context) -> tuple[str, ...]:
    """The section named as such, or by a name of its own and no measure beside it."""
    named = context.query.ids(LinkKind.SECTION)
    if names_a_section(context):
        return named or tuple(filter(None, [section_meant(context, topics(context))]))
    return () if _names_a_measure(context) else named


def _names_a_measure(context: Context) -> bool:
    """Whether a measure is named, not just by a word for an overview (讲了什么)."""
    return any(
        LinkKind.MEASURE in ln.kinds and LinkKind.OPERATION not in ln.kinds for ln in context.query.links
    )


def _reports(context: Context) -> list[Report]:
    """The reports of the period asked for; all of them where none is named."""
    reports = sorted(context.base.reports.values(), key=lambda r: r.period)
    asked = {r.id: context.query.asked_periods(r.period) for r in reports}
    return [r for r in reports if not asked[r.id] or any(a.covers(r.period) for a in asked[r.id])]


def _witnesses(report: Report, context: Context) -> tuple[Fact, ...]:
    """For every sentence that the overview cites, a fact that rests on it."""
    found = []
    for sentence in report.overview_cites:
        fact = next(
            (f for f in context.base.facts.values() if f.report == report.id and sentence in f.cites), None
        )
        if fact is not None:
            found.append(fact)
    return tuple(dict.fromkeys(found))


def sums_up(context: Context) -> bool:
    """Whether a word asks for an overview that names no thing itself (the picture)."""
    asking = (ln for ln in context.query.links if "overview" in ln.ids(LinkKind.OPERATION))
    return any(LinkKind.SUBJECT not in ln.kinds for ln in asking)


def names_one_fact(context: Context) -> bool:
    """Whether a long name of one fact alone stands beside its subject: that fact is what is asked for."""
    long = [ln for ln in context.links if ln.kinds == {LinkKind.PHRASE} and len(ln.ids(LinkKind.PHRASE)) == 1]
    told = {
        context.base.facts[ln.ids(LinkKind.PHRASE)[0]].subject
        for ln in long
        if link_size(ln, context.query) >= LONG_PHRASE
    }
    listing_all = context.query.has(LinkKind.OPERATION, "list")
    return not listing_all and not told.isdisjoint(context.query.ids(LinkKind.SUBJECT))
