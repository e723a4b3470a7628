"""What is asked of the report itself: its sections and their titles, its place, its period."""

from __future__ import annotations

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("讲公租房那部分的小标题叫什么", "livelihood"),
        ("说专项债那块题目叫啥", "projects"),
        ("报告第三部分的标题是什么", "industry"),
        ("文章最后一节讲什么", "livelihood"),
        ("section title for the parks?", "city"),
        ("小鹏汽车在报告里哪一节提到", "investment"),
        ("垃圾分类写在第几部分", "city"),
        ("which part of the report deals with kindergartens?", "livelihood"),
    ],
)
def test_the_section_that_holds_something_is_named(shipped: FactBase, question: str, section: str) -> None:
    reply = respond(shipped, question).reply
    titles = {s.id: s.title for r in shipped.reports.values() for s in r.sections}
    assert reply.kind is ReplyKind.ANSWER
    assert titles[section].of(reply.language) in reply.text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("空气质量是写在民生那部分吗", "是的"),
        ("营商环境是写在民生那部分吗", "不是"),
        ("Is air quality in the livelihood section?", "Yes"),
    ],
)
def test_whether_a_section_holds_something(shipped: FactBase, question: str, lead: str) -> None:
    assert respond(shipped, question).reply.text.startswith(lead)


@pytest.mark.parametrize(
    "question",
    [
        "报告有几个部分",
        "这篇报道有哪些小标题",
        "文章目录",
        "how many sections are there?",
        "table of contents please",
    ],
)
def test_all_sections_are_counted_and_listed(shipped: FactBase, question: str) -> None:
    reply = respond(shipped, question).reply
    assert reply.kind is ReplyKind.ANSWER
    assert "7" in reply.text.splitlines()[0]
    assert len(reply.text.splitlines()) == 8


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("报告写的是哪个地方", "河南省郑州市"),
        ("经开区在哪个市", "郑州市"),
        ("what city is the zone in?", "Zhengzhou"),
        ("报告的时间范围", "上半年"),
        ("这篇文章的数据是什么时候的", "上半年"),
        ("which period does this article cover?", "first half"),
    ],
)
def test_the_place_and_the_period_of_the_report(shipped: FactBase, question: str, said: str) -> None:
    assert said in respond(shipped, question).reply.text


@pytest.mark.parametrize(
    "question", ["富泰华40.2亿元是哪段时间的数", "over what period were the 439 trains run?"]
)
def test_the_period_of_a_figure(shipped: FactBase, question: str) -> None:
    reply = respond(shipped, question).reply
    assert len(reply.facts) == 1
    assert "2020" in reply.text


@pytest.mark.parametrize(
    "question",
    [
        "报告哪天刊登的",
        "这份报告有多少字",
        "what's the zone's GDP?",
        "On what date was the institute unveiled?",
    ],
)
def test_what_the_report_does_not_say_of_itself(shipped: FactBase, question: str) -> None:
    assert respond(shipped, question).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("民生那部分主要讲了什么", {"livelihood.1", "livelihood.3", "livelihood.6"}),
        ("give me a summary of the city section", {"city.5", "city.9", "city.13"}),
        ("报告关于项目建设说了什么", {"projects.3", "projects.5", "projects.7"}),
    ],
)
def test_a_section_is_summed_up_from_its_beginning_to_its_end(
    shipped: FactBase, question: str, cited: set[str]
) -> None:
    assert cited <= {c.sentence for c in respond(shipped, question).reply.citations}


@pytest.mark.parametrize("question", ["这篇文章大概说的啥", "what is this article about?"])
def test_what_the_report_is_about_is_its_overview(shipped: FactBase, question: str) -> None:
    overview = next(iter(shipped.reports.values())).overview
    assert respond(shipped, question).reply.text in (overview.zh, overview.en)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("“网上丝绸之路”的效应怎么样", "online_silk_road.stage"),
        ("What kind of vehicle is the Yutong in the picture?", "yutong_bus.content"),
    ],
)
def test_a_fact_named_beside_its_subject_is_told_alone(shipped: FactBase, question: str, fact: str) -> None:
    assert respond(shipped, question).reply.facts == (f"jingkai-2020h1:{fact}",)


def test_what_places_asks_where_and_not_for_names(shipped: FactBase) -> None:
    assert respond(shipped, "海外仓设在哪些地方").reply.kind is ReplyKind.ANSWER
    assert respond(shipped, "海外仓设在哪12个国家").reply.kind is ReplyKind.UNKNOWN


def test_pictures_are_counted_by_their_captions(shipped: FactBase) -> None:
    assert "2张" in respond(shipped, "报道配了几张照片").reply.text
