"""Arithmetic that questions ask for. Each shows its working, cites its operands and keeps their bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.answering.evidence import evidence_of
from bot.answering.grouping import comparable, figures_side_by_side, group, operands, with_figures
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import (
    Amount,
    NotComparableError,
    difference,
    is_rounded,
    plain,
    quotient,
    scaled,
    total,
    whole_of_share,
    year_earlier,
)
from bot.knowledge.model import Bound, Fact, Unit
from bot.understanding.lexicon import LinkKind

_PERCENT = "%"


def derived(
    context: Context, text: str, sum_line: str, facts: Sequence[Fact], value: Amount | None = None
) -> Outcome:
    """An outcome that says that it was worked out and how."""
    sum_line = sum_line.replace("= 约", "≈ ").replace("= about ", "≈ ")
    working = context.say(
        f"计算：{sum_line}（据报告数字推算）", f"Working: {sum_line} (derived from the report's figures)"
    )
    number = None if value is None else value.value / value.unit.factor
    unit = "" if value is None else value.unit.id
    highlight = () if value is None else (context.write(value),)
    return Outcome(f"{text}\n{working}", tuple(facts), (working,), highlight, tuple(facts), number, unit)


def with_working(context: Context, facts: Sequence[Fact], why: str) -> Outcome:
    """Why figures cannot be brought together, with the figures themselves; `why` as in NotComparableError."""
    shown = context.say("；", "; ").join(f"{context.short(f, facts)} {context.figure(f)}" for f in facts)
    reasons = {
        "units": (
            "单位不同，不能直接相加减或比较",
            "they are in different units, so they cannot be set against each other",
        ),
        "bounds": (
            "报告只给出了上下限，算不出确切结果",
            "the report only gives bounds, so no exact result follows",
        ),
        "rates": (
            "增速、占比、名次这类数字不能相加或平均",
            "rates, shares and ranks cannot be added up or averaged",
        ),
        "zero": ("除数为零，无法计算", "it would mean dividing by zero"),
    }
    zh, en = reasons[why]
    return Outcome(
        context.say(f"{shown}。{zh}。", f"{shown}; {en}."), tuple(facts), listed=tuple(facts), refused=True
    )


def _pair(context: Context) -> tuple[Fact, Fact] | None:
    found = figures_side_by_side(context)
    if len(found) < 2:  # two figures of the one thing that is named (从30日到5日)
        found = comparable(group(context), context)
        found = found if len({f.subject for f in found}) == 1 else ()
    if len(found) == 2:
        return found[0], found[1]
    return None


def sum_of(context: Context) -> Outcome | None:
    """合计: the sum of what the question names, or of a group of one measure."""
    facts = figures_side_by_side(context)
    if len(facts) < 2:
        facts = _distinct_addends(comparable(group(context), context))
    if len(facts) < 2:
        return None
    try:
        value = total([context.amount(f) for f in facts])
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    parts = context.say("，", ", ").join(f"{context.short(f, facts)} {context.figure(f)}" for f in facts)
    text = context.say(
        f"合计{_at_least(context, value)}：{parts}。", f"Together {_at_least(context, value)}: {parts}."
    )
    return derived(context, text, _line(context, facts, "+", value), facts, value)


def _distinct_addends(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Without wholes whose parts are there too."""
    wholes = {f"{f.report}:{f.part_of}" for f in facts if f.part_of}
    return tuple(f for f in facts if f.key not in wholes)


def _at_least(context: Context, value: Amount) -> str:
    if value.bound is Bound.OVER:
        exact = context.write(Amount(value.value, value.dimension, Bound.EXACT, value.unit))
        return context.say(f"至少{exact}", f"at least {exact}")
    return context.write(value, approximately=is_rounded(value))


def _line(context: Context, facts: Sequence[Fact], sign: str, value: Amount) -> str:
    return f" {sign} ".join(context.figure(f) for f in facts) + f" = {_at_least(context, value)}"


def difference_of(context: Context) -> Outcome | None:
    """相差: the larger minus the smaller, from the side of the first named; or what is left to a target."""
    pair = _pair(context)
    if pair is None:
        return _to_target(context)
    first, second = pair
    a, b = context.amount(first), context.amount(second)
    try:
        larger, smaller = (second, first) if a.value < b.value else (first, second)
        value = difference(context.amount(larger), context.amount(smaller))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    name_a, name_b = context.short(larger, pair), context.short(smaller, pair)
    gap = context.gap(value)
    fig_a, fig_b = context.figure(larger), context.figure(smaller)
    text = context.say(
        f"相差{gap}：{name_a}{fig_a}，{name_b}{fig_b}。",
        f"The difference is {gap}: {name_a} {fig_a}, {name_b} {fig_b}.",
    )
    if a.value < b.value and context.query.has(LinkKind.OPERATION, "compare"):
        text = context.say("并不高，反而更低。", "It is not higher but lower. ") + text
    return derived(context, text, f"{fig_a} − {fig_b} = {gap}", (first, second), value)


def _percent(context: Context, share: Decimal, bound: Bound) -> Amount:
    units = context.base.vocabulary.units
    unit = units.get(_PERCENT) or Unit(_PERCENT, "percent", Decimal(1), next(iter(units.values())).name)
    return Amount(share * 100 * unit.factor, unit.dimension, bound, unit)


def share_of(context: Context) -> Outcome | None:
    """占比: the smaller of two named figures over the larger, or a part over its whole."""
    context = replace(context, query=context.query.asking_only("number", "money", "duration"))
    pair = _pair(context) or _part_and_whole(context)
    if pair is None:
        return _parts_together(context)
    part, whole = sorted(pair, key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(part), context.amount(whole))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    percent = _percent(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.short(part, pair), context.short(whole, pair)
    text = context.say(
        f"{names[0]}占{names[1]}的{written}。", f"{names[0]} makes up {written} of {names[1]}."
    )
    line = f"{context.figure(part)} ÷ {context.figure(whole)} = {written}"
    return derived(context, text, line, (part, whole), percent)


def share_of_named(context: Context) -> Outcome | None:
    """Two named amounts with "what percent": the share of the one in the other (顶…的百分之几)."""
    amounts = replace(context, query=context.query.asking_only("number", "money"))
    facts = figures_side_by_side(amounts)
    return share_of(context) if len(facts) == 2 and context.amount(facts[0]).dimension != "percent" else None


def _parts_together(context: Context) -> Outcome | None:
    """Several named figures together over the largest named one (甲和乙之和占丙的多少)."""
    facts = figures_side_by_side(context)
    if len(facts) < 3 or not context.query.has(LinkKind.OPERATION, "sum"):
        return None
    whole = max(facts, key=lambda f: context.amount(f).value)
    parts = [f for f in facts if f is not whole]
    try:
        value, bound = quotient(total([context.amount(f) for f in parts]), context.amount(whole))
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    percent = _percent(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.say("、", " and ").join(context.short(f, facts) for f in parts)
    text = context.say(
        f"{names}合计占{context.short(whole, facts)}的{written}。",
        f"{names} together make up {written} of {context.short(whole, facts)}.",
    )
    line = f"({' + '.join(context.figure(f) for f in parts)}) ÷ {context.figure(whole)} = {written}"
    return derived(context, text, line, (*parts, whole), percent)


def _part_and_whole(context: Context) -> tuple[Fact, Fact] | None:
    for fact in group(replace(context, query=context.query.asking_only("number"))):
        whole = context.base.facts.get(f"{fact.report}:{fact.part_of}")
        if whole is not None and fact.figures and whole.figures:
            return fact, whole
    return None


def ratio_of(context: Context) -> Outcome | None:
    """几倍: the larger of two named figures over the smaller."""
    pair = _pair(context)
    if pair is None:
        return None
    small, large = sorted(pair, key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(large), context.amount(small))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    about = "" if bound is Bound.EXACT and value == Decimal(plain(value)) else context.say("约", "about ")
    names = context.short(large, pair), context.short(small, pair)
    measure = context.base.vocabulary.measures[large.measure].name
    text = context.say(
        f"{names[0]}的{measure.zh}{about}是{names[1]}的{plain(value)}倍。",
        f"By {measure.en}, {names[0]} is {about}{plain(value)} times {names[1]}.",
    )
    sign = "≈" if about else "="
    return derived(
        context,
        text,
        f"{context.figure(large)} ÷ {context.figure(small)} {sign} {plain(value)}",
        (large, small),
    )


def average_of(context: Context) -> Outcome | None:
    """平均每: an amount over a count of the same subject, or the mean of a group."""
    pair = _amount_and_count(context)
    if pair is None:
        return _mean(context)
    whole, count = pair
    divisor = context.amount(count).value
    value = _in_fitting_unit(context, scaled(context.amount(whole), divisor))
    written = context.write(value, approximately=is_rounded(value))
    per = context.base.vocabulary.units[count.figures[0].unit].name
    text = context.say(
        f"平均每{per.zh}{written}（{context.label(whole)}）。",
        f"On average {written} each ({context.label(whole)}).",
    )
    return derived(
        context, text, f"{context.figure(whole)} ÷ {context.figure(count)} = {written}", (whole, count), value
    )


def _amount_and_count(context: Context) -> tuple[Fact, Fact] | None:
    units = context.base.vocabulary.units
    asked = {units[u].dimension for u in context.query.ids(LinkKind.UNIT) if u in units}
    counted_in = {d for d in asked if d.startswith("count")}
    wanted = asked - counted_in
    wholes = [
        f for f in with_figures(group(context)) if context.amount(f).dimension not in ("percent", "rank")
    ]
    if wanted:
        wholes = [f for f in wholes if context.amount(f).dimension in wanted] or _of_dimension(
            context, wanted
        )
    for whole in wholes:
        for count in with_figures(context.base.facts.values()):
            if count.key == whole.key or count.report != whole.report:
                continue
            dimension = context.amount(count).dimension
            near = count.subject == whole.subject or (count.cites == whole.cites and not counted_in)
            counted = dimension in counted_in if counted_in else dimension.startswith("count")
            if near and counted and dimension != context.amount(whole).dimension:
                return whole, count
    return None


def _of_dimension(context: Context, wanted: set[str]) -> list[Fact]:
    """Figures of the named subject in the dimension that the question counts in (多少吨)."""
    subjects = context.query.ids(LinkKind.SUBJECT)
    figures = with_figures(context.base.facts.values())
    return [f for f in figures if f.subject in subjects and context.amount(f).dimension in wanted]


def _mean(context: Context) -> Outcome | None:
    facts = figures_side_by_side(context) or _distinct_addends(comparable(group(context), context))
    if len(facts) < 2:
        return None
    try:
        value = total([context.amount(f) for f in facts])
    except NotComparableError as problem:
        return with_working(context, facts, problem.why)
    mean = scaled(value, Decimal(len(facts)))
    written = context.write(mean, approximately=is_rounded(mean))
    names = context.say("、", ", ").join(context.short(f, facts) for f in facts)
    text = context.say(f"平均{written}（{names}）。", f"The average is {written} ({names}).")
    line = f"({' + '.join(context.figure(f) for f in facts)}) ÷ {len(facts)} = {written}"
    return derived(context, text, line, facts, mean)


def _in_fitting_unit(context: Context, value: Amount) -> Amount:
    """The same amount in the largest unit of its dimension that keeps it at one or more."""
    units = context.base.vocabulary.units.values()
    family = [u for u in units if u.dimension == value.dimension and _in_myriads(u, value.unit)]
    fitting = [u for u in family if abs(value.value) >= u.factor] or [value.unit]
    unit = max(fitting, key=lambda u: u.factor)
    unit = value.unit if value.unit.factor <= unit.factor else unit
    return Amount(value.value, value.dimension, value.bound, unit)


def _in_myriads(unit: Unit, other: Unit) -> bool:
    """Whether two units are a power of ten thousand apart, as Chinese counts (元, 万元, 亿元)."""
    ratio = unit.factor / other.factor if unit.factor > other.factor else other.factor / unit.factor
    return ratio in (1, 10**4, 10**8)


def _months(fact: Fact) -> int:
    return (fact.period.end[0] - fact.period.start[0]) * 12 + fact.period.end[1] - fact.period.start[1] + 1


def per_month(context: Context) -> Outcome | None:
    """月均: a figure of a stretch of months over their number."""
    facts = [
        f
        for f in with_figures(group(context))
        if _months(f) > 1 and context.amount(f).dimension not in ("percent", "rank")
    ]
    if len(facts) != 1:
        return None
    months = _months(facts[0])
    value = scaled(context.amount(facts[0]), Decimal(months))
    written = context.write(value, approximately=is_rounded(value))
    text = context.say(
        f"{context.label(facts[0])}平均每月{written}。",
        f"{context.label(facts[0])}: {written} a month on average.",
    )
    return derived(context, text, f"{context.figure(facts[0])} ÷ {months} = {written}", facts, value)


def _rate_and_base(context: Context, relation: str) -> tuple[Fact, Fact] | None:
    """A rate of the given relation, and the fact that it is said of, for what the question names."""
    facts = context.base.facts
    timeless = replace(context, query=replace(context.query, periods=()))
    named = group(timeless) or context.previous
    for fact in named:
        rates = (
            [fact] if fact.of else [f for f in facts.values() if f.of == fact.id and f.report == fact.report]
        )
        for rate in rates:
            whole = facts.get(f"{rate.report}:{rate.of}")
            if (
                context.base.vocabulary.measures[rate.measure].relation == relation
                and whole
                and whole.figures
            ):
                return rate, whole
    return None


def _from_rate(
    context: Context,
    relation: str,
    solve: Callable[[Amount, Decimal], Amount],
    zh: str,
    en: str,
    form: str = "{}",
) -> Outcome | None:
    found = _rate_and_base(context, relation)
    if found is None:
        return None
    rate, whole = found
    value = solve(context.amount(whole), rate.figures[0].value)
    if value.dimension.startswith("count"):
        value = Amount(value.value.quantize(Decimal(1)), value.dimension, Bound.ABOUT, value.unit)
    written = context.write(value, approximately=is_rounded(value))
    subject = context.base.subjects[whole.subject].name.of(context.language)
    measure = context.base.vocabulary.measures[whole.measure].name.of(context.language)
    text = context.say(zh, en).format(subject=subject, measure=measure, value=written)
    shown = context.figure(rate).lstrip("-")
    line = f"{context.figure(whole)} ÷ {form.format(shown)} = {written}"
    return derived(context, text, line, (whole, rate), value)


def earlier_year(context: Context) -> Outcome | None:
    """去年同期: the value a year before, from a growth rate."""
    found = _rate_and_base(context, "growth")
    if found is None or not _year_earlier_asked(context, found[1]):
        return None
    sign = "1 − {}" if found and found[0].figures[0].value < 0 else "1 + {}"
    return _from_rate(
        context,
        "growth",
        year_earlier,
        "{subject}去年同期{measure}{value}。",
        "{subject}, {measure} a year earlier: {value}.",
        f"({sign})",
    )


def _year_earlier_asked(context: Context, fact: Fact) -> bool:
    asked = context.query.asked_periods(fact.period)
    if any(a.year_before(fact.period) for a in asked):
        return True
    return context.query.has(LinkKind.OPERATION, "work_back") and all(a.covers(fact.period) for a in asked)


def city_total(context: Context) -> Outcome | None:
    """全市总量: the whole, from a part and its share."""
    return _from_rate(
        context,
        "share",
        whole_of_share,
        "按占比推算，{subject}{measure}的总量{value}。",
        "By that share, the total of {subject} ({measure}) comes to {value}.",
    )


def whole_of_place(context: Context) -> Outcome | None:
    """An amount for a place of which the report gives the share only (全市一共发了多少)."""
    query = context.query
    asked = set(query.ids(LinkKind.PLACE)) - {"own"}
    wants_share = query.has(LinkKind.ASK, "percent", "rank") or query.has(LinkKind.OPERATION, "share")
    working_back = query.has(LinkKind.OPERATION, "work_back", "total_of_share")
    if not asked or (wants_share and not working_back) or not query.has(LinkKind.ASK, "number", "money"):
        return None
    found = _rate_and_base(context, "share")
    if found is None or not asked & evidence_of(context.base)[found[0].key].places:
        return None
    return city_total(context)


def full_target(context: Context) -> Outcome | None:
    """全年目标: the target, from what is done and the completion rate."""
    return _from_rate(
        context,
        "completion",
        whole_of_share,
        "按完成率推算，{subject}的全年目标{value}。",
        "By that completion rate, the full-year target for {subject} is {value}.",
    )


def whole_year(context: Context) -> Outcome | None:
    """A question for the whole year, where the report gives half a year's count and its completion rate."""
    found = _rate_and_base(context, "completion")
    asked = context.query.asked_periods(found[1].period) if found else ()
    return full_target(context) if any(a.whole_year and not a.vague for a in asked) else None


def from_stated(context: Context) -> Outcome | None:
    """The target, where the question itself states what is done and which rate that is (43条才33%)."""
    found = _rate_and_base(context, "completion")
    if found is None:
        return None
    stated = {n.value for n in context.query.named_numbers()}
    return full_target(context) if all(f.figures[0].value in stated for f in found) else None


def shortened(context: Context) -> Outcome | None:
    """By how much a time was cut, where the report gives it before and after."""
    saved = context.query.has(LinkKind.DIRECTION, "down") or context.query.has(LinkKind.OPERATION, "less")
    if not saved:
        return None
    pair = _pair(context)
    if pair is None or {context.amount(f).dimension for f in pair} != {"duration"}:
        return None
    return difference_of(context)


def remaining(context: Context) -> Outcome | None:
    """还差多少: target minus done, where the report gives or implies a target."""
    found = _rate_and_base(context, "completion")
    if found is not None:
        rate, done = found
        target = whole_of_share(context.amount(done), rate.figures[0].value)
        rest = Amount(
            (target.value - context.amount(done).value).quantize(Decimal(1)),
            target.dimension,
            Bound.ABOUT,
            target.unit,
        )
        written = context.write(rest)
        line = f"{context.figure(done)} ÷ {context.figure(rate)} − {context.figure(done)} = {written}"
        text = context.say(
            f"{context.label(done)}距目标还差{written}。", f"{context.label(done)}: {written} still to go."
        )
        return derived(context, text, line, (done, rate), rest)
    return _to_target(context) or _to_hundred(context)


def _done_and_target(context: Context) -> tuple[Fact, Fact] | None:
    """A figure and the target that it counts towards, where the question names either."""
    measures = context.base.vocabulary.measures
    relaxed = replace(context, query=context.query.asking_only("number", "money"))
    named = {f.key for f in group(relaxed)} | {f.key for f in operands(relaxed)}
    subjects = {context.base.facts[k].subject for k in named}
    figures = with_figures(context.base.facts.values())
    for done in figures:
        for target in figures:
            fits = measures[done.measure].towards == target.measure
            own = target.subject == done.subject in subjects
            if fits and own and (named & {done.key, target.key} or len(named) > 1):
                return done, target
    return None


def _to_target(context: Context) -> Outcome | None:
    pair = _done_and_target(context)
    if pair is None:
        return None
    done, target = pair
    value = difference(context.amount(target), context.amount(done))
    line = f"{context.figure(target)} − {context.figure(done)} = {context.write(value)}"
    names = context.short(target, pair), context.short(done, pair)
    text = context.say(
        f"还差{context.write(value)}：{names[0]}{context.figure(target)}，{names[1]}{context.figure(done)}。",
        f"{context.write(value)} remains: {names[0]} {context.figure(target)}, "
        f"{names[1]} {context.figure(done)}.",
    )
    return derived(context, text, line, (target, done), value)


def _to_hundred(context: Context) -> Outcome | None:
    rates = [
        f
        for f in with_figures(group(context))
        if context.base.vocabulary.measures[f.measure].relation == "completion"
        and context.amount(f).dimension == "percent"
    ]
    if len(rates) != 1:
        return None
    hundred = _percent(context, Decimal(1), Bound.EXACT)
    value = difference(hundred, context.amount(rates[0]))
    line = f"{context.write(hundred)} − {context.figure(rates[0])} = {context.write(value)}"
    text = context.say(
        f"还剩{context.write(value)}没有完成。", f"{context.write(value)} is still to be done."
    )
    return derived(context, text, line, rates, value)


def completion_of(context: Context) -> Outcome | None:
    """完成率: done over target, where the report gives both but not the rate."""
    pair = _done_and_target(context)
    if pair is None:
        return None
    done, target = pair
    value, bound = quotient(context.amount(done), context.amount(target))
    percent = _percent(context, value, bound)
    written = context.write(percent, approximately=is_rounded(percent))
    names = context.short(done, pair), context.short(target, pair)
    text = context.say(f"{names[0]}为{names[1]}的{written}。", f"{names[0]} is {written} of {names[1]}.")
    line = f"{context.figure(done)} ÷ {context.figure(target)} = {written}"
    return derived(context, text, line, (done, target), percent)
