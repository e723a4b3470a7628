"""One figure as a share of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answering.amounts_asked import names_a_total
from bot.answering.arithmetic import counts_named
from bot.answering.differences import now_and_before
from bot.answering.evidence import evidence_of
from bot.answering.finding import candidates
from bot.answering.grouping import group, with_figures
from bot.answering.implying import DONE
from bot.answering.matching import INDICATOR
from bot.answering.naming import enumerated, is_plural, possessive
from bot.answering.operands import figures_side_by_side
from bot.answering.outcome import Context, Outcome
from bot.answering.quantities import NotComparableError, quotient, total
from bot.answering.targets import completion_of, names_both
from bot.answering.working import (
    added,
    are_meant,
    contains,
    derived,
    figure_of,
    is_named_in_passing,
    is_smaller,
    name_of,
    of_one_thing,
    pair_of,
    percentage,
    share_words,
    subject_of,
    with_working,
)
from bot.knowledge.model import Fact
from bot.understanding.lexicon import LinkKind

_RATE, _COUNT = "percent", "count"


def share_of(context: Context) -> Outcome | None:
    """占比: parts over their whole; of two figures that are no parts, what one comes to of the other."""
    context = replace(context, query=context.query.asking_only("number", "money", "duration"))
    found = _part_of_one_thing(context) or _members_and_whole(context)
    found = found or _last_ones_and_whole(context) or _in_the_zone(context)
    if found is not None:
        return _share(context, *found)
    group_share = _of_a_group(context)
    if group_share is not None:
        return group_share
    if context.query.has(LinkKind.STATUS, DONE) or names_both(context):  # what percentage of the plan is done
        return completion_of(context)
    pair = pair_of(context) or _part_and_whole(context) or now_and_before(context)
    if pair is None:
        return None
    if len({context.amount(f).dimension for f in pair}) > 1:
        return with_working(context, pair, "units") if len({f.subject for f in pair}) == 1 else None
    if context.amount(pair[0]).dimension == _RATE:
        return None  # one rate is no part of another
    part, whole = sorted(pair, key=lambda f: abs(context.amount(f).value))
    if contains(context, whole, part) or is_total(context, whole, part):
        return _share(context, (part,), whole)
    return _equivalent(context, *pair) if _are_meant(context, pair) else None


def _are_meant(context: Context, pair: tuple[Fact, Fact]) -> bool:
    """Whether two figures are what the question names; where it adds, two together are meant of a third."""
    passing = any(is_named_in_passing(f, context) for f in pair)
    return not passing and not _adds_parts(context) and are_meant(context, pair)


def _adds_parts(context: Context) -> bool:
    """Whether it adds up what it asks the share of; behind "share of" a total is the whole's (占班列总数)."""
    sums = [ln.start for ln in context.query.links if "sum" in ln.ids(LinkKind.OPERATION)]
    shares = [ln.start for ln in context.query.links if "share" in ln.ids(LinkKind.OPERATION)]
    return bool(sums) and (not shares or context.language == "en" or min(sums) < min(shares))


def share_of_named(context: Context) -> Outcome | None:
    """Two named amounts with "what percent": the share of the one in the other (顶…的百分之几)."""
    amounts = replace(context, query=context.query.asking_only("number", "money"))
    facts = figures_side_by_side(amounts)
    return share_of(context) if len(facts) == 2 and context.amount(facts[0]).dimension != "percent" else None


def share_of_one_thing(context: Context) -> Outcome | None:
    """What is signed, built or spent of what was planned (谋划的签了几成)."""
    found = _part_of_one_thing(context)
    return _share(context, *found) if found is not None else None


def _share(context: Context, parts: Sequence[Fact], whole: Fact) -> Outcome:
    try:
        value, bound = quotient(total([context.amount(f) for f in parts]), context.amount(whole))
    except NotComparableError as problem:
        return with_working(context, (*parts, whole), problem.why)
    percent = percentage(context, value, bound)
    shown = added(context, parts)
    shown = shown if len(parts) == 1 else f"({shown})"
    line = f"{shown} ÷ {context.figure(whole)} = {share_words(context, percent)}"
    text = _share_text(context, parts, whole, share_words(context, percent))
    return derived(context, text, line, (*parts, whole), percent)


def _share_text(context: Context, parts: Sequence[Fact], whole: Fact, share: str) -> str:
    every = (*parts, whole)
    if all(f.subject == whole.subject for f in parts):
        names = [name_of(context, f, every) for f in every]
        return context.say(
            f"{names[0]}占{names[-1]}的{share}。", f"The {names[0]} is {share} of the {names[-1]}."
        )
    names = [subject_of(context, f) for f in parts]
    of = figure_of(context, whole)
    if len(parts) == 1:
        verb = "make up" if is_plural(names[0]) else "makes up"
        return context.say(f"{names[0]}占{of}的{share}。", f"{names[0]} {verb} {share} of {of}.")
    together = "、".join(names) if context.language == "zh" else enumerated(names, "en")
    return context.say(f"{together}合计占{of}的{share}。", f"Together {together} make up {share} of {of}.")


def _equivalent(context: Context, first: Fact, second: Fact) -> Outcome:
    """What one figure comes to of another that does not contain it, as the question names them."""
    if context.language == "en":  # "what percentage of B is A" and "A as a share of B" name them either way
        first, second = sorted((first, second), key=lambda f: abs(context.amount(f).value))
    try:
        value, bound = quotient(context.amount(first), context.amount(second))
    except NotComparableError as problem:
        return with_working(context, (first, second), problem.why)
    percent = percentage(context, value, bound)
    share = share_words(context, percent)
    same = first.measure == second.measure
    one = figure_of(context, first)
    two = subject_of(context, second) if same else figure_of(context, second)
    other = possessive(two) if same and one != subject_of(context, first) else two
    verb = "come to" if is_plural(one) else "comes to"
    text = context.say(f"{one}相当于{two}的{share}。", f"{one} {verb} {share} of {other}.")
    line = f"{context.figure(first)} ÷ {context.figure(second)} = {share}"
    return derived(context, text, line, (first, second), percent)


def _part_of_one_thing(context: Context) -> tuple[tuple[Fact, ...], Fact] | None:
    found = of_one_thing(context)
    return ((found[0],), found[1]) if found is not None else None


def _members_and_whole(context: Context) -> tuple[tuple[Fact, ...], Fact] | None:
    """A group named by a common name, over the figure that holds it (三家装备企业占规上工业).

    All of its members or none: as many as the question says that there are.
    """
    wanted = counts_named(context)
    groups = context.query.ids(LinkKind.KIND)
    if not wanted and not _adds_parts(context):
        return None
    for whole in _named_wholes(context):
        parts = _members(context, whole, set(groups))
        grouped = [f for f in parts if f.subject not in context.query.ids(LinkKind.SUBJECT)]
        if not all(is_smaller(context, part, whole) for part in parts):
            continue
        if len(parts) > 1 and (not wanted or {len(parts), len(grouped)} & set(wanted)):
            return parts, whole
    return None


def _named_wholes(context: Context) -> list[Fact]:
    """Figures of the named subjects themselves, the one that the question names best first."""
    named = set(context.query.ids(LinkKind.SUBJECT))
    found = candidates(context.query, context.links, context.base)
    facts = [c.fact for c in found if c.fact.subject in named and c.fact.figures and not c.fact.of]
    return sorted(facts, key=lambda f: -abs(context.amount(f).value))


def _members(context: Context, whole: Fact, kinds: set[str]) -> tuple[Fact, ...]:
    """What the question means by its other names: parts, parts of a named group, or things of a kind."""
    evidence = evidence_of(context.base)
    others = set(context.query.ids(LinkKind.SUBJECT)) - {whole.subject}
    alike = [
        f
        for f in with_figures(context.base.facts.values())
        if f is not whole and f.measure == whole.measure and f.report == whole.report
    ]
    own = tuple(f for f in alike if f.subject in others or others & evidence[f.key].wholes)
    if others:
        return own
    return tuple(f for f in alike if kinds & evidence[f.key].kinds)


def _last_ones_and_whole(context: Context) -> tuple[tuple[Fact, ...], Fact] | None:
    """The figures of the last answer, together, over the one that the turn names (占规上工业多少)."""
    together = context.query.has(LinkKind.OPERATION, "sum") and len(context.previous) == 1
    parts = with_figures(context.recent if together else context.previous)
    if not parts or not context.leaning:
        return None
    own = _own_whole(context, parts)
    if own is not None or len(context.query.ids(LinkKind.SUBJECT)) != 1:
        return own
    for whole in _named_wholes(context):
        if all(p is not whole and is_total(context, whole, p) for p in parts):
            return parts, whole
    return None


def _own_whole(context: Context, parts: Sequence[Fact]) -> tuple[tuple[Fact, ...], Fact] | None:
    """The last figure over another of the same thing, which the turn names (这占总投资百分之几)."""
    part, named = parts[-1], set(context.query.ids(LinkKind.MEASURE))
    whole = [
        f
        for f in with_figures(context.base.facts.values())
        if (f.subject, f.report) == (part.subject, part.report) and f.measure in named and f is not part
    ]
    fits = len(parts) == 1 and len(whole) == 1 and not context.query.has(LinkKind.SUBJECT)
    return ((part,), whole[0]) if fits and is_smaller(context, part, whole[0]) else None


def _in_the_zone(context: Context) -> tuple[tuple[Fact, ...], Fact] | None:
    """A part over the total of the report's own place (占全区多少, 占总产值多少)."""
    of_a_total = names_a_total(context) and not counts_named(context)  # 占五家总产值: of these five
    if "own" not in context.query.ids(LinkKind.PLACE) and not of_a_total:
        return None
    named = set(context.query.ids(LinkKind.SUBJECT))
    own = [c.fact for c in candidates(context.query, context.links, context.base) if c.fact.subject in named]
    several = context.query.has(LinkKind.OPERATION, "sum")
    found = with_figures(own or (context.recent if several else context.previous))
    several = several or (not own and _were_added(context.previous))
    parts = [f for f in found if not f.of]
    for first in parts:
        alike = tuple(f for f in parts if f.measure == first.measure) if several else (first,)
        for whole in with_figures(context.base.facts.values()):
            if all(is_total(context, whole, part) for part in alike):
                return alike, whole
    return None


def _were_added(told: Sequence[Fact]) -> bool:
    """Whether the last answer told one measure of several things, and so may have added them up."""
    return len({f.subject for f in told}) == len(told) > 1 and len({f.measure for f in told}) == 1


def _of_a_group(context: Context) -> Outcome | None:
    """One of a group of which no total is given: over what all of them come to together."""
    named, evidence = set(context.query.ids(LinkKind.SUBJECT)), evidence_of(context.base)
    figures = with_figures(context.base.facts.values())
    for part in (f for f in figures if f.subject in named and not f.of):
        groups = (named - {part.subject}) & evidence[part.key].wholes
        mates = [f for f in figures if (f.measure, f.report) == (part.measure, part.report)]
        own = {context.base.subjects[part.subject].kind}  # 占五家的比例: five like it
        wanted, kinds = counts_named(context), set(context.query.ids(LinkKind.KIND)) or own
        alike = [f for f in mates if kinds & evidence[f.key].kinds]
        if len(alike) in wanted:
            return _share_of_all(context, part, alike)
        if any(f.subject in groups for f in mates):
            continue  # the total itself stands in the report
        members = [f for f in mates if groups & evidence[f.key].wholes]
        if len(members) > 2:
            return _share_of_all(context, part, members)
    return None


def _share_of_all(context: Context, part: Fact, members: Sequence[Fact]) -> Outcome | None:
    try:
        together = total([context.amount(f) for f in members])
        value, bound = quotient(context.amount(part), together)
    except NotComparableError as problem:
        return with_working(context, members, problem.why)
    percent = percentage(context, value, bound)
    share, name = share_words(context, percent), subject_of(context, part)
    sum_of_all = added(context, members)
    listed = context.say("、".join(subject_of(context, f) for f in members), "")
    listed = listed or enumerated([subject_of(context, f) for f in members], "en")
    text = context.say(
        f"{name}占{listed}合计的{share}。",
        f"{name} makes up {share} of what {listed} come to together.",
    )
    return derived(context, text, f"{context.figure(part)} ÷ ({sum_of_all}) = {share}", members, percent)


def is_total(context: Context, whole: Fact, part: Fact) -> bool:
    """Whether a figure is the place's total of the measure by which a single thing is told."""
    base = context.base
    alike = whole.measure == part.measure and whole.report == part.report and whole.scope == part.scope
    if context.amount(whole).dimension.startswith(_COUNT):
        return False  # of things counted, others are no part (增补的项目, 新增的学位)
    kinds = base.subjects[whole.subject].kind, base.subjects[part.subject].kind
    return alike and kinds[0] != kinds[1] and kinds[0] == INDICATOR and is_smaller(context, part, whole)


def _part_and_whole(context: Context) -> tuple[Fact, Fact] | None:
    for fact in group(replace(context, query=context.query.asking_only("number"))):
        whole = context.base.facts.get(f"{fact.report}:{fact.part_of}")
        if whole is not None and fact.figures and whole.figures:
            return fact, whole
    return None
