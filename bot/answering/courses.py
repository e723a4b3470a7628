"""What a question presumes of a thing's course: that it has come to something, or has not yet. Pure."""

from __future__ import annotations

from bot.answering.evidence import Evidence
from bot.answering.implying import STAGE
from bot.answering.judging import Judged
from bot.answering.outcome import Context
from bot.answering.presuming import is_denied
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link


def names_course(context: Context) -> bool:
    """Whether it names what a thing comes to, as a measure of its own (投入运营)."""
    measures = context.base.vocabulary.measures
    named = (m for ln in context.query.links for m in ln.ids(LinkKind.MEASURE))
    return any(measures[m].kind == STAGE and m != STAGE for m in named)


def presumed_course(context: Context, evidence: Evidence) -> Judged | None:
    """Whether a thing has come to what the question names in the fact's own terms (投入运营了吗)."""
    fact, query = evidence.fact, context.query
    if evidence.kind != STAGE or fact.figures:
        return None
    own = fact.measure if fact.measure != STAGE else ""
    measured = [ln for ln in query.links if own in ln.ids(LinkKind.MEASURE)]
    naming = measured or [ln for ln in query.links if _is_in_its_words(ln, evidence, context)]
    if not naming:
        return None
    if fact.status != "done" or any(is_denied(ln.start, context) for ln in naming):
        return Judged.OPEN
    return Judged.TRUE


def _is_in_its_words(link: Link, evidence: Evidence, context: Context) -> bool:
    """Whether a phrase of the fact stands in its summary, but for the particle that asks."""
    fact, form = evidence.fact, context.base.vocabulary.forms.get("whether")
    if fact.key not in link.ids(LinkKind.PHRASE) or form is None or link.start < 0:
        return False
    said = context.query.surface(link.start, link.end)
    stem = next((said[: -len(p)] for p in sorted(form.last, key=len, reverse=True) if said.endswith(p)), said)
    return len(stem) > 1 and stem in (fact.summary.zh + fact.summary.en.casefold())


def denies_what_is(context: Context, evidence: Evidence) -> bool:
    """Whether the question takes what a thing has come to for what it has not (怎么还没开张)."""
    fact = evidence.fact
    if evidence.kind != STAGE or fact.figures or fact.status != "done":
        return False
    naming = (ln for ln in context.query.links if fact.measure in ln.ids(LinkKind.MEASURE))
    return any(is_denied(ln.start, context) for ln in naming)
