"""Which figures a question of arithmetic means: names side by side, months, years before, turns before."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, said


@pytest.mark.parametrize(
    ("question", "runs"), [("回程中欧班列一共多少班", "154"), ("去程的班列总共多少班", "285")]
)
def test_a_part_named_beside_its_whole_is_meant_alone(shipped: FactBase, question: str, runs: str) -> None:
    assert runs in said(shipped, question)
    assert "439" not in said(shipped, question)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("公租房建成的和办完四证的安置房,合计多少套", "合计9837套："),
        ("安置房办完四证的套数比建成的公租房多多少", "安置房比公租房多7563套："),
        ("办好四证的安置房是建成公租房的几倍", "安置房约为公租房的7.65倍。"),
        ("跟谁学总部加东风日产发动机扩能,两项一共要投多少", "合计至少20亿元："),
        ("幼儿园和学校一共建了几所", "合计6所："),
        ("how many schools and kindergartens were built altogether", "6 in all: "),
        ("省里和市里交办的民生实事一共多少项", "合计28项："),
        ("郑煤机、中铁装备、富泰华三家捆一块儿是多少产值", "合计132亿元："),
    ],
)
def test_what_is_said_of_one_name_does_not_bar_the_other(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("how many firms a month register in the FTZ", "About 188 a month"),
        ("avg number of china-europe trains per month in h1?", "About 73 trains a month"),
        ("how many trains leave per day on average", "About 2.41 trains a day"),
        ("一趟班列平均值多少美元", "中欧班列平均每班货值约403.19万美元。"),
    ],
)
def test_a_month_and_a_day_are_of_what_is_counted(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize("question", ["不动产登记平均每天要多久", "环评审批每月要几天"])
def test_a_time_that_something_takes_is_not_spread_over_months(shipped: FactBase, question: str) -> None:
    assert "÷" not in reply_to(shipped, question).text


def test_a_stage_that_is_named_bars_projects_of_another(shipped: FactBase) -> None:
    reply = reply_to(shipped, "洽谈中的三个项目,平均一个投资多少")
    assert "33.67亿元" in reply.text
    assert "可签约" not in reply.text


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("没涨之前郑煤机产值是多少",), "郑煤机去年同期产值约43.52亿元。"),
        (("中铁装备按涨幅倒推,基期产值多少",), "中铁装备去年同期产值约35.84亿元。"),
        (("郑煤机产值", "去年呢"), "郑煤机去年同期产值约43.52亿元。"),
        (("ZMJ output", "and a year before?"), "ZMJ's output a year earlier was about 4.35 billion yuan."),
        (("郑煤机产值", "同比", "据此推算,基期数值应是多少?"), "郑煤机去年同期产值约43.52亿元。"),
        (("By how many yuan did ZMJ's output grow?",), "ZMJ's output value rose 8% year on year. That comes"),
        (("43条是33%,那全年得修多少条",), "按完成率推算，“千百十”道路的全年目标约130条。"),
        (
            ("citywide special bond issuance implied by the zone's share",),
            "By that share, the total for the city of Zhengzhou comes to about 9.94 billion yuan",
        ),
    ],
)
def test_a_figure_is_worked_back_in_whatever_words(
    shipped: FactBase, turns: tuple[str, ...], sentence: str
) -> None:
    assert said(shipped, *turns).startswith(sentence)


@pytest.mark.parametrize(
    "turns", [("产值最高的企业", "去年呢"), ("双汇产值", "去年呢"), ("班列开行多少班", "去年呢")]
)
def test_the_year_before_is_refused_where_no_rate_gives_it(shipped: FactBase, turns: tuple[str, ...]) -> None:
    assert reply_to(shipped, *turns).kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("中烟产值多少", "占规上工业总产值多少"), "中烟占规上工业产值的约15.92%。"),
        (("重点项目一年计划投多少", "已经投了多少", "占几成"), "已完成投资占年度计划投资的约54.89%。"),
        (("棚改开工几个?", "再加上安置区开工的,一共几个项目?"), "合计48个："),
        (("专项债发了多少", "全市呢,按占比算"), "按占比推算，郑州市地方专项债发行额约99.43亿元。"),
    ],
)
def test_a_turn_calculates_with_the_last_answer(
    shipped: FactBase, turns: tuple[str, ...], sentence: str
) -> None:
    assert said(shipped, *turns).startswith(sentence)


def test_two_measures_of_one_thing_that_do_not_add_up_are_told_so(shipped: FactBase) -> None:
    assert "单位不同" in reply_to(shipped, "班列的班次加货重是多少").text


def test_now_is_not_what_was_before(shipped: FactBase) -> None:
    assert "5日" in said(shipped, "环评以前要等上一个月,现在几天就会过?") + "".join(
        reply_to(shipped, "以前環評要等上一個月,現在幾天就會過?").text
    )


@pytest.mark.parametrize(
    "question",
    [
        "千百十道路今年一共得弄多少条",
        "千百十道路和示范路今年总共打算弄多少条?按完成比例算",
        "千百十道路今年计划修多少条",
        "how many qianbaishi roads are supposed to be built this year",
    ],
)
def test_what_is_to_be_done_in_the_year_follows_from_the_progress(shipped: FactBase, question: str) -> None:
    assert "130" in said(shipped, question)


@pytest.mark.parametrize("question", ["千百十道路今年计划投资多少亿", "千百十道路要修几年"])
def test_another_measure_of_the_plan_does_not_follow_from_the_progress(
    shipped: FactBase, question: str
) -> None:
    assert reply_to(shipped, question).kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("千百十道路还要修几条", "“千百十”道路距全年目标还差约87条。"),
        ("多少个双汇才抵得上一个中烟", "中烟产值约为双汇的5.42倍。"),
        ("环评原来的时间是现在的几倍", "原来的办理时间是现在的办理时间的6倍。"),
        ("what % of all the trains were return trips", "Return trains make up about 35.08% of"),
        ("规上工业里头装备三家和中烟双汇一共占多少", "中铁装备、富泰华、郑煤机、中烟、双汇合计占"),
        (
            "富泰华产值一年增加了多少亿元",
            "富泰华上半年产值同比增长45.3%。推算下来，比去年同期多约12.53亿元。",
        ),
        ("除了经开区,郑州其他地方发了多少专项债", "按占比推算，郑州市其余地区地方专项债发行额约85.51亿元。"),
        (
            "add up the three deals still under negotiation, how much money",
            "10.1 billion yuan in all: ",
        ),
    ],
)
def test_the_operation_is_heard_in_whatever_words(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize(
    ("question", "sentence", "working"),
    [
        (
            "小鹏的投资是跟谁学总部的几倍",
            "小鹏新能源汽车总投资不到“跟谁学”中原总部的4倍。",
            "40亿元 ÷ 超10亿元 < 4",
        ),
        (
            "How many times the GSX headquarters investment is Xpeng's",
            "The XPeng vehicle project's total investment is less than 4 times",
            "÷ over 1 billion yuan < 4",
        ),
        ("每月平均拆了多少违建", "平均每月超11.66万平方米：", "超70万平方米 ÷ 6 = 超11.66万平方米"),
    ],
)
def test_a_bound_carries_through_and_is_not_rounded_away(
    shipped: FactBase, question: str, sentence: str, working: str
) -> None:
    reply = reply_to(shipped, question)
    assert reply.text.startswith(sentence)
    assert working in reply.text


@pytest.mark.parametrize(
    "question", ["中烟比双汇多多少个亿", "中烟+双汇产值", "Dixintong + ZTE total investment"]
)
def test_what_is_worked_out_shows_its_working(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).working


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("中烟产值比三家装备企业总和少多少",), "中铁装备、富泰华、郑煤机合计132亿元，比中烟多10.1亿元。"),
        (("三家装备企业产值合计是双汇的几倍",), "中铁装备、富泰华、郑煤机合计约为双汇的5.87倍。"),
        (("中烟产值", "双汇呢", "加一起占规上工业多少"), "中烟、双汇合计占规上工业产值的约18.86%。"),
        (("环评审批时间压缩了百分之几",), "环评审批的时间缩短了约83.33%：从30日到5日。"),
        (
            ("By what percentage was EIA approval time cut?",),
            "The time was cut by about 83.33%, from 30 days to 5 days",
        ),
        (("富泰华涨了45.3%才到40.2亿,原来多少",), "富泰华去年同期产值约27.67亿元。"),
        (("经开区专项债占14%,那整个郑州是多少亿",), "按占比推算，郑州市地方专项债发行额约99.43亿元。"),
        (("小鹏项目跟迪信通的投资额之差",), "相差10亿元："),
    ],
)
def test_a_group_a_cut_and_a_stated_rate_are_calculated_with(
    shipped: FactBase, turns: tuple[str, ...], sentence: str
) -> None:
    assert said(shipped, *turns).startswith(sentence)


@pytest.mark.parametrize("question", ["自贸区企业平均每家多少员工", "去年公租房月均建成多少套"])
def test_what_the_report_lacks_has_no_average(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).kind is ReplyKind.UNKNOWN


def test_a_gap_of_nothing_is_not_told(shipped: FactBase) -> None:
    assert "超0" not in reply_to(shipped, "迪信通和郑煤机产业园哪个投资大").text


def test_a_month_in_passing_talk_is_not_asked_for(shipped: FactBase) -> None:
    assert "平均每月" not in reply_to(shipped, "他说拧螺丝一个月八千,富泰华产值比上一年涨了百分之几啊").text


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("公章执照跟企业开办比,快多少小时", "公章执照办理时间比企业开办快21小时："),
        ("不动产登记比企业开办快多少", "不动产登记办理时间比企业开办快23小时："),
        ("How many days were knocked off the environmental sign-off?", "The difference is 25 days:"),
        ("What do the Xpeng, Dixintong and ZTE projects add up to?", "10.1 billion yuan in all:"),
    ],
)
def test_a_part_is_compared_with_what_it_belongs_to(shipped: FactBase, question: str, sentence: str) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize(
    "question", ["动工了多少个项目", "新开工了几个项目", "how many projects were started"]
)
def test_a_kind_of_thing_that_several_figures_fit_is_asked_back_about(
    shipped: FactBase, question: str
) -> None:
    assert len(reply_to(shipped, question).choices) == 3


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("半年439班,折合一个月几班",), "平均每月约73班："),
        (("郑煤机比上年同期增加多少产值",), "郑煤机上半年产值同比增长8%。推算下来，比去年同期多约3.48亿元。"),
        (("回程车占班列的比例",), "回程班列占中欧班列的约35.08%。"),
        (("点了名的工业企业里产值排第二的是谁",), "郑煤机排第2，产值47亿元；前面是中烟 121.9亿元。"),
        (("省民生实事比市的少几件",), "相差10项："),
        (("平均每班中欧班列装了价值多少的货",), "中欧班列平均每班货值约403.19万美元。"),
        (
            ("自贸区新增注册企业多少家", "注册资金呢", "平均每间多少"),
            "自贸区新增企业平均每家注册资金约809.73万元。",
        ),
        (("中铁装备产值多少", "郑煤机呢", "后者比前者多多少"), "郑煤机产值比中铁装备多2.2亿元："),
        (("公租房建成多少套", "安置房办了多少套证", "后者是前者几倍"), "安置房约为公租房的7.65倍。"),
    ],
)
def test_what_is_not_named_is_stated_counted_or_pointed_to(
    shipped: FactBase, turns: tuple[str, ...], sentence: str
) -> None:
    assert said(shipped, *turns).startswith(sentence)


@pytest.mark.parametrize("question", ["我一个月跑30天", "半年440班,折合一个月几班"])
def test_a_number_that_the_report_does_not_state_is_not_spread(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).kind is not ReplyKind.ANSWER


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("小鹏、迪信通、中兴三家要是都落地,总共多少亿?", "合计101亿元："),
        (
            "Adding up the livelihood tasks assigned by the province and by the city, how many in all?",
            "28 items in",
        ),
        ("新补进来的省重点项目和准备补的市重点项目,哪个数量多", "拟增补的市重点项目更多："),
        ("规上工业总产值跟现代物流业主营收入比,谁大", "规上工业更大："),
        ("正式签约的项目和跟进的总部基地型项目,哪个数量多", "招商重点项目的签约数更多："),
        ("已签约的项目占谋划的重点项目大约几成", "签约数占谋划数的25.71%以上。"),
        (
            "what is the average value of one cross-border e-commerce parcel in yuan?",
            "The value of goods averages",
        ),
        ("Rank the three projects under negotiation by investment, largest first", "1. The XPeng"),
    ],
)
def test_names_that_are_set_side_by_side_are_told_apart(
    shipped: FactBase, question: str, sentence: str
) -> None:
    assert said(shipped, question).startswith(sentence)


@pytest.mark.parametrize(
    "question",
    [
        "产值涨得最猛的企业",
        "哪家厂子涨得最猛",
        "涨得最快的是哪家",
        "谁涨得最猛",
        "which company's output rose the most",
    ],
)
def test_how_figures_changed_is_compared_not_the_figures(shipped: FactBase, question: str) -> None:
    assert said(shipped, question).startswith(
        ("富泰华最高，产值同比增速45.3%", "Futaihua (Foxconn) is highest")
    )
