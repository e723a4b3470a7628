"""`words`: what a curator may write for a measure, a kind, a status or a unit, and what each is for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from wcwidth import ljust
from wcwidth import width as cells

from bot.errors import UserError
from bot.knowledge.loading import load_all
from bot.knowledge.word_list import Word, found, word_lists

Echo = Callable[[str], None]
WIDEST = 30
"""Columns after which a longer entry pushes what follows, not the whole list."""
FEW = 4
"""Further names that show what is meant."""
HEADS = {
    "measures": "measures 指标: what is said of a subject; its kind is what a figure has to be",
    "kinds": "kinds 类别: what a subject is",
    "statuses": "statuses 阶段: how far a thing is; `done` if a fact says nothing",
    "units": "units 单位: what a figure carries, with the kinds of measure that take it",
}


def list_words(folder: Path, asked: Sequence[str], echo: Echo, *, as_json: bool) -> None:
    """Prints the lists that are asked for by name, all of them if none is; other words are looked for in
    their entries. Raises UserError where nothing has them."""
    lists = word_lists(load_all(folder).base)
    named = [name for name in lists if name in asked] or list(lists)
    texts = [text for text in asked if text not in lists]
    shown = {name: list(found(lists[name], texts)) for name in named}
    if not any(shown.values()):
        raise UserError([f"Nothing is called {' or '.join(texts)} in the {', '.join(named)}."])
    if as_json:
        told = {name: [_as_json(word) for word in words] for name, words in shown.items()}
        echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, words in shown.items():
        if words:
            echo("\n".join([HEADS[name], *_lines(words)]))


def _lines(words: Sequence[Word]) -> Iterator[str]:
    rows = [
        (word.id, f"{word.name.zh} · {word.name.en}", word.kind, word.example or _also(word))
        for word in words
    ]
    widths = [min(WIDEST, max(cells(row[column]) for row in rows)) for column in range(3)]
    for row in rows:
        told = (ljust(text, width) for text, width in zip(row, (*widths, 0), strict=True) if width or text)
        yield f"  {'  '.join(told)}".rstrip()


def _also(word: Word) -> str:
    """What stands for an example where nothing bears it yet."""
    return f"({', '.join(word.names[:FEW])})" if word.names else ""


def _as_json(word: Word) -> dict[str, str]:
    return {
        "id": word.id,
        "zh": word.name.zh,
        "en": word.name.en,
        "kind": word.kind,
        "example": word.example,
    }
