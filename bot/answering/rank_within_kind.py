"""Which place a thing has among those of its kind whose figures are given (企业里富泰华排第几). Pure."""

from __future__ import annotations

from bot.answering.arithmetic import counts_named
from bot.answering.comparing import figures_line, ordered
from bot.answering.degrees import degree_of, is_pace
from bot.answering.outcome import Context, Outcome
from bot.answering.outdoing import figure_of, of_its_like
from bot.answering.quantities import NotComparableError
from bot.answering.working import measure_of
from bot.understanding.lexicon import LinkKind

FEWEST = 3
"""Things among which one has a place worth telling."""


def rank_within_kind(context: Context) -> Outcome | None:
    """The place of the one thing named among all of the kind named; None where the question names a place
    on the map, of which the report would have to give the ranking itself."""
    query, subjects = context.query, context.base.subjects
    things = [s for ln in context.links for s in ln.ids(LinkKind.SUBJECT)]
    if not query.has(LinkKind.ASK, "rank") or len(things) != 1 or query.has(LinkKind.PLACE) or query.loose:
        return None
    own = figure_of(things[0], context)
    alike = of_its_like(own, context) if own is not None else ()
    if own is None or len(alike) < FEWEST:
        return None
    among = subjects[things[0]].kind in query.ids(LinkKind.KIND) or len(alike) in counts_named(context)
    named = {m for ln in context.links for m in ln.ids(LinkKind.MEASURE)}
    among = among or own in context.previous
    if not among and named.isdisjoint((own.measure, *context.base.vocabulary.measures[own.measure].broader)):
        return None
    try:
        ranked = ordered(context, alike)
    except NotComparableError:
        return None
    if is_pace(context, degree_of(context, own), own):
        ranked = ranked[::-1]
    place, name, measure = ranked.index(own) + 1, subjects[own.subject], measure_of(context, own)
    shown = figures_line(context, ranked)
    text = context.say(
        f"在报告给出{measure}的{len(ranked)}个当中，{name.called('zh')}排第{place}：{shown}。",
        f"Of the {len(ranked)} whose {measure} is given, {name.called('en')} is number {place}: {shown}.",
    )
    return Outcome(text, ranked, listed=ranked)
