"""Charts as lines of text for a terminal."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width as cells

from bot.answering.reply import Chart, ChartBar
from bot.channels.bars import text_bars

SOURCE = "临湖日报 · 2022年上半年"


def chart(*bars: tuple[str, str, str]) -> Chart:
    drawn = (ChartBar(label, Decimal(value), text) for label, value, text in bars)
    return Chart("产值", "亿元", tuple(drawn), SOURCE)


def test_columns_line_up_though_chinese_is_twice_as_wide() -> None:
    bars = (("临湖钢铁", "80", "80亿元"), ("ABC", "40", "约40亿元"), ("湖钢", "20", "20亿元"))
    shown = text_bars(chart(*bars), 50)
    title, *lines, source = shown.splitlines()
    assert (title, source) == ("产值", SOURCE)
    assert [cells(line.partition("█")[0]) for line in lines] == [20, 20, 20]
    assert [line.count("█") for line in lines] == [30, 15, 7]


def test_values_below_zero_stand_left_of_the_axis() -> None:
    shown = text_bars(chart(("公交", "8", "8%"), ("钢铁", "-16", "-16%")), 43)
    up, down = shown.splitlines()[1:3]
    assert cells(up.partition("│")[0]) == cells(down.partition("│")[0])
    assert up.partition("│")[2].count("█") == 10
    assert down.partition("│")[0].count("█") == 20
    assert down.endswith("│")


def test_a_narrow_terminal_gets_figures_without_bars() -> None:
    shown = text_bars(chart(("临湖钢铁集团有限公司", "80", "80亿元"), ("乙", "40", "40亿元")), 18)
    assert "80亿元" in shown
    assert "█" not in shown
    assert "临湖钢" in shown


NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)
LABELS = st.text(st.sampled_from("临湖钢铁（）ABC xyz，1"), min_size=1, max_size=40).filter(str.strip)


@given(st.lists(st.tuples(LABELS, NUMBERS), min_size=1, max_size=12), st.integers(34, 200))
def test_lines_fit_and_carry_every_figure(bars: list[tuple[str, Decimal]], width: int) -> None:
    drawn = Chart("产值", "", tuple(ChartBar(label, value, f"{value}元") for label, value in bars), SOURCE)
    title, *lines, source = text_bars(drawn, width).splitlines()
    assert len(lines) == len(bars)
    assert all(f"{value}元" in line for line, (_, value) in zip(lines, bars, strict=True))
    assert max(cells(line) for line in (title, *lines, source)) <= width


@given(st.lists(NUMBERS.filter(bool), min_size=1, max_size=12))
def test_no_bar_but_zero_vanishes(values: list[Decimal]) -> None:
    drawn = Chart("产值", "", tuple(ChartBar("甲", value, "数") for value in values), SOURCE)
    assert all(set(line) & set("█▐▏▎▍▌▋▊▉") for line in text_bars(drawn, 60).splitlines()[1:-1])
