"""The last question asked of another thing (甲去年同期多少? 乙呢): worked out for that one too."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.attempting import OPERATION, Attempt, best_attempt
from bot.answering.outcome import Context
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link
from bot.understanding.query import Query, understand


def asked_of_another(context: Context, dialogue: Dialogue) -> Attempt | None:
    """The last question, which was worked out from figures, of the one thing that an ellipsis names instead.

    None where the turn says more than that, or where nothing comes of it.
    """
    query, base = context.query, context.base
    named = query.content()
    if not dialogue.worked_out or len(named) != 1 or not query.has(LinkKind.DIALOGUE, "ellipsis"):
        return None
    if named[0].kinds != {LinkKind.SUBJECT} or query.loose or query.has(LinkKind.OPERATION):
        return None
    before = understand(dialogue.worked_out, base)
    alike = _alike(named[0], before, base)
    if len(alike) != 1:
        return None
    asked = understand(_put_instead(before, alike[0], query.surface(named[0].start, named[0].end)), base)
    attempt = best_attempt(replace(context, query=asked, links=asked.content()), dialogue)
    told = attempt.outcome.facts if attempt.outcome is not None else ()
    of_it = any(fact.subject in named[0].ids(LinkKind.SUBJECT) for fact in told)
    return attempt if of_it and attempt.settled and attempt.decision == OPERATION else None


def _alike(named: Link, before: Query, base: FactBase) -> list[Link]:
    """What a question names of the same kind of thing."""
    kinds = {base.subjects[s].kind for s in named.ids(LinkKind.SUBJECT)}
    things = (ln for ln in before.links if LinkKind.SUBJECT in ln.kinds and ln.start >= 0)
    return [ln for ln in things if kinds & {base.subjects[s].kind for s in ln.ids(LinkKind.SUBJECT)}]


def _put_instead(before: Query, link: Link, words: str) -> str:
    start, end = before.tokens[link.start].start, before.tokens[link.end - 1].end
    return f"{before.folded[:start]}{words}{before.folded[end:]}"
