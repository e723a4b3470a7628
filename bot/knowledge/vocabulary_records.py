"""The records of the vocabulary's YAML files; `records` has those of the reports."""

from __future__ import annotations

from bot.knowledge.shapes import (
    FORMS,
    ID,
    MEASURE_KINDS,
    NAMES,
    NUMBER,
    RELATIONS,
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

ENTRY_ID = Line(ID, "an id without blanks")
NAME = Field("name", Pair(), "How it is called in replies, in Chinese and in English.", required=True)
FURTHER_NAMES = Field(
    "names", NAMES, "Every further name by which people call it, Chinese and English mixed."
)
SHORT = "How it is called in comparisons and rankings, where its name is long."


TERM = Record(
    "term",
    (
        Field("name", Pair(), "How it is called in replies."),
        Field("names", NAMES, "The words people use for it.", True),
    ),
)
KIND = Record(
    "kind",
    (
        *TERM.fields,
        Field("counter", TEXT, "The Chinese counting word: 家 of 企业."),
        Field("wide", Flag(), "Whether anything may be called so (项目, 事), so that it rules nothing out."),
    ),
)
MEASURE = Record(
    "measure",
    (
        NAME,
        Field(
            "kind",
            Line(choices=MEASURE_KINDS),
            "The kind of answer: an amount of money, a count, a rank, a name...",
            True,
        ),
        FURTHER_NAMES,
        Field(
            "broader",
            Listing(Line(ID, refers=Refers.MEASURE), True),
            "More general measures that may mean this one.",
        ),
        Field("wide", Flag(), "Whether any fact may be asked for by it (what was done, what there is)."),
        Field("lists", Flag(), "Whether it says in one text what a thing consists of."),
        Field("relation", Line(choices=RELATIONS), "What a rate or rank says of the fact in `of`."),
        Field(
            "direction",
            Line(choices=("up", "down")),
            "Where a positive figure says how much something fell: down; how many were added: up.",
        ),
        Field("better", Line(choices=("lower", "higher")), "Which is better, where one of them is."),
        Field("towards", Line(ID, refers=Refers.MEASURE), "The measure that holds the target of this one."),
        Field(
            "short",
            Pair(blank=True),
            "Its name in comparisons; of a rate what rises or falls (产值), empty where the subject does.",
        ),
    ),
)
_KINDS_OF_MEASURE = Listing(Line(choices=MEASURE_KINDS))
DEGREE = Record(
    "degree",
    (
        Field("names", NAMES, "Words of a question that compare in its terms, at either end.", True),
        Field("more", Pair(), "The comparative: 高, higher.", True),
        Field("less", Pair(), "The comparative at the other end: 低, lower.", True),
        Field("most", Pair(), "The superlative: 最高, highest.", True),
        Field("least", Pair(), "The superlative at the other end: 最低, lowest.", True),
        Field("kinds", _KINDS_OF_MEASURE, "Kinds of measure compared so where the question says no other."),
        Field("measures", Listing(Line(ID, refers=Refers.MEASURE), True), "Measures that are, of any kind."),
        Field("fits", _KINDS_OF_MEASURE, "Kinds of measure compared so where the question does."),
        Field("implies", Line(ID, refers=Refers.MEASURE), "The measure that its words alone mean."),
    ),
)
PHRASING = Record(
    "phrasing",
    (
        Field(
            "question",
            Pair(blank=True),
            "How one asks, without the question mark; {subject}, {measure} and in English {subject's} "
            "stand for the names.",
        ),
        Field("clause", Pair(blank=True), "The same behind 'the report does not say'."),
    ),
)
FORM = Record(
    "form",
    (
        Field("anywhere", NAMES, "Phrases anywhere in the question; … stands for any words between."),
        Field("first", NAMES, "Phrases that count where the question begins with them."),
        Field("last", NAMES, "Phrases that count where the question ends with them."),
    ),
)
WIDER_PLACE = Record(
    "wider place",
    (
        Field("name", Pair(), "The word that reports have for it, and its English name.", True),
        Field("around", NAMES, "Signs in a title that the report's own place lies in it; none: any does."),
    ),
)
UNIT = Record(
    "unit",
    (
        Field(
            "name",
            Pair(blank=True),
            "What stands behind a number; English may hold {one|many}, and # for the number.",
            True,
        ),
        Field(
            "dimension",
            ENTRY_ID,
            "Units of one dimension convert into each other: money-cny, area, count-homes...",
            True,
        ),
        Field(
            "factor",
            Line(NUMBER, "a number"),
            "How many base units of the dimension one of it is; 1 if left out.",
        ),
        Field(
            "scale",
            Line(NUMBER, "a number"),
            "The multiple in its Chinese name, which English writes into the number: 100000000 for 亿元.",
        ),
        Field("names", NAMES, "Further names by which questions call it."),
        Field(
            "multiples",
            Listing(Line(choices=("百", "千", "万", "百万", "亿", "万亿"))),
            "Multiples that are units too: 万 makes 万套 of 套.",
        ),
    ),
)
VOCABULARY = Record(
    "vocabulary file",
    (
        Field("measures", Keyed(MEASURE), "What is said of subjects: output, growth, rank, partner..."),
        Field(
            "units",
            Keyed(UNIT, Line(blank=True)),
            "Units as figures carry them; the empty key is a bare index.",
        ),
        Field("kinds", Keyed(KIND), "Kinds of subject: company, project..."),
        Field("statuses", Keyed(TERM), "done, under_way, signed, planned, negotiating, expected."),
        Field("operations", Keyed(TERM), "What a question wants done: list, most, compare, sum..."),
        Field("asks", Keyed(TERM), "Question words by the kind of answer they want."),
        Field("directions", Keyed(TERM), "Words of going up and down, of getting better and worse."),
        Field("periods", Keyed(TERM), "Words for stretches of time."),
        Field("places", Keyed(TERM), "Places of the world that no report here speaks for."),
        Field("chat", Keyed(TERM), "Greetings, thanks and the like."),
        Field("dialogue", Keyed(TERM), "Words that tie a turn to the one before."),
        Field("degrees", Keyed(DEGREE), "Ways of comparing: high and low, many and few..."),
        Field("phrasings", Keyed(PHRASING), "How one asks for a measure, or for any of a kind of measure."),
        Field("forms", Keyed(FORM, Line(choices=FORMS)), "Ways of putting a question, by what they tell."),
        Field("wider_places", Keyed(WIDER_PLACE), "Places in which a report's own may lie, for drafts."),
        Field("draft_words", Keyed(TERM), "Words of reports by which drafts find what a figure is said of."),
        Field("fillers", NAMES, "Words that carry no content."),
        Field("spellings", Keyed(TEXT, TEXT), "Regional or slang words and what to read instead."),
    ),
)
