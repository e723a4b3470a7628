"""Lists through the public way in: every fact of the set that a question describes, once, and no other."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to


def listed(base: FactBase, question: str) -> str:
    reply = respond(base, question).reply
    assert reply.kind is ReplyKind.ANSWER, reply
    return reply.text


def shown_in(text: str, parts: list[str]) -> list[str]:
    return [part for part in parts if part in text]


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("环境治理方面都做了些什么", ["5.4", "第二", "18.6%", "第一"], ["明显改善"]),
        ("保障房都建了些啥", ["15个", "1137套", "人才公寓", "工人公寓"], ["有序推进"]),
        ("城乡接合部都整治了点啥", ["70余万", "80万", "尚岗杨", "第一"], ["做了拆违建"]),
        ("电线、车位这些基础设施都整了点啥", ["24公里", "2座", "2400个", "公厕"], ["方面做了"]),
        ("教育方面都建成了什么", ["4所", "2所", "2500个"], ["蓬勃发展"]),
        ("what has the zone done for the environment? list it", ["5.4", "18.6%"], ["improved"]),
        ("what was built for the livelihood, schools etc?", ["1,137", "2,400"], ["deliver"]),
    ],
)
def test_a_topic_is_told_by_its_parts_with_their_figures(
    shipped: FactBase, question: str, told: list[str], untold: list[str]
) -> None:
    text = listed(shipped, question)
    assert shown_in(text, told) == told
    assert shown_in(text, untold) == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("关于郑煤机的内容全列出来", ["47亿元", "8%", "超30亿元"]),
        ("富泰华在文中露过什么脸", ["40.2亿元", "45.3%", "技术改造", "5G手机"]),
        ("everything about Futaihua", ["4.02 billion", "45.3%", "5G phone"]),
    ],
)
def test_everything_of_one_subject_is_told(shipped: FactBase, question: str, told: list[str]) -> None:
    assert shown_in(listed(shipped, question), told) == told


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("在全市坐头把交椅的有哪些", ["专项债", "城乡接合部", "城市管理", "下降率"], ["集聚区"]),
        ("List all in which the zone was number one", ["bonds", "fringe", "management", "air index"], []),
        ("全市第二的是哪些", ["第二"], ["城市管理"]),
        ("哪些考核拿了全市第一", ["城乡接合部", "城市管理"], ["专项债"]),
        ("哪些事是全省头一个", ["5G电商直播基地"], ["班列"]),
        ("抢在别人前头干成的都有哪些", ["垃圾分类中心", "往返", "5G电商直播基地"], []),
    ],
)
def test_ranks_and_firsts_are_sets(
    shipped: FactBase, question: str, told: list[str], untold: list[str]
) -> None:
    text = listed(shipped, question)
    assert shown_in(text, told) == told
    assert shown_in(text, untold) == []


_OUTPUTS = ["中铁装备", "富泰华", "郑煤机", "中烟", "双汇"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("报告给了哪些企业的产值", _OUTPUTS),
        ("产值超过一百亿的企业", ["中烟"]),
        ("产值不到45亿的企业有哪些", ["中铁装备", "富泰华", "双汇"]),
        ("产值同比涨幅超过四成的是哪几家厂", ["富泰华"]),
        ("增速低于10%的是哪家", ["郑煤机"]),
        ("产值比去年涨了的企业给我数数", ["中铁装备", "富泰华", "郑煤机"]),
    ],
)
def test_a_measure_of_a_kind_of_thing_is_a_set(shipped: FactBase, question: str, told: list[str]) -> None:
    assert shown_in(listed(shipped, question), [*_OUTPUTS, "全国", "规上"]) == [
        n for n in _OUTPUTS if n in told
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("投资30亿或者更多的项目,签了的和在谈的都列出来", ["郑煤机", "富泰华", "小鹏", "迪信通", "中兴"]),
        ("说超10亿那档的项目是哪俩", ["跟谁学", "东风日产"]),
        ("超30亿的是哪两个项目", ["郑煤机", "富泰华"]),
        ("三十亿以上、已经签约的项目有谁家的", ["郑煤机", "富泰华"]),
        ("投资低于35亿、还在谈的项目有哪些", ["迪信通", "中兴"]),
    ],
)
def test_thresholds_and_bands_of_projects(shipped: FactBase, question: str, told: list[str]) -> None:
    projects = ["郑煤机", "富泰华", "跟谁学", "东风日产", "小鹏", "迪信通", "中兴"]
    assert shown_in(listed(shipped, question), projects) == [p for p in projects if p in told]


def test_what_the_question_excepts_from_a_threshold_is_left_out(shipped: FactBase) -> None:
    text = listed(shipped, "Name the projects put at over 1 billion yuan apiece (not the 3bn+ ones).")
    assert shown_in(text, ["GSX", "Nissan", "XPeng", "ZMJ"]) == ["GSX", "Nissan"]


def test_the_least_of_a_described_set_comes_first(shipped: FactBase) -> None:
    assert listed(shipped, "投资最少的在谈项目是哪几个").startswith("迪信通")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("全国汽车产得少得厉害还是卖得少得厉害", "产量的降幅更大"),
        ("全国汽车产量和销量哪个降得少", "销量的降幅更小"),
    ],
)
def test_declines_are_compared_as_declines(shipped: FactBase, question: str, says: str) -> None:
    assert listed(shipped, question).startswith(says)


def test_a_thing_named_twice_is_one_side_of_a_comparison(shipped: FactBase) -> None:
    text = listed(
        shipped, "ZTE's R&D and production centre vs Dixintong's 5G base: which investment is bigger?"
    )
    assert shown_in(text, ["3.1 billion", "3 billion"]) == ["3.1 billion", "3 billion"]


def test_a_numbered_line_ends_in_a_stop(shipped: FactBase) -> None:
    text = listed(shipped, "富泰华、郑煤机、中铁装备按增速从高到低排一下")
    assert text.splitlines() == ["1. 富泰华：45.3%；", "2. 中铁装备：25%；", "3. 郑煤机：8%。"]


def test_a_list_of_unequal_stages_says_how_far_each_thing_is(shipped: FactBase) -> None:
    text = listed(shipped, "投资30亿以上（含30亿）的项目有哪些")
    assert "郑煤机工业产业园项目：超30亿元（已签约）" in text
    assert "迪信通5G基地项目：30亿元（洽谈中）" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Which pipeline projects have reached the agreement-talks stage?",
            ["4 billion", "3 billion", "3.1"],
        ),
        ("跟5G沾边的项目或合作都有啥", ["富泰华", "迪信通", "优德", "联通"]),
        ("招商案里，名称直接挂5G的有哪几个", ["富泰华", "迪信通"]),
        ("那些服务机制都有啥，银企对接啊啥的", ["接待日", "领导分包", "银企对接"]),
        ("班列的运营指标过一遍：班次、吨位都要", ["439班", "17.7亿美元", "27.7万吨"]),
        ("所有办理时限都列一下", ["1日", "3小时", "5日", "1小时"]),
        ("What was newly added in the first half?", ["2,500", "2,400", "1,130"]),
        ("科技创新找了谁合作", ["中关村", "河南投资集团", "联通"]),
        ("What campaigns did the zone run?", ["public toilet", "three deliveries"]),
        ("企业和政府之间建立了哪些沟通机制", ["接待日", "银企对接"]),
        ("看病就医方面都有啥进展", ["七院", "二附院"]),
        ("各项办事时限（企业开办、公章执照、环评）", ["1日", "3小时", "5日"]),
    ],
)
def test_members_kinds_and_neighbours_belong_to_a_set(
    shipped: FactBase, question: str, told: list[str]
) -> None:
    assert shown_in(listed(shipped, question), told) == told


@pytest.mark.parametrize(
    "question",
    [
        "幼儿园都有哪些园长，列一下",
        "海外仓那些国家都叫啥，挨个列",
        "which countries do the freight trains go to",
        "哪些企业的利润超过10亿",
        "list all the bus routes",
    ],
)
def test_a_set_that_the_report_does_not_speak_of_is_not_made_up(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is not ReplyKind.ANSWER


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("全国汽车产量和销量分别下降多少", ["24.1%", "22.6%"]),
        ("全国汽车销量和产量分别下降多少", ["22.6%", "24.1%"]),
        ("How much did national car output fall?", ["24.1%"]),
        ("规上工业产量增速", ["4.1%"]),
    ],
)
def test_a_rate_is_told_by_its_own_name_in_the_order_asked(
    shipped: FactBase, question: str, told: list[str]
) -> None:
    """The growth of one measure answers for no other."""
    assert re.findall(r"[0-9.]+%", listed(shipped, question)) == told


@pytest.mark.parametrize("question", ["how many trains", "开了多少趟车", "how many trains ran", "trains run"])
def test_how_many_there_are_is_how_many_in_all(shipped: FactBase, question: str) -> None:
    found = reply_to(shipped, question)
    assert [shipped.facts[key].id for key in found.facts] == ["rail_express.trains"], found.text


@pytest.mark.parametrize("question", ["列出各项增速", "所有增长率有哪些", "List all growth rates"])
def test_a_list_of_one_measure_is_whole(shipped: FactBase, question: str) -> None:
    """With what fell, and with the nation's; the chart has every rate of the kind."""
    found = respond(shipped, question).reply
    wanted = {"industry_total.growth", "national_cars.sales_growth", "creg.growth", "export_volume.growth"}
    assert wanted <= {key.partition(":")[2] for key in found.facts}
    assert found.chart is not None
    drawn = {bar.value for bar in found.chart.bars}
    assert drawn == {Decimal(v) for v in ("-4.1", "-24.1", "-22.6", "25", "45.3", "8")}


@pytest.mark.parametrize("question", ["哪些增速为负", "哪些同比增速是负的"])
def test_rates_below_zero_are_told_from_the_others(shipped: FactBase, question: str) -> None:
    found = {key.partition(":")[2] for key in respond(shipped, question).reply.facts}
    assert {"industry_total.growth", "national_cars.sales_growth"} <= found
    assert found.isdisjoint({"creg.growth", "export_volume.growth"})


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("企业开办要多久", "列出各项增速", ["4.1%", "45.3%"]),
        ("企业开办要多久", "各企业产值", ["44.8亿元", "121.9亿元"]),
        ("郑煤机产值多少", "list all growth rates", ["45.3%", "24.1%"]),
        ("企业开办要多久", "有哪些班列", ["439班", "285班"]),
        ("列出各项增速", "各企业产值", ["44.8亿元", "121.9亿元"]),
    ],
)
def test_a_list_goes_on_from_the_last_answer_only_where_that_has_several(
    shipped: FactBase, first: str, then: str, told: list[str]
) -> None:
    text = respond(shipped, then, respond(shipped, first).dialogue).reply.text
    assert shown_in(text, told) == told
    assert "1日就能办结" not in text


@pytest.mark.parametrize("question", ["在谈项目投资额", "projects under negotiation investment"])
def test_things_that_answer_equally_well_are_all_told(shipped: FactBase, question: str) -> None:
    assert len(respond(shipped, question).reply.facts) == 3


@pytest.mark.parametrize(
    "question", ["讲讲这份报告", "这份报告讲了什么", "give me an overview of the report"]
)
def test_an_overview_of_the_report_goes_on_from_nothing(shipped: FactBase, question: str) -> None:
    before = respond(shipped, "郑煤机产值多少").dialogue
    assert respond(shipped, question, before).reply.text == respond(shipped, question).reply.text
    assert len(respond(shipped, question).reply.citations) > 5


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("中欧班列班数货值货重都说说", ["439班", "17.7亿美元", "27.7万吨"]),
        ("中欧班列的班数、来回、货值、重量", ["439班", "285班", "154班", "17.7亿美元", "27.7万吨"]),
        (
            "Give me the number of China-Europe trains, the cargo value and the cargo weight.",
            ["439", "277,000"],
        ),
        ("中铁装备的产值、机构和获奖情况", ["44.8亿元", "三个转变", "一等奖"]),
        ("富泰华的产值、同比增速、做法都说一下", ["40.2亿元", "45.3%", "技术改造"]),
        ("What infrastructure was added: cables, substations, parking?", ["24 kil", "2 sub", "2,400"]),
    ],
)
def test_each_thing_asked_of_one_is_told(shipped: FactBase, question: str, told: list[str]) -> None:
    assert shown_in(listed(shipped, question), told) == told


def test_an_item_that_the_report_lacks_is_not_left_out_in_silence(shipped: FactBase) -> None:
    assert "报告没有说" in reply_to(shipped, "中铁装备营收、利润").text


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("跟汽车有关的项目都有谁家的", ["上汽", "东风日产", "小鹏"], ["全国"]),
        ("跟教育有关的项目", ["4所", "2所", "2500个"], ["蓬勃"]),
        ("总投资过30亿的项目有哪些,在谈的也算", ["郑煤机", "富泰华", "小鹏", "中兴"], []),
        ("总投资过30亿的项目有哪些,在谈的不算", ["郑煤机", "富泰华"], ["小鹏", "中兴"]),
        (
            "Which projects are above 3 billion yuan, not counting those under negotiation?",
            ["ZMJ"],
            ["XPeng"],
        ),
        ("上半年跟哪些外面的公司签了协议或者搞了合作", ["河南投资集团", "联通"], []),
        ("Give me the figures on the resettlement housing.", ["33", "8,700"], []),
        ("省市重点项目投资数据全列", ["28个", "1113亿元", "184亿元", "101亿元"], []),
        ("办事审批的时间都缩短到了多少?分别说说", ["1日", "3小时", "5日", "1小时"], []),
        ("教育方面建了哪些、加了多少学位", ["4所", "2所", "2500个"], []),
        ("省级、市级重点项目各新增多少", ["7个", "27个"], []),
    ],
)
def test_what_belongs_to_a_list_and_what_does_not(
    shipped: FactBase, question: str, told: list[str], untold: list[str]
) -> None:
    text = listed(shipped, question)
    assert shown_in(text, told) == told
    assert shown_in(text, untold) == []


@pytest.mark.parametrize("question", ["下降的指标有哪些", "哪些指标下降了", "which figures went down?"])
def test_what_fell_is_listed_and_nothing_else(shipped: FactBase, question: str) -> None:
    text = listed(shipped, question)
    assert shown_in(text, ["4.1%", "24.1%", "22.6%", "18.6%"]) == ["4.1%", "24.1%", "22.6%", "18.6%"]
    assert not shown_in(text, ["25%", "8%。", "30%", "70%"])


@pytest.mark.parametrize("question", ["产值前三名", "企业产值前三名", "top three companies by output"])
def test_the_first_few_are_told_in_order_and_no_more(shipped: FactBase, question: str) -> None:
    lines = listed(shipped, question).splitlines()
    assert len(lines) == 3
    assert re.match(r"1\. (中烟|China Tobacco)", lines[0])
