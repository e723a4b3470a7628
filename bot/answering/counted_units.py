"""What a question counts by the unit behind its "how many" (多少亩 wants an area)."""

from __future__ import annotations

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import LinkKind, Target, lexicon_of
from bot.understanding.linking import Link
from bot.understanding.query import Query

ANY_COUNT = "count"
"""The dimension of 个, which counts anything and so says nothing."""
_HOW_MANY = frozenset({Target(LinkKind.ASK, "number"), Target(LinkKind.ASK, "money")})


def _ends_in_how_many(link: Link, base: FactBase) -> bool:
    """Whether "how many" is a name or closes a longer one (占多少)."""
    if LinkKind.ASK in link.kinds:
        return not _HOW_MANY.isdisjoint(link.targets)
    if LinkKind.DIRECTION in link.kinds:
        return False  # 少了多少亿 may be worked out from a rate
    lexicon = lexicon_of(base)
    ends = (" ".join(link.name[start:]) for start in range(1, len(link.name)))
    closing = (lexicon.names[lexicon.by_text[end]].targets for end in ends if end in lexicon.by_text)
    asking = next((found for found in closing if any(t.kind is LinkKind.ASK for t in found)), ())
    return not _HOW_MANY.isdisjoint(asking)


def counted_dimensions(query: Query, base: FactBase) -> frozenset[str]:
    """An area for 多少亩. 几家企业 may count the things that are meant, not what is asked of them."""
    asking = (ln for ln in query.links if ln.start >= 0 and query.clause_of(ln) in query.asking)
    behind = {ln.end for ln in asking if _ends_in_how_many(ln, base)}
    units = base.vocabulary.units
    named = (u for ln in query.links if ln.start in behind for u in ln.ids(LinkKind.UNIT) if u in units)
    counted = {units[u].dimension.partition("-")[0] for u in named}
    return frozenset(counted - ({ANY_COUNT} if query.has(LinkKind.KIND) else set()))
