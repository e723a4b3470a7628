"""Numbers in questions, as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.knowledge.model import FactBase
from bot.understanding.query import understand


@pytest.mark.parametrize(
    ("text", "value", "unit", "more"),
    [
        ("四十几亿的企业", 40, "亿元", True),
        ("40几亿的企业", 40, "亿元", True),
        ("四十多亿的企业", 40, "亿元", True),
        ("投资三十来亿", 30, "亿元", True),
        ("投资比30亿多的", 30, "亿元", False),
        ("thirty days", 30, "日", False),
        ("seventy five days", 75, "日", False),
        ("twenty-five days", 25, "日", False),
    ],
)
def test_a_number_is_read_with_its_unit(
    text: str, value: int, unit: str, more: bool, shipped: FactBase
) -> None:
    found = understand(text, shipped).numbers
    assert [(n.value, n.unit, n.more) for n in found] == [(Decimal(value), unit, more)]


@pytest.mark.parametrize("text", ["几亿", "十几", "建了几个公园", "ninety"])
def test_what_only_asks_how_many_states_no_amount(text: str, shipped: FactBase) -> None:
    assert not any(n.unit and n.value >= 10 for n in understand(text, shipped).numbers)
