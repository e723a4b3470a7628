"""Questions in a private chat, from the message to the answer."""

from __future__ import annotations

import pytest

from bot.channels.telegram.services import Services
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.channels.telegram.conftest import visitor

pytestmark = pytest.mark.anyio


async def test_a_question_is_answered_with_the_figure_in_bold_and_its_source(
    services: Services, person: Person
) -> None:
    answer = await person.ask("郑煤机产值多少")
    assert answer.of("bold") == ["47亿元"]
    assert answer.text.startswith("47亿元\n郑煤机")
    (quotation,) = answer.of("expandable_blockquote")
    assert "第7句" in quotation
    assert answer.preview_off


@pytest.mark.parametrize(
    ("question", "figure", "note"),
    [
        ("规上工业产值增速是多少", "-4.1%", ""),
        ("全国汽车产量下降了多少", "-24.1%", "全国"),
        ("How much did national car output fall?", "-24.1%", "nation"),
        ("How many China-Europe freight trains ran?", "439 trains", ""),
        ("小鹏项目投资多少", "40亿元", "洽谈中"),
        ("全國汽車產量下降了多少", "-24.1%", "全國"),
    ],
)
async def test_the_figure_comes_first_however_the_summary_words_it(
    services: Services, person: Person, question: str, figure: str, note: str
) -> None:
    first, *rest = (await person.ask(question)).text.splitlines()
    assert first.startswith(figure)
    assert note in first
    assert rest[0], "the summary follows"


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("小鹏、迪信通、中兴项目的投资额", "洽谈中"),
        ("List the projects still under negotiation and their investment", "Under negotiation"),
        ("列出各企业产值", ""),
    ],
)
async def test_a_list_of_bare_figures_says_that_they_are_no_results_yet(
    services: Services, person: Person, question: str, note: str
) -> None:
    first, *rest = (await person.ask(question)).text.splitlines()
    assert first == note or (not note and first.startswith("·"))
    assert rest[0].startswith("·")


async def test_a_follow_up_leans_on_the_question_before(services: Services, person: Person) -> None:
    await person.ask("郑煤机产值多少")
    answer = await person.ask("同比呢")
    assert answer.of("bold") == ["8%"]


async def test_people_have_dialogues_of_their_own(
    services: Services, server: BotApiServer, person: Person
) -> None:
    other = visitor(server)
    await person.ask("郑煤机产值多少")
    answer = await other.ask("同比呢")
    assert "8%" not in answer.text


async def test_a_clarification_is_answered_by_a_button_in_its_place(
    services: Services, person: Person
) -> None:
    question = await person.ask("产值增速")
    assert len(question.keyboard) >= 2
    label = question.labels[0]
    answer = await person.tap(question, label)
    assert answer.id == question.id
    assert answer.edited
    assert label in answer.of("italic")
    assert answer.of("expandable_blockquote")


async def test_a_related_question_is_answered_below(
    services: Services, server: BotApiServer, person: Person
) -> None:
    first = await person.ask("郑煤机产值多少")
    label = first.labels[0]
    answer = await person.tap(first, label)
    assert answer.id != first.id
    assert not answer.edited
    assert answer.of("italic") == [label]
    assert await server.notices.get() == "", "the tap was answered, without a notice"


@pytest.mark.parametrize(
    "text", ["<b>郑煤机</b> & <i>产值", "a < b && c > d", "&lt;script&gt;", "</blockquote>", "<"]
)
async def test_markup_characters_arrive_as_they_are(services: Services, person: Person, text: str) -> None:
    answer = await person.ask(text)
    assert answer.text


async def test_html_in_a_button_label_stays_text(services: Services, person: Person) -> None:
    question = await person.ask("产值增速")
    message = question
    message.keyboard[0][0]["text"] = "<b>&lt;a&gt;"
    answer = await person.tap(message, "<b>")
    assert answer.of("italic") == ["<b>&lt;a&gt;"]


async def test_the_longest_message_is_answered(services: Services, person: Person) -> None:
    answer = await person.ask("郑煤机" + "啊" * 4093)
    assert answer.text


async def test_emoji_alone_are_answered_in_the_persons_language(
    services: Services, server: BotApiServer, person: Person
) -> None:
    assert _is_chinese((await person.ask("🎉🎉🎉")).text)
    english = visitor(server, "en")
    assert not _is_chinese((await english.ask("🎉")).text)


@pytest.mark.parametrize(
    "text", ["\u202e郑煤机产值", "\x00\x01", "'; DROP TABLE facts; --", "😀" * 2000, "　"]
)
async def test_odd_input_gets_a_polite_reply(services: Services, person: Person, text: str) -> None:
    answer = await person.ask(text)
    assert answer.text
    assert "抱歉，这次没能" not in answer.text


async def test_the_answer_speaks_the_questions_language_and_script(
    services: Services, person: Person
) -> None:
    english = await person.ask("What was ZMJ's output?")
    assert "4.7 billion yuan" in english.of("bold")
    assert "Source" in english.of("expandable_blockquote")[0]
    traditional = await person.ask("鄭煤機產值多少")
    assert "億元" in traditional.of("bold")[0]
    assert "出處" in traditional.of("expandable_blockquote")[0]


async def test_an_edited_question_is_answered_in_place(services: Services, person: Person) -> None:
    message, _ = await person.say("郑煤机产值多少")
    first = await person.chat.next()
    await person.edit(message, "富泰华产值多少")
    second = await person.chat.next()
    assert second.id == first.id
    assert second.of("bold") == ["40.2亿元"]


async def test_a_list_offers_its_chart(services: Services, person: Person) -> None:
    answer = await person.ask("列出各企业产值")
    assert len(answer.of("bold")) >= 3
    assert "📊 图表" in answer.labels


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)
