"""How the facts of a reply stand: planned or done, of what place; for answers and for pictures alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.answering.reply import Chart, Reply
from bot.knowledge.model import Fact, FactBase
from bot.knowledge.vocabulary import Text


def charted(reply: Reply, base: FactBase) -> tuple[Fact, ...]:
    """The facts of a reply that its chart may draw: those with figures."""
    return tuple(base.facts[key] for key in reply.facts if key in base.facts and base.facts[key].figures)


def standing(facts: Iterable[Fact], base: FactBase) -> list[Text]:
    """Status and scope, where all facts share one that is not the usual."""
    shared = list(facts)
    found = []
    statuses = {f.status for f in shared}
    if len(statuses) == 1 and statuses != {"done"}:
        term = base.vocabulary.statuses.get(statuses.pop())
        found += [term.name] if term and term.name else []
    scopes = {(f.report, f.scope) for f in shared}
    if len(scopes) == 1:
        report, scope = scopes.pop()
        found += [p.name for p in base.reports[report].places if p.id == scope != "own"]
    return found


def chart_of(reply: Reply, base: FactBase) -> Chart | None:
    """The reply's chart, with status and scope in its title where all its figures share them."""
    if reply.chart is None:
        return None
    noted = standing(charted(reply, base), base)
    words = [text.of(reply.language) for text in noted]
    if not words:
        return reply.chart
    title = reply.chart.title
    if reply.language == "en":
        return replace(reply.chart, title=f"{title} ({', '.join(words)})")
    said = "、".join(words)
    if reply.script == "hant":
        from bot.understanding.folding import to_traditional  # loads a converter that few need

        said = to_traditional(said)
    return replace(reply.chart, title=f"{title}（{said}）")
