"""Replies as lines for a terminal, and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.conversation import respond
from bot.answering.reply import Choice, Citation, Reply, ReplyKind
from bot.channels.rendering import Line, Style, emphasise, explanation_lines, reply_lines, reply_record
from bot.channels.terminal import paint, printable
from bot.channels.wording import TEXTS, Voice, say
from bot.knowledge.model import FactBase

CITE = Citation("works.7", "yunxi", "云溪日报", "工业", 7)
REPLY = Reply(ReplyKind.ANSWER, "石桥机械产值为47亿元。", "zh", citations=(CITE,), highlights=("47亿元",))


def texts(lines: list[Line]) -> list[str]:
    return ["".join(text for _, text in line) for line in lines]


def test_an_answer_is_followed_by_one_line_that_says_where_it_stands() -> None:
    assert texts(reply_lines(REPLY)) == ["石桥机械产值为47亿元。", "《云溪日报》“工业”第7句 [works.7]"]
    english = replace(
        REPLY, language="en", citations=(replace(CITE, paper="Yunxi Daily", section="Industry"),)
    )
    assert texts(reply_lines(english))[1] == "Yunxi Daily, “Industry”, sentence 7 [works.7]"


def test_sentences_of_one_section_share_a_line() -> None:
    other = replace(CITE, sentence="trade.1", section="外贸", number=1)
    third = replace(CITE, sentence="works.3", number=3)
    lines = texts(reply_lines(replace(REPLY, citations=(CITE, other, third))))
    assert lines[1:] == ["《云溪日报》“工业”第3、7句 [works.3 works.7]", "《云溪日报》“外贸”第1句 [trade.1]"]


def test_the_figure_asked_for_is_strong_and_the_source_dim() -> None:
    first, second = reply_lines(REPLY)
    assert first == ((Style.PLAIN, "石桥机械产值为"), (Style.STRONG, "47亿元"), (Style.PLAIN, "。"))
    assert {style for style, _ in second} == {Style.DIM}


def test_a_figure_is_not_found_inside_a_longer_one() -> None:
    assert emphasise("147%、7%、17.7%", ["7%"]) == (
        (Style.PLAIN, "147%、"), (Style.STRONG, "7%"), (Style.PLAIN, "、17.7%"),
    )  # fmt: skip


def test_readings_are_listed_and_numbered_where_numbers_can_be_typed() -> None:
    asked = Reply(
        ReplyKind.CLARIFY, "你问的是哪一个？", "zh", choices=(Choice("产值", ("a",)), Choice("增速", ("b",)))
    )
    assert texts(reply_lines(asked, numbered=True)) == ["你问的是哪一个？", " 1 产值", " 2 增速"]
    assert texts(reply_lines(asked)) == ["你问的是哪一个？", " · 产值", " · 增速"]


def test_related_questions_stand_on_one_line() -> None:
    reply = replace(REPLY, citations=(), related=(Choice("产值", ("a",)), Choice("增速", ("b",))))
    assert texts(reply_lines(reply, numbered=True))[1] == "还可以问：1 产值  2 增速"
    assert texts(reply_lines(reply))[1] == "还可以问：产值 | 增速"


def test_a_traditional_reply_gets_traditional_words_around_it() -> None:
    reply = replace(REPLY, script="hant", related=(Choice("產值", ("a",)),))
    assert "還可以問：產值" in texts(reply_lines(reply))


def test_colours_are_escape_codes_only_where_wanted() -> None:
    line = reply_lines(REPLY)[0]
    assert paint(line, colour=False) == "石桥机械产值为47亿元。"
    assert paint(line, colour=True) == "石桥机械产值为\x1b[1m47亿元\x1b[0m。"


def test_a_real_explanation_shows_everything_in_both_languages(shipped: FactBase) -> None:
    turn = respond(shipped, "郑煤机有多少员工")
    for language in ("zh", "en"):
        shown = "\n".join(texts(explanation_lines(turn.explanation, Voice(language))))
        for link in turn.explanation.links:
            assert link.target in shown
        for candidate in turn.explanation.candidates:
            assert candidate.fact in shown
        assert turn.explanation.decision in shown
        assert "员工" in shown


def test_the_record_of_a_reply_is_json_with_the_fields_of_batch(shipped: FactBase) -> None:
    for question in ("郑煤机产值多少", "列出各企业的产值", "产值多少", "今天天气", "hello"):
        record = json.loads(json.dumps(reply_record(respond(shipped, question).reply)))
        assert {"kind", "text", "cites", "choices", "lang"} <= set(record)
        assert len(record["cites"]) == len(record["citations"])


@given(st.text(), st.lists(st.text(max_size=6), max_size=4))
def test_emphasis_never_changes_a_text(text: str, pieces: list[str]) -> None:
    assert "".join(part for _, part in emphasise(text, pieces)) == text


@given(st.text(st.characters(), max_size=60))
def test_what_is_printed_can_be_encoded_and_moves_no_cursor(text: str) -> None:
    shown = printable(text)
    shown.encode()
    assert not set(shown) & set("\x1b\x07\x08\r\u202e\u200f\x9b")


def test_every_wording_takes_the_same_values_in_both_languages() -> None:
    import re

    for key, text in TEXTS.items():
        assert set(re.findall(r"{(\w+)}", text.zh)) == set(re.findall(r"{(\w+)}", text.en)), key
    assert say("bye", Voice("zh", "hant")) == "再見。"
