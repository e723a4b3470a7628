"""Whether a question asks for several things: by a word of its own, by "all", or by a plural. Pure."""

from __future__ import annotations

import re

from bot.answering.covering import has_parts
from bot.answering.describing import is_plain
from bot.answering.outcome import Context
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_BEHIND_HEAD = re.compile(r" (?:for|of|to|with|on|in) ")
"""What follows the head of an English name: a package for companies is one thing."""
_PLURAL_ASKS = ("which", "organisation", "person", "name", "place")


def asks_for_list(context: Context) -> bool:
    """Whether several things are asked for: by a word of its own, by "all", or by a plural behind "which"."""
    query = context.query
    bare = not query.has(LinkKind.ASK) and query.has(LinkKind.KIND)
    if query.has(LinkKind.OPERATION, "list") or (bare and query.has(LinkKind.DIALOGUE, "related")):
        return True  # 跟教育有关的项目
    if _asks_for_figures(context):
        return True
    if query.has(LinkKind.DIALOGUE, "every") and query.has(LinkKind.ASK, "stage"):
        return any(has_parts(s, context.base) for s in query.ids(LinkKind.SUBJECT))
    if not query.has(LinkKind.ASK, *_PLURAL_ASKS) or query.has(LinkKind.ASK, "number"):
        return False
    if query.has(LinkKind.ASK, "yesno") and query.language != "en":
        return False
    many = query.has(LinkKind.DIALOGUE, "every") or any(_is_plural(ln, context) for ln in query.links)
    return many or _asks_what_of_many(context)


def _asks_for_figures(context: Context) -> bool:
    """Whether the figures of something are asked for, whatever they measure (安置房的数据)."""
    query = context.query
    measured = any(LinkKind.MEASURE in ln.kinds and not is_plain(ln, context) for ln in context.links)
    asked = query.has(LinkKind.DIALOGUE, "figures") and query.has(LinkKind.SUBJECT)
    return asked and not measured and not query.has(LinkKind.ASK)


def _is_plural(link: Link, context: Context) -> bool:
    """Whether it names several things of a kind (which companies, what mechanisms)."""
    named = link.kinds & {LinkKind.KIND, LinkKind.SUBJECT} and link.start >= 0
    surface = context.query.surface(link.start, link.end) if named else ""
    surface = _BEHIND_HEAD.split(surface)[0]
    return surface.isascii() and surface.endswith("s") and not surface.endswith("ss")


def _asks_what_of_many(context: Context) -> bool:
    """Whether it asks what was added, is under way or came first: at all, or of a topic with parts."""
    query, measures = context.query, context.base.vocabulary.measures
    exact = [ln for ln in context.links if LinkKind.MEASURE in ln.kinds and not is_plain(ln, context)]
    named = {m for ln in exact for m in ln.ids(LinkKind.MEASURE)}
    telling = (
        (query.has(LinkKind.STATUS) and (query.has(LinkKind.SUBJECT) or query.has(LinkKind.KIND)))
        or any(measures[m].kind == "count" and not measures[m].wide for m in named)
        or (any(n.unit == RANK for n in query.named_numbers()) and not named)
    )
    subjects = query.ids(LinkKind.SUBJECT)
    return (
        query.has(LinkKind.ASK, "which")
        and telling
        and (any(has_parts(s, context.base) for s in subjects) if subjects else not query.loose)
    )
