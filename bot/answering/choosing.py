"""Which facts a question means: one, several equally good ones, or none and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.answering.bare_questions import by_question_word, is_bare
from bot.answering.finding import candidates
from bot.answering.fitting import restates
from bot.answering.implying import SHARES
from bot.answering.matching import Candidate
from bot.answering.preferring import preferred_of
from bot.answering.probing import Reading, read
from bot.answering.reply import Refusal
from bot.answering.supporting import names_relation
from bot.answering.thresholds import Thresholds
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query


@dataclass(frozen=True, slots=True)
class Selection:
    """The outcome of choosing: the best reading first."""

    chosen: tuple[Candidate, ...]
    """Equally good readings; empty where the question is refused."""
    refusal: Refusal | None
    weighed: tuple[Candidate, ...]
    """Everything that was considered, best first."""


def admissible(found: Iterable[Candidate], limits: Thresholds) -> tuple[Candidate, ...]:
    """Candidates that may be told at all."""
    return tuple(
        c for c in found if c.fits and not c.clashes and not c.slight and _explains_enough(c, limits)
    )


def forgiven(found: Iterable[Candidate], limits: Thresholds) -> tuple[Candidate, ...]:
    """Candidates that a short byname of something else speaks against, and all else for."""
    return tuple(c for c in found if c.fits and not c.opposed and _explains_enough(c, limits))


def _explains_enough(candidate: Candidate, limits: Thresholds) -> bool:
    if candidate.topical:
        needed = limits.answer if candidate.subject >= limits.named else limits.words_only
        return candidate.ratio >= needed and candidate.explained >= limits.least
    if candidate.phrases and candidate.ratio >= limits.phrased:
        seconded = candidate.worded > 0 or candidate.phrases > 1
        return seconded and candidate.explained >= limits.phrased_least
    return candidate.ratio >= limits.words_only and candidate.worded >= limits.words_least


def in_period(fact: Fact, query: Query, base: FactBase) -> bool:
    """Whether a fact is of the period asked for."""
    if not query.periods:
        return True
    asked = query.asked_periods(base.reports[fact.report].period)
    exact = [
        a for a in asked if not a.vague
    ] or asked  # "this year" does not undo "the first half of last year"
    return not exact or any(a.covers(fact.period) for a in exact)


def in_place(candidate: Candidate, query: Query) -> bool:
    """Whether a fact is of the place asked for: the nation's is not the zone's, nor the other way round."""
    named = query.asked_places
    if not named:
        return True
    fact, evidence = candidate.fact, candidate.evidence
    asked = {i for ln in named for i in ln.ids(LinkKind.PLACE)}
    if fact.figures and evidence.kind in ("rank", "share"):  # "first in the city" is the zone's
        wider = asked - {"own"}
        return not wider or not wider.isdisjoint({fact.scope, *evidence.places})
    if fact.scope in asked or not fact.figures:
        return True
    if "own" in asked:
        return False
    return asked <= evidence.places or all(_place_in_words(ln, candidate) for ln in named)


def _place_in_words(link: Link, candidate: Candidate) -> bool:
    words = candidate.evidence.words | candidate.evidence.family
    pairs = [a + b for a, b in pairwise(link.name)]
    return all(p in words or p in candidate.evidence.characters for p in pairs or link.name)


def equally_good(found: Sequence[Candidate], limits: Thresholds) -> tuple[Candidate, ...]:
    """The best candidate and those within the margin of it."""
    if not found:
        return ()
    if found[0].measure <= limits.named:
        margin = limits.vague_margin
    else:
        margin = limits.margin if found[0].subject > 0 else limits.kind_margin
    return tuple(c for c in found if c.score >= found[0].score - margin)


def refusal_of(found: Sequence[Candidate], query: Query, base: FactBase, limits: Thresholds) -> Refusal:
    """Why nothing may be told: the question is about something else, or the report is silent."""
    best = max((c.ratio for c in found if c.topical), default=0.0)
    if query.has(LinkKind.ELSEWHERE) and best > 0:
        return Refusal.OTHER_PLACE
    about_it = best >= limits.topic or (not query.loose and any(query.has(kind) for kind in _OF_THE_REPORT))
    if _only_other_periods(query, base) and (about_it or not query.loose):
        return Refusal.OTHER_PERIOD
    return Refusal.NOT_IN_REPORT if about_it else Refusal.OFF_TOPIC


_OF_THE_REPORT = (LinkKind.MEASURE, LinkKind.SUBJECT, LinkKind.SECTION, LinkKind.KIND, LinkKind.PLACE)
"""What a question names that is about the report, where nothing in it is unknown."""


def _only_other_periods(query: Query, base: FactBase) -> bool:
    """Whether the question names a period, and none that any fact is of."""
    if all(p.passing for p in query.periods):
        return False
    periods = {f.period for f in base.facts.values()}
    asked = [a for r in base.reports.values() for a in query.asked_periods(r.period)]
    return bool(asked) and not any(a.covers(p) for a in asked for p in periods)


def choose(query: Query, links: Sequence[Link], base: FactBase, limits: Thresholds) -> Selection:
    """The facts that a question means."""
    weighed = candidates(query, links, base)
    told = admissible(weighed, limits) or forgiven(weighed, limits)
    told = _as_asked(_without_stated(told, read(query, links, base)), query, base)
    if not told:
        bare = by_question_word(query, base) if is_bare(query, weighed) else ()
        timely = tuple(c for c in bare if in_period(c.fact, query, base))
        here = tuple(c for c in timely if in_place(c, query))
        if bare and not here:
            return Selection((), Refusal.OTHER_PLACE if timely else Refusal.OTHER_PERIOD, bare)
        return Selection(here, None if here else refusal_of(weighed, query, base, limits), weighed)
    timely = tuple(c for c in told if in_period(c.fact, query, base))
    if not timely:
        return Selection((), Refusal.OTHER_PERIOD, weighed)
    placed = tuple(c for c in timely if in_place(c, query))
    if not placed or not equally_good((timely[0], *placed), limits)[1:]:
        return Selection((), Refusal.OTHER_PLACE, weighed)
    placed = _of_the_measure_named(placed, query, base)
    good = equally_good(placed, limits)
    tied = _relation_named(good, query, links, base)
    chosen = preferred_of(tied, query, base)
    also = (*_namesakes(placed, query, links, base), *_of_the_same_phrase(chosen, weighed, links))
    return Selection((*chosen, *(c for c in also if c not in chosen)), None, weighed)


_GROWTH = "growth"
_GROUND = "area"
"""The dimension of what a thing itself takes up, rather than of a part that it is of others."""


def _without_stated(found: tuple[Candidate, ...], reading: Reading) -> tuple[Candidate, ...]:
    """Without texts that the question only says itself, where there are others."""
    return tuple(c for c in found if not restates(reading, c.evidence)) or found


def _as_asked(found: tuple[Candidate, ...], query: Query, base: FactBase) -> tuple[Candidate, ...]:
    """Without plain figures, where the question is what part of something they are."""
    asking = [ln for ln in query.links if "share" in ln.ids(LinkKind.OPERATION)]
    units = base.vocabulary.units
    ground = {ln.start for ln in query.links for u in ln.ids(LinkKind.UNIT) if units[u].dimension == _GROUND}
    if not asking or any(ln.end in ground for ln in asking):  # 占多少亩 is an amount, 占多少套 a part
        return found
    grew = query.has(LinkKind.DIRECTION)  # 增长 percent
    shares = (c for c in found if c.evidence.kind in SHARES)
    return tuple(c for c in shares if grew or c.evidence.relation != _GROWTH)


ALIKE = 0.02
"""How much less of a question a namesake may explain than the best reading."""


def _of_the_measure_named(
    found: tuple[Candidate, ...], query: Query, base: FactBase
) -> tuple[Candidate, ...]:
    """Without what "how many" alone asks for, where a word names the measure of one as good (were added)."""
    measures = base.vocabulary.measures
    links = [ln for ln in query.links if ln not in query.excluded and LinkKind.MEASURE in ln.kinds]
    named = {m for ln in links if LinkKind.ASK not in ln.kinds for m in ln.ids(LinkKind.MEASURE)}
    only_asked = {m for ln in links for m in ln.ids(LinkKind.MEASURE) if measures[m].wide} - named
    best = max((c.score for c in found if c.fact.measure in named), default=0.0)
    if best < found[0].score - ALIKE:
        return found
    return tuple(c for c in found if not (c.fact.figures and c.fact.measure in only_asked))


def _namesakes(
    found: Sequence[Candidate], query: Query, links: Sequence[Link], base: FactBase
) -> tuple[Candidate, ...]:
    """Answers of the best one's kind on other things that the same name stands for."""
    best = found[0]
    own = [ln for ln in links if best.fact.subject in ln.ids(LinkKind.SUBJECT)]
    shared = [ln for ln in own if len(ln.ids(LinkKind.SUBJECT)) > 1 or LinkKind.KIND in ln.kinds]
    if not shared or len(shared) < len(own):
        return ()
    others = _meant_by(shared[0], found, base) - {best.fact.subject}
    others -= {s for ln in query.excluded for s in ln.ids(LinkKind.SUBJECT)}
    return tuple(
        c
        for c in found[1:]
        if c.fact.subject in others
        and c.measured >= best.measured - ALIKE
        and c.evidence.kind == best.evidence.kind
        and c.ratio >= best.ratio - ALIKE
    )


def _of_the_same_phrase(
    chosen: Sequence[Candidate], weighed: Sequence[Candidate], links: Sequence[Link]
) -> tuple[Candidate, ...]:
    """Facts of other things that the only name of the one chosen stands for just as well (一期进展如何)."""
    best = chosen[0]
    phrases = [ln for ln in links if best.fact.key in ln.ids(LinkKind.PHRASE)]
    if len(chosen) > 1 or len(phrases) != 1 or any(ln.ids(LinkKind.SUBJECT) for ln in links):
        return ()
    alike = set(phrases[0].ids(LinkKind.PHRASE))
    return tuple(
        c
        for c in weighed
        if c.fact.key in alike
        and c.fact.subject != best.fact.subject
        and c.fits
        and not c.opposed
        and c.score >= best.score - ALIKE
    )


def _meant_by(link: Link, found: Sequence[Candidate], base: FactBase) -> set[str]:
    """The things that a name stands for: those it names, and those of the kind that it names (那个公园)."""
    kinds = set(link.ids(LinkKind.KIND))
    alike = (c.fact.subject for c in found if base.subjects[c.fact.subject].kind in kinds)
    return {*link.ids(LinkKind.SUBJECT), *alike}


def _relation_named(
    tied: tuple[Candidate, ...], query: Query, links: Sequence[Link], base: FactBase
) -> tuple[Candidate, ...]:
    """Without the base of a share or a rank, where the question names that relation."""
    if len(tied) < 2 or query.has(LinkKind.DIALOGUE, "connective"):
        return tied
    reading = read(query, links, base)
    asked = {
        f"{c.fact.report}:{c.fact.of}" for c in tied if c.fact.of and names_relation(reading, c.evidence)
    }
    return tuple(c for c in tied if c.fact.key not in asked)


def without(query: Query, links: Iterable[Link]) -> Query:
    """The query as if some links meant nothing."""
    return replace(query, excluded=query.excluded | frozenset(links))
