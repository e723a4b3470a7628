"""What a report mentions: whether it does, the things of a kind, and where the last answer stands. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.naming import enumerated
from bot.answering.outcome import Context, Outcome
from bot.answering.telling import citations, tell_facts
from bot.knowledge.model import Fact, Subject
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

MOST = 12
"""Things of a kind that are named before "and others"."""
TOLD = 3
"""Facts told of what the report is asked to mention."""
_NAMED = (LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE, LinkKind.SECTION)


def asks_whether_mentioned(query: Query) -> bool:
    """Whether a message only asks if the report mentions something (报告提到…了吗)."""
    whether = set(query.ids(LinkKind.ASK)) == {"yesno"}
    return whether and query.has(LinkKind.DIALOGUE, "mention") and not query.has(LinkKind.MEASURE)


def mentioned(context: Context) -> Outcome | None:
    """That the report mentions a subject, and the first things that it says of it; None if it does not."""
    named = context.query.ids(LinkKind.SUBJECT)
    if context.query.loose or context.query.has(LinkKind.ELSEWHERE):
        return None
    about = [f for f in context.base.facts.values() if f.subject in named]
    about = about or [f for f in context.base.facts.values() if set(named) & set(f.mentions)]
    told = sorted(about, key=lambda f: not f.figures)[:TOLD]
    lead = context.say("提到了。", "Yes, it does. ")
    return tell_facts(told, context, lead if len(told) == 1 else f"{lead.strip()}\n") if told else None


def things_of_a_kind(context: Context) -> Outcome | None:
    """The names of all things of the one kind that a question names, and nothing besides (有哪些企业)."""
    query = context.query
    kinds = query.ids(LinkKind.KIND)
    named = frozenset[LinkKind]().union(*(ln.kinds for ln in query.links if LinkKind.FILLER not in ln.kinds))
    beside = named & {*_NAMED, LinkKind.STATUS, LinkKind.ELSEWHERE, LinkKind.UNIT}
    wanted = set(query.ids(LinkKind.ASK)) - {"which", "organisation", "name", "yesno"}
    if len(kinds) != 1 or query.loose or beside or wanted or query.named_numbers() or query.periods:
        return None
    first: dict[str, Fact] = {}
    for fact in context.base.facts.values():
        if context.base.subjects[fact.subject].kind == kinds[0]:
            first.setdefault(fact.subject, fact)
    subjects = [context.base.subjects[s] for s in first]
    return _named_all(subjects, list(first.values()), context) if len(subjects) > 1 else None


def counts_of_a_kind(context: Context) -> tuple[Fact, ...]:
    """How many there are of each sort of the one kind that a question names, and of nothing else."""
    query, base = context.query, context.base
    kinds, measures = query.ids(LinkKind.KIND), base.vocabulary.measures
    narrow = query.has(LinkKind.SUBJECT) or query.has(LinkKind.STATUS) or query.has(LinkKind.ELSEWHERE)
    plain = all(measures[m].wide for m in query.ids(LinkKind.MEASURE))
    asks = set(query.ids(LinkKind.ASK)) - {"yesno"}
    if len(kinds) != 1 or asks != {"number"} or narrow or not plain or query.loose or query.named_numbers():
        return ()
    name = base.vocabulary.kinds[kinds[0]].name
    counted = [f for f in base.facts.values() if f.figures and measures[f.measure].kind == "count"]
    found = [f for f in counted if name is not None and name.zh in base.subjects[f.subject].name.zh]
    return tuple(sorted(found, key=lambda f: not f.headline)[: context.limits.choices])


def _named_all(subjects: Sequence[Subject], facts: Sequence[Fact], context: Context) -> Outcome:
    called = [s.called(context.language) for s in subjects[:MOST]]
    several = len(subjects) > MOST
    names = "、".join(called) + ("等" if several else "")
    text = context.say(
        f"报告提到了{names}。",
        f"The report mentions {enumerated([*called, 'others'] if several else called, 'en')}.",
    )
    return Outcome(text, tuple(facts[:MOST]))


def asks_for_source(query: Query) -> bool:
    """Whether a message only asks where the last answer stands (出处呢)."""
    contents = [ln for ln in query.content() if "source" not in ln.ids(LinkKind.MEASURE)]
    return query.has(LinkKind.MEASURE, "source") and not contents and not query.loose


def source_of(facts: Sequence[Fact], context: Context) -> Outcome:
    """Where facts stand, section by section."""
    sections: dict[str, list[int]] = {}
    for cite in citations(facts, context.base, context.language):
        sections.setdefault(cite.section, []).append(cite.number)
    places = [_place(title, sorted(numbers), context) for title, numbers in sections.items()]
    told = context.say("；", "; ").join(places)
    return Outcome(context.say(f"出自报告的{told}。", f"It stands in {told}."), tuple(facts))


def _place(title: str, numbers: Sequence[int], context: Context) -> str:
    said = context.say("、", ", ").join(str(n) for n in numbers)
    sentences = "sentences" if len(numbers) > 1 else "sentence"
    return context.say(f"“{title}”一节第{said}句", f"“{title}”, {sentences} {said}")
