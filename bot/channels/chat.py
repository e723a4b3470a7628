"""The console's conversation without the console: a line in, lines out, a new state."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from bot.answering.conversation import Turn, respond, respond_with_facts
from bot.answering.naming import inside_quotation
from bot.answering.phrasing import question_of
from bot.answering.reply import ReplyKind
from bot.answering.telling import citations
from bot.channels.rendering import Line, Style, citation_lines, explanation_lines, plain, reply_lines
from bot.channels.wording import Voice, say
from bot.knowledge.model import Fact, FactBase, Report
from bot.understanding.dialogue import Dialogue

COMMANDS = ("/help", "/topics", "/source", "/explain", "/lang", "/quit")
_ALIASES = {
    "/exit": "/quit",
    "/q": "/quit",
    "/?": "/help",
    "/h": "/help",
    "/sources": "/source",
    "/topic": "/topics",
}
_NUMBER = re.compile(r"[0-9]{1,3}")
SentenceText = Callable[[Report, str], str | None]


@dataclass(frozen=True, slots=True)
class Pick:
    """What a number stands for: facts to tell, or a command to carry out."""

    facts: tuple[str, ...] = ()
    command: str = ""
    asked: str = ""
    """The question that it is shown as, if it is one."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation's state between two lines."""

    voice: Voice = Voice()
    """Follows the last reply."""
    dialogue: Dialogue = Dialogue()
    last: Turn | None = None
    picks: tuple[Pick, ...] = ()
    """What numbers stand for, from 1."""
    lines: tuple[Line, ...] = field(default=(), compare=False)
    """What to show now."""
    turn: Turn | None = None
    """The turn of this line, where it was a question."""
    ended: bool = False


def greet(chat: Chat) -> Chat:
    """The first lines, in the language of the system and a word in the other."""
    other = Voice("zh" if chat.voice.language == "en" else "en")
    lines = [*plain(say("greeting", chat.voice)), *plain(say("greeting_other", other), Style.DIM)]
    return replace(chat, lines=tuple(lines))


def step(chat: Chat, text: str, base: FactBase, sentence: SentenceText) -> Chat:
    """What a typed line leads to."""
    chat = replace(chat, lines=(), turn=None)
    asked = text.strip()
    if not asked:
        return chat
    if asked.startswith("/"):
        name, _, rest = asked.partition(" ")
        return _command(chat, name.lower(), rest.strip(), base, sentence)
    if chat.picks and _NUMBER.fullmatch(asked) and int(asked) > 0:
        return _pick(chat, int(asked), base, sentence)
    return _answered(chat, respond(base, text, chat.dialogue))


def _answered(chat: Chat, turn: Turn) -> Chat:
    reply = turn.reply
    offered = reply.choices if reply.kind is ReplyKind.CLARIFY else reply.related
    return replace(
        chat,
        voice=Voice(reply.language, reply.script),
        dialogue=turn.dialogue,
        last=turn,
        turn=turn,
        picks=tuple(Pick(facts=choice.facts, asked=choice.label) for choice in offered),
        lines=tuple(reply_lines(reply, numbered=True)),
    )


def _pick(chat: Chat, number: int, base: FactBase, sentence: SentenceText) -> Chat:
    if number > len(chat.picks):
        return _said(chat, say("no_number", chat.voice, number=number, last=len(chat.picks)))
    pick = chat.picks[number - 1]
    if pick.command:
        return step(chat, pick.command, base, sentence)
    known = tuple(key for key in pick.facts if key in base.facts)  # a reload may have taken some away
    if not known:
        return replace(_said(chat, say("gone", chat.voice)), picks=())
    voice = chat.voice
    turn = respond_with_facts(
        base, known, chat.dialogue, language=voice.language, script=voice.script, asked=pick.asked
    )
    return _answered(chat, turn)


def _command(chat: Chat, name: str, rest: str, base: FactBase, sentence: SentenceText) -> Chat:
    match _ALIASES.get(name, name):
        case "/help":
            return _said(chat, say("help", chat.voice))
        case "/topics":
            return _topics(chat, rest, base)
        case "/source":
            return _look_up(chat, rest, base, sentence) if rest else _source(chat, base, sentence)
        case "/explain":
            return _explain(chat, rest, base)
        case "/lang":
            return _language(chat, rest.lower())
        case "/quit":
            return replace(_said(chat, say("bye", chat.voice)), ended=True)
    near = get_close_matches(name, COMMANDS, n=1)
    hint = say("meant", chat.voice, name=near[0]) if near else say("see_help", chat.voice)
    return _said(chat, say("no_command", chat.voice, name=name, hint=hint))


def _said(chat: Chat, *texts: str) -> Chat:
    return replace(chat, lines=tuple(line for text in texts for line in plain(text)))


def _listed(chat: Chat, head: str, entries: Sequence[tuple[str, str, Pick]], foot: str = "") -> Chat:
    """A numbered list of labels with notes, whose numbers can be typed."""
    lines: list[Line] = [((Style.STRONG, head),)] if head else []
    for number, (text, note, _) in enumerate(entries, 1):
        spans = ((Style.PICK, f"{number:>2} "), (Style.PLAIN, text), (Style.DIM, f"  {note}" if note else ""))
        lines.append(spans)
    lines += plain(foot, Style.DIM) if foot else []
    return replace(chat, lines=tuple(lines), picks=tuple(pick for *_, pick in entries))


def _topics(chat: Chat, wanted: str, base: FactBase) -> Chat:
    """The sections that have facts, or what one of them holds."""
    voice = chat.voice
    sections: dict[str, list[Fact]] = {}
    for fact in base.facts.values():
        sections.setdefault(f"{fact.report}/{fact.cites[0].rpartition('.')[0]}", []).append(fact)
    titles = {
        f"{report.id}/{section.id}": section.title.of(voice.language)
        for report in base.reports.values()
        for section in report.sections
        if f"{report.id}/{section.id}" in sections
    }
    if wanted:
        key = _section_named(wanted, titles)
        if key:
            return _subjects(chat, titles[key], sections[key], base)
        near = get_close_matches(wanted, [k.partition("/")[2] for k in titles], n=1)
        hint = say("meant", voice, name=near[0]) if near else ""
        return _said(chat, say("no_section", voice, name=wanted, hint=hint))
    if len(titles) == 1:
        key = next(iter(titles))
        return _subjects(chat, titles[key], sections[key], base)
    entries = [
        (title, _count(sections[k], voice), Pick(command=f"/topics {k}")) for k, title in titles.items()
    ]
    head = " / ".join(report.title.of(voice.language) for report in base.reports.values())
    return _listed(chat, head, entries, say("topics_hint", voice))


def _section_named(wanted: str, titles: dict[str, str]) -> str:
    """The key of the section with that id, key or (beginning of a) title; empty where none has."""
    folded = wanted.casefold()
    exact = [k for k in titles if folded in (k.casefold(), k.partition("/")[2].casefold())]
    return next(
        iter([*exact, *(k for k, title in titles.items() if title.casefold().startswith(folded))]), ""
    )


def _count(facts: Sequence[Fact], voice: Voice) -> str:
    return say("fact_count" if len(facts) == 1 else "facts_count", voice, count=len(facts))


def _subjects(chat: Chat, title: str, facts: Sequence[Fact], base: FactBase) -> Chat:
    """What a section holds: a number for each subject, beside it what is known of it."""
    language = chat.voice.language
    grouped: dict[str, list[Fact]] = {}
    for fact in facts:
        grouped.setdefault(fact.subject, []).append(fact)
    joint = say("and", chat.voice)
    entries = []
    for subject, own in grouped.items():
        measures = dict.fromkeys(base.vocabulary.measures[f.measure].name.of(language) for f in own)
        entries.append(
            (base.subjects[subject].name.of(language), joint.join(measures), Pick(tuple(f.key for f in own)))
        )
    return _listed(chat, title, entries, say("subjects_hint", chat.voice))


def _source(chat: Chat, base: FactBase, sentence: SentenceText) -> Chat:
    """Where the last answer stands."""
    if chat.last is None:
        example = next((f.cites[0] for f in base.facts.values()), "")
        return _said(chat, say("no_answer", chat.voice, example=example))
    cited = chat.last.reply.citations
    if not cited:
        return _said(chat, say("no_cites", chat.voice))
    lines: list[Line] = []
    for cite in cited:
        report = base.reports.get(cite.report)
        lines += plain("\n".join(citation_lines([cite], chat.voice)), Style.DIM)
        lines += plain(_wording(report, cite.sentence, chat.voice, sentence)) if report else []
    return replace(chat, lines=tuple(lines))


def _wording(report: Report, name: str, voice: Voice, sentence: SentenceText) -> str:
    """The sentence itself where the operator has the text, else its figures."""
    text = sentence(report, name)
    if text:
        return f"“{inside_quotation(text.strip())}”"
    figures = next((s.figures for section in report.sections for s in section.sentences if s.id == name), ())
    if not figures:
        return say("no_figures", voice)
    return say("figures", voice, figures=say("and", voice).join(figures))


def _look_up(chat: Chat, wanted: str, base: FactBase, sentence: SentenceText) -> Chat:
    """A sentence by its id, with the report's in front where several have one."""
    voice = chat.voice
    place, _, name = wanted.lower().strip("[]").rpartition(":")
    known = {s.id: report for report in reversed(list(base.reports.values())) if place in ("", report.id)
             for section in report.sections for s in section.sentences}  # fmt: skip
    report = known.get(name)
    if report is None:
        near = get_close_matches(name, known, n=1)
        hint = say("meant", voice, name=near[0]) if near else ""
        return _said(chat, say("no_sentence", voice, name=name, hint=hint))
    facts = [f for f in base.facts.values() if f.report == report.id and name in f.cites]
    cited = [c for c in citations(facts, base, voice.language) if c.sentence == name]
    lines = plain("\n".join(citation_lines(cited, voice)) or f"[{name}]", Style.DIM)
    lines += plain(_wording(report, name, voice, sentence))
    asked = {f.key: question_of(f, base, voice.language) for f in facts}
    entries = [(asked[f.key], "", Pick((f.key,), asked=asked[f.key])) for f in facts]
    listed = _listed(chat, say("recorded", voice), entries) if entries else replace(chat, picks=())
    return replace(listed, lines=(*lines, *listed.lines))


def _explain(chat: Chat, question: str, base: FactBase) -> Chat:
    """How a question is understood that stands behind the command, or else the last one."""
    if question:
        chat = _answered(chat, respond(base, question, chat.dialogue))
    if chat.last is None:
        return _said(chat, say("no_question", chat.voice))
    return replace(chat, lines=(*chat.lines, *explanation_lines(chat.last.explanation, chat.voice)))


def _language(chat: Chat, wanted: str) -> Chat:
    """Fixes the language of answers, or lets it follow the question again."""
    if wanted not in ("zh", "en", "auto"):
        return _said(chat, say("lang_usage", chat.voice))
    dialogue = replace(chat.dialogue, language="" if wanted == "auto" else wanted)
    voice = chat.voice if wanted in ("auto", chat.voice.language) else Voice(wanted)
    return _said(replace(chat, dialogue=dialogue, voice=voice), say(f"lang_{wanted}", voice))
