"""Figures in YAML, in running Chinese and in running English."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.knowledge.chinese import find_figures
from bot.knowledge.english import EnglishUnits, find_numbers
from bot.knowledge.figures import FigureError, canonical, parse_figure
from bot.knowledge.loading import load_all
from bot.knowledge.model import Bound
from bot.knowledge.numerals import number
from bot.knowledge.units import Units
from tests.small_facts import SHIPPED

UNITS: Units = load_all(SHIPPED).units
ENGLISH = EnglishUnits(UNITS)
DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """A whole number below 10^12 in Chinese numerals, written here a second way: from the largest power
    down."""
    for power, sign in ((10**8, "亿"), (10**4, "万")):
        if value >= power:
            rest = value % power
            gap = "零" if 0 < rest < power // 10 else ""
            return numeral(value // power) + sign + gap + (numeral(rest) if rest else "")
    for power, sign in ((1000, "千"), (100, "百"), (10, "十")):
        if value >= power:
            rest = value % power
            gap = "零" if 0 < rest < power // 10 else ""
            return DIGITS[value // power] + sign + gap + (numeral(rest) if rest else "")
    return DIGITS[value]


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("超30亿元", "30", "亿元", Bound.OVER),
        ("70余万平方米", "70", "万平方米", Bound.OVER),
        ("20余家", "20", "家", Bound.OVER),
        ("近70个", "70", "个", Bound.NEARLY),
        ("约3.9%", "3.9", "%", Bound.ABOUT),
        ("5日左右", "5", "日", Bound.ABOUT),
        ("-4.1%", "-4.1", "%", Bound.EXACT),
        ("下降4.1%", "-4.1", "%", Bound.EXACT),
        ("第1", "1", "第", Bound.EXACT),
        ("第一", "1", "第", Bound.EXACT),
        ("5.4", "5.4", "", Bound.EXACT),
        ("1,130家", "1130", "家", Bound.EXACT),
        ("百分之八点二", "8.2", "%", Bound.EXACT),
        ("三十二万套", "320000", "套", Bound.EXACT),
        ("17.7 亿美元", "17.7", "亿美元", Bound.EXACT),
        ("2.1个百分点", "2.1", "百分点", Bound.EXACT),
        ("18亿多元", "18", "亿元", Bound.OVER),
        ("41微克/立方米", "41", "微克/立方米", Bound.EXACT),
        ("41μg/m³", "41", "微克/立方米", Bound.EXACT),
        ("41.5 µg/m³", "41.5", "微克/立方米", Bound.EXACT),
        ("约80微克每立方米", "80", "微克/立方米", Bound.ABOUT),
        ("超3万余元", "3", "万元", Bound.OVER),
    ],
)
def test_a_written_figure(text: str, value: str, unit: str, bound: Bound) -> None:
    figure = parse_figure(text, UNITS)
    one, known = UNITS.by_id[figure.unit], UNITS.by_id[unit]
    assert figure.value * one.factor == Decimal(value) * known.factor
    assert (one.dimension, figure.bound, figure.text) == (known.dimension, bound, text)


@pytest.mark.parametrize("text", ["", "many", "30", "亿元", "30亿圆", "-", "第", "30亿元40", "1.2.3%"])
def test_what_is_no_figure_is_refused(text: str) -> None:
    if text == "30":  # a bare index is one
        assert parse_figure(text, UNITS).unit == ""
        return
    with pytest.raises(FigureError):
        parse_figure(text, UNITS)


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("1-5月产销分别下降24.1%和22.6%，降幅收窄。", "-24.1% -22.6%"),
        ("审批时间由30日压缩至5日，1小时可办结", "30日 5日 1小时"),
        ("省、市分别交办的9项和19项实事", "9项 19项"),
        ("2020年新增2000家、1998人，2019-2021年及2031上半年", "2000家 1998人"),
        ("4月、5月连续两个月排名全市第一。", "2个月 第1"),
        ("2020年上半年新签约18个，签约3家", "18个 3家"),
        ("一体化推进“双改”，打造5G基地和500强总部", ""),
        ("三至五家企业，8到10天", "3家 5家 8天 10天"),
        ("坚持第一议题，第二季度，第三产业，十四五时期", ""),
        ("一日办结，跑一次即办，成立一个专班", "1日"),
        ("增长百分之八点二，超七成，翻两倍", "8.2% 超7成 2倍"),
        ("3月5日上午9:30召开，3日内答复", "3日"),
        ("综合指数为5.4，位居全县首位", "5.4 第1"),
        ("完成投资一亿二千万元，同比增加两千三百万元", "1.2亿元 2300万元"),
        ("投资额：38.5亿元（含12.5亿元外资）", "38.5亿元 12.5亿元"),
        ("全区１２个街道，面积约３．５平方公里", "12个 约3.5平方公里"),
        ("数十家企业，上百个项目，好几天，三五个人", ""),
        ("最近三年，附近3公里内有30多个车位", "3年 3公里 30多个"),
        ("累计投资18亿多元，收入3万余元", "18亿多元 3万余元"),
        ("排名由第8位上升至第3位，由第十名升到第2名", "第8 第3 第10 第2"),
        ("产值47亿元同比增长8%", "47亿元 8%"),
        ("结构比为26.9:24.6:48.5，9:30开会", "26.9 24.6 48.5"),
        ("三次产业协调发展，开会三次", "3次"),
        ("PM2.5浓度为41μg/m³，臭氧160 ug/m3", "41微克/立方米 160微克/立方米"),
        ("一氧化碳浓度1.2mg/m3，PM10为80微克每立方米", "1.2毫克/立方米 80微克/立方米"),
    ],
)
def test_figures_of_a_chinese_sentence(sentence: str, figures: str) -> None:
    assert " ".join(m.figure.text for m in find_figures(sentence, UNITS)) == figures


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("It was 4.7 billion yuan, up 8%.", ["4700000000 money-cny exact", "8 percent exact"]),
        (
            "Over US$1.77 billion of goods, 277,000 tonnes.",
            ["1770000000 money-usd over", "277000 mass exact"],
        ),
        ("more than 700,000 square metres in four parks", ["700000 area over", "4  exact"]),
        ("It ranked first in the city in April and May 2020, the first half.", ["1 rank exact"]),
        ("the first in the province to open a 5G base; one of them", []),
        (
            "from 30 days to five days, in a one-hour visit",
            ["720 duration exact", "120 duration exact", "1 duration exact"],
        ),
        ('the "Two Reforms" and nearly twenty-one items', ["21 count-items nearly"]),
        ("fell by 2.1 percentage points to No. 3", ["2.1 percentage-points exact", "3 rank exact"]),
        ("41 µg/m³, or 0.041 milligrams per cubic metre", ["41 density exact", "41 density exact"]),
        ("about 1,137 units, 20-plus firms, H1 and COVID-19", ["1137 count-homes about", "20  over"]),
    ],
)
def test_numbers_of_an_english_sentence(sentence: str, numbers: list[str]) -> None:
    found = [f"{n.value.normalize():f} {n.dimension} {n.bound}" for n in find_numbers(sentence, ENGLISH)]
    assert found == numbers


@given(st.integers(1, 10**12 - 1))
def test_numerals_are_read_as_they_are_written(value: int) -> None:
    assert number(numeral(value)) == value
    assert number(f"{value:,}") == value


@given(
    st.decimals(0, 10**6, places=2).filter(bool),
    st.sampled_from(sorted(u for u in UNITS.by_id if u not in ("", "第"))),
    st.sampled_from(["", "超", "近", "约", "逾"]),
)
def test_a_figure_is_found_in_a_sentence_as_it_is_written_in_yaml(
    value: Decimal, unit: str, bound: str
) -> None:
    assume(unit != "年" or not 1900 <= value < 2100)  # those are years
    written = canonical(value, UNITS.by_id[unit], bound)
    found = find_figures(f"全区总量为{written}，比上年好。", UNITS)
    assert [m.figure for m in found] == [parse_figure(written, UNITS)]


@given(
    st.text(
        alphabet="一二三十百千万亿两余多近超约第0123456789.,%-年月日个家亿元由至和、。；“”（） 5G\t|",
        max_size=40,
    )
)
def test_no_text_breaks_the_finders(text: str) -> None:
    for mention in find_figures(text, UNITS):
        assert 0 <= mention.start < mention.end <= len(text)
        assert parse_figure(mention.figure.text, UNITS) == mention.figure
    for found in find_numbers(text, ENGLISH):
        assert 0 <= found.start < found.end <= len(text)
