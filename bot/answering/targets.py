"""Targets: what is done of them, what is left, and what a completion rate says that they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.answering.earlier_years import (
    Solving,
    approximate,
    is_of_its_year,
    rate_and_base,
    stated_rate,
    worked_back,
)
from bot.answering.evidence import evidence_of
from bot.answering.grouping import group, with_figures
from bot.answering.operands import operands
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import (
    Amount,
    difference,
    is_rounded,
    quotient,
    scaled,
    whole_of_share,
)
from bot.answering.stated_numbers import facts_stating
from bot.answering.telling import tell_facts
from bot.answering.working import (
    all_listed,
    derived,
    measure_of,
    of_one_thing,
    percentage,
    share_words,
    subject_of,
)
from bot.knowledge.model import Bound, Fact, FactBase, kept
from bot.understanding.lexicon import LinkKind

_FULL_TARGET = Solving(
    "completion",
    whole_of_share,
    "按完成率推算，{subject}的全年目标{value}。",
    "By that completion rate, the full-year target for {subject} is {value}.",
)


def full_target(context: Context) -> Outcome | None:
    """全年目标: the target, from what is done and the completion rate."""
    if context.query.has(LinkKind.ASK, "percent"):
        return None  # what part of it is done is asked, not how much it is
    return _target(context)


def _target(context: Context) -> Outcome | None:
    found = rate_and_base(context, "completion")
    return worked_back(context, _FULL_TARGET, found) if found is not None else None


_ALL_YEAR = (1, 12)


def whole_year(context: Context) -> Outcome | None:
    """A question for the whole year, where the report gives half a year's count and its completion rate."""
    if context.query.has(LinkKind.OPERATION, "remaining"):
        return None  # 照全年算还欠多少: what is left, not the whole
    whole = any(p.months == _ALL_YEAR for p in context.query.periods)
    found = rate_and_base(context, "completion") if whole else None
    asked = context.query.asked_periods(found[1].period) if found else ()
    if any(a.whole_year and not a.vague for a in asked):
        return _target(context)
    planned = context.query.has(LinkKind.STATUS, "planned") and context.query.has(
        LinkKind.PERIOD, "this_year"
    )
    return to_be_done(context) if planned else None


def to_be_done(context: Context) -> Outcome | None:
    """今年得修多少: what is to be done in the year, of a thing that the report gives the progress of."""
    query, facts, units = context.query, context.base.facts, context.base.vocabulary.units
    if query.has(LinkKind.ASK, "money", "percent", "duration", "date"):
        return None
    counted = {units[u].dimension for u in query.ids(LinkKind.UNIT) if u in units}
    for rate in with_figures(f for f in facts.values() if f.subject in query.ids(LinkKind.SUBJECT)):
        done = facts.get(f"{rate.report}:{rate.of}")
        relation = context.base.vocabulary.measures[rate.measure].relation
        if done is None or relation != "completion" or not done.figures:
            continue
        fits = context.amount(done).dimension in counted if counted else _says_no_more(context, done)
        if fits:
            return worked_back(context, _FULL_TARGET, (rate, done))
    return None


def _says_no_more(context: Context, done: Fact) -> bool:
    """Whether the question names no measure but the one of what is done."""
    named = (ln for ln in context.query.links if not ln.kinds & {LinkKind.ASK, LinkKind.OPERATION})
    measures = {m for ln in named for m in ln.ids(LinkKind.MEASURE)}
    return measures <= set(evidence_of(context.base)[done.key].measures)


def from_stated(context: Context) -> Outcome | None:
    """The target, where the question itself states what is done and which rate that is (43条才33%)."""
    stated = {n.value for n in context.query.named_numbers()}
    if not stated:
        return None
    found = rate_and_base(context, "completion") or stated_rate(context, "completion")
    if found is None or not all(f.figures[0].value in stated for f in found):
        return None
    return worked_back(context, _FULL_TARGET, found)


def remaining(context: Context) -> Outcome | None:
    """还差多少: target minus done, where the report gives or implies a target."""
    if context.query.has(LinkKind.ASK, "percent") or context.query.has(LinkKind.OPERATION, "share"):
        return _rest_in_percent(context)
    found = rate_and_base(context, "completion")
    if found is None:
        return to_target(context) or to_hundred(context)
    rate, done = found
    target = whole_of_share(context.amount(done), rate.figures[0].value)
    rest = approximate(difference(target, context.amount(done)))
    if context.query.has(LinkKind.OPERATION, "per_month"):
        lacking = f"{context.figure(done)} ÷ {context.figure(rate)} − {context.figure(done)}"
        return _each_month_left(context, (done, rate), rest, lacking)
    written, subject = context.write(rest, approximately=True), subject_of(context, done)
    line = f"{context.figure(done)} ÷ {context.figure(rate)} − {context.figure(done)} = {written}"
    of = f"of {subject}" if subject.startswith("the ") else subject
    left = f"{written} {of} are" if rest.dimension.startswith("count") else f"For {subject} {written} is"
    text = context.say(f"{subject}距全年目标还差{written}。", f"{left} still to go.")
    return derived(context, text, line, (done, rate), rest)


def _rest_in_percent(context: Context) -> Outcome | None:
    """还剩百分之几: the part of a target that is not done."""
    pair = _done_and_target(context)
    if pair is None:
        return to_hundred(context)
    done, target = pair
    value, bound = quotient(difference(context.amount(target), context.amount(done)), context.amount(target))
    percent = percentage(context, value, bound)
    written, goal = share_words(context, percent), measure_of(context, target)
    text = context.say(f"{goal}还有{written}没有完成。", f"{written} of the {goal} is still to be done.")
    line = f"({context.figure(target)} − {context.figure(done)}) ÷ {context.figure(target)} = {written}"
    return derived(context, text, line, (target, done), percent)


def _whole_named(done: Fact, target: Fact, context: Context) -> Fact | None:
    """The larger figure of the same thing that the question names or states rather than the target."""
    named = set(context.query.ids(LinkKind.MEASURE))
    if target.measure in named:
        return None
    stated = {e.fact for e in facts_stating(context.query.named_numbers(), context.base)}
    figures = with_figures(context.base.facts.values())
    own = (f for f in figures if f.measure in named - {done.measure} or f in stated)
    alike = (f for f in own if (f.subject, f.report) == (done.subject, done.report))
    like = context.amount(target)
    larger = [
        f
        for f in alike
        if context.amount(f).dimension == like.dimension and context.amount(f).value > like.value
    ]
    return larger[0] if len(larger) == 1 else None


def _done_and_target(context: Context) -> tuple[Fact, Fact] | None:
    """A figure and the target that it counts towards, where the question names either."""
    relaxed = replace(context, query=context.query.asking_only("number", "money"))
    amounts = (n for n in context.query.named_numbers() if n.unit)
    stated = {e.fact for e in facts_stating(amounts, context.base)}
    named = {*group(relaxed), *operands(relaxed), *stated}
    subjects = {f.subject for f in named}
    pairs = towards_targets(context.base)
    bare = all(ln.kinds == {LinkKind.STATUS} for ln in context.links)
    if len(pairs) == 1 and bare and context.query.has(LinkKind.STATUS, "planned"):
        return pairs[0] if is_of_its_year(pairs[0][0], context) else None  # 还要投多少才能完成计划
    part = context.query.has(LinkKind.OPERATION, "completion")  # of whatever is named of that thing
    for done, target in pairs:
        if done.subject in subjects and (named & {done, target} or len(named) > 1 or part):
            return done, target
    return None


@kept
def towards_targets(base: FactBase) -> tuple[tuple[Fact, Fact], ...]:
    """Every figure with the one that it counts towards."""
    figures, measures = with_figures(base.facts.values()), base.vocabulary.measures
    counting = [f for f in figures if measures[f.measure].towards]
    return tuple(
        (done, target)
        for done in counting
        for target in figures
        if measures[done.measure].towards == target.measure
        and (target.subject, target.report) == (done.subject, done.report)
    )


def to_target(context: Context) -> Outcome | None:
    """还差多少: from what is done to the target."""
    pair = _done_and_target(context) or of_one_thing(context)
    if pair is None:
        return None
    done, target = pair
    value = difference(context.amount(target), context.amount(done))
    lacking = f"{context.figure(target)} − {context.figure(done)}"
    if context.query.has(LinkKind.OPERATION, "per_month"):
        return _each_month_left(context, (done, target), value, lacking)
    line = f"{lacking} = {context.write(value)}"
    left = context.write(value)
    text = context.say(
        f"还差{left}：{all_listed(context, pair[::-1])}。",
        f"{left} remains: {all_listed(context, pair[::-1])}.",
    )
    return derived(context, text, line, (target, done), value)


def _each_month_left(
    context: Context, facts: tuple[Fact, Fact], rest: Amount, lacking: str
) -> Outcome | None:
    """What a target still takes a month, over the months of the year behind the period of what is done."""
    months = _ALL_YEAR[1] - facts[0].period.end[1]
    if not months:
        return None
    each = scaled(rest, Decimal(months))
    left, written = context.write(rest), context.write(each, approximately=is_rounded(each))
    text = context.say(
        f"还差{left}，余下{months}个月平均每月{written}。",
        f"{left} remains, or {written} a month over the {months} months left.",
    )
    over = context.say(f"{months}个月", f"{months} months")
    return derived(context, text, (f"{lacking} = {left}", f"{left} ÷ {over} = {written}"), facts, each)


def to_hundred(context: Context) -> Outcome | None:
    """What is lacking of a completion rate, where the report gives no amounts."""
    rates = [
        f
        for f in with_figures(group(context))
        if context.base.vocabulary.measures[f.measure].relation == "completion"
        and context.amount(f).dimension == "percent"
    ]
    if len(rates) != 1:
        return None
    hundred = percentage(context, Decimal(1), Bound.EXACT)
    value = difference(hundred, context.amount(rates[0]))
    line = f"{context.write(hundred)} − {context.figure(rates[0])} = {context.write(value)}"
    text = context.say(
        f"还剩{context.write(value)}没有完成。", f"{context.write(value)} is still to be done."
    )
    return derived(context, text, line, rates, value)


def completion_named(context: Context) -> Outcome | None:
    """A share that is one of a plan: where the question names what is done, or the plan, itself."""
    pair = _done_and_target(context)
    named = context.query.ids(LinkKind.MEASURE)
    return completion_of(context) if pair and {f.measure for f in pair} & set(named) else None


def names_both(context: Context) -> bool:
    """Whether what is done and what it counts towards are both named, of this year (of this year's planned
    spending, what has been used)."""
    named = [set(ln.ids(LinkKind.MEASURE)) for ln in context.links if LinkKind.MEASURE in ln.kinds]
    pairs = {(done.measure, target.measure) for done, target in towards_targets(context.base)}
    this_year = context.query.has(LinkKind.PERIOD, "this_year")
    return this_year and any(
        any(done in ids for ids in named) and any(target in ids for ids in named) for done, target in pairs
    )


def completion_of(context: Context) -> Outcome | None:
    """完成率: done over target, where the report gives both but not the rate."""
    pair = _done_and_target(context)
    if pair is None:
        return _rate_of_the_last(context)
    return completed_share(context, pair[0], _whole_named(*pair, context) or pair[1])


def _rate_of_the_last(context: Context) -> Outcome | None:
    """How much is done of what was told last, as the report says it (43 roads; what percent is that?)."""
    told = {f.subject for f in context.previous}
    if not context.leaning or context.query.has(LinkKind.SUBJECT) or len(told) != 1:
        return None
    kinds = evidence_of(context.base).values()
    rates = [
        e.fact for e in kinds if e.relation == "completion" and e.fact.figures and e.fact.subject in told
    ]
    return tell_facts(rates, context) if len(rates) == 1 else None


def completed_share(context: Context, done: Fact, target: Fact) -> Outcome:
    """What is done, as a share of what it counts towards."""
    value, bound = quotient(context.amount(done), context.amount(target))
    percent = percentage(context, value, bound)
    written = share_words(context, percent)
    goal = measure_of(context, target)
    text = context.say(
        f"{subject_of(context, done)}已完成{goal}的{written}。",
        f"{written} of the {goal} is done for {subject_of(context, done)}.",
    )
    line = f"{context.figure(done)} ÷ {context.figure(target)} = {written}"
    return derived(context, text, line, (done, target), percent)
