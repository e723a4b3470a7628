"""Settings: what is read, what is refused, and that the example says the same as the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.settings import Settings, names, read_settings, shipped_facts, variables

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / ".env.example"
TOKEN = "123456789:" + "AAbb-cc_dd1" * 3 + "ee"


def refused(telegram: bool = True, **values: str) -> tuple[str, ...]:
    """The problems of settings that cannot be used."""
    with pytest.raises(UserError) as error:
        read_settings(values, telegram=telegram)
    assert error.value.exit_code == 2
    return error.value.messages


def test_without_variables_everything_has_its_default() -> None:
    assert read_settings({}) == Settings()


def test_values_are_read() -> None:
    found = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "ADMIN_IDS": "12, 34;56",
            "LOG_LEVEL": "debug",
            "QUESTION_LOG": "log.sqlite",
            "QUESTION_LOG_DAYS": "30",
            "TELEGRAM_WEBHOOK_URL": "https://example.org",
            "TELEGRAM_WEBHOOK_SECRET": "s-e_c1",
            "TELEGRAM_WEBHOOK_PORT": "8443",
        },
        telegram=True,
    )
    assert found.telegram_bot_token == TOKEN
    assert found.telegram_api_url == "http://127.0.0.1:8081"
    assert found.admin_ids == {12, 34, 56}
    assert (found.log_level, found.question_log, found.question_log_days) == ("DEBUG", Path("log.sqlite"), 30)
    assert found.telegram_webhook_port == 8443


def test_all_problems_are_told_at_once() -> None:
    problems = refused(
        TELEGRAM_BOT_TOKEN="nonsense", LOG_LEVEL="LOUD", ADMIN_IDS="12,bob", TELEGRAM_API_URL="ftp://x",
        QUESTION_LOG_DAYS="-1", FACTS_DIR="/does/not/exist", TELEGRAM_WEBHOOK_PORT="99999",
    )  # fmt: skip
    told = [message.split()[0] for message in problems]
    assert sorted(told) == [
        "ADMIN_IDS", "FACTS_DIR", "LOG_LEVEL", "QUESTION_LOG_DAYS",
        "TELEGRAM_API_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_PORT",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "token",
    ["123:abc", "abc:" + "x" * 35, "87654321", "<token>", "123456789:AA BB", TOKEN + "\u4e2d", "1" * 5_000],
)
def test_a_token_of_the_wrong_shape_is_refused_and_never_repeated(token: str) -> None:
    (problem,) = refused(TELEGRAM_BOT_TOKEN=token)
    assert problem.startswith("TELEGRAM_BOT_TOKEN is not a bot token")
    assert token not in problem


def test_a_missing_token_is_one_sentence_that_says_where_to_get_one() -> None:
    (problem,) = refused()
    assert "TELEGRAM_BOT_TOKEN is not set" in problem
    assert "@BotFather" in problem


def test_a_webhook_needs_its_secret_and_its_port() -> None:
    problems = refused(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_WEBHOOK_URL="https://example.org")
    assert [p.split()[0] for p in problems] == ["TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_WEBHOOK_PORT"]


def test_secrets_do_not_show_in_the_settings_repr() -> None:
    found = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": "hidden"}, telegram=True)
    assert TOKEN not in repr(found)
    assert "hidden" not in repr(found)


def test_commands_without_telegram_ignore_its_settings() -> None:
    assert read_settings({"TELEGRAM_BOT_TOKEN": "nonsense", "ADMIN_IDS": "bob"}) == Settings()


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=ERROR\nQUESTION_LOG='a b.sqlite'  # quoted\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    found = variables(tmp_path)
    assert (found["LOG_LEVEL"], found["QUESTION_LOG"]) == ("WARNING", "a b.sqlite")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00LOG_LEVEL")
    with pytest.raises(UserError) as error:
        variables(tmp_path)
    assert error.value.exit_code == 2


def test_the_example_documents_every_setting_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    entries = dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert list(entries) == sorted(entries, key=list(entries).index)
    assert set(entries) == set(names())
    for name, default in names().items():
        shown = int(default) if isinstance(default, bool) else default
        assert entries[name] == ("" if default in (None, frozenset()) else str(shown)), name


def test_every_setting_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            before = lines[number - 1]
            assert before.startswith("# ") or re.match(r"[A-Z_]+=", before), line


def test_the_example_itself_can_be_used(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    found = {k: v for k, v in variables(tmp_path).items() if k in names()}
    assert read_settings(found) == Settings()


def test_the_shipped_facts_are_there() -> None:
    assert (shipped_facts() / "vocabulary").is_dir()
