"""What somebody new sees: greeting, examples, menus, topics, languages."""

from __future__ import annotations

import re

import pytest
from telegram import Bot

from bot.channels.telegram.services import Services
from tests.botapi.chats import Message
from tests.botapi.people import Person
from tests.botapi.server import BotApiServer
from tests.channels.telegram.conftest import Running, visitor

pytestmark = pytest.mark.anyio


async def test_start_says_what_the_report_covers_and_offers_three_questions(
    services: Services, person: Person
) -> None:
    greeting = await person.ask("/start")
    report = next(iter(services.holder.current.reports.values()))
    assert report.title.zh in greeting.text
    assert report.overview.zh in greeting.text
    assert len(greeting.labels) == 3
    for label in greeting.labels:
        answer = await person.tap(greeting, label)
        assert answer.of("bold")
        assert answer.of("expandable_blockquote")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("zh-hans", "你好"), ("zh-hant", "問報"), ("en-GB", "Hello"), ("fr", "Hello"), (None, "你好")],
)
async def test_the_greeting_follows_the_persons_telegram(
    services: Services, server: BotApiServer, code: str | None, expected: str
) -> None:
    assert expected in (await visitor(server, code).ask("/start")).text


async def test_the_interface_follows_the_questions_then_lang(services: Services, person: Person) -> None:
    await person.ask("What was ZMJ's output?")
    assert "Privacy" in (await person.ask("/privacy")).text
    chooser = await person.ask("/lang")
    chosen = await person.tap(chooser, "中文")
    assert chosen.id == chooser.id
    assert "中文" in chosen.text
    assert "郑煤机" in (await person.ask("What was ZMJ's output?")).text
    assert (await person.ask("/lang en")).text.endswith("on.")
    assert "yuan" in (await person.ask("郑煤机产值多少")).text


async def test_menus_and_descriptions_stand_in_both_languages(
    running: Running, server: BotApiServer, person: Person
) -> None:
    async with running(admins=frozenset({person.id, 4242})):
        server.errors = Expected("chat not found")  # 4242 never wrote to the bot
        await server.until(lambda: len(server.called("setMyCommands")) >= 10)
    menus = {
        (c.params["scope"]["type"], c.params.get("language_code", "")): [
            x["command"] for x in c.params["commands"]
        ]
        for c in server.called("setMyCommands")
        if not c.error
    }
    for code in ("", "zh", "en"):
        assert "topics" in menus["default", code]
        assert "stats" not in menus["default", code]
        assert "ask" in menus["all_group_chats", code]
        assert "stats" in menus["chat", code]
    for method in ("setMyDescription", "setMyShortDescription"):
        assert {c.params.get("language_code", "") for c in server.called(method)} == {"", "zh", "en"}


class Expected(list[str]):
    """A list of refusals that keeps only those which do not hold the expected words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def append(self, refusal: str) -> None:
        if self.words not in refusal:
            super().append(refusal)


async def test_topics_are_browsed_in_place_down_and_back(services: Services, person: Person) -> None:
    root = await person.ask("/topics")
    titles = root.labels
    section = await person.tap(root, "主导产业")
    assert section.id == root.id
    assert "‹ 返回" in section.labels
    assert any("/" in label for label in section.labels), "more subjects than fit a page"
    first_page = section.labels
    second = await person.tap(section, "›")
    assert second.id == root.id
    assert second.labels != first_page
    await person.tap(second, "‹ 返回")
    assert root.labels == titles


async def test_every_topic_leads_to_an_answer(services: Services, person: Person) -> None:
    message = await person.ask("/topics")
    for _ in range(4):
        if message.of("expandable_blockquote"):
            break
        message = await person.tap(message, message.labels[0])
    assert message.of("expandable_blockquote")
    assert message.labels == ["‹ 返回"]
    above = await person.tap(message, "‹ 返回")
    assert not above.of("expandable_blockquote")


async def test_help_shows_commands_and_examples(services: Services, person: Person) -> None:
    shown = await person.ask("/help")
    assert "/topics" in shown.text
    assert "@wenbao_bot" in shown.text
    assert len(shown.labels) == 3


@pytest.mark.parametrize(
    ("code", "question", "colon"), [("en", r"^[A-Z][^:]+\?$", ": "), ("zh-hans", r"^[^·]+？$", " · ")]
)
async def test_example_questions_read_as_questions(
    services: Services, server: BotApiServer, code: str, question: str, colon: str
) -> None:
    someone = visitor(server, code)
    labels = (await someone.ask("/start")).labels
    assert len(set(labels)) == 3
    for label in labels:
        assert re.match(question, label), label
        assert (await someone.ask(label)).of("bold"), f"typed, {label} is answered too"


async def test_help_tells_of_inline_mode_only_where_it_is_on(
    services: Services, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "@wenbao_bot" in (await person.ask("/help")).text
    monkeypatch.setattr(Bot, "supports_inline_queries", False)
    assert "@wenbao_bot" not in (await person.ask("/help")).text


async def test_source_names_the_sentences_and_what_they_record(services: Services, person: Person) -> None:
    assert "industry." not in (await person.ask("/source")).of("expandable_blockquote")
    await person.ask("郑煤机产值多少")
    last = await person.ask("/source")
    assert last.of("code") == ["industry.7"]
    sentence = await person.ask("/source industry.7")
    assert any("郑煤机" in label for label in sentence.labels)
    assert "industry." in (await person.ask("/source industri.7")).text
    assert "没有" in (await person.ask("/source <b>")).text


async def test_source_lists_sentences_in_their_order_and_never_ends_in_nothing(
    services: Services, person: Person
) -> None:
    hint = await person.ask("/source")
    (example,) = hint.of("code")
    assert "句子编号" in hint.text
    await person.ask("列出各企业产值")
    assert (await person.ask("/source")).of("code") == [f"industry.{n}" for n in (5, 6, 7, 11)]
    await person.ask("cross-border e-commerce value")
    named = (await person.ask("/source")).of("code")
    assert named == sorted(named, key=lambda name: int(name.partition(".")[2]))
    lost = await person.ask("/source zzz")
    assert lost.of("code") == [example], "a sentence that there is"


async def test_the_sentence_itself_is_shown_where_the_operator_has_it(
    running: Running, person: Person
) -> None:
    async with running(sentence=lambda report, sentence: f"words of {sentence} <&>"):
        assert "words of industry.7 <&>" in (await person.ask("/source industry.7")).text


async def test_unknown_commands_are_told_with_the_nearest(services: Services, person: Person) -> None:
    assert "/topics" in (await person.ask("/topcis")).text
    assert "/help" in (await person.ask("/xyzzy")).text


async def test_what_is_not_text_gets_a_hint(services: Services, server: BotApiServer, person: Person) -> None:
    message = person.chat.add(text="", from_bot=False, sender=person.user).json({})
    del message["text"]
    await server.push(message=message | {"sticker": _sticker()})
    answer: Message = await person.chat.next()
    assert "文字" in answer.text


def _sticker() -> dict[str, object]:
    size = {"width": 1, "height": 1, "is_animated": False, "is_video": False}
    return {"file_id": "s", "file_unique_id": "u", "type": "regular", **size}
