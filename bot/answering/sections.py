"""What is asked of a report's own layout: its sections, their titles, and which one holds something. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.answering.covering import family
from bot.answering.evidence import evidence_of, words_of
from bot.answering.outcome import Context, Outcome
from bot.knowledge.layout import LEAD
from bot.knowledge.model import BYLINE, CAPTIONS, TITLE, Fact, Report, Section
from bot.knowledge.units import RANK
from bot.understanding.lexicon import LinkKind
from bot.understanding.linking import Link

_WORDS = ("title", "heading", "section", "which_section", "last_section", "contents")
"""Words of the vocabulary for the layout of a report."""
_NO_CHAPTERS = frozenset({TITLE, BYLINE, LEAD, CAPTIONS})
_THINGS = frozenset({LinkKind.SUBJECT, LinkKind.SECTION, LinkKind.PHRASE})
SENTENCES = 9
"""Sentences of a section whose facts make an overview of it."""
_BY_SECTION, _BY_SUBJECT, _BY_PART, _BY_KIND, _BY_MEASURE, _BY_WORD = 3.0, 2.0, 0.4, 0.5, 0.3, 0.2
"""How surely a name tells the section that holds it, by what it names."""
_DERIVING = ("most", "least", "compare", "sum", "difference", "ranking", "fastest", "share", "average")
"""What is done with figures, not with sections."""


def sections_told(context: Context) -> Outcome | None:
    """The sections that a question is about; None where it is not about the layout of the report."""
    query = context.query
    if query.has(LinkKind.DIALOGUE, "pictures") and not query.loose:
        return _pictures(context)
    if not query.has(LinkKind.DIALOGUE, *_WORDS) or query.has(LinkKind.ELSEWHERE):
        return None
    placed = _at_the_place_named(context)
    if placed is not None:
        return _told_of(placed, context)
    if query.has(LinkKind.OPERATION, "overview") and _is_a_section_alone(context):
        return None
    of_report = query.has(LinkKind.DIALOGUE, "which_section") and query.has(LinkKind.DIALOGUE, "document")
    if (of_report or _asks_for_all(context)) and not topics(context) and not query.loose:
        return _all_of_them(context)
    return None if query.has(LinkKind.OPERATION, *_DERIVING) else _of_what_is_named(context)


def _is_a_section_alone(context: Context) -> bool:
    """Whether one section is named by words of its title, to be summed up (the city section)."""
    return names_a_section(context) and bool(section_meant(context, topics(context)))


def topics(context: Context) -> tuple[Link, ...]:
    """What is named beside the words for sections themselves."""
    named = (ln for ln in context.links if not _is_of_the_layout(ln))
    return tuple(ln for ln in named if ln.kinds & _THINGS or _is_telling(ln, context))


def _is_telling(link: Link, context: Context) -> bool:
    """Whether it names a measure or a kind of thing, and not what anything may be asked by."""
    words = context.base.vocabulary
    if link.kinds & {LinkKind.ASK, LinkKind.OPERATION, LinkKind.DIALOGUE}:
        return False
    exact = [m for m in link.ids(LinkKind.MEASURE) if not words.measures[m].wide]
    return bool(exact) or any(not words.kinds[k].wide for k in link.ids(LinkKind.KIND))


def names_a_section(context: Context) -> bool:
    """Whether a section is named as such (民生那部分)."""
    return context.query.has(LinkKind.DIALOGUE, "section", "last_section")


def section_meant(context: Context, named: Iterable[Link], *, by_words: bool = True) -> str:
    """The key of the section that says most of what is named; empty where none says anything.

    With `by_words` the section whose title and names share words with the question is the likelier one.
    """
    chapters = _chapters(context)
    weights = {key: _alike(section, context) * by_words for key, section in chapters.items()}
    for link in named:
        for key, weight in _weights(link, context):
            if key in weights:
                weights[key] += weight
    best = max(chapters, key=lambda k: weights[k], default="")
    return best if best and weights[best] > 0 else ""


def _alike(section: Section, context: Context) -> float:
    """How much of the question stands in the section's title and names."""
    called = (section.title.zh, section.title.en, *section.names)
    words = frozenset[str]().union(*map(words_of, called))
    return _BY_WORD * len(words & words_of(context.query.folded))


def _weights(link: Link, context: Context) -> Iterator[tuple[str, float]]:
    """How much of what a name stands for each section says."""
    subjects, measures, phrases = (link.ids(k) for k in (LinkKind.SUBJECT, LinkKind.MEASURE, LinkKind.PHRASE))
    parts = frozenset[str]().union(*(family(s, context.base) for s in subjects)) - set(subjects)
    kinds = {s.id for s in context.base.subjects.values() if s.kind in link.ids(LinkKind.KIND)}
    yield from ((key, _BY_SECTION) for key in link.ids(LinkKind.SECTION))
    facts = tuple(e.fact for e in evidence_of(context.base).values())
    for subject in subjects:
        yield from _shares((f for f in facts if f.subject == subject), _BY_SUBJECT / len(subjects))
    yield from _shares((f for f in facts if f.subject in parts), _BY_PART)
    yield from _shares((f for f in facts if f.subject in kinds), _BY_KIND)
    yield from _shares((f for f in facts if f.measure in measures), _BY_MEASURE)
    yield from _shares((f for f in facts if f.key in phrases), _BY_PART)


def _shares(facts: Iterable[Fact], worth: float) -> Iterator[tuple[str, float]]:
    """The worth of a name, spread over the sections that hold the facts it stands for."""
    found = Counter(f"{f.report}:{f.cites[0].rpartition('.')[0]}" for f in facts)
    return ((key, worth * count / found.total()) for key, count in found.items())


def _is_of_the_layout(link: Link) -> bool:
    return not set(_WORDS).isdisjoint(link.ids(LinkKind.DIALOGUE))


def _chapters(context: Context) -> Mapping[str, Section]:
    """The sections under headings of their own, of the report of the period asked for or of all, by key."""
    reports = sorted(context.base.reports.values(), key=lambda r: r.period)
    asked = [r for r in reports if any(a.covers(r.period) for a in context.query.asked_periods(r.period))]
    return {f"{r.id}:{s.id}": s for r in asked or reports for s in _headed(r)}


def _headed(report: Report) -> tuple[Section, ...]:
    return tuple(s for s in report.sections if s.id not in _NO_CHAPTERS)


def _at_the_place_named(context: Context) -> str | None:
    """The key of the last section, or of the one that a number counts with a word for sections (第三部分)."""
    query, chapters = context.query, tuple(_chapters(context))
    if len(context.base.reports) > 1 or not chapters:
        return None
    if query.has(LinkKind.DIALOGUE, "last_section"):
        return chapters[-1]
    if not query.has(LinkKind.DIALOGUE, "section"):
        return None
    ranks = [int(n.value) for n in query.named_numbers() if n.unit == RANK]
    return chapters[ranks[0] - 1] if len(ranks) == 1 and 1 <= ranks[0] <= len(chapters) else None


def _of_what_is_named(context: Context) -> Outcome | None:
    """The title of the section on what is named, or that this is where it stands."""
    query, named = context.query, topics(context)
    titled = query.has(LinkKind.DIALOGUE, "heading") or (
        names_a_section(context) and query.has(LinkKind.DIALOGUE, "title")
    )
    called = names_a_section(context) and query.has(LinkKind.ASK, "name") and named and not query.loose
    if titled or called:
        key = section_meant(context, named)
        return _titled(_chapters(context)[key], context) if key else None
    if query.loose or not named:
        return None
    if query.has(LinkKind.DIALOGUE, "which_section"):
        key = section_meant(context, named)
        return _standing(_chapters(context)[key], "", context) if key else None
    return _whether_it_stands_there(named, context)


def headlines(section: str, context: Context) -> tuple[Fact, ...]:
    """What stands out in a section, a fact a sentence, from its beginning to its end."""
    report, _, name = section.partition(":")
    facts = [
        f for f in context.base.facts.values() if f.report == report and f.cites[0].rpartition(".")[0] == name
    ]
    first: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda f: (not f.headline, not f.figures)):
        first.setdefault(fact.cites[0], fact)
    chosen = sorted(first.values(), key=lambda f: (not f.headline, not f.figures))[:SENTENCES]
    return tuple(f for f in facts if f in chosen)


def _whether_it_stands_there(named: tuple[Link, ...], context: Context) -> Outcome | None:
    """Yes or no, where a section is named as such and asked whether it holds what is named beside it."""
    there = [ln for ln in named if LinkKind.SECTION in ln.kinds][-1:]
    beside = [ln for ln in named if ln not in there]
    if not there or not beside or not (names_a_section(context) and context.query.has(LinkKind.ASK, "yesno")):
        return None
    key = section_meant(context, beside, by_words=False)
    if not key:
        return None
    lead = (
        context.say("是的，", "Yes, ")
        if key in there[0].ids(LinkKind.SECTION)
        else context.say("不是，", "No, ")
    )
    return _standing(_chapters(context)[key], lead, context)


def _told_of(key: str, context: Context) -> Outcome:
    """A section's title, and what stands out in it where it is to be summed up."""
    titled = _titled(_chapters(context)[key], context)
    if not context.query.has(LinkKind.OPERATION, "overview"):
        return titled
    facts = headlines(key, context)
    lines = "\n".join(f"· {fact.summary.of(context.language)}" for fact in facts)
    return Outcome(f"{titled.text}\n{lines}", facts, listed=facts)


def _titled(section: Section, context: Context) -> Outcome:
    title = section.title.of(context.language)
    return Outcome(context.say(f"这一部分的标题是“{title}”。", f"The section is titled “{title}”."), ())


def _standing(section: Section, lead: str, context: Context) -> Outcome:
    title = section.title.of(context.language)
    start = "it" if lead else "It"
    return Outcome(
        context.say(f"{lead}写在“{title}”这一部分。", f"{lead}{start} stands under “{title}”."), ()
    )


def _asks_for_all(context: Context) -> bool:
    """Whether all sections are asked for, or how many there are."""
    query = context.query
    if query.has(LinkKind.DIALOGUE, "contents", "heading"):
        return True
    if not names_a_section(context):
        return False
    named = query.has(LinkKind.DIALOGUE, "title", "every") or query.has(LinkKind.OPERATION, "list")
    return named or query.has(LinkKind.ASK, "number")


def _all_of_them(context: Context) -> Outcome:
    """How many sections there are, and their titles."""
    titles = tuple(dict.fromkeys(s.title.of(context.language) for s in _chapters(context).values()))
    listed = "\n".join(f"· {title}" for title in titles)
    count = len(titles)
    return Outcome(context.say(f"正文分{count}个部分：\n{listed}", f"It has {count} sections:\n{listed}"), ())


def _pictures(context: Context) -> Outcome | None:
    """How many captions there are, with the fact that tells them all."""
    captions = {
        f"{r.id}:{c.id}"
        for r in context.base.reports.values()
        for s in r.sections
        if s.id == CAPTIONS
        for c in s.sentences
    }
    facts = context.base.facts.values()
    whole = [f for f in facts if captions and captions == {f"{f.report}:{c}" for c in f.cites}]
    if not captions:
        return None
    count = len(captions)
    text = context.say(
        f"报告配了{count}张图片。", f"The report has {count} picture{'s' if count > 1 else ''}."
    )
    return Outcome(" ".join([text, *(f.summary.of(context.language) for f in whole[:1])]), tuple(whole[:1]))
