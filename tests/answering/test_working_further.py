"""Questions that take a step more: what is left, what is not done, one against the rest, some months."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase


def _told(base: FactBase, question: str) -> str:
    """The text of the reply as if the question were no curated example."""
    return respond(base, question, unseen=True).reply.text


def _kind(base: FactBase, question: str) -> ReplyKind:
    return respond(base, question, unseen=True).reply.kind


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("如果完成全年投资,还得每月投多少", "还差83亿元，余下6个月平均每月约13.83亿元。"),
        ("下半年平均每月还要投多少才能完成计划", "还差83亿元，余下6个月平均每月约13.83亿元。"),
        (
            "How much must be invested a month in the rest of the year to meet the plan?",
            "8.3 billion yuan remains, or about 1.38 billion yuan a month over the 6 months left.",
        ),
        ("照全年的任务算,千百十道路还欠多少条", "“千百十”道路距全年目标还差约87条。"),
    ],
)
def test_what_a_plan_still_takes(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)


@pytest.mark.parametrize("question", ["没签约的有几个", "剩下没签约的有多少个"])
def test_what_is_not_done_is_what_was_planned_less_what_is(question: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith("还有近52个")


@pytest.mark.parametrize(
    "question", ["没建成的幼儿园有几所", "没办证的安置房有多少套", "How many homes have no certificates yet?"]
)
def test_what_is_done_is_not_told_for_what_is_not(question: str, shipped: FactBase) -> None:
    assert _kind(shipped, question) is ReplyKind.UNKNOWN


def test_that_nothing_is_left_is_told(shipped: FactBase) -> None:
    assert "都已录入" in _told(shipped, "没录入系统的事项有多少")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("中烟比其他四家加起来还多吗", "不是。中烟121.9亿元，其余合计154.5亿元，中烟少32.6亿元。"),
        ("去掉中烟,其他四家一共多少", "其余合计154.5亿元"),
        ("Is China Tobacco's output bigger than the others combined?", "No. China Tobacco has 12.19 billion"),
    ],
)
def test_one_against_all_others_together(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)


def test_what_is_dated_to_a_month(shipped: FactBase) -> None:
    told = _told(shipped, "5月份发生了什么")
    assert "城乡接合部改造考核中排名第一" in told
    assert "城市管理的综合考核" in told
    assert "经济指标" not in _told(shipped, "4月怎么样")
    assert _kind(shipped, "3月怎么样") is ReplyKind.UNKNOWN


@pytest.mark.parametrize("question", ["有几项全市第一", "全市第一的有几项"])
def test_how_many_hold_a_place(question: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith("共4个")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("439趟车平均每趟拉多少吨", "中欧班列平均每班货重约630.98吨。"),
        ("28个项目平均每个已经投了多少", "省、市重点项目平均每个已完成投资约3.61亿元。"),
        (
            "被考核的那28个省市大项目,总盘子摊到每个头上平均是多少亿?",
            "省、市重点项目平均每个总投资39.75亿元。",
        ),
    ],
)
def test_an_average_takes_the_count_that_is_stated(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)


@pytest.mark.parametrize("question", ["双汇要再涨多少才赶上富泰华", "双汇还要增加多少才能追上富泰华"])
def test_what_is_lacking_to_draw_level(question: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith("相差17.7亿元")


@pytest.mark.parametrize("question", ["上汽要上的那个发动机项目,投资额有多大?", "上汽那个项目,投资额有多大?"])
def test_a_thing_named_before_the_question_is_what_it_asks_about(question: str, shipped: FactBase) -> None:
    assert _told(shipped, question) == "报告没有说上汽发动机项目的投资额是多少。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("郑煤机退休职工一名,想问富泰华产值多少", "富泰华上半年产值为40.2亿元。"),
        ("我在中铁装备上班,邻居说富泰华增长快,它增长多少", "富泰华上半年产值同比增长45.3%。"),
        ("in my job at Futaihua I deal with suppliers; how much did ZMJ produce?", "ZMJ's output value was"),
    ],
)
def test_where_one_works_is_not_asked_about(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)


def test_what_of_a_kind_went_one_way(shipped: FactBase) -> None:
    grew = _told(shipped, "哪几家企业增长了")
    assert all(name in grew for name in ("中铁装备", "富泰华", "郑煤机"))
    assert "中烟" not in grew
    assert _told(shipped, "哪家企业下降了").startswith("报告里没有这样的，只有：")
    assert "中铁装备" not in _told(shipped, "有哪些是负增长")


def test_the_place_of_one_among_those_of_its_kind(shipped: FactBase) -> None:
    assert _told(shipped, "五家企业里富泰华产值排第几").startswith("在报告给出产值的5个当中，富泰华排第4")
    assert _kind(shipped, "富泰华在全市企业里排第几") is ReplyKind.UNKNOWN
    english = _told(shipped, "Where does ZMJ rank among the companies by output?")
    assert english.startswith("Of the 5 whose output is given, ZMJ is number 2")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("重点项目总投资完成了几成", "省、市重点项目已完成总投资的约9.07%。"),
        ("总投资1113亿已经完成了百分之多少", "省、市重点项目已完成总投资的约9.07%。"),
        ("重点项目今年完成了几成", "省、市重点项目已完成年度计划投资的约54.89%。"),
        ("环评压缩了几成时间", "环评审批的时间缩短了约83.33%"),
        ("How many parcels a day?", "About 248,700 parcels a day on average."),
    ],
)
def test_a_part_is_of_what_is_named_or_stated(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)
