"""A name of several things, told apart by what else the question names (跟谁学的一期)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link


def told_apart(links: Sequence[Link], excluded: frozenset[Link], base: FactBase) -> tuple[Link, ...]:
    """The links of a question, each name of several subjects held to those that a clearer name means too.

    A clearer name is a longer one that means fewer of them, or what fewer of them are part of; the `excluded`
    ones make nothing clearer.
    """
    clear = [ln for ln in links if ln not in excluded and ln.ids(LinkKind.SUBJECT)]
    return tuple(_held_to(ln, clear, base) if len(ln.ids(LinkKind.SUBJECT)) > 1 else ln for ln in links)


def _held_to(link: Link, others: Sequence[Link], base: FactBase) -> Link:
    """The link without the subjects that no clearer name stands for; as it is where there is none."""
    own = link.ids(LinkKind.SUBJECT)
    clearer = (frozenset(other.ids(LinkKind.SUBJECT)) for other in others if _size(other) > _size(link))
    meant = (
        [s for s in own if s in named or not named.isdisjoint(base.subjects[s].part_of)] for named in clearer
    )
    shared = {s for some in meant if len(some) < len(own) for s in some}
    if not shared:
        return link
    kept = (t for t in link.targets if t.kind is not LinkKind.SUBJECT or t.id in shared)
    return replace(link, targets=tuple(kept))


def _size(link: Link) -> int:
    return len("".join(link.name))
