"""People who write to the bot, tap its buttons and query it inline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.botapi.chats import Chat, Message
from tests.botapi.markup import utf16
from tests.botapi.server import BOT, BotApiServer

COMMAND = re.compile(r"^/[a-z_]+(@\w+)?")
MENTION = re.compile(r"(?<!\w)(?<!/)@\w{5,}")


@dataclass
class Person:
    """A user with a private chat; `language` is the code that their Telegram sends."""

    server: BotApiServer
    id: int
    language: str | None = "zh-hans"

    @property
    def chat(self) -> Chat:
        return self.server.chat(self.id)

    @property
    def user(self) -> dict[str, Any]:
        found = {"id": self.id, "is_bot": False, "first_name": f"Person {self.id}"}
        return found | ({"language_code": self.language} if self.language else {})

    async def say(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        thread: int | None = None,
        reply_to: Message | None = None,
    ) -> tuple[Message, int]:
        """Sends a message; returns it and the number of its update."""
        where = chat or self.chat
        message = where.add(text=text, from_bot=False, sender=self.user, thread=thread)
        body = message.json(BOT) | {"entities": entities_of(text)}
        if reply_to is not None:
            body["reply_to_message"] = reply_to.json(BOT)
        return message, await self.server.push(message=body)

    async def ask(self, text: str, chat: Chat | None = None, **how: Any) -> Message:
        """Sends a message and waits for what the bot says next in that chat."""
        await self.say(text, chat, **how)
        return await (chat or self.chat).next()

    async def edit(self, message: Message, text: str) -> None:
        """Changes an own message."""
        message.text = text
        body = message.json(BOT) | {"entities": entities_of(text), "edit_date": 1_600_000_001}
        await self.server.push(edited_message=body)

    async def press(self, message: Message, label: str) -> None:
        """Taps the button whose label holds `label`."""
        await self.press_data(message, message.data(label))

    async def press_data(self, message: Message, data: str, *, expired: bool = False) -> None:
        """Taps a button by its data; an expired tap can no longer be answered."""
        query = f"q{self.id}-{len(self.server.calls)}-{message.id}"
        if not expired:
            self.server.callbacks.add(query)
        body = {
            "id": query,
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": message.json(BOT),
        }
        await self.server.push(callback_query=body)

    async def tap(self, message: Message, label: str) -> Message:
        """Taps a button and waits for the bot's next message or edit."""
        await self.press(message, label)
        return await message.chat.next()

    async def query(self, text: str) -> dict[str, Any]:
        """Queries the bot inline and waits for its cards."""
        name = f"i{self.id}-{len(self.server.calls)}"
        self.server.inline_queries.add(name)
        await self.server.push(inline_query={"id": name, "from": self.user, "query": text, "offset": ""})
        return dict(await self.server.inline_answers.get())


def entities_of(text: str) -> list[dict[str, Any]]:
    """Commands and mentions as Telegram marks them, in UTF-16 units."""
    patterns = (("bot_command", COMMAND), ("mention", MENTION))
    return [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for kind, pattern in patterns
        for match in pattern.finditer(text)
    ]
