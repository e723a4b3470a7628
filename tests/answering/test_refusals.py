"""What is said where the report is silent, and what is offered instead: in words that a person would use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.answering.phrasing import LONGEST
from bot.answering.reply import Refusal, ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to

INVENTED = Path(__file__).parents[1] / "data" / "generality"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("富泰华有多少员工", "报告没有说富泰华有多少员工。"),
        ("How many people does ZMJ employ?", "The report doesn't say how many people ZMJ employs."),
        ("富泰华在哪里", "报告没有说富泰华在哪里。"),
        ("Where is Futaihua?", "The report doesn't say where Futaihua is."),
        ("宇通无人公交投产了吗", "报告没有说宇通5G无人驾驶智能公交是否投入运营。"),
        ("GDP of the zone", "The report gives no figure for GDP."),
        ("中烟产值增长了多少", "报告没有说中烟同比增长多少。"),
        ("富泰华排第几", "报告没有说富泰华排第几。"),
        ("why did car output fall", "The report doesn't say why."),
        ("how many overseas warehouses are there", "The report doesn't say how many overseas warehouses."),
        (
            "how many public toilets were built",
            'The report mentions the "public toilet revolution", but doesn\'t say how many.',
        ),
        ("what is the area of Yufeng Park", "The report doesn't give Yufeng Park's floor area."),
        ("海外仓总共有几座", "报告没有提到仓库数量。"),
        ("货值增长了多少", "报告没有直接说这一点。"),
    ],
)
def test_a_refusal_names_what_is_missing(shipped: FactBase, question: str, says: str) -> None:
    found = reply_to(shipped, question)
    assert found.kind is ReplyKind.UNKNOWN
    assert found.refusal is Refusal.NOT_IN_REPORT
    assert found.text == says


def test_another_report_is_refused_in_the_same_words(invented: FactBase) -> None:
    assert reply_to(invented, "上半年临湖钢铁有多少员工").text == "报告没有说临湖钢铁有多少员工。"
    english = reply_to(invented, "What profit did Linhu Steel make in the first half?").text
    assert english == "The report doesn't say what profit Linhu Steel made."


@pytest.mark.parametrize(
    "question", ["列出完成率", "有哪些全国首创", "List rankings", "有几家企业有产值数据"]
)
def test_nothing_that_the_report_has_is_said_to_be_missing(shipped: FactBase, question: str) -> None:
    found = reply_to(shipped, question)
    assert not re.search("没有提到|没有给出|没有说[^这]|doesn't give|gives no|says nothing", found.text)


@pytest.mark.parametrize(
    "question", ["富泰华有多少员工", "How many people does ZMJ employ?", "郑煤机利润多少"]
)
def test_next_steps_are_questions_that_fit_a_button(shipped: FactBase, question: str) -> None:
    offered = [c.label for c in reply_to(shipped, question).related]
    assert offered
    asked = [text for text in offered if text.endswith(("？", "?"))]
    assert asked
    assert all(len(text) <= LONGEST["en" if text.isascii() else "zh"] for text in asked)


def test_every_wording_of_a_measure_reads_as_a_question(shipped: FactBase) -> None:
    for phrasing in shipped.vocabulary.phrasings.values():
        for text in (phrasing.question.zh, phrasing.question.en, phrasing.clause.zh, phrasing.clause.en):
            assert not text.endswith(("?", "？", "。", "."))
            assert set(re.findall(r"\{[^}]*\}", text)) <= {"{subject}", "{measure}", "{subject's}"}


@pytest.mark.parametrize("text", ["再见", "谢谢", "bye", "thanks"])
def test_a_goodbye_is_not_followed_by_suggestions(shipped: FactBase, text: str) -> None:
    found = reply_to(shipped, text)
    assert found.kind is ReplyKind.CHAT
    assert not found.related


@pytest.mark.parametrize("text", ["", "?", "123", "哈哈", "haha"])
def test_a_message_without_a_word_is_not_called_off_topic(shipped: FactBase, text: str) -> None:
    found = reply_to(shipped, text)
    assert found.kind is ReplyKind.CHAT
    assert "没看懂" in found.text or "didn't get that" in found.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("郑煤机第一季度产值", "只给出2020年上半年的合计"),
        ("郑煤机6月产值", "只给出2020年上半年的合计"),
        ("ZMJ output in the first quarter", "only gives totals for the first half of 2020"),
        ("下半年目标是多少", "报告只讲2020年上半年"),
    ],
)
def test_a_part_of_the_reported_period_is_told_from_another(
    shipped: FactBase, question: str, says: str
) -> None:
    found = reply_to(shipped, question)
    assert found.refusal is Refusal.OTHER_PERIOD
    assert says in found.text


def test_the_nations_figure_is_not_called_another_places(shipped: FactBase) -> None:
    found = reply_to(shipped, "经开区汽车产量下降多少")
    assert found.refusal is Refusal.OTHER_PLACE
    assert found.text == "报告没有给出郑州经开区的产量同比增速，只有全国的。"


@pytest.mark.parametrize(
    ("question", "kind", "starts"),
    [
        ("报告提到小鹏了吗", ReplyKind.ANSWER, "提到了。"),
        ("有没有提到郑煤机", ReplyKind.ANSWER, "提到了。"),
        ("does the report mention XPeng", ReplyKind.ANSWER, "Yes"),
        ("报告提到特斯拉了吗", ReplyKind.UNKNOWN, "没有提到"),
        ("Does the report mention Tesla?", ReplyKind.UNKNOWN, "No"),
    ],
)
def test_whether_the_report_mentions_a_thing_is_said_first(
    shipped: FactBase, question: str, kind: ReplyKind, starts: str
) -> None:
    found = reply_to(shipped, question)
    assert found.kind is kind
    assert found.text.startswith(starts)


@pytest.mark.parametrize(("question", "names"), [("有哪些企业", "中铁装备"), ("List companies", "ZMJ")])
def test_the_things_of_a_kind_are_named(shipped: FactBase, question: str, names: str) -> None:
    found = reply_to(shipped, question)
    assert found.kind is ReplyKind.ANSWER
    assert names in found.text


@pytest.mark.parametrize("question", ["目录", "报告有几个部分", "What is in the report?", "sections"])
def test_what_the_report_covers_is_told_by_its_sections(shipped: FactBase, question: str) -> None:
    found = reply_to(shipped, question)
    assert found.kind is ReplyKind.ANSWER
    section = next(s for r in shipped.reports.values() for s in r.sections if len(s.sentences) > 3)
    assert section.title.of(found.language) in found.text


def test_choices_are_told_apart_by_their_subjects_and_figures(shipped: FactBase) -> None:
    found = reply_to(shipped, "产值")
    assert found.kind is ReplyKind.CLARIFY
    assert found.text == "你问的是哪一个的产值？"
    assert "郑煤机（47亿元）" in [c.label for c in found.choices]


@pytest.mark.parametrize("texts", [("产值", "全部"), ("产值", "都要"), ("output", "all of them")])
def test_all_choices_may_be_picked(shipped: FactBase, texts: tuple[str, ...]) -> None:
    offered = reply_to(shipped, texts[0]).choices
    found = reply_to(shipped, *texts)
    assert found.kind is ReplyKind.ANSWER
    assert set(found.facts) == {key for choice in offered for key in choice.facts}


@pytest.mark.parametrize(
    "texts", [("郑煤机产值多少", "出处呢"), ("郑煤机产值多少", "来源"), ("ZMJ output", "source?")]
)
def test_the_source_of_the_last_answer_is_told_again(shipped: FactBase, texts: tuple[str, ...]) -> None:
    found = reply_to(shipped, *texts)
    assert found.kind is ReplyKind.ANSWER
    assert [c.sentence for c in found.citations] == ["industry.7"]
    assert "7" in found.text


@pytest.mark.parametrize(
    "texts",
    [
        ("小鹏项目投资多少", "今天天气怎么样"),
        ("小鹏项目投资多少", "weather today"),
        ("What is invested in XPeng?", "weather today"),
        ("What is invested in XPeng?", "what's the weather like today"),
        ("weather today",),
    ],
)
def test_the_weather_is_asked_of_nothing_that_was_told(shipped: FactBase, texts: tuple[str, ...]) -> None:
    found = reply_to(shipped, *texts)
    assert found.refusal is Refusal.NOT_IN_REPORT
    assert found.text in ("报告没有提到天气。", "The report says nothing about weather.")


def test_what_a_thing_may_have_is_still_asked_of_the_last_one(shipped: FactBase) -> None:
    assert reply_to(shipped, "富泰华产值多少", "员工人数").text == "报告没有说富泰华有多少员工。"
    assert reply_to(shipped, "中烟产值多少", "产值增速").text == "报告没有说中烟的产值同比增长多少。"


@pytest.mark.parametrize(
    "before", ["", "小鹏项目投资多少", "企业开办要多久", "谁写的这篇报告", "How many trains ran?", "今天天气"]
)
def test_a_measure_that_the_last_answers_thing_cannot_have_asks_back(shipped: FactBase, before: str) -> None:
    for question in ("产值增速", "output growth"):
        found = reply_to(shipped, *filter(None, [before, question]))
        assert found.kind is ReplyKind.CLARIFY, before
        assert any("郑煤机" in c.label or "ZMJ" in c.label for c in found.choices)


@pytest.mark.parametrize(
    ("question", "offered"),
    [
        ("产值增速", ["规上工业（-4.1%）", "汽车及零部件产业（降幅逐步收窄）", "郑煤机（8%）"]),
        ("output growth", ["above-scale industry (-4.1%)", "automobile and parts industry", "ZMJ (8%)"]),
    ],
)
def test_choices_read_alike_where_one_of_them_has_no_figure(
    shipped: FactBase, question: str, offered: list[str]
) -> None:
    labels = [c.label for c in reply_to(shipped, question).choices]
    assert set(offered) <= set(labels)


def test_suggestions_agree_with_plural_names(shipped: FactBase) -> None:
    found = reply_to(shipped, "How much larger is the output of China Tobacco than that of Shuanghui?")
    assert "How are traditional industries doing?" in [c.label for c in found.related]


@pytest.mark.parametrize(
    "question", ["樊福太干得好不好", "樊福太这个主任当得怎么样", "小鹏和中兴你更看好哪家"]
)
def test_nobody_is_judged(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).text.startswith("这要的是看法或预测")


def test_how_a_thing_goes_is_no_judgement(shipped: FactBase) -> None:
    assert reply_to(shipped, "装备制造干得怎么样").kind is ReplyKind.ANSWER


def test_where_a_thing_is_to_be_built_presumes_nothing_wrong(shipped: FactBase) -> None:
    assert reply_to(shipped, "迪信通5G基地准备建在什么位置").kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "kind"),
    [("垃圾往哪去", ReplyKind.UNKNOWN), ("什么垃圾", ReplyKind.CHAT), ("垃圾", ReplyKind.CHAT)],
)
def test_a_curse_that_names_a_thing_may_ask_about_it(shipped: FactBase, text: str, kind: ReplyKind) -> None:
    assert reply_to(shipped, text).kind is kind


@pytest.mark.parametrize(
    "question", ["经开区在全国排第几", "专项债全省排第几", "How does the zone rank in the nation?"]
)
def test_a_rank_in_a_wider_place_is_no_rank_in_the_city(shipped: FactBase, question: str) -> None:
    found = reply_to(shipped, question)
    assert found.refusal is Refusal.OTHER_PLACE
    assert "排名" in found.text or "rank" in found.text


def test_how_large_an_area_is_not_answered_with_how_many(shipped: FactBase) -> None:
    assert reply_to(shipped, "安置房多大面积").refusal is Refusal.NOT_IN_REPORT


@pytest.mark.parametrize(
    "question",
    [
        "郑东新区,上半年签了多少个项目",
        "我想看郑东新区,上半年招商签了多少个项目",
        "说说航空港那边,上半年签了多少个项目",
        "Zhengdong New District, how many projects did it sign?",
    ],
)
def test_a_place_set_before_the_question_is_asked_about(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).refusal is Refusal.OTHER_PLACE


@pytest.mark.parametrize(
    "question", ["洛阳人,想问中欧班列开了多少班", "I live in Luoyang, how many trains ran?"]
)
def test_where_one_is_from_is_not(shipped: FactBase, question: str) -> None:
    assert "439" in reply_to(shipped, question).text
