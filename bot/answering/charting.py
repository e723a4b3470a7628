"""What a chart of listed facts shows: its bars, their names, its title. Pure."""

from __future__ import annotations

from calendar import month_abbr
from collections.abc import Sequence

from bot.answering.naming import sentence_case
from bot.answering.outcome import Context
from bot.answering.reply import Chart, ChartBar
from bot.knowledge.model import Fact, Period


def chart_of(facts: Sequence[Fact], context: Context) -> Chart | None:
    """A chart of listed facts, where they are two or more figures of one dimension and measure kind."""
    drawn = _alike([f for f in facts if f.figures], context)
    if len(drawn) < 2 or len({context.amount(f).dimension for f in drawn}) > 1:
        return None
    title = _chart_title(drawn, context)
    if not title or context.amount(drawn[0]).dimension == "rank":
        return None
    unit = context.amount(drawn[0]).unit
    bars = tuple(
        ChartBar(_bar_label(f, drawn, context), context.amount(f).value / unit.factor, context.figure(f))
        for f in drawn
    )
    report = context.base.reports[drawn[0].report]
    source = f"{report.paper.of(context.language)} · {report.period_name.of(context.language)}"
    unit_name = unit.name.zh if context.language == "zh" else ""
    return Chart(sentence_case(title), unit_name, bars, source)


def _bar_label(fact: Fact, among: Sequence[Fact], context: Context) -> str:
    """What tells a bar from the others, as short as can be; with its months, where they are its own."""
    report = context.base.reports[fact.report]
    name = _bar_name(fact, among, context)
    if fact.period != report.period:
        months = _months(fact.period, context.language)
        name = context.say(f"{name}（{months}）", f"{name} ({months})")
    return sentence_case(name)


def _bar_name(fact: Fact, among: Sequence[Fact], context: Context) -> str:
    base, language = context.base, context.language
    of_one = len({f.subject for f in among}) == 1
    if of_one or len({f.report for f in among}) > 1:
        return context.short(fact, among)
    name = base.subjects[fact.subject].called(language)
    if all(f is fact or f.subject != fact.subject for f in among):
        return name
    measure = base.vocabulary.measures[fact.measure]
    called = measure.called(language) or measure.name.of(language)
    return context.say(f"{name} · {called}", f"{name}: {called}")


def _months(period: Period, language: str) -> str:
    """Months as a picture has room for them: 1-5月, Jan-May."""
    first, last = period.start[1], period.end[1]
    if language == "zh":
        return f"{first}月" if first == last else f"{first}-{last}月"
    names = dict.fromkeys(month_abbr[m] for m in (first, last))
    return "-".join(names)


def _alike(facts: Sequence[Fact], context: Context) -> Sequence[Fact]:
    """Those of the kind of rate that most of the facts are of, where all are rates; else all."""
    known = context.base.vocabulary.measures
    if any(known[f.measure].kind != "rate" for f in facts):
        return facts
    relations = [known[f.measure].relation for f in facts]
    commonest = max(relations, key=relations.count, default="")
    return [f for f, relation in zip(facts, relations, strict=True) if relation == commonest]


def _chart_title(facts: Sequence[Fact], context: Context) -> str:
    """What all bars are of: their measures, or the relation or thing they share; empty if unlike."""
    known, language = context.base.vocabulary.measures, context.language
    measures = {known[f.measure] for f in facts}
    kinds = {m.relation or m.kind for m in measures}
    if len(kinds) > 1:
        return ""
    if len(measures) <= 2:
        return context.say("、", ", ").join(sorted({m.name.of(language) for m in measures}))
    (kind,) = kinds
    if kind in known:
        return known[kind].name.of(language)
    subjects = {f.subject for f in facts}
    return context.base.subjects[facts[0].subject].name.of(language) if len(subjects) == 1 else ""
