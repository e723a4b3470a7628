"""The records of the YAML files: the one table that loading reads by and the JSON Schema is made from."""

from __future__ import annotations

from bot.knowledge.shapes import (
    FORMS,
    HASH,
    ID,
    MEASURE_KINDS,
    MONTHS,
    NAMES,
    NUMBER,
    RELATIONS,
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

_ID = Line(ID, "an id without blanks")
_PERIOD = Line(MONTHS, "months such as 2020-01..2020-06, 2020-05 or 2020")
_CITES = Listing(Line(SENTENCE, "a sentence such as industry.7", refers=Refers.CITATION), single=True)
_NAME = Field("name", Pair(), "How it is called in replies, in Chinese and in English.", required=True)
_NAMES = Field("names", NAMES, "Every further name by which people call it, Chinese and English mixed.")


def _subjects(name: str, about: str) -> Field:
    return Field(name, Listing(Line(ID, "an id without blanks", refers=Refers.SUBJECT), single=True), about)


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
_SHORT = "How it is called in comparisons and rankings, where its name is long."
MEASURE = Record(
    "measure",
    (
        _NAME,
        Field(
            "kind",
            Line(choices=MEASURE_KINDS),
            "The kind of answer: an amount of money, a count, a rank, a name...",
            True,
        ),
        _NAMES,
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
            _ID,
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
        Field("fillers", NAMES, "Words that carry no content."),
        Field("spellings", Keyed(TEXT, TEXT), "Regional or slang words and what to read instead."),
    ),
)
SUBJECT = Record(
    "subject",
    (
        _NAME,
        Field("kind", Line(ID, refers=Refers.KIND), "A key of the vocabulary's kinds.", True),
        _NAMES,
        _subjects("part_of", "Wholes or topics that it belongs to."),
        Field("short", Pair(), _SHORT),
    ),
)
FACT = Record(
    "fact",
    (
        Field("id", _ID, "Unique within the report, by custom subject.measure.", True),
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
        Field("section", _ID, "The section's id, where the file's name is another."),
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
PLACE = Record("place", (_NAME, _NAMES))
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
