"""What was asked: the links of a question and what is read from them. Pure and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from bot.knowledge.model import FactBase, Period
from bot.understanding.asides import asks_there, without_own_story
from bot.understanding.attributes import with_attributes
from bot.understanding.directions import with_directions
from bot.understanding.exclusions import (
    CONTENT,
    excluded,
    with_asides_apart,
    without_conditions,
    without_frames,
    without_precision,
    without_widening,
)
from bot.understanding.folding import clean, fold, language_of, script_of
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import FILLER_ONLY, Link, token_weight, uncovered
from bot.understanding.mending import linked
from bot.understanding.namesakes import told_apart
from bot.understanding.numbers import NumberMention
from bot.understanding.periods import (
    AskedPeriod,
    PeriodMention,
    asked_periods,
    periods_named,
)
from bot.understanding.question_words import holding_questions
from bot.understanding.shared_words import with_shared_words
from bot.understanding.slips import mend_words
from bot.understanding.spoken import spoken
from bot.understanding.tokens import Token, TokenKind, tokenize

WORDS_READ = 150
"""Chinese characters of a message that are read, Latin words counting two, the last ones: twice what the
longest questions have, and few enough that no message takes long."""
STORY = 2
"""Clauses between that make a name one in passing."""
NAMES_READ = 20
"""Names that a fact has to account for, the last ones of a message."""
YES_OR_NO = "yesno"
"""The question word that asks for what stands in any other clause (..., 对吗)."""
_ASKING_KINDS = frozenset({LinkKind.ASK, LinkKind.OPERATION, LinkKind.MEASURE})
"""What a name of a kind of thing may be as well, and then asks by it."""
BRIEF_CLAUSE = 8
"""Characters or words up to which a clause beside the question may set its period."""


@dataclass(frozen=True, eq=False)
class Query:
    """A question as understood, before any fact is looked at. Equal only to itself: weighings are kept."""

    text: str
    folded: str
    language: str
    script: str
    tokens: tuple[Token, ...]
    links: tuple[Link, ...]
    loose: frozenset[int]
    """Tokens that no name explains."""
    numbers: tuple[NumberMention, ...]
    """By the index in the id of their link's target."""
    periods: tuple[PeriodMention, ...]
    excluded: frozenset[Link]
    """Links that the question says it does not mean."""
    asking_inside: frozenset[Link] = frozenset()
    """Names of things and facts that hold a question word (新注册了多少, 引进了哪里)."""

    def ids(self, kind: LinkKind) -> tuple[str, ...]:
        """Targets of a kind, in the order of the question, those excluded left out."""
        return self._ids.get(kind, ())

    @cached_property
    def _ids(self) -> Mapping[LinkKind, tuple[str, ...]]:
        found: dict[LinkKind, dict[str, None]] = {}
        for link in self.links:
            if link in self.excluded:
                continue
            for target in link.targets:
                if target.kind is LinkKind.OPERATION and self._is_far_before(link):
                    continue
                if target.kind is not LinkKind.ASK or target.id == YES_OR_NO or self._asks(link):
                    found.setdefault(target.kind, {})[target.id] = None
        return {kind: tuple(ids) for kind, ids in found.items()}

    def _asks(self, link: Link) -> bool:
        """Whether a question word asks: not where it stands in a story told in passing (改了几遍，...)."""
        if link.start < 0:
            return True
        clause = self.clause_of(link)
        return clause in self.asking or clause not in self._telling

    def _is_far_before(self, link: Link) -> bool:
        """Whether a story stands between a link and the question, which names a thing itself."""
        if link.start < 0 or self.asking.isdisjoint(self._naming_a_thing):
            return False
        return self.clause_of(link) < min(self.asking) - STORY

    @cached_property
    def _telling(self) -> frozenset[int]:
        """The clauses that name something."""
        named = {self.clause_of(ln) for ln in self.links if ln.start >= 0 and ln.kinds & CONTENT}
        return frozenset(named | {self.tokens[i].clause for i in self.loose})

    def has(self, kind: LinkKind, *wanted: str) -> bool:
        """Whether a link of the kind is there: any, or one of the `wanted`."""
        found = self.ids(kind)
        return bool(found) and (not wanted or any(i in found for i in wanted))

    def content(self) -> tuple[Link, ...]:
        """Links that a fact has to account for."""
        named = (ln for ln in self.links if ln not in self.excluded and ln.kinds & CONTENT)
        return tuple(ln for ln in named if not self._is_far_before(ln))[-NAMES_READ:]

    def number_of(self, link: Link) -> NumberMention | None:
        """The number behind a link, if it is one."""
        ids = link.ids(LinkKind.NUMBER)
        return self.numbers[int(ids[0])] if ids else None

    def named_numbers(self) -> tuple[NumberMention, ...]:
        """The numbers that are not part of a longer name or a date."""
        if not self.numbers:
            return ()
        return tuple(n for link in self.links if (n := self.number_of(link)) is not None)

    @cached_property
    def asking(self) -> frozenset[int]:
        """The clauses that ask: the last one with a question word and something to ask about.

        Where none has a question word, those with an operation, and those that name a thing with a question
        word inside a longer name; where none has these either, all of them.
        """
        wanting = [self.clause_of(ln) for ln in self.links if self._wants(ln)]
        full = self._telling
        last = [clause for clause in wanting if clause in full][-1:]
        if last and (doubting := max(self._asking_whether, default=0)) > last[0] + STORY:
            last = [doubting]  # 我们几个刚创业, ... 有没有那种机制
        if wanting and not last:  # a bare "how many?" asks about what stands before it
            last = [wanting[-1], max((c for c in full if c < wanting[-1]), default=wanting[-1])]
        working = {
            self.clause_of(ln)
            for ln in self.links
            if ln.kinds & {LinkKind.ASK, LinkKind.OPERATION} and LinkKind.CHAT not in ln.kinds
        }
        if working and not working & full:  # a mere "right?" is about what stands before it
            working |= {max((c for c in full if c < max(working)), default=max(working))}
        inside = {self.clause_of(ln) for ln in self.asking_inside} & self._naming_a_thing
        return frozenset(last or (working | inside) or {t.clause for t in self.tokens})

    @cached_property
    def _asking_whether(self) -> frozenset[int]:
        """The clauses that ask yes or no of something they name."""
        asking = (ln for ln in self.links if ln.start >= 0 and YES_OR_NO in ln.ids(LinkKind.ASK))
        asking = (ln for ln in asking if "denied" not in ln.ids(LinkKind.OPERATION))
        return frozenset(map(self.clause_of, asking)) & self._naming_a_thing

    def _wants(self, link: Link) -> bool:
        """Whether a link is a question word, or beside a thing a name of a measure or of an operation that
        holds one (到手多少, by how many days)."""
        inside = bool(link.kinds & {LinkKind.MEASURE, LinkKind.OPERATION}) and link in self.asking_inside
        clauses = {self.clause_of(link)}
        if LinkKind.OPERATION in link.kinds:  # 今年打算投的钱,还差多少没投
            clauses.add(self.clause_of(link) - 1)
        asks_of_a_thing = inside and not clauses.isdisjoint(self._naming_a_thing | self._naming_a_kind)
        return asks_of_a_thing or bool(set(link.ids(LinkKind.ASK)) - {YES_OR_NO})

    @cached_property
    def _naming_a_thing(self) -> frozenset[int]:
        """The clauses that say what they are about, beside asking of it what a phrase asks (提升了什么)."""
        things = [ln for ln in self.links if ln.start >= 0 and LinkKind.SUBJECT in ln.kinds]
        things += [ln for ln in self.links if LinkKind.PHRASE in ln.kinds and ln not in self.asking_inside]
        return frozenset(map(self.clause_of, things))

    @cached_property
    def _naming_a_kind(self) -> frozenset[int]:
        """The clauses that name a kind of thing and nothing that asks by it (新院区规划了多少张床位)."""
        kinds = (ln for ln in self.links if LinkKind.KIND in ln.kinds and not ln.kinds & _ASKING_KINDS)
        return frozenset(self.clause_of(ln) for ln in kinds if ln.start >= 0)

    @cached_property
    def topical(self) -> frozenset[int]:
        """The clauses of little else than names right before those that ask, if these name no thing."""
        before = {clause - 1 for clause in self.asking - self._naming_a_thing} - {-1}
        wordy = {self.tokens[i].clause for i in self.loose}
        return frozenset(c for c in before if c not in wordy or self._is_brief(c))

    @cached_property
    def asked_places(self) -> tuple[Link, ...]:
        """Names of the report's places where the question asks."""
        places = (ln for ln in self.links if LinkKind.PLACE in ln.kinds)
        return tuple(ln for ln in places if self.clause_of(ln) in self.asking)

    @cached_property
    def asks_there(self) -> bool:
        """Whether the question asks of a place that was named before it (我家住甲区,那边…)."""
        return any(asks_there(self.links, self.tokens, clause) for clause in self.asking)

    def clause_of(self, link: Link) -> int:
        return self.tokens[link.start].clause

    def asking_only(self, *kinds: str) -> Query:
        """The query with no question words but those for the given kinds of answer."""
        return _asking_only(self, frozenset(kinds))

    def surface(self, start: int, end: int) -> str:
        """The folded text between two tokens."""
        return self.folded[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""

    def asked_periods(self, report: Period) -> tuple[AskedPeriod, ...]:
        """The periods asked for, in terms of a report's; those of passing talk do not count."""
        latest = max((p.clause for p in self.periods if p.clause in self.asking), default=-1)
        asking = [p for p in self.periods if p.clause == latest]
        beside = [p for p in self.periods if not p.passing and self._is_brief(p.clause)]
        return asked_periods(asking or beside, report)

    def _is_brief(self, clause: int) -> bool:
        """Whether a clause is a mere frame for the question (2019年呢,...), not a story of its own."""
        return sum(t.clause == clause for t in self.tokens) <= BRIEF_CLAUSE

    def unexplained(self) -> tuple[str, ...]:
        """The stretches that no name explains."""
        runs: list[list[int]] = []
        for index in sorted(self.loose):
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return tuple(self.surface(run[0], run[-1] + 1) for run in runs)


@lru_cache(maxsize=128)
def _asking_only(query: Query, keep: frozenset[str]) -> Query:
    others = {ln for ln in query.links if LinkKind.ASK in ln.kinds and keep.isdisjoint(ln.ids(LinkKind.ASK))}
    if not others:
        return query  # the same, so that what was weighed for it is found again
    return replace(query, links=tuple(_without_asking(ln) if ln in others else ln for ln in query.links))


def _without_asking(link: Link) -> Link:
    rest = tuple(t for t in link.targets if t.kind is not LinkKind.ASK)
    return replace(link, targets=rest or FILLER_ONLY)


def understand(text: str, base: FactBase, without: frozenset[tuple[str, ...]] = frozenset()) -> Query:
    """Reads a question in terms of a base's names, those `without` left aside. Never raises on any text."""
    lexicon = lexicon_of(base)
    readable = clean(text)
    folded = fold(with_asides_apart(readable, lexicon), lexicon.spellings)
    tokens = tokenize(folded)
    decoded = _with_pinyin_read(folded, tokens, base)
    language = "zh" if decoded != folded else language_of(folded)
    tokens = mend_words(_last(tokenize(decoded) if decoded != folded else tokens), lexicon)
    tokens, links, numbers, dates = linked(tokens, decoded, base, without)
    links = with_shared_words(links, tokens, decoded, lexicon)
    links = without_precision(without_widening(with_attributes(with_directions(links), tokens), tokens))
    stages = frozenset(m.id for m in base.vocabulary.measures.values() if m.kind == "stage")
    links = without_conditions(without_frames(links, tokens), tokens, stages)
    links = without_own_story(links, tokens, base)
    aside = excluded(links, tokens)
    links = told_apart(links, aside, base)
    return Query(
        text=readable,
        folded=decoded,
        language=spoken(language, links, tokens),
        script=script_of(readable),
        tokens=tokens,
        links=links,
        loose=uncovered(tokens, links),
        numbers=numbers,
        periods=periods_named([ln for ln in links if ln not in aside], dates, tokens),
        excluded=aside,
        asking_inside=holding_questions(links, tokens, lexicon),
    )


def _last(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    room: float = WORDS_READ
    for index in range(len(tokens) - 1, -1, -1):
        room -= token_weight(tokens[index])
        if room < 0:
            return tokens[index + 1 :]
    return tokens


def _with_pinyin_read(folded: str, tokens: tuple[Token, ...], base: FactBase) -> str:
    lexicon = lexicon_of(base)
    latin = [t.key for t in tokens if t.kind is TokenKind.LATIN]
    if not latin or all(key in lexicon.words for key in latin):
        return folded
    from bot.understanding.characters import characters_of
    from bot.understanding.pinyin import from_pinyin

    return fold(from_pinyin(folded, characters_of(base), lexicon.words))
