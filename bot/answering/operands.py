"""The facts that a question sets side by side: the operands of a comparison or of arithmetic. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.answering.choosing import admissible, in_period
from bot.answering.evidence import Evidence, index_of
from bot.answering.finding import candidates, candidates_named
from bot.answering.following import sets_a_bar
from bot.answering.grouping import QUANTITIES, comparable, counts_things, with_figures
from bot.answering.matching import Candidate
from bot.answering.meaning import PART
from bot.answering.outcome import Context
from bot.answering.probing import is_since_last_year
from bot.answering.supporting import link_support
from bot.knowledge.model import Fact, FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query

_CONTRASTED = (
    frozenset({LinkKind.SUBJECT}),
    frozenset({LinkKind.MEASURE}),
    frozenset({LinkKind.PHRASE}),
    frozenset({LinkKind.MEASURE, LinkKind.PHRASE}),
)
_WORKING = frozenset({LinkKind.ASK, LinkKind.OPERATION})
_PREDICATES = frozenset({LinkKind.MEASURE, LinkKind.PHRASE, LinkKind.STATUS})
MOST_RIVALS = 8
"""More names than these are no comparison but a recital; the last ones are compared."""
_SETTING_APART = ("compare", "more", "less", "difference")


def operands(context: Context, *, numeric: bool = False) -> tuple[Fact, ...]:
    """The facts that a question sets side by side, in its order; empty where it names fewer than two.

    Names of one kind of which no fact bears two are rivals: each is answered with the rest of the question,
    by a fact with a figure where only those will do (`numeric`).
    """
    return _operands(context, numeric)


@lru_cache(maxsize=64)  # one operation after another asks for them
def _operands(context: Context, numeric: bool) -> tuple[Fact, ...]:
    context = replace(context, query=context.query.asking_only(*QUANTITIES))
    recent = _of_late(context)
    if recent:
        return recent[::-1] if _is_turned_round(context) else recent
    for kinds in _CONTRASTED:
        rivals = [ln for ln in context.links if kinds & ln.kinds and not ln.kinds & _WORKING]
        rivals = [ln for ln in rivals if not is_since_last_year(ln)]
        rivals = _told_apart(_each_of_a_pair(rivals, context))
        if LinkKind.SUBJECT in kinds and context.query.has(LinkKind.OPERATION, *_SETTING_APART):
            rivals = _with_own_meanings(rivals)
        if len(rivals) != 2 or not context.query.has(LinkKind.OPERATION, "compare", "difference", "ratio"):
            rivals = _without_wholes(rivals, context)
        rivals = rivals[-MOST_RIVALS:]
        if len(rivals) >= 2:
            found = _one_for_each(context, rivals, numeric)
            if len(found) >= 2:
                return found
    return _with_previous(context)


def _each_of_a_pair(rivals: list[Link], context: Context) -> list[Link]:
    """Both parts of a whole where one name stands for the two and nothing else is set apart (往返差几趟)."""
    subjects = context.base.subjects
    if not context.query.has(LinkKind.OPERATION, "compare", "difference", "ratio"):
        return rivals
    pairs = [ln for ln in rivals if len(ln.ids(LinkKind.SUBJECT)) == 2 and ln.kinds == {LinkKind.SUBJECT}]
    if len(pairs) != 1:
        return rivals
    parts = pairs[0].ids(LinkKind.SUBJECT)
    wholes = set(subjects[parts[0]].part_of) & set(subjects[parts[1]].part_of)
    others = [ln for ln in rivals if ln is not pairs[0] and not wholes >= set(ln.ids(LinkKind.SUBJECT))]
    return rivals if others or not wholes else [replace(pairs[0], targets=(t,)) for t in pairs[0].targets]


def _told_apart(rivals: Iterable[Link]) -> list[Link]:
    """Names without those that repeat what an earlier one means."""
    return list({ln.targets: ln for ln in reversed([*rivals])}.values())[::-1]


def _with_own_meanings(rivals: list[Link]) -> list[Link]:
    """Names without what all of them may mean, which tells none of them from another (省重点和市重点)."""
    if len(rivals) < 2:
        return rivals
    common = frozenset.intersection(*(frozenset(ln.targets) for ln in rivals))
    if not common or any(common.issuperset(ln.targets) for ln in rivals):
        return rivals
    return [replace(ln, targets=tuple(t for t in ln.targets if t not in common)) for ln in rivals]


def _without_wholes(rivals: Sequence[Link], context: Context) -> list[Link]:
    """Names of wholes do not rival those of their parts."""
    subjects = context.base.subjects
    wholes = {
        w for ln in rivals for s in ln.ids(LinkKind.SUBJECT) if s in subjects for w in subjects[s].part_of
    }
    return [
        ln for ln in rivals if not ln.ids(LinkKind.SUBJECT) or not set(ln.ids(LinkKind.SUBJECT)) <= wholes
    ]


def _with_previous(context: Context) -> tuple[Fact, ...]:
    """The fact of the last answer beside the one that a turn leaning on it names."""
    if len(context.previous) == 2 and context.leaning and _sets_another_against(context.query):
        context = replace(context, previous=context.previous[:1])  # 甲比乙多多少, 比丙呢
    if len(context.previous) != 1 or not context.leaning:
        return ()
    parts = _parts_of(context.previous[0], context) if _only_compares(context.query) else ()
    if len(parts) > 1:
        return parts  # 哪边多, of what was told together
    found = admissible(candidates(context.query, context.links, context.base), context.limits)
    others = [c.fact for c in found if c.fact != context.previous[0]]
    return (context.previous[0], others[0]) if others else ()


def _sets_another_against(query: Query) -> bool:
    """Whether a turn only says what else the first thing told of is to be set against (比丙呢)."""
    asks = query.has(LinkKind.DIALOGUE, "ellipsis") or query.has(LinkKind.OPERATION, "difference")
    one = len([ln for ln in query.links if LinkKind.SUBJECT in ln.kinds]) == 1
    return asks and one and query.has(LinkKind.OPERATION, "compare")


_SAYING_WHAT = frozenset(
    {LinkKind.SUBJECT, LinkKind.PHRASE, LinkKind.KIND, LinkKind.MEASURE, LinkKind.STATUS, LinkKind.UNIT}
)


def _only_compares(query: Query) -> bool:
    """Whether it names nothing, and sets something against something (which way more)."""
    comparing = query.has(LinkKind.OPERATION, "more", "less", "compare", "most", "least")
    return (
        comparing
        and not query.has(LinkKind.ASK, "number")
        and not any(ln.kinds & _SAYING_WHAT and LinkKind.OPERATION not in ln.kinds for ln in query.links)
    )


def _parts_of(whole: Fact, context: Context) -> tuple[Fact, ...]:
    """The figures of the parts of a thing, by the measure that was told of it as a whole."""
    alike = (f for f in context.base.facts.values() if f.figures and f.measure == whole.measure)
    subjects = context.base.subjects
    return tuple(
        f for f in alike if whole.subject in subjects[f.subject].part_of and f.report == whole.report
    )


def _of_late(context: Context) -> tuple[Fact, ...]:
    """The last answers' facts of one dimension, where the turn names nothing of its own (两个加起来)."""
    own = {k for ln in context.links if ln.start >= 0 and not ln.kinds & _WORKING for k in ln.kinds}
    counting = any(counts_things(ln, context) for ln in context.links)
    pointing = counting or context.query.has(LinkKind.DIALOGUE, "pronoun")
    topical = own & {LinkKind.MEASURE, LinkKind.KIND}
    calculating = context.query.has(LinkKind.OPERATION)
    if own & {LinkKind.SUBJECT, LinkKind.PHRASE} or sets_a_bar(context.query):
        return ()
    if not (pointing or (calculating and not topical)):
        return _told_by_the_measure(context)
    recent = comparable(
        [f for f in _told_of_late(context) if in_period(f, context.query, context.base)], context
    )
    counts = [int(n.value) for n in context.query.named_numbers() if 2 <= n.value <= len(recent)]
    apart = context.query.has(LinkKind.OPERATION, "difference") and len(context.previous) == 1
    if apart:  # of the two told of last, the same of each (环评30日变5日, 企业开办1日)
        alike = [f for f in recent if f.measure == recent[-1].measure]
        recent = tuple(alike) if len(alike) > 1 else recent
    meant = counts[0] if counts else 2 if apart else len(recent)
    return recent[-meant:] if len(recent) >= 2 else ()


def _told_of_late(context: Context) -> tuple[Fact, ...]:
    """What was told of late; of a thing told of in words, its figure by the one measure that was told of
    another (甲投多少, 签了吗, 乙呢, 加起来多少)."""
    measures = {f.measure for f in context.recent if f.figures}
    if len(measures) != 1:
        return context.recent

    def figures(told: Fact) -> list[Fact]:
        alike = (f for f in context.base.facts.values() if f.figures and f.measure in measures)
        return [f for f in alike if (f.subject, f.report) == (told.subject, told.report)]

    each = [[f] if f.figures else figures(f) for f in context.recent]
    return tuple(dict.fromkeys(f for found in each for f in found))


def _told_by_the_measure(context: Context) -> tuple[Fact, ...]:
    """The two told last, where just their measure is named again and which is more is asked (谁的产值高)."""
    query, known = context.query, context.base.vocabulary.measures
    bare = query.has(LinkKind.OPERATION, "more", "less")
    told, named = context.recent[-2:], set(query.ids(LinkKind.MEASURE))
    own = [named.intersection((f.measure, *known[f.measure].broader)) for f in told]
    apart = len({f.subject for f in told}) == 2 and len({f.measure for f in told}) == 1
    kind = query.has(LinkKind.KIND) or not context.leaning
    return told if bare and apart and all(own) and not kind else ()


def _is_turned_round(context: Context) -> bool:
    """Whether the later of two is set against the earlier (后者比前者多多少)."""
    ends = [e for ln in context.query.links for e in ("latter", "former") if e in ln.ids(LinkKind.DIALOGUE)]
    return ends == ["latter", "former"]


def figures_side_by_side(context: Context) -> tuple[Fact, ...]:
    """The operands of a comparison or of arithmetic."""
    return with_figures(operands(context, numeric=True))


def _one_for_each(context: Context, rivals: Sequence[Link], numeric: bool) -> tuple[Fact, ...]:
    picks: list[tuple[Link, Candidate]] = []
    meant = {ln.start for ln in rivals if ln.start >= 0}
    targets = {ln.targets for ln in rivals}
    rest = [
        ln
        for ln in context.links
        if ln.start not in meant and ln.targets not in targets and not _is_one(ln, context)
    ]
    apart = context.query.has(LinkKind.OPERATION, *_SETTING_APART)
    paired = _measures_of_each(rivals, rest) if apart else {}
    for rival in rivals:
        others = [ln for r, ln in paired.items() if r is not rival]
        near = [ln for ln in rest if ln not in others]
        best = _best(context, (rival, *near), rival, numeric)
        if best is None and numeric:
            own = [ln for ln in near if not _is_said_of_others(ln, rival, rivals, context)]
            counted = context.query.has(LinkKind.UNIT)  # 套 says what is asked of each
            fewer = len(own) < len(near) and (counted or any(ln.kinds & _PREDICATES for ln in own))
            best = _best(context, (rival, *own), rival, numeric) if fewer else None
        if best is not None:
            picks.append((rival, best))
    wide = [p for p in picks if _supports_all(context, p[0], [o[1] for o in picks if o is not p])]
    narrow = [p for p in picks if p not in wide] if len(picks) - len(wide) >= 2 else picks
    facts = dict.fromkeys(c.fact for _, c in narrow)
    return tuple(facts)


def _measures_of_each(rivals: Sequence[Link], rest: Sequence[Link]) -> Mapping[Link, Link]:
    """The measure of each, where every one has its own beside it (甲的产值和乙的收入); else none."""
    measures = [
        ln for ln in rest if LinkKind.MEASURE in ln.kinds and not ln.kinds & _WORKING and ln.start >= 0
    ]
    if len(measures) != len(rivals) or any(r.start < 0 or LinkKind.MEASURE in r.kinds for r in rivals):
        return {}
    turns = sorted((*measures, *rivals), key=lambda ln: ln.start)
    alternate = all((a in measures) is not (b in measures) for a, b in pairwise(turns))
    owners = [ln for ln in turns if ln not in measures]
    return dict(zip(owners, (ln for ln in turns if ln in measures), strict=True)) if alternate else {}


def _is_one(link: Link, context: Context) -> bool:
    """Whether it only says that one thing is meant (几个甲顶一个乙)."""
    number = context.query.number_of(link) if link.start >= 0 else None
    return number is not None and number.value == 1 and counts_things(link, context)


def _is_said_of_others(link: Link, rival: Link, rivals: Sequence[Link], context: Context) -> bool:
    """Whether a name is said of another of the rivals, but cannot be of this one (建成的甲和发证的乙)."""

    said_of = _meant_by(link, context.query, context.base)

    def accounts(named: Link) -> bool:
        return not said_of.isdisjoint(_meant_by(named, context.query, context.base))

    return not accounts(rival) and any(accounts(other) for other in rivals if other is not rival)


@lru_cache(maxsize=256)  # each rival is held against each name
def _meant_by(link: Link, query: Query, base: FactBase) -> frozenset[Evidence]:
    """The facts that account for a name."""
    near = frozenset[Evidence]().union(*(index_of(base).by_target.get(t, ()) for t in link.targets))
    return frozenset(e for e in near if link_support(link, query, e, base) >= PART)


@lru_cache(maxsize=128)
def _with_nothing_loose(query: Query) -> Query:
    return replace(query, loose=frozenset()) if query.loose else query


def _best(context: Context, links: tuple[Link, ...], rival: Link, numeric: bool) -> Candidate | None:
    query = _with_nothing_loose(context.query)
    found = admissible(candidates_named(query, links, rival, context.base), context.limits)
    timely = (c for c in found if in_period(c.fact, query, context.base))
    return next((c for c in timely if c.fact.figures or not numeric), None)


def _supports_all(context: Context, rival: Link, others: Sequence[Candidate]) -> bool:
    return len(others) >= 2 and all(
        link_support(rival, context.query, o.evidence, context.base) >= PART for o in others
    )
