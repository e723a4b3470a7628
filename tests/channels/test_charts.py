"""Charts as pictures: drawn for real, looked at pixel by pixel."""

from __future__ import annotations

import importlib.util
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.answering.reply import Chart, ChartBar
from bot.channels.charts import bar_spec, chart_png, label_lines
from bot.channels.drawing import BLUE, MARGIN, ORANGE, PAPER, VERMILLION, Spec, chinese_font
from bot.channels.outcomes import DayOutcomes, outcomes_png, outcomes_spec
from tests.channels.pixels import Picture, colour, decode

drawn = pytest.mark.skipif(
    importlib.util.find_spec("vl_convert") is None, reason="the charts extra is not installed"
)
SOURCE = "临湖日报 · 2022年上半年"


Bar = tuple[str, str, str]


def chart(*bars: Bar, title: str = "产值", unit: str = "亿元") -> Chart:
    drawn = (ChartBar(label, Decimal(value), text) for label, value, text in bars)
    return Chart(title, unit, tuple(drawn), SOURCE)


def texts(spec: Spec) -> dict[str, list[str]]:
    """Title and source as a specification carries them."""
    return {layer["name"]: layer["mark"]["text"] for layer in spec["layer"] if "name" in layer}


OUTPUTS = chart(("临湖钢铁", "80", "80亿元"), ("临湖钢构", "40", "约40亿元"), ("湖钢物流", "20", "超20亿元"))
RATES = chart(("公交", "8", "8%"), ("钢铁", "-16", "-16%"), title="同比增速", unit="%")


def bars_of(picture: Picture, css: str) -> list[int]:
    """Lengths of the bars of a colour, in pixels, from the top down."""
    whole, wanted = range(picture.width), colour(css)
    lengths = [picture.count(wanted, whole, range(y, y + 1)) for y in range(picture.height)]
    return [now for before, now in zip([0, *lengths], lengths, strict=False) if now and not before]


@drawn
def test_a_chart_is_1080_pixels_wide_and_on_white() -> None:
    picture = decode(chart_png(OUTPUTS, "zh"))
    assert picture.width == 1080
    assert 400 < picture.height < 900
    corners = {picture.pixel(x, y) for x in (0, 1079) for y in (0, picture.height - 1)}
    assert corners == {colour(PAPER)}


@drawn
def test_bars_stand_in_the_charts_order_and_are_as_long_as_their_values() -> None:
    first, second, third = bars_of(decode(chart_png(OUTPUTS, "zh")), BLUE)
    assert first == pytest.approx(2 * second, abs=3)
    assert first == pytest.approx(4 * third, abs=3)


@drawn
def test_values_below_zero_go_left_in_a_second_colour() -> None:
    picture = decode(chart_png(RATES, "zh"))
    (up,), (down,) = bars_of(picture, BLUE), bars_of(picture, VERMILLION)
    assert down == pytest.approx(2 * up, abs=3)
    assert picture.columns(colour(VERMILLION))[-1] <= picture.columns(colour(BLUE))[0]


@drawn
def test_chinese_labels_are_drawn_in_a_font_that_has_them() -> None:
    """A font without them draws every character alike, as nothing or as an empty box."""

    def ink(label: str) -> int:
        picture = decode(chart_png(chart((label, "5", "5"), (label, "5", "5")), "zh"))
        return picture.ink(range(2 * MARGIN, 2 * MARGIN + 36), range(140, 230))

    sparse, dense, traditional = ink("一"), ink("量"), ink("鑾")
    assert sparse > 0
    assert 2 * sparse < dense < traditional


@drawn
@pytest.mark.parametrize(
    "bars",
    [
        [("临湖新区先进制造产业园（二期）综合配套服务中心", "1", "1.5亿元"), ("东湖桥", "900", "约900亿元")],
        [("Linhu Steel Structure Engineering", "3", "about 300 million yuan"), ("Bus", "2", "2 yuan")],
        [("甲", "-30", "-30.55%"), ("乙", "-29", "-29%")],
        [("甲", "0", "0个"), ("乙", "0", "0个")],
        [(f"东湖路第{n}小学", str(13 - n), f"{13 - n}个班") for n in range(1, 13)],
    ],
)
def test_nothing_is_cut_off_at_the_sides(bars: list[Bar]) -> None:
    picture = decode(chart_png(chart(*bars), "zh"))
    tall = range(picture.height)
    assert picture.width == 1080
    assert picture.ink(range(MARGIN), tall) == 0
    assert picture.ink(range(1080 - MARGIN, 1080), tall) == 0


def test_the_specification_carries_labels_figures_and_source() -> None:
    spec = bar_spec(OUTPUTS, "zh")
    rows = [(row["label"], row["value"], row["text"]) for row in spec["data"]["values"]]
    assert rows == [("临湖钢铁", 80, "80亿元"), ("临湖钢构", 40, "约40亿元"), ("湖钢物流", 20, "超20亿元")]
    assert texts(spec) == {"title": ["产值"], "source": [SOURCE]}
    english = chart(("Linhu Steel", "8", "8%"), title="output growth", unit="")
    assert texts(bar_spec(english, "en")) == {"title": ["Output growth"], "source": [f"Source: {SOURCE}"]}


def test_the_unit_joins_the_title_where_figures_do_not_say_it() -> None:
    bare = chart(("甲", "5.4", "5.4"), ("乙", "5", "5"), title="指数", unit="点")
    assert texts(bar_spec(bare, "zh"))["title"] == ["指数（点）"]


def test_long_labels_wrap_at_words_and_keep_brackets_whole() -> None:
    assert label_lines("东湖路小学") == ["东湖路小学"]
    lines = label_lines("临湖新区先进制造产业园（二期）")
    assert "".join(lines) == "临湖新区先进制造产业园（二期）"
    assert len(lines) == 2
    assert not any(line.endswith("（") or line.startswith("）") for line in lines)
    assert " ".join(label_lines("Linhu Steel Structure Engineering")) == "Linhu Steel Structure Engineering"
    assert label_lines("湖" * 100)[-1].endswith("…")


def test_a_chart_without_bars_is_an_error() -> None:
    with pytest.raises(ValueError, match="bar"):
        chart_png(chart(), "zh")


@drawn
def test_chinese_font_is_found() -> None:
    assert chinese_font().family


MARCH = date(2024, 3, 1)


def days(count: int) -> list[DayOutcomes]:
    return [DayOutcomes(MARCH + timedelta(n), answered=6, asked=1, refused=3) for n in range(count)]


@drawn
def test_outcomes_are_stacked_in_three_colours_by_their_counts() -> None:
    picture = decode(outcomes_png(days(14), "zh"))
    assert picture.width == 1080
    areas = [picture.count(colour(css), range(1080), range(230, 730)) for css in (BLUE, ORANGE, VERMILLION)]
    assert areas[0] == pytest.approx(2 * areas[2], rel=0.05)
    assert areas[2] == pytest.approx(3 * areas[1], rel=0.15)


@pytest.mark.parametrize(
    ("count", "bars", "first", "subtitle"),
    [
        (14, 14, "3月1日", "每天提问数"),
        (90, 14, "2月26日", "每周提问数"),
        (366, 13, "2024年3月", "每月提问数"),
    ],
)
def test_long_times_are_counted_by_week_and_month(count: int, bars: int, first: str, subtitle: str) -> None:
    spec = outcomes_spec(days(count), "zh")
    stretches = list(dict.fromkeys(row["when"] for row in spec["data"]["values"]))
    assert (len(stretches), stretches[0]) == (bars, first)
    assert spec["title"]["subtitle"] == subtitle
    assert sum(row["count"] for row in spec["data"]["values"]) == 10 * count


def test_days_without_questions_are_drawn_as_gaps() -> None:
    ends = [DayOutcomes(MARCH + timedelta(9), answered=1), DayOutcomes(MARCH, answered=2)]
    spec = outcomes_spec(ends, "en")
    answered = [row["count"] for row in spec["data"]["values"] if row["kind"].startswith("Answered")]
    assert answered == [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_no_days_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="day"):
        outcomes_png([], "zh")
