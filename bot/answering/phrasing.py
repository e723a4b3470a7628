"""Questions and clauses that name a subject and a measure: on buttons, in choices and refusals. Pure."""

from __future__ import annotations

from functools import lru_cache

from bot.answering.naming import agreeing, possessive, sentence_case
from bot.answering.outcome import Context, label
from bot.knowledge.model import Fact, FactBase, Subject
from bot.knowledge.vocabulary import Phrasing, Text

LONGEST = {"zh": 20, "en": 40}
"""Characters that a button shows whole."""
NOTHING = Text("", "")


def question(fact: Fact, context: Context) -> str:
    """What one would ask to be told a fact; its label where that does not fit on a button."""
    return question_of(fact, context.base, context.language)


@lru_cache(maxsize=2048)  # each reply offers a few, and mostly the same ones
def question_of(fact: Fact, base: FactBase, language: str) -> str:
    """The same without a question in whose language it would be asked."""
    mark = "?" if language == "en" else "？"
    if fact.question is not None:
        return fact.question.of(language) + mark
    phrasing = _phrasing(fact.measure, base)
    pattern = phrasing.question.of(language) if phrasing else ""
    subject, measure = base.subjects[fact.subject], base.vocabulary.measures[fact.measure].name
    said = measure.of(language).casefold() in subject.name.of(language).casefold()
    if not pattern or said:
        return label(fact, base, language)
    text = _filled(pattern, subject, measure, language) + mark
    name = sentence_case(subject.called(language))
    brief = f"{name}: {measure.en}" if language == "en" else f"{name} · {measure.zh}"
    return next((t for t in (text, brief) if len(t) <= LONGEST[language]), label(fact, base, language))


def clause(subject: Subject, measure: str, context: Context) -> str:
    """What follows "the report does not say"; empty where no one has worded it."""
    phrasing = _phrasing(measure, context.base)
    pattern = phrasing.clause.of(context.language) if phrasing else ""
    known = context.base.vocabulary.measures.get(measure)
    name = known.name if known else NOTHING
    return _filled(pattern, subject, name, context.language) if pattern else ""


def _phrasing(measure: str, base: FactBase) -> Phrasing | None:
    """That of a measure, else of its kind (unless that goes by the name of a measure); or that of a kind."""
    words = base.vocabulary
    kind = words.measures[measure].kind if measure in words.measures else measure
    return words.phrasings.get(measure) or (None if kind in words.measures else words.phrasings.get(kind))


def _filled(pattern: str, subject: Subject, measure: Text, language: str) -> str:
    name = subject.called(language)
    owned = possessive(name)
    pattern = agreeing(pattern, name) if language == "en" else pattern
    text = pattern.replace("{subject's}", owned).replace("{subject}", name)
    text = text.replace("{measure}", measure.of(language)).replace("How many the ", "How many ")
    return sentence_case(text) if pattern[:1].isupper() or pattern.startswith("{") else text
