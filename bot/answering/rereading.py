"""A second look at a question that was refused: an everyday word may have been taken for a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.answering.choosing import Selection, choose
from bot.answering.matching import NEARLY
from bot.answering.meaning import PART
from bot.answering.members import asks_for_members
from bot.answering.outcome import Context
from bot.answering.probing import Probe, read
from bot.answering.reply import Refusal
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import Query, understand

CONVINCING = 0.75
"""The least score of a fact that is told on second thoughts."""
SUSPECTS = 8
"""Names that are tried at most, the last ones of a message."""
_NAMES = frozenset({LinkKind.MEASURE, LinkKind.PHRASE, LinkKind.SUBJECT, LinkKind.KIND})
_ASKED_FOR = (LinkKind.ASK, LinkKind.UNIT)
_SILENT = frozenset({Refusal.NOT_IN_REPORT, Refusal.OFF_TOPIC})


def reread(context: Context, refused: Selection) -> tuple[Context, Selection] | None:
    """The reading without one of the names that convinces most of just one fact; None where none does."""
    if refused.refusal not in _SILENT or context.query.has(LinkKind.ELSEWHERE):
        return None
    best: tuple[Context, Selection] | None = None
    for query in _without_a_name(context):
        selection = choose(query, query.content(), context.base, context.limits)
        if not _convinces(selection):
            continue
        if best is None or selection.chosen[0].score > best[1].chosen[0].score:
            best = replace(context, query=query, links=query.content()), selection
    return best


def _convinces(selection: Selection) -> bool:
    if len(selection.chosen) != 1:
        return False
    found = selection.chosen[0]
    return found.subject >= PART and found.measure >= NEARLY and found.score >= CONVINCING


def _without_a_name(context: Context) -> Iterator[Query]:
    """The question read without each name that may be none, where that leaves what it asks for."""
    query = context.query
    probes = read(query, context.links, context.base).probes
    since = query.has(LinkKind.PERIOD, "than_last_year")
    names = dict.fromkeys(probe.link.name for probe in probes if _may_be_none(probe, since_last_year=since))
    kept = (*_ASKED_FOR, LinkKind.KIND) if asks_for_members(query, context.base) else _ASKED_FOR
    for name in [*names][-SUSPECTS:]:
        other = understand(query.text, context.base, frozenset({name}))
        if all({*other.ids(kind)} >= {*query.ids(kind)} for kind in kept):
            yield other


def _may_be_none(probe: Probe, *, since_last_year: bool) -> bool:
    """Whether it is a measure, a phrase, or a byname: no thing's own name, no question word, no place."""
    kinds = probe.link.kinds
    if probe.foreign or not probe.link.name or not kinds & _NAMES or LinkKind.ASK in kinds:
        return False
    if "difference" in probe.link.ids(LinkKind.OPERATION):
        return False  # by how much is no everyday word
    if since_last_year and LinkKind.MEASURE in kinds:
        return False  # 较去年同期的增幅
    return LinkKind.SUBJECT not in kinds or probe.byname
