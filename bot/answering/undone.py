"""How many are not done (没签约的有几个): what is left of a whole, never the number that is done. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.choosing import choose
from bot.answering.evidence import evidence_of
from bot.answering.grouping import with_figures
from bot.answering.implying import STAGE
from bot.answering.outcome import Context, Outcome
from bot.answering.presuming import NOT_BEGUN, is_denied
from bot.answering.quantities import NotComparableError, difference
from bot.answering.verdict import wants_yes_or_no
from bot.answering.working import all_listed, derived, with_working
from bot.knowledge.model import Fact
from bot.understanding.folding import fold
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_DOING = frozenset({LinkKind.MEASURE, LinkKind.STATUS, LinkKind.PHRASE})
_COUNT = "count"
_PLANNED = "planned"
IN_FULL = "in_full"
"""The form of words by which a text says that nothing is left (全部, all of them)."""


def asks_for_the_undone(context: Context) -> bool:
    """Whether it asks how many are not what a name of doing says."""
    query = context.query
    if not query.has(LinkKind.ASK, "number") or wants_yes_or_no(context):
        return False
    named = [ln for ln in query.links if ln.start >= 0 and ln not in query.excluded]
    doing = (ln for ln in named if ln.kinds & _DOING or STAGE in ln.ids(LinkKind.ASK))
    denied = any(is_denied(ln.start, context) for ln in doing)
    return denied or any(_falls_short_of(ln, context) for ln in named)


def _falls_short_of(link: Link, context: Context) -> frozenset[str]:
    """The statuses whose names a name of another status ends in (没签约, unsigned, yet to be signed)."""
    own, said = set(link.ids(LinkKind.STATUS)), context.query.surface(link.start, link.end)
    statuses = context.base.vocabulary.statuses.values() if own and own <= NOT_BEGUN else ()
    others = (s for s in statuses if s.id not in own)
    return frozenset(s.id for s in others if any(len(n) > 1 and said.endswith(n) for n in s.names))


def undone(context: Context) -> Outcome | None:
    """What is planned less what is done, where the report gives both for what is named."""
    if not asks_for_the_undone(context):
        return None
    chosen = choose(context.query, context.links, context.base, context.limits).chosen
    told = with_figures(c.fact for c in chosen)
    found = ((f, _planned(f, context)) for f in (*told, *_as_far_as_denied(context)))
    done, whole = next(((f, planned) for f, planned in found if planned is not None), (None, None))
    if done is None or whole is None:
        return None
    pair = (whole, done)
    try:
        value = difference(context.amount(whole), context.amount(done))
    except NotComparableError as problem:
        return with_working(context, pair, problem.why)
    written = context.write(value)
    line = f"{context.figure(whole)} − {context.figure(done)} = {written}"
    text = context.say(
        f"还有{written}：{all_listed(context, pair)}。", f"{written} are left: {all_listed(context, pair)}."
    )
    return derived(context, text, line, pair, value)


def _as_far_as_denied(context: Context) -> tuple[Fact, ...]:
    """The count of what is as far as the rest is said not to be: of the thing named, else the only one."""
    wanted = frozenset[str]().union(*(_falls_short_of(ln, context) for ln in context.links if ln.start >= 0))
    named, evidence = set(context.query.ids(LinkKind.SUBJECT)), evidence_of(context.base)
    counts = (f for f in with_figures(context.base.facts.values()) if f.status in wanted)
    found = tuple(f for f in counts if evidence[f.key].kind == _COUNT and (not named or f.subject in named))
    return found if len(found) == 1 else ()


def _planned(done: Fact, context: Context) -> Fact | None:
    """How many were planned of what a count says how many are done."""
    like = context.amount(done)
    alike = (f for f in with_figures(context.base.facts.values()) if f is not done and f.status == _PLANNED)
    own = (f for f in alike if (f.subject, f.report) == (done.subject, done.report))
    larger = (f for f in own if context.amount(f).dimension == like.dimension)
    return next((f for f in larger if context.amount(f).value > like.value), None)


def passes_for_the_undone(facts: Sequence[Fact], context: Context) -> bool:
    """Whether just a count of what is done would be told for what is not, of which it says nothing."""
    if len(facts) != 1 or not facts[0].figures or not asks_for_the_undone(context):
        return False
    texts = (facts[0].summary.zh, facts[0].summary.en)
    in_full = any(takes_form(fold(text), IN_FULL, context.base) for text in texts)
    return context.amount(facts[0]).dimension.startswith(_COUNT) and not in_full
