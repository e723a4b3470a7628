"""Replies out of facts and outcomes: text, citations, related questions, chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answering.charting import chart_of
from bot.answering.evidence import facts_on, parts_of
from bot.answering.implying import asks_what_it_lacks
from bot.answering.offering import MOST, offered, starters
from bot.answering.outcome import Context, Outcome
from bot.answering.phrasing import LONGEST, question
from bot.answering.reply import Choice, Citation, Refusal, Reply, ReplyKind
from bot.knowledge.model import Fact, FactBase
from bot.understanding.folding import to_traditional


def citations(facts: Iterable[Fact], base: FactBase, language: str) -> tuple[Citation, ...]:
    """The sentences that facts rest on, each once, in the facts' order."""
    found: dict[tuple[str, str], Citation] = {}
    for fact in facts:
        report = base.reports[fact.report]
        for sentence in fact.cites:
            section = report.section_of(sentence)
            number = int(sentence.rpartition(".")[2])
            cite = Citation(
                sentence, report.id, report.paper.of(language), section.title.of(language), number
            )
            found.setdefault((report.id, sentence), cite)
    return tuple(found.values())


def related(facts: Sequence[Fact], context: Context) -> tuple[Choice, ...]:
    """What one may ask next: what the facts point to, then the rest of their subject, then of their whole."""
    base = context.base
    told = {f.key for f in facts}
    subjects = {f.subject for f in facts}
    wholes = {p for s in subjects for p in base.subjects[s].part_of}
    pointed = [base.facts[f"{f.report}:{i}"] for f in facts for i in f.see if f"{f.report}:{i}" in base.facts]
    fresh = dict.fromkeys(f for f in (*pointed, *facts_on(subjects, base)) if f.key not in told)
    if len(fresh) < MOST:
        parts = {s for w in wholes for s in (w, *parts_of(base).get(w, ()))}
        fresh |= dict.fromkeys(f for f in facts_on(parts, base) if f.key not in told)
    return offered(fresh, context)


def tell(outcome: Outcome, context: Context, script: str) -> Reply:
    """The reply of a finished outcome."""
    cited = citations(outcome.facts, context.base, context.language)
    notes = _pointers(outcome.facts, context)
    silent = (
        len(outcome.facts) == 1
        and not outcome.corrects
        and asks_what_it_lacks(context.query, outcome.facts[0])
    )
    reply = Reply(
        kind=ReplyKind.UNKNOWN if silent else ReplyKind.ANSWER,
        text=outcome.text + notes,
        language=context.language,
        citations=cited,
        related=related(outcome.facts, context) or (starters(context) if outcome.refused or silent else ()),
        highlights=outcome.highlights,
        working=outcome.working,
        chart=chart_of(outcome.listed, context),
        refusal=Refusal.UNSUPPORTED if outcome.refused else Refusal.NOT_IN_REPORT if silent else None,
        facts=tuple(f.key for f in outcome.facts),
    )
    return in_script(reply, script)


def _pointers(facts: Sequence[Fact], context: Context) -> str:
    """A pointer to what stands beside a fact told on its own (a contradiction, a caveat)."""
    if len(facts) != 1 or not facts[0].see:
        return ""
    base, fact = context.base, facts[0]
    seen = [base.facts[f"{fact.report}:{i}"] for i in fact.see if f"{fact.report}:{i}" in base.facts]
    labels = context.say("、", ", ").join(context.phrase(f) for f in seen)
    return context.say(f"\n另见：{labels}。", f"\nSee also: {labels}.") if seen else ""


def tell_facts(facts: Sequence[Fact], context: Context, lead: str = "") -> Outcome:
    """An outcome that tells facts by their summaries; several of them line by line."""
    texts = list(dict.fromkeys(f.summary.of(context.language) for f in facts))
    text = lead + texts[0] if len(texts) == 1 else lead + "\n".join(f"· {t}" for t in texts)
    figures = tuple(context.figure(f) for f in facts if f.figures)
    shown = tuple(h for h in figures if h in text)
    listed = tuple(facts) if len(facts) > 1 else ()
    return Outcome(text, tuple(facts), highlights=shown, listed=listed, corrects=bool(lead))


def ask_back(facts: Sequence[Fact], context: Context, script: str) -> Reply:
    """Asks which of several readings is meant."""
    shown = list(facts[: context.limits.choices])
    labels = _distinct_labels(shown, context)
    choices = tuple(Choice(text, (f.key,)) for text, f in zip(labels, shown, strict=True))
    reply = Reply(ReplyKind.CLARIFY, _which(shown, context), context.language, choices=choices)
    return in_script(reply, script)


def _which(facts: Sequence[Fact], context: Context) -> str:
    """What all readings have in common goes into the question, so that the choices need not repeat it."""
    if _differ_in_subject(facts):
        asked = context.base.vocabulary.measures[facts[0].measure]
        measure = asked.name.of(context.language) if asked.relation else asked.called(context.language)
        if measure:
            return context.say(f"你问的是哪一个的{measure}？", f"Which {measure} do you mean?")
    return context.say("你问的是哪一个？", "Which of these do you mean?")


def _differ_in_subject(facts: Sequence[Fact]) -> bool:
    """Whether the facts are one figure each of different subjects, or what is said in its place."""
    short = all(f.figures or f.value for f in facts) and any(f.figures for f in facts)
    one_measure = len({f.measure for f in facts}) == 1 and short
    return one_measure and len({f.subject for f in facts}) == len(facts)


def _distinct_labels(facts: Sequence[Fact], context: Context) -> list[str]:
    """What tells the readings apart: the subjects where they differ in nothing else, with the figures."""
    if _differ_in_subject(facts):
        names = [context.base.subjects[f.subject].called(context.language) for f in facts]
        return [_with_figure(n, f, context) for n, f in zip(names, facts, strict=True)]
    several = len({f.report for f in facts}) > 1
    labels = [context.dated(f, facts) if several else question(f, context) for f in facts]
    return [
        text if labels.count(text) == 1 else _with_figure(text, f, context)
        for text, f in zip(labels, facts, strict=True)
    ]


def _with_figure(text: str, fact: Fact, context: Context) -> str:
    """The figure behind the name; what is said in its place only where a button shows it whole."""
    full = context.say(f"{text}（{context.figure(fact)}）", f"{text} ({context.figure(fact)})")
    return full if fact.figures or len(full) <= LONGEST[context.language] else text


def in_script(reply: Reply, script: str) -> Reply:
    """The reply with every text in the asked script."""
    if script != "hant" or reply.language != "zh":
        return reply
    turn = to_traditional
    chart = reply.chart and replace(
        reply.chart,
        title=turn(reply.chart.title), unit=turn(reply.chart.unit), source=turn(reply.chart.source),
        bars=tuple(replace(b, label=turn(b.label), text=turn(b.text)) for b in reply.chart.bars),
    )  # fmt: skip
    return replace(
        reply,
        script="hant",
        text=turn(reply.text),
        citations=tuple(replace(c, paper=turn(c.paper), section=turn(c.section)) for c in reply.citations),
        choices=tuple(replace(c, label=turn(c.label)) for c in reply.choices),
        related=tuple(replace(c, label=turn(c.label)) for c in reply.related),
        highlights=tuple(turn(h) for h in reply.highlights),
        working=tuple(turn(w) for w in reply.working),
        chart=chart,
    )
