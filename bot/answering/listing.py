"""Facts one below the other: what each is and its figure, or its summary. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.naming import sentence_case
from bot.answering.outcome import Context, Outcome
from bot.knowledge.model import Fact


def listing(context: Context, facts: Sequence[Fact], *, numbered: bool = False) -> Outcome:
    """Facts line by line: what it is and its figure, or its summary."""
    shown = tuple(facts[: context.limits.listed])
    lines = []
    for number, fact in enumerate(shown, 1):
        mark = f"{number}. " if numbered else "· "
        lines.append(
            f"{mark}{_line(context, fact, shown)}{_stop(context, number, shown) if numbered else ''}"
        )
    left = len(facts) - len(shown)
    if left:
        lines.append(context.say(f"……另有{left}条", f"... and {left} more"))
    return Outcome(
        "\n".join(lines), shown, highlights=tuple(context.figure(f) for f in shown if f.figures), listed=shown
    )


def _stage(context: Context, fact: Fact, among: Sequence[Fact]) -> str:
    """How far a thing is, where the things of a list are not equally far: no plan passes for a result."""
    status = context.base.vocabulary.statuses.get(fact.status)
    if len({f.status for f in among}) < 2 or status is None or status.name is None:
        return ""
    return context.say(f"（{status.name.zh}）", f" ({status.name.en})")


def _stop(context: Context, number: int, shown: Sequence[Fact]) -> str:
    """What ends a numbered line, so that its figure and the next number stay apart when copied."""
    if not _is_short_list(context, shown):
        return ""
    return context.say("；", ";") if number < len(shown) else context.say("。", ".")


def _is_short_list(context: Context, shown: Sequence[Fact]) -> bool:
    """Whether the facts are one measure of several things, so that name and figure say all."""
    return len({f.measure for f in shown}) == 1 and all(f.figures for f in shown)


def _line(context: Context, fact: Fact, among: Sequence[Fact]) -> str:
    if _is_short_list(context, among):
        stage = _stage(context, fact, among)
        return context.say(
            f"{context.short(fact, among)}：{context.figure(fact)}{stage}",
            f"{sentence_case(context.short(fact, among))}: {context.figure(fact)}{stage}",
        )
    return fact.summary.of(context.language)
