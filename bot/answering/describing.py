"""The facts that the words of a list question describe: their status, measure, kind, rank and place. Pure.

Nothing is weighed here: a fact belongs to the set or it does not, so that none is left out for being less
like the question than another.
"""

from __future__ import annotations

from itertools import pairwise

from bot.answering.choosing import in_period, in_place
from bot.answering.covering import Found, about, all_may_be_else, beside
from bot.answering.evidence import BROADER, RATE_OF, Evidence, evidence_of
from bot.answering.grouping import counts_things
from bot.answering.implying import DONE
from bot.answering.matching import plain_candidate
from bot.answering.meaning import meant_by
from bot.answering.members import asks_for_members, names_members
from bot.answering.narrowing import by_counter, by_place, by_question_word
from bot.answering.outcome import Context
from bot.answering.probing import LONG_PHRASE, link_size
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_INCIDENTAL = frozenset({LinkKind.ASK, LinkKind.FILLER, LinkKind.STATUS, LinkKind.SUBJECT, LinkKind.PLACE})
"""What else a name of a measure may mean, so that it need not be what is asked for."""
_FIGURES = frozenset({"duration", "percent", "rank", "money"})
"""Question words that name a measure as they ask for it (多久, 排名)."""


def described(context: Context, *, bar: bool = False) -> tuple[Fact, ...]:
    """Everything that the question's names describe; empty where they describe nothing together.

    With `bar` an amount that the question names is one that figures are held against.
    """
    if not _is_narrow(context, bar) or any(_is_foreign(ln, context, bar) for ln in context.links):
        return ()
    found = _narrowed(about(context), context)
    if not found and all_may_be_else(context):
        found = _narrowed(tuple(evidence_of(context.base).values()), context)
    if not _phrases(context) <= {e.fact.key for e in found}:
        return ()
    whole = not bar and _names_nothing_but_a_measure(context)
    own = found if whole else by_place(found, context, _phrases(context))
    query = context.query
    candidates = (plain_candidate(e) for e in own if not _is_excepted(e, context))
    return tuple(c.fact for c in candidates if in_period(c.fact, query, context.base) and in_place(c, query))


def _is_excepted(evidence: Evidence, context: Context) -> bool:
    """Whether its subject, or how far it is, is what the question says to leave out."""
    query, fact = context.query, evidence.fact
    if not query.has(LinkKind.DIALOGUE, "except"):
        return False
    aside = frozenset(s for ln in query.excluded for s in ln.ids(LinkKind.SUBJECT))
    stages = frozenset(s for ln in query.excluded for s in ln.ids(LinkKind.STATUS)) - {DONE}
    return fact.subject in aside or not aside.isdisjoint(evidence.wholes) or fact.status in stages


def _phrases(context: Context) -> frozenset[str]:
    """Facts that are named one by one."""
    long = (ln for ln in context.links if link_size(ln, context.query) >= LONG_PHRASE)
    return frozenset(i for ln in long if ln.kinds <= {LinkKind.PHRASE} for i in ln.ids(LinkKind.PHRASE)[:1])


def _narrowed(found: Found, context: Context) -> Found:
    for narrowed in (
        _by_status_and_measure,
        _by_direction,
        _by_rank,
        _by_kind,
        by_counter,
        by_question_word,
        _by_members,
    ):
        if not found:
            return ()
        found = narrowed(found, context)
    return found


def _is_narrow(context: Context, bar: bool) -> bool:
    """Whether anything is named that tells some facts from others."""
    kinds = context.base.vocabulary.kinds
    return (
        any(ln.kinds & {LinkKind.SUBJECT, LinkKind.SECTION} for ln in context.links)
        or any(LinkKind.MEASURE in ln.kinds and not is_plain(ln, context) for ln in context.links)
        or any(bar or not kinds[k].wide for k in context.query.ids(LinkKind.KIND))
        or bool(set(context.query.ids(LinkKind.STATUS)) - {DONE})
        or any(n.unit == RANK for n in context.query.named_numbers())
    )


def _is_foreign(link: Link, context: Context, bar: bool) -> bool:
    """Whether it is an amount, which describes no set by itself."""
    number = context.query.number_of(link) if link.start >= 0 else None
    if number is None or bar or not link.kinds <= {LinkKind.NUMBER}:
        return False
    return number.unit != RANK and not counts_things(link, context)


def _by_status_and_measure(found: Found, context: Context) -> Found:
    """Those of the status and the measure named; of either where none is of both (built or planned)."""
    staged, measured = _of_status(found, context), _of_measure(found, context)
    if staged is not None and measured is not None and _is_one_of_two(context):
        return tuple(e for e in found if e in staged or e in measured)
    if staged is None:
        return found if measured is None else measured
    if measured is None:
        return staged
    both = tuple(e for e in staged if e in measured)
    return both or tuple(e for e in found if e in staged or e in measured)


def _is_one_of_two(context: Context) -> bool:
    """Whether a status stands beside a measure, as another way to belong (签了协议或者搞了合作)."""
    links = context.query.links
    if not context.query.has(LinkKind.DIALOGUE, "alternative"):
        return False  # "those under negotiation and their investment" is one set
    staged, measured = (
        [ln for ln in links if kind in ln.kinds] for kind in (LinkKind.STATUS, LinkKind.MEASURE)
    )
    return any(beside(a, b, context) for a in staged for b in measured if a is not b)


def _of_status(found: Found, context: Context) -> Found | None:
    """None where no status is named, or only that something is done, as most things are."""
    wanted = set(context.query.ids(LinkKind.STATUS)) - {DONE}
    kept = tuple(e for e in found if e.fact.status in wanted)
    return kept or None


def _of_measure(found: Found, context: Context) -> Found | None:
    """Those of the measures that are named, all of them at once where that is possible."""
    named = [ln for ln in context.links if LinkKind.MEASURE in ln.kinds and not is_plain(ln, context)]
    named = [ln for ln in named if not _stands_beside_others(ln, named, context)]
    if not named:
        return None
    common = tuple(e for e in found if all(_measures(ln, e, context, RATE_OF) for ln in named))
    if len(named) > 1 and common:
        return common
    kept = tuple(e for e in found if any(_measures(ln, e, context, BROADER) for ln in named))
    return _with_results_beside(kept, found, context)


def _measures(link: Link, evidence: Evidence, context: Context, least: float) -> bool:
    targets = (t for t in link.targets if t.kind is LinkKind.MEASURE)
    return any(meant_by(t, context.base).get(evidence, 0.0) >= least for t in targets)


def _stands_beside_others(link: Link, named: list[Link], context: Context) -> bool:
    """Whether a word for anything stands beside it, so that it is one of many (项目或合作, 数据和排名)."""
    query = context.query
    if not query.has(LinkKind.SUBJECT):
        return False
    return any(
        beside(other, link, context)
        or (_is_heading(other) and query.clause_of(other) < query.clause_of(link))
        for other in query.links
        if other not in named and _is_wide(other, context)
    )


def _is_heading(link: Link) -> bool:
    """Whether it announces figures of any kind (运营指标:班次、吨位)."""
    return "figures" in link.ids(LinkKind.DIALOGUE)


def _is_wide(link: Link, context: Context) -> bool:
    kinds = context.base.vocabulary.kinds
    return _is_heading(link) or any(kinds[k].wide for k in link.ids(LinkKind.KIND))


def _with_results_beside(kept: Found, found: Found, context: Context) -> Found:
    """What was built of a topic, with what else its sentences count (schools built and places added)."""
    counts = [e for e in kept if e.dimension.startswith("count") and e.fact.status == DONE]
    if not context.query.has(LinkKind.SUBJECT) or not counts or len(counts) < len(kept):
        return kept
    cited = {(e.fact.report, e.fact.cites) for e in kept}
    return tuple(e for e in found if e in kept or (e.fact.figures and (e.fact.report, e.fact.cites) in cited))


def is_plain(link: Link, context: Context) -> bool:
    """Whether a measure narrows nothing down: what was done, or how many there are."""
    if "list" in link.ids(LinkKind.OPERATION):
        return True
    incidental = link.kinds & _INCIDENTAL
    if incidental == {LinkKind.SUBJECT} and _others_are_named(link, context):
        incidental = frozenset()  # 省重点项目和市重点项目增补各多少
    if incidental and not _FIGURES.intersection(link.ids(LinkKind.ASK)):
        return True
    measures = context.base.vocabulary.measures
    return all(measures[m].wide for m in link.ids(LinkKind.MEASURE))


def _others_are_named(link: Link, context: Context) -> bool:
    """Whether two things or more are named by words for nothing else."""
    things = [ln for ln in context.links if LinkKind.SUBJECT in ln.kinds and LinkKind.MEASURE not in ln.kinds]
    return len([ln for ln in things if ln is not link]) > 1


def named_exactly(fact: Fact, context: Context) -> bool:
    """Whether the question names the measure of a fact by a word for nothing else."""
    named = [ln for ln in context.links if LinkKind.MEASURE in ln.kinds and not is_plain(ln, context)]
    return any(fact.measure in ln.ids(LinkKind.MEASURE) for ln in named)


def _by_direction(found: Found, context: Context) -> Found:
    wanted = set(context.query.ids(LinkKind.DIRECTION))
    if not wanted or context.query.has(LinkKind.OPERATION, "most", "least"):
        return found
    return tuple(e for e in found if e.kind == "rate" and wanted & e.directions)


def _by_rank(found: Found, context: Context) -> Found:
    ranks = {n.value for n in context.query.named_numbers() if n.unit == RANK}
    if not ranks:
        return found
    return tuple(e for e in found if e.kind == "rank" and e.fact.figures and e.fact.figures[0].value in ranks)


def _by_kind(found: Found, context: Context) -> Found:
    """Those of the kinds that are named.

    A word that anything may be called by (项目) rules nothing out of what is said of a subject, but of what
    is only related to it; and "which bodies" rules nothing out of what names bodies.
    """
    kinds = context.base.vocabulary.kinds
    named = _asked_kinds(context)
    wanted = {k for ln in named for k in ln.ids(LinkKind.KIND)}
    about_subject = context.query.has(LinkKind.SUBJECT) and not context.query.has(
        LinkKind.DIALOGUE, "related"
    )
    pure = {k for ln in named if LinkKind.SUBJECT not in ln.kinds for k in ln.ids(LinkKind.KIND)}
    if all(about_subject and kinds[k].wide for k in pure) or all(e.kind == "organisation" for e in found):
        return found
    of_kind = tuple(e for e in found if wanted & e.kinds)
    return of_kind or (found if all(kinds[k].wide for k in pure) else ())


def _asked_kinds(context: Context) -> list[Link]:
    """Links for the kind that is asked for: of two exact ones the last in Chinese, the first in English."""
    kinds = context.base.vocabulary.kinds
    named = [ln for ln in context.links if LinkKind.KIND in ln.kinds]
    exact = [ln for ln in named if any(not kinds[k].wide for k in ln.ids(LinkKind.KIND))]
    if len(exact) < 2 or any(beside(a, b, context) for a, b in pairwise(exact)):
        return named
    return exact[:1] if context.query.language == "en" else exact[-1:]


def _names_nothing_but_a_measure(context: Context) -> bool:
    """Whether one measure is all that tells what is to be listed (各项增速)."""
    named = [ln for ln in context.links if ln.kinds & _NARROWING and not is_plain(ln, context)]
    return len(named) == 1 and LinkKind.MEASURE in named[0].kinds and LinkKind.PLACE not in named[0].kinds


def _by_members(found: Found, context: Context) -> Found:
    if not asks_for_members(context.query, context.base):
        return found
    return tuple(e for e in found if names_members(e, context.query, context.base))


_NARROWING = frozenset(
    {
        LinkKind.MEASURE,
        LinkKind.SUBJECT,
        LinkKind.SECTION,
        LinkKind.KIND,
        LinkKind.STATUS,
        LinkKind.DIRECTION,
        LinkKind.PLACE,
        LinkKind.NUMBER,
    }
)
