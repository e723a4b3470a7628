"""How the readings that a question may have are told: as one answer, side by side, or not at all. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.amounts_asked import names_a_total
from bot.answering.arithmetic import sum_told
from bot.answering.choosing import Selection
from bot.answering.implying import DONE
from bot.answering.listing import listing
from bot.answering.matching import Candidate
from bot.answering.outcome import Context, Outcome
from bot.answering.probing import LONG_PHRASE, link_size
from bot.answering.telling import tell_facts
from bot.answering.verdict import lead_word
from bot.knowledge.model import Fact
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link


def told(selection: Selection, context: Context) -> Outcome | None:
    """The answer of a selection, None where its readings differ too much to tell them together."""
    chosen = _without_addends(selection.chosen)
    facts = [c.fact for c in chosen]
    if len(facts) == 1 and chosen[0].measured > 0:
        facts = [*facts, *_its_growth(facts[0], context)]
    if len(facts) == 1:
        facts = [*_its_base(facts[0], context), *facts]
    if len(facts) == 2 and facts[1].of == facts[0].id:
        return tell_facts(facts, context)
    if len(facts) == 1:
        return tell_facts(facts, context, lead_word(context, chosen[0].evidence))
    if _all_of_a_status_in_total(facts, context):
        return sum_told(facts, context)
    same_subject = len({f.subject for f in facts}) == 1
    same_sentence = len({f.cites for f in facts}) == 1
    if _of_the_rank_named(facts, context) or _as_many_as_named(facts, context):
        return listing(context, facts)
    if same_sentence:
        level = [c.fact for c in chosen if c.score == chosen[0].score]
        lead = lead_word(context, chosen[0].evidence) if len(level) == 1 else ""
        one_measure = len({f.measure for f in level}) == 1  # of several things: none of them is left out
        whole = one_measure or _each_answers(level, context)
        return tell_facts(level if whole else level[:2], context, lead)
    if _parts_of_one(selection, context) or _all_are_asked(facts, context):
        return listing(context, facts)
    if same_subject and chosen[0].subject >= context.limits.named and len(facts) <= 4:
        return tell_facts(facts, context)
    return listing(context, facts) if _each_answers(facts, context) else None


def _all_of_a_status_in_total(facts: Sequence[Fact], context: Context) -> bool:
    """Whether a total is asked for of all things that are so far (在谈项目总投资多少)."""
    staged = context.query.has(LinkKind.STATUS) or all(f.status and f.status != DONE for f in facts)
    if len(facts) < 3 or not staged or context.query.has(LinkKind.ASK, *_SINGLING):
        return False
    apart = len({f.subject for f in facts}) == len(facts) and len({f.measure for f in facts}) == 1
    return apart and all(f.figures for f in facts) and names_a_total(context)


def _without_addends(chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Without the addends of a sum that fits as well as they do: how many there are is how many in all."""
    scores = {c.fact.key: c.score for c in chosen}
    return tuple(c for c in chosen if scores.get(f"{c.fact.report}:{c.fact.part_of}") != c.score)


def _its_base(fact: Fact, context: Context) -> list[Fact]:
    """The figure of a rate, where the question asks for both (产值及增幅)."""
    base = context.base.facts.get(f"{fact.report}:{fact.of}")
    named = base is not None and base.measure in context.query.ids(LinkKind.MEASURE)
    joined = context.query.has(LinkKind.DIALOGUE, "connective") and context.query.has(LinkKind.DIRECTION)
    return [base] if base is not None and named and joined else []


def _of_the_rank_named(facts: Sequence[Fact], context: Context) -> bool:
    """Whether the readings are everything that holds the place which the question names (拿第一的)."""
    ranks = {n.value for n in context.query.named_numbers() if n.unit == RANK}
    return bool(ranks) and all(
        f.figures and f.figures[0].unit == RANK and f.figures[0].value in ranks for f in facts
    )


def _as_many_as_named(facts: Sequence[Fact], context: Context) -> bool:
    """Whether the question asks for just so many things as there are readings (哪三个)."""
    if not {"which", "organisation", "person"} & set(context.query.ids(LinkKind.ASK)):
        return False
    counts = {n.value for n in context.query.named_numbers() if n.unit != RANK}
    return len({f.subject for f in facts}) == len(facts) > 1 and len(facts) in counts


def _its_growth(fact: Fact, context: Context) -> list[Fact]:
    """The rate of a figure, where the question asks whether it went up or down as well."""
    both = len(set(context.query.ids(LinkKind.DIRECTION))) > 1
    joined = context.query.has(LinkKind.DIRECTION) and context.query.has(LinkKind.DIALOGUE, "connective")
    if fact.of or not (both or joined):
        return []
    return [f for f in context.base.facts.values() if f.of == fact.id and f.report == fact.report][:1]


def _parts_of_one(selection: Selection, context: Context) -> bool:
    """Whether the readings are one measure of the parts of a whole that the question names."""
    chosen = selection.chosen
    if not (
        context.query.has(LinkKind.OPERATION, "list") or _as_many_as_named([c.fact for c in chosen], context)
    ):
        return False
    asked = set(context.query.ids(LinkKind.SUBJECT))
    same = len({c.fact.measure for c in chosen}) == 1
    return (
        same
        and len({c.fact.subject for c in chosen}) == len(chosen)
        and all(asked & c.evidence.wholes for c in chosen)
    )


def _all_are_asked(facts: Sequence[Fact], context: Context) -> bool:
    """Whether a list is asked for, of one measure of several things (都缩短到了多少?分别说说)."""
    one = len({f.measure for f in facts}) == 1 and len({f.subject for f in facts}) == len(facts)
    listed = context.query.has(LinkKind.OPERATION, "list") or context.query.has(
        LinkKind.DIALOGUE, "every", "all"
    )
    return one and listed and len(facts) > 1


def _each_answers(facts: Sequence[Fact], context: Context) -> bool:
    """Whether "who" or "which" asks for one measure of several things, none of them pointed at (跟谁合作)."""
    query = context.query
    asked = query.has(LinkKind.ASK, "which", "organisation", "person")
    one = len({f.measure for f in facts}) == 1 and len({f.subject for f in facts}) == len(facts)
    pointing = any(
        "pronoun" in ln.ids(LinkKind.DIALOGUE) and LinkKind.ASK not in ln.kinds for ln in query.links
    )
    whether = query.has(LinkKind.ASK, "yesno") and query.language != "en"  # "which did" is not "did"
    return asked and one and not pointing and not whether


def is_beside_the_point(selection: Selection, context: Context) -> bool:
    """Whether readings that differ are all of other things than what the question names by itself."""
    chosen = selection.chosen
    if not chosen or any(not c.fact.figures for c in chosen) or len({c.fact.measure for c in chosen}) > 1:
        return False
    return _name_parts_of_one(chosen, context) or any(
        _is_phrase_of_another(ln, chosen, context) for ln in context.links
    )


def _name_parts_of_one(chosen: Sequence[Candidate], context: Context) -> bool:
    """Whether each is of a part of the one thing whose total is asked for (装备制造业总产值多少)."""
    measure = context.base.vocabulary.measures[chosen[0].fact.measure]
    if not names_a_total(context) or takes_form(measure.name.zh, "total", context.base):
        return False  # each has a total of its own (5G项目总投资)
    things = [ln.ids(LinkKind.SUBJECT) for ln in context.links if LinkKind.SUBJECT in ln.kinds]
    if len(things) != 1 or len(things[0]) != 1 or context.query.has(LinkKind.ASK, *_SINGLING):
        return False
    return all(things[0][0] in c.evidence.wholes and c.fact.subject != things[0][0] for c in chosen)


def _is_phrase_of_another(link: Link, chosen: Sequence[Candidate], context: Context) -> bool:
    """Whether it names one fact alone, and none of the readings is of that thing (和联通合作要投多少)."""
    phrases = link.ids(LinkKind.PHRASE)
    long = link.kinds == {LinkKind.PHRASE} and link_size(link, context.query) >= LONG_PHRASE
    if not long or len(phrases) != 1:
        return False
    subject = context.base.facts[phrases[0]].subject
    return all(c.fact.subject != subject and subject not in c.fact.mentions for c in chosen)


_SINGLING = ("which", "organisation", "person", "name")
