"""Arithmetic through the public way in: the right operands, native wording, no result where none is sound."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, said


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("跨境电商平均每包货值", "跨境电商平均每包货值约143.62元。"),
        ("跨境包裹平均每个值多少钱", "跨境电商平均每包货值约143.62元。"),
        ("中欧班列每吨货值多少", "中欧班列平均每吨货值约6389.89美元。"),
        ("每班中欧班列平均拉多少吨", "中欧班列平均每班货重约630.98吨。"),
        ("跨境电商平均一包多少钱", "跨境电商平均每包货值约143.62元。"),
        ("自贸区新增企业平均注册资金", "自贸区新增企业平均每家注册资金约809.73万元。"),
        ("goods value per ton of cargo", "The value of goods averages about US$6,389.89 per tonne."),
        ("value per train", "The value of goods averages about US$4.03 million per train."),
        (
            "If you divide it out, what's one cross-border parcel worth in yuan?",
            "The value of goods averages about 143.62 yuan per parcel.",
        ),
        (
            "average registered capital per company",
            "On average new companies in the free-trade zone have about 8.1 million yuan of",
        ),
        (
            "28个key projects 平均每个 total investment",
            "省、市重点项目平均每个总投资39.75亿元。",
        ),
    ],
)
def test_an_average_is_of_the_thing_named_by_the_unit_named(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize("question", ["可签约项目平均投资", "平均每家可签约项目投资多少"])
def test_a_lower_bound_over_a_lower_bound_has_no_bound(shipped: FactBase, question: str) -> None:
    reply = reply_to(shipped, question)
    assert "算不出确切结果" in reply.text
    assert "走访" not in reply.text


@pytest.mark.parametrize("question", ["跨境电商平均一单多少钱", "平均每个安置项目多少套安置房"])
def test_an_average_without_its_other_number_says_so(shipped: FactBase, question: str) -> None:
    assert said(shipped, question).endswith("报告没有给出算平均所需的另一个数。")


def test_an_average_of_what_the_report_lacks_is_refused(shipped: FactBase) -> None:
    assert reply_to(shipped, "cost per parcel").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("已完成投资占总投资多少",), "已完成投资占总投资的约9.07%。"),
        (("年度计划占总投资多少",), "年度计划投资占总投资的约16.53%。"),
        (
            ("share of completed investment in total investment",),
            "The investment completed is about 9.07% of the total investment.",
        ),
        (("富泰华产值", "比郑煤机少多少", "占全区多少"), "富泰华占规上工业产值的约5.25%。"),
        (
            ("三家装备企业占规上工业比例",),
            "中铁装备、富泰华、郑煤机合计占规上工业产值的约17.24%。",
        ),
        (
            ("五家企业合计占规上工业多少",),
            "中铁装备、富泰华、郑煤机、中烟、双汇合计占规上工业产值的约36.11%。",
        ),
        (
            ("三个装备企业产值加起来", "占规上工业多少"),
            "中铁装备、富泰华、郑煤机合计占规上工业产值的约17.24%。",
        ),
        (("富泰华占郑煤机多少",), "富泰华产值相当于郑煤机的约85.53%。"),
        (
            ("What percentage of this year's planned key project investment is done?",),
            "About 54.89% of the planned investment for the year is done for the key projects.",
        ),
        (
            ("What share of the China-Europe trains were outbound?",),
            "Outbound trains make up about 64.92% of",
        ),
    ],
)
def test_a_share_is_of_parts_in_their_whole(shipped: FactBase, turns: tuple[str, ...], sentence: str) -> None:
    assert said(shipped, *turns).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("产值最高的两家加起来多少", "合计168.9亿元：中烟121.9亿元，郑煤机47亿元。"),
        ("产值最低的两家一共多少", "合计62.7亿元：双汇22.5亿元，富泰华40.2亿元。"),
        ("小鹏加迪信通加中兴,要是全落地一共能投多少?", "合计101亿元："),
        ("前三名企业产值合计", "合计213.7亿元：中烟121.9亿元，郑煤机47亿元，中铁装备44.8亿元。"),
        (
            "Total output of the top three companies",
            "21.37 billion yuan in all: China Tobacco 12.19 billion yuan, ZMJ 4.7 billion yuan and CREG 4.48",
        ),
        ("幼儿园和小学一共多少所", "合计6所：幼儿园4所，小学2所。"),
        (
            "how many kindergartens and primary schools in total",
            "6 in all: 4 kindergartens and 2 primary schools.",
        ),
        ("考核的那批省市重点项目盘子总共多大", "纳入考核的省、市重点项目，总投资为1113亿元。"),
        ("厂子(规模以上)一共干出来多少钱", "上半年经开区规上工业总产值为765.5亿元。"),
        ("一共弄好了多少个园子", "上半年建成公园游园16个。"),
        ("中欧班列总共值多少美金", "上半年中欧班列"),
        ("停车位总共新增多少", "上半年新增停车位2400个。"),
    ],
)
def test_a_sum_is_of_what_can_be_added_and_a_total_that_stands_is_told(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize("question", ["投资总额合计多少", "小鹏和省市重点项目总投资一共多少"])
def test_figures_that_may_contain_each_other_are_not_added(shipped: FactBase, question: str) -> None:
    reply = reply_to(shipped, question)
    assert "可能互相包含" in reply.text
    assert "计算：" not in reply.text


def test_a_group_of_another_size_than_said_is_asked_about(shipped: FactBase) -> None:
    assert reply_to(shipped, "Total output of three companies").kind is ReplyKind.CLARIFY


def test_each_lists_and_adds_nothing(shipped: FactBase) -> None:
    for question in ("开公司、环评、房产登记各要多久", "企业开办、环评、不动产登记办事加速"):
        assert "合计" not in reply_to(shipped, question).text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("富泰华比中铁装备少多少", "富泰华产值比中铁装备少4.6亿元：富泰华40.2亿元，中铁装备44.8亿元。"),
        ("富泰华比中铁装备高多少", "富泰华产值并不比中铁装备高，而是低4.6亿元："),
        ("中烟比双汇高多少", "中烟产值比双汇高99.4亿元："),
        ("中烟比双汇少多少", "中烟产值并不比双汇少，而是多99.4亿元："),
        ("公租房比安置房少多少套", "公租房比安置房少7563套："),
        ("停车位比学位少几个", "停车位比新增学位少100个："),
        ("中铁装备增长率比富泰华低多少", "中铁装备产值同比增速比富泰华低20.3个百分点："),
        ("全国汽车产量和销量降幅差多少", "相差1.5个百分点：产量下降24.1%，销量下降22.6%。"),
        ("qucheng bi huicheng duo chulai duoshao", "去程班列比回程班列多131班："),
        (
            "How much less did Futaihua produce than ZMJ",
            "Futaihua's output is 680 million yuan lower than ZMJ's: 4.02 billion yuan against",
        ),
        ("How many days are saved on EIA approval", "The difference is 25 days: "),
        ("环评审批时间缩短了多少", "相差25日："),
        (
            "How many more outbound than return trains",
            "There are 131 more outbound trains than return trains: ",
        ),
    ],
)
def test_a_difference_is_told_from_the_side_of_the_first_named(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("郑煤机去年同期基数倒算", "郑煤机去年同期产值约43.52亿元。"),
        ("郑煤机 往回算去年", "郑煤机去年同期产值约43.52亿元。"),
        ("规上工业掉了四个多点,去年这时候是多少亿", "规上工业去年同期产值约798.23亿元。"),
        (
            "ZMJ last yr same half output, calc pls",
            "ZMJ's output a year earlier was about 4.35 billion yuan.",
        ),
        (
            "CREG output in the same period last year",
            "CREG's output a year earlier was about 3.58 billion yuan.",
        ),
        ("郑州发行了多少专项债", "按占比推算，郑州市地方专项债发行额约99.43亿元。"),
        ("郑州全市专项债发行额", "按占比推算，郑州市地方专项债发行额约99.43亿元。"),
        (
            "How many bonds were issued citywide?",
            "By that share, the total for the city of Zhengzhou comes to about 9.94 billion yuan of",
        ),
        ("道路全年flag立的是多少条?按现在的进度反推", "按完成率推算，“千百十”道路的全年目标约130条。"),
        ("full-year target for the roads", "By that completion rate, the full-year target for"),
        ("千百十道路还差多少条", "“千百十”道路距全年目标还差约87条。"),
        ("how many roads are still to go", 'About 87 of the "thousand, hundred, ten" roads are still to go.'),
        ("平钧每个月开行多少班列", "平均每月约73班："),
        ("trains per month", "About 73 trains a month on average. "),
        ("中铁装备比去年多了多少产值", "中铁装备上半年产值同比增长25%。推算下来，比去年同期多约8.96亿元。"),
        ("年度投资完成率", "省、市重点项目已完成年度计划投资的约54.89%。"),
    ],
)
def test_what_is_worked_back_is_said_in_a_sentence(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


def test_nothing_is_worked_back_for_a_measure_that_the_report_lacks(shipped: FactBase) -> None:
    for question in ("郑煤机去年同期利润多少", "富泰华去年同期有多少员工", "中烟去年同期产值"):
        assert reply_to(shipped, question).kind is ReplyKind.UNKNOWN, question


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("郑煤机产值是多少万元", "47亿元，合470000万元。"),
        ("How many metres of cable", "That is 24,000 metres."),
        ("ZMJ output in dollars", "The report gives no exchange rate"),
        ("郑煤机产值多少美元", "报告没有给出汇率"),
        ("中欧班列货值折合人民币多少", "报告没有给出汇率"),
    ],
)
def test_a_unit_asked_for_is_converted_into_or_said_to_need_a_rate(
    shipped: FactBase, question: str, part: str
) -> None:
    assert part in said(shipped, question)


def test_the_unit_of_the_report_or_its_base_is_no_conversion(shipped: FactBase) -> None:
    for question in ("郑煤机产值多少亿元", "郑煤机产值多少元", "环评审批要几天"):
        assert "合" not in said(shipped, question)


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("环评比以前快了多少天",), "现在更快，相差25日："),
        (("不动产登记比公章执照快多少",), "不动产登记办理时间比公章执照快2小时："),
        (("不动产登记比公章执照慢多少",), "不动产登记办理时间并不比公章执照慢，而是快2小时："),
        (
            ("郑煤机增速比规上工业高多少",),
            "郑煤机产值同比增速比规上工业高12.1个百分点：郑煤机增长8%，规上工业下降4.1%。",
        ),
        (("去程比回程多百分之几",), "去程班列比回程班列多约85.06%："),
        (
            ("规上工业比去年少了多少亿",),
            "上半年经开区规上工业总产值同比下降4.1%。推算下来，比去年同期少约32.73亿元。",
        ),
        (("平均每天多少班列",), "平均每天约2.41班："),
        (("每万包货值多少",), "跨境电商平均每万包货值约143.62万元。"),
        (("中欧班列开行多少班", "平均每月呢"), "平均每月约73班："),
        (("富泰华产值", "郑煤机呢", "加起来", "再加上中铁装备"), "合计132亿元："),
        (("全市专项债总共多少",), "按占比推算，郑州市地方专项债发行额约99.43亿元。"),
        (
            ("what percentage of planned projects were signed",),
            "The number signed is over 25.71% of the number planned.",
        ),
        (
            ("how much more did CREG produce than a year earlier",),
            "CREG's output value rose 25% year on year. That comes to",
        ),
    ],
)
def test_it_is_said_as_it_was_asked(shipped: FactBase, turns: tuple[str, ...], sentence: str) -> None:
    assert said(shipped, *turns).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "小鹏占在谈项目总投资的比例",
            "小鹏新能源汽车占小鹏新能源汽车、迪信通5G基地、中兴通信核心部件中心合计的约39.6%。",
        ),
        ("郑煤机占装备制造三家多少", "郑煤机占中铁装备、富泰华、郑煤机合计的约35.61%。"),
        (
            "What share of above-scale output do China Tobacco and Shuanghui make up together?",
            "Together China Tobacco and Shuanghui make up about 18.86% of above-scale industry's output.",
        ),
        ("富泰华涨了多少亿", "富泰华上半年产值同比增长45.3%。推算下来，比去年同期多约12.53亿元。"),
    ],
)
def test_what_the_report_gives_the_parts_of_is_worked_out(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question) == sentence


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("总投资减去已完成投资", "相差1012亿元：总投资1113亿元，已完成投资101亿元。"),
        ("产值最高的和最低的差多少", "相差99.4亿元：中烟121.9亿元，双汇22.5亿元。"),
        (
            "the gap between the highest and lowest output",
            "The difference is 9.94 billion yuan: China Tobacco",
        ),
        ("还剩百分之几的年度投资没完成", "年度计划投资还有约45.11%没有完成。"),
        ("What percentage of the annual plan remains", "About 45.11% of the planned investment for the year"),
        ("What is ZMJ's output divided by Shuanghui's", "ZMJ's output is about 2.09 times Shuanghui's."),
    ],
)
def test_the_two_figures_are_those_that_are_named(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


def test_a_head_of_the_population_is_no_company(shipped: FactBase) -> None:
    assert reply_to(shipped, "人均产值").kind is not ReplyKind.ANSWER


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("富泰华加郑煤机比中铁装备多多少", "富泰华、郑煤机合计87.2亿元，比中铁装备多42.4亿元。"),
        ("郑煤机和中铁装备产值总和是中烟的几倍", "郑煤机、中铁装备合计约为中烟的0.75倍。"),
        ("中烟占五家企业产值的比例", "中烟占中铁装备、富泰华、郑煤机、中烟、双汇合计的约44.1%。"),
        (
            "How much more do ZMJ and CREG together produce than Futaihua",
            "Together ZMJ and CREG come to 9.18 billion yuan, 5.16 billion yuan more than Futaihua.",
        ),
        (
            "How much higher is ZMJ's output than China Tobacco's",
            "No: ZMJ's output is 7.49 billion yuan lower than China Tobacco's: 4.7 billion yuan against",
        ),
    ],
)
def test_several_taken_together_are_set_against_one(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


def test_a_share_in_something_unlike_has_no_result(shipped: FactBase) -> None:
    assert "54.89" not in reply_to(shipped, "专项债占重点项目总投资多少").text
