"""What the console itself says, in Chinese and English; answers come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from bot.knowledge.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Voice:
    """The language to speak, and the script of Chinese."""

    language: str = "zh"
    """zh or en"""
    script: str = "hans"
    """hans or hant"""


TEXTS: dict[str, Text] = {
    "cited": Text("《{paper}》“{section}”第{numbers}句", "{paper}, “{section}”, sentence {numbers}"),
    "cited_several": Text("《{paper}》“{section}”第{numbers}句", "{paper}, “{section}”, sentences {numbers}"),
    "and": Text("、", ", "),
    "related": Text("还可以问：", "Ask next: "),
    "folded": Text("问题", "Question"),
    "links": Text("认出", "Links"),
    "unexplained": Text("没认出", "Unexplained"),
    "candidates": Text("候选", "Candidates"),
    "thresholds": Text("阈值", "Thresholds"),
    "decision": Text("结论", "Decision"),
    "explained": Text("解释了{share}", "explains {share}"),
    "missing": Text("不合：{names}", "against it: {names}"),
    "nothing": Text("无", "nothing"),
    "prompt": Text("问", "Ask"),
    "greeting": Text(
        "问报：向报告提问，答案注明出处，报告没写的直说没有。直接提问，/help 看用法，/quit 退出。",
        "Wenbao: ask the report. Answers cite their source, and what it doesn't say, I won't make up.\n"
        "Just ask. /help shows how, /quit leaves.",
    ),
    "greeting_other": Text("用中文提问，就用中文回答。", "Ask in English, and I'll answer in English."),
    "help": Text(
        "直接提问，中文、英文、拼音都行；可以追问（“同比呢”），也可以输入答案后面的序号。\n"
        "/topics [部分]       报告讲了什么\n"
        "/source [句子编号]   出处：上一个答案的，或某一句的\n"
        "/explain [问题]      这个（或上一个）问题是怎么理解的\n"
        "/lang zh|en|auto     固定回答的语言，或跟随提问\n"
        "/quit                退出（Ctrl-D 也行）",
        "Just ask, in English or Chinese. Follow up (“and its growth?”), or type a number shown below.\n"
        "/topics [section]    what the report covers\n"
        "/source [sentence]   where the last answer, or a sentence, stands\n"
        "/explain [question]  how it, or the last question, was understood\n"
        "/lang zh|en|auto     fix the language of answers, or follow the question\n"
        "/quit                leave (Ctrl-D does too)",
    ),
    "bye": Text("再见。", "Goodbye."),
    "topics_hint": Text("输入序号看一个部分。", "Type a number to open a section."),
    "subjects_hint": Text("输入序号，或直接问。", "Type a number, or just ask."),
    "facts_count": Text("{count}条", "{count} facts"),
    "fact_count": Text("{count}条", "{count} fact"),
    "no_section": Text("没有“{name}”这个部分。{hint}", "There is no section “{name}”.{hint}"),
    "no_sentence": Text("报告里没有 {name} 这一句。{hint}", "The report has no sentence {name}.{hint}"),
    "no_command": Text("没有 {name} 这个命令。{hint}", "There is no command {name}.{hint}"),
    "meant": Text("是不是 {name}？", " Did you mean {name}?"),
    "see_help": Text("看看 /help。", " See /help."),
    "no_answer": Text(
        "还没有答案可以查出处。先问一个问题，或输入 /source 加句子编号，例如 /source {example}。",
        "There is no answer to look up yet. Ask something first, or name a sentence: /source {example}.",
    ),
    "no_cites": Text("上一个回答没有引用报告。", "The last reply rests on no sentence of the report."),
    "figures": Text("句中数字：{figures}", "Figures in it: {figures}"),
    "no_figures": Text("句中没有数字。", "It holds no figures."),
    "recorded": Text("这一句能回答：", "It answers:"),
    "no_question": Text(
        "还没有问题可以解释。先问一个。", "There is no question to explain yet. Ask one first."
    ),
    "lang_zh": Text("好，以后都用中文回答。", "好，以后都用中文回答。"),
    "lang_en": Text(
        "All right, I'll answer in English from now on.", "All right, I'll answer in English from now on."
    ),
    "lang_auto": Text(
        "好，用什么语言问，就用什么语言答。", "All right, I'll answer in the language of each question."
    ),
    "lang_usage": Text("写成 /lang zh、/lang en 或 /lang auto。", "Say /lang zh, /lang en or /lang auto."),
    "gone": Text(
        "这一项已经不在数据里了，请重新提问。", "That is no longer among the facts. Please ask again."
    ),
    "no_number": Text(
        "没有第 {number} 项，最多到 {last}。", "There is no number {number}; the last is {last}."
    ),
}


def say(key: str, voice: Voice, **values: object) -> str:
    """A text by its key, filled in."""
    text = TEXTS[key].of(voice.language)
    if voice.language == "zh" and voice.script == "hant":
        from bot.understanding.folding import to_traditional  # loads a converter that few need

        text = to_traditional(text)
    return text.format(**values) if values else text
