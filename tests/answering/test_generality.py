"""Another place, two periods: what answers the shipped report answers any, with no line of code for it.

The facts under `tests/data/generality` are invented; the shipped vocabulary and one small file serve them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.conversation import Turn, respond
from bot.answering.reply import Refusal, ReplyKind
from bot.knowledge.model import FactBase
from bot.knowledge.outline import sentence_texts
from bot.understanding.dialogue import Dialogue
from tests.talking import talk

ROOT = Path(__file__).parents[2]
OURS = ROOT / "tests" / "data" / "generality"
FIRST, SECOND = "linhu-2022h1", "linhu-2022h2"
SHIPPED = ("郑州", "经开", "郑煤机", "富泰华", "中欧班列", "Zhengzhou", "2020")
"""What only the shipped report speaks of."""


def answer(base: FactBase, *texts: str) -> str:
    reply = talk(base, *texts).reply
    assert reply.kind is ReplyKind.ANSWER, reply
    return reply.text


def cited(turn: Turn) -> set[str]:
    return {citation.report for citation in turn.reply.citations}


def test_the_facts_rest_on_the_invented_texts(invented: FactBase) -> None:
    assert set(invented.reports) == {FIRST, SECOND}
    for name, report in invented.reports.items():
        texts = sentence_texts(report, (OURS / name / "report.txt").read_text("utf-8"))
        assert set(texts) == {s.id for section in report.sections for s in section.sentences}
        assert sum(fact.report == name for fact in invented.facts.values()) >= 25


@pytest.mark.parametrize(
    ("question", "says", "report"),
    [
        ("2022年上半年临湖钢铁的产值是多少", "86.5亿元", FIRST),
        ("2022年下半年临湖钢铁的产值是多少", "91.2亿元", SECOND),
        ("上半年临湖钢构产值多少", "24.8亿元", FIRST),
        ("下半年湖钢物流的主营收入是多少", "10.4亿元", SECOND),
        ("2022年7-12月外贸出口额多少", "80.6亿元", SECOND),
        ("上半年出口增长了多少", "9.1%", FIRST),
        ("2022年上半年接待了多少游客", "186万人次", FIRST),
        ("下半年来了多少游客", "243万人次", SECOND),
        ("下半年正式签约了多少个项目", "17个", SECOND),
        ("下半年新开了几条公交线路", "5条", SECOND),
        ("上半年投放了多少辆新能源公交车", "120辆", FIRST),
        ("上半年建成了几所学校", "4所", FIRST),
        ("临湖港下半年新增了几个泊位", "3个", SECOND),
        ("下半年临湖港的货物吞吐量", "1385万吨", SECOND),
        ("上半年新区综合考核排第几", "第三", FIRST),
        ("下半年全市综合考核排名", "第二", SECOND),
        ("臨湖鋼鐵下半年的產值是多少", "91.2億元", SECOND),
        ("What was Linhu Steel's output value in the second half of 2022?", "9.12 billion yuan", SECOND),
        ("How many visitors came in the first half of 2022?", "1.86 million", FIRST),
        ("Linhu Steel Structures output growth, second half", "10.1%", SECOND),
    ],
)
def test_a_question_that_names_its_period_is_answered_from_that_report(
    invented: FactBase, question: str, says: str, report: str
) -> None:
    turn = talk(invented, question)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert says in turn.reply.text
    assert cited(turn) == {report}


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("临湖钢铁的产值是多少", "86.5亿元", "91.2亿元"),
        ("接待了多少游客", "186万人次", "243万人次"),
        ("正式签约了多少个项目", "12个", "17个"),
        ("新开了几条公交线路", "7条", "5条"),
        ("What was Linhu Steel's output value?", "8.65 billion yuan", "9.12 billion yuan"),
    ],
)
def test_without_a_period_both_are_told_or_offered(
    invented: FactBase, question: str, first: str, second: str
) -> None:
    reply = talk(invented, question).reply
    if reply.kind is ReplyKind.ANSWER:
        assert first in reply.text
        assert second in reply.text
    else:
        assert reply.kind is ReplyKind.CLARIFY
        assert {key.partition(":")[0] for choice in reply.choices for key in choice.facts} == {FIRST, SECOND}
        labels = [choice.label for choice in reply.choices]
        halves = ("first half", "second half") if reply.language == "en" else ("上半年", "下半年")
        assert all(any(half in label for label in labels) for half in halves), labels


def test_a_period_may_be_named_in_reply(invented: FactBase) -> None:
    assert "91.2亿元" in answer(invented, "临湖钢铁的产值是多少", "下半年")
    assert "86.5亿元" in answer(invented, "临湖钢铁的产值是多少", "2022年上半年的")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("东湖路改造全长多少", "3.6公里"),
        ("重点项目的年度计划投资是多少", "250亿元"),
        ("2022年全年的规上工业总产值是多少", "672亿元"),
        ("东湖路小学能容纳多少学生", "1620人"),
    ],
)
def test_what_one_report_alone_says_needs_no_period(invented: FactBase, question: str, says: str) -> None:
    assert says in answer(invented, question)


@pytest.mark.parametrize(
    ("question", "says", "silent"),
    [
        ("上半年临湖钢构的产值", "24.8亿元", "86.5"),
        ("上半年湖钢物流收入多少", "9.6亿元", "24.8"),
        ("上半年东湖路的总投资是多少", "2.4亿元", "5.8"),
        ("上半年东湖桥的总投资是多少", "5.8亿元", "2.4"),
        ("下半年东湖桥总投资多少", "6.1亿元", "5.8"),
    ],
)
def test_names_that_share_characters_are_told_apart(
    invented: FactBase, question: str, says: str, silent: str
) -> None:
    text = answer(invented, question)
    assert says in text
    assert silent not in text


@pytest.mark.parametrize(
    ("question", "names", "figure"),
    [
        ("上半年哪家企业产值最高", "临湖钢铁", "86.5亿元"),
        ("下半年哪家企业产值最低", "临湖钢构", "27.3亿元"),
        ("下半年产值增速最快的企业是哪家", "岚星光电", "16.7%"),
        ("下半年产值第二高的是哪家企业", "岚星光电", "60.7亿元"),
        (
            "Which company had the highest output value in the second half of 2022?",
            "Linhu Steel",
            "9.12 billion",
        ),
    ],
)
def test_superlatives_stay_within_the_period(
    invented: FactBase, question: str, names: str, figure: str
) -> None:
    turn = talk(invented, question)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert names in turn.reply.text.splitlines()[0]
    assert figure in turn.reply.text
    assert len(cited(turn)) == 1


def test_a_list_stays_within_the_period(invented: FactBase) -> None:
    text = answer(invented, "下半年产值超过50亿元的企业有哪些")
    assert "临湖钢铁" in text
    assert "岚星光电" in text
    assert "临湖钢构" not in text
    assert "86.5" not in text


def test_a_list_over_both_periods_says_which_figure_is_of_which(invented: FactBase) -> None:
    reply = talk(invented, "列出临湖钢铁和临湖钢构的产值").reply
    texts = [reply.text] if reply.kind is ReplyKind.ANSWER else [choice.label for choice in reply.choices]
    assert any("上半年" in text for text in texts), texts
    assert any("下半年" in text for text in texts), texts


def test_the_report_of_a_period_is_summed_up(invented: FactBase) -> None:
    turn = talk(invented, "2022年下半年的报告讲了什么")
    assert "353.4亿元" in turn.reply.text
    assert cited(turn) == {SECOND}


def test_without_a_period_both_reports_are_summed_up_or_offered(invented: FactBase) -> None:
    reply = talk(invented, "这份报告讲了什么").reply
    texts = [reply.text, *(choice.label for choice in reply.choices)]
    assert reply.kind in (ReplyKind.ANSWER, ReplyKind.CLARIFY), reply
    assert any("上半年" in text for text in texts), texts
    assert any("下半年" in text for text in texts), texts


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("上半年临湖钢铁和临湖钢构的产值加起来是多少", "111.3亿元"),
        ("下半年临湖钢铁和临湖钢构的产值合计多少", "118.5亿元"),
        ("下半年临湖钢铁比临湖钢构产值多多少", "63.9亿元"),
        ("上半年海纳储能和青芯半导体总投资一共多少", "63亿元"),
        ("临湖钢构上半年和下半年产值合计多少", "52.1亿元"),
        ("临湖钢铁下半年产值比上半年多多少", "4.7亿元"),
        ("上下半年加起来接待了多少游客", "429万人次"),
    ],
)
def test_arithmetic_within_and_across_the_periods(invented: FactBase, question: str, result: str) -> None:
    turn = talk(invented, question)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert result in turn.reply.text
    assert len(turn.reply.facts) == 2


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("下半年产值最高的两家差多少", "30.5亿元"),
        ("下半年产值超过50亿的企业加起来多少", "151.9亿元"),
        ("下半年临湖钢构产值排第几", "第3"),
        ("下半年产值二十几亿的企业有哪些", "临湖钢构"),
        ("下半年临湖钢构产值超过岚星光电了吗", "没有"),
        ("Did Linhu Steel outgrow Lanxing Optoelectronics in the second half?", "No"),
    ],
)
def test_what_is_set_apart_stays_within_its_period(invented: FactBase, question: str, result: str) -> None:
    turn = talk(invented, question)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert result in turn.reply.text
    assert cited(turn) == {SECOND}


def test_the_bound_carries_into_a_sum(invented: FactBase) -> None:
    """52 is "over 52" in the first half, so the sum is "over" too."""
    text = answer(invented, "上半年临湖钢铁和岚星光电产值合计多少")
    assert "138.5亿元" in text
    assert any(word in text for word in ("超138.5", "超过138.5", "至少138.5", "138.5亿元以上"))


@pytest.mark.parametrize(
    "turns",
    [("2022年下半年临湖钢铁的产值是多少", "和上半年比呢"), ("临湖钢铁下半年产值多少", "比上半年怎么样")],
)
def test_a_follow_up_compares_with_the_other_period(invented: FactBase, turns: tuple[str, str]) -> None:
    turn = talk(invented, *turns)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert "86.5亿元" in turn.reply.text
    assert "91.2亿元" in turn.reply.text
    assert "上半年" in turn.reply.text
    assert "下半年" in turn.reply.text
    assert cited(turn) == {FIRST, SECOND}


def test_an_english_follow_up_compares_with_the_other_period(invented: FactBase) -> None:
    turn = talk(
        invented, "How many visitors came in the second half of 2022?", "And compared with the first half?"
    )
    assert "1.86 million" in turn.reply.text
    assert "2.43 million" in turn.reply.text
    assert "first half" in turn.reply.text
    assert cited(turn) == {FIRST, SECOND}


@pytest.mark.parametrize(
    ("vague", "compares"),
    [
        ("How much was steel output?", "compared with the first half?"),
        ("What was the output?", "And compared with the first half?"),
        ("产值多少", "和上半年比呢"),
        ("投资多少", "和上半年相比呢"),
    ],
)
def test_to_compare_picks_no_choice_of_those_offered(invented: FactBase, vague: str, compares: str) -> None:
    assert talk(invented, vague).reply.kind is ReplyKind.CLARIFY
    reply = talk(invented, vague, compares).reply
    assert reply.kind is ReplyKind.CLARIFY, "which one is still open"
    assert len(reply.choices) > 1


def test_a_follow_up_may_change_the_period_or_the_subject(invented: FactBase) -> None:
    assert "86.5亿元" in answer(invented, "2022年下半年临湖钢铁的产值是多少", "那上半年呢")
    changed = answer(invented, "2022年下半年临湖钢铁的产值是多少", "临湖钢构呢")
    assert "27.3亿元" in changed
    assert "24.8" not in changed


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("临湖制药上半年产值多少", {Refusal.NOT_IN_REPORT, Refusal.OFF_TOPIC}),
        ("东湖隧道的总投资是多少", {Refusal.NOT_IN_REPORT, Refusal.OFF_TOPIC}),
        ("上半年临湖钢铁有多少员工", {Refusal.NOT_IN_REPORT}),
        ("上半年临湖钢铁的利润是多少", {Refusal.NOT_IN_REPORT}),
        ("郑煤机上半年产值多少", {Refusal.NOT_IN_REPORT, Refusal.OFF_TOPIC}),
        ("2019年上半年临湖钢铁的产值是多少", {Refusal.OTHER_PERIOD}),
        ("2023年上半年接待了多少游客", {Refusal.OTHER_PERIOD}),
        ("What was Linhu Steel's output value in 2024?", {Refusal.OTHER_PERIOD}),
        ("青岛上半年接待了多少游客", {Refusal.OTHER_PLACE}),
        ("西安上半年出口多少", {Refusal.OTHER_PLACE}),
        ("上半年全国接待了多少游客", {Refusal.OTHER_PLACE, Refusal.NOT_IN_REPORT}),
        ("红烧肉怎么做", {Refusal.OFF_TOPIC}),
        ("明天会下雨吗", {Refusal.OFF_TOPIC, Refusal.NOT_IN_REPORT, Refusal.OTHER_PERIOD}),
    ],
)
def test_what_no_report_here_says_is_refused(
    invented: FactBase, question: str, refusal: set[Refusal]
) -> None:
    reply = talk(invented, question).reply
    assert reply.kind is ReplyKind.UNKNOWN, reply
    assert reply.refusal in refusal
    offered = (reply.text, *(choice.label for choice in reply.related))
    assert not any(word in text for text in offered for word in SHIPPED if word not in question)


def test_a_refusal_says_which_periods_there_are(invented: FactBase) -> None:
    text = talk(invented, "2019年上半年临湖钢铁的产值是多少").reply.text
    assert "2022年上半年" in text
    assert "2022年下半年" in text


def test_status_and_scope_are_said(invented: FactBase) -> None:
    assert "洽谈" in answer(invented, "上半年海纳储能总投资多少")
    signed = answer(invented, "下半年海纳储能总投资多少")
    assert "签约" in signed
    assert "38亿元" in signed
    talks = answer(invented, "下半年还在洽谈的项目有哪些")
    assert "青芯" in talks
    assert "海纳" not in talks
    steel = answer(invented, "上半年全国粗钢产量下降了多少")
    assert "6.5%" in steel
    assert "全国" in steel


def test_a_wrong_presumption_is_put_right(invented: FactBase) -> None:
    assert "下降3.4%" in answer(invented, "上半年临湖钢铁产值增长了多少")
    assert "增长2.1%" in answer(invented, "下半年临湖钢铁产值下降了多少")


@pytest.mark.parametrize(
    "question", ["What is ZMJ's output?", "What is the output of ZMJ?", "郑煤机的产值是什么情况"]
)
def test_what_is_asks_for_no_description(shipped: FactBase, question: str) -> None:
    described = {key: fact for key, fact in shipped.facts.items() if fact.measure != "content"}
    reply = respond(replace(shipped, facts=described), question).reply
    assert reply.kind is ReplyKind.ANSWER
    assert "4.7" in reply.text or "47" in reply.text


def test_nothing_of_the_shipped_report_is_told(invented: FactBase) -> None:
    for question in (
        "这份报告讲了什么",
        "上半年工业怎么样",
        "上半年情况如何",
        "你能回答什么",
        "What is the report about?",
    ):
        reply = talk(invented, question).reply
        assert not any(word in reply.text for word in SHIPPED), reply.text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("下半年临湖钢铁产值同比增速是多少", ("2.1%", "-3.4%")),
        ("下半年临湖钢铁产值是多少", ("91.2亿元", "86.5亿元", "相差4.7亿元")),
        ("下半年东湖桥总投资是多少", ("6.1亿元", "5.8亿元")),
        ("重点项目数量是多少", ("2022年上半年", "2022年下半年", "46个")),
        ("下半年重点项目已完成投资是多少", ("128.9亿元", "131.5亿元")),
    ],
)
@pytest.mark.parametrize(
    "follow_up", ["跟上半年相比怎么样", "跟上半年比多了还是少了", "与上半年相比有什么变化", "比上半年呢"]
)
def test_what_was_told_is_compared_with_its_like_in_another_period(
    invented: FactBase, asked: str, says: tuple[str, ...], follow_up: str
) -> None:
    turn = talk(invented, asked, follow_up)
    assert turn.reply.kind is ReplyKind.ANSWER, turn.reply
    assert all(word in turn.reply.text for word in says), turn.reply.text
    assert cited(turn) == {FIRST, SECOND}


def test_a_comparison_of_periods_in_english(invented: FactBase) -> None:
    asked = "What was the year-on-year output growth of Linhu Steel in the second half?"
    said = answer(invented, asked, "How does that compare with the first half?")
    assert "a difference of 5.5 percentage points" in said


@pytest.mark.parametrize("follow_up", ["和前年比呢", "和2019年比呢", "和一季度比呢", "和上半年的员工数比呢"])
def test_only_the_like_of_what_was_told_is_compared(invented: FactBase, follow_up: str) -> None:
    assert "相差" not in talk(invented, "下半年临湖钢铁产值是多少", follow_up).reply.text


def test_a_choice_of_a_comparison_that_asked_back_is_compared(invented: FactBase) -> None:
    told, other = (f"{report}:linhu_steel.output" for report in (SECOND, FIRST))
    choices = (("临湖钢铁", (other,)), ("临湖钢构", (f"{FIRST}:linhu_structures.output",)))
    dialogue = Dialogue(facts=(told,), pending="和上半年比呢", choices=choices)
    assert "相差4.7亿元" in respond(invented, "1", dialogue).reply.text
    plain = replace(dialogue, pending="产值多少")
    assert "相差" not in respond(invented, "1", plain).reply.text
