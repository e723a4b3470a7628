"""The last question asked of another thing (甲去年同期多少? 乙呢): worked out for that one too."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.attempting import OPERATION, Attempt, attempted
from bot.answering.choosing import Selection
from bot.answering.following import inherited
from bot.answering.leaning import best_attempt
from bot.answering.outcome import Context
from bot.answering.telling import tell_facts
from bot.knowledge.model import FactBase, Subject
from bot.understanding.dialogue import Dialogue
from bot.understanding.folding import fold
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query, understand


def asked_of_another(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The last question, worked out or summed up, of the one thing that an ellipsis names instead.

    None where the turn says more than that, or where nothing comes of it.
    """
    query, base = context.query, context.base
    named = query.content()
    instead = query.has(LinkKind.DIALOGUE, "ellipsis", "correction") or _denies_the_last(query, dialogue)
    if not dialogue.asked_whole or len(named) != 1 or not instead:
        return None
    works = set(query.ids(LinkKind.OPERATION)) - {"denied"}
    if named[0].kinds != {LinkKind.SUBJECT} or query.loose or works:
        return None
    before = understand(dialogue.asked_whole, base)
    denied = _denied(query)
    alike = [
        ln for ln in _alike(named[0], before, base) if not denied or denied & {*ln.ids(LinkKind.SUBJECT)}
    ]
    if len(alike) != 1:
        return None
    asked = understand(_put_instead(before, alike[0], query.surface(named[0].start, named[0].end)), base)
    asking = replace(context, query=asked, links=asked.content())
    attempt = best_attempt(asking, dialogue)
    if not attempt.settled:
        attempt = _beside_the_rest(asking, dialogue, alike[0])
    told = attempt.outcome.facts if attempt.outcome is not None else ()
    of_it = any(fact.subject in named[0].ids(LinkKind.SUBJECT) for fact in told)
    return attempt if of_it and attempt.settled and attempt.decision == OPERATION else None


def _beside_the_rest(context: Context, dialogue: Dialogue, replaced: Link) -> Attempt:
    """The question beside what was told last of all but the thing that is replaced (甲占多少? 乙呢)."""
    aside = set(replaced.ids(LinkKind.SUBJECT))
    rest = tuple(f for f in context.previous if f.subject not in aside)
    about = tuple(dict.fromkeys(f.subject for f in rest))
    reduced = replace(dialogue, subjects=about, facts=tuple(f.key for f in rest), singled_out="")
    return best_attempt(replace(context, previous=rest, recent=rest), reduced)


def _denies_the_last(query: Query, dialogue: Dialogue) -> bool:
    """Whether it says that what the last answer was about is not meant (不是甲,是乙)."""
    return bool(_denied(query) & set(dialogue.subjects))


def _denied(query: Query) -> set[str]:
    return {s for ln in query.excluded for s in ln.ids(LinkKind.SUBJECT)}


def the_same_figures(context: Context, dialogue: Dialogue) -> Attempt | None:
    """What was told last of one thing by several measures, of the one that an ellipsis names instead
    (甲的产值和增速? 乙呢); None where it has but one of them."""
    query, base = context.query, context.base
    named = query.content()
    told = [base.facts[key] for key in dialogue.facts if key in base.facts]
    of_one = len({f.subject for f in told}) == 1 < len(told) and all(f.figures for f in told)
    alone = len(named) == 1 and named[0].kinds == {LinkKind.SUBJECT} and len(named[0].targets) == 1
    if not of_one or not alone or query.loose or query.has(LinkKind.OPERATION) or query.has(LinkKind.ASK):
        return None
    subject, known = (
        named[0].ids(LinkKind.SUBJECT)[0],
        {(f.subject, f.measure, f.report): f for f in base.facts.values()},
    )
    alike = [known.get((subject, f.measure, f.report)) for f in told]
    found = [f for f in alike if f is not None]
    if len(found) < 2 or subject == told[0].subject:
        return None
    return Attempt(context, Selection((), None, ()), tell_facts(found, context), OPERATION)


def asked_of_the_own_place(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The last question, asked in vain of another place, of the report's own that an ellipsis names instead
    (那经开区呢)."""
    query, base = context.query, context.base
    own = [ln for ln in query.links if "own" in ln.ids(LinkKind.PLACE)]
    beside = [
        ln for ln in query.links if ln not in own and not ln.kinds & {LinkKind.DIALOGUE, LinkKind.FILLER}
    ]
    if len(own) != 1 or beside or query.loose or not dialogue.asked_whole:
        return None
    if not query.has(LinkKind.DIALOGUE, "ellipsis"):
        return None
    before = understand(dialogue.asked_whole, base)
    places = [ln for ln in before.links if LinkKind.ELSEWHERE in ln.kinds and ln.start >= 0]
    if len(places) != 1:
        return None
    asked = understand(_put_instead(before, places[0], query.surface(own[0].start, own[0].end)), base)
    return best_attempt(replace(context, query=asked, links=asked.content()), Dialogue())


def asked_of_its_sibling(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The last question of what is called by the place alone that a turn names (the province? the city?)."""
    query, base = context.query, context.base
    places = set(query.ids(LinkKind.PLACE)) - {"own"}
    says_more = query.loose or any(not ln.kinds & {LinkKind.PLACE} for ln in query.content())
    if len(places) != 1 or len(dialogue.subjects) != 1 or says_more or query.has(LinkKind.OPERATION):
        return None
    siblings = _siblings_called_by(places.pop(), dialogue, base)
    if len(siblings) != 1:
        return None
    named = understand(siblings[0].name.of(context.language), base)
    links = (*named.content(), *inherited(named, dialogue, base))
    attempt = attempted(replace(context, query=named, links=links, leaning=True))
    told = attempt.outcome.facts if attempt.outcome is not None else ()
    return attempt if told and attempt.settled and all(f.subject == siblings[0].id for f in told) else None


def asked_of_the_rest(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The other parts of what the last answers told parts of (其余的呢); None where a turn says more."""
    query, base = context.query, context.base
    says_more = query.loose or query.content() or query.has(LinkKind.OPERATION)
    if says_more or not query.has(LinkKind.DIALOGUE, "others") or not context.previous:
        return None
    wholes = {(f.report, f.part_of) for f in context.previous}
    parts = [f for f in base.facts.values() if f.part_of and wholes == {(f.report, f.part_of)}]
    told = {*dialogue.facts, *dialogue.recent}
    rest = [f for f in parts if f.key not in told]
    if not rest:
        return None
    return Attempt(context, Selection((), None, ()), tell_facts(rest, context), OPERATION)


def _siblings_called_by(place: str, dialogue: Dialogue, base: FactBase) -> list[Subject]:
    """Things of the same whole as the last answer's, with the same measure, that a place's name stands in."""
    last = base.subjects.get(dialogue.subjects[0])
    reports = [r for r in base.reports.values() if any(base.facts[k].report == r.id for k in dialogue.facts)]
    called = [p for r in reports for p in r.places if p.id == place]
    words = {fold(n) for p in called for n in (p.name.zh, p.name.en, *p.names)}
    having = {f.subject for f in base.facts.values() if f.measure in dialogue.measures}

    def is_called(subject: Subject) -> bool:
        name = f" {fold(subject.name.en)} "
        return any(f" {word} " in name if word.isascii() else word in subject.name.zh for word in words)

    others = (s for s in base.subjects.values() if last is not None and s.id != last.id and s.id in having)
    return [s for s in others if last and set(s.part_of) & set(last.part_of) and is_called(s)]


def _alike(named: Link, before: Query, base: FactBase) -> list[Link]:
    """What a question names of the same kind of thing."""
    kinds = {base.subjects[s].kind for s in named.ids(LinkKind.SUBJECT)}
    things = (ln for ln in before.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0)
    return [ln for ln in things if kinds & {base.subjects[s].kind for s in ln.ids(LinkKind.SUBJECT)}]


def _put_instead(before: Query, link: Link, words: str) -> str:
    start, end = before.tokens[link.start].start, before.tokens[link.end - 1].end
    return f"{before.folded[:start]}{words}{before.folded[end:]}"
