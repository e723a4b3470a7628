"""Small talk and refusals: what is said where no fact is told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.matching import Candidate
from bot.answering.outcome import Context
from bot.answering.reply import Choice, Refusal, Reply, ReplyKind
from bot.answering.telling import in_script
from bot.knowledge.model import Fact, Text
from bot.understanding.lexicon import LinkKind

NEAREST = 3

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
    "yes": ("好的，请说具体想查什么。", "All right. Please say what you would like to look up."),
    "no": ("好的。想查别的就直接问。", "All right. Ask whenever you need something else."),
}


def talk(kind: str, context: Context, script: str) -> Reply:
    """The reply to a greeting, thanks and the like."""
    if kind == "help":
        text = _help(context)
    else:
        zh, en = _TALK[kind]
        text = context.say(zh, en)
    return in_script(Reply(ReplyKind.CHAT, text, context.language, related=starters(context)), script)


def _help(context: Context) -> str:
    report = next(iter(context.base.reports.values()))
    sections = context.say("；", "; ").join(
        s.title.of(context.language) for s in report.sections if len(s.sentences) > 2
    )
    return context.say(
        f"可以问《{report.title.zh}》里的任何数字和事实，中文、英文、拼音都行。报告的各部分：{sections}。",
        f"Ask for any figure or fact of the report “{report.title.en}”, in Chinese or English. "
        f"Its sections: {sections}.",
    )


def starters(context: Context) -> tuple[Choice, ...]:
    """A few headline facts of different sections, to start with."""
    found: dict[str, Fact] = {}
    for fact in context.base.facts.values():
        if fact.headline and fact.figures:
            found.setdefault(fact.cites[0].rpartition(".")[0], fact)
    return tuple(Choice(context.label(f), (f.key,)) for f in list(found.values())[:NEAREST])


def decline_opinion(context: Context, script: str) -> Reply:
    """The report has no opinions and no forecasts, nor has the bot."""
    text = context.say(
        "这要的是看法或预测，报告里只有事实和数字，我不作评价。",
        "That asks for an opinion or a forecast; the report has only facts and figures, and I don't judge.",
    )
    reply = Reply(
        ReplyKind.UNKNOWN, text, context.language, related=starters(context), refusal=Refusal.NOT_IN_REPORT
    )
    return in_script(reply, script)


def refuse(why: Refusal, weighed: Sequence[Candidate], context: Context, script: str) -> Reply:
    """Says that the report does not say, why, and what it does say nearby."""
    near = _nearest(weighed, context) if why is not Refusal.OFF_TOPIC else ()
    own = _own_place(context)
    period = _periods(context)
    texts = {
        Refusal.OFF_TOPIC: (
            f"这个问题超出了报告的范围。报告讲的是{own.zh}{period.zh}的情况。",
            f"That is outside this report, which covers {own.en} in {period.en}.",
        ),
        Refusal.NOT_IN_REPORT: _silent(context),
        Refusal.OTHER_PERIOD: (
            f"报告只讲{period.zh}，没有给出你问的那段时间。",
            f"The report only covers {period.en}; it does not give the period you ask about.",
        ),
        Refusal.OTHER_PLACE: (
            f"报告只讲{own.zh}，没有给出你问的那个地方。",
            f"The report only covers {own.en}; it does not give the place you ask about.",
        ),
        Refusal.UNSUPPORTED: (
            "报告给出的数字算不出这个结果。",
            "The report's figures do not allow that calculation.",
        ),
    }
    text = context.say(*texts[why])
    if near:
        text += context.say("可以看看下面这些相近的内容。", " The nearest things it does say are below.")
    choices = near or starters(context)
    reply = Reply(ReplyKind.UNKNOWN, text, context.language, related=choices, refusal=why)
    return in_script(reply, script)


def _own_place(context: Context) -> Text:
    report = next(iter(context.base.reports.values()))
    return next((p.name for p in report.places if p.id == "own"), report.title)


def _periods(context: Context) -> Text:
    """The periods of all reports, the earliest first."""
    names = [r.period_name for r in sorted(context.base.reports.values(), key=lambda r: r.period)]
    return Text("、".join(n.zh for n in names), " and ".join(n.en for n in names))


def _silent(context: Context) -> tuple[str, str]:
    """Names what was asked for, where it was understood."""
    base = context.base
    subjects = [base.subjects[s].name for s in context.query.ids(LinkKind.SUBJECT)[:1]]
    measures = [base.vocabulary.measures[m].name for m in context.query.ids(LinkKind.MEASURE)[:1]]
    if subjects and measures:
        return (
            f"报告没有提到{subjects[0].zh}的{measures[0].zh}。",
            f"The report does not give this for {subjects[0].en}: {measures[0].en}.",
        )
    if subjects:
        return (
            f"报告提到了{subjects[0].zh}，但没有说这一点。",
            f"The report mentions {subjects[0].en} but does not say this.",
        )
    if measures:
        return (f"报告没有提到{measures[0].zh}。", f"The report does not give this: {measures[0].en}.")
    return ("报告没有说这一点。", "The report does not say.")


def _nearest(weighed: Sequence[Candidate], context: Context) -> tuple[Choice, ...]:
    named = [c for c in weighed if max(c.subject, c.measure) >= context.limits.named]
    ranked = sorted(named, key=lambda c: (-c.subject, -c.explained))
    facts = dict.fromkeys(c.fact for c in ranked)
    return tuple(Choice(context.label(f), (f.key,)) for f in list(facts)[:NEAREST])
