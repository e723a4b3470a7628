"""Chats as the server keeps them, and messages as a test reads them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import ApiError
from tests.botapi.markup import Entity

WAIT = 30.0
"""Seconds after which a message that a test waits for counts as missing."""


@dataclass
class Message:
    """A message in a chat; the bot's have `html` as it sent it."""

    id: int
    chat: Chat
    text: str
    from_bot: bool
    entities: list[Entity] = field(default_factory=list)
    html: str = ""
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    thread: int | None = None
    reply_to: int | None = None
    photo: bytes = b""
    edited: bool = False
    sender: dict[str, Any] = field(default_factory=dict)
    preview_off: bool = False

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    def data(self, label: str) -> str:
        """Callback data of the first button whose label holds `label`."""
        for row in self.keyboard:
            for button in row:
                if label in button["text"]:
                    return str(button["callback_data"])
        raise AssertionError(f"no button {label!r} among {self.labels}")

    def of(self, kind: str) -> list[str]:
        """Texts of the entities of a type."""
        return [e.text for e in self.entities if e.type == kind]

    def json(self, bot: dict[str, Any]) -> dict[str, Any]:
        """As the Bot API gives it."""
        found: dict[str, Any] = {
            "message_id": self.id,
            "date": 1_600_000_000,
            "chat": self.chat.json(),
            "from": bot if self.from_bot else self.sender,
        }
        found["caption" if self.photo else "text"] = self.text
        if self.photo:
            found["photo"] = [{"file_id": "p", "file_unique_id": "u", "width": 1, "height": 1}]
        if self.keyboard:
            found["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.thread is not None:
            found |= {"message_thread_id": self.thread, "is_topic_message": True}
        return found


@dataclass
class Chat:
    """A private chat, a group or a forum, with everything said in it."""

    id: int
    type: str = "private"
    title: str = ""
    forum: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    news: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    """The bot's messages and edits that no test has taken yet."""
    limit: int = 0
    """How many messages are kept; 0: all. Benchmarks bound it."""
    count: int = 0

    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.title:
            found["title"] = self.title
        if self.forum:
            found["is_forum"] = True
        return found

    def add(self, **values: Any) -> Message:
        """A new message at the end of the chat."""
        self.count += 1
        message = Message(id=self.count, chat=self, **values)
        self.messages[message.id] = message
        if self.limit and len(self.messages) > self.limit:
            del self.messages[next(iter(self.messages))]
        return message

    def find(self, message_id: int, what: str = "message to edit") -> Message:
        """A message of the chat. Raises ApiError for an unknown one."""
        if message_id not in self.messages:
            raise ApiError(400, f"Bad Request: {what} not found")
        return self.messages[message_id]

    async def next(self) -> Message:
        """The bot's next message or edit. Fails the test where none comes."""
        return await asyncio.wait_for(self.news.get(), WAIT)
