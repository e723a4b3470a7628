"""What the report says of just some of its months, where a question names these and little else. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.outcome import Context, Outcome
from bot.answering.telling import tell_facts
from bot.knowledge.model import Report
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_THINGS = frozenset(
    {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.SECTION, LinkKind.ELSEWHERE, LinkKind.KIND, LinkKind.STATUS}
)


def told_of_months(context: Context) -> Outcome | None:
    """What is dated to the months that are asked about (5月发生了什么); None where a thing is named."""
    if context.query.loose or any(ln.kinds & _THINGS for ln in context.links) or not _asks_what(context):
        return None
    found = [e for report in context.base.reports.values() for e in _dated_within(report, context)]
    kinds = {(e.fact.subject, e.fact.period): e.kind for e in reversed(found)}
    told = [e.fact for e in found if kinds[e.fact.subject, e.fact.period] == e.kind]  # not the date again
    return tell_facts(told, context) if told else None


def _names_part_of(report: Report, context: Context) -> bool:
    """Whether the question is about some of a report's months, not all of them."""
    asked = context.query.asked_periods(report.period)
    return bool(asked) and all(
        not a.vague
        and report.period.start <= a.period.start <= a.period.end <= report.period.end
        and a.period != report.period
        for a in asked
    )


def _asks_what(context: Context) -> bool:
    query = context.query
    return query.has(LinkKind.ASK, "which", "deed") or query.has(LinkKind.OPERATION, "overview", "list")


def _dated_within(report: Report, context: Context) -> Iterator[Evidence]:
    """The facts, with their evidence, of the months asked about, of the measures that are named."""
    if not _names_part_of(report, context):
        return
    wanted = {m for ln in context.links if _says_which(ln) for m in ln.ids(LinkKind.MEASURE)}
    for evidence in evidence_of(context.base).values():
        fact = evidence.fact
        dated = any(a.covers(fact.period) for a in context.query.asked_periods(report.period))
        if fact.report == report.id and dated and (not wanted or wanted & set(evidence.measures)):
            yield evidence


def _says_which(link: Link) -> bool:
    """Whether it names a measure, rather than asking how things are (怎么样)."""
    return LinkKind.MEASURE in link.kinds and "overview" not in link.ids(LinkKind.OPERATION)
