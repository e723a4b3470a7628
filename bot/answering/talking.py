"""Small talk and refusals: what is said where no fact is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.answering.matching import Candidate
from bot.answering.mentioning import asks_whether_mentioned
from bot.answering.offering import offered, starters
from bot.answering.outcome import Context
from bot.answering.recognising import reminded
from bot.answering.reply import Choice, Refusal, Reply, ReplyKind
from bot.answering.silence import silence
from bot.answering.telling import in_script
from bot.knowledge.model import Fact, Period, Section
from bot.knowledge.vocabulary import Text
from bot.understanding.exclusions import CONTENT
from bot.understanding.lexicon import LinkKind
from bot.understanding.query import YES_OR_NO, Query

_OPENING = ("greeting", "who", "help", "lost", "yes")
"""Talk behind which one may not know what to ask."""

_TALK_ORDER = ("insult", "help", "who", "thanks", "bye", "greeting", "praise", "no", "yes")

_TALK: dict[str, tuple[str, str]] = {
    "greeting": ("你好！想查哪个数字，直接问就行。", "Hello! Just ask for any figure in the report."),
    "thanks": ("不客气，还想查什么随时问。", "You're welcome. Ask away if there is anything else."),
    "bye": ("再见，需要时再来问。", "Goodbye. Come back whenever you need a figure."),
    "who": (
        "我是问报，照着整理好的报告数据回答问题，每个答案都标明出处，不编造。",
        "I am Wenbao. I answer from curated facts of the report, cite the sentence, and make nothing up.",
    ),
    "insult": (
        "没帮上忙，抱歉。换个说法再问一次？",
        "Sorry that I was no help. Would you try putting it another way?",
    ),
    "praise": ("好的，还想查什么？", "Good. Anything else you would like to look up?"),
    "lost": ("没看懂，请换个说法。", "I didn't get that. Please put it another way."),
    "yes": ("好的，请说具体想查什么。", "All right. Please say what you would like to look up."),
    "no": ("好的。想查别的就直接问。", "All right. Ask whenever you need something else."),
}


_MERE = frozenset({YES_OR_NO, "which"})
"""Question words that stand in curses and greetings too."""


def small_talk(query: Query) -> str:
    """The kind of small talk that a message is, empty where it asks something."""
    if _says_nothing(query):
        return "lost"
    if query.loose or any(ln.kinds & CONTENT and LinkKind.CHAT not in ln.kinds for ln in query.links):
        return ""
    asks = {*query.ids(LinkKind.ASK)} - _MERE or query.has(LinkKind.DIALOGUE, "ellipsis")
    if any(ln.kinds & CONTENT for ln in query.links) and asks:
        return ""  # 垃圾往哪去, 垃圾呢, where a curse names a thing as well
    if query.periods and query.has(LinkKind.ASK, "which"):
        return ""  # 一季度和二季度哪个好
    if query.has(LinkKind.OPERATION, "overview") and not query.has(LinkKind.CHAT, "help"):
        return ""
    return next((kind for kind in _TALK_ORDER if kind in query.ids(LinkKind.CHAT)), "")


def _says_nothing(query: Query) -> bool:
    """Whether a message has no word that means anything here, be it a lone number or laughter."""
    return not query.loose and all(ln.kinds <= {LinkKind.FILLER, LinkKind.NUMBER} for ln in query.links)


def talk(kind: str, context: Context, script: str) -> Reply:
    """The reply to a greeting, thanks and the like."""
    text = _help(context) if kind == "help" else context.say(*_TALK[kind])
    choices = starters(context) if kind in _OPENING else ()
    return in_script(Reply(ReplyKind.CHAT, text, context.language, related=choices), script)


def _help(context: Context) -> str:
    reports = context.base.reports.values()
    titles = dict.fromkeys(s.title.of(context.language) for r in reports for s in r.sections if _is_long(s))
    listed = "\n".join(f"· {title}" for title in titles)
    return context.say(
        f"报告里的数字和事实都可以问，中文、英文、拼音都行。报告讲了这些：\n{listed}",
        f"Ask for any figure or fact of the report, in Chinese or English. It covers:\n{listed}",
    )


def _is_long(section: Section) -> bool:
    return len(section.sentences) > 2


def decline_opinion(context: Context, script: str) -> Reply:
    """The report has no opinions and no forecasts, nor has the bot."""
    text = context.say(
        "这要的是看法或预测，报告里只有事实和数字，我不作评价。",
        "That asks for an opinion or a forecast; the report has only facts and figures, and I don't judge.",
    )
    related = starters(context)
    reply = Reply(ReplyKind.UNKNOWN, text, context.language, related=related, refusal=Refusal.NOT_IN_REPORT)
    return in_script(reply, script)


def refuse(why: Refusal, weighed: Sequence[Candidate], context: Context, script: str) -> Reply:
    """Says that the report does not say, why, and what it does say nearby."""
    if why is Refusal.OFF_TOPIC and asks_whether_mentioned(context.query):
        why = Refusal.NOT_IN_REPORT
    text = _REASONS[why](context, weighed)
    near = () if why is Refusal.OFF_TOPIC else _nearest(weighed, context)
    choices = near or starters(context)  # a refusal is no dead end
    reply = Reply(ReplyKind.UNKNOWN, text, context.language, related=choices, refusal=why)
    return in_script(reply, script)


def _off_topic(context: Context, _: Sequence[Candidate]) -> str:
    own, period = _own_place(context), _periods(context)
    return context.say(
        f"这个问题超出了报告的范围。报告讲的是{own.zh}{period.zh}的情况。",
        f"That is outside this report, which covers {own.en} in {period.en}.",
    )


def _other_period(context: Context, _: Sequence[Candidate]) -> str:
    """Tells a part of the reported period from any other time."""
    period = _periods(context)
    if any(_lies_within(context, r.period) for r in context.base.reports.values()):
        return context.say(
            f"报告只给出{period.zh}的合计，没有单独给出你问的那段时间。",
            f"The report only gives totals for {period.en}, not for the part of it you ask about.",
        )
    return context.say(
        f"报告只讲{period.zh}，没有给出你问的那段时间。",
        f"The report only covers {period.en}; it does not give the period you ask about.",
    )


def _lies_within(context: Context, period: Period) -> bool:
    asked = [a for a in context.query.asked_periods(period) if not a.vague]
    return any(
        period.start <= a.period.start and a.period.end <= period.end and a.period != period for a in asked
    )


def _other_place(context: Context, weighed: Sequence[Candidate]) -> str:
    """Names the place whose figure the report has, where it is not the one asked for."""
    asked = context.query.ids(LinkKind.PLACE)
    near = [c for c in weighed if c.fact.subject == weighed[0].fact.subject]
    likely = next((c.fact for c in near if c.fits), weighed[0].fact if weighed else None)
    scope = likely if asked and likely is not None and likely.scope not in asked else None
    if scope is not None and not context.query.has(LinkKind.ELSEWHERE):
        report = context.base.reports[scope.report]
        names = {p.id: p.name for p in report.places}
        measure = context.base.vocabulary.measures[scope.measure].name
        wanted = next((place for place in asked if place != "own"), asked[0])
        if wanted in names and scope.scope in names:
            here, there = names[wanted], names[scope.scope]
            return context.say(
                f"报告没有给出{here.zh}的{measure.zh}，只有{there.zh}的。",
                f"The report doesn't give the {measure.en} for {here.en}, only for {there.en}.",
            )
    own = _own_place(context)
    return context.say(
        f"报告讲的是{own.zh}，没有给出你问的那个地方。",
        f"The report is about {own.en}; it does not give the place you ask about.",
    )


def _unsupported(context: Context, _: Sequence[Candidate]) -> str:
    return context.say(
        "报告给出的数字算不出这个结果。", "The report's figures do not allow that calculation."
    )


_REASONS: Mapping[Refusal, Callable[[Context, Sequence[Candidate]], str]] = {
    Refusal.OFF_TOPIC: _off_topic,
    Refusal.NOT_IN_REPORT: lambda context, _: silence(context),
    Refusal.OTHER_PERIOD: _other_period,
    Refusal.OTHER_PLACE: _other_place,
    Refusal.UNSUPPORTED: _unsupported,
}


def _own_place(context: Context) -> Text:
    report = next(iter(context.base.reports.values()))
    return next((p.name for p in report.places if p.id == "own"), report.title)


def _periods(context: Context) -> Text:
    """The periods of all reports, the earliest first."""
    names = [r.period_name for r in sorted(context.base.reports.values(), key=lambda r: r.period)]
    return Text("、".join(n.zh for n in names), " and ".join(n.en for n in names))


def _nearest(weighed: Sequence[Candidate], context: Context) -> tuple[Choice, ...]:
    """The best facts of what was named: of its subject first, else of its measure or of its kind of thing;
    where nothing was, what questions like it asked for."""
    named = [c for c in weighed if max(c.subject, c.measure) >= context.limits.named]
    ranked = [c.fact for c in sorted(named, key=lambda c: (-c.subject, -c.explained))]
    return offered(dict.fromkeys(ranked or _of_the_kind(context) or reminded(context)), context)


def _of_the_kind(context: Context) -> list[Fact]:
    """Facts of the measures or the kinds of thing that the question names, the headlines first."""
    measures, kinds = context.query.ids(LinkKind.MEASURE), context.query.ids(LinkKind.KIND)
    found = [
        f
        for f in context.base.facts.values()
        if f.figures and (f.measure in measures or context.base.subjects[f.subject].kind in kinds)
    ]
    return sorted(found, key=lambda f: not f.headline)
