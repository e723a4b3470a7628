"""The server: long polling and webhook, known chats and messages, faults on demand."""

from __future__ import annotations

import asyncio
import itertools
import json
import struct
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

import aiohttp
from aiohttp import web

from tests.botapi import methods
from tests.botapi.chats import WAIT, Chat, Message
from tests.botapi.errors import ApiError
from tests.botapi.markup import Entity, parse_html, utf16

TEXT_UNITS, CAPTION_UNITS = 4096, 1024
ACTIONS = ("typing", "upload_photo", "upload_document")
TOKEN = "123456789:AAtest-token_of_a_bot_that_never_was_0"
BOT: dict[str, Any] = {
    "id": 123456789, "is_bot": True, "first_name": "Wenbao", "username": "wenbao_bot",
    "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
}  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A request of the bot and what came of it: an error's description, or nothing."""

    method: str
    params: Mapping[str, Any]
    error: str


class BotApiServer:
    """One bot's Bot API on a free loopback port. `errors` holds every refusal that no fault asked for."""

    def __init__(self, *, keep: int = 0) -> None:
        self.keep = keep
        self.chats: dict[int, Chat] = {}
        self.calls: deque[Call] = deque(maxlen=keep or None)
        self.errors: list[str] = []
        self.faults: dict[str, deque[ApiError | None]] = defaultdict(deque)
        """By method: errors to answer with next; None breaks the connection."""
        self.resets = False
        """Whether a broken connection is reset rather than closed."""
        self.delays: dict[str, float] = {}
        """By method: seconds to wait before answering."""
        self.begun: Counter[str] = Counter()
        """By method: requests that arrived, answered or not."""
        self.callbacks: set[str] = set()
        """Callback queries not answered yet."""
        self.inline_answers: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()
        self.notices: asyncio.Queue[str] = asyncio.Queue()
        """Texts of answered callback queries."""
        self.inline_queries: set[str] = set()
        self.webhook: dict[str, Any] = {}
        self.files: dict[int, bytes] = {}
        self.url = ""
        self._updates: deque[dict[str, Any]] = deque()
        self._numbers = itertools.count(1)
        self._fresh = asyncio.Event()
        self._changed = asyncio.Event()
        self._session: aiohttp.ClientSession | None = None
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=20 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self._session = aiohttp.ClientSession()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self._fresh.set()
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()

    # What tests do

    def chat(self, chat_id: int, **values: Any) -> Chat:
        """The chat of that id, made where it is new."""
        return self.chats.setdefault(chat_id, Chat(chat_id, limit=self.keep, **values))

    async def push(self, *, number: int | None = None, **update: Any) -> int:
        """Sends an update to the bot and returns its number; give `number` to send it again."""
        number = number or next(self._numbers)
        await self.deliver({"update_id": number, **update})
        return number

    async def deliver(self, update: dict[str, Any]) -> None:
        """Hands an update over, by the webhook where the bot set one."""
        if self.webhook.get("url") and self._session:
            headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
            async with self._session.post(self.webhook["url"], json=update, headers=headers) as answer:
                assert answer.status == 200, f"webhook answered {answer.status}"
            return
        self._updates.append(update)
        self._fresh.set()

    async def until(self, condition: Callable[[], bool], seconds: float = WAIT) -> None:
        """Waits for something that a request of the bot brings about."""

        async def wait() -> None:
            while not condition():
                self._changed.clear()
                await self._changed.wait()

        await asyncio.wait_for(wait(), seconds)

    def called(self, method: str) -> list[Call]:
        return [c for c in self.calls if c.method == method]

    # What the bot does

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.begun[method] += 1
        self._changed.set()
        if self.faults[method] and method != "getUpdates":
            fault = self.faults[method].popleft()
            return await self._refuse(request, method, {}, fault)
        if self.faults["getUpdates"] and method == "getUpdates":
            return await self._refuse(request, method, {}, self.faults[method].popleft())
        if method in self.delays:
            await asyncio.sleep(self.delays[method])
        form = await self._form(request)
        try:
            if request.match_info["token"] != TOKEN:
                raise ApiError(401, "Unauthorized")
            params = methods.read_parameters(method, form)
            result = await getattr(self, f"_{method}")(params)
        except ApiError as error:
            self.errors.append(f"{method}: {error.description}")
            return await self._refuse(request, method, form, error)
        if method != "getUpdates":
            self._note(Call(method, params, ""))
        return web.json_response({"ok": True, "result": result})

    def _note(self, call: Call) -> None:
        self.calls.append(call)
        self._changed.set()

    async def _refuse(
        self, request: web.Request, method: str, form: Mapping[str, Any], error: ApiError | None
    ) -> web.Response:
        self._note(Call(method, form, error.description if error else "connection broken"))
        if error is None:
            await self._break(request)
            return web.Response(status=500)
        body: dict[str, Any] = {"ok": False, "error_code": error.status, "description": error.description}
        if error.parameters:
            body["parameters"] = error.parameters
        return web.json_response(body, status=error.status)

    async def _break(self, request: web.Request) -> None:
        """Ends the connection without an answer."""
        await request.read()  # of a connection with unread bytes the kernel would make a reset
        if request.transport is not None:
            if self.resets:
                at_once = struct.pack("ii", 1, 0)
                request.transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, at_once)
            request.transport.abort()

    @staticmethod
    async def _form(request: web.Request) -> dict[str, Any]:
        if request.content_type == "application/json":
            return dict(await request.json())
        form = dict(await request.post())
        return {k: v.file.read() if isinstance(v, web.FileField) else v for k, v in form.items()}

    async def _getMe(self, params: Mapping[str, Any]) -> Any:
        return BOT

    async def _getUpdates(self, params: Mapping[str, Any]) -> Any:
        if self.webhook.get("url"):
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = params.get("offset", 0)
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates and params.get("timeout", 0):
            self._fresh.clear()
            try:
                await asyncio.wait_for(self._fresh.wait(), params["timeout"])
            except TimeoutError:
                return []
        return list(itertools.islice(self._updates, params.get("limit", 100)))

    async def _setWebhook(self, params: Mapping[str, Any]) -> Any:
        secret = params.get("secret_token", "")
        if secret and not (
            len(secret) <= 256 and secret.replace("-", "").replace("_", "").isalnum() and secret.isascii()
        ):
            raise ApiError(400, "Bad Request: secret token contains illegal characters")
        self.webhook = dict(params)
        return True

    async def _deleteWebhook(self, params: Mapping[str, Any]) -> Any:
        self.webhook = {}
        return True

    async def _sendMessage(self, params: Mapping[str, Any]) -> Any:
        chat = self._known(params)
        text, entities = self._text(params, "text", TEXT_UNITS)
        message = chat.add(
            text=text, entities=entities, html=params["text"], from_bot=True, keyboard=self._keyboard(params),
            thread=self._thread(chat, params), reply_to=self._reply_to(chat, params),
            preview_off=bool(params.get("link_preview_options", {}).get("is_disabled")),
        )  # fmt: skip
        return self._told(chat, message)

    async def _sendPhoto(self, params: Mapping[str, Any]) -> Any:
        chat = self._known(params)
        photo = params["photo"]
        if isinstance(photo, str):
            raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        if not photo.startswith((b"\x89PNG", b"\xff\xd8")):
            raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
        text, entities = self._text(params, "caption", CAPTION_UNITS) if params.get("caption") else ("", [])
        message = chat.add(
            text=text, entities=entities, html=params.get("caption", ""), from_bot=True, photo=photo,
            keyboard=self._keyboard(params), thread=self._thread(chat, params),
            reply_to=self._reply_to(chat, params),
        )  # fmt: skip
        return self._told(chat, message)

    async def _sendChatAction(self, params: Mapping[str, Any]) -> Any:
        self._known(params)
        if params["action"] not in ACTIONS:
            raise ApiError(400, "Bad Request: wrong parameter action in request")
        return True

    async def _editMessageText(self, params: Mapping[str, Any]) -> Any:
        chat = self._known(params)
        message = chat.find(params["message_id"])
        text, entities = self._text(params, "text", TEXT_UNITS)
        return self._edited(chat, message, text, entities, params)

    async def _editMessageReplyMarkup(self, params: Mapping[str, Any]) -> Any:
        chat = self._known(params)
        message = chat.find(params["message_id"])
        return self._edited(chat, message, message.text, message.entities, params)

    async def _answerCallbackQuery(self, params: Mapping[str, Any]) -> Any:
        if params["callback_query_id"] not in self.callbacks:
            raise ApiError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        if utf16(params.get("text", "")) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.callbacks.discard(params["callback_query_id"])
        self.notices.put_nowait(params.get("text", ""))
        return True

    async def _answerInlineQuery(self, params: Mapping[str, Any]) -> Any:
        if params["inline_query_id"] not in self.inline_queries:
            raise ApiError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        self.inline_queries.discard(params["inline_query_id"])
        methods.check_results(params["results"])
        for result in params["results"]:
            content = result["input_message_content"]
            self._text({**content, "text": content["message_text"]}, "text", TEXT_UNITS)
            if "reply_markup" in result:
                methods.check_keyboard(result["reply_markup"])
        button = params.get("button")
        if button and not (button.get("text") and 1 <= len(button.get("start_parameter", "")) <= 64):
            raise ApiError(400, "Bad Request: START_PARAM_INVALID")
        self.inline_answers.put_nowait(params)
        return True

    async def _setMyCommands(self, params: Mapping[str, Any]) -> Any:
        methods.check_commands(params)
        scope = params.get("scope", {"type": "default"})
        if scope["type"] == "chat" and scope["chat_id"] not in self.chats:
            raise ApiError(400, "Bad Request: chat not found")
        return True

    async def _setMyDescription(self, params: Mapping[str, Any]) -> Any:
        methods.check_language(params)
        if utf16(params.get("description", "")) > 512:
            raise ApiError(400, "Bad Request: DESCRIPTION_TOO_LONG")
        return True

    async def _setMyShortDescription(self, params: Mapping[str, Any]) -> Any:
        methods.check_language(params)
        if utf16(params.get("short_description", "")) > 120:
            raise ApiError(400, "Bad Request: SHORT_DESCRIPTION_TOO_LONG")
        return True

    def _known(self, params: Mapping[str, Any]) -> Chat:
        chat = self.chats.get(params.get("chat_id", 0))
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    @staticmethod
    def _text(params: Mapping[str, Any], name: str, limit: int) -> tuple[str, list[Entity]]:
        mode = params.get("parse_mode", "")
        if mode not in ("", "HTML"):
            raise ApiError(400, "Bad Request: unsupported parse_mode")
        source = params[name]
        text, entities = parse_html(source) if mode else (source.strip(), [])
        if not text:
            raise ApiError(400, "Bad Request: message text is empty")
        if utf16(text) > limit:
            raise ApiError(400, "Bad Request: message is too long")
        if len(entities) > 100:
            raise ApiError(400, "Bad Request: more than 100 entities, the rest would be dropped")
        return text, entities

    @staticmethod
    def _keyboard(params: Mapping[str, Any]) -> list[list[dict[str, Any]]]:
        if "reply_markup" not in params:
            return []
        methods.check_keyboard(params["reply_markup"])
        return [row for row in params["reply_markup"]["inline_keyboard"] if row]

    @staticmethod
    def _thread(chat: Chat, params: Mapping[str, Any]) -> int | None:
        thread = params.get("message_thread_id")
        if thread is not None and not chat.forum:
            raise ApiError(400, "Bad Request: message thread not found")
        return thread

    @staticmethod
    def _reply_to(chat: Chat, params: Mapping[str, Any]) -> int | None:
        reply = params.get("reply_parameters")
        if not reply:
            return None
        if reply["message_id"] not in chat.messages and reply.get("allow_sending_without_reply"):
            return None
        return chat.find(reply["message_id"], "message to be replied").id

    def _told(self, chat: Chat, message: Message) -> dict[str, Any]:
        if not self.keep:
            chat.news.put_nowait(message)
        return message.json(BOT)

    def _edited(
        self, chat: Chat, message: Message, text: str, entities: list[Entity], params: Mapping[str, Any]
    ) -> dict[str, Any]:
        if not message.from_bot:
            raise ApiError(400, "Bad Request: message can't be edited")
        keyboard = self._keyboard(params)
        if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
            raise ApiError(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
            )
        message.text, message.entities, message.keyboard, message.edited = text, entities, keyboard, True
        message.html = params.get("text", message.html)
        return self._told(chat, message)


def dump(value: Any) -> str:
    """JSON as the Bot API writes it."""
    return json.dumps(value, ensure_ascii=False)
