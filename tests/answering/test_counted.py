"""A sum asked of all that is counted is not that of a part, nor a count, nor a price that of all pieces."""

from __future__ import annotations

import pytest

from bot.answering.reply import ReplyKind
from bot.knowledge.model import FactBase
from tests.talking import reply_to


@pytest.mark.parametrize(
    "question",
    [
        "已签约的18个项目总投资加起来是多少亿",
        "近70个谋划项目总投资是多少",
        "新增补的7个省重点项目总投资是多少?",
        "装备制造业上半年总产值是多少",
        "中铁装备一台盾构机卖多少钱",
        "和联通合作搞5G,要投入多少资金",
        "去程那285班单算，一共装了多少吨",
        "How much pork did Shuanghui export?",
        "How many tonnes of pork did Shuanghui produce?",
        "What is the total investment of the 18 signed projects?",
        "哪些企业的利润超过10亿",
        "海外仓具体在哪些国家,名字报一下",
    ],
)
def test_no_other_figure_stands_in_for_one_that_is_not_there(shipped: FactBase, question: str) -> None:
    assert reply_to(shipped, question).kind is ReplyKind.UNKNOWN


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("28个重点项目总投资多少", "1113"),
        ("439班列一共运了多少吨货", "27.7"),
        ("10余家可签约项目总投资多少", "200"),
        ("18个签约项目里郑煤机的总投资多少", "30"),
        ("三家装备企业产值合起来多少", "132"),
        ("海外仓在多少个国家", "12"),
        ("双汇产值和产品出口量怎么样", "22.5"),
    ],
)
def test_a_sum_that_is_there_is_told(shipped: FactBase, question: str, says: str) -> None:
    found = reply_to(shipped, question)
    assert found.kind is ReplyKind.ANSWER
    assert says in found.text
