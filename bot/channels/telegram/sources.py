"""Where things stand: the sources of an answer, and what a sentence records."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from telegram import InlineKeyboardMarkup

from bot.answering.naming import inside_quotation
from bot.answering.phrasing import question_of
from bot.answering.reply import Choice, Citation
from bot.answering.telling import citations
from bot.channels.telegram.callbacks import Action
from bot.channels.telegram.examples import examples
from bot.channels.telegram.keyboards import choice_rows
from bot.channels.telegram.rendering import citation_block, escape
from bot.channels.telegram.services import Services
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import Fact, FactBase

MOST = 8
Shown = tuple[str, InlineKeyboardMarkup | None]


def of_last_answer(keys: Sequence[str], services: Services, voice: Voice) -> Shown:
    """The citations of facts, with the sentences themselves where the operator has the text."""
    base = services.holder.current
    facts = [base.facts[k] for k in keys if k in base.facts]
    if not facts:
        keyboard = choice_rows(examples(base, voice), Action.TELL, voice)
        return say("source_none", voice, example=_example(base)), InlineKeyboardMarkup(keyboard)
    cited = _in_order(citations(facts, base, voice.language))
    block = citation_block(cited, voice)
    texts = [services.sentence(c.report, c.sentence) for c in cited[:MOST]]
    names = " ".join(_code(c.sentence) for c in cited[:MOST])
    how = say("source_how", voice, names=names)
    return "\n".join([block, *(f"“{escape(inside_quotation(t))}”" for t in texts if t), how]), None


def look_up(name: str, services: Services, voice: Voice) -> Shown:
    """What the sentence of that name (`industry.7`) records, its facts as buttons."""
    base = services.holder.current
    wanted = name.strip().lower()
    facts = [f for f in base.facts.values() if wanted in f.cites]
    if not facts:
        return _without_facts(wanted, base, voice), None
    cited = tuple(c for c in citations(facts, base, voice.language) if c.sentence == wanted)
    text = services.sentence(facts[0].report, wanted)
    quoted = f"“{escape(inside_quotation(text))}”\n" if text else ""
    shown = f"{citation_block(cited, voice)}\n{quoted}{say('source_facts', voice)}"
    choices = [Choice(_label(f, base, voice), (f.key,)) for f in facts[:MOST]]
    return shown, InlineKeyboardMarkup(choice_rows(choices, Action.TELL, voice))


def _without_facts(wanted: str, base: FactBase, voice: Voice) -> str:
    known = [s.id for r in base.reports.values() for section in r.sections for s in section.sentences]
    if wanted in known:
        return say("source_empty", voice)
    near = get_close_matches(wanted, known, n=1)
    if near:
        return say("source_meant", voice, name=_code(near[0]))
    return say("source_unknown", voice, example=_example(base))


def _in_order(cited: Sequence[Citation]) -> list[Citation]:
    """As `citation_block` tells them: sections in the answer's order, sentences in the report's."""
    sections = list(dict.fromkeys((c.report, c.section) for c in cited))
    return sorted(cited, key=lambda c: (sections.index((c.report, c.section)), c.number))


def _example(base: FactBase) -> str:
    return _code(next((f.cites[0] for f in base.facts.values()), ""))


def _code(sentence: str) -> str:
    return f"<code>{escape(sentence)}</code>"


def _label(fact: Fact, base: FactBase, voice: Voice) -> str:
    return voice.write(question_of(fact, base, voice.language))
