"""Whether what is told names a body, where the question asks which one: no stage says who builds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.knowledge.model import Fact, FactBase, kept
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query

BODIES = frozenset({"company", "organisation", "hospital", "school", "person"})
"""Kinds of thing that are who did something."""
_CALLED_AFTER = BODIES | {"product", "document"}
"""Kinds of thing whose name may be that of who made them; that of a road is just its own."""
_OWNERS = frozenset({"organisation"})
_ONLY_MEASURE = frozenset({LinkKind.MEASURE})
_FIGURES = ("number", "money", "percent", "rank", "duration", "date", "stage")
"""Question words beside which a body may only be described (哪家的产值多少)."""
_WHICH = frozenset({"which", "name"})
_EVERY = frozenset({"list", "every"})
_DESCRIBING = frozenset({LinkKind.SUBJECT, LinkKind.PLACE, LinkKind.STATUS})


def asks_for_body(query: Query, base: FactBase) -> bool:
    """Whether nothing but a company, an office or a person is asked for: 哪家, 哪些部门, 谁做的."""
    if query.has(LinkKind.ASK, "yesno") and query.language != "en":
        return False
    if query.has(LinkKind.ASK, *_FIGURES):
        return False
    if query.has(LinkKind.ASK, "organisation") or _asks_which_body(query):
        return True
    measures = base.vocabulary.measures
    named = [ln.ids(LinkKind.MEASURE) for ln in query.content() if ln.kinds == _ONLY_MEASURE]
    return bool(named) and all(measures[m].kind in _OWNERS for ids in named for m in ids)


def _asks_which_body(query: Query) -> bool:
    """Whether the word for a body stands with "which", be it described in between (哪些500强公司)."""
    asked = {ln.end for ln in query.links if _asks_which(ln.ids(LinkKind.ASK), ln.ids(LinkKind.OPERATION))}
    asked |= {ln.end for ln in query.links if "every" in ln.ids(LinkKind.DIALOGUE)}
    for link in sorted(query.links, key=lambda ln: ln.start):
        if link.start in asked and link.kinds & _DESCRIBING and query.language != "en":
            asked.add(link.end)
        if BODIES.isdisjoint(link.ids(LinkKind.KIND)):
            continue
        if link.start in asked or _asks_which(link.ids(LinkKind.ASK), link.ids(LinkKind.OPERATION)):
            return True
    return False


def _asks_which(asks: Sequence[str], operations: Sequence[str]) -> bool:
    return not _WHICH.isdisjoint(asks) or not _EVERY.isdisjoint(operations)


@kept
def _telling(base: FactBase) -> frozenset[str]:
    """Facts that say who."""
    kinds = base.vocabulary.kinds
    words = [name.zh for k in BODIES if k in kinds and (name := kinds[k].name) is not None]
    kind_of = {f.key: base.vocabulary.measures[f.measure].kind for f in base.facts.values()}
    return frozenset(
        f.key
        for f in base.facts.values()
        if kind_of[f.key] in _OWNERS
        or (kind_of[f.key] == "name" and base.subjects[f.subject].kind in _CALLED_AFTER)
        or (not f.mentions and f.value is not None and _holds_body(f.value.zh, words, base))
    )


def _holds_body(text: str, words: Sequence[str], base: FactBase) -> bool:
    """Whether a text names bodies by a word for them, and not what is theirs (500强企业的区域总部)."""
    followed = (text[at + len(w) :][:1] for w in words for at in range(len(text)) if text.startswith(w, at))
    return any(not (after and takes_form(after, "possessive", base)) for after in followed)


@kept
def _bodies(base: FactBase) -> frozenset[str]:
    return frozenset(s.id for s in base.subjects.values() if s.kind in BODIES)


@kept
def _owned(base: FactBase) -> frozenset[str]:
    """Things of which the report says whose they are."""
    measures = base.vocabulary.measures
    return frozenset(f.subject for f in base.facts.values() if measures[f.measure].kind in _OWNERS)


def takes_for_another(fact: Fact, subjects: Sequence[str], base: FactBase) -> bool:
    """Whether the subjects are bodies, and the fact says of another body that it is the one."""
    if fact.value is None or base.vocabulary.measures[fact.measure].kind not in _OWNERS:
        return False
    others = [base.subjects[s] for s in subjects]
    return fact.subject not in subjects and all(
        s.kind in BODIES and s.name.zh not in fact.value.zh for s in others
    )


def says_which_body(facts: Iterable[Fact], query: Query, base: FactBase) -> bool:
    """Whether one of the facts names a body that the question does not, or is of a thing it does not name."""
    named = {*query.ids(LinkKind.SUBJECT)}
    bodies, owned = _bodies(base), _owned(base)
    asked_about = named & bodies
    alone = len(asked_about) == 1 and query.has(LinkKind.ASK, "organisation")
    by_measure = not (query.has(LinkKind.ASK, "organisation") or _asks_which_body(query))
    others = (bodies - asked_about if alone else bodies) | owned  # of several named, one is asked for
    return any(
        f.key in _telling(base)
        or not others.isdisjoint((f.subject, *f.mentions))
        or (by_measure and bool(named) and named.isdisjoint(_about(f, base)))
        for f in facts
    )


def _about(fact: Fact, base: FactBase) -> set[str]:
    """What a fact is about and mentions, and the wholes of these."""
    found: set[str] = set()
    waiting = [fact.subject, *fact.mentions]
    while waiting:
        thing = waiting.pop()
        if thing not in found and thing in base.subjects:
            found.add(thing)
            waiting.extend(base.subjects[thing].part_of)
    return found
