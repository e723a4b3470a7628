"""Whether a fact is of a kind that the question words allow."""

from __future__ import annotations

from bot.answering.evidence import Evidence
from bot.answering.implying import NUMERIC_KINDS
from bot.answering.members import names_members
from bot.answering.probing import Reading
from bot.answering.wanting import ANY_COUNT
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link


def fits(reading: Reading, evidence: Evidence) -> bool:
    """Whether it answers what is asked: how many, who, where, when, which one."""
    wanted = reading.wanted
    if wanted.counted and not _is_so_counted(reading, evidence):
        return False
    if wanted.what_changed and evidence.kind in NUMERIC_KINDS:
        return False
    if evidence.kind == "count" and evidence in wanted.part_of_question:
        return False
    if wanted.for_members and not names_members(evidence, reading.query, reading.base):
        return False
    if wanted.asked_kinds is None or evidence.kind in wanted.asked_kinds:
        return True
    if any(_asks_by_its_name(p.link, evidence) for p in reading.probes):
        return True
    if evidence.relation in wanted.asks:  # 全国第几个做到的, of what it was the first in
        return True
    if _is_first_in(reading, evidence) and not wanted.asks.isdisjoint({"person", "organisation"}):
        return True  # 谁率先做到的: who it was is told with what it was
    subject = reading.base.subjects[evidence.fact.subject].kind  # what is said of a person answers "who"
    return subject in wanted.asks


def _asks_by_its_name(link: Link, evidence: Evidence) -> bool:
    """Whether a question word is a name of just this fact (what position)."""
    return LinkKind.ASK in link.kinds and evidence.fact.key in link.ids(LinkKind.PHRASE)


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
