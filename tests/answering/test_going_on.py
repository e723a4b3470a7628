"""What the next turn goes on about: the one that an answer singled out, what it listed, what it refused."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, said

TALKS = ["哪些项目在谈", "最贵的是哪个"]


def test_it_is_the_one_that_was_singled_out(shipped: FactBase) -> None:
    assert "新能源汽车" in said(shipped, *TALKS, "它是做什么的")
    assert said(shipped, *TALKS, "最便宜的呢").startswith("迪信通")  # of all of them again
    assert said(shipped, "产值最高的企业是哪家", "占规上工业多少").startswith("中烟占规上工业产值的约15.92%")
    assert said(shipped, "产值最高的企业是哪家", "第二呢") == "郑煤机上半年产值为47亿元。"
    assert said(shipped, "biggest company by output?", "second?").startswith("ZMJ's output")


def test_after_a_comparison_it_is_the_one_that_was_compared(shipped: FactBase) -> None:
    told = said(shipped, "中烟产值多少", "比双汇多多少", "占全区工业的几分之几")
    assert told.startswith("中烟占规上工业产值的约15.92%")


def test_a_list_in_one_text_is_gone_on_about_by_what_it_lists(shipped: FactBase) -> None:
    signed = "签约的项目有哪些"
    assert said(shipped, signed, "哪个最大").startswith("郑煤机工业产业园项目最大")
    assert said(shipped, signed, "一共投多少").startswith("合计至少80亿元")
    assert "算不出确切结果" in said(shipped, signed, "第三个投多少", "跟第一个比差多少")
    english = ["list the signed projects", "which is the biggest", "and its builder?"]
    assert said(shipped, *english) == "The industrial park is ZMJ's project."


def test_one_of_several_things_told_may_be_the_one_asked_about(shipped: FactBase) -> None:
    assert said(shipped, "招商去了哪", "拜访了几家") == "外出招商走访洽谈了20余家企业。"


@pytest.mark.parametrize(
    ("refused", "then", "told"),
    [
        ("小鹏汽车有多少员工", "那投了多少", "小鹏新能源汽车项目投资40亿元"),
        ("水系治理花多少钱", "提前了吗", "是的。"),
        ("中烟增速多少", "产值呢", "中烟上半年产值为121.9亿元。"),
    ],
)
def test_what_was_refused_may_be_asked_about_again(
    refused: str, then: str, told: str, shipped: FactBase
) -> None:
    assert reply_to(shipped, "双汇产值多少", refused).kind is ReplyKind.UNKNOWN
    assert said(shipped, "双汇产值多少", refused, then).startswith(told)


def test_what_the_last_thing_cannot_have_stands_on_its_own(shipped: FactBase) -> None:
    assert said(shipped, "企业开办要几天", "注册资本") == "上半年自贸区的新增注册资金为91.5亿元。"
    assert reply_to(shipped, "中烟产值多少", "增速").kind is ReplyKind.UNKNOWN


def test_which_part_of_what_was_told_is_more(shipped: FactBase) -> None:
    assert said(shipped, "班列多少趟", "哪边多").startswith("去程班列更多：去程班列 285班，回程班列 154班")
    assert "outbound trains 285" in said(shipped, "trains?", "which way more?")


@pytest.mark.parametrize("then", ["跟它一块儿上台领奖的是哪家", "还有谁也得了这个奖", "还有谁跟它一起得了"])
def test_who_shares_what_was_told_last(then: str, shipped: FactBase) -> None:
    assert "中铁装备" in said(shipped, "安源工程拿了个什么奖", then)


def test_how_much_is_asked_after_words(shipped: FactBase) -> None:
    assert "4 billion yuan" in said(shipped, "is the Xpeng deal signed?", "how much?")


def test_one_of_a_list_may_be_described_by_what_it_belongs_to(shipped: FactBase) -> None:
    talks = "list projects under negotiation"
    assert said(shipped, talks, "the 5G one: how much?").startswith("The Dixintong 5G base")
    assert said(shipped, "富泰华", "它的5G项目投多少") == "富泰华5G手机精密机构件项目总投资超30亿元。"


def test_one_of_two_things_told_may_be_asked_for_alone(shipped: FactBase) -> None:
    assert said(shipped, "民生实事几件", "省里的呢") == "省里交办的民生实事有9项。"


def test_a_total_is_that_of_the_place_itself(shipped: FactBase) -> None:
    assert said(shipped, "双汇产值", "占总产值多少").startswith("双汇占规上工业产值的约2.94%")


def test_an_elliptical_question_stays_with_what_was_told(shipped: FactBase) -> None:
    assert reply_to(shipped, "管网整治了吗", "花了多少").kind is ReplyKind.UNKNOWN


def test_what_is_denied_is_not_gone_on_about(shipped: FactBase) -> None:
    assert said(shipped, "中铁装备产值", "我问的是增速", "不是它，是郑煤机") == "郑煤机上半年产值同比增长8%。"
    assert said(shipped, "kindergartens", "not those, primary schools").endswith(
        "2 primary schools were built."
    )


def test_the_first_few_of_a_kind_are_a_list_to_count_in(shipped: FactBase) -> None:
    three = "产值最高的三家"
    assert [shipped.facts[k].subject for k in reply_to(shipped, three).facts] == [
        "china_tobacco",
        "zmj",
        "creg",
    ]
    assert said(shipped, three, "第二家增速") == "郑煤机上半年产值同比增长8%。"
    assert said(shipped, "在谈的三个项目", "前两个一共多少").startswith("合计70亿元")
    assert len(reply_to(shipped, "the three biggest companies by output").facts) == 3


def test_what_it_is_said_of_is_the_one_singled_out_alone(shipped: FactBase) -> None:
    topped = ["which projects topped 3 billion", "the second one?"]
    assert said(shipped, *topped).startswith("The ZTE communications components centre")
    assert said(shipped, *topped, "who builds it").endswith("is ZTE's.")
    highest = ["哪家产值最高", "多少", "第二是谁"]
    assert said(shipped, *highest) == "郑煤机上半年产值为47亿元。"
    assert said(shipped, *highest, "两家差多少").startswith("相差74.9亿元")
    assert said(shipped, *highest, "两家差多少", "加一起占全区几成").startswith("中烟、郑煤机合计占")
    assert said(shipped, "哪家产值最高", "富泰华呢", "差多少").startswith("相差81.7亿元")


def test_a_turn_that_is_complete_is_not_set_against_the_last_answer(shipped: FactBase) -> None:
    told = said(shipped, "上半年开了多少班列", "去的呢", "回的占几成")
    assert told == "回程班列占中欧班列的约35.08%。"
    assert said(shipped, "air quality rank?", "and the drop?", "what's the index?").endswith(
        "5.4 in the first half."
    )


def test_what_belongs_to_the_whole_of_the_last_thing(shipped: FactBase) -> None:
    assert "30%" in said(shipped, "垃圾分类中心建了吗", "利用率多少")
    assert "投入运营" in said(shipped, "中原总部是谁的", "一期呢")


def test_all_of_their_like_are_added_where_the_turn_says_how_many(shipped: FactBase) -> None:
    asked = ["What's XPeng's investment?", "and ZTE's?", "total of the three under negotiation?"]
    assert said(shipped, *asked).startswith("10.1 billion yuan in all")
    assert said(shipped, "三个在谈项目一共多少", "平均呢").startswith("平均约33.67亿元")


def test_a_curse_that_names_a_thing_is_asked_about(shipped: FactBase) -> None:
    assert reply_to(shipped, "拆了多少违建", "垃圾呢").kind is ReplyKind.ANSWER


def test_by_how_much_is_of_the_two_told(shipped: FactBase) -> None:
    bigger = ["XPeng's investment", "Dixintong's", "which is bigger", "by how much"]
    assert said(shipped, *bigger).startswith("The difference is 1 billion yuan")
    assert said(shipped, "环评多久", "企业开办呢", "两个差多久").startswith("相差4日")


def test_what_is_complete_in_itself_is_told_whatever_came_before(shipped: FactBase) -> None:
    assert "地方专项债：第1" in reply_to(shipped, "大气指数", "降了多少", "全市第一是啥").text
    placed = said(shipped, "双汇增长多少", "那产值", "在五家里排第几")
    assert placed.startswith("在报告给出产值的5个当中，双汇排第5")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("双汇产值多少", "那家卷烟的呢"), "中烟上半年产值为121.9亿元。"),
        (("郑煤机产值多少", "那个做盾构的呢"), "中铁装备上半年产值为44.8亿元。"),
        (("中铁装备上半年产值咋样", "富泰华呢"), "富泰华上半年产值为40.2亿元。"),
        (("郑煤机产值多少", "它增速比中铁装备低几个百分点"), "郑煤机更低：郑煤机 8%，中铁装备 25%"),
        (("双汇占全区规上工业产值百分之几", "不是双汇,是中烟"), "中烟占规上工业产值的约15.92%"),
        (("小鹏投多少", "迪信通呢", "这两个再加上中兴的一共多少"), "合计101亿元"),
        (("中铁装备上半年增长多少", "那有没有涨得比它还快的"), "比中铁装备（25%）更高的有1个"),
        (("班列多少班", "不是去程的有多少"), "· 回程班列：154班"),
        (("去程多少班", "回程呢", "总共拉了多重的货"), "上半年中欧班列（郑州）所载货物重27.7万吨。"),
        (
            ("富泰华上半年比去年涨了多少", "记错了，富泰华是我小舅子，反正我要问的是郑煤机"),
            "郑煤机上半年产值同比增长8%。",
        ),
    ],
)
def test_a_turn_takes_over_what_it_leaves_out_and_nothing_else(
    turns: tuple[str, ...], told: str, shipped: FactBase
) -> None:
    assert said(shipped, *turns).startswith(told)


def test_the_same_of_a_thing_without_it_is_refused(shipped: FactBase) -> None:
    assert reply_to(shipped, "郑煤机增长多少", "中烟呢").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("turns", "says"),
    [
        (("富泰华产值多少", "中烟呢", "双汇呢", "三家加起来", "占全区多少"), "富泰华、中烟、双汇合计占"),
        (("谁产值第一", "占全区多少"), "中烟占规上工业产值的约15.92%。"),
        (("郑煤机产值", "富泰华呢", "谁的产值高"), "郑煤机更高"),
        (("ZMJ output", "Shuanghui", "how much more did the first one make"), "The difference is 2.45"),
        (("自贸区新增注册资金多少", "那新注册的企业呢"), "上半年自贸区新增注册企业1130家。"),
        (("变电站建了几座", "架空线呢", "停车位呢"), "上半年新增停车位2400个。"),
        (("大气综合指数的下降率是多少", "市里排第几"), "按大气综合指数的下降率，经开区排在全市第一。"),
    ],
)  # fmt: skip
def test_a_turn_goes_on_from_all_that_was_told(shipped: FactBase, turns: tuple[str, ...], says: str) -> None:
    assert reply_to(shipped, *turns).text.startswith(says)
