"""What is left of a whole without parts that a question leaves out (规上工业去掉甲还剩多少). Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.grouping import with_figures
from bot.answering.naming import enumerated
from bot.answering.outcome import Context, Outcome
from bot.answering.proportions import is_total
from bot.answering.quantities import NotComparableError, difference, total
from bot.answering.working import added, contains, derived, subject_of, with_working
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

_LEFT = "remaining"


def whole_less_parts(context: Context) -> Outcome | None:
    """The figure of a whole less those of the things left out, where what is left is asked for."""
    query = context.query
    of_others = query.has(LinkKind.KIND) or query.has(LinkKind.DIALOGUE, "every")  # 剩下几家各多少
    if not query.excluded or of_others or not _asks_what_is_left(context):
        return None
    out = dict.fromkeys(s for ln in query.links if ln in query.excluded for s in ln.ids(LinkKind.SUBJECT))
    found = [(w, parts) for w in _wholes(context) if len(parts := _parts_of(w, out, context)) == len(out)]
    return _told(*found[0], context) if out and len(found) == 1 else None


def _asks_what_is_left(context: Context) -> bool:
    """Whether what is left is asked for by a word for that, or as how much there is of one thing without
    others (规上工业去掉甲还有多少)."""
    query = context.query
    things = {s for ln in context.links for s in ln.ids(LinkKind.SUBJECT)}
    how_much = query.has(LinkKind.ASK, "number", "money") and query.has(LinkKind.DIALOGUE, "except_end")
    return query.has(LinkKind.OPERATION, _LEFT) or (how_much and len(things) == 1)


def _wholes(context: Context) -> list[Fact]:
    """Figures of the one thing that is named, or of anything, by a measure that is named; of the one thing
    where none is."""
    query, known = context.query, context.base.vocabulary.measures
    measures = set(query.ids(LinkKind.MEASURE))
    things = {s for ln in context.links for s in ln.ids(LinkKind.SUBJECT)}
    figures = with_figures(context.base.facts.values())
    if not measures:
        return [f for f in figures if f.subject in things and not f.of]
    named = [f for f in figures if measures & {f.measure, *known[f.measure].broader}]
    return [f for f in named if not things or f.subject in things]


def _parts_of(whole: Fact, out: dict[str, None], context: Context) -> list[Fact]:
    """The figures of the things left out that are parts of the whole, one of each."""
    figures = [f for f in with_figures(context.base.facts.values()) if f.subject in out]
    parts = [f for f in figures if contains(context, whole, f) or is_total(context, whole, f)]
    return list({f.subject: f for f in parts}.values())


def _told(whole: Fact, parts: Sequence[Fact], context: Context) -> Outcome:
    try:
        value = difference(context.amount(whole), total([context.amount(f) for f in parts]))
    except NotComparableError as problem:
        return with_working(context, (whole, *parts), problem.why)
    left, taken = context.write(value), added(context, parts)
    taken = taken if len(parts) == 1 else f"({taken})"
    name, names = subject_of(context, whole), [subject_of(context, f) for f in parts]
    text = context.say(
        f"{name}去掉{'、'.join(names)}，还剩{left}。",
        f"Without {enumerated(names, 'en')}, {left} is left of {name}.",
    )
    return derived(context, text, f"{context.figure(whole)} − {taken} = {left}", (whole, *parts), value)
