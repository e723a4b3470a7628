"""The console's conversation, line by line, on the shipped facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcswidth

from bot.answering.reply import ReplyKind
from bot.channels.chat import COMMANDS, Chat, greet, step
from bot.channels.console import completions
from bot.channels.report_text import ReportTexts
from bot.channels.wording import Voice
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase, Report
from bot.knowledge.outline import sentence_hash
from tests.small_facts import write_facts

Talk = Callable[..., tuple[Chat, str]]


def nothing(report: Report, sentence: str) -> str | None:
    """Stands for an operator who does not have the text."""


@pytest.fixture
def talk(shipped: FactBase) -> Talk:
    def run(*lines: str, voice: Voice = Voice()) -> tuple[Chat, str]:
        chat = Chat(voice=voice)
        for line in lines:
            chat = step(chat, line, shipped, nothing)
        return chat, shown(chat)

    return run


def shown(chat: Chat) -> str:
    return "\n".join("".join(text for _, text in line) for line in chat.lines)


def test_the_greeting_says_what_to_do_and_that_the_other_language_works_too() -> None:
    chinese, english = shown(greet(Chat())), shown(greet(Chat(voice=Voice("en"))))
    assert "/help" in chinese
    assert "Ask in English" in chinese
    assert "/help" in english
    assert "用中文提问" in english


def test_a_question_is_answered_and_a_follow_up_understood(talk: Talk) -> None:
    chat, text = talk("郑煤机产值多少", "同比呢")
    assert chat.turn is not None
    assert chat.turn.reply.kind is ReplyKind.ANSWER
    assert "8%" in text


def test_the_interface_follows_the_language_of_the_question(talk: Talk) -> None:
    assert "第7句" in talk("郑煤机产值多少", "/source")[1]
    assert "sentence 7" in talk("What was ZMJ's output?", "/source")[1]
    assert "再見" in talk("鄭煤機產值多少", "/quit")[1]


def test_a_number_picks_what_was_offered(talk: Talk) -> None:
    asked, text = talk("产值多少")
    assert asked.turn is not None
    offered = asked.turn.reply.choices or asked.turn.reply.related
    assert f"1 {offered[0].label}" in text
    picked, _ = talk("产值多少", "1")
    assert picked.turn is not None
    assert picked.turn.reply.kind is ReplyKind.ANSWER
    assert set(offered[0].facts) <= set(picked.turn.reply.facts)
    assert "99" in talk("产值多少", "99")[1]


def test_topics_lead_from_sections_to_subjects_to_answers(talk: Talk) -> None:
    sections, text = talk("/topics")
    assert "主导产业发展企稳回升" in text
    number = 1 + next(i for i, pick in enumerate(sections.picks) if pick.command.endswith("/industry"))
    subjects, text = talk("/topics", str(number))
    assert "郑煤机" in text
    assert text == talk("/topics industry")[1] == talk("/topics 主导产业")[1]
    row = 1 + next(i for i, pick in enumerate(subjects.picks) if "jingkai-2020h1:zmj.output" in pick.facts)
    assert "47亿元" in talk("/topics industry", str(row))[1]


def test_a_mistyped_section_gets_the_nearest(talk: Talk) -> None:
    assert "industry" in talk("/topics industri")[1]


def test_source_shows_section_number_and_figures_of_the_last_answer(talk: Talk) -> None:
    assert talk("郑煤机产值多少", "/source")[1] == (
        "《经开时报》“主导产业发展企稳回升”第7句 [industry.7]\n句中数字：47亿元、8%"
    )


def test_source_of_a_sentence_shows_what_it_records(talk: Talk) -> None:
    chat, text = talk("/source industry.7")
    assert "第7句 [industry.7]" in text
    assert "郑煤机的产值是多少？" in text
    number = 1 + next(i for i, pick in enumerate(chat.picks) if pick.facts == ("jingkai-2020h1:zmj.output",))
    assert "47亿元" in talk("/source industry.7", str(number))[1]
    assert "第7句" in talk("/source [INDUSTRY.7]")[1]
    assert "industry.7" in talk("/source industri.7")[1]


def test_source_without_an_answer_says_what_to_do(talk: Talk) -> None:
    assert "/source" in talk("/source")[1]
    assert "没有引用" in talk("你好", "/source")[1]


def test_the_sentence_itself_is_shown_where_its_text_is_there(tmp_path: Path) -> None:
    sentence = "石桥机械上半年实现产值47亿元。"
    facts = write_facts(tmp_path / "facts")
    outline = facts / "yunxi" / "report.yaml"
    text = outline.read_text(encoding="utf-8").replace("0123456789abcdef", sentence_hash(sentence))
    outline.write_text(text, encoding="utf-8")
    base = load(facts).base
    assert base is not None
    own = f"云溪新区上半年报告\n\n工业\n\n{sentence}白鹭食品实现产值12亿元。\n"
    for place in (facts / "yunxi" / "report.txt", tmp_path / "yunxi.txt"):
        place.write_text(own, encoding="gb18030")
        texts = ReportTexts(facts, tmp_path if place.parent == tmp_path else None)
        assert f"“{sentence}”" in shown(step(Chat(), "/source works.1", base, texts.sentence))
        assert "白鹭" not in shown(step(Chat(), "/source works.2", base, texts.sentence)).splitlines()[1]
        place.unlink()
    assert "句中数字：47亿元" in shown(step(Chat(), "/source works.1", base, ReportTexts(facts).sentence))


def test_explain_shows_how_the_last_question_was_understood(talk: Talk) -> None:
    assert "jingkai-2020h1:zmj.output" in talk("郑煤机产值多少", "/explain")[1]
    assert "先问一个" in talk("/explain")[1]


def test_explain_takes_a_question_too(talk: Talk) -> None:
    chat, shown = talk("郑煤机产值多少", "/explain 双汇呢")
    assert "22.5亿元" in shown
    assert "jingkai-2020h1:shuanghui.output" in shown
    assert chat.turn is not None


def test_the_help_stands_in_columns(talk: Talk) -> None:
    for greeting in ("你好", "hello"):
        rows = [line for line in talk(greeting, "/help")[1].splitlines() if line.startswith("/")]
        assert len({wcswidth("".join(re.split(r"( {2,})", row)[:2])) for row in rows}) == 1


def test_lang_fixes_the_language_and_lets_it_go_again(talk: Talk) -> None:
    assert "billion yuan" in talk("/lang en", "郑煤机产值多少")[1]
    assert "47亿元" in talk("/lang zh", "What was ZMJ's output?")[1]
    assert "billion yuan" in talk("/lang zh", "/lang auto", "What was ZMJ's output?")[1]
    assert "/lang auto" in talk("/lang klingon")[1]


def test_commands_are_forgiving(talk: Talk) -> None:
    assert "/topics" in talk("/topcis")[1]
    assert "/help" in talk("/zzz")[1]
    assert talk("/QUIT")[0].ended
    assert talk("/exit")[0].ended
    help_text = talk("/help")[1]
    assert all(command in help_text for command in COMMANDS if command != "/help")


def test_an_empty_line_says_nothing(talk: Talk) -> None:
    assert talk("郑煤机产值多少", "   ")[1] == ""


@pytest.mark.parametrize(
    "line",
    ["/", "//", "/ x", "/source \ud800", "/topics \u202e", "0", "00", "\x00", "😀" * 10_000, "/" * 9_999],
)
def test_odd_lines_are_answered(talk: Talk, line: str) -> None:
    assert talk(line)[1].strip()


def test_completion_knows_commands_their_arguments_and_subjects(shipped: FactBase) -> None:
    def found(before: str) -> list[str]:
        return [before[: len(before) + start] + text for start, text in completions(before, shipped)]

    assert found("/to") == ["/topics"]
    assert found("/lang ") == ["/lang zh", "/lang en", "/lang auto"]
    assert "/topics industry" in found("/topics ind")
    assert "/source industry.7" in found("/source industry.")
    assert "请问郑煤机" in found("请问郑")
    assert found("") == []
    assert found("/nonsense ") == []
