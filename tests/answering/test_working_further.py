"""Questions that take a step more: what is left, what is not done, one against the rest, some months."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import Refusal, ReplyKind
from bot.knowledge.model import FactBase


def _told(base: FactBase, question: str) -> str:
    """The text of the reply as if the question were no curated example."""
    return respond(base, question, unseen=True).reply.text


def _kind(base: FactBase, question: str) -> ReplyKind:
    return respond(base, question, unseen=True).reply.kind


BEGINS = {
    "what a plan still takes": [
        ("如果完成全年投资,还得每月投多少", "还差83亿元，余下6个月平均每月约13.83亿元。"),
        ("下半年平均每月还要投多少才能完成计划", "还差83亿元，余下6个月平均每月约13.83亿元。"),
        (
            "How much must be invested a month in the rest of the year to meet the plan?",
            "8.3 billion yuan remains, or about 1.38 billion yuan a month over the 6 months left.",
        ),
        ("照全年的任务算,千百十道路还欠多少条", "“千百十”道路距全年目标还差约87条。"),
    ],
    "what is not done is what was planned less what is": [
        ("没签约的有几个", "还有近52个"),
        ("剩下没签约的有多少个", "还有近52个"),
    ],
    "one against all others together": [
        ("中烟比其他四家加起来还多吗", "不是。中烟121.9亿元，其余合计154.5亿元，中烟少32.6亿元。"),
        ("去掉中烟,其他四家一共多少", "其余合计154.5亿元"),
        ("Is China Tobacco's output bigger than the others combined?", "No. China Tobacco has 12.19 billion"),
    ],
    "how many there are in all is no sum of what they cost": [
        ("一共签约多少项目", "谋划的重点项目中，已正式签约18个。"),
        ("总共签约了多少个项目", "谋划的重点项目中，已正式签约18个。"),
        ("签约项目总共几个", "谋划的重点项目中，已正式签约18个。"),
        ("签约的项目加起来多少钱", "合计至少80亿元"),
    ],
    "the total of all that are so far": [
        ("在谈项目总投资多少", "合计101亿元：小鹏新能源汽车40亿元"),
        ("total investment of the projects in talks", "10.1 billion yuan in all"),
        ("签约的四个项目总投资", "合计至少80亿元"),
    ],
    "an average over several kinds of one thing": [
        ("平均每所学校新增多少学位", "新增学位平均每所约416.67个（幼儿园4所，小学2所）。"),
        ("How many new places per school on average?", "On average there are about 416.67 new school places"),
    ],
    "several together against one, the clause before set against it": [
        (
            "我写稿子打比方,老说中烟大,那郑煤机、中铁装备、富泰华加一块儿的产值,比中烟一家多出来多少",
            "郑煤机、中铁装备、富泰华合计132亿元，比中烟多10.1亿元。",
        ),
    ],
    "a fraction is a bar": [
        ("companies whose output went up by more than a fifth", "2 of them"),
        ("who grew by over a third", "1 of them"),
        ("增速超过五分之一的企业", "共2个"),
    ],
    "things are put in order from either end": [
        ("小鹏、迪信通跟中兴,按砸钱多寡从大排到小", "1. 小鹏"),
        ("小鹏、迪信通和中兴按投资从小排到大", "1. 迪信通"),
    ],
    "the total of all is no contestant, nor a set, nor the nation": [
        ("谁的产值最高", "中烟最高，产值121.9亿元；其后是郑煤机"),
        ("谁投资最大", "小鹏新能源汽车项目最大"),
        ("谁的增速最快", "富泰华最高，产值同比增速45.3%；其后是中铁装备 25%，郑煤机 8%。"),
        ("which project is the biggest", "The XPeng new-energy vehicle project is largest"),
    ],
    "ends of a ranking, in the unit that is asked": [
        ("增速最快和最慢的企业差多少", "相差37.3个百分点"),
        ("中烟占五家企业总产值的比重", "中烟占中铁装备、富泰华、郑煤机、中烟、双汇合计的约44.1%。"),
        ("谋划的项目里没签约的还有几个", "还有近52个"),
        ("汽车产量和销量哪个降得多", "产量的降幅更大"),
    ],
    "whether any of a kind went a way": [
        ("有企业下降吗", "报告里没有这样的"),
        ("did any firm shrink?", "None in the report"),
        ("did any company grow", "Yes."),
    ],
    "a unit behind a bound is one of it": [
        ("Which approvals take less than a day?", "2 of them"),
        ("Which approvals can be done within a day?", "3 of them"),
    ],
    "an English question names its whole as well": [
        ("What was industry output in the same period last year?", "Above-scale industry's output a year"),
        ("What percent of total investment has been completed?", "About 9.07% of the total investment"),
        ("rank the three negotiating projects by size", "1. The XPeng"),
        ("who is in third place by output", "China Railway Engineering Equipment (CREG) is number 3"),
    ],
    "how many hold a place": [("有几项全市第一", "共4个"), ("全市第一的有几项", "共4个")],
    "an average takes the count that is stated": [
        ("439趟车平均每趟拉多少吨", "中欧班列平均每班货重约630.98吨。"),
        ("28个项目平均每个已经投了多少", "省、市重点项目平均每个已完成投资约3.61亿元。"),
        (
            "被考核的那28个省市大项目,总盘子摊到每个头上平均是多少亿?",
            "省、市重点项目平均每个总投资39.75亿元。",
        ),
    ],
    "what is lacking to draw level": [
        ("双汇要再涨多少才赶上富泰华", "相差17.7亿元"),
        ("双汇还要增加多少才能追上富泰华", "相差17.7亿元"),
    ],
    "a thing named before the question is what it asks about": [
        ("上汽要上的那个发动机项目,投资额有多大?", "报告没有说上汽发动机项目的投资额是多少。"),
        ("上汽那个项目,投资额有多大?", "报告没有说上汽发动机项目的投资额是多少。"),
    ],
    "where one works is not asked about": [
        ("郑煤机退休职工一名,想问富泰华产值多少", "富泰华上半年产值为40.2亿元。"),
        ("我在中铁装备上班,邻居说富泰华增长快,它增长多少", "富泰华上半年产值同比增长45.3%。"),
        ("in my job at Futaihua I deal with suppliers; how much did ZMJ produce?", "ZMJ's output value was"),
    ],
    "a part is of what is named or stated": [
        ("重点项目总投资完成了几成", "省、市重点项目已完成总投资的约9.07%。"),
        ("总投资1113亿已经完成了百分之多少", "省、市重点项目已完成总投资的约9.07%。"),
        ("重点项目今年完成了几成", "省、市重点项目已完成年度计划投资的约54.89%。"),
        ("环评压缩了几成时间", "环评审批的时间缩短了约83.33%"),
        ("How many parcels a day?", "About 248,700 parcels a day on average."),
    ],
    "several taken together against one": [
        ("郑煤机、中铁装备、富泰华合计产值超过中烟了吗", "是的。郑煤机、中铁装备、富泰华合计132亿元"),
        ("中烟有没有郑煤机、中铁装备、富泰华三家加起来多", "没有。"),
        ("ZMJ, CREG and Futaihua together, is that more than China Tobacco?", "Yes. Together ZMJ, CREG"),
    ],
    "what is left of a whole without some parts": [
        ("规上工业产值去掉中烟还剩多少", "规上工业去掉中烟，还剩643.6亿元。"),
        ("除了中烟和双汇,规上工业产值还剩多少", "规上工业去掉中烟、双汇，还剩621.1亿元。"),
    ],
    "whether half of it is done": [
        ("重点项目投资过半了吗", "是的。省、市重点项目已完成年度计划投资的约54.89%。"),
        ("千百十道路过半了吗", "还没有。"),
        ("Are the key projects over half done?", "Yes. About 54.89%"),
    ],
    "which of two, and by how much": [
        ("中欧班列去的跟回的,哪头少?少几班?", "回程班列更少：回程班列 154班，去程班列 285班，相差131班。"),
        ("郑煤机和富泰华谁产值高,高多少", "郑煤机更高"),
    ],
    "a year before of each of several": [
        ("去年上半年富泰华和中铁装备谁的产值更低?各是多少", "推算下来，去年同期富泰华约27.67亿元"),
        ("去年同期富泰华和中铁装备产值各多少", "推算下来，去年同期中铁装备约35.84亿元"),
    ],
    "the second, not the first": [
        ("企业产值同比涨幅,我不要第一名,排第二的是谁,涨了多少", "中铁装备排第2，产值同比增速25%"),
    ],
    "what was so before is put right": [
        ("环评审批不是要等30天吗", "不是。环评报告的审批时间已从30日缩短到5日。"),
        ("环评原来要30天吗", "是的。环评报告的审批原来要30日。"),
    ],
    "an order from the least up": [
        ("双汇、郑煤机、富泰华、中铁装备,按产值从少到多给俺排排", "1. 双汇：22.5亿元"),
    ],
    "the place of one among those of its kind": [
        ("五家企业里富泰华产值排第几", "在报告给出产值的5个当中，富泰华排第4"),
        (
            "Where does ZMJ rank among the companies by output?",
            "Of the 5 whose output is given, ZMJ is number 2",
        ),
    ],
}


@pytest.mark.parametrize(
    ("question", "told"),
    [pytest.param(*pair, id=f"{what}: {pair[0]}") for what, pairs in BEGINS.items() for pair in pairs],
)
def test_a_reply_begins_with_what_is_worked_out(question: str, told: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        "没建成的幼儿园有几所",
        "没办证的安置房有多少套",
        "How many homes have no certificates yet?",
        "富泰华在全市企业里排第几",
        "3月怎么样",
        "中烟产值下降多少",
        "班列货值下降了多少",
        "中烟今年产值比去年同期多了几个亿?",
        "东风日产上半年产值几个亿",
        "新建了几所初中",
        "修了几座桥",
        "中欧班列全年打算开多少班",
        "What is the budget for the new campus of the Second Affiliated Hospital of Zhengzhou University?",
        "專項債發行額排全市第二的是哪一個區?",
    ],
)
def test_what_was_not_said_is_not_told_in_its_place(question: str, shipped: FactBase) -> None:
    assert _kind(shipped, question) is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question",
    [
        "2019年怎么样",
        "去年怎么样",
        "下半年怎么样",
        "2021年千百十道路还剩多少条",
        "2019年全市专项债一共多少",
        "请提供2019年全年规模以上工业总产值,不要今年上半年的数。",
    ],
)
def test_nothing_is_worked_out_for_a_year_that_the_report_does_not_cover(
    question: str, shipped: FactBase
) -> None:
    reply = respond(shipped, question, unseen=True).reply
    assert reply.refusal is Refusal.OTHER_PERIOD


def test_what_is_worked_out_does_not_lean_on_another_thing_told_last(shipped: FactBase) -> None:
    before = respond(shipped, "郑煤机产值多少", unseen=True).dialogue
    assert respond(shipped, "没签约的有几个", before, unseen=True).reply.text.startswith("还有近52个")


def test_that_nothing_is_left_is_told(shipped: FactBase) -> None:
    assert "都已录入" in _told(shipped, "没录入系统的事项有多少")


def test_what_is_dated_to_a_month(shipped: FactBase) -> None:
    told = _told(shipped, "5月份发生了什么")
    assert "城乡接合部改造考核中排名第一" in told
    assert "城市管理的综合考核" in told
    assert "经济指标" not in _told(shipped, "4月怎么样")


def test_what_of_a_kind_went_one_way(shipped: FactBase) -> None:
    grew = _told(shipped, "哪几家企业增长了")
    assert all(name in grew for name in ("中铁装备", "富泰华", "郑煤机"))
    assert "中烟" not in grew
    assert "中铁装备" not in _told(shipped, "有哪些是负增长")


@pytest.mark.parametrize("question", ["哪家企业下降了", "哪些企业产值下降了"])
def test_that_none_went_one_way_is_told(question: str, shipped: FactBase) -> None:
    assert _told(shipped, question).startswith("报告里没有这样的，只有：")


@pytest.mark.parametrize(
    ("question", "named", "unnamed"),
    [
        ("产值在40亿到50亿之间的企业有哪几家", ("郑煤机", "中铁装备", "富泰华"), ("中烟", "双汇")),
        ("产值40到50亿的企业", ("郑煤机", "中铁装备", "富泰华"), ("中烟", "双汇")),
        (
            "which companies have output between 4 and 5 billion yuan",
            ("ZMJ", "CREG"),
            ("Tobacco", "Shuanghui"),
        ),
        ("Which manufacturers saw output go up by more than 20 per cent?", ("CREG", "Futaihua"), ("ZMJ",)),
        ("产值从小到大列一下", ("双汇", "中烟"), ("规上工业",)),
        ("增速超过3%的有哪些", ("富泰华", "中铁装备", "郑煤机"), ("规上工业",)),
    ],
)
def test_a_list_holds_what_lies_within_the_bounds_and_nothing_else(
    question: str, named: tuple[str, ...], unnamed: tuple[str, ...], shipped: FactBase
) -> None:
    told = _told(shipped, question)
    assert all(name in told for name in named)
    assert not any(name in told for name in unnamed)


def test_none_fell_where_all_rose(shipped: FactBase) -> None:
    assert _told(shipped, "哪些企业产值下降超过5%").startswith("没有符合的")


def test_parts_of_what_is_counted_alike_are_of_one_kind(shipped: FactBase) -> None:
    told = _told(
        shipped, "区里报上来的数和市里的汇总口径老对不上,就想知道上半年区里发的专项债在全市里头占多大比重?"
    )
    assert "14%" in told
    assert "学位" not in told
