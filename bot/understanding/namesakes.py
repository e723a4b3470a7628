"""A name of several things, told apart by what else the question names (跟谁学的一期)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind, Target
from bot.understanding.linking import Link, with_fillers

_SECTION = Target(LinkKind.DIALOGUE, "section")
_TITLES = frozenset(Target(LinkKind.DIALOGUE, word) for word in ("title", "heading"))


def told_apart(links: Sequence[Link], excluded: frozenset[Link], base: FactBase) -> tuple[Link, ...]:
    """The links of a question, each name of several subjects held to those that a clearer name means too.

    A clearer name is a longer one that means fewer of them, or what fewer of them are part of; the `excluded`
    ones make nothing clearer.
    """
    titled = any(t in _TITLES for ln in links for t in ln.targets)
    appended = frozenset[Link]() if titled else {ln for ln in links if _is_appended(ln, links)}
    named = with_fillers(links, appended)
    clear = [ln for ln in named if ln not in excluded and ln.ids(LinkKind.SUBJECT)]
    apart = [_held_to(ln, clear, base) if len(ln.ids(LinkKind.SUBJECT)) > 1 else ln for ln in named]
    return _with_times_alone([_as_thing(ln, apart, base) for ln in apart], base)


def _as_thing(link: Link, links: Sequence[Link], base: FactBase) -> Link:
    """A thing's name that is a measure's too (trains): only the thing, where a phrase asks another of it."""
    own = link.ids(LinkKind.SUBJECT)
    if not own or not link.ids(LinkKind.MEASURE):
        return link
    phrased = {p for ln in links if ln.kinds == {LinkKind.PHRASE} for p in ln.ids(LinkKind.PHRASE)}
    asked = {base.facts[p].measure for p in phrased if base.facts[p].subject in own}
    if not asked or asked & {*link.ids(LinkKind.MEASURE)}:
        return link
    return replace(link, targets=tuple(t for t in link.targets if t.kind is not LinkKind.MEASURE))


def _with_times_alone(links: Sequence[Link], base: FactBase) -> tuple[Link, ...]:
    """The links, each time that is a measure's name too (以前) only a time where nothing named has it."""
    subjects = frozenset(s for ln in links for s in ln.ids(LinkKind.SUBJECT))
    if not subjects or not any({LinkKind.PERIOD, LinkKind.MEASURE} <= ln.kinds for ln in links):
        return tuple(links)
    known = base.vocabulary.measures
    borne = [(f.subject in subjects, f.measure) for f in base.facts.values()]
    own = {m for is_own, measure in borne if is_own for m in (measure, *known[measure].broader)}
    others = frozenset(measure for _, measure in borne) - own
    return tuple(_when_alone(ln, others) for ln in links)


def _when_alone(link: Link, others: frozenset[str]) -> Link:
    """A name of a time that is a measure too (以前): only the time, where just `others` have the measure."""
    measures = frozenset(link.ids(LinkKind.MEASURE))
    if LinkKind.PERIOD not in link.kinds or not measures or not measures <= others:
        return link
    return replace(link, targets=tuple(t for t in link.targets if t.kind is not LinkKind.MEASURE))


def _is_appended(link: Link, links: Sequence[Link]) -> bool:
    """Whether a word for a part of the report, which is a thing's name too, stands right behind the name of
    another, which is no section's: then it is but a part of that (装备制造板块)."""
    if LinkKind.SUBJECT not in link.kinds or _SECTION not in link.targets:
        return False
    before = frozenset[LinkKind]().union(*(ln.kinds for ln in links if ln.end == link.start))
    return LinkKind.SUBJECT in before and LinkKind.SECTION not in before


def _held_to(link: Link, others: Sequence[Link], base: FactBase) -> Link:
    """The link without the subjects that no clearer name stands for; as it is where there is none."""
    own = link.ids(LinkKind.SUBJECT)
    clearer = (
        frozenset(other.ids(LinkKind.SUBJECT))
        for other in others
        if _size(other) > _size(link) or _only_names_one(other)
    )
    meant = (
        [s for s in own if s in named or not named.isdisjoint(base.subjects[s].part_of)] for named in clearer
    )
    shared = {s for some in meant if len(some) < len(own) for s in some}
    if not shared:
        return link
    kept = (t for t in link.targets if t.kind is not LinkKind.SUBJECT or t.id in shared)
    return replace(link, targets=tuple(kept))


def _only_names_one(link: Link) -> bool:
    """Whether a name stands for one thing and nothing else (上汽…那个发动机项目)."""
    return link.kinds == {LinkKind.SUBJECT} and len(link.ids(LinkKind.SUBJECT)) == 1


def _size(link: Link) -> int:
    return len("".join(link.name))
