"""The questions that one message asks, told apart by their clauses and question words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.exclusions import CONTENT
from bot.understanding.lexicon import Lexicon, LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query
from bot.understanding.question_words import asks_of
from bot.understanding.tokens import TokenKind

WANTING = frozenset(
    {"money", "percent", "duration", "date", "person", "organisation", "place", "name", "reason", "manner",
     "deed", "rank", "stage", "amount_of_people"}
)  # fmt: skip
"""Question words that say by themselves what is wanted."""
MOST = 4
"""More questions than these in one message are a questionnaire: it is read as a whole."""
NEAR = 4
"""Names behind a question word among which the next question begins."""
_CLOSING = WANTING - {"organisation", "name", "reason", "manner"} | {"number"}
"""Question words behind which another question may follow without a comma (去程多少回程多少)."""
_PREDICATES = frozenset({LinkKind.MEASURE, LinkKind.STATUS, LinkKind.PHRASE, LinkKind.DIRECTION})
_FILLER = frozenset({LinkKind.FILLER})
_SHOWING = frozenset({"list", "overview"})
_COORDINATED = frozenset({LinkKind.MEASURE, LinkKind.DIRECTION})
EITHER_OR = "either_or"
"""Words of dialogue between the two answers that a question offers."""
_OPPOSITES = (frozenset({"up", "down"}), frozenset({"more", "less"}), frozenset({"better", "worse"}))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the message and the names in it."""

    start: int
    end: int
    """Tokens."""
    links: tuple[Link, ...]
    loose: bool
    """Whether it holds anything that no name explains."""
    wanted: frozenset[str]
    """Its question words, those inside longer names too..."""
    doubts: bool
    """...and whether there is one for yes or no among them."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The questions that a message asks."""

    texts: tuple[str, ...] = ()
    """In its order; empty where it asks but one."""
    firm: bool = True
    """Whether a comma, a blank or "and" sets each apart, not just a question word before it."""


def parts_of(query: Query, lexicon: Lexicon) -> Parts:
    """The questions in a message."""
    parts = _by_clause(query, lexicon)
    if not parts.texts:
        parts = Parts(_by_measure(query))
    return parts if 2 <= len(parts.texts) <= MOST else Parts()


def _by_clause(query: Query, lexicon: Lexicon) -> Parts:
    """Every asking stretch with what leads up to it; what stands behind the last one belongs to it."""
    cuts = _cuts(query, lexicon)
    if len(cuts) < 3:
        return Parts()  # nothing parts it
    starts: list[int] = []
    waiting: int | None = None
    asked: frozenset[str] = frozenset()
    for stretch in _stretches(cuts, query, lexicon):
        waiting = stretch.start if waiting is None else waiting
        if not _asks(stretch, query):
            continue
        if not starts and not _names_something(stretch) and not stretch.wanted & WANTING:
            continue  # "which is larger," waits for what follows
        if starts and _says_in_what(stretch, asked):
            continue
        if _says_something(stretch) or not stretch.wanted <= asked:
            starts.append(waiting)
        asked, waiting = stretch.wanted, None
    if len(starts) < 2:
        return Parts()
    ends = [*(query.tokens[i].start for i in starts[1:]), len(query.folded)]
    spans = zip((query.tokens[i].start for i in starts), ends, strict=True)
    texts = tuple(query.folded[start:end].strip(" ,;、") for start, end in spans)
    return Parts(texts, {*_clause_cuts(query, lexicon), *_joints(query, lexicon)}.issuperset(starts[1:]))


def _cuts(query: Query, lexicon: Lexicon) -> list[int]:
    """Where stretches begin and end."""
    return sorted(
        {
            0,
            len(query.tokens),
            *_clause_cuts(query, lexicon),
            *_joints(query, lexicon),
            *_ends(query, lexicon),
        }
    )


def _stretches(cuts: Sequence[int], query: Query, lexicon: Lexicon) -> Iterator[_Stretch]:
    for start, end in pairwise(cuts):
        links = tuple(ln for ln in query.links if start <= ln.start < end and ln not in query.excluded)
        loose = any(start <= i < end for i in query.loose)
        asked = frozenset[str]().union(*(asks_of(ln, query.tokens, lexicon) for ln in links))
        yield _Stretch(start, end, links, loose, asked - {"yesno"}, "yesno" in asked)


def _clause_cuts(query: Query, lexicon: Lexicon) -> Iterator[int]:
    """Where a clause begins; between Chinese characters a blank parts clauses, outside of a name."""
    inside = {i for ln in query.links for i in range(ln.start + 1, ln.end)}
    for index, (left, right) in enumerate(pairwise(query.tokens), 1):
        blank = left.kind is right.kind is TokenKind.HAN and " " in query.folded[left.end : right.start]
        marked = "、" in query.folded[left.end : right.start]
        apart = (blank and index not in inside) or (marked and _asks_on_both_sides(index, query, lexicon))
        if left.clause != right.clause or apart:
            yield index


def _asks_on_both_sides(at: int, query: Query, lexicon: Lexicon) -> bool:
    """Whether a mark of enumeration stands between two questions (建了哪些、加了多少学位)."""
    clause = query.tokens[at].clause
    here = [ln for ln in query.links if query.clause_of(ln) == clause]
    asking = [ln for ln in here if _lists(ln) or wanted_by(ln, query, lexicon)]
    return any(ln.end <= at for ln in asking) and any(ln.start >= at for ln in asking)


def _lists(link: Link) -> bool:
    """Whether it asks for a list of what stands beside it, or names it itself (哪些机构)."""
    return "list" in link.ids(LinkKind.OPERATION)


def _joints(query: Query, lexicon: Lexicon) -> Iterator[int]:
    """Where a question begins with "and how", within a clause."""
    for at, link in enumerate(query.links):
        following = next((ln for ln in query.links[at + 1 : at + NEAR] if ln.kinds != _FILLER), None)
        if _joins(link) and following is not None and _opens(following, wanted_by(following, query, lexicon)):
            yield link.start


def _ends(query: Query, lexicon: Lexicon) -> Iterator[int]:
    """Where a question begins behind the question word of another, within a clause (去程多少|回程多少)."""
    asking = [(ln, wanted_by(ln, query, lexicon)) for ln in query.links]
    for at, (link, wanted) in enumerate(asking):
        if wanted & _CLOSING and _closes(link, query):
            clause = [(ln, w) for ln, w in asking[at + 1 :] if query.clause_of(ln) == query.clause_of(link)]
            if any(w for _, w in clause):
                yield from (ln.start for ln, _ in clause[:NEAR] if ln.kinds & CONTENT)


def _closes(link: Link, query: Query) -> bool:
    """Whether a question may end with a Chinese question word; a noun such as 排名 is no end."""
    noun = {LinkKind.ASK, LinkKind.MEASURE} <= link.kinds
    return not noun and query.tokens[link.start].kind is TokenKind.HAN


def _joins(link: Link) -> bool:
    return "connective" in link.ids(LinkKind.DIALOGUE)


def _opens(link: Link, wanted: frozenset[str]) -> bool:
    """Whether a link may be the first of a question: a question word, or "is", "did"."""
    return bool(wanted) or "yesno" in link.ids(LinkKind.ASK)


def wanted_by(link: Link, query: Query, lexicon: Lexicon) -> frozenset[str]:
    """The question words of a link, those for yes or no left out, also where a longer name holds them."""
    return asks_of(link, query.tokens, lexicon) - {"yesno"}


def _says_something(stretch: _Stretch) -> bool:
    return _names_something(stretch) or any(_calculates(ln) for ln in stretch.links)


def _says_in_what(stretch: _Stretch, asked: frozenset[str]) -> bool:
    """Whether it only says that how much was asked for in per cent (by how much did it fall, in percent)."""
    return stretch.wanted == {"percent"} and asked == {"number"} and not _says_something(stretch)


def _names_something(stretch: _Stretch) -> bool:
    return stretch.loose or any(ln.kinds & CONTENT for ln in stretch.links)


def _calculates(link: Link) -> bool:
    """Whether it asks for more than the figures themselves (占全年多少, 一共多少)."""
    return bool(set(link.ids(LinkKind.OPERATION)) - _SHOWING)


def _asks(stretch: _Stretch, query: Query) -> bool:
    """Whether a stretch is a question: of its own words, of the particle at its end, or yes or no."""
    if stretch.wanted & WANTING or (stretch.wanted and _says_something(stretch)):
        return True
    if not stretch.links or not _says_something(stretch):
        return False
    last = stretch.links[-1]
    if query.surface(last.start, last.end).endswith("呢") and last.end == stretch.end:
        return True
    if any(_lists(ln) and ln.kinds & {LinkKind.KIND, LinkKind.MEASURE} for ln in stretch.links):
        return len(stretch.links) > 1
    predicate = stretch.loose or any(ln.kinds & _PREDICATES for ln in stretch.links)
    return predicate and (_is_either_or(stretch, query) or _is_yes_or_no(stretch, query))


def _is_either_or(stretch: _Stretch, query: Query) -> bool:
    """Up or down, 高还是低."""
    named = {t.id for ln in stretch.links for t in ln.targets}
    return EITHER_OR in named or any(pair <= named for pair in _OPPOSITES)


def _is_yes_or_no(stretch: _Stretch, query: Query) -> bool:
    """A Chinese particle anywhere, or an English auxiliary at the head."""
    asking = [ln for ln in stretch.links if "yesno" in ln.ids(LinkKind.ASK) and not _denies(ln)]
    if any(query.tokens[ln.start].kind is TokenKind.HAN for ln in asking):
        return True
    head = [ln for ln in stretch.links if not _joins(ln)][:1]
    return bool(head) and head[0] in asking if asking else stretch.doubts


def _denies(link: Link) -> bool:
    return "denied" in link.ids(LinkKind.OPERATION)


def _by_measure(query: Query) -> tuple[str, ...]:
    """One question for each of the measures that are named side by side (利润和增速分别是多少)."""
    chain = max(_chains(query), key=len, default=())
    if len(chain) < 2:
        return ()
    before = query.folded[: query.tokens[chain[0].start].start]
    behind = query.folded[query.tokens[chain[-1].end - 1].end :]
    return tuple(before + query.surface(ln.start, ln.end) + behind for ln in chain)


def _chains(query: Query) -> Iterable[tuple[Link, ...]]:
    """Names of measures with nothing but "and" or a mark of enumeration between them."""
    chain: list[Link] = []
    joined = False
    for link in query.links:
        if link.kinds & _COORDINATED and not link.kinds & {LinkKind.SUBJECT}:
            if chain and not (joined or _enumerated(chain[-1], link, query)):
                yield tuple(chain)
                chain = []
            chain.append(link)
            joined = False
        elif _joins(link):
            joined = True
        elif link.kinds != {LinkKind.FILLER}:
            yield tuple(chain)
            chain, joined = [], False
    yield tuple(chain)


def _enumerated(left: Link, right: Link, query: Query) -> bool:
    between = query.folded[query.tokens[left.end - 1].end : query.tokens[right.start].start]
    return any(mark in between for mark in "、/&+")
