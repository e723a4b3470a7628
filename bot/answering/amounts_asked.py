"""Which amount a question asks for: of growth no rate, of things a count and not what they cost."""

from __future__ import annotations

from bot.answering.outcome import Context
from bot.answering.wanting import ANY_COUNT, ends_in_how_many
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind


def asks_by_what_amount(context: Context) -> bool:
    """Whether what came on top is asked for: 增加多少产值, not 产值增加多少, which a rate answers."""
    query, measures = context.query, context.base.vocabulary.measures
    grew = [ln for ln in query.links if LinkKind.DIRECTION in ln.kinds]
    ends = {ln.end for ln in grew if ln.name[-2:] == ("多", "少")}
    grown = {ln.end for ln in grew}
    ends |= {ln.end for ln in query.links if ln.start in grown and "number" in ln.ids(LinkKind.ASK)}
    behind = (m for ln in query.links if ln.start in ends for m in ln.ids(LinkKind.MEASURE))
    return any(m in measures and measures[m].kind == "money" for m in behind)


def asks_how_many_things(context: Context) -> bool:
    """Whether things are counted (一共签约多少个项目), and no money or other amount is asked for."""
    query, base = context.query, context.base
    asking = {ln.end for ln in query.links if ends_in_how_many(ln, base)}
    behind = [ln for ln in query.links if ln.start in asking]
    units = [base.vocabulary.units[u].dimension for ln in behind for u in ln.ids(LinkKind.UNIT)]
    things = any(LinkKind.KIND in ln.kinds for ln in behind) or any(u.startswith(ANY_COUNT) for u in units)
    return things and not query.has(LinkKind.ASK, "money")


def names_a_total(context: Context) -> bool:
    """Whether a measure that the question names is a total (总产值, total investment)."""
    links = (ln for ln in context.links if LinkKind.MEASURE in ln.kinds)
    names = (context.query.surface(ln.start, ln.end) for ln in links)
    return any(takes_form(name, "total", context.base) for name in names)
