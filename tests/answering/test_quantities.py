"""Arithmetic on figures: exact where the report is, bounded where it gives bounds, else refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answering.quantities import (
    Amount,
    NotComparableError,
    difference,
    greater,
    quotient,
    total,
    whole_of_share,
    write,
    year_earlier,
)
from bot.knowledge.model import Bound
from bot.knowledge.vocabulary import Text, Unit

YI = Unit("亿元", "money-cny", Decimal(10**8), Text("亿元", "yuan"), scale=Decimal(10**8))
DOLLAR = Unit("亿美元", "money-usd", Decimal(10**8), Text("亿美元", "US dollars"), scale=Decimal(10**8))
SET = Unit("套", "count-套", Decimal(1), Text("套", "{flat|flats}"))


def yi(number: str, bound: Bound = Bound.EXACT) -> Amount:
    return Amount(Decimal(number) * YI.factor, YI.dimension, bound, YI)


numbers = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10**6), places=2).map(lambda d: yi(str(d)))


@given(numbers, numbers)
def test_a_difference_added_back_gives_the_first(a: Amount, b: Amount) -> None:
    assert total([difference(a, b), b]).value == a.value


@given(st.lists(numbers, min_size=1, max_size=6))
def test_a_sum_does_not_depend_on_the_order(amounts: list[Amount]) -> None:
    assert total(amounts).value == total(amounts[::-1]).value


@given(numbers, st.decimals(min_value=Decimal(-50), max_value=Decimal(300), places=1))
def test_growing_the_year_earlier_value_gives_the_value_now(now: Amount, growth: Decimal) -> None:
    before = year_earlier(now, growth)
    assert abs(before.value * (1 + growth / 100) - now.value) < Decimal("0.01")


@given(numbers, numbers)
def test_a_part_over_its_share_gives_the_whole(part: Amount, whole: Amount) -> None:
    assume(part.value < whole.value)
    share = quotient(part, whole)[0] * 100
    assert abs(whole_of_share(part, share).value - whole.value) < Decimal("0.01")


def test_bounds_carry_through() -> None:
    assert total([yi("30", Bound.OVER), yi("40")]).bound is Bound.OVER
    assert difference(yi("30", Bound.OVER), yi("20")).bound is Bound.OVER
    assert difference(yi("40"), yi("30", Bound.OVER)).bound is Bound.NEARLY
    assert total([yi("30", Bound.OVER), yi("70", Bound.NEARLY)]).bound is Bound.ABOUT


def test_two_open_figures_have_no_difference() -> None:
    with pytest.raises(NotComparableError):
        difference(yi("40", Bound.OVER), yi("30", Bound.OVER))


def test_currencies_do_not_mix() -> None:
    dollars = Amount(Decimal(10**8), DOLLAR.dimension, Bound.EXACT, DOLLAR)
    for operation in (difference, quotient, greater):
        with pytest.raises(NotComparableError):
            operation(yi("1"), dollars)


def test_open_figures_are_only_ranked_where_it_is_sure() -> None:
    assert greater(yi("30", Bound.OVER), yi("30", Bound.OVER)) is None
    assert greater(yi("30", Bound.OVER), yi("30")) is True
    assert greater(yi("30", Bound.OVER), yi("31")) is None
    assert greater(yi("31"), yi("30")) is True


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (yi("47"), "47亿元", "4.7 billion yuan"),
        (yi("13.92"), "13.92亿元", "1.392 billion yuan"),
        (yi("30", Bound.OVER), "超30亿元", "over 3 billion yuan"),
        (yi("0.5"), "0.5亿元", "50 million yuan"),
        (Amount(Decimal(1137), SET.dimension, Bound.EXACT, SET), "1137套", "1,137 flats"),
        (Amount(Decimal(1), SET.dimension, Bound.EXACT, SET), "1套", "1 flat"),
    ],
)
def test_figures_are_written_as_people_write_them(amount: Amount, zh: str, en: str) -> None:
    assert write(amount, "zh") == zh
    assert write(amount, "en") == en
