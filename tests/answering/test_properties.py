"""What holds for every message, whatever it says: the shipped facts, asked through the public way in."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answering.conversation import Turn, respond, respond_with_facts
from bot.answering.reply import Reply, ReplyKind
from bot.knowledge.grounding import Gate
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.units import Units
from bot.knowledge.vocabulary import Text
from bot.settings import shipped_facts
from bot.understanding.dialogue import Dialogue
from bot.understanding.folding import to_traditional

QUESTIONS = (
    "富泰华产值多少", "中铁装备同比增长多少", "列出各企业产值", "双汇产值", "富泰华有多少员工",
    "今天天气怎么样",
    "谁写的这篇报告", "全国汽车产量下降了多少", "中烟产值比双汇高多少", "富泰华和中铁装备的产值合计多少",
    "哪家企业产值最高", "地方专项债排第几", "跨境电商进出口货值", "主导产业有哪些", "概括一下这篇报道",
)  # fmt: skip
"""An answer, a refusal, arithmetic, a list, an overview: each kind of reply."""
WORKED_OUT = (
    "中铁装备和富泰华哪个产值高", "富泰华和中铁装备谁增速快", "中烟比其他四家加起来还多吗",
    "去程多还是回程多", "如果完成全年投资,还得每月投多少", "富泰华和中铁装备产值之和比中烟少多少",
    "439趟车平均每趟拉多少吨",
    "没签约的有几个", "重点项目总投资完成了几成", "环评压缩了几成时间", "不动产登记和企业开办哪个快",
    "后面几个月每月得修几条千百十道路才能完成目标", "双汇要再涨多少才赶上富泰华",
    "双汇和中烟加一起占全区几成",
)  # fmt: skip
"""Questions that take arithmetic, every step of which the working has to show."""
ENGLISH = ("What was ZMJ's output?", "How many trains ran?", "What was Futaihua's output value?")
BEFORE = (
    "请问",
    "请问一下，",
    "麻烦问一下，",
    "劳驾，",
    "你好，",
    "您好！",
    "帮我查一下",
    "我想知道",
    "嗯",
    "那个",
    "那个，",
    "please ",
)
BEHIND = ("谢谢", "，谢谢！", "？", "？？？", "！！！", "...", "。", "～", "呢", "啊", " thanks", " please")
EITHER = ("😀", "🙏🙏", "  ", "\n", "\u200b", "…", "❓", "👍🏽", "🇨🇳")
BEFORE_ENGLISH = ("please ", "Hi, ", "Excuse me, ", "Could you tell me: ", "hello! ")
BEHIND_ENGLISH = (" thanks", ", please", "??", "!!!", " Thank you!")
ANY_TEXT = st.text(alphabet=st.characters(), max_size=200)
ODD = st.sampled_from(
    [
        "产值",
        "富泰华",
        "ZMJ",
        "第一个",
        "多少",
        "增长",
        "比",
        "除了",
        "2020年",
        "¥",
        "%",
        "１３",
        "百分之",
        "去年",
        "trains",
    ]
)
PATIENT = settings(deadline=None, max_examples=150)


@cache
def shipped_base() -> FactBase:
    """For tests over drawn values: where they fail they print their arguments, and no base can be read."""
    base = load(shipped_facts()).base
    assert base is not None
    return base


def outcome(turn: Turn) -> tuple[ReplyKind, str | None, frozenset[str]]:
    return turn.reply.kind, turn.reply.refusal, frozenset(turn.reply.facts)


@given(ANY_TEXT)
@example("\ud800")
@example("😀" * 10_000)
@example("富泰华" * 10_000)
@example("产值" * 300)
@example("' OR 1=1; DROP TABLE facts; --")
@example("<script>alert('产值')</script><b>富泰华")
@example("\u202eهل يمكنك\u202c מה התפוקה")
@example("\x00\x01\x1b[31m\x7f产值")
@example("1" * 5_000)
@example("9" * 400 + "亿元以上的企业")
@example("一" * 600 + "产值")
@example("0/0 1e999 NaN Infinity -0 ÷ 富泰华产值除以0")
@example("{}{0}%s%(name)s${x}\\n\\u0000")
@example("\n\n\n")
@PATIENT
def test_no_text_is_too_much(text: str) -> None:
    reply = respond(shipped_base(), text).reply
    assert reply.text.strip()
    reply.text.encode("utf-8")


AT_ONCE = 100
"""How many times an ordinary question's time the worst text may take: none grows with its square."""


def _quickest(base: FactBase, text: str) -> float:
    """The least time of the processor that a text takes, in seconds, of a few tries."""
    times = []
    for attempt in ("", "?", "!", "?!"):  # each another text, as understanding remembers the last ones
        began = process_time()
        assert respond(base, text + attempt).reply.text.strip()
        times.append(process_time() - began)
    return min(times)


@pytest.mark.parametrize(
    "text",
    [
        "", "😀" * 10_000, "产值" * 200_000, "\x00\x01\x1b[31m产值", "\u202e郑煤机\u202c", "\ud800产值",
        "9" * 5_000, "一" * 3_000, "三分之一" * 1_000, "3万亿元" * 1_000, "(" * 5_000,
        "' OR 1=1; DROP TABLE facts; --", "<script>alert('产值')</script>",
        "郑煤机产值多少？富泰华呢？" * 400, "w1 w2 chan zhi " * 500,
        "".join(chr(0x4E00 + 7 * n % 20_000) for n in range(3_000)),
    ],
    ids=lambda text: ascii(text[:8]),
)  # fmt: skip
def test_whatever_is_sent_is_answered_at_once(shipped: FactBase, text: str) -> None:
    assert _quickest(shipped, text) < AT_ONCE * _quickest(shipped, "上半年郑煤机产值多少亿")


@given(st.lists(ODD | st.text(alphabet=st.characters(), max_size=5), max_size=12).map("".join))
@PATIENT
def test_nor_is_a_jumble_of_names(text: str) -> None:
    assert respond(shipped_base(), text).reply.text.strip()


@given(
    st.lists(
        st.sampled_from([*QUESTIONS, *ENGLISH, "它呢", "第二个", "那增速呢", "合计", "why?", "后者呢"])
        | ANY_TEXT,
        max_size=5,
    )
)
@example(["谢谢", "后者呢", "the former?"])
@example(["主要经济指标走势如何", "规上工业总产值占比最高的是谁"])
@example(["双汇同比增长多少", "两个加起来占规上工业多少"])
@PATIENT
def test_conversations_go_on_whatever_is_said(texts: list[str]) -> None:
    dialogue = Dialogue()
    for text in texts:
        turn = respond(shipped_base(), text, dialogue)
        assert turn.reply.text.strip()
        dialogue = turn.dialogue


LEANING = (
    "规上工业总产值占比最高的是谁", "占全区多少", "它是几倍", "比它多多少", "两个加起来占规上工业多少",
    "平均每月呢", "还差多少", "完成了百分之几", "去年是多少", "排第二的呢",
    "what share of it?", "and together?",
)  # fmt: skip
"""Turns that calculate with whatever was told before."""


def test_any_answer_may_be_calculated_with(shipped: FactBase) -> None:
    """Facts of every kind, one or several, with and without figures."""
    known, facts = shipped.vocabulary.measures, shipped.facts.values()
    keys = tuple({(known[f.measure].kind, bool(f.figures), f.lacks): f.key for f in facts}.values())
    for told in [*((key,) for key in keys), *(keys[i : i + 4] for i in range(0, len(keys), 4))]:
        said = respond_with_facts(shipped, told, Dialogue(), language="zh")
        for text in LEANING:
            assert respond(shipped, text, said.dialogue).reply.text.strip(), (told, text)


@pytest.mark.parametrize("question", QUESTIONS)
def test_manners_and_ornaments_change_nothing(shipped: FactBase, question: str) -> None:
    plain = outcome(respond(shipped, question))
    for before in ("", *BEFORE, *EITHER):
        for behind in ("", *BEHIND, *EITHER):
            said = before + question + behind
            assert outcome(respond(shipped, said)) == plain, said


@pytest.mark.parametrize("question", ENGLISH)
def test_nor_do_english_ones(shipped: FactBase, question: str) -> None:
    plain = outcome(respond(shipped, question))
    assert plain[0] is ReplyKind.ANSWER
    for before in ("", *BEFORE_ENGLISH, *EITHER):
        for behind in ("", *BEHIND_ENGLISH, *EITHER):
            said = before + question + behind
            assert outcome(respond(shipped, said)) == plain, said


def asked_of_facts(base: FactBase) -> list[str]:
    """A plain question for every fact: its subject and measure, in both languages."""
    found: dict[str, None] = {}
    for fact in base.facts.values():
        subject, measure = base.subjects[fact.subject].name, base.vocabulary.measures[fact.measure].name
        found[f"{subject.zh}的{measure.zh}"] = None
        found[f"{measure.en} of {subject.en}"] = None
    return list(found)


def combined(base: FactBase) -> list[str]:
    """Questions that ask for arithmetic over two subjects of one measure."""
    with_figures = [f for f in base.facts.values() if len(f.figures) == 1]
    found = []
    for first, second in pairwise(with_figures):
        a, b = (base.subjects[f.subject].name for f in (first, second))
        measure = base.vocabulary.measures[first.measure].name
        found += [
            f"{a.zh}和{b.zh}的{measure.zh}合计多少", f"{a.zh}的{measure.zh}比{b.zh}多多少",
            f"{a.zh}的{measure.zh}是{b.zh}的几倍", f"{a.zh}的{measure.zh}平均每月多少",
            f"Combined {measure.en} of {a.en} and {b.en}", f"哪个{measure.zh}最高", f"{measure.zh}有几个",
        ]  # fmt: skip
    return found


def test_both_scripts_are_one(shipped: FactBase) -> None:
    for question in (q for q in asked_of_facts(shipped) if not q.isascii()):
        traditional = respond(shipped, to_traditional(question))
        assert outcome(traditional) == outcome(respond(shipped, question)), question


@cache
def gate_of(base: FactBase) -> Gate:
    return Gate(Units(base.vocabulary.units), base.subjects.values())


Number = tuple[Decimal, str]
"""In base units, without sign, and of what dimension."""


def number(value: Decimal, dimension: str) -> Number:
    """Things that are counted, ranks and indexes are told with and without a word for them."""
    bare = dimension.partition("-")[0] in ("", "count", "index", "rank", "score", "times")
    return abs(value), "" if bare else dimension


def numbers_of(text: Text, base: FactBase) -> set[Number]:
    """The numbers that a text tells."""
    return {number(t.value, t.dimension) for found in gate_of(base).told(text).values() for t in found}


def borne_out(reply: Reply, base: FactBase) -> set[Number]:
    """All numbers that a reply may tell: those of its facts and of the sentences they cite, those that its
    working works out, and how many things it lists."""
    gate = gate_of(base)
    working = "\n".join(reply.working)
    found = numbers_of(Text(working, ""), base) | numbers_of(Text("", working), base)
    for key in reply.facts:
        fact = base.facts[key]
        for figure in (*fact.figures, *gate.figures(base.reports[fact.report], fact.cites)):
            unit = gate.units.by_id[figure.unit]
            found.add(number(figure.value * unit.factor, unit.dimension))
    for report in base.reports.values():
        found |= numbers_of(report.period_name, base)
    return found | {(Decimal(len(reply.facts)), ""), (Decimal(reply.text.count("\n· ")), "")}


def test_no_number_is_made_up(shipped: FactBase) -> None:
    told = 0
    for question in [*asked_of_facts(shipped), *combined(shipped), *QUESTIONS, *WORKED_OUT, *ENGLISH]:
        reply = respond(shipped, question).reply
        if reply.kind is not ReplyKind.ANSWER:
            continue
        said = Text(reply.text, "") if reply.language == "zh" else Text("", reply.text)
        numbers = numbers_of(said, shipped)
        told += len(numbers)
        assert numbers <= borne_out(reply, shipped), (question, reply.text, reply.working)
    assert told > 300


def test_a_number_that_was_made_up_would_show(shipped: FactBase) -> None:
    reply = respond(shipped, "富泰华产值多少").reply
    (figure,) = reply.highlights
    assert numbers_of(Text(reply.text, ""), shipped) <= borne_out(reply, shipped)
    for other in ("41.7亿元", "4.2亿元", "40.2万元", "40.2%"):
        assert not numbers_of(Text(reply.text.replace(figure, other), ""), shipped) <= borne_out(
            reply, shipped
        )
