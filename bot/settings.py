"""Settings from the environment and `.env`: read once, checked whole."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.errors import UserError

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,80}")
"""A bot's id and its secret part, as @BotFather gives them: today 8 to 10 digits and 35 characters."""
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What the Bot API's setWebhook accepts as `secret_token`."""
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
ENV_FILE = ".env"


def _level(text: str) -> str:
    if text.upper() not in _LEVELS:
        raise ValueError(f"must be one of {', '.join(_LEVELS)}, not {text!r}")
    return text.upper()


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        raise ValueError(f"names a folder that is not there: {text}")
    return path


def _file(text: str) -> Path:
    path = Path(text).expanduser()
    if path.is_dir():
        raise ValueError(f"must name a file, and {text} is a folder")
    return path


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(f"must be 1 or 0, not {text!r}")
    return text == "1"


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a number from {least} to {most}, not {text!r}")
        return int(text)

    return read


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise ValueError("is not a bot token; it looks like 123456789:AAE..., as @BotFather gave it to you")
    return text


def _url(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            parts = urlsplit(text)
            fine = parts.scheme in schemes and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            fine = False
        if not fine or re.search(r"\s", text):
            raise ValueError(f"must be an address that starts with {' or '.join(s + '://' for s in schemes)}")
        return text.rstrip("/")

    return read


def _secret(text: str) -> str:
    if not _WEBHOOK_SECRET.fullmatch(text):
        raise ValueError("may hold only A-Z a-z 0-9 _ - and at most 256 of them")
    return text


def _path(text: str) -> str:
    if not re.fullmatch(r"/[A-Za-z0-9._~/-]*", text):
        raise ValueError(f"must be a path that starts with /, not {text!r}")
    return text


def _ids(text: str) -> frozenset[int]:
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    wrong = [part for part in parts if not re.fullmatch(r"[0-9]{1,19}", part)]
    if wrong:
        raise ValueError(f"must be Telegram user ids split by commas, and {wrong[0]!r} is none")
    return frozenset(map(int, parts))


def _setting(name: str, read: Callable[[str], Any], default: Any, *, telegram: bool = False) -> Any:
    """A field read from the variable `name`; one of Telegram's is checked only where Telegram is started."""
    about = {"name": name, "read": read, "telegram": telegram}
    secret = read in (_token, _secret)
    return field(default=default, repr=not secret, metadata=about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set. `.env.example` says the same for the operator."""

    facts_dir: Path | None = _setting("FACTS_DIR", _folder, None)
    """None: the shipped facts."""
    log_level: str = _setting("LOG_LEVEL", _level, "INFO")
    report_text_dir: Path | None = _setting("REPORT_TEXT_DIR", _folder, None)
    """Where `<report>.txt` holds a report's own text."""
    cache: bool = _setting("WENBAO_CACHE", _switch, True)
    """Whether loaded facts are stored, in the system's cache folder, to start faster."""
    question_log: Path | None = _setting("QUESTION_LOG", _file, None)
    """SQLite file; None: one in the user's own folder."""
    question_log_days: int = _setting("QUESTION_LOG_DAYS", _between(0, 36_500), 90)
    """How long a question is kept; 0: none is logged."""
    telegram_bot_token: str = _setting("TELEGRAM_BOT_TOKEN", _token, "", telegram=True)
    telegram_api_url: str = _setting(
        "TELEGRAM_API_URL", _url("https", "http"), "https://api.telegram.org", telegram=True
    )
    admin_ids: frozenset[int] = _setting("ADMIN_IDS", _ids, frozenset(), telegram=True)
    rate_limit: int = _setting("RATE_LIMIT", _between(0, 100_000), 20, telegram=True)
    """Messages a person may send a minute; 0: as many as they like."""
    telegram_messages_per_second: int = _setting(
        "TELEGRAM_MESSAGES_PER_SECOND", _between(0, 100_000), 30, telegram=True
    )
    """What the bot sends at most, over all chats; Telegram's own limit is 30. 0: no limit."""
    telegram_webhook_url: str = _setting("TELEGRAM_WEBHOOK_URL", _url("https"), "", telegram=True)
    """Empty: long polling."""
    telegram_webhook_secret: str = _setting("TELEGRAM_WEBHOOK_SECRET", _secret, "", telegram=True)
    telegram_webhook_path: str = _setting("TELEGRAM_WEBHOOK_PATH", _path, "/telegram", telegram=True)
    telegram_webhook_listen: str = _setting("TELEGRAM_WEBHOOK_LISTEN", str, "127.0.0.1", telegram=True)
    telegram_webhook_port: int = _setting("TELEGRAM_WEBHOOK_PORT", _between(0, 65_535), 0, telegram=True)


def names() -> dict[str, Any]:
    """Every variable that is read, with its default."""
    return {f.metadata["name"]: f.default for f in fields(Settings)}


def read_settings(values: Mapping[str, str], *, telegram: bool = False) -> Settings:
    """Settings out of variables; an empty one counts as left out.

    Raises UserError (exit code 2) with a sentence for every problem, never with a secret in it.
    """
    found: dict[str, Any] = {}
    problems: list[str] = []
    for about in fields(Settings):
        if about.metadata["telegram"] and not telegram:
            continue
        name = about.metadata["name"]
        text = values.get(name, "").strip()
        if not text:
            continue
        try:
            found[about.name] = about.metadata["read"](text)
        except ValueError as error:
            problems.append(f"{name} {error}.")
    given = {name for name, text in values.items() if text.strip()}
    if telegram:
        problems += _lacking(given)
    if problems:
        raise UserError(problems, exit_code=2)
    return Settings(**found)


def _lacking(given: set[str]) -> list[str]:
    """What Telegram cannot start without."""
    problems = []
    if "TELEGRAM_BOT_TOKEN" not in given:
        problems.append(
            "TELEGRAM_BOT_TOKEN is not set; get one from @BotFather and put it into .env or the environment."
        )
    if "TELEGRAM_WEBHOOK_URL" in given:
        problems += [
            f"{name} is not set, and a webhook needs it."
            for name in ("TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_WEBHOOK_PORT")
            if name not in given
        ]
    return problems


def variables(folder: Path) -> dict[str, str]:
    """The variables of the environment over those of the folder's `.env`.

    Raises UserError (exit code 2) where the file is there and cannot be read.
    """
    file = folder / ENV_FILE
    written: Mapping[str, str | None] = {}
    if file.is_file():
        from dotenv import dotenv_values  # most starts have no .env

        try:
            written = dotenv_values(file, interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            raise UserError([f"{file} cannot be read: {error}."], exit_code=2) from error
    return {name: text for name, text in written.items() if text} | dict(os.environ)


def shipped_facts() -> Path:
    """The folder of facts that came with the program: inside the package, or beside it in a source tree."""
    package = Path(__file__).parent
    inside = package / "facts"
    return inside if inside.is_dir() else package.parent / "facts"
