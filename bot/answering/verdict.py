"""Yes or no: what a question presumes, held against the fact that answers it.

A reply says yes or no only where something was judged; where nothing was, it tells the fact alone.
"""

from __future__ import annotations

from bot.answering.courses import names_course, presumed_course
from bot.answering.evidence import Evidence
from bot.answering.implying import STAGE, asks_whether_begun
from bot.answering.judging import Judged
from bot.answering.meaning import WHOLE
from bot.answering.outcome import Context
from bot.answering.presuming import (
    NOT_BEGUN,
    asked_directions,
    is_ahead,
    is_completion,
    presumed_contrary,
    presumed_direction,
    presumed_numbers,
    presumed_place,
    presumed_status,
    presumed_value,
)
from bot.answering.supporting import link_support
from bot.answering.unexplained import loose_weights, loose_words
from bot.knowledge.units import RANK
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind, lexicon_of
from bot.understanding.linking import Link
from bot.understanding.parts import EITHER_OR
from bot.understanding.tokens import TokenKind

_OPEN_ASKS = frozenset(
    {"number", "money", "percent", "duration", "date", "person", "organisation", "place", "name", "reason",
     "manner", "deed", "which", "rank", "stage"}
)  # fmt: skip
_WORDS_OF_ASKING = frozenset(
    {"number", "money", "duration", "date", "person", "organisation", "place", "reason", "which"}
)
"""Question words that leave no yes or no, even inside a longer name (打了几折, how many parcels)."""
_PREDICATE = 3
"""Tokens before a closing particle among which the predicate stands."""
_FIRST_WORDS = 2
"""Where an English auxiliary has to stand to ask: at the head of its clause."""


def wants_yes_or_no(context: Context) -> bool:
    """Whether the question can be answered by yes or no."""
    asks = set(context.query.ids(LinkKind.ASK))
    whether = takes_form(context.query.folded, "whether", context.base)
    if any(n.unit == RANK for n in context.query.named_numbers()) and "yesno" in asks:
        asks -= {"rank"}  # 是否排名第一 states the rank
    if asks & (_OPEN_ASKS - {STAGE} if whether else _OPEN_ASKS):
        return False
    if _asks_within_a_name(context) or _offers_alternatives(context):
        return False
    if whether and (STAGE in asks or names_course(context)):
        return True
    marked = context.query.text.rstrip().endswith(("?", "？"))
    if "yesno" in asks:
        return marked or any(_asks_yes_or_no(ln, context) for ln in context.query.links)
    return marked and _states_a_number(context)


def _asks_yes_or_no(link: Link, context: Context) -> bool:
    """A Chinese particle or a tag anywhere; an English auxiliary at the head of its clause only."""
    tokens = context.query.tokens
    if "yesno" not in link.ids(LinkKind.ASK):
        return False
    if tokens[link.start].kind is not TokenKind.LATIN:
        return True
    clause = tokens[link.start].clause
    head = next(i for i, t in enumerate(tokens) if t.clause == clause)
    tail = link.end == len(tokens) or tokens[link.end].clause != clause
    return link.start - head < _FIRST_WORDS or tail


def _asks_within_a_name(context: Context) -> bool:
    """Whether a question word stands inside a longer name of the vocabulary."""
    query = context.query
    lexicon = lexicon_of(context.base)
    keys = tuple(t.key for t in query.tokens)
    for link in query.links:
        if link.start < 0 or LinkKind.NUMBER in link.kinds or link.kinds <= {LinkKind.SUBJECT, LinkKind.ASK}:
            continue
        for start in range(link.start, link.end):
            for name in lexicon.matches(keys[: link.end], start):
                asks = {t.id for t in name.targets if t.kind is LinkKind.ASK}
                long = len("".join(name.keys)) > 1
                if asks & _WORDS_OF_ASKING and long and "yesno" not in asks:
                    return True
    return False


def _offers_alternatives(context: Context) -> bool:
    """Whether it asks which of two (up or down, 第一还是第二)."""
    query = context.query
    if len(query.ids(LinkKind.DIRECTION)) > 1:
        return True
    between = (ln for ln in query.links if ln.start > 0 and "compare" in ln.ids(LinkKind.OPERATION))
    return any(EITHER_OR in ln.ids(LinkKind.DIALOGUE) for ln in between)


def _states_a_number(context: Context) -> bool:
    """Whether the question itself, not what it carries over, says something of a number."""
    named = any(
        ln.start >= 0 and ln.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE}
        for ln in context.links
    )
    return named and any(n.unit for n in context.query.named_numbers())


def lead_word(context: Context, evidence: Evidence) -> str:
    """What a reply starts with: yes, no, a correction of the direction, or nothing."""
    if evidence.fact.status in NOT_BEGUN and _asks_whether_begun(context):
        return not_yet(context)
    direction = presumed_direction(context, evidence)
    if not wants_yes_or_no(context):
        return correction(context) if direction is Judged.FALSE else ""
    contrary = presumed_contrary(context, evidence)
    if contrary is Judged.FALSE:
        return no(context) if evidence.fact.status == "done" else not_yet(context)
    if presumed_place(context, evidence) is Judged.FALSE:
        return context.say("报告没有这么说：", "The report does not say that: ")
    numbers = presumed_numbers(context, evidence)
    status = presumed_status(context, evidence)
    if direction is Judged.FALSE:
        return (
            correction(context) if numbers is Judged.TRUE and _compares(context) else no(context, event=True)
        )
    if numbers is Judged.FALSE:
        unfinished = is_completion(evidence, context)
        return not_yet(context) if unfinished and _asks_for_events(context) else no(context)
    if status is Judged.FALSE:
        return no(context) if is_ahead(context, evidence) else not_yet(context)
    value = presumed_value(context, evidence)
    if value is Judged.FALSE:
        return no(context)
    judged = [
        j
        for j in (numbers, direction, status, value, contrary, presumed_course(context, evidence))
        if j is not None
    ]
    if not judged or Judged.OPEN in judged or not _all_accounted(context, evidence):
        return ""
    return "" if _claims_more(context) else yes(context)


def _asks_whether_begun(context: Context) -> bool:
    """Whether it takes a thing for begun, or asks no more than that (已经开始…了吗)."""
    if asks_whether_begun(context.query, context.base):
        return True
    begun = takes_form(context.query.folded, "begun", context.base)
    return begun and wants_yes_or_no(context) and not context.query.has(LinkKind.OPERATION, "denied")


def _claims_more(context: Context) -> bool:
    """Whether it says that there is nothing besides, or ends in what no name explains (都住人了吗)."""
    query = context.query
    if takes_form(query.folded, "only", context.base):
        return True
    asking = [
        ln.start for ln in query.links if "yesno" in ln.ids(LinkKind.ASK) and ln.end == len(query.tokens)
    ]
    return any(0 < at - i <= _PREDICATE for at in asking for i in query.loose)


def yes(context: Context) -> str:
    return context.say("是的。", "Yes. ")


def no(context: Context, *, event: bool = False) -> str:
    """No, in the words that fit the question: 没有 to what happened, 不是 to what is."""
    being = takes_form(context.query.folded, "being", context.base)
    happened = event or _compares(context) or _asks_for_events(context)
    return context.say("没有。" if happened and not (being and not event) else "不是。", "No. ")


def not_yet(context: Context) -> str:
    return context.say("还没有。", "Not yet. ")


def correction(context: Context) -> str:
    """What puts a presumed direction right."""
    asked = asked_directions(context)
    words = {
        "down": ("并没有下降：", "It did not fall: "), "up": ("并没有增长：", "It did not rise: "),
        "better": ("并没有好转：", "It did not improve: "), "worse": ("并没有变差：", "It did not worsen: "),
    }  # fmt: skip
    return context.say(*words[next(iter(asked))])


def _asks_for_events(context: Context) -> bool:
    """Whether it asks if something has happened: the answer is 没有 or 还没有, not 不是."""
    return takes_form(context.query.folded, "happening", context.base)


def _compares(context: Context) -> bool:
    """Whether it asks for more or less than a number."""
    return context.query.has(LinkKind.OPERATION, "above", "below", "at_least", "at_most")


def _all_accounted(context: Context, evidence: Evidence) -> bool:
    """Whether the fact is about everything that the question names: no yes to what was not tested."""
    _, missing = loose_weights(loose_words(context.query, context.base), evidence.words)
    if missing >= context.limits.unaccounted or _counts_something_else(context, evidence):
        return False
    named = (ln for ln in context.links if ln.kinds & {LinkKind.SUBJECT, LinkKind.MEASURE})
    return all(
        ln.kinds & {LinkKind.STATUS, LinkKind.OPERATION, LinkKind.NUMBER, LinkKind.DIRECTION}
        or link_support(ln, context.query, evidence, context.base) > WHOLE
        for ln in named
    )


def _counts_something_else(context: Context, evidence: Evidence) -> bool:
    """Whether the figure counts what the question does not name, and not the thing itself (countries, where
    warehouses are asked about)."""
    query, measure = context.query, context.base.vocabulary.measures[evidence.fact.measure]
    own = measure.kind != "count" or "quantity" in (measure.id, *measure.broader)
    return not (
        own or measure.id in query.ids(LinkKind.MEASURE) or evidence.fact.key in query.ids(LinkKind.PHRASE)
    )
