"""The project's own files agree with each other."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.conversation import respond
from bot.channels.chat import Chat, step
from bot.channels.rendering import reply_lines
from bot.knowledge.model import FactBase
from bot.settings import names

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_package_is_installed() -> None:
    found = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "bot").rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found | {"bot.facts"}


def test_every_kind_of_file_of_the_facts_is_installed() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["bot.facts"]
    facts = ROOT / "facts"
    installed = {path for pattern in patterns for path in facts.glob(pattern)}
    here = {
        p for p in facts.rglob("*") if p.is_file() and p.name != "report.txt" and not p.name.startswith(".")
    }
    assert here <= installed


def test_no_text_of_a_report_is_installed() -> None:
    assert not any(
        p.endswith((".txt", "*")) for p in PROJECT["tool"]["setuptools"]["package-data"]["bot.facts"]
    )


def test_the_readme_names_commands_and_settings_that_exist() -> None:
    from bot.cli import main

    named = set(re.findall(r"(?:wenbao|-m bot) ([a-z]+)\b", README))
    assert named, "the README shows no command"
    assert named <= set(main.commands)
    mentioned = set(re.findall(r"\b(?:TELEGRAM|REPORT|QUESTION|FACTS|ADMIN|LOG)_[A-Z_]+\b", README))
    assert mentioned <= set(names())


@pytest.mark.parametrize(
    "folder", ["bot/knowledge", "bot/understanding", "bot/answering", "bot/channels", "facts", "tests"]
)
def test_the_readme_points_to_each_folder(folder: str) -> None:
    assert f"`{folder}/`" in README


def test_both_languages_of_the_readme_give_the_same_commands() -> None:
    english, chinese = README.split("\n---\n")
    blocks = [re.findall(r"```sh\n(.*?)```", part, re.DOTALL) for part in (english, chinese)]
    assert blocks[0] == blocks[1]
    start, test = blocks[0]
    assert start.strip().endswith("/wenbao")
    assert test.strip().endswith("pytest")


def test_the_conversation_in_the_readme_is_what_the_bot_says(shipped: FactBase) -> None:
    block = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert block is not None
    shown: list[str] = []
    chat = Chat()
    for question in re.findall(r"^> (.*)$", block[1], re.MULTILINE):
        chat = step(chat, question, shipped, lambda report, sentence: None)
        assert chat.turn is not None
        quiet = replace(chat.turn.reply, related=())
        shown += [f"> {question}", *("".join(text for _, text in line) for line in reply_lines(quiet))]
    assert shown == block[1].splitlines()


def test_the_picture_in_the_readme_shows_what_the_bot_says(shipped: FactBase) -> None:
    """`python .github/console.py` draws it anew."""
    drawn = (ROOT / ".github" / "console.svg").read_text(encoding="utf-8")
    texts = "".join(html.unescape(text) for text in re.findall(r"<text [^>]*>([^<]*)</text>", drawn))
    shown = "".join(texts.split())  # Rich writes blanks that do not break
    asked = re.findall(r'wenbao ask "([^"]+)"', texts.replace("\xa0", " "))
    assert len(asked) == 3
    for question in asked:
        assert "".join(respond(shipped, question).reply.text.split()) in shown, question
