"""Overviews and lists: of the report, a section, a subject, or whatever shares what the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.arithmetic import sum_of
from bot.answering.asking_for_lists import asks_for_list
from bot.answering.describing import described, named_exactly
from bot.answering.evidence import evidence_of
from bot.answering.excepting import one_a_subject
from bot.answering.grouping import group, operands, with_figures
from bot.answering.implying import ASKED_KINDS, asks_what_it_lacks
from bot.answering.listing import listing
from bot.answering.members import asks_for_members
from bot.answering.mentioning import things_of_a_kind
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import ASKING
from bot.answering.sections import names_a_section
from bot.answering.summing_up import headlines, names_one_fact, of_reports, sections_named, sums_up
from bot.answering.supporting import link_support
from bot.answering.telling import tell_facts
from bot.answering.tidying import tidied
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

HEADLINES = 6
_FIGURES_OF_EACH = ("number", "money", "percent", "duration", "rank")
_TELLING_ASKS = frozenset({"date"})
_SUBJECT_OR_SECTION = frozenset({LinkKind.SUBJECT, LinkKind.SECTION})


def overview(context: Context) -> Outcome | None:
    """The report's own overview where nothing else is named, else that of the named section or subject."""
    query = context.query
    if not sums_up(context) or names_one_fact(context):
        return None
    if all(ln.kinds & ASKING for ln in context.links) and not query.loose and not names_a_section(context):
        return of_reports(context)
    if query.loose or query.has(LinkKind.ASK, "rank"):
        return None  # "how did the zone rank" asks for one thing
    sections = sections_named(context)
    if sections:
        facts = headlines(sections[0], context)
        if facts:
            return tell_facts(facts, context)
    one = len(query.ids(LinkKind.SUBJECT)) == 1 and query.has(LinkKind.OPERATION, "list")
    return (_set_described(context) if one else None) or _of_subject(context)


def _of_subject(context: Context) -> Outcome | None:
    subjects = context.query.ids(LinkKind.SUBJECT)
    if not subjects or any(ln.kinds & {LinkKind.MEASURE} and not ln.kinds & ASKING for ln in context.links):
        return None
    each = HEADLINES if len(subjects) == 1 else max(2, HEADLINES // len(subjects))
    course = _course_of(subjects, context)
    facts = course or [f for s in subjects for f in _about(s, context)[:each]]
    return tell_facts(list(dict.fromkeys(facts)), context) if facts else None


def _course_of(subjects: Sequence[str], context: Context) -> list[Fact]:
    """How a thing goes, where just that is asked of one thing and the report says it (表现如何)."""
    asking = (ln for ln in context.query.links if "overview" in ln.ids(LinkKind.OPERATION))
    asked = {m for ln in asking for m in ln.ids(LinkKind.MEASURE)}
    own = [f for f in context.base.facts.values() if f.subject in subjects and f.measure in asked]
    return own if len(subjects) == 1 else []


def _about(subject: str, context: Context) -> list[Fact]:
    """What the report says of a subject; of a topic with little of its own, what it says of its parts too."""
    base, evidence = context.base, evidence_of(context.base)
    own = [f for f in base.facts.values() if f.subject == subject]
    near = [f for f in base.facts.values() if f.subject != subject and subject in f.mentions]
    if len(own) + len(near) < HEADLINES:
        parts = [e.fact for e in evidence.values() if subject in e.wholes and e.fact not in own + near]
        near += sorted(parts, key=lambda f: not f.figures)
    worth = tidied([*own, *near], frozenset({subject}), base, len(base.facts))
    return [f for f in (*own, *near) if f in own or f in worth]


def list_facts(context: Context) -> Outcome | None:
    """What the question describes; else what it names side by side, or all that shares what it names."""
    told = _content_of_subject(context) or things_of_a_kind(context) or _set_described(context)
    if told is not None or asks_for_members(context.query, context.base):
        return told
    named = _without_passing(_as_named(operands(context), context), context)
    apart = len([ln for ln in context.links if LinkKind.SUBJECT in ln.kinds]) > 1  # with nothing in common
    alike = () if apart else _without_passing(one_a_subject(group(context), context), context)
    facts = _of_all_reports(named, context) if len(named) >= 2 else alike
    lacking = _lacking(facts, context)
    if lacking is not None:
        return lacking
    return listing(context, facts) if len(facts) > 1 else None


def _without_passing(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
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
    listing_it = [f for f in own if measures[f.measure].lists]
    kinds = {k for f in listing_it for k in evidence_of(context.base)[f.key].kinds}
    if any(not (_is_own_name(ln, subjects[0]) or _is_of_kinds(ln, kinds)) for ln in named):
        return None
    return tell_facts(listing_it, context) if len(listing_it) == 1 else None


def _is_own_name(link: Link, subject: str) -> bool:
    """Whether it names the subject or a section, or is a word for the subject and its kind (产业)."""
    own = LinkKind.KIND in link.kinds and link.ids(LinkKind.SUBJECT) == (subject,)
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


def _set_described(context: Context) -> Outcome | None:
    """Everything that the question describes, without repetition; None where that is no set."""
    focus = frozenset(context.query.ids(LinkKind.SUBJECT))
    everything = _with_what_is_asked(described(context), context)
    facts = tidied(everything, focus, context.base, context.limits.listed)
    lacking = _lacking(facts, context)
    if lacking is not None:
        return lacking
    only = len(everything) == 1 and not facts[0].figures  # a text that lists by itself
    if not facts or (len(facts) == 1 and not only and not _is_whole_set(facts[0], context)):
        return None
    if not _without_passing(facts, context):
        return None
    told = listing(context, facts) if len(facts) > 1 else tell_facts(facts, context)
    return replace(told, described=everything)


def _lacking(facts: Sequence[Fact], context: Context) -> Outcome | None:
    """The one fact of a single thing that says that the report does not give what is asked."""
    lacking = [f for f in facts if asks_what_it_lacks(context.query, f)]
    one = len({f.subject for f in facts}) == 1
    return tell_facts(lacking[:1], context) if lacking and one else None


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
    return _set_described(context) if asks_for_list(context) else None


def _joined_measures(context: Context) -> tuple[Fact, ...]:
    """Two measures of one subject joined by "and" (个数以及总投资): a fact for each."""
    named = [ln for ln in context.links if LinkKind.MEASURE in ln.kinds and not ln.kinds & ASKING]
    if len(named) != 2 or len(context.query.ids(LinkKind.SUBJECT)) != 1 or not _joined(named, context):
        return ()
    facts = operands(context)
    return facts if len(facts) == 2 and len({f.subject for f in facts}) == 1 else ()


def _joined(links: list[Link], context: Context) -> bool:
    first, second = links
    if first.start < 0 or second.start < 0:
        return False
    between = [ln for ln in context.query.links if first.end <= ln.start < second.start]
    return any("connective" in ln.ids(LinkKind.DIALOGUE) for ln in between) or "、" in context.query.surface(
        first.end - 1, second.start + 1
    )


def _of_all_reports(facts: tuple[Fact, ...], context: Context) -> tuple[Fact, ...]:
    """Where no period is named: the same facts of every report, side by side."""
    if context.query.periods or len(context.base.reports) < 2:
        return facts
    everything = context.base.facts.values()
    return tuple(o for f in facts for o in everything if (o.subject, o.measure) == (f.subject, f.measure))


def plain_subject(context: Context) -> Outcome | None:
    """Nothing but a subject is named: what the report says of it."""
    query = context.query
    subjects = query.ids(LinkKind.SUBJECT)
    if len(subjects) != 1 or query.loose or any(not _is_bare(ln, context) for ln in query.links):
        return None
    return _of_subject(context)


def _is_bare(link: Link, context: Context) -> bool:
    """Whether it asks for nothing in particular, as a word that anything may be called by (5G有关的项目)."""
    kinds = context.base.vocabulary.kinds
    if link.kinds <= _BARE or "connective" in link.ids(LinkKind.DIALOGUE):
        return True
    return link.kinds == {LinkKind.KIND} and all(kinds[k].wide for k in link.ids(LinkKind.KIND))


_BARE = frozenset({LinkKind.SUBJECT, LinkKind.SECTION, LinkKind.FILLER, LinkKind.CHAT, LinkKind.PLACE})


def _answers(fact: Fact, context: Context) -> bool:
    """Whether it is of the kind that a question word such as "when" asks for."""
    asks = set(context.query.ids(LinkKind.ASK)) & _TELLING_ASKS
    kind = context.base.vocabulary.measures[fact.measure].kind
    return not asks or any(kind in ASKED_KINDS[a] for a in asks)


def several(context: Context) -> Outcome | None:
    """Several things named in one question without any operation: each is told."""
    if asks_for_members(context.query, context.base):
        return None
    measures = _joined_measures(context)
    if measures:
        return listing(context, measures)
    if len([ln for ln in context.links if LinkKind.SUBJECT in ln.kinds]) < 2:
        return None
    if context.query.has(LinkKind.OPERATION, "share"):
        return None  # one of them is a part of the other
    facts = _without_passing(operands(context), context)
    if _says_how_much_nowhere(facts, context) or any(not _answers(f, context) for f in facts):
        return None
    if len(facts) < 2 or (len({f.cites for f in facts}) < 2 and len({f.subject for f in facts}) < 2):
        return None
    together = sum_of(context) if len(facts) > 2 and _asks_for_total(context) else None
    return together or listing(context, facts)


def _says_how_much_nowhere(facts: Sequence[Fact], context: Context) -> bool:
    """Whether one amount of two things is asked for (how much pork did Shuanghui export), which none is."""
    query = context.query
    lacks = query.has(LinkKind.ASK, "number", "money") and any(not f.figures for f in facts)
    return lacks and not query.has(LinkKind.DIALOGUE, "connective", "every") and not query.loose


def _asks_for_total(context: Context) -> bool:
    """Whether the measure is named as a total, of several things (甲、乙和丙总投资多少)."""
    names = (context.query.surface(ln.start, ln.end) for ln in context.links if LinkKind.MEASURE in ln.kinds)
    return any(takes_form(name, "total", context.base) for name in names)
