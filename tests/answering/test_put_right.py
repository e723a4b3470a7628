"""What a question takes for granted wrongly is put right; what it takes rightly is confirmed."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("今年建好的是2所幼儿园和4所小学吧", "不是。"),
        ("上半年建了4所幼儿园和2所小学,是吗", "是的。"),
        ("Were 2 kindergartens and 4 primary schools built?", "No."),
    ],
)
def test_each_of_several_things_has_its_own_number(shipped: FactBase, question: str, lead: str) -> None:
    text = reply_to(shipped, question).text
    assert text.startswith(lead)
    assert "4" in text
    assert "2" in text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("富泰华涨了四成多吧", "是的。"),
        ("富泰华涨了五成多吧", "不是。"),
        ("富泰华凭啥涨了四成多", "富泰华靠的是"),
    ],
)
def test_and_some_may_stand_behind_the_unit(shipped: FactBase, question: str, lead: str) -> None:
    assert reply_to(shipped, question).text.startswith(lead)


def test_months_are_put_right_and_another_year_is_not_told(shipped: FactBase) -> None:
    assert reply_to(shipped, "城市管理考核连着拿第一的是3月和4月吧").text.startswith("报告没有这么说：")
    assert reply_to(shipped, "2019年5月城乡接合部考核排第一吗").kind is ReplyKind.UNKNOWN
    assert reply_to(shipped, "3月份中欧班列开了439班吗").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("5G电商直播基地是联通打造的吗", "不是。5G电商直播基地由优德传媒打造。"),
        ("The 5G live-streaming base was set up by China Unicom, right?", "No. "),
        ("一等奖是中铁装备得的吗", "是的。"),
    ],
)
def test_another_body_is_not_the_one(shipped: FactBase, question: str, says: str) -> None:
    assert reply_to(shipped, question).text.startswith(says)


@pytest.mark.parametrize("question", ["专项债是全市垫底吗", "城市管理考核是全市倒数第一吗"])
def test_what_is_first_is_not_last(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).text.startswith("不是。")


def test_a_rank_that_is_asked_the_reason_of_is_put_right(shipped: FactBase) -> None:
    text = reply_to(shipped, "经开区的大气综合排名是全市第一,怎么做到的?").text
    assert text.startswith("并非如此")
    assert "第二" in text


def test_a_rank_in_the_city_is_not_the_citys_total(shipped: FactBase) -> None:
    assert reply_to(shipped, "听说专项债发行规模经开区在全市只排第二?").text.startswith("不是。")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("小鹏项目在谈吗", "是的。"),
        ("小鹏签了没", "还没有。"),
        ("滨河水系工程完工了吗", "是的。"),
        ("老旧小区改造完工了吗", "还没有。"),
        ("跟谁学投入运营了吗", "是的。"),
        ("进口运邮线路贯通了吗", "是的。"),
        ("一环十纵十横修完了吗", "还没有。"),
        ("“跟谁学”总部一期为什么到现在还没开张", "并非如此"),
    ],
)
def test_how_far_a_thing_is_begins_with_yes_or_no(shipped: FactBase, question: str, lead: str) -> None:
    assert reply_to(shipped, question).text.startswith(lead)


def test_a_rounded_number_is_not_denied(shipped: FactBase) -> None:
    assert reply_to(shipped, "富泰华产值是40亿吗").text.startswith("富泰华")
    assert reply_to(shipped, "富泰华产值有41亿吗").text.startswith("不是。")


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("水系治理是不是延期完工的", "不是。"),
        ("水系工程没延期吧", "是的。"),
        ("滨河国际新城水系提前完工了吗", "是的。"),
        ("Did the zone finish the water project late?", "No. "),
        ("垃圾分类中心是全市最晚建起来的吧", "不是。"),
        ("进口运邮的试点线路有好几条吧", "不是。"),
    ],
)
def test_the_contrary_in_so_many_words_is_told_no(shipped: FactBase, question: str, lead: str) -> None:
    assert reply_to(shipped, question).text.startswith(lead)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("小鹏比中兴投得多吗", "是的。"),
        ("班列回程比去程多吗", "不是。"),
        ("郑煤机比中铁装备增长快吗", "不是。"),
        ("不动产登记比企业开办快吗", "是的。"),
        ("Is ZTE's investment larger than XPeng's?", "No. "),
        ("签约项目超过20个了吗", "没有。"),
    ],
)
def test_whether_one_is_more_than_another_is_told_yes_or_no(
    shipped: FactBase, question: str, lead: str
) -> None:
    assert reply_to(shipped, question).text.startswith(lead)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("跨境电商进口药早就正式开卖了吧", "还没有。"),
        ("迪信通的5G基地已经动工建设了吧", "还没有。"),
        ("Are foreign medicines on sale through cross-border e-commerce yet?", "Not yet. "),
    ],
)
def test_what_is_not_so_yet_is_told_not_yet(shipped: FactBase, question: str, lead: str) -> None:
    assert reply_to(shipped, question).text.startswith(lead)


def test_when_it_begins_is_no_question_of_whether(shipped: FactBase) -> None:
    assert reply_to(shipped, "小鹏的项目哪天开工").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize("question", ["is anything on my grocery list on sale today", "iPhone能买到了吗"])
def test_the_contrary_alone_names_nothing(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question",
    [
        "听说规上工业产值涨了4.1%,原因是啥",
        "規模以上工業產值成長了4.1%,是靠什麼拉起來的?",
        "规上工业产值增长的原因是什么",
    ],
)
def test_a_reason_is_not_looked_for_of_what_is_not_so(shipped: FactBase, question: str) -> None:
    text = reply_to(shipped, question).text
    assert text.startswith(("并没有增长", "並沒有增長"))
    assert "4.1%" in text
