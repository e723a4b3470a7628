"""What question words, counting words and directions say of the kind of fact that answers them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import YES_OR_NO, Query
from bot.understanding.tokens import TokenKind

DONE = "done"
"""The status that hardly tells facts apart, since most have it."""
STAGE = "stage"
"""The kind of answer that says how far a thing is, whatever stage the question presumes."""
NUMERIC_KINDS = frozenset(
    {"money", "count", "rate", "share", "rank", "duration", "index", "length", "area", "volume", "mass"}
)
SHARES = frozenset({"rate", "share", "rank"})
"""Kinds of figure that say what something is to something else."""
TEXT_KINDS = frozenset({"text", STAGE, "name", "organisation", "person", "place", "reason", "date"})
ASKED_KINDS: dict[str, frozenset[str]] = {
    "number": NUMERIC_KINDS,
    "money": frozenset({"money"}),
    "percent": frozenset({"rate", "share"}),
    "duration": frozenset({"duration", "date"}),
    "date": frozenset({"date"}),
    "person": frozenset({"person", "organisation", "name"}),
    "place": frozenset({"place"}),
    "name": TEXT_KINDS,
    "rank": frozenset({"rank"}),
    "reason": frozenset({"reason", "text"}),
    "deed": TEXT_KINDS,
    "amount_of_people": frozenset({"people"}),
}
"""Question words that only some kinds of fact can answer. Those not listed go with any."""
IMPLIED_KINDS: dict[str, frozenset[str]] = {
    "money": frozenset({"money"}),
    "duration": frozenset({"duration"}),
    "percent": frozenset({"rate", "share"}),
    "rank": frozenset({"rank"}),
    "person": frozenset({"person"}),
    "organisation": frozenset({"organisation"}),
    "place": frozenset({"place"}),
    "name": frozenset({"name"}),
    "reason": frozenset({"reason"}),
    "manner": frozenset({"reason", "text"}),
    "deed": frozenset({"reason", "text"}),
    "date": frozenset({"date"}),
}
"""Kinds of measure that a question word alone suggests."""
BESIDE = 1
"""Tokens that may stand between a verb and its "what" (降低*了*什么)."""
IMPLIED = 0.6
IMPLIED_BY_UNIT = 0.7
IMPLIED_BY_DIRECTION = 0.9


def kinds_asked(query: Query) -> frozenset[str] | None:
    """Kinds of fact that answer one of the question words; None where any kind may."""
    counted = set(query.ids(LinkKind.ASK))
    found = [
        [ASKED_KINDS[a] for a in ln.ids(LinkKind.ASK) if a in ASKED_KINDS and a in counted]
        for ln in query.links
    ]
    found = [kinds for kinds in found if kinds]
    if not found:
        return None
    last = frozenset[str]().union(*found[-1])
    rest = frozenset[str]().union(*(k for kinds in found[:-1] for k in kinds))
    return last if last < rest else last | rest  # 那几座花了多少钱: what is said last, where it is narrower


_BY_MEANS = ("manner", "deed", "reason")


LACKING: Mapping[str, frozenset[str]] = {
    "figure": frozenset({"number", "money", "percent"}),
    "names": frozenset({"name", "which"}),
}
"""Question words for what a fact's text says the report does not give."""


def asks_what_it_lacks(query: Query, fact: Fact) -> bool:
    """Whether the question is for what the fact's text says the report does not give."""
    if not fact.lacks:
        return False
    if fact.lacks == "names" and (_asks_for_a_list(query) or _asks_for_each(query)):
        return True
    return not LACKING[fact.lacks].isdisjoint(query.ids(LinkKind.ASK))


def _asks_for_a_list(query: Query) -> bool:
    """Whether single ones are asked for; a plain "what places" asks where (设在哪些地方)."""
    listing = [ln for ln in query.links if "list" in ln.ids(LinkKind.OPERATION)]
    return any("place" not in ln.ids(LinkKind.ASK) for ln in listing)


def _asks_for_each(query: Query) -> bool:
    """Whether it asks which ones of a number that it states (在哪12个国家)."""
    behind = {ln.end for ln in query.links if {"place", "which", "organisation"} & {*ln.ids(LinkKind.ASK)}}
    return any(n.start in behind for n in query.named_numbers())


def asks_anything(link: Link) -> bool:
    """Whether it is no more than a "what", which facts of any kind answer."""
    return link.ids(LinkKind.ASK) == ("which",)


def implied_by_kind(query: Query) -> Mapping[str, float]:
    """How far the question names kinds of measure without naming a measure, 0 to 1."""
    implied = {kind: IMPLIED for ask in query.ids(LinkKind.ASK) for kind in IMPLIED_KINDS.get(ask, ())}
    if _asks_status(query) or query.has(LinkKind.ASK, STAGE):
        implied[STAGE] = IMPLIED_BY_DIRECTION
    if presumes_first(query) or presumes_last(query) or any(n.unit == RANK for n in query.named_numbers()):
        implied["rank"] = IMPLIED_BY_DIRECTION
    if query.has(LinkKind.OPERATION, "share"):
        implied["share"] = IMPLIED_BY_DIRECTION
    if query.has(LinkKind.DIRECTION) or query.has(LinkKind.PERIOD, "than_last_year"):
        implied["rate"] = IMPLIED_BY_DIRECTION
    return implied


def asks_what_changed(query: Query, base: FactBase) -> bool:
    """Whether it asks what went up or down, or by what means, not by how much (降低了什么, 怎么提高)."""
    asks = set(query.ids(LinkKind.ASK)) - {YES_OR_NO}
    if not asks or not asks <= {"which", "manner", "deed"}:
        return False
    which = [ln for ln in query.links if "which" in ln.ids(LinkKind.ASK)]
    changes = [ln for ln in query.links if LinkKind.DIRECTION in ln.kinds and not _names_figure(ln, base)]
    if "which" not in asks:
        return bool(changes) and not any(_names_figure(ln, base) for ln in query.links)
    return any(_is_object(w, change, query) for w in which for change in changes)


_CHANGES = frozenset({LinkKind.DIRECTION, LinkKind.MEASURE})


def asks_by_how_much(query: Query) -> bool:
    """Whether a word of direction stands right in front of "how much" (下降了多少), or by how much something
    differs from the year before is asked (比去年多了几个亿)."""
    if query.has(LinkKind.PERIOD, "than_last_year") and query.has(LinkKind.OPERATION, "difference"):
        return True
    sizes = {ln.start for ln in query.links if {"number", "percent"} & {*ln.ids(LinkKind.ASK)}}
    ways = (ln for ln in query.links if LinkKind.DIRECTION in ln.kinds)
    return any({ln.end, ln.end + 1} & sizes for ln in ways if ln.kinds <= _CHANGES)


def asks_how_achieved(query: Query, base: FactBase) -> bool:
    """Whether it asks by what means something came about, whatever it names of it (咋把产值搞上去的)."""
    return takes_form(query.folded, "achieved", base) and query.has(LinkKind.ASK, *_BY_MEANS)


def asks_whether_begun(query: Query, base: FactBase) -> bool:
    """Whether it asks of a thing no more than if it was begun or put to use (动工了吗, 投产没)."""
    asks = set(query.ids(LinkKind.ASK))
    return STAGE in asks <= {STAGE, YES_OR_NO} and takes_form(query.folded, "begun", base)


def says_done(fact: Fact, base: FactBase) -> bool:
    """Whether a fact's own words say that it is done: most facts that say nothing of it have the status."""
    texts = (fact.summary.zh, fact.summary.en.casefold())
    names = (n for n in base.vocabulary.statuses[DONE].names if len(n) > 1)
    return any(name in text for name in names for text in texts)


def _names_figure(link: Link, base: FactBase) -> bool:
    """Whether it names a measure that only a figure answers."""
    return any(base.vocabulary.measures[m].kind in NUMERIC_KINDS for m in link.ids(LinkKind.MEASURE))


def _is_object(which: Link, change: Link, query: Query) -> bool:
    """Whether "what" is what changes: beside the verb, or at the head of the clause that the verb ends."""
    beside = 0 <= which.start - change.end <= BESIDE or 0 <= change.start - which.end < BESIDE
    ends = change.end == len(query.tokens) or query.clause_of(change) != query.tokens[change.end].clause
    heads = which.start == 0 or query.tokens[which.start - 1].clause != query.clause_of(which)
    latin = query.tokens[change.start].kind is TokenKind.LATIN
    return beside or (latin and ends and heads and query.clause_of(which) == query.clause_of(change))


def presumes_first(query: Query) -> bool:
    """Whether a yes/no question takes something for the first (the best in the city, isn't it?)."""
    return query.has(LinkKind.ASK, "yesno") and query.has(LinkKind.OPERATION, "most")


def presumes_last(query: Query) -> bool:
    """Whether it takes something for the last in a place (全市垫底吗)."""
    asks_else = set(query.ids(LinkKind.ASK)) - {YES_OR_NO}
    return not asks_else and query.has(LinkKind.OPERATION, "least") and query.has(LinkKind.PLACE)


def _asks_status(query: Query) -> bool:
    """Whether a status is what is asked for, not a description of the things asked for (在建的是哪两家)."""
    others = ("which", "organisation", "person", "name", "number", "money", "place")
    return query.has(LinkKind.STATUS) and not query.has(LinkKind.ASK, *others)
