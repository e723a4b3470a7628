"""Questions and clauses that name a subject and a measure: on buttons, in choices and refusals. Pure."""

from __future__ import annotations

from bot.answering.naming import agreeing, possessive, sentence_case
from bot.answering.outcome import Context
from bot.knowledge.model import Fact, Subject
from bot.knowledge.vocabulary import Phrasing, Text

LONGEST = {"zh": 24, "en": 40}
"""Characters that a button shows whole."""
NOTHING = Text("", "")


def question(fact: Fact, context: Context) -> str:
    """What one would ask to be told a fact; its label where that does not fit on a button."""
    base, language = context.base, context.language
    phrasing = _phrasing(fact.measure, context)
    pattern = phrasing.question.of(language) if phrasing else ""
    subject, measure = base.subjects[fact.subject], base.vocabulary.measures[fact.measure].name
    said = measure.of(language).casefold() in subject.name.of(language).casefold()
    if not pattern or said:
        return context.label(fact)
    text = _filled(pattern, subject, measure, language) + context.say("？", "?")
    name = sentence_case(subject.called(language))
    brief = context.say(f"{name} · {measure.zh}", f"{name}: {measure.en}")
    return next((t for t in (text, brief) if len(t) <= LONGEST[language]), context.label(fact))


def clause(subject: Subject, measure: str, context: Context) -> str:
    """What follows "the report does not say"; empty where no one has worded it."""
    phrasing = _phrasing(measure, context)
    pattern = phrasing.clause.of(context.language) if phrasing else ""
    known = context.base.vocabulary.measures.get(measure)
    name = known.name if known else NOTHING
    return _filled(pattern, subject, name, context.language) if pattern else ""


def _phrasing(measure: str, context: Context) -> Phrasing | None:
    """That of a measure, else of its kind (unless that goes by the name of a measure); or that of a kind."""
    words = context.base.vocabulary
    kind = words.measures[measure].kind if measure in words.measures else measure
    return words.phrasings.get(measure) or (None if kind in words.measures else words.phrasings.get(kind))


def _filled(pattern: str, subject: Subject, measure: Text, language: str) -> str:
    name = subject.called(language)
    owned = possessive(name)
    pattern = agreeing(pattern, name) if language == "en" else pattern
    text = pattern.replace("{subject's}", owned).replace("{subject}", name)
    text = text.replace("{measure}", measure.of(language)).replace("How many the ", "How many ")
    return sentence_case(text) if pattern[:1].isupper() or pattern.startswith("{") else text
