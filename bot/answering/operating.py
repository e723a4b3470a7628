"""Which operation a question wants, tried in order; the first that its facts allow answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bot.answering import (
    arithmetic,
    averages,
    bounding,
    by_direction,
    changes,
    comparing,
    converting,
    differences,
    earlier_of_each,
    earlier_years,
    editions,
    excepting,
    halfway,
    identifying,
    itemising,
    listed_sets,
    outdoing,
    overview,
    paces,
    proportions,
    rank_within_kind,
    ranking,
    ranks_held,
    ratios,
    rest_combined,
    stated_pairs,
    sums_against_one,
    superlatives,
    targets,
    undone,
    whole_less_parts,
    wholes,
)
from bot.answering.amounts_asked import asks_by_what_amount
from bot.answering.bodies import asks_for_body, says_which_body
from bot.answering.choosing import choose
from bot.answering.evidence import evidence_of
from bot.answering.judging import Judged
from bot.answering.matching import BY_PHRASE
from bot.answering.meaning import PART, WORDS
from bot.answering.outcome import Context, Outcome
from bot.answering.presuming import presumed_value
from bot.answering.supporting import link_support
from bot.answering.unexplained import loose_weights, loose_words
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind

_Operation = Callable[[Context], Outcome | None]

OPERATIONS: tuple[tuple[str, _Operation], ...] = (
    ("work_back", earlier_years.earlier_year),
    ("remaining", targets.remaining),
    ("full_target", targets.full_target),
    ("to_do", targets.to_be_done),
    ("total_of_share", wholes.city_total),
    ("per_month", paces.per_month),
    ("per_day", paces.per_day),
    ("average", averages.average_of),
    ("ratio", ratios.ratio_of),
    ("completion", targets.completion_of),
    ("completion", proportions.share_of_one_thing),
    ("difference", earlier_years.change_since),
    ("more", earlier_years.change_since),
    ("less", earlier_years.change_since),
    ("compare", changes.relative),
    ("difference", differences.difference_of),
    ("compare", differences.by_how_much),
    ("share", proportions.share_of),
    ("share", targets.completion_named),
    ("sum", arithmetic.sum_of),
    ("top", superlatives.top_of),
    ("at_least", bounding.beyond),
    ("above", bounding.beyond),
    ("below", bounding.beyond),
    ("above", comparing.surpasses),
    ("below", comparing.surpasses),
    ("at_most", bounding.beyond),
    ("ranking", ranking.ranking),
    ("ascending", ranking.ranking),
    ("rank_them", ranking.ranking_of_named),
    ("compare", comparing.compare),
    ("more", comparing.compare),
    ("more", superlatives.nth),
    ("less", comparing.compare),
    ("most", superlatives.few_of),
    ("least", superlatives.few_of),
    ("most", superlatives.whether_foremost),
    ("least", superlatives.whether_foremost),
    ("fastest", superlatives.whether_foremost),
    ("most", superlatives.superlative),
    ("least", superlatives.superlative),
    ("fastest", superlatives.superlative),
    ("overview", overview.overview),
    ("list", listed_sets.list_facts),
)
"""The narrower first: "平均每月" before "平均", a difference before a comparison."""


_WORKING = frozenset(name for name, _ in OPERATIONS) - {"overview", "list"}
"""What one fact alone cannot answer."""
CLEARLY = 0.1
"""How much better than any other the fact has to be that a phrase of the question names."""


def accounted(outcome: Outcome, context: Context) -> bool:
    """Whether the facts of an outcome leave nothing of weight in the question unexplained, and are not all
    of other periods than those named."""
    if editions.is_of_other_periods(outcome.facts, context):
        return False
    evidence = evidence_of(context.base)
    words = frozenset[str]().union(*(evidence[f.key].words for f in (*outcome.facts, *outcome.described)))
    _, missing = loose_weights(loose_words(context.query, context.base), words)
    return missing < context.limits.unaccounted


def operate(context: Context) -> Outcome | None:
    """The outcome of the operation that the question names; None where it names none that applies."""
    if context.query.has(LinkKind.ELSEWHERE):
        return None  # nothing of the zone's is told of another place
    if context.query.periods or context.query.has(LinkKind.PERIOD, "before"):
        outcome = earlier_of_each.earlier_of_each(context) or earlier_years.earlier_year(context)
        outcome = outcome or targets.whole_year(context)
        if outcome is not None:
            return outcome
    plain = _WORKING.isdisjoint(context.query.ids(LinkKind.OPERATION))
    each = _first_accounted((itemising.itemised,), context) if not _calculates(context) else None
    if each is not None:
        return each
    others = context.leaning and context.query.has(LinkKind.DIALOGUE, "others")  # 还有谁也得了这个奖
    told_in_one = not others and _is_said_in_one(context)
    if told_in_one and plain:
        return None
    outcome = _first_accounted((editions.against_another_period, *_named(context)), context)
    if outcome is not None:
        return outcome
    if context.query.excluded and context.query.has(LinkKind.DIALOGUE, "except"):
        return excepting.the_others(context)
    if told_in_one:
        return None
    return _first_accounted(_IMPLIED, context)


def _calculates(context: Context) -> bool:
    """Whether a word asks for more than what the facts say, which can mean nothing else (or, added)."""
    working = (ln for ln in context.query.links if not _WORKING.isdisjoint(ln.ids(LinkKind.OPERATION)))
    return any(not ln.kinds & {LinkKind.MEASURE, LinkKind.FILLER} for ln in working)


def _is_said_in_one(context: Context) -> bool:
    """Whether one text says what is asked of all that the question names, so that nothing is listed."""
    query, base = context.query, context.base
    selection = choose(query, context.links, base, context.limits)
    if len(selection.chosen) != 1:
        return False
    best = selection.chosen[0]
    if best.fact.figures or best.missing:
        return False
    things = [ln for ln in context.links if LinkKind.SUBJECT in ln.kinds]
    one = frozenset.intersection(*(frozenset(ln.ids(LinkKind.SUBJECT)) for ln in things)) if things else ()
    if presumed_value(context, best.evidence) is Judged.FALSE:
        return True  # 是联通打造的吗: the other body is no second thing asked about
    if len(things) > 1 and not one and query.has(LinkKind.ASK, "which", "deed"):
        return all(link_support(ln, query, best.evidence, base) >= WORDS for ln in things)
    if query.has(LinkKind.OPERATION, "list") and best.fact.mentions:
        return False  # what it mentions may be told one by one
    second = max((c.score for c in selection.weighed if c is not best), default=0.0)
    return best.measured >= BY_PHRASE and best.subject > PART and best.score - second > CLEARLY


def _first_accounted(operations: Iterable[_Operation], context: Context) -> Outcome | None:
    for operation in operations:
        outcome = operation(context)
        if outcome is not None and accounted(outcome, context) and _says_who(outcome, context):
            return outcome
    return None


def _says_who(outcome: Outcome, context: Context) -> bool:
    """Whether an outcome names a body where the question asks for one."""
    query = context.query
    compares = len({f.subject for f in outcome.facts}) > 1 and query.has(LinkKind.OPERATION, *_COMPARING)
    if compares or not asks_for_body(query, context.base):
        return True
    return says_which_body((*outcome.facts, *outcome.described), query, context.base)


_COMPARING = ("compare", "most", "least", "more", "less", "ranking", "rank_them", "fastest")


def _named(context: Context) -> Iterator[_Operation]:
    """What the question says by a word of its own, by a place, a percentage or a rank."""
    asked = context.query.ids(LinkKind.OPERATION)
    yield excepting.together_with
    yield whole_less_parts.whole_less_parts
    yield rest_combined.with_the_rest
    yield sums_against_one.sum_against_one
    yield undone.undone
    yield halfway.past_half
    yield ranks_held.ranks_held
    yield rank_within_kind.rank_within_kind
    yield bounding.within
    yield stated_pairs.as_stated
    yield differences.the_other_time
    yield by_direction.that_went
    yield identifying.bearer_of_figure
    yield wholes.whole_of_place
    yield outdoing.outdoing
    if any(n.unit == RANK for n in context.query.named_numbers()):
        yield superlatives.nth
    in_percent = context.query.has(LinkKind.ASK, "percent")
    if in_percent:
        yield changes.cut_by_percent
    yield from (operation for name, operation in OPERATIONS if name in asked)
    if in_percent:
        yield _in_percent
    if context.query.has(LinkKind.ASK, "rank"):
        yield ranking.ranking_of_named


def _in_percent(context: Context) -> Outcome | None:
    """What a bare "per cent" may ask for: nothing that cannot be worked out, as a rate may be meant."""
    found = targets.completion_of(context) or proportions.share_of_named(context)
    return None if found is None or found.refused else found


def _asks_for_money(context: Context) -> bool:
    return context.query.has(LinkKind.ASK, "money") or asks_by_what_amount(context)


_IMPLIED: tuple[_Operation, ...] = (
    differences.of_the_two_told,
    listed_sets.set_implied,
    averages.for_one,
    paces.per_one_day,
    lambda c: earlier_years.change_since(c) if _asks_for_money(c) else None,
    converting.in_unit_asked,
    lambda c: targets.from_stated(c) or differences.shortened(c) or comparing.winner(c),
    lambda c: overview.plain_subject(c) or overview.several(c),
)
"""What a question may come to without saying so, the likeliest first."""
