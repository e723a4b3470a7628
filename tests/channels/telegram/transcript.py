"""A chat as text: what the person does, what stands in their chat then."""

from __future__ import annotations

import re
from pathlib import Path

from tests.botapi.chats import Message
from tests.botapi.people import Person

FOLDER = Path(__file__).parents[2] / "data" / "transcripts"
_SHOWN = {"b": "**", "/b": "**", "i": "_", "/i": "_"}


class Transcript:
    """Plays a visit and writes it down as it goes."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.blocks: list[str] = []

    async def say(self, text: str) -> Message:
        self.blocks.append(f"我> {text}")
        return self._note(await self.person.ask(text))

    async def tap(self, message: Message, label: str) -> Message:
        self.blocks.append(f"我> [{label}]")
        return self._note(await self.person.tap(message, label))

    def _note(self, message: Message) -> Message:
        head = "问报（改原消息）>" if message.edited else "问报>"
        lines = [head, *(f"  {line}" for line in _readable(message.html).splitlines())]
        lines += ["  " + " ".join(f"[{b['text']}]" for b in row) for row in message.keyboard]
        self.blocks.append("\n".join(line.rstrip() for line in lines))
        return message

    @property
    def text(self) -> str:
        return "\n\n".join(self.blocks) + "\n"


def _readable(html: str) -> str:
    """HTML as one would write it in a text file: bold with asterisks, quotations with a bar."""

    def quotation(match: re.Match[str]) -> str:
        return "\n".join(f"│ {line}" for line in match[1].splitlines())

    text = re.sub(r"<blockquote expandable>(.*?)</blockquote>", quotation, html, flags=re.DOTALL)
    text = re.sub(r"<(/?[bi])>", lambda m: _SHOWN[m[1]], text)
    text = re.sub(r"</?code>", "`", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
