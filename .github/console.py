"""Draws the picture of a terminal in README from a real run: what `wenbao ask` prints, colours and all.

    uv run --with rich python .github/console.py

writes `.github/console.svg`. Needs a Unix, whose pseudo-terminals make the program believe that one looks on.
"""

from __future__ import annotations

import html
import io
import os
import pty
import re
import sys
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

QUESTIONS = ("去程比回程多几班", "产值超过40亿元的企业有哪些", "How many employees does ZMJ have?")
COLUMNS = 88
FAMILIES = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
TO = Path(__file__).with_name("console.svg")
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Fonts from elsewhere, which a page that shows the picture would not load."""
_TEXT = re.compile(r' x="([\d.]+)"([^>]*) textLength="([\d.]+)"([^>]*)>([^<]*)</text>')


def on_grid(picture: str) -> str:
    """The picture with a place for each character: whatever font draws it, Chinese takes two cells."""

    def placed(match: re.Match[str]) -> str:
        start, before, length, after, text = match.groups()
        shown = html.unescape(text)
        cell = float(length) / len(shown)  # Rich takes every character for one cell
        places = [float(start) + cell * cell_len(shown[:at]) for at in range(len(shown))]
        return f' x="{" ".join(f"{x:.1f}" for x in places)}"{before}{after}>{text}</text>'

    return _TEXT.sub(placed, picture)


def printed(question: str) -> str:
    """What `wenbao ask` prints on a terminal. Raises RuntimeError where it fails."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "QUESTION_LOG_DAYS": "0"}
        os.execv(sys.executable, [sys.executable, "-m", "bot", "ask", question])
    said = bytearray()
    try:
        while data := os.read(terminal, 65_536):
            said += data
    except OSError:  # how Linux says that the other side is closed
        pass
    if os.waitpid(child, 0)[1]:
        raise RuntimeError(f"`wenbao ask {question}` failed:\n{said.decode()}")
    return said.decode().replace("\r\n", "\n")


def main() -> None:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for question in QUESTIONS:
        console.print(Text.assemble(("$ ", "bold green"), f'wenbao ask "{question}"'))
        console.print(Text.from_ansi(printed(question)))
    picture = console.export_svg(title="wenbao", unique_id="wenbao")
    picture = _FONT.sub("", picture).replace("font-family: Fira Code, monospace", f"font-family: {FAMILIES}")
    TO.write_text(on_grid(picture), encoding="utf-8")


if __name__ == "__main__":
    main()
