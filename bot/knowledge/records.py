"""The records of the reports' YAML files: what loading reads by and the JSON Schema is made from."""

from __future__ import annotations

from bot.knowledge.shapes import (
    HASH,
    ID,
    MONTHS,
    NAMES,
    SENTENCE,
    TEXT,
    Field,
    Flag,
    Keyed,
    Line,
    Listing,
    Pair,
    Record,
    Refers,
)
from bot.knowledge.vocabulary_records import ENTRY_ID, FURTHER_NAMES, NAME, SHORT

_PERIOD = Line(MONTHS, "months such as 2020-01..2020-06, 2020-05 or 2020")
_CITES = Listing(Line(SENTENCE, "a sentence such as industry.7", refers=Refers.CITATION), single=True)


def _subjects(name: str, about: str) -> Field:
    return Field(name, Listing(Line(ID, "an id without blanks", refers=Refers.SUBJECT), single=True), about)


SUBJECT = Record(
    "subject",
    (
        NAME,
        Field("kind", Line(ID, refers=Refers.KIND), "A key of the vocabulary's kinds.", True),
        FURTHER_NAMES,
        _subjects("part_of", "Wholes or topics that it belongs to."),
        Field("short", Pair(), SHORT),
        Field(
            "draft", Flag(), "Whether it still waits for a curator; until then only drafts may be about it."
        ),
    ),
)
_QUESTION = "What a button asks, without the question mark, where that of the measure does not suit it."
FACT = Record(
    "fact",
    (
        Field("id", ENTRY_ID, "Unique within the report, by custom subject.measure.", True),
        Field("subject", Line(ID, refers=Refers.SUBJECT), "What it is about.", True),
        Field("measure", Line(ID, refers=Refers.MEASURE), "What is said of it.", True),
        Field(
            "figure",
            Listing(Line(refers=Refers.UNIT), single=True),
            "The figure as printed: 超30亿元, 70余万平方米, -4.1%, 第1. Several in a list.",
        ),
        Field("value", Pair(), "Instead of a figure: the answer in a few words."),
        Field("cite", _CITES, "The sentences it rests on.", True),
        Field("zh", TEXT, "One short Chinese sentence in our own words, with the figure in it.", True),
        Field("en", TEXT, "The same in English.", True),
        Field("question", Pair(longest_zh=19, longest_en=39), _QUESTION),
        Field("period", _PERIOD, "Months; the report's if left out."),
        Field(
            "scope",
            Line(ID, refers=Refers.SCOPE),
            "Whose figure it is, a key of the report's places; own if left out.",
        ),
        Field("status", Line(ID, refers=Refers.STATUS), "How far the thing is; done if left out."),
        Field("of", Line(ID, refers=Refers.FACT), "For a rate or rank: the id of the fact it is said of."),
        Field(
            "direction",
            Line(choices=("up", "down", "better", "worse")),
            "Which way its text says that it went, where no rate shows it.",
        ),
        Field(
            "lacks",
            Line(choices=("figure", "names")),
            "What its text says the report does not give: who asks for that is told that it does not say.",
        ),
        Field(
            "part_of",
            Line(ID, refers=Refers.FACT),
            "The id of the fact whose figure this one is an addend of.",
        ),
        Field("names", NAMES, "Phrases that mean just this fact."),
        Field("contrary", NAMES, "Phrases that mean it and say the contrary: who asks so is told no."),
        _subjects("mentions", "Further subjects that it is about too."),
        Field("see", Listing(Line(ID, refers=Refers.FACT), True), "Ids of facts to point to beside it."),
        Field("headline", Flag(), "Whether an overview of its section tells it."),
        Field(
            "draft",
            Flag(),
            "Whether it still waits for a curator; drafts are listed by check and never used.",
        ),
    ),
)
SECTION_FILE = Record(
    "section file",
    (
        Field("section", ENTRY_ID, "The section's id, where the file's name is another."),
        Field("subjects", Keyed(SUBJECT), "What the facts here are about, by id."),
        Field("facts", Listing(FACT), "The facts of this section."),
    ),
)
SENTENCE_ENTRY = Record(
    "sentence",
    (
        Field(
            "hash",
            Line(HASH, "16 hex digits"),
            "First 16 hex digits of the SHA-256 of the sentence without blanks.",
            True,
        ),
        Field("figures", NAMES, "Its figures in order, written as facts write them."),
    ),
)
SECTION = Record(
    "section",
    (
        Field("title", Pair(), "Its heading.", True),
        Field("names", NAMES, "How people call its topic."),
        Field("outline", Listing(SENTENCE_ENTRY), "Its sentences in order, as `draft` writes them.", True),
    ),
)
WAIVER = Record(
    "waived figure",
    (
        Field(
            "sentence",
            Line(SENTENCE, "a sentence such as industry.7", refers=Refers.CITATION),
            "Where it stands.",
            True,
        ),
        Field("figure", TEXT, "The figure as the outline has it.", True),
        Field("why", TEXT, "Why no fact carries it.", True),
    ),
)
PLACE = Record("place", (NAME, FURTHER_NAMES))
REPORT = Record(
    "report file",
    (
        Field("title", Pair(), "The report's title.", True),
        Field("paper", Pair(), "The paper that printed it.", True),
        Field("authors", NAMES, "Who wrote it."),
        Field("period", _PERIOD, "The months it covers.", True),
        Field("period_name", Pair(), "How the period is called in replies.", True),
        Field("period_note", Pair(), "How the period is known, where the report does not print it."),
        Field("places", Keyed(PLACE), "Places that figures stand for: own, city, province, nation...", True),
        Field("overview", Pair(), "The whole report in about four sentences of our own.", True),
        Field("overview_cites", _CITES, "The sentences that the overview rests on.", True),
        Field("sections", Keyed(SECTION), "Sections by id, in order.", True),
        Field("waived", Listing(WAIVER), "Figures that no fact carries, with the reason."),
        Field(
            "draft",
            Flag(),
            "Whether the report still waits for a curator; until this is removed nothing of it is used.",
        ),
    ),
)
