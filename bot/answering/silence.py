"""What a refusal says that the report does not say: never a thing that it has. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.implying import NUMERIC_KINDS
from bot.answering.mentioning import asks_whether_mentioned
from bot.answering.naming import possessive
from bot.answering.outcome import Context
from bot.answering.phrasing import clause
from bot.knowledge.model import Fact, FactBase, Subject
from bot.knowledge.vocabulary import Measure
from bot.understanding.forms import takes_form
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_ASKED = ("place", "person", "organisation", "date", "rank")
"""Question words that say what kind of thing is missing, where no measure is named."""
_WORKING = frozenset({LinkKind.ASK, LinkKind.OPERATION, LinkKind.UNIT, LinkKind.NUMBER, LinkKind.DIALOGUE})
"""What a word does besides naming a measure, if it is a question word and the like."""
_COUNTED = "number of "
_HOW_MANY = "quantity"
"""The measure that any count is."""


def silence(context: Context) -> str:
    """One sentence: what the report does not say of what, as far as the question was understood."""
    if asks_whether_mentioned(context.query):
        return context.say("没有提到。", "No, the report doesn't mention that.")
    subject = _subject(context)
    missing = _missing_link(subject, context)
    called = _called_what(subject, missing, context)
    if called:
        return context.say(f"报告没有说{called}。", f"The report doesn't say {called}.")
    if missing is not None and not missing.ids(LinkKind.ASK):
        return _not_given(missing, subject, context)
    if context.query.has(LinkKind.ASK, "reason"):
        return context.say("报告没有说明原因。", "The report doesn't say why.")
    if missing is not None:
        return _not_given(missing, subject, context)
    kind = _missing_kind(subject, context)
    told = clause(subject, kind, context) if subject and kind else ""
    if told:
        return context.say(f"报告没有说{told}。", f"The report doesn't say {told}.")
    if subject and not _is_told(subject, context.base):
        return _mentioned(subject, context)
    return context.say("报告没有直接说这一点。", "The report doesn't say that as such.")


def _subject(context: Context) -> Subject | None:
    """The subject that the question names or takes over, if it is just one."""
    links = (*context.query.links, *context.links)
    named = dict.fromkeys(
        i for ln in links if ln not in context.query.excluded for i in ln.ids(LinkKind.SUBJECT)
    )
    return context.base.subjects[next(iter(named))] if len(named) == 1 else None


def _called_what(subject: Subject | None, missing: Link | None, context: Context) -> str:
    """What a thing is called, where just that is asked (新建成的学校名叫什么); empty where it is not."""
    query, measures = context.query, context.base.vocabulary.measures
    counts = missing is None or measures[_measure_id(missing)].kind in NUMERIC_KINDS
    if subject is None or not (counts and query.has(LinkKind.ASK, "name") and _is_named(subject, context)):
        return ""
    return "" if query.loose else clause(subject, "name", context)


def _is_named(subject: Subject, context: Context) -> bool:
    """Whether the question itself names a subject, rather than takes it over."""
    return subject.id in context.query.ids(LinkKind.SUBJECT)


def _missing_link(subject: Subject | None, context: Context) -> Link | None:
    """The first name of a measure of which there is no fact; what question words suggest comes last."""
    links = [
        ln for ln in context.query.links if LinkKind.MEASURE in ln.kinds and ln not in context.query.excluded
    ]
    named = [ln for ln in links if ln.kinds.isdisjoint(_WORKING)]
    worded = [ln for ln in links if ln not in named and subject and clause(subject, _measure_id(ln), context)]
    absent = (ln for ln in (*named, *worded) if not _has(ln.ids(LinkKind.MEASURE), subject, context.base))
    return next(absent, None)


def _has(measures: Sequence[str], subject: Subject | None, base: FactBase) -> bool:
    """Whether there is a fact of any of the measures, of the subject if one is named."""
    known = base.vocabulary.measures
    return any(
        not {f.measure, *known[f.measure].broader}.isdisjoint(measures)
        for f in base.facts.values()
        if subject is None or _is_about(f, subject)
    )


def _is_about(fact: Fact, subject: Subject) -> bool:
    return fact.subject == subject.id or subject.id in fact.mentions


def _measure_id(link: Link) -> str:
    return link.ids(LinkKind.MEASURE)[0]


def _not_given(link: Link, subject: Subject | None, context: Context) -> str:
    measure = context.base.vocabulary.measures[_measure_id(link)]
    wording = _own_wording(link, measure, context)
    told = clause(subject, measure.id, context) if subject else ""
    elsewhere = _has(link.ids(LinkKind.MEASURE), None, context.base)  # other things have it
    if subject is None or not (
        told or elsewhere or _is_named(subject, context)
    ):  # weather is nothing of the last answer's
        return _nowhere(wording or measure.name.of(context.language), measure, context)
    if context.language == "zh" and wording and _is_yes_no(context):
        return f"报告没有说{subject.name.zh}有没有{wording.rstrip('了过')}。"
    if told and _is_yes_no(context) and context.language == "en":
        return f"The report mentions {subject.called('en')}, but doesn't say whether that is so."
    bare = measure.kind == "count" and (not told or measure.id == _HOW_MANY)
    if bare and context.language == "en" and context.query.has(LinkKind.ASK, "number"):
        return f"The report mentions {subject.called('en')}, but doesn't say how many."
    if told:
        return context.say(f"报告没有说{told}。", f"The report doesn't say {told}.")
    if wording and takes_form(wording, "indirect", context.base):
        return f"The report mentions {subject.called('en')}, but doesn't say {wording}."
    if wording:
        return context.say(
            f"报告没有提到{subject.name.zh}的“{wording}”。",
            f"The report says nothing about “{wording}” for {subject.called('en')}.",
        )
    return context.say(
        f"报告没有给出{subject.name.zh}的{measure.name.zh}。",
        f"The report doesn't give {_of(subject, measure)}.",
    )


def _is_yes_no(context: Context) -> bool:
    return set(context.query.ids(LinkKind.ASK)) == {"yesno"}


def _own_wording(link: Link, measure: Measure, context: Context) -> str:
    """The asker's own word for a measure, where it is another than its name, and asks nothing by itself."""
    if link in context.query.asking_inside and context.language == "zh":
        return ""  # 建了几, but "how many teachers"
    said = context.query.surface(link.start, link.end) if link.start >= 0 and link.how == "exact" else ""
    fits = said.isascii() == (context.language == "en") and not takes_form(said, "predicate", context.base)
    return said if said and fits and said != measure.name.of(context.language).casefold() else ""


def _of(subject: Subject, measure: Measure) -> str:
    name = subject.called("en")
    if len(name.split()) > 2:
        return f"the {measure.name.en} of {name}"
    return f"{possessive(name)} {measure.name.en}"


def _nowhere(name: str, measure: Measure, context: Context) -> str:
    """That no subject of the report has a measure."""
    if takes_form(name, "indirect", context.base):
        return f"The report doesn't say {name}."
    quoted = name if name == measure.name.of(context.language) else f"“{name}”"
    if quoted == measure.name.en and measure.name.en.startswith(_COUNTED):
        return f"The report gives no {measure.name.en}."
    if quoted == measure.name.en and measure.kind in NUMERIC_KINDS:
        return f"The report gives no figure for {measure.name.en}."
    return context.say(f"报告没有提到{quoted}。", f"The report says nothing about {quoted}.")


def _missing_kind(subject: Subject | None, context: Context) -> str:
    """What a question word asks for, where the subject has nothing of the kind."""
    if subject is None:
        return ""
    known = context.base.vocabulary.measures
    kinds = {known[f.measure].kind for f in context.base.facts.values() if _is_about(f, subject)}
    return next((k for k in context.query.ids(LinkKind.ASK) if k in _ASKED and k not in kinds), "")


def _is_told(subject: Subject, base: FactBase) -> bool:
    return any(f.subject == subject.id and f.figures for f in base.facts.values())


def _mentioned(subject: Subject, context: Context) -> str:
    return context.say(
        f"报告提到了{subject.name.zh}，但没有说这一点。",
        f"The report mentions {subject.called('en')}, but doesn't say that.",
    )
