"""What is asked of the report itself and of nothing in it: what, where and when it is about. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.answering.matching import DOCUMENT
from bot.answering.outcome import Context, Outcome
from bot.answering.summing_up import of_reports
from bot.answering.telling import tell_facts
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_DATE = "date"
_TOLD: Mapping[str, tuple[str, ...]] = {_DATE: ("date",), "author": ("person",), "name": ("name",)}
"""Measures of the report itself, with the question words that ask for them, the surest first."""
_ABOUT = frozenset({*_TOLD, "location"})
OWN = "own"
"""The place that the report speaks for."""


def report_told(context: Context) -> Outcome | None:
    """What the report is about, its place, its period or its title; None where anything in it is named."""
    query = context.query
    if (
        query.loose
        or any(_names_a_thing(ln, context) for ln in context.links)
        or query.has(LinkKind.ELSEWHERE)
    ):
        return None
    of_document = _is_of_document(context)
    if query.has(LinkKind.ASK, "place") and (of_document or query.has(LinkKind.PLACE, OWN)):
        return _place(context)
    if _asks_which_own(context):
        return _place(context)
    return next(_by_question_word(context), None) if of_document else None


def _by_question_word(context: Context) -> Iterator[Outcome]:
    """What is told of the report by what is asked of it."""
    query = context.query
    for measure in _TOLD:
        asked = query.has(LinkKind.ASK, *_TOLD[measure]) or measure in query.ids(LinkKind.MEASURE)
        facts = list(_of_document_by(measure, context)) if asked else []
        if facts:
            yield tell_facts(facts, context)
    if query.has(LinkKind.DIALOGUE, "span"):
        yield tell_facts(list(_of_document_by(_DATE, context)), context)
    known = context.base.vocabulary.measures
    if query.has(LinkKind.ASK, "which") or any(known[m].lists for m in query.ids(LinkKind.MEASURE)):
        whole = of_reports(context)
        if whole is not None:
            yield whole


def _is_of_document(context: Context) -> bool:
    """Whether the report itself is named, or its figures as a whole before any is told."""
    whole = context.query.has(LinkKind.DIALOGUE, "figures") and context.query.has(LinkKind.DIALOGUE, "span")
    return (whole and not context.previous) or context.query.has(LinkKind.DIALOGUE, "document")


def _asks_which_own(context: Context) -> bool:
    """Whether "which" stands right in front of the name of the report's own place (哪个开发区)."""
    own = {ln.start for ln in context.query.links if OWN in ln.ids(LinkKind.PLACE)}
    return any("which" in ln.ids(LinkKind.ASK) and ln.end in own for ln in context.query.links)


def _names_a_thing(link: Link, context: Context) -> bool:
    """Whether it names what the report tells of, not the report, its place or its period."""
    if link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.STATUS, LinkKind.NUMBER, LinkKind.DIRECTION}:
        return True
    if "span" in link.ids(LinkKind.DIALOGUE):
        return False
    known = context.base.vocabulary.measures
    return any(m not in _ABOUT and not known[m].wide for m in link.ids(LinkKind.MEASURE))


def _of_document_by(measure: str, context: Context) -> Iterator[Fact]:
    subjects = context.base.subjects
    for fact in context.base.facts.values():
        if subjects[fact.subject].kind == DOCUMENT and fact.measure == measure:
            yield fact


def _place(context: Context) -> Outcome | None:
    """The place that the report speaks for, and where it is."""
    reports = context.base.reports.values()
    names = {p.id: p.name.of(context.language) for r in reports for p in r.places}
    if OWN not in names:
        return None
    around = [names[key] for key in ("city", "province") if key in names]
    if not around:
        return Outcome(context.say(f"报告讲的是{names[OWN]}。", f"The report is about {names[OWN]}."), ())
    return Outcome(
        context.say(
            f"报告讲的是{names[OWN]}，位于{''.join(reversed(around))}。",
            f"The report is about {names[OWN]}, in {', '.join(around)}.",
        ),
        (),
    )
