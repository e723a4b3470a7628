"""What a turn takes over from the turn before: nothing where it stands on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.implying import NUMERIC_KINDS
from bot.answering.pointing import named_things
from bot.answering.probing import LONG_PHRASE, link_size
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.units import RANK
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link, with_fillers
from bot.understanding.query import Query
from bot.understanding.tokens import TokenKind

SHORT = 9
"""Characters (English words count two) up to which a turn without a subject may be an ellipsis."""
SHARED = 2
"""Facts that a phrase may name; one that names more (弄到哪一步) says of nothing in particular."""
CONFIDENCE = 0.9
"""What is taken over weighs a little less than what is said."""

_MARKERS = ("ellipsis", "pronoun", "correction", "others", "former", "latter")
_PREDICATES = (LinkKind.MEASURE, LinkKind.DIRECTION, LinkKind.STATUS)
_WANTING = frozenset(
    {"money", "percent", "duration", "date", "person", "organisation", "place", "name", "reason", "manner",
     "deed", "rank", "stage", "amount_of_people"}
)  # fmt: skip
"""Question words that say by themselves what is wanted."""


def names_subject(query: Query) -> bool:
    """Whether the question says itself what it is about; a short phrase hardly does."""
    return query.has(LinkKind.SUBJECT) or any(LinkKind.MEASURE not in ln.kinds for ln in _long_phrases(query))


def _long_phrases(query: Query) -> list[Link]:
    phrases = (ln for ln in query.links if LinkKind.PHRASE in ln.kinds and ln not in query.excluded)
    own = (ln for ln in phrases if len(ln.ids(LinkKind.PHRASE)) <= SHARED)
    return [ln for ln in own if link_size(ln, query) >= LONG_PHRASE]


def names_predicate(query: Query) -> bool:
    """Whether the question says what it wants to know of its subject."""
    if any(query.has(kind) for kind in _PREDICATES) or _long_phrases(query):
        return True
    if any(LinkKind.UNIT in ln.kinds and LinkKind.SUBJECT not in ln.kinds for ln in query.links):
        return True  # 班 counts trains, 班列 names them
    return bool(_WANTING & set(query.ids(LinkKind.ASK)))


def is_marked(query: Query) -> bool:
    """Whether a word ties the question to the one before."""
    within = any("within" in ln.ids(LinkKind.DIALOGUE) and ln.start == 0 for ln in query.links)
    return within or query.has(LinkKind.DIALOGUE, *_MARKERS)  # 里头点了名的是哪个


def without_idle_measures(query: Query, base: FactBase) -> Query:
    """An elliptical question without the measures that its subject lacks, if words may name none (B only)."""
    subjects = frozenset(query.ids(LinkKind.SUBJECT))
    if not subjects or not (is_marked(query) or is_short(query)):
        return query
    borne = frozenset(f.measure for f in base.facts.values() if f.subject in subjects)
    may_be_idle = (ln for ln in query.links if {LinkKind.MEASURE, LinkKind.FILLER} <= ln.kinds)
    idle = {ln for ln in may_be_idle if borne.isdisjoint(ln.ids(LinkKind.MEASURE))}
    return replace(query, links=with_fillers(query.links, idle))


def is_short(query: Query) -> bool:
    """Whether the question is so short that it may lean on the one before."""
    return sum(2 if t.kind is TokenKind.LATIN else 1 for t in query.tokens) <= SHORT


def compares_one(query: Query) -> bool:
    """Whether the question compares, but names one thing only: with what was told before (跟甲比谁快)."""
    return len(query.ids(LinkKind.SUBJECT)) == 1 and query.has(LinkKind.OPERATION, *COMPARING)


_ALIKE = frozenset({"person", "organisation", "place", "date", "stage"})
"""Kinds of measure that one question word asks for, whatever the measure is called."""
_OF_SEVERAL = (
    "most",
    "least",
    "fastest",
    "top",
    "ranking",
    "rank_them",
    "list",
    "sum",
    "average",
    "difference",
    "compare",
)
"""Operations on all that was told, even where one thing was singled out."""
COMPARING = ("compare", "more", "less", "difference", "ratio", "share", "sum")


def may_follow(query: Query, dialogue: Dialogue) -> bool:
    """Whether the question may lean on the turn before at all."""
    if not (dialogue.facts or dialogue.subjects) or not query.tokens:
        return False
    if names_subject(query) and names_predicate(query):
        return compares_one(query)
    return is_marked(query) or is_short(query) or not names_subject(query) or compares_one(query)


def inherited(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[Link, ...]:
    """Links for what the question leaves out: the subjects of the last answer, or its measures."""
    if not may_follow(query, dialogue):
        return ()
    if names_subject(query) and names_predicate(query):
        return _set_against_it(query, dialogue, base)
    if not names_subject(query) or _refers_back(query):
        carried = [
            _link(LinkKind.SUBJECT, s, base.subjects[s].name.zh)
            for s in taken_over(query, dialogue, base)
            if s in base.subjects
        ]
        said = names_predicate(query) and not _asks_for_another_unit(query, dialogue, base)
        said = said or _says_what_of_them(query, carried, base)
        listed = query.has(LinkKind.OPERATION, *_OF_SEVERAL) and _listed_in_a_text(dialogue, base)
        alone = said or listed or _asks_for_a_figure(query, dialogue, base) or sets_a_bar(query)
        alone = (
            alone
            or _sets_a_bar_for_another(query, dialogue, base)
            or _lists_the_counted(query, dialogue, base)
        )
        if alone or query.has(LinkKind.PERIOD, "now"):
            return tuple(carried)
        return (*carried, *_measures(dialogue, base))
    return _measures(dialogue, base, query.ids(LinkKind.SUBJECT))


def _set_against_it(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[Link, ...]:
    """The last answer's one thing, where another is set against it by another measure than that told of it
    (它增速比乙低几个百分点); by the same one its figure is at hand."""
    measures = set(query.ids(LinkKind.MEASURE))
    things = [s for s in taken_over(query, dialogue, base) if s in base.subjects]
    against = query.has(LinkKind.OPERATION, "compare", "more", "less", "difference")  # 占几成 has its whole
    anew = against and bool(measures) and measures.isdisjoint(dialogue.measures)
    if len(things) != 1 or not anew or things[0] in query.ids(LinkKind.SUBJECT):
        return ()
    return (_link(LinkKind.SUBJECT, things[0], base.subjects[things[0]].name.zh),)


def _says_what_of_them(query: Query, carried: Sequence[Link], base: FactBase) -> bool:
    """Whether a phrase of the turn is one of a fact on what is carried over (中原总部…, 一期呢)."""
    things = {s for ln in carried for s in ln.ids(LinkKind.SUBJECT)}
    return any(base.facts[key].subject in things for key in query.ids(LinkKind.PHRASE))


def taken_over(query: Query, dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    """The subjects that a turn goes on about: the one singled out, unless it asks of all of them again."""
    if not query.has(LinkKind.OPERATION, *_OF_SEVERAL) and not query.has(LinkKind.DIALOGUE, "others"):
        return (dialogue.singled_out,) if dialogue.singled_out else dialogue.subjects
    return _listed_in_a_text(dialogue, base) or dialogue.subjects


def _listed_in_a_text(dialogue: Dialogue, base: FactBase) -> tuple[str, ...]:
    """What the last answer listed, where it was one text on several things; else nothing."""
    told = facts_of(dialogue.facts, base)
    listed = told[0].mentions if len(told) == 1 and not told[0].figures else ()
    return tuple(s for s in listed if s in base.subjects) if len(listed) > 1 else ()


def _asks_for_a_figure(query: Query, dialogue: Dialogue, base: FactBase) -> bool:
    """Whether it asks how much, where what was told last is no figure (签了吗? how much?), or only where
    it stands (排第几? 全市一共多少)."""
    asks = query.has(LinkKind.ASK, "number", "money") or query.has(LinkKind.OPERATION, "sum")
    return asks and all(g.unit == RANK for f in facts_of(dialogue.facts, base) for g in f.figures)


def _asks_for_another_unit(query: Query, dialogue: Dialogue, base: FactBase) -> bool:
    """Whether it only names a unit that the last figure might be told in as well (折合人民币呢)."""
    others = any(query.has(kind) for kind in _PREDICATES) or _WANTING & set(query.ids(LinkKind.ASK))
    if others or _long_phrases(query):
        return False
    units = base.vocabulary.units
    asked = {_family(units[u].dimension) for u in query.ids(LinkKind.UNIT) if u in units}
    told = {_family(units[g.unit].dimension) for f in facts_of(dialogue.facts, base) for g in f.figures}
    return bool(asked) and asked == told


def _family(dimension: str) -> str:
    """What units of a dimension measure: money, whatever the currency."""
    return dimension.partition("-")[0]


def sets_a_bar(query: Query) -> bool:
    """Whether it asks for what lies beyond an amount (过30亿的是哪两个): of another measure than the last."""
    asks = query.has(LinkKind.ASK, "which", "organisation") or query.has(LinkKind.OPERATION, "list")
    asks = asks or query.has(LinkKind.DIALOGUE, "ellipsis")
    return asks and query.has(LinkKind.OPERATION, *_BARS) and any(n.unit for n in query.named_numbers())


def _lists_the_counted(query: Query, dialogue: Dialogue, base: FactBase) -> bool:
    """Whether it only asks for a list of what was counted last (增补了几个? 都是啥)."""
    told = facts_of(dialogue.facts, base)
    counted = bool(told) and all(
        base.vocabulary.measures[f.measure].kind == "count" and f.figures for f in told
    )
    return counted and query.has(LinkKind.OPERATION, "list") and not query.content()


def _sets_a_bar_for_another(query: Query, dialogue: Dialogue, base: FactBase) -> bool:
    """Whether the bar is of another kind than what was told (签了几个项目? 有超30亿的吗)."""
    units = base.vocabulary.units
    bars = (
        [n for n in query.named_numbers() if n.unit != RANK] if query.has(LinkKind.OPERATION, *_BARS) else []
    )
    told = {
        _family(units[g.unit].dimension)
        for f in facts_of(dialogue.facts, base)
        for g in f.figures
        if g.unit != RANK
    }
    kinds = {
        _family(units[n.unit].dimension) if n.unit else _MONEY for n in bars if n.unit or n.value >= LARGE
    }
    return bool(kinds) and bool(told) and kinds.isdisjoint(told)


_MONEY = "money"
LARGE = 10**6
"""From here on a number without a unit is an amount of money (over 3 billion)."""
_BARS = ("above", "below", "at_least", "at_most")


def _refers_back(query: Query) -> bool:
    """Whether a pronoun stands for what was told before.

    那个 behind a name does not (城市管理那个), nor right in front of one (那家卷烟的, 那个做盾构的).
    """
    things = [ln for ln in query.links if LinkKind.SUBJECT in ln.kinds]
    named = {ln.end for ln in things}
    denied = {ln.end for ln in query.links if "no" in ln.ids(LinkKind.CHAT)}  # 不是它，是郑煤机
    pronouns = [ln for ln in query.links if "pronoun" in ln.ids(LinkKind.DIALOGUE)]
    return any(ln.start not in named | denied and not _introduces(ln, things) for ln in pronouns)


def _introduces(pronoun: Link, things: Sequence[Link]) -> bool:
    """Whether a demonstrative stands right in front of a name, or with one character between (做, 造)."""
    demonstrative = "demonstrative" in pronoun.ids(LinkKind.DIALOGUE)
    return demonstrative and any(0 <= ln.start - pronoun.end <= 1 for ln in things)


def _subjects(dialogue: Dialogue, base: FactBase) -> tuple[Link, ...]:
    known = base.subjects
    return tuple(_link(LinkKind.SUBJECT, s, known[s].name.zh) for s in dialogue.subjects if s in known)


_OVERVIEW = 3
"""Kinds of measure told together that are no longer one question's, but all there is to say of a thing."""


def _measures(dialogue: Dialogue, base: FactBase, subjects: Sequence[str] = ()) -> tuple[Link, ...]:
    """The measures of the last answer; for other subjects, what they have of the same kind (who wrote it)."""
    known = base.vocabulary.measures
    own = {f.measure for f in base.facts.values() if f.subject in subjects}
    told = [m for m in dialogue.measures if m in known]
    if subjects:  # 甲 / 乙: of each all there is to say
        told = [] if len({known[m].kind for m in told}) >= _OVERVIEW else told
        told = [m for m in told if known[m].kind in NUMERIC_KINDS] or told  # 架空线呢: its length
    links = []
    for measure in told:
        kind = known[measure].kind
        alike = (
            () if measure in own or kind not in _ALIKE else sorted(m for m in own if known[m].kind == kind)
        )
        targets = tuple(Target(LinkKind.MEASURE, m) for m in (measure, *alike))
        links.append(Link(-1, -1, targets, "carried over", CONFIDENCE, tuple(known[measure].name.zh)))
    return tuple(links)


def _link(kind: LinkKind, key: str, name: str) -> Link:
    return Link(-1, -1, (Target(kind, key),), "carried over", CONFIDENCE, tuple(name))


def facts_of(keys: Sequence[str], base: FactBase) -> tuple[Fact, ...]:
    """The facts of earlier answers that are still in the base."""
    return tuple(base.facts[k] for k in keys if k in base.facts)


RECENT = 4


def _recent(dialogue: Dialogue, facts: Sequence[Fact]) -> tuple[str, ...]:
    keys = tuple(f.key for f in facts)
    figures = tuple(f.key for f in facts if f.figures)
    one = keys if len(keys) == 1 else figures  # a figure, and what else is said of it in words
    return tuple(k for k in dialogue.recent if k not in keys)[-RECENT:] + one if len(one) == 1 else keys


def _named(
    dialogue: Dialogue, facts: Sequence[Fact], listed: Sequence[Fact], base: FactBase
) -> tuple[str, ...]:
    """What ordinals count in: what the answer names side by side, else still the list that it is one of."""
    own = named_things(facts, listed, base)
    one_of_them = bool(facts) and {f.subject for f in facts} <= set(dialogue.named)
    return dialogue.named if one_of_them and len(own) < 2 <= len(dialogue.named) else own


def about_one(query: Query, after: Dialogue) -> Dialogue:
    """The dialogue after an overview of one thing: "it" is that, and none of what was told beside it."""
    named = query.ids(LinkKind.SUBJECT)
    one = len(named) == 1 and query.has(LinkKind.OPERATION, "overview") and named[0] in after.subjects
    of_a_measure = set(after.measures) & {*query.ids(LinkKind.MEASURE)}  # 产值咋样
    return replace(after, subjects=named, measures=()) if one and not of_a_measure else after


def about_the_unanswered(query: Query, dialogue: Dialogue) -> Dialogue:
    """The dialogue after a question that nothing answered: the one thing it named may be gone on about."""
    named = query.ids(LinkKind.SUBJECT)
    if len(named) != 1 or named == dialogue.subjects or query.has(LinkKind.ELSEWHERE):
        return dialogue
    return replace(dialogue, subjects=named, measures=(), facts=(), singled_out="", asked_whole="")


def carried(
    dialogue: Dialogue,
    facts: Sequence[Fact],
    listed: Sequence[Fact],
    base: FactBase,
    singled_out: str = "",
) -> Dialogue:
    """The dialogue after an answer resting on `facts`."""
    last = sorted(facts, key=lambda f: f.subject == singled_out)  # what is said next is set beside that one
    recent = _recent(dialogue, last)
    of_late = tuple(dict.fromkeys(f.subject for f in facts_of(recent, base)))
    return Dialogue(
        language=dialogue.language,
        subjects=tuple(dict.fromkeys(f.subject for f in facts)),
        singled_out=singled_out,
        measures=tuple(dict.fromkeys(f.measure for f in facts)),
        facts=tuple(f.key for f in facts),
        recent=recent,
        listed=tuple(f.key for f in listed),
        named=_named(dialogue, facts, listed, base) or (of_late if len(of_late) > 1 else ()),
        turns=dialogue.turns + 1,
    )
