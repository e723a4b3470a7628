"""Parameters of the methods, from https://core.telegram.org/bots/api, and their checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import ApiError
from tests.botapi.markup import utf16

CALLBACK_BYTES = 64
BUTTONS = 100
RESULTS = 50
LANGUAGE = ("", "zh", "en")


@dataclass(frozen=True)
class Method:
    """Required and optional parameters with their types: int, str, bool or json."""

    required: Mapping[str, str]
    optional: Mapping[str, str]


def _method(required: str, optional: str = "") -> Method:
    def read(line: str) -> dict[str, str]:
        return dict(part.split(":") for part in line.split())

    return Method(read(required), read(optional))


_SENT = (
    "message_thread_id:int parse_mode:str disable_notification:bool protect_content:bool "
    "reply_parameters:json reply_markup:json"
)
METHODS: dict[str, Method] = {
    "getMe": _method(""),
    "getUpdates": _method("", "offset:int limit:int timeout:int allowed_updates:json"),
    "setWebhook": _method(
        "url:str",
        "max_connections:int allowed_updates:json drop_pending_updates:bool secret_token:str ip_address:str",
    ),
    "deleteWebhook": _method("", "drop_pending_updates:bool"),
    "sendMessage": _method("chat_id:int text:str", f"{_SENT} link_preview_options:json entities:json"),
    "sendPhoto": _method("chat_id:int photo:file", f"{_SENT} caption:str show_caption_above_media:bool"),
    "sendChatAction": _method("chat_id:int action:str", "message_thread_id:int"),
    "editMessageText": _method(
        "text:str",
        "chat_id:int message_id:int inline_message_id:str parse_mode:str link_preview_options:json "
        "reply_markup:json",
    ),
    "editMessageReplyMarkup": _method(  # the library's Defaults send parse_mode, the real server ignores it
        "", "chat_id:int message_id:int inline_message_id:str reply_markup:json parse_mode:str"
    ),
    "answerCallbackQuery": _method(
        "callback_query_id:str", "text:str show_alert:bool url:str cache_time:int"
    ),
    "answerInlineQuery": _method(
        "inline_query_id:str results:json", "cache_time:int is_personal:bool next_offset:str button:json"
    ),
    "setMyCommands": _method("commands:json", "scope:json language_code:str"),
    "setMyDescription": _method("", "description:str language_code:str"),
    "setMyShortDescription": _method("", "short_description:str language_code:str"),
}  # fmt: skip


def read_parameters(method: str, form: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a request, typed. Raises ApiError for unknown, missing or malformed ones."""
    known = METHODS.get(method)
    if known is None:
        raise ApiError(404, "Not Found")
    types = {**known.required, **known.optional}
    for name in form:
        if name not in types and not name.startswith("attached"):
            raise ApiError(400, f"Bad Request: unknown parameter {name}")
    for name in known.required:
        if form.get(name) in (None, ""):
            raise ApiError(
                400, f"Bad Request: {'message text is empty' if name == 'text' else f'{name} is empty'}"
            )
    return {name: _typed(name, types.get(name, "file"), value) for name, value in form.items()}


def _typed(name: str, kind: str, value: Any) -> Any:
    if kind == "file":
        return value
    if not isinstance(value, str):
        raise ApiError(400, f"Bad Request: {name} must not be a file")
    try:
        if kind == "int":
            return int(value)
        if kind == "bool":
            return {"true": True, "false": False}[value.lower()]
        return json.loads(value) if kind == "json" else value
    except (ValueError, KeyError):
        raise ApiError(400, f"Bad Request: {name} is not a valid {kind}") from None


def check_keyboard(markup: Any) -> None:
    """An inline keyboard: rows of buttons with a label and exactly one action. Raises ApiError."""
    if not isinstance(markup, dict) or set(markup) != {"inline_keyboard"}:
        raise ApiError(400, "Bad Request: object expected as reply markup")
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    if len(buttons) > BUTTONS:
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text", "").strip():
            raise ApiError(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        actions = set(button) - {"text"}
        if len(actions) != 1 or not actions <= {
            "callback_data",
            "url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
        }:
            raise ApiError(400, "Bad Request: inline keyboard button must have exactly one action")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_BYTES:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")


def check_results(results: Any) -> None:
    """Articles of an inline answer. Raises ApiError."""
    if len(results) > RESULTS:
        raise ApiError(400, "Bad Request: RESULTS_TOO_MUCH")
    ids = [r.get("id", "") for r in results]
    if len(set(ids)) != len(ids):
        raise ApiError(400, "Bad Request: RESULT_ID_DUPLICATE")
    for result in results:
        if not 1 <= len(result.get("id", "").encode()) <= 64:
            raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
        if (
            result.get("type") != "article"
            or not result.get("title")
            or "message_text" not in result["input_message_content"]
        ):
            raise ApiError(400, "Bad Request: ARTICLE_TITLE_EMPTY")


def check_commands(params: Mapping[str, Any]) -> None:
    """A command menu. Raises ApiError."""
    check_language(params)
    if len(params["commands"]) > 100:
        raise ApiError(400, "Bad Request: too many commands")
    for command in params["commands"]:
        name, text = command["command"], command["description"]
        if not (
            1 <= len(name) <= 32
            and name.isascii()
            and name.replace("_", "").isalnum()
            and name == name.lower()
        ):
            raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= utf16(text) <= 256:
            raise ApiError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def check_language(params: Mapping[str, Any]) -> None:
    if params.get("language_code", "") not in LANGUAGE:
        raise ApiError(400, "Bad Request: language code is invalid")
