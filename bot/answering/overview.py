"""Overviews: of the report, a section, a subject, or of several things at once."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.amounts_asked import names_a_total
from bot.answering.arithmetic import sum_of
from bot.answering.evidence import evidence_of
from bot.answering.implying import ASKED_KINDS
from bot.answering.listed_sets import set_described, without_passing
from bot.answering.listing import listing
from bot.answering.members import asks_for_members
from bot.answering.operands import operands
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import ASKING
from bot.answering.sections import headlines, names_a_section
from bot.answering.summing_up import names_one_fact, of_reports, sections_named, sums_up
from bot.answering.telling import tell_facts
from bot.answering.tidying import tidied
from bot.answering.verdict import wants_yes_or_no
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

HEADLINES = 6
_TELLING_ASKS = frozenset({"date"})


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
    return (set_described(context) if one else None) or _of_subject(context)


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
    facts = without_passing(operands(context), context)
    whether = _whether_one_is_of_the_other(facts, context)
    if whether is not None:
        return whether
    if _says_how_much_nowhere(facts, context) or any(not _answers(f, context) for f in facts):
        return None
    if len(facts) < 2 or (len({f.cites for f in facts}) < 2 and len({f.subject for f in facts}) < 2):
        return None
    together = sum_of(context) if len(facts) > 2 and names_a_total(context) else None
    return together or listing(context, facts)


def _whether_one_is_of_the_other(facts: Sequence[Fact], context: Context) -> Outcome | None:
    """The one fact that says which bodies something is of, where it is asked whether it is of one of them
    (甲也得了那个奖吧)."""
    named = set(context.query.ids(LinkKind.MEASURE))
    if not wants_yes_or_no(context) or len(facts) != 2:
        return None
    evidence, subjects = evidence_of(context.base), context.base.subjects
    of_bodies = [f for f in facts if f.value is not None and evidence[f.key].kind == "organisation"]
    if len(of_bodies) != 1:
        return None
    told, other = of_bodies[0], next(f for f in facts if f is not of_bodies[0])
    bodies = [s for s in subjects.values() if told.value is not None and s.name.zh in told.value.zh]
    if other.measure in named or subjects[other.subject].kind not in {s.kind for s in bodies}:
        return None
    so = any(s.id == other.subject for s in bodies)
    lead = "" if so else context.say("报告没有这么说：", "The report does not say that: ")
    return tell_facts((told,), context, lead)


def _says_how_much_nowhere(facts: Sequence[Fact], context: Context) -> bool:
    """Whether one amount of two things is asked for (how much pork did Shuanghui export), which none is."""
    query = context.query
    lacks = query.has(LinkKind.ASK, "number", "money") and any(not f.figures for f in facts)
    return lacks and not query.has(LinkKind.DIALOGUE, "connective", "every") and not query.loose
