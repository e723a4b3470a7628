"""Replies as Telegram HTML: whole, escaped and within the limits, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.answering.conversation import respond_with_facts
from bot.answering.reply import Choice, Citation, Reply, ReplyKind
from bot.channels.telegram.callbacks import LIMIT as DATA_LIMIT
from bot.channels.telegram.keyboards import answer_keyboard
from bot.channels.telegram.rendering import LIMIT, emphasise, render, split, units
from bot.knowledge.model import FactBase
from bot.knowledge.vocabulary import Vocabulary
from bot.understanding.dialogue import Dialogue
from tests.botapi.markup import parse_html, utf16

EMPTY = FactBase({}, {}, {}, Vocabulary())
CITED = Citation("industry.7", "r", "经开时报", "工业 <&>", 7)


@given(st.text(max_size=300), st.integers(4, 60))
@example("产值增长\u3000", 4)
@example("It rose.\u2003It fell.\u2003", 8)
def test_pieces_fit_and_lose_nothing_but_blanks(text: str, room: int) -> None:
    pieces = split(text, room)
    assert all(units(p) <= room for p in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_pieces_end_where_sentences_end() -> None:
    text = "产值为47.5亿元，比上年高。" * 40 + "It rose 4.1% to 7. Then it fell. " * 40
    for piece in split(text, 200):
        assert piece.endswith(("。", "."))
        assert not piece.endswith("47.")


@given(st.text(st.characters(), max_size=200), st.lists(st.text(max_size=4), max_size=4))
def test_any_text_is_shown_as_it_is(text: str, figures: list[str]) -> None:
    shown, _ = parse_html(f"|{emphasise(text, figures)}|")
    assert shown == f"|{text.encode('utf-8', 'replace').decode()}|"


def test_figures_are_bold_as_whole_numbers_only() -> None:
    assert emphasise("147亿元、47亿元", ["47亿元"]) == "147亿元、<b>47亿元</b>"
    assert emphasise("5.4、5.45", ["5.4"]) == "<b>5.4</b>、5.45"


def test_a_long_reply_becomes_messages_within_the_limit_with_the_source_last() -> None:
    text = "\n".join(f"· 第{n}家企业上半年产值为{n}亿元😀。" for n in range(600))
    reply = Reply(
        ReplyKind.ANSWER, text, "zh", citations=(CITED,), highlights=tuple(f"{n}亿元" for n in range(600))
    )
    parsed = [parse_html(page) for page in render(reply, EMPTY)]
    assert len(parsed) > 1
    assert all(utf16(shown) <= LIMIT and len(entities) <= 100 for shown, entities in parsed)
    assert [any(e.type == "expandable_blockquote" for e in es) for _, es in parsed] == [False] * (
        len(parsed) - 1
    ) + [True]
    assert "".join(shown for shown, _ in parsed).count("家企业") == 600


def test_one_figure_stands_above_its_sentence() -> None:
    reply = Reply(ReplyKind.ANSWER, "甲厂产值为47亿元。", "zh", citations=(CITED,), highlights=("47亿元",))
    (page,) = render(reply, EMPTY, asked="甲厂 <产值>")
    shown, entities = parse_html(page)
    assert shown.splitlines() == [
        "甲厂 <产值>",
        "47亿元",
        "甲厂产值为47亿元。",
        "出处：《经开时报》",
        "“工业 <&>”第7句",
    ]
    assert [e.text for e in entities if e.type == "bold"] == ["47亿元"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fact_of_one_figure_begins_with_it(base: FactBase, language: str) -> None:
    for key, fact in base.facts.items():
        if len(fact.figures) == 1:
            reply = respond_with_facts(base, (key,), Dialogue(), language=language).reply
            (page,) = render(reply, base)
            assert page.startswith("<b>"), key


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=20))
def test_buttons_stay_within_their_bytes_whatever_the_keys(keys: list[str]) -> None:
    reply = Reply(ReplyKind.CLARIFY, "?", "en", choices=(Choice("label", tuple(keys)),))
    keyboard = answer_keyboard(reply, EMPTY)
    assert keyboard is not None
    data = keyboard.inline_keyboard[0][0].callback_data
    assert isinstance(data, str)
    assert 1 <= len(data.encode()) <= DATA_LIMIT
