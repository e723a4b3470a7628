"""One message that asks several things: every part is answered, and framing is not taken for a question."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from bot.knowledge.saying import holds, level
from tests.talking import reply_to

BOTH_TOLD = {
    "违建拆了多少,垃圾拉走多少": ("70", "80"),
    "谋划了多少项目,签了几个": ("70", "18"),
    "富泰华上半年干了多少产值 涨了几个点": ("40.2", "45.3%"),
    "报道谁写的,照片谁拍的": ("王赛华", "廖谦"),
    "在谈的那个5G基地是谁家的,盘子多大": ("迪信通", "30"),
    "垃圾分类中心是全市第一个吗,资源化利用率多少": ("率先", "30%"),
    "規上工業產值幾多,跌咗幾多": ("765.5", "4.1%"),
    "小鹏和中兴各投多少,签了没": ("40", "31", "洽谈"),
    "几月份的呀,城乡接合部考核第几": ("5月", "第一"),
    "who built the livestreaming base and is it the first in the province": ("Youde", "first"),
    "China-Europe trains: how much were the goods worth, and how heavy were they": ("1.77", "277,000"),
    "whats the air index n hows it rank": ("5.4", "second"),
    "富泰华的output是多少?另外郑煤机的growth是几个点?": ("40.2", "8%"),
    "郑煤机产值多少亿?它增速比中铁装备低几个百分点?": ("47", "17个百分点"),
    "千百十道路全年目标大约多少条?还差多少条": ("130", "87"),
}


@pytest.mark.parametrize("question", BOTH_TOLD)
def test_every_part_of_a_message_is_answered(question: str, shipped: FactBase) -> None:
    reply = respond(shipped, question).reply
    assert reply.kind is ReplyKind.ANSWER
    assert [p for p in BOTH_TOLD[question] if not holds(level(reply.text), p)] == []


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("郑煤机产值多少,有多少员工", "47", "员工"),
        ("富泰华利润多少,产值多少", "40.2", "利润"),
        ("富泰华增速和利润分别是多少", "45.3%", "利润"),
        ("How many primary schools were built and how many teachers were hired?", "2", "teachers"),
    ],
)
def test_a_part_that_the_report_lacks_is_said_to_be_missing(
    question: str, told: str, missing: str, shipped: FactBase
) -> None:
    reply = respond(shipped, question).reply
    silent = next(line for line in reply.text.splitlines() if missing in line)
    assert reply.kind is ReplyKind.ANSWER
    assert holds(level(reply.text), told)
    assert "报告没有" in silent or "The report" in silent


@pytest.mark.parametrize(
    "question",
    [
        "郑煤机利润多少,员工多少",
        "郑煤机这股票现在能不能买,会涨不",
        "安源工程得一等奖的是哪项技术,负责人是谁",
        "这批专项债的票面利率和期限分别是多少",
    ],
)
def test_nothing_is_told_where_no_part_is_answered_for_sure(question: str, shipped: FactBase) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("我听说郑煤机不错,产值多少", ["industry.7"]),
        ("上班路上堵车,想问下新增了多少停车位", ["livelihood.5"]),
        ("昨天看新闻说班列很忙,上半年跑了多少班?", ["opening.4"]),
        ("规上工业总产值跟物流业主营收入比,谁的盘子大?", ["industry.1", "industry.10"]),
        ("Which is larger, the output of ZMJ or of Futaihua?", ["industry.7", "industry.6"]),
        ("大气综合指数的读数是多少，不是降幅", ["livelihood.6"]),
        ("环境影响评价报告审批时限压减情况如何?", ["business.7"]),
    ],
)
def test_framing_and_comparisons_are_no_questions_of_their_own(
    question: str, sentences: list[str], shipped: FactBase
) -> None:
    reply = respond(shipped, question).reply
    assert [c.sentence for c in reply.citations] == sentences
    assert "报告没有" not in reply.text
    assert "\n·" not in reply.text


def test_what_a_later_part_leaves_out_is_taken_from_the_part_before(shipped: FactBase) -> None:
    turn = respond(shipped, "跟谁学总部投资多大,投入运营了没")
    assert turn.reply.facts == ("jingkai-2020h1:gsx_hq.total_investment", "jingkai-2020h1:gsx_hq.operation")
    assert turn.dialogue.subjects == ("gsx_hq",)


def test_a_question_behind_another_place_is_of_that_place(shipped: FactBase) -> None:
    asked = reply_to(shipped, "经开区发了多少地方专项债", "高新区呢,发了多少")
    assert asked.kind is ReplyKind.UNKNOWN
    assert "13.92" not in asked.text
