"""What a question asks for, and what it names without asking for it: told apart in the answer."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to, said


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("我投了十几份简历，等了几年都没消息，对了富泰华产值有多少", "futaihua.output"),
        ("简历改了八遍老板还不满意，说说报告里郑煤机产值多少", "zmj.output"),
        (
            "I have asked two people when it opens, anyway: how many kindergartens were built?",
            "kindergartens.built",
        ),
    ],
)
def test_question_words_of_a_story_do_not_ask(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("1到5月全国汽车销量(不是产量)降了百分之几", "national_cars.sales_growth"),
        ("不是销量，全国1到5月汽车产量降了多少", "national_cars.production_growth"),
        ("大气综合指数的读数是多少，不是降幅", "air.air_index"),
        ("省里交办的民生实事有几项（非市里的）", "provincial_tasks.quantity"),
    ],
)
def test_what_is_denied_in_passing_is_not_meant(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("专项债的发行额占全市的份额", "bonds.share"),
        ("专项债发行规模在全市排老二是吧", "bonds.rank"),
        ("What share of the city's do the bonds issued make up?", "bonds.share"),
    ],
)
def test_a_share_or_a_rank_is_told_though_its_base_is_named(
    shipped: FactBase, question: str, fact: str
) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("变电站建了几坐", "substations.built"),
        ("中欧班列拉了多少万顿", "rail_express.cargo_weight"),
        ("迪信通那个基地投资多少义", "dixintong.total_investment"),
    ],
)
def test_a_counting_word_is_heard_behind_how_many(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


def test_a_place_in_a_text_is_part_of_it(shipped: FactBase) -> None:
    """A figure of another place stays refused."""
    told = respond(shipped, "樊福太在航空港那边是什么职务").reply
    assert told.facts == ("jingkai-2020h1:fan_futai.role",)
    assert respond(shipped, "航空港上半年规上工业产值多少").reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question", ["迪信通那基地占多少亩地", "郑煤机产业园占多少平方米", "富泰华占地多少亩"]
)
def test_how_many_of_something_else_is_no_answer(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_an_everyday_word_that_names_another_thing_rules_nothing_out(shipped: FactBase) -> None:
    told = respond(shipped, "富泰华做手机零件的那个新项目总投资多少").reply
    assert told.facts == ("jingkai-2020h1:futaihua_5g.total_investment",)
    assert respond(shipped, "国药在区里的物流收入是多少").reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("专项债发行额为什么在全市只排第二", "并非如此：经开区地方专项债"),
        ("滨河国际新城的水系治理为啥一直没完工", "并非如此：滨河国际新城"),
        ("中铁装备的产值怎么会下降", "并没有下降：中铁装备"),
        ("Why did ZMJ's output fall?", "It did not fall: "),
    ],
)
def test_the_reason_of_what_is_not_so_is_put_right(shipped: FactBase, question: str, start: str) -> None:
    assert respond(shipped, question).reply.text.startswith(start)


def test_the_reason_of_what_is_so_stays_unsaid(shipped: FactBase) -> None:
    assert respond(shipped, "专项债为什么能排全市第一").reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question",
    ["新增的2500个学位中,小学占多少个", "2400个停车位里,变电站占多少个", "跨境电商65亿元中出口占多少"],
)
def test_a_part_that_the_report_does_not_give_is_no_figure_of_its_own(
    shipped: FactBase, question: str
) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


def test_a_name_that_several_things_share_asks_which_is_meant(shipped: FactBase) -> None:
    told = respond(shipped, "审批事项一共有多少项").reply
    assert told.kind is ReplyKind.CLARIFY
    assert len(told.choices) >= 2


@pytest.mark.parametrize("question", ["海外仓设在哪12个国家", "Which 12 countries have overseas warehouses?"])
def test_a_count_that_the_question_states_is_no_answer_to_which(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    "question",
    ["中欧班列去程的货值是多少美元", "17.7亿美元货值里出口占多少", "Penang 的自贸区新增注册企业多少家"],
)
def test_a_figure_of_the_whole_is_none_of_a_part_or_of_another(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("请提供现代物流业主营收入的完成情况", "logistics.revenue"),
        ("1至5月全国汽车产量的同比降幅是多少", "national_cars.production_growth"),
    ],
)
def test_a_name_in_the_way_is_read_as_a_mere_word(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


def test_a_fraction_is_a_percentage(shipped: FactBase) -> None:
    assert respond(shipped, "中铁装备产值增长了四分之一吗").reply.text.startswith("是的")
    assert respond(shipped, "中铁装备产值增长了三分之一吗").reply.text.startswith("不是")


def test_less_than_last_year_is_a_fall(shipped: FactBase) -> None:
    assert respond(shipped, "郑煤机的产值比去年少了吗").reply.text.startswith("没有。")


@pytest.mark.parametrize("question", ["规上工业总产值的同比降幅", "规上工业产值同比降了多少"])
def test_a_fall_is_asked_for_by_any_of_its_words(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.facts == ("jingkai-2020h1:industry_total.growth",)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("今年多了几个省级重点项目", "7个"),
        ("多了几个车位", "2400个"),
        ("去程比回程多了几个", "131班"),
        ("重点项目还差多少", "83亿元"),
    ],
)
def test_how_many_were_added_is_no_gap_to_a_target(shipped: FactBase, question: str, says: str) -> None:
    assert says in said(shipped, question)


@pytest.mark.parametrize(
    ("question", "cite"),
    [
        ("谁搞了全省第一个5G直播基地", "opening.8"),
        ("哪家企业率先打造了5G电商直播基地", "opening.8"),
        ("全市谁先建垃圾分类中心", "city.13"),
    ],
)
def test_who_was_first_is_told_with_what_it_was(shipped: FactBase, question: str, cite: str) -> None:
    reply = reply_to(shipped, question)
    assert [c.sentence for c in reply.citations] == [cite], reply.text


def test_nobody_is_first_in_what_no_first_is_told_of(shipped: FactBase) -> None:
    for question in ("谁第一个做跨境电商", "谁率先建成变电站", "who was first to open a kindergarten"):
        assert reply_to(shipped, question).kind is not ReplyKind.ANSWER, question


@pytest.mark.parametrize(
    "question",
    ["How many months in a row did the zone top city management?", "郑州市城管考核连续几个月第一"],
)
def test_a_place_in_the_city_is_the_zones_own(shipped: FactBase, question: str) -> None:
    assert [c.sentence for c in reply_to(shipped, question).citations] == ["city.14"]
