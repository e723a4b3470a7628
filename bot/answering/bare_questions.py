"""Questions that are nothing but their question word (多少套, 排第几, how long does it take). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.evidence import Evidence, evidence_of
from bot.answering.implying import IMPLIED_KINDS
from bot.answering.matching import Candidate, plain_candidate
from bot.answering.wanting import ANY_COUNT
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

_THINGS = (LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.SECTION, LinkKind.STATUS, LinkKind.ELSEWHERE)
_TELLING = ("rank", "percent", "duration")
"""Question words that narrow the facts down without any other word (排第几)."""
_OF_SHARES = frozenset({"share"})
_COMPLETION = "completion"


def is_bare(query: Query, weighed: Sequence[Candidate]) -> bool:
    """Whether a question names no thing, states no number and holds no unknown word.

    Where there is something to weigh, that may be a kind of thing, and a part of it asked for (道路完成多少).
    """
    if query.loose or query.named_numbers() or any(query.has(kind) for kind in _THINGS):
        return False
    parted = query.has(LinkKind.OPERATION, _COMPLETION) and not query.has(LinkKind.MEASURE)
    return parted or not (weighed or query.has(LinkKind.KIND))


def by_question_word(query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """All facts of the kind that such a question wants, of the kinds of thing that it names, if any.

    The unit behind it says most (多少套), then its question word, then the measure that it names as it asks.
    """
    kinds = set(query.ids(LinkKind.KIND))
    evidence = evidence_of(base).values()
    found = [e for e in evidence if e.fact.figures and (not kinds or kinds & e.kinds)]
    measures = base.vocabulary.measures
    borne = {e.fact.measure for e in evidence}
    if any(not measures[m].wide and m not in borne for m in query.ids(LinkKind.MEASURE)):
        return ()  # it names what no report gives
    return tuple(plain_candidate(e) for e in _wanted(found, query, base))


def _wanted(found: list[Evidence], query: Query, base: FactBase) -> list[Evidence]:
    measures, units = base.vocabulary.measures, base.vocabulary.units
    dimensions = {units[u].dimension for u in query.ids(LinkKind.UNIT) if u in units} - {ANY_COUNT}
    if dimensions and (query.has(LinkKind.ASK, "number") or query.has(LinkKind.OPERATION, "sum")):
        return [e for e in found if e.dimension in dimensions]
    narrow = {m for m in query.ids(LinkKind.MEASURE) if not measures[m].wide}
    named = [e for e in found if e.fact.measure in narrow]
    alike = [e for e in found if _is_of_kind_asked(e, query, base)]
    if alike:
        return [e for e in alike if e in named] or alike
    return named if query.has(LinkKind.ASK) else []


def _is_of_kind_asked(evidence: Evidence, query: Query, base: FactBase) -> bool:
    kinds = frozenset[str]().union(*(IMPLIED_KINDS[a] for a in query.ids(LinkKind.ASK) if a in _TELLING))
    shares = query.has(LinkKind.OPERATION, "share")
    parts = shares and not query.has(LinkKind.PLACE)  # 占全市多少 is of the city, not of a target
    if parts or query.has(LinkKind.OPERATION, _COMPLETION):
        completion = base.vocabulary.measures[evidence.fact.measure].relation == _COMPLETION
        return completion or (shares and evidence.kind in _OF_SHARES)
    return evidence.kind in (kinds | _OF_SHARES if shares else kinds)
