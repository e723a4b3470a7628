"""What of a question facts are weighed against, worked out once for all facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.answering.evidence import index_of
from bot.answering.implying import IMPLIED_KINDS, asks_anything
from bot.answering.unexplained import SIDE_CLAUSE
from bot.answering.wanting import Wanted, wanted_of
from bot.knowledge.model import FactBase
from bot.understanding.folding import fold
from bot.understanding.lexicon import LinkKind, Target, lexicon_of
from bot.understanding.linking import Link, token_weight
from bot.understanding.numbers import NumberMention
from bot.understanding.query import Query
from bot.understanding.tokens import tokenize

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
ONLY_SUBJECT = frozenset({LinkKind.SUBJECT})
_NAMING = frozenset({LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE})
_ONLY_KIND = frozenset({LinkKind.KIND})
CARRIED = 1.5
"""Characters that something carried over counts for: what is said weighs more."""
LONG_PHRASE = 4.0
"""From this many characters on (English words count two) a phrase names a fact's subject alone."""
BYNAME = 3.0
"""Up to this many characters a name may be an everyday word."""
_EXPLANATIONS = IMPLIED_KINDS["manner"]


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
    byname: bool
    """Whether it is a short name among others of its thing, or heard through a slip: hardly a clash."""
    elsewhere: bool
    """Whether it is another place: no figure is one of it, though its name may stand in a text."""
    foreign: bool
    """Whether it is a measure that no fact of the base bears."""
    side: bool
    """Whether it stands in a clause that asks nothing."""
    since_last_year: bool
    only_kind: bool
    modifies: bool
    """Whether beside a measure that is named it may only describe (the value of goods *carried*)."""
    plain_kind: str
    """The kind of figure that it merely names (area, length): any measure of that kind may be meant."""
    number: NumberMention | None
    wholes: frozenset[str]
    """Subjects that everything it names is a part of..."""
    any_wholes: frozenset[str]
    """...and that anything is, as an example of it (御凤公园这类公园)."""

    def gravity(self, own: bool) -> float:
        """How much it counts where no fact accounts for it; `own`: the fact's measure is named elsewhere."""
        if self.link.kinds <= _BRIEF and self.size < LONG_PHRASE:
            return BRIEF
        said = self.link.kinds - _BRIEF if LinkKind.DIRECTION in self.link.kinds else self.link.kinds
        beside = own and said <= _MEASURES and not self.foreign
        return (SIDE_CLAUSE if self.side else 1.0) * (0.5 if beside else 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A question as facts are weighed against it. Equal only to itself: weighings are kept."""

    query: Query
    base: FactBase
    wanted: Wanted
    probes: tuple[Probe, ...]
    subjects: frozenset[str]
    """Those that are named."""
    measures: frozenset[str]
    implied: Mapping[str, float]
    """How far its words imply a kind of measure without naming one."""
    explains: bool
    """Whether it asks why or how."""

    @property
    def wants_text(self) -> bool:
        """Whether a text may answer it where a figure is named."""
        return self.explains or self.wanted.of_stage


def read(query: Query, links: Sequence[Link], base: FactBase) -> Reading:
    """What weighing facts against these links of a question needs."""
    return _read(query, tuple(links), base)


@lru_cache(maxsize=256)  # operations hold the same links against fact after fact
def _read(query: Query, all_links: tuple[Link, ...], base: FactBase) -> Reading:
    links = [ln for ln in all_links if not _is_before_now(ln, query)]
    explains, wanted = _explains(query, links, base), wanted_of(query, base)
    return Reading(
        query=query,
        base=base,
        wanted=wanted,
        probes=tuple(_probe(link, query, base) for link in links),
        subjects=frozenset(s for ln in links for s in ln.ids(LinkKind.SUBJECT)),
        measures=frozenset(m for ln in links for m in ln.ids(LinkKind.MEASURE)),
        implied={k: v for k, v in wanted.implied.items() if explains or k not in _EXPLANATIONS},
        explains=explains,
    )


def _explains(query: Query, links: Sequence[Link], base: FactBase) -> bool:
    """Whether it asks why or how; "what did it cost" only looks like it."""
    asks = [set(ln.ids(LinkKind.ASK)) for ln in query.links]
    why_or_how = [a for a in asks if a & {"reason", "manner", "deed"}]
    if any("which" not in a for a in why_or_how):
        return True
    known = base.vocabulary.measures
    sums = any(known[m].kind == "money" for ln in links for m in ln.ids(LinkKind.MEASURE))
    return bool(why_or_how) and not sums


@lru_cache(maxsize=256)  # operations weigh the links of a question in many sets
def _probe(link: Link, query: Query, base: FactBase) -> Probe:
    known = index_of(base).by_target
    measures = link.ids(LinkKind.MEASURE)
    foreign = (
        bool(measures)
        and not asks_anything(link)
        and not any((LinkKind.MEASURE, m) in known for m in measures)
    )
    since_last_year = is_since_last_year(link)
    wholes = [base.subjects[s].part_of for s in link.ids(LinkKind.SUBJECT) if s in base.subjects]
    return Probe(
        link=link,
        weight=link_weight(link, query),
        size=link_size(link, query),
        pieces=_pieces(link, query),
        hard=_is_hard(link, foreign, base),
        byname=not foreign and _is_byname(link, query, base),
        elsewhere=LinkKind.ELSEWHERE in link.kinds,
        foreign=foreign,
        side=link.start >= 0 and (_is_passing(link, query) or _only_says_when(link, query)),
        since_last_year=since_last_year,
        only_kind=link.kinds == _ONLY_KIND,
        modifies=_may_modify(link, foreign, base) and not _begins_with_how_many(link, base),
        plain_kind=next((m for m in measures if base.vocabulary.measures[m].kind == m), ""),
        number=query.number_of(link),
        wholes=frozenset(wholes[0]).intersection(*wholes) if wholes else frozenset(),
        any_wholes=frozenset().union(*wholes),
    )


def _is_before_now(link: Link, query: Query) -> bool:
    """Whether it tells how things were, where the question goes on to now (以前要等,现在几天)."""
    if "before" not in link.ids(LinkKind.PERIOD):
        return False
    later = (ln for ln in query.links if "now" in ln.ids(LinkKind.PERIOD) and ln.start >= link.end)
    return any(query.clause_of(ln) in query.asking - {query.clause_of(link)} for ln in later)


def _is_passing(link: Link, query: Query) -> bool:
    """Whether it stands where nothing is asked; another place in front may be what is (高新区呢,发了多少;
    跟高新区比,谁高; 我家住甲区,那边…)."""
    clause = query.clause_of(link)
    beside = [ln for ln in query.links if ln.start >= 0 and query.clause_of(ln) == clause]
    elliptic = any("ellipsis" in ln.ids(LinkKind.DIALOGUE) for ln in beside)
    against = any("compare" in ln.ids(LinkKind.OPERATION) for ln in beside)
    against = against and query.has(LinkKind.OPERATION, "more", "less", "difference")
    asked_of = elliptic or against or query.asks_there or _is_set_before(link, query)
    moved_to = LinkKind.ELSEWHERE in link.kinds and asked_of
    return clause not in query.asking and not moved_to and not _is_the_topic(link, query)


def _is_set_before(link: Link, query: Query) -> bool:
    """Whether a clause names nothing but a place, right before the question that names none
    (我想看高新区,上半年签了几个)."""
    clause = query.clause_of(link)
    beside = [ln for ln in query.content() if ln.start >= 0 and query.clause_of(ln) == clause]
    loose = any(query.tokens[i].clause == clause for i in query.loose)
    placed = any(LinkKind.PLACE in ln.kinds for ln in query.links if query.clause_of(ln) in query.asking)
    behind = (ln for ln in query.links if ln.start >= link.end and query.clause_of(ln) == clause)
    ends = all(LinkKind.DIALOGUE in ln.kinds for ln in behind)  # 洛阳人,想问…: where one is from
    return beside == [link] and ends and not loose and not placed and clause + 1 in query.asking


def _is_the_topic(link: Link, query: Query) -> bool:
    """Whether it is the thing that a brief clause puts before the question (上汽那个项目,投资额多大)."""
    return LinkKind.SUBJECT in link.kinds and query.clause_of(link) in query.topical


def _only_says_when(link: Link, query: Query) -> bool:
    """Whether it is what something came after (企业座谈会后建立了哪些机制), and not all that is named."""
    after = [ln for ln in query.links if "after" in ln.ids(LinkKind.DIALOGUE)]
    beside = any(ln.start == link.end or (ln.end == link.start and query.language == "en") for ln in after)
    named = (ln for ln in query.links if ln is not link and ln.kinds & _NAMING)
    return beside and LinkKind.SUBJECT in link.kinds and any(named)


def _is_byname(link: Link, query: Query, base: FactBase) -> bool:
    if LinkKind.ELSEWHERE in link.kinds or is_since_last_year(link) or link_size(link, query) > BYNAME:
        return False
    known = base.vocabulary.measures
    grown = any(known[m].relation == "growth" for m in link.ids(LinkKind.MEASURE))
    if grown and query.has(LinkKind.PERIOD, "than_last_year"):
        return False  # 较去年同期的增幅
    if link.how in ("typo", "sound"):
        return True
    things = (base.subjects[s] for s in link.ids(LinkKind.SUBJECT) if s in base.subjects)
    texts = (t for s in things for t in (s.name, s.short) if t is not None)
    said = f" {' '.join(link.name)} "
    return not any(said in _spaced(name) for text in texts for name in (text.zh, text.en))


@lru_cache(maxsize=4096)  # questions name the same things again and again
def _spaced(name: str) -> str:
    """The keys of a name with a blank around each."""
    return f" {' '.join(t.key for t in tokenize(fold(name)))} "


def _may_modify(link: Link, foreign: bool, base: FactBase) -> bool:
    """Whether it may only describe: never a rate, a rank or what no fact bears, yet how great a figure is."""
    if foreign:
        return "number" in link.ids(LinkKind.ASK)
    measures = link.ids(LinkKind.MEASURE)
    return bool(measures) and not any(base.vocabulary.measures[m].relation for m in measures)


def _begins_with_how_many(link: Link, base: FactBase) -> bool:
    """Whether the name asks by itself (how many tonnes), and so names what is asked for."""
    lexicon = lexicon_of(base)
    heads = (" ".join(link.name[:end]) for end in range(1, len(link.name)))
    found = (lexicon.names[lexicon.by_text[head]].targets for head in heads if head in lexicon.by_text)
    return any(Target(LinkKind.ASK, "number") in targets for targets in found)


def _is_hard(link: Link, foreign: bool, base: FactBase) -> bool:
    if LinkKind.ELSEWHERE in link.kinds:
        return True
    if LinkKind.FILLER in link.kinds:
        return False  # it may be no name at all
    if is_since_last_year(link) or (foreign and not link.kinds & {LinkKind.SUBJECT, LinkKind.PHRASE}):
        return True
    softening = link.kinds & _SOFTENING
    if softening == {LinkKind.ASK} and link.ids(LinkKind.ASK) == ("number",):
        return not any(base.vocabulary.measures[m].wide for m in link.ids(LinkKind.MEASURE))  # 多大面积
    return bool(link.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE}) and not softening


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
