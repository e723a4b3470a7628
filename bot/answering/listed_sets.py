"""Lists: of whatever the question describes, names side by side, or shares what it names. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.asking_for_lists import asks_for_list
from bot.answering.describing import described, named_exactly
from bot.answering.evidence import evidence_of
from bot.answering.excepting import one_a_subject
from bot.answering.grouping import group, with_figures
from bot.answering.implying import asks_what_it_lacks
from bot.answering.listing import listing
from bot.answering.members import asks_for_members, names_members
from bot.answering.mentioning import things_of_a_kind
from bot.answering.operands import operands
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import ASKING
from bot.answering.supporting import link_support
from bot.answering.telling import tell_facts
from bot.answering.tidying import tidied
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_FIGURES_OF_EACH = ("number", "money", "percent", "duration", "rank")
OWN = "own"
"""The place of the report itself."""
_KIND_OR_ASKING = frozenset({LinkKind.KIND, LinkKind.ASK, LinkKind.OPERATION, LinkKind.UNIT})
_SAYING_OF_WHAT = frozenset(
    {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.SECTION, LinkKind.KIND, LinkKind.STATUS, LinkKind.NUMBER}
)
_SUBJECT_OR_SECTION = frozenset({LinkKind.SUBJECT, LinkKind.SECTION})


def list_facts(context: Context) -> Outcome | None:
    """What the question describes; else what it names side by side, or all that shares what it names."""
    told = (
        _text_that_lists(context)
        or _content_of_subject(context)
        or things_of_a_kind(context)
        or set_described(context)
    )
    if told is not None or asks_for_members(context.query, context.base):
        return told
    named = without_passing(_as_named(operands(context), context), context)
    apart = len([ln for ln in context.links if LinkKind.SUBJECT in ln.kinds]) > 1  # with nothing in common
    alike = () if apart else without_passing(one_a_subject(group(context), context), context)
    facts = _of_all_reports(named, context) if len(named) >= 2 else alike
    lacking = _lacking(facts, context)
    if lacking is not None:
        return lacking
    return listing(context, facts) if len(facts) > 1 else None


def without_passing(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Without those of things that only another clause names than the one that asks for a list."""
    query, evidence = context.query, evidence_of(context.base)
    if not query.has(LinkKind.OPERATION, "list"):
        return facts
    links = [ln for ln in context.links if ln.start >= 0 and query.clause_of(ln) in query.asking]
    asked = {s for ln in links for s in ln.ids(LinkKind.SUBJECT)}
    return tuple(
        f
        for f in facts
        if not asked or not asked.isdisjoint((f.subject, *f.mentions, *evidence[f.key].wholes))
    )


def _text_that_lists(context: Context) -> Outcome | None:
    """The text on several things that a phrase names, where beside it only their kind is (哪些机构揭了牌)."""
    content = [ln for ln in context.links if ln.start >= 0 and ln not in context.query.excluded]
    phrased = {key for ln in content for key in ln.ids(LinkKind.PHRASE)}
    fact = context.base.facts.get(next(iter(phrased))) if len(phrased) == 1 else None
    if fact is None or fact.figures or len(fact.mentions) < 2 or context.query.loose:
        return None
    others = [ln for ln in content if LinkKind.PHRASE not in ln.kinds]
    beside = all(ln.kinds <= _KIND_OR_ASKING for ln in others) and any(
        LinkKind.KIND in ln.kinds for ln in others
    )
    return tell_facts([fact], context) if beside else None


def _content_of_subject(context: Context) -> Outcome | None:
    """What a subject consists of, where nothing else is named and the report says it in one fact."""
    query, measures = context.query, context.base.vocabulary.measures
    named = [ln for ln in context.links if not ln.kinds & ASKING and not _is_what_there_is(ln, context)]
    things = dict.fromkeys(s for ln in named for s in ln.ids(LinkKind.SUBJECT))
    wholes = {whole for s in things for whole in context.base.subjects[s].part_of}
    subjects = [s for s in things if s not in wholes]
    if query.has(LinkKind.ASK, *_FIGURES_OF_EACH) or query.loose:
        return None
    if len(subjects) != 1:
        return None
    own = [f for f in context.base.facts.values() if f.subject == subjects[0]]
    listing_it = [f for f in own if measures[f.measure].lists and _may_name(f, context)]
    kinds = {k for f in listing_it for k in evidence_of(context.base)[f.key].kinds}
    if any(not (_is_own_name(ln, subjects[0]) or _is_of_kinds(ln, kinds)) for ln in named):
        return None
    return tell_facts(listing_it, context) if len(listing_it) == 1 else None


def _may_name(fact: Fact, context: Context) -> bool:
    """Whether a text says what things are called, where that is asked."""
    by_name = context.query.has(LinkKind.ASK, "name")
    return not by_name or names_members(evidence_of(context.base)[fact.key], context.query, context.base)


def _is_own_name(link: Link, subject: str) -> bool:
    """Whether it names the subject or a section, or is a word for the subject and its kind (产业), or for it
    and how many there are of it (签约项目)."""
    beside = link.kinds & {LinkKind.KIND, LinkKind.MEASURE}
    own = bool(beside) and link.ids(LinkKind.SUBJECT) == (subject,)
    return link.kinds <= _SUBJECT_OR_SECTION or own


def _is_of_kinds(link: Link, kinds: set[str]) -> bool:
    """Whether it only says what kind of thing the listed ones are (新揭牌的机构有哪几家)."""
    return link.kinds == {LinkKind.KIND} and set(link.ids(LinkKind.KIND)) <= kinds


def _is_what_there_is(link: Link, context: Context) -> bool:
    """Whether it only asks for parts: by "consists of", or by a word that anything may be called by."""
    measures, kinds = context.base.vocabulary.measures, context.base.vocabulary.kinds
    return all(
        (t.kind is LinkKind.MEASURE and measures[t.id].lists)
        or (t.kind is LinkKind.KIND and kinds[t.id].wide)
        for t in link.targets
    )


def _as_named(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Facts in the order in which the question names them (产量和销量分别)."""
    evidence = evidence_of(context.base)
    said = [ln for ln in context.links if ln.start >= 0]

    def place(fact: Fact) -> int:
        fits = ((link_support(ln, context.query, evidence[fact.key], context.base), -ln.start) for ln in said)
        return -max(fits, default=(0.0, 0))[1]

    return tuple(sorted(facts, key=place))


def set_described(context: Context) -> Outcome | None:
    """Everything that the question describes, without repetition; None where that is no set."""
    focus = frozenset(context.query.ids(LinkKind.SUBJECT))
    everything = _first_there(_with_what_is_asked(described(context), context), context)
    facts = tidied(everything, focus, context.base, context.limits.listed)
    lacking = _lacking(facts, context)
    if lacking is not None:
        return lacking
    only = len(everything) == 1 and not facts[0].figures  # a text that lists by itself
    if only and context.query.has(LinkKind.ASK, "number") and context.query.has(LinkKind.UNIT):
        return None  # how many of each is no text
    if not facts or (len(facts) == 1 and not only and not _is_whole_set(facts[0], context)):
        return None
    if not without_passing(facts, context) or _is_of_anything(facts, context):
        return None
    named = {s for ln in context.links if ln.start >= 0 for s in ln.ids(LinkKind.SUBJECT)}
    each = len(facts) > 1 and all(f.subject in named for f in facts)  # 甲、乙的产值各是多少: in that order
    facts = _as_named(tuple(facts), context) if each else facts
    told = listing(context, facts) if len(facts) > 1 else tell_facts(facts, context)
    return replace(told, described=everything)


def _is_of_anything(facts: Sequence[Fact], context: Context) -> bool:
    """Whether nothing but a measure of texts is named (有啥好办法): of what, the question does not say."""
    about = any(LinkKind.MEASURE not in ln.kinds for ln in context.links if ln.kinds & _SAYING_OF_WHAT)
    query = context.query
    here = query.has(LinkKind.PLACE) or query.has(LinkKind.DIALOGUE, "document")
    here = here or query.has(LinkKind.ASK, "organisation", "person")
    measures = context.base.vocabulary.measures
    ranks = any(measures[f.measure].relation for f in facts)  # 率先做到的有哪些
    return not (about or here or ranks or context.leaning or with_figures(facts)) and len(facts) > 1


def _lacking(facts: Sequence[Fact], context: Context) -> Outcome | None:
    """The one fact of a single thing that says that the report does not give what is asked."""
    lacking = [f for f in facts if asks_what_it_lacks(context.query, f)]
    one = len({f.subject for f in facts}) == 1
    return tell_facts(lacking[:1], context) if lacking and one else None


def _first_there(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Of texts on what was first somewhere those of the place named, and those named (哪几样是全国首个)."""
    query, phrased = context.query, context.query.ids(LinkKind.PHRASE)
    known = (p for report in context.base.reports.values() for p in report.places)
    places = {p.id for p in known if any(n in query.folded for n in (p.name.zh, *p.names))}
    places -= {OWN}  # what it was first to do it was so somewhere else
    one = len({f.measure for f in facts}) == 1 and not with_figures(facts)
    there = tuple(f for f in facts if f.scope in places or f.key in phrased)
    return there if one and any(f.scope in places for f in facts) else facts


def _with_what_is_asked(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Without texts on one measure, where others have its figure."""
    if context.query.has(LinkKind.DIALOGUE, "figures") and with_figures(facts):
        return _with_figures_beside(with_figures(facts), context)
    one_measure = len({f.measure for f in facts}) == 1 and not context.query.has(LinkKind.DIRECTION)
    return (with_figures(facts) or facts) if one_measure else facts


def _with_figures_beside(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Figures of one thing with those beside them in their sentences, of it and of what it is part of."""
    if len({f.subject for f in facts}) > 1:
        return facts
    cited = {(f.report, cite) for f in facts for cite in f.cites}
    near = {facts[0].subject, *context.base.subjects[facts[0].subject].part_of}
    return tuple(
        f
        for f in context.base.facts.values()
        if f in facts
        or (f.figures and f.subject in near and cited.intersection((f.report, cite) for cite in f.cites))
    )


def _is_whole_set(fact: Fact, context: Context) -> bool:
    """Whether one fact is all there is to list: it names several, or is what alone is so (全省首个有哪些)."""
    ranked = any(n.unit == RANK for n in context.query.named_numbers())
    alone = context.base.vocabulary.measures[fact.measure].kind == "text" and named_exactly(fact, context)
    return len(fact.mentions) > 1 or alone or (ranked and bool(fact.figures) and fact.figures[0].unit == RANK)


def set_implied(context: Context) -> Outcome | None:
    """The same where only "all" or a plural says that several things are asked for."""
    return set_described(context) if asks_for_list(context) else None


def _of_all_reports(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Where no period is named: the same facts of every report, side by side."""
    if context.query.periods or len(context.base.reports) < 2:
        return facts
    everything = context.base.facts.values()
    return tuple(o for f in facts for o in everything if (o.subject, o.measure) == (f.subject, f.measure))
