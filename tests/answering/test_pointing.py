"""Turns that point at what was said: ordinals over a list or over the parties named, choices, completions."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from bot.knowledge.saying import holds, level
from tests.talking import talk

POINTED = {
    ("还在谈的储备项目有哪几个", "第三个投多少"): ("31", "中兴"),
    ("在谈的项目都有啥", "最后一个呢,投多少"): ("31", "中兴"),
    ("省科技进步一等奖谁拿的", "前一家上半年产值多少"): ("44.8", "中铁装备"),
    ("传统产业举了哪两家", "后者的产值"): ("22.5", "双汇"),
    ("签约的有哪几个项目", "前两个投多少"): ("郑煤机", "富泰华"),
    ("装备制造举了哪几家", "第一家比第三家多多少产值"): ("2.2亿元",),
    ("which projects are still in negotiation", "how much is the third one?"): ("3.1", "ZTE"),
    ("郑煤机产值多少", "富泰华呢", "第一个涨了多少"): ("8%", "郑煤机"),
    ("小鹏、迪信通、中兴这三个项目,第二个投多少",): ("30", "迪信通"),
    ("郑煤机、富泰华,第二个增速多少", "第一个呢"): ("8%", "郑煤机"),
    ("小鹏、迪信通、中兴三个项目各投多少", "最后那个比头一个少几亿"): ("9亿元", "中兴"),
    ("富泰华和中铁装备产值各多少", "第一个增长多少"): ("45.3%", "富泰华"),
    ("小鹏、迪信通、中兴呢三个project系咪仲倾紧?", "咁最尾嗰个呢"): ("31",),
}


@pytest.mark.parametrize("turns", POINTED)
def test_an_ordinal_counts_what_the_last_answers_named(turns: tuple[str, ...], shipped: FactBase) -> None:
    reply = talk(shipped, *turns).reply
    assert reply.kind is ReplyKind.ANSWER
    assert [p for p in POINTED[turns] if not holds(level(reply.text), p)] == []


@pytest.mark.parametrize(
    ("turns", "sentence"),
    [
        (("还在谈的储备项目有哪几个", "全市第一的是哪项考核"), "investment.5"),
        (("装备制造举了哪几家", "第一名是哪家企业"), "investment.5"),
    ],
)
def test_a_rank_of_the_report_is_no_place_in_the_last_list(
    turns: tuple[str, ...], sentence: str, shipped: FactBase
) -> None:
    assert sentence not in [c.sentence for c in talk(shipped, *turns).reply.citations]


def test_the_party_pointed_to_may_have_nothing_of_the_kind(shipped: FactBase) -> None:
    reply = talk(shipped, "谁拿了科技进步一等奖", "后一家呢,产值多少").reply
    assert reply.kind is ReplyKind.UNKNOWN
    assert "安源工程" in reply.text


PICKED = {
    ("产值多少", "2"): ("44.8",),
    ("产值多少", "最后一个"): ("121.9",),
    ("产值多少", "郑煤机的"): ("47",),
    ("产值多少", "双汇"): ("22.5",),
    ("产值多少", "双汇的吧"): ("22.5",),
    ("增长了多少", "富泰华的"): ("45.3%",),
    ("考核排名第几", "第二个"): ("城市管理",),
    ("考核排名第几", "都说下"): ("5月", "4月"),
    ("考核排名第几", "前面那个"): ("5月",),
    ("how much investment?", "the XPeng one"): ("4billion",),
    ("what was the output?", "Shuanghui"): ("2.25",),
}


@pytest.mark.parametrize("turns", PICKED)
def test_a_choice_is_picked_by_place_or_words_or_completed(turns: tuple[str, ...], shipped: FactBase) -> None:
    assert talk(shipped, *turns[:-1]).reply.kind is ReplyKind.CLARIFY
    reply = talk(shipped, *turns).reply
    assert reply.kind is ReplyKind.ANSWER
    assert [p for p in PICKED[turns] if not holds(level(reply.text), p)] == []


def test_a_whole_question_after_asking_back_stands_alone(shipped: FactBase) -> None:
    reply = talk(shipped, "产值多少", "幼儿园建了几所").reply
    assert [c.sentence for c in reply.citations] == ["livelihood.3"]


@pytest.mark.parametrize("last", ["那蔚来呢", "what about Nio?"])
def test_the_same_of_an_unknown_thing_is_refused(last: str, shipped: FactBase) -> None:
    assert talk(shipped, "小鹏投多少", last).reply.kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("老旧小区一期有几个小区", "眼下弄到哪一步了"), "规划设计"),
        (("跨境电商货值多少", "班列的呢"), "17.7"),
        (("城乡接合部考核第几", "城市管理那个呢"), "城市管理"),
        (("重点项目一年计划投多少", "已经投了多少", "占几成"), "54.89%"),
        (("哪些项目在谈", "第二个投多少", "它跟第一个差多少"), "相差10亿元"),
        (("产值前三名是谁", "第一个是第二个的几倍"), "2.59倍"),
        (("产值前三名", "最后一个比第一个少多少"), "77.1亿元"),
    ],
)
def test_a_turn_leans_on_what_it_leaves_out(turns: tuple[str, ...], told: str, shipped: FactBase) -> None:
    assert holds(level(talk(shipped, *turns).reply.text), told)


def test_what_it_cost_is_not_how_it_was_done(shipped: FactBase) -> None:
    reply = talk(shipped, "how many substations were built", "what did they cost").reply
    assert reply.kind is ReplyKind.UNKNOWN


def test_another_subject_has_its_own_measure_of_the_kind(shipped: FactBase) -> None:
    assert "廖谦" in talk(shipped, "报道谁写的", "照片呢").reply.text
