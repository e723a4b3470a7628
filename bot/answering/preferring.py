"""Which of equally good readings a question means rather, by its number, its unit and its names. Pure."""

from __future__ import annotations

from bot.answering.implying import IMPLIED
from bot.answering.matching import INDICATOR, Candidate
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import YES_OR_NO, Query

_LONG = 4
"""Tokens of a phrase that says what is meant."""
_MONEY = "money"
"""What is told in units that stand for one another: currencies."""


def preferred_of(tied: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Those of equally good readings that the question means rather than the others."""
    tied = _in_the_unit_asked(_with_numbers(tied, query), query, base)
    return _of_what_is_named(_by_its_own_phrase(tied, query), query, base)


def _by_its_own_phrase(tied: tuple[Candidate, ...], query: Query) -> tuple[Candidate, ...]:
    """Of texts on one thing the one that a phrase says by itself (试点的业务测试开始了吗, of its stage)."""
    phrased = [c for c in tied if c.phrases and _says_it(c, query)]
    texts = all(not c.fact.figures for c in tied) and len({c.fact.subject for c in tied}) == 1
    return (phrased[0],) if texts and len(phrased) == 1 else tied


def _says_it(candidate: Candidate, query: Query) -> bool:
    """Whether a phrase of some length in a clause that asks is that fact's alone."""
    own = (ln for ln in query.links if ln.ids(LinkKind.PHRASE) == (candidate.fact.key,))
    return any(ln.end - ln.start >= _LONG and query.clause_of(ln) in query.asking for ln in own)


def _with_numbers(tied: tuple[Candidate, ...], query: Query) -> tuple[Candidate, ...]:
    """Without texts that no word asks for, where the question states a number and figures are as good."""
    if not query.named_numbers():
        return tied
    return tuple(c for c in tied if c.fact.figures or c.measured > 0) or tied


def _in_the_unit_asked(tied: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Of figures that measure the same in other units, those in the unit that is named (worth in dollars)."""
    units = base.vocabulary.units
    asked = {units[u].dimension for u in query.ids(LinkKind.UNIT) if u in units}
    own = [units[c.fact.figures[0].unit].dimension if c.fact.figures else "" for c in tied]
    families = {dimension.partition("-")[0] for dimension in own}
    if families != {_MONEY}:
        return tied
    return tuple(c for c, dimension in zip(tied, own, strict=True) if dimension in asked) or tied


def _of_what_is_named(tied: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Of equally good readings of one subject, the one that the question names more of."""
    best = tied[0]
    if best.subject == 1.0:  # a text of just this subject before one of its wholes
        total = base.subjects[best.fact.subject].kind == INDICATOR  # 规上工业: none of its firms
        tied = tuple(c for c in tied if c.subject == 1.0 or (not total and _is_another_figure(c, best)))
    tied = _telling_what(_without_wholes(tied, query, base), query, base)
    subjects = {c.fact.subject for c in tied}
    if len(subjects) == 1 and best.measure >= 0.9 > tied[1].measure if len(tied) > 1 else False:
        return (best,)
    return tied


def _is_another_figure(candidate: Candidate, best: Candidate) -> bool:
    """Whether both are figures, and not the same one of a whole and of its part (全区产值, 甲厂产值)."""
    figures = bool(best.fact.figures) and bool(candidate.fact.figures)
    return figures and candidate.fact.measure != best.fact.measure


def _without_wholes(tied: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Without what merely mentions what the question names, and is about a whole of what others are about."""
    asked = set(query.ids(LinkKind.SUBJECT))
    own = {c.fact.subject: {c.fact.subject, *base.subjects[c.fact.subject].part_of} for c in tied}
    wholes = {w for subject, near in own.items() if asked & near for w in near - {subject}}
    wholes |= {w for s in asked if wholes for w in base.subjects[s].part_of}
    return tuple(c for c in tied if asked & own[c.fact.subject] or c.fact.subject not in wholes)


def _telling_what(tied: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Where a question is a mere "what" of one thing: what that is, rather than anything else of it."""
    mere = tied[0].measure < IMPLIED and set(query.ids(LinkKind.ASK)) - {YES_OR_NO} == {"which"}
    if not mere or len({c.fact.subject for c in tied}) > 1:
        return tied
    return tuple(c for c in tied if base.vocabulary.measures[c.fact.measure].lists) or tied
