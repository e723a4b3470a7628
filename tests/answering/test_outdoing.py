"""What outdoes a thing that is named is listed, with the figure that it is held against."""

from __future__ import annotations

import pytest

from bot.knowledge.model import FactBase
from tests.talking import reply_to


@pytest.mark.parametrize(
    ("question", "first", "listed"),
    [
        ("产值比双汇高的有谁", "比双汇（22.5亿元）更高的有4个", ["china_tobacco", "zmj", "creg", "futaihua"]),
        ("谁的增速比郑煤机快", "比郑煤机（8%）更高的有2个", ["futaihua", "creg"]),
        ("比富泰华产值低的企业有哪些", "比富泰华（40.2亿元）更低的有1个", ["shuanghui"]),
        ("哪家产值比中烟高", "没有比中烟（121.9亿元）更高的。", []),
        ("谁比郑煤机大", "比郑煤机（47亿元）更大的有1个", ["china_tobacco"]),
        ("有没有比中铁装备增长快的", "比中铁装备（25%）更高的有1个", ["futaihua"]),
        ("有比中烟产值高的吗", "没有比中烟（121.9亿元）更高的。", []),
        (
            "which companies have a higher output than Futaihua",
            "3 are higher than Futaihua (4.02 billion yuan)",
            ["china_tobacco", "zmj", "creg"],
        ),
    ],
)
def test_what_outdoes_one_is_listed(question: str, first: str, listed: list[str], shipped: FactBase) -> None:
    reply = reply_to(shipped, question)
    assert reply.text.startswith(first)
    told = [shipped.facts[key].subject for key in reply.facts]
    assert told[: len(listed)] == listed
    assert len(reply.text.splitlines()) == 1 + len(listed)


def test_what_only_bounds_are_known_of_is_not_listed(shipped: FactBase) -> None:
    """Over 3 billion may be more than 4."""
    reply = reply_to(shipped, "投资比小鹏少的项目有哪些")
    assert "郑煤机" not in reply.text
    assert "30亿元（洽谈中）" in reply.text


@pytest.mark.parametrize(
    ("question", "winner"),
    [
        ("哪个企业最大", "中烟最大，产值121.9亿元"),
        ("最小的企业", "双汇最小，产值22.5亿元"),
        ("哪个签约项目投资最多", "郑煤机工业产业园项目最多，总投资超30亿元"),
        ("which is the biggest project", "The XPeng new-energy vehicle project is largest"),
    ],
)
def test_things_are_compared_by_what_they_are_usually_measured_by(
    question: str, winner: str, shipped: FactBase
) -> None:
    assert reply_to(shipped, question).text.startswith(winner)


@pytest.mark.parametrize("question", ["投资前三的项目", "产值前三"])
def test_the_first_few_need_no_counting_word(question: str, shipped: FactBase) -> None:
    assert reply_to(shipped, question).text.splitlines()[2].startswith("3. ")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("富泰华产值最高吗", "不是。中烟最高，产值121.9亿元"),
        ("中烟产值最高吗", "是的。中烟最高，产值121.9亿元"),
        ("富泰华是最大的企业吗", "不是。中烟最大"),
        ("富泰华增速最快吗", "是的。富泰华最高"),
        ("郑煤机增长最慢吧", "是的。郑煤机最低"),
        ("Is Futaihua the biggest producer?", "No. China Tobacco is largest"),
        ("小鹏是投资最大的项目吗", "小鹏新能源汽车项目最大"),  # those over 3 billion may be over 4
    ],
)
def test_whether_one_is_the_first_of_its_kind(question: str, first: str, shipped: FactBase) -> None:
    assert reply_to(shipped, question).text.startswith(first)


def test_whether_one_thing_lies_beyond_a_figure_is_no_list(shipped: FactBase) -> None:
    assert reply_to(shipped, "重点项目总投资超千亿了吗").text.startswith("是的。")


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("五家企业里最高和最低差多少", "相差99.4亿元"),
        ("在谈项目最贵的和最便宜的差多少", "相差10亿元"),
        ("产值第三的企业跟第一差多少", "相差77.1亿元"),
        ("产值第一和第二差多少", "相差74.9亿元"),
    ],
)
def test_how_far_the_ends_of_a_ranking_are_apart(question: str, gap: str, shipped: FactBase) -> None:
    assert reply_to(shipped, question).text.startswith(gap)
