"""The interactive console: reads lines, with editing and completion on a terminal, and shows replies."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.answering.conversation import Turn, prepare
from bot.channels.bars import text_bars
from bot.channels.chat import COMMANDS, Chat, SentenceText, greet, step
from bot.channels.live_base import BaseHolder, FactsWatcher
from bot.channels.rendering import Style, plain
from bot.channels.terminal import BARS_WIDTH, show, width
from bot.channels.wording import Voice, say
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History

HISTORY_FILE = "history"
LONGEST_LINE = 100_000
"""Characters of a typed or piped line that are read; no question is longer."""
Record = Callable[[str, Turn], None]


def run_chat(
    folder: Path, base: FactBase, sentence: SentenceText, record: Record, language: str | None = None
) -> None:
    """Talks until /quit, the end of input or Ctrl-C. `record` gets every question with its turn.

    On a terminal, edits to the facts of `folder` go into service while it runs.
    """
    holder = BaseHolder(base)
    chat = Chat(voice=Voice(language or system_language()), dialogue=Dialogue(language=language or ""))
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        with suppress(EOFError):
            _converse(chat, _piped(), holder, sentence, record)
        return
    chat = greet(chat)
    show(chat.lines)
    watcher = FactsWatcher(folder, holder)
    watcher.start()
    try:
        _converse(chat, _typed(holder), holder, sentence, record)
    except (EOFError, KeyboardInterrupt):
        show(plain(say("bye", chat.voice)))
    finally:
        watcher.stop()


def _converse(
    chat: Chat, read: Callable[[Chat], str], holder: BaseHolder, sentence: SentenceText, record: Record
) -> None:
    """Reads and answers until /quit. Raises EOFError and KeyboardInterrupt where reading ends otherwise."""
    while not chat.ended:
        text = read(chat)
        chat = step(chat, text, holder.current, sentence)
        show(chat.lines)
        if chat.turn is not None:
            record(text, chat.turn)
            _show_bars(chat.turn)
        if sys.stdout.isatty():
            print()


def _show_bars(turn: Turn) -> None:
    """A list's figures as bars, on a terminal."""
    chart = turn.reply.chart
    if chart is not None and sys.stdout.isatty():
        show(plain(text_bars(chart, min(width(), BARS_WIDTH)), Style.DIM))


def system_language() -> str:
    """en where the system's locale is English, else zh."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, names), "").lower().startswith("en") else "zh"


def _piped() -> Callable[[Chat], str]:
    def read(_: Chat) -> str:
        line = sys.stdin.readline(LONGEST_LINE)
        if not line:
            raise EOFError
        return line

    return read


def _typed(holder: BaseHolder) -> Callable[[Chat], str]:
    """Reads from the terminal. Ctrl-C empties the line; on an empty one it ends, as Ctrl-D does."""
    session = _session(holder)
    prepare(holder.current)  # while the person reads the greeting

    def read(chat: Chat) -> str:
        while True:
            try:
                return session.prompt(f"{say('prompt', chat.voice)}> ")
            except KeyboardInterrupt:
                if not session.default_buffer.document.text:
                    raise

    return read


def _session(holder: BaseHolder) -> PromptSession[str]:
    from prompt_toolkit import PromptSession  # 0.17 s that only the chat needs
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

    class Names(Completer):
        def get_completions(self, document: Document, event: CompleteEvent) -> Iterator[Completion]:
            before = document.text_before_cursor
            if not (event.completion_requested or before.startswith("/")):
                return
            for start, text in completions(before, holder.current):
                yield Completion(text, start_position=start)

    return PromptSession(
        history=_history(),
        completer=Names(),
        complete_while_typing=True,
        auto_suggest=AutoSuggestFromHistory(),
        enable_history_search=False,
    )


def _history() -> History:
    """The history of earlier chats; of this one alone where no file can be written."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    path = Path(click.get_app_dir("wenbao")) / HISTORY_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def completions(before: str, base: FactBase) -> Iterator[tuple[int, str]]:
    """What may complete a line: where it starts, counted back from the cursor, and the whole text."""
    if before.startswith("/"):
        name, blank, rest = before.partition(" ")
        found = _arguments(name, base) if blank else COMMANDS
        typed = rest if blank else name
        yield from ((-len(typed), text) for text in found if text.startswith(typed) and text != typed)
        return
    names = sorted({name for s in base.subjects.values() for name in (s.name.zh, s.name.en)})
    for length in range(min(len(before), 40), 0, -1):
        typed = before[-length:].casefold()
        if typed.isascii() and (length < 2 or before[-length - 1 : -length].isalnum()):
            continue
        found = [name for name in names if name.casefold().startswith(typed) and name.casefold() != typed]
        if found:
            yield from ((-length, name) for name in found)
            return


def _arguments(command: str, base: FactBase) -> Iterable[str]:
    sections = [section for report in base.reports.values() for section in report.sections]
    match command:
        case "/lang":
            return ("zh", "en", "auto")
        case "/topics":
            return [section.id for section in sections]
        case "/source":
            return [sentence.id for section in sections for sentence in section.sentences]
    return ()
