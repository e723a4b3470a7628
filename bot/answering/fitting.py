"""Whether a fact is of a kind that the question word allows, whatever else of the question it explains."""

from __future__ import annotations

from bot.answering.bodies import BODIES, says_which_body
from bot.answering.counted import is_of_other_things
from bot.answering.evidence import Evidence
from bot.answering.implying import DONE, NUMERIC_KINDS, STAGE, TEXT_KINDS, says_done
from bot.answering.members import names_members
from bot.answering.probing import Reading
from bot.answering.wanting import ANY_COUNT
from bot.knowledge.model import Fact, FactBase, kept
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind, Target, lexicon_of
from bot.understanding.linking import Link

_NO_STAGE = TEXT_KINDS - {STAGE}
_WHO = frozenset({"person", "organisation", "place"})


def fits(reading: Reading, evidence: Evidence) -> bool:
    """Whether a fact can answer the question words, the unit and the place of a ranking asked for."""
    return not _is_ruled_out(reading, evidence) and _is_of_kind_asked(reading, evidence)


def _is_ruled_out(reading: Reading, evidence: Evidence) -> bool:
    """Whether it is what the question already says, or of what it does not ask."""
    wanted = reading.wanted
    return (
        (bool(wanted.counted) and not _is_so_counted(reading, evidence))
        or (wanted.what_changed and evidence.kind in NUMERIC_KINDS)
        or (wanted.whether_begun and _is_no_stage(reading, evidence))
        or (wanted.how_achieved and _is_no_means(reading, evidence))
        or (evidence.kind == "count" and evidence in wanted.part_of_question)
        or ("reason" in wanted.asks and _is_what_there_is(reading, evidence))
        or _holds_another_place(reading, evidence)
        or _is_of_now(reading, evidence)
        or _is_no_change(reading, evidence)
        or is_of_other_things(reading.query, evidence, reading.base)
        or (wanted.for_members and not names_members(evidence, reading.query, reading.base, reading.subjects))
    )


def restates(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question says itself what the fact says, and names neither its measure nor a phrase."""
    if evidence not in reading.wanted.stated:
        return False
    query, fact = reading.query, evidence.fact
    asking = (p.link for p in reading.probes if p.link.start < 0 or query.clause_of(p.link) in query.asking)
    return not any(
        fact.measure in ln.ids(LinkKind.MEASURE) or fact.key in ln.ids(LinkKind.PHRASE) for ln in asking
    )


def _is_what_there_is(reading: Reading, evidence: Evidence) -> bool:
    """Whether it only says what a thing consists of, and nothing in the question asks that: no reason."""
    measure = reading.base.vocabulary.measures[evidence.fact.measure]
    return measure.lists and measure.id not in reading.measures


def _is_no_stage(reading: Reading, evidence: Evidence) -> bool:
    """Whether it is a text that says nothing of how far a thing is."""
    return (
        evidence.kind in _NO_STAGE
        and evidence.fact.status == DONE
        and not says_done(evidence.fact, reading.base)
    )


def _is_no_means(reading: Reading, evidence: Evidence) -> bool:
    """Whether it says how much came about, how far or of what, rather than by what means."""
    if evidence.kind in NUMERIC_KINDS or evidence.kind == STAGE:
        return True
    measures = reading.base.vocabulary.measures
    return reading.measures.isdisjoint(evidence.measures) and not any(
        measures[m].kind == "reason" for m in evidence.measures
    )


def _is_of_kind_asked(reading: Reading, evidence: Evidence) -> bool:
    wanted = reading.wanted
    if _is_first_in(reading, evidence) and not wanted.asks.isdisjoint({"person", "organisation"}):
        return True  # 谁率先做到的: who it was is told with what it was
    if wanted.asks_for_body and not says_which_body([evidence.fact], reading.query, reading.base):
        return False
    if wanted.asked_kinds is None or evidence.kind in wanted.asked_kinds:
        return True
    if any(_asks_by_its_name(p.link, evidence) for p in reading.probes):
        return True
    if "date" in wanted.asks and _has_its_own_period(evidence.fact, reading.base):
        return True  # 跌了是哪几个月的事
    if evidence.relation in wanted.asks:  # 全国第几个做到的, of what it was the first in
        return True
    subject = reading.base.subjects[evidence.fact.subject].kind  # what is said of a person answers "who"
    return subject in wanted.asks or (subject in BODIES and _is_the_deed_named(reading, evidence))


def _is_the_deed_named(reading: Reading, evidence: Evidence) -> bool:
    """Whether "who" is asked of what a text says that its subject did, and no body is named (谁搞了技改)."""
    asks_who = not reading.wanted.asks.isdisjoint({"person", "organisation"})
    named = any(
        reading.base.subjects[s].kind in BODIES for s in reading.subjects if s in reading.base.subjects
    )
    phrased = any(evidence.fact.key in p.link.ids(LinkKind.PHRASE) for p in reading.probes)
    return asks_who and phrased and not named and not evidence.fact.figures


def _has_its_own_period(fact: Fact, base: FactBase) -> bool:
    """Whether it is a figure of another period than the report's, which its text then says."""
    return bool(fact.figures) and fact.period != base.reports[fact.report].period


def _asks_by_its_name(link: Link, evidence: Evidence) -> bool:
    """Whether a question word is a name of just this fact, or of its measure (what position, how long)."""
    fact = evidence.fact
    own = fact.key in link.ids(LinkKind.PHRASE) or fact.measure in link.ids(LinkKind.MEASURE)
    return LinkKind.ASK in link.kinds and own


def _is_first_in(reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact says of the very thing that is named what it was first in, and that is asked."""
    fact = evidence.fact
    return (
        evidence.relation == "rank" and fact.measure in reading.measures and fact.subject in reading.subjects
    )


def _is_so_counted(reading: Reading, evidence: Evidence) -> bool:
    """Whether the fact's figure goes with the unit asked for; of a named thing any count may be meant."""
    counted, own = reading.wanted.counted, evidence.dimension
    if own.partition("-")[0] not in {dimension.partition("-")[0] for dimension in counted}:
        return False
    named = evidence.fact.subject in reading.subjects
    return named or ANY_COUNT in (own, *counted) or not own.startswith(ANY_COUNT) or own in counted


def _holds_another_place(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question asks who is at a place of a ranking, and the fact says that of another place."""
    asks, figures = reading.wanted.asks, evidence.fact.figures
    if evidence.kind != "rank" or not figures or "yesno" in asks or asks.isdisjoint(_WHO):
        return False
    places = [n.value for n in reading.query.named_numbers() if n.unit == RANK]
    return bool(places) and figures[0].value not in places


def _is_of_now(reading: Reading, evidence: Evidence) -> bool:
    """Whether the question asks how much it used to be, and the fact says how much it is."""
    query, fact = reading.query, evidence.fact
    if not fact.figures or reading.wanted.asks.isdisjoint(_HOW_MUCH) or query.has(LinkKind.PERIOD, "now"):
        return False
    earlier = [ln for ln in query.links if "before" in ln.ids(LinkKind.PERIOD)]
    asked = any(query.clause_of(ln) in query.asking for ln in earlier)
    return asked and _measures_of_before(reading.base).isdisjoint(evidence.measures)


def _is_no_change(reading: Reading, evidence: Evidence) -> bool:
    """Whether it is asked how many came on top of what there was, and the fact says how many there are."""
    query, fact = reading.query, evidence.fact
    since = query.has(LinkKind.PERIOD, "before", "than_last_year")
    level = bool(fact.figures) and not evidence.relation and fact.measure not in reading.measures
    return since and level and query.has(LinkKind.OPERATION, "difference")


@kept
def _measures_of_before(base: FactBase) -> frozenset[str]:
    """Measures that a word for what was before names by itself (原来)."""
    names = [n.targets for n in lexicon_of(base).names if _BEFORE in n.targets]
    return frozenset(t.id for targets in names for t in targets if t.kind is LinkKind.MEASURE)


_BEFORE = Target(LinkKind.PERIOD, "before")
_HOW_MUCH = frozenset({"number", "money", "duration"})
