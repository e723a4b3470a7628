"""What the Telegram channel itself says, in Chinese and English; answers come from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.knowledge.vocabulary import Text
from bot.understanding.folding import to_traditional


@dataclass(frozen=True, slots=True)
class Voice:
    """The language to speak, and the script of Chinese."""

    language: str = "zh"
    """zh or en"""
    script: str = "hans"
    """hans or hant"""

    @property
    def code(self) -> str:
        """One letter for callback data."""
        return "e" if self.language == "en" else "t" if self.script == "hant" else "z"

    def of(self, text: Text) -> str:
        """A text in this voice."""
        return self.write(text.of(self.language))

    def write(self, text: str) -> str:
        """A text of this language in this script."""
        return _traditional(text) if self.language == "zh" and self.script == "hant" else text


VOICES = {v.code: v for v in (Voice(), Voice("zh", "hant"), Voice("en"))}


@lru_cache(maxsize=512)
def _traditional(text: str) -> str:
    return to_traditional(text)


TEXTS: dict[str, Text] = {
    "start": Text(
        "你好，我是<b>问报</b>。\n想知道报告里的什么，直接问；每个答案都注明出处，报告没写的我会直说。\n\n"
        "<b>{title}</b>\n<blockquote expandable>{overview}</blockquote>\n\n点一个问题试试：",
        "Hello, I am <b>Wenbao</b>.\n"
        "Ask me anything about the report. Every answer names its source, and if the "
        "report doesn't say, I'll tell you so.\n\n"
        "<b>{title}</b>\n<blockquote expandable>{overview}</blockquote>\n\nTap a question to try:",
    ),
    "help": Text(
        "<b>怎么用</b>\n· 直接提问，中文、英文、拼音都行，打错字也没关系\n"
        "· 接着追问，例如“同比呢”“第二个呢”\n"
        "{inline}\n<b>命令</b>\n/topics　按部分浏览报告\n/source　上一个答案的出处\n/lang　切换语言\n"
        "/privacy　隐私说明\n\n"
        "可以先问：",
        "<b>How to use me</b>\n· Just ask, in English or Chinese; typos are fine\n"
        "· Follow up: “and compared with last year?”\n"
        "{inline}\n<b>Commands</b>\n/topics – browse the report\n/source – where the last answer stands\n"
        "/lang – change language\n/privacy – what is kept\n\nYou could ask:",
    ),
    "help_inline": Text(
        "· 在任何聊天里输入 @{username} 加关键词，就能引用一条数据\n",
        "· In any chat, type @{username} and a keyword to quote a figure\n",
    ),
    "group": Text(
        "在群里，提到 @{username}、回复我的消息，或发 /ask@{username} 加问题，"
        "我才会作答；其他消息我不处理。{mode}",
        "In a group I answer only when you mention @{username}, reply to me, or send /ask@{username} "
        "with a question; I ignore everything else.{mode}",
    ),
    "privacy_mode": Text(
        "隐私模式已开启，其他消息我也收不到。",
        " Privacy mode is on, so I don't receive other messages at all.",
    ),
    "ask_usage": Text("请在 /ask 后面写上问题。例如：", "Put your question after /ask. For example:"),
    "topics": Text("<b>{title}</b>\n选一个部分：", "<b>{title}</b>\nChoose a section:"),
    "reports": Text("选一份报告：", "Choose a report:"),
    "section": Text("<b>{title}</b>\n选一个主题：", "<b>{title}</b>\nChoose a subject:"),
    "subject": Text("<b>{title}</b>\n想看哪一项？", "<b>{title}</b>\nWhat would you like to see?"),
    "back": Text("‹ 返回", "‹ Back"),
    "source_none": Text(
        "还没有答案可以查出处。先问一个问题，或发 /source 加句子编号，例如 {example}。",
        "There is no answer to look up yet. Ask something first, or send /source "
        "with the number of a sentence, such as {example}.",
    ),
    "source_unknown": Text(
        "报告里没有这一句。句子编号写成 {example} 这样。",
        "The report has no such sentence. Sentences are numbered like {example}.",
    ),
    "source_meant": Text(
        "报告里没有这一句。你是不是要找 {name}？", "The report has no such sentence. Did you mean {name}?"
    ),
    "source_how": Text(
        "发 /source 加句子编号，看这一句还能回答什么：{names}",
        "To see what else a sentence answers, send /source with its number: {names}",
    ),
    "source_facts": Text("这一句能回答：", "This sentence answers:"),
    "source_empty": Text("这一句没有整理出数据。", "Nothing was recorded from this sentence."),
    "lang": Text("用哪种语言回答？", "Which language shall I answer in?"),
    "lang_auto": Text("跟随提问", "Follow my questions"),
    "lang_set": Text("好，以后用中文回答。", "All right, I'll answer in English from now on."),
    "lang_followed": Text(
        "好，用什么语言问，就用什么语言答。", "All right, I'll answer in the language of each question."
    ),
    "privacy": Text(
        "<b>隐私</b>\n· {log}\n· {thumbs}\n"
        "· 上文、所选语言和提问快慢按你的 Telegram 编号放在内存里；"
        "上文和语言闲置 {hours} 小时就作废，重启全部清空\n"
        "· 姓名、头像和联系人不用也不存\n· {running}\n· 在群里只处理提到我、回复我或发给我的命令",
        "<b>Privacy</b>\n· {log}\n· {thumbs}\n"
        "· The context of our conversation, your language and how fast you ask are held in memory under your "
        "Telegram ID; context and language lapse after {hours} idle hours, and a restart clears it all\n"
        "· Your name, picture and contacts are neither used nor kept\n· {running}\n"
        "· In groups I handle only mentions, replies and commands meant for me",
    ),
    "questions_kept": Text(
        "为了改进答案，每个问题记一条，保存 {days} 天：时间、语言、问题文字（统一写法，"
        "用户名、邮箱和电话以 * 代替）、结果和用到的数据；不记是谁问的、在哪个聊天里问的",
        "To improve the answers, each question is logged for {days} day{s}: the time, the language, the text "
        "(spelling unified; user names, e-mail addresses and phone numbers replaced by *), the outcome and "
        "the facts used; not who asked, nor in which chat",
    ),
    "questions_not_kept": Text("问题不做记录", "Questions are not logged"),
    "thumbs_kept": Text(
        "👍 和 👎 只在那条记录上加票数；哪条消息对应哪条记录、谁投过票（用代号），只在内存里，防止重复计票",
        "Thumbs add to a count in that entry; which message belongs to which entry, and who voted "
        "(as a pseudonym), is known in memory only, so that nobody counts twice",
    ),
    "thumbs_not_kept": Text(
        "👍 和 👎 只在内存里计数，不写入磁盘", "Thumbs are counted in memory only, never written to disk"
    ),
    "running_log": Text(
        "运行日志（{level} 级）只写启动、更新数据和故障，没有消息内容，也没有你的身份",
        "The running log (level {level}) notes starts, reloads and faults; "
        "it holds no message text and nothing about you",
    ),
    "running_log_debug": Text(
        "运行日志眼下开在 DEBUG 级，用来查错，会写下收发的消息",
        "The running log is at level DEBUG just now, to find a fault, and holds messages sent and received",
    ),
    "slow_down": Text(
        "问得有点快，请稍等 {seconds} 秒再问。",
        "That's a lot of questions at once. Please wait {seconds} seconds.",
    ),
    "no_command": Text(
        "没有这个命令。直接提问就行，也可以看看 /help。",
        "There's no such command. Just ask your question, or see /help.",
    ),
    "meant_command": Text(
        "没有这个命令，是不是要发 /{name}？", "There's no such command. Did you mean /{name}?"
    ),
    "text_only": Text("我只看得懂文字，请把问题打出来。", "I can only read text. Please type your question."),
    "sorry": Text(
        "抱歉，这次没能答上来，问题已记录。请再试一次。",
        "Sorry, something went wrong. It has been logged; please try again.",
    ),
    "stale": Text(
        "这个按钮已失效，请重新提问或发 /topics。",
        "This button no longer works. Please ask again or send /topics.",
    ),
    "busy": Text("点得有点快，请稍等一下。", "A bit too fast. Please wait a moment."),
    "thanks": Text("谢谢，已记下。", "Thank you, noted."),
    "voted": Text("谢谢你的评价。", "Thank you for your rating."),
    "chart": Text("📊 图表", "📊 Chart"),
    "no_chart": Text(
        "图表现在画不出来，数字都在上面的答案里。",
        "The chart can't be drawn right now; the figures are all in the answer above.",
    ),
    "cited": Text("出处：《{paper}》", "Source: {paper}"),
    "sentence": Text("“{section}”第{numbers}句", "“{section}”, sentence {numbers}"),
    "sentences": Text("“{section}”第{numbers}句", "“{section}”, sentences {numbers}"),
    "inline_start": Text("问报：向报告提问", "Ask the report"),
    "inline_none": Text("报告没有提到，换个问法？", "Not in the report. Ask another way?"),
}

DESCRIPTION = Text(
    "问报照着整理好的报告数据回答问题：先给数字，再注明出处到句，报告没写的直说没有。中文、英文、拼音都能问。\n\n点“开始”，从三个示例问题问起。",
    "Wenbao answers questions about a report from curated facts: the figure first, then its source down "
    "to the sentence, and a plain “the report doesn't say” where it doesn't. Ask in English or Chinese.\n\n"
    "Tap Start for three sample questions.",
)
SHORT_DESCRIPTION = Text(
    "向报告提问，答案句句有出处。中英文都行。",
    "Ask the report: figures with their source, in English or Chinese.",
)

COMMANDS: tuple[tuple[str, Text], ...] = (
    ("start", Text("从这里开始", "Start here")),
    ("topics", Text("浏览报告各部分", "Browse the report")),
    ("source", Text("上一个答案的出处", "Source of the last answer")),
    ("lang", Text("切换语言", "Change language")),
    ("help", Text("使用帮助", "How to use me")),
    ("privacy", Text("隐私说明", "What is kept")),
)
GROUP_COMMANDS: tuple[tuple[str, Text], ...] = (("ask", Text("向报告提问", "Ask the report")), *COMMANDS[1:])
ADMIN_COMMANDS: tuple[tuple[str, Text], ...] = (
    ("reload", Text("重新载入数据", "Reload the facts")),
    ("stats", Text("运行统计", "Statistics")),
    ("gaps", Text("没答上来的问题", "Unanswered questions")),
    ("version", Text("版本", "Version")),
)


def say(key: str, voice: Voice, **values: object) -> str:
    """A text by its key, filled in. Values that are not ours must be escaped already."""
    text = voice.of(TEXTS[key])
    return text.format(**values) if values else text
