"""Questions known by those like them that have been asked before, where their own words do not say enough."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.answering.choosing import Selection, in_period, in_place
from bot.answering.evidence import evidence_of
from bot.answering.finding import candidates
from bot.answering.fitting import fits
from bot.answering.matching import Candidate, plain_candidate
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import read
from bot.answering.recalling import Recollection, recall
from bot.answering.reply import Refusal
from bot.answering.supporting import backing
from bot.answering.unborne import asks_of_the_unborne
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

_ASKED_MEASURE = frozenset({LinkKind.MEASURE, LinkKind.ASK})
"""What a bare "how many trains" is."""
_EMPTY = frozenset(
    {LinkKind.ASK, LinkKind.PLACE, LinkKind.PERIOD, LinkKind.DIALOGUE, LinkKind.FILLER, LinkKind.CHAT}
)
"""Kinds of link that name nothing to recognise a question by."""
_SILENT = frozenset({Refusal.NOT_IN_REPORT, Refusal.OFF_TOPIC})
NEARLY = 2.0
"""How far behind the likeliest fact another of its sentence may be that may be meant as well."""

REMINDING = 4.0
"""How far behind the likeliest fact another is still suggested beside it."""
CERTAIN = 20.0
"""How far ahead of everything else a fact is told whatever the question word seems to ask for."""
HESITANT = 3.0
"""How far ahead of the one fact told another of its sentence has to be to be told as well."""
DECIDED = 4.0
"""How far ahead of the other readings of an ambiguous question one has to be to be told without asking."""
PHRASED = 0.8
"""The score from which on a phrase of its own spells a fact out."""
SPELT_OUT = 0.95
"""The score from which on a question names all of one fact: no other question knows better."""


def recognised(context: Context, refused: Selection) -> Selection | None:
    """The reading that questions like a refused one had; None where none is likely enough."""
    memory = _memory_of(context) if refused.refusal in _SILENT else None
    if memory is None or _mean_certainty(memory, context) < context.limits.recalled:
        return None
    strange = memory.familiar < context.limits.familiar
    if refused.refusal is Refusal.OFF_TOPIC and strange:
        return None
    foreign = asks_of_the_unborne(context)
    if _lead_over_others(memory, context) < (context.limits.outweighing if foreign else context.limits.apart):
        return None
    return _in_time_and_place(next(_likely(memory, context), None), refused, context)


def _names_nothing(context: Context) -> bool:
    """Whether it is nothing but a question word and a place or a time (我区全市排第几)."""
    return not context.query.loose and all(ln.kinds <= _EMPTY for ln in context.query.links)


def _lead_over_others(memory: Recollection, context: Context) -> float:
    """How far the likeliest fact is ahead of all that stand in other sentences.

    Questions about other things are like those of no sentence in particular.
    """
    facts = context.base.facts
    cited = set(facts[memory.facts[0][0]].cites)
    other = next((score for key, score in memory.facts if cited.isdisjoint(facts[key].cites)), None)
    return memory.lead(memory.facts[-1][1] if other is None else other)


def _mean_certainty(memory: Recollection, context: Context) -> float:
    """How sure the likeliest fact is, all of the question and all but the names of things counting alike.

    A thing's name makes every question about it look like those that the report answers; what is asked of it
    shows in the rest.
    """
    named = (ln for ln in context.query.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0)
    names = frozenset(i for ln in named for i in range(ln.start, ln.end))
    rest = recall(context.query, context.base, beside=names, unseen=context.unseen) if names else memory
    asking = rest.certainty_of(memory.facts[0][0]) if rest is not None else 0.0
    return (memory.certainty + asking) / 2


def reminded(context: Context) -> tuple[Fact, ...]:
    """What a question that nothing answers is most like, the likeliest first; none for one like nothing."""
    memory = recall(context.query, context.base, unseen=context.unseen)
    if memory is None or memory.certainty < 0:
        return ()
    near = (key for key, score in memory.facts if memory.lead(score) <= REMINDING)
    return tuple(context.base.facts[key] for key in near)


def outvoted(context: Context, chosen: Selection, told: Collection[str]) -> Selection | None:
    """Another reading than the one chosen, where questions like this one asked for that by far.

    `told`: keys of the facts that the chosen one would tell.
    """
    memory = None if _is_spelt_out(chosen, context) or context.query.excluded else _memory_of(context)
    if memory is None or memory.facts[0][0] in told:
        return None
    own = max((score for key, score in memory.facts if key in told), default=memory.facts[-1][1])
    if min(memory.certainty, memory.lead(own)) < context.limits.outvoted:
        return None
    found = (c for c in _likely(memory, context) if not (c.opposed or _names_another(c, context)))
    return _in_time_and_place(next(found, None), chosen, context)


def preferred(context: Context, ambiguous: Selection) -> Selection | None:
    """What is meant where several readings are equally good, as questions like this one had it; or None.

    Examples of what is asked back by right are among those that it has to be ahead of.
    """
    memory = None if context.query.excluded else _memory_of(context)
    if memory is None or memory.certainty < context.limits.preferred:
        return None
    likely = next((c for c in _likely(memory, context) if not c.opposed), None)
    readings = {c.fact.key for c in ambiguous.chosen} - ({likely.fact.key} if likely else set())
    nearest = max((score for key, score in memory.facts if key in readings), default=memory.facts[-1][1])
    return None if memory.lead(nearest) < DECIDED else _in_time_and_place(likely, ambiguous, context)


def meant_as_well(context: Context, chosen: Selection, answer: Outcome) -> Fact | None:
    """What of the same sentence questions like this one asked for, rather than for the one fact told."""
    if len(answer.facts) != 1 or answer.corrects or context.query.excluded or _is_spelt_out(chosen, context):
        return None
    content = context.query.content()
    if not context.query.loose and len(content) == 1 and content[0].kinds <= _ASKED_MEASURE:
        return None  # nothing but a measure is asked for (how many trains ran)
    memory = _memory_of(context)
    if memory is None or memory.certainty < context.limits.recalled:
        return None
    told = answer.facts[0]
    own = next((score for key, score in memory.facts if key == told.key), memory.facts[-1][1])
    likely = next((c.fact for c in _likely(memory, context) if not c.opposed), told)
    beside = likely is not told and not set(likely.cites).isdisjoint(told.cites)
    return likely if beside and memory.lead(own) >= HESITANT else None


def _is_spelt_out(chosen: Selection, context: Context) -> bool:
    """Whether it names all of one fact, or its thing and most of it by a phrase that is that fact's own."""
    if len(chosen.chosen) != 1:
        return False
    best = chosen.chosen[0]
    phrased = best.phrases > 0 and best.fact.subject in context.query.ids(LinkKind.SUBJECT)
    phrased = phrased or _is_of_the_kind_by_its_own_phrase(best.fact, context)
    return best.score >= SPELT_OUT or (phrased and best.score >= PHRASED)


def _is_of_the_kind_by_its_own_phrase(fact: Fact, context: Context) -> bool:
    """Whether a phrase of this fact alone stands with the kind of thing that it is about (哪家企业搞技改)."""
    query, kinds = context.query, context.base.vocabulary.kinds
    exact = {k for k in query.ids(LinkKind.KIND) if not kinds[k].wide}
    named = (ln for ln in query.links if ln.kinds == {LinkKind.PHRASE})
    alone = any(ln.ids(LinkKind.PHRASE) == (fact.key,) for ln in named)
    return alone and context.base.subjects[fact.subject].kind in exact


def _memory_of(context: Context) -> Recollection | None:
    """What questions like it have asked; of a turn that leans on another, and of another place, nothing."""
    if context.leaning or context.query.has(LinkKind.ELSEWHERE) or _names_nothing(context):
        return None
    return recall(context.query, context.base, unseen=context.unseen)


def _in_time_and_place(likely: Candidate | None, instead: Selection, context: Context) -> Selection | None:
    """A reading as what is chosen, with the same of other reports, as far as they are as asked for."""
    if likely is None:
        return None
    same = (likely, *_of_other_reports(likely, context))
    here = tuple(c for c in same if _is_of_time_and_place(c, context))
    return Selection(here, None, instead.weighed) if here else None


def _likely(memory: Recollection, context: Context) -> Iterator[Candidate]:
    """The likeliest fact and those of its sentence that are about as likely, if they fit what is asked."""
    base = context.base
    weighed = {c.fact.key: c for c in candidates(context.query, context.links, base)}
    reading = read(context.query, context.links, base)
    cited = set(base.facts[memory.facts[0][0]].cites)
    for key, score in memory.facts:
        if memory.lead(score) > NEARLY:
            return
        evidence = evidence_of(base)[key]
        if cited.isdisjoint(evidence.fact.cites):
            continue
        if fits(reading, evidence) or memory.certainty >= CERTAIN:
            yield weighed.get(key) or plain_candidate(evidence)


def _names_another(candidate: Candidate, context: Context) -> bool:
    """Whether the question names a thing that the fact is not about."""
    reading = read(context.query, context.links, context.base)
    naming = [p for p in reading.probes if LinkKind.SUBJECT in p.link.kinds and not p.byname]
    return any(candidate.evidence not in backing(probe, reading) for probe in naming)


def _of_other_reports(likely: Candidate, context: Context) -> Iterator[Candidate]:
    """The same of other reports: which of them is meant, only a period says."""
    fact = likely.fact
    for other in context.base.facts.values():
        if (other.subject, other.measure) == (fact.subject, fact.measure) and other.report != fact.report:
            yield plain_candidate(evidence_of(context.base)[other.key])


def _is_of_time_and_place(candidate: Candidate, context: Context) -> bool:
    return in_period(candidate.fact, context.query, context.base) and in_place(candidate, context.query)
