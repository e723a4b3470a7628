"""What of a question facts are weighed against, worked out once for all facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.answering.evidence import index_of
from bot.answering.implying import asks_anything, implied_by_kind, kinds_asked
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link, token_weight
from bot.understanding.numbers import NumberMention
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

ASKING = frozenset({LinkKind.ASK, LinkKind.OPERATION, LinkKind.PERIOD, LinkKind.DIALOGUE, LinkKind.CHAT})
KIND_WEIGHTS = {
    LinkKind.PHRASE: 1.1, LinkKind.SUBJECT: 1.0, LinkKind.MEASURE: 0.8, LinkKind.ELSEWHERE: 1.5,
    LinkKind.SECTION: 0.6, LinkKind.STATUS: 0.5, LinkKind.NUMBER: 0.5, LinkKind.DIRECTION: 0.5,
    LinkKind.KIND: 0.4,
}  # fmt: skip
_SOFTENING = frozenset(
    {LinkKind.ASK, LinkKind.OPERATION, LinkKind.PERIOD, LinkKind.STATUS, LinkKind.DIALOGUE, LinkKind.PLACE}
)
_BRIEF = frozenset({LinkKind.PHRASE})
BRIEF = 0.3
"""A short phrase of another fact is as a rule an everyday verb (建成, 打造)."""
_MEASURES = frozenset({LinkKind.MEASURE, LinkKind.DIRECTION, LinkKind.STATUS, LinkKind.KIND})
_ONLY_KIND = frozenset({LinkKind.KIND})
LOOSE_WORDS = 0.8
"""How far a stretch that no name explains is accounted for by standing in a fact's own words."""
SIDE_CLAUSE = 0.05
"""What the unexplained weighs in a clause that asks nothing, while another one asks."""
HEAD = 3.0
"""The unexplained right behind "how many" or "which" is what the question asks for."""
LONE_HEAD = 1.6
"""The same for a single character, which may be a slip or a particle (多少税, 多少啦)."""
LONE = 0.5
"""A single unexplained character between names: often a slip of typing."""
CARRIED = 1.5
"""Characters that something carried over counts for: what is said weighs more."""
LONG_PHRASE = 4.0
"""From this many characters on (English words count two) a phrase names a fact's subject alone."""
ANY_COUNT = "count"
"""The dimension of 个, which counts anything and so says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """A link with what weighing it against many facts needs. Equal only to itself: weighings are kept."""

    link: Link
    weight: float
    size: float
    """In characters; English words count two."""
    pieces: tuple[str, ...]
    """What of it has to stand in a fact's words to be found there."""
    hard: bool
    """Whether a fact that does not account for it cannot be meant."""
    foreign: bool
    """Whether it is a measure that no fact of the base bears."""
    side: bool
    """Whether it stands in a clause that asks nothing."""
    since_last_year: bool
    only_kind: bool
    modifies: bool
    """Whether beside a measure that is named it may only describe (the value of goods *carried*)."""
    number: NumberMention | None

    def is_part_of(self, subject: str, base: FactBase) -> bool:
        """Whether it names a part of a subject, as an example of it (御凤公园这类公园)."""
        parts = (base.subjects[s] for s in self.link.ids(LinkKind.SUBJECT) if s in base.subjects)
        return any(subject in part.part_of for part in parts)

    def gravity(self, own: bool) -> float:
        """How much it counts where no fact accounts for it; `own`: the fact's measure is named elsewhere."""
        if self.link.kinds <= _BRIEF and self.size < LONG_PHRASE:
            return BRIEF
        beside = own and self.link.kinds <= _MEASURES and not self.foreign
        return (SIDE_CLAUSE if self.side else 1.0) * (0.5 if beside else 1.0)


@dataclass(frozen=True, slots=True)
class LooseWord:
    """A token that no name explains."""

    words: tuple[str, ...]
    """A fact that holds one of these accounts for it."""
    explained: float
    """What it weighs there..."""
    missing: float
    """...and elsewhere."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as facts are weighed against it."""

    query: Query
    base: FactBase
    probes: tuple[Probe, ...]
    loose: tuple[LooseWord, ...]
    subjects: frozenset[str]
    """Those that are named."""
    measures: frozenset[str]
    kinds: frozenset[str]
    """Kinds of thing that are named."""
    numbers: tuple[NumberMention, ...]
    states_numbers: bool
    """Whether the numbers it names are hardly those that it asks for."""
    implied: Mapping[str, float]
    """How far its words imply a kind of measure without naming one."""
    asked_kinds: frozenset[str] | None
    """Kinds of measure that answer its question words; None where any does."""
    asks: frozenset[str]
    """Its question words."""
    counted: frozenset[str]
    """Dimensions, without their what, that the unit behind "how many" counts; empty where any is meant."""
    units: frozenset[str]
    asked_noun: str
    """What stands unexplained right behind "which" or "what": the thing that is asked for (哪些药)."""
    statuses: frozenset[str]
    lists: bool
    explains: bool
    """Whether it asks why or how."""
    wants_text: bool
    """Whether a text may answer it where a figure is named."""


def read(query: Query, links: Sequence[Link], base: FactBase) -> Reading:
    """What weighing facts against these links of a question needs."""
    numbers = query.named_numbers()
    links = [ln for ln in links if not _is_before_now(ln, query)]
    yes_or_no = query.has(LinkKind.ASK, "yesno") or not query.has(LinkKind.ASK)
    return Reading(
        query=query,
        base=base,
        probes=tuple(_probe(link, query, base) for link in links),
        loose=tuple(loose_words(query)),
        subjects=frozenset(s for ln in links for s in ln.ids(LinkKind.SUBJECT)),
        measures=frozenset(m for ln in links for m in ln.ids(LinkKind.MEASURE)),
        kinds=frozenset(query.ids(LinkKind.KIND)),
        numbers=numbers,
        states_numbers=bool(numbers) and not yes_or_no,
        implied=implied_by_kind(query),
        asked_kinds=kinds_asked(query),
        asks=frozenset(query.ids(LinkKind.ASK)),
        counted=_counted(query, base),
        units=frozenset(query.ids(LinkKind.UNIT)),
        asked_noun=_asked_noun(query),
        statuses=frozenset(query.ids(LinkKind.STATUS)),
        lists=query.has(LinkKind.OPERATION, "list"),
        explains=query.has(LinkKind.ASK, "reason", "manner"),
        wants_text=query.has(LinkKind.ASK, "reason", "manner", "stage"),
    )


@lru_cache(maxsize=256)  # operations weigh the links of a question in many sets
def _probe(link: Link, query: Query, base: FactBase) -> Probe:
    known = index_of(base).by_target
    measures = link.ids(LinkKind.MEASURE)
    foreign = (
        bool(measures)
        and not asks_anything(link)
        and not any((LinkKind.MEASURE.value, m) in known for m in measures)
    )
    since_last_year = is_since_last_year(link)
    return Probe(
        link=link,
        weight=link_weight(link, query),
        size=link_size(link, query),
        pieces=() if LinkKind.ELSEWHERE in link.kinds else _pieces(link, query),
        hard=_is_hard(link, foreign),
        foreign=foreign,
        side=link.start >= 0 and query.clause_of(link) not in query.asking,
        since_last_year=since_last_year,
        only_kind=link.kinds == _ONLY_KIND,
        modifies=_may_modify(measures, foreign, base),
        number=query.number_of(link),
    )


def _is_before_now(link: Link, query: Query) -> bool:
    """Whether it tells how things were, where the question goes on to now (以前要等,现在几天)."""
    later = (ln for ln in query.links if "now" in ln.ids(LinkKind.PERIOD) and ln.start >= link.end)
    beyond = any(query.clause_of(ln) in query.asking - {query.clause_of(link)} for ln in later)
    return beyond and "before" in link.ids(LinkKind.PERIOD)


def _may_modify(measures: Sequence[str], foreign: bool, base: FactBase) -> bool:
    """A rate, a rank or a measure that no fact bears is always what is asked for."""
    return bool(measures) and not foreign and not any(base.vocabulary.measures[m].relation for m in measures)


def _is_hard(link: Link, foreign: bool) -> bool:
    if LinkKind.ELSEWHERE in link.kinds:
        return True
    if is_since_last_year(link) or (foreign and not link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE}):
        return True
    return bool(link.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE}) and not link.kinds & _SOFTENING


def _pieces(link: Link, query: Query) -> tuple[str, ...]:
    """Pairs of characters, Latin stems, or a lone character."""
    keys = link.name or tuple(t.key for t in query.tokens[link.start : link.end])
    han = [k for k in keys if "\u3400" <= k <= "\u9fff"]
    if len(han) < 2:
        return tuple(han or keys)
    return tuple(a + b for a, b in pairwise(keys))


def is_since_last_year(link: Link) -> bool:
    """Whether it compares with the year before (比去年): only a rate, or a text on one, accounts for it."""
    return "than_last_year" in link.ids(LinkKind.PERIOD)


def link_size(link: Link, query: Query) -> float:
    """The length of a link's stretch in characters, English words counting two."""
    if link.start < 0:
        return CARRIED
    return sum(token_weight(t) for t in query.tokens[link.start : link.end])


def link_weight(link: Link, query: Query) -> float:
    """How much of the question's content a link is: nothing where it is a question word as well."""
    if is_since_last_year(link):
        return 0.5 * link_size(link, query)
    if link.kinds & ASKING and not link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.KIND}:
        return 0.0
    weight = max(KIND_WEIGHTS.get(kind, 0.0) for kind in link.kinds)
    return float(link_size(link, query) * weight * (0.5 if LinkKind.PLACE in link.kinds else 1.0))


def loose_words(query: Query) -> Iterable[LooseWord]:
    """What of a question no name explains, with its weight."""
    tokens, loose, asking = query.tokens, query.loose, query.asking
    heads = _heads(query) if loose else frozenset[int]()
    for index in loose:
        token = tokens[index]
        latin = token.kind is TokenKind.LATIN
        around = [tokens[index - 1].key + token.key] if index else []
        if index + 1 < len(tokens):
            around.append(token.key + tokens[index + 1].key)
        weight = missing = token_weight(token)
        if index in heads:
            missing *= HEAD if index + 1 in loose or latin else LONE_HEAD
        elif not latin and index - 1 not in loose and index + 1 not in loose:
            missing *= LONE
        yield LooseWord(
            (token.key,) if latin else tuple(around),
            LOOSE_WORDS * weight,
            missing if token.clause in asking else SIDE_CLAUSE * missing,
        )


def loose_weights(loose: Iterable[LooseWord], words: frozenset[str]) -> tuple[float, float]:
    """What of the unexplained stands in the given words of facts, and what does not."""
    explained = missing = 0.0
    for word in loose:
        if words.isdisjoint(word.words):
            missing += word.missing
        else:
            explained += word.explained
    return explained, missing


def _heads(query: Query, *asks: str) -> frozenset[int]:
    """Where the thing that is asked for stands: behind a question word, or its counting word (哪几座_)."""
    wanted = {
        ln.end
        for ln in query.links
        if (LinkKind.ASK in ln.kinds and (not asks or set(asks) & {*ln.ids(LinkKind.ASK)}))
        or "list" in ln.ids(LinkKind.OPERATION)
    }
    for link in query.links:
        if link.start in wanted and link.kinds & {LinkKind.UNIT, LinkKind.ASK}:
            wanted.add(link.end)
    return frozenset(wanted)


def _asked_noun(query: Query) -> str:
    if not query.loose:
        return ""
    for index in sorted(query.loose & _heads(query, "which", "list")):
        following = query.tokens[index + 1].key if index + 1 in query.loose else ""
        return query.tokens[index].key + following
    return ""


def _counted(query: Query, base: FactBase) -> frozenset[str]:
    """An area for 多少亩. 几家企业 may count the things that are meant, not what is asked of them."""
    behind = {ln.end for ln in query.links if {"number", "money"} & {*ln.ids(LinkKind.ASK)}}
    units = base.vocabulary.units
    named = (u for ln in query.links if ln.start in behind for u in ln.ids(LinkKind.UNIT) if u in units)
    counted = {units[u].dimension.partition("-")[0] for u in named}
    return frozenset(counted - ({ANY_COUNT} if query.has(LinkKind.KIND) else set()))
