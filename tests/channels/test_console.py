"""The chat on a terminal of its own, and through pipes."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Run

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX", allow_module_level=True)

import pty

SECONDS = 30.0
"""How long a test waits for what has to appear."""
_CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])")
"""Escape sequences of terminals."""


class Terminal:
    """A program on a pseudo-terminal."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot"], stdin=slave, stdout=slave, stderr=slave,
            cwd=folder, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.raw = ""
        self._waited = 0
        """Where the text ends that was last waited for."""

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, text: str) -> str:
        """What was shown since the last wait until `text` appears; fails if it does not."""
        end = time.monotonic() + SECONDS
        start = self._waited
        while text not in (shown := _CODES.sub("", self.raw[start:])):
            assert time.monotonic() < end, f"{text!r} did not appear in {shown!r}"
            if select.select([self._master], [], [], 0.2)[0]:
                data = os.read(self._master, 65_536).decode(errors="replace")
                self.raw += data
                if "\x1b[6n" in data:  # the library asks where the cursor is
                    self.type("\x1b[1;1R")
        places = range(start, len(self.raw) + 1)
        self._waited = places[bisect(places, 0, key=lambda i: text in _CODES.sub("", self.raw[start:i]))]
        return shown

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Terminal]:
    found = Terminal(environment | {"LANG": "zh_CN.UTF-8"}, tmp_path)
    found.wait_for("问>")
    yield found
    found.close()


def test_a_visit_to_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    terminal.type("郑煤机产值多少\r")
    terminal.wait_for("[industry.7]")
    assert "\x1b[1m47亿元" in terminal.raw
    terminal.wait_for("问>")
    terminal.type("/to")
    terminal.wait_for("/topics")
    terminal.type("\t")
    terminal.wait_for("pics")
    terminal.type("\r")
    terminal.wait_for("主导产业发展企稳回升")
    terminal.type("What was ZMJ's output?\r")
    terminal.wait_for("sentence 7")
    terminal.wait_for("Ask>")
    terminal.type("/quit\r")
    terminal.wait_for("Goodbye")
    assert terminal.process.wait(SECONDS) == 0
    assert "郑煤机产值多少" in (tmp_path / "home" / "wenbao" / "history").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_ctrl_c_and_ctrl_d_end_it_politely(terminal: Terminal, key: str) -> None:
    terminal.type(key)
    terminal.wait_for("再见")
    assert terminal.process.wait(SECONDS) == 0
    assert "Traceback" not in terminal.raw


def test_ctrl_c_on_a_half_written_line_only_drops_the_line(terminal: Terminal) -> None:
    terminal.type("郑煤")
    terminal.wait_for("郑煤")
    terminal.type("\x03")
    terminal.wait_for("问>")
    terminal.type("郑煤机产值多少\r")
    terminal.wait_for("47亿元")


def test_no_color_is_respected(environment: dict[str, str], tmp_path: Path) -> None:
    plain = Terminal(environment | {"LANG": "zh_CN.UTF-8", "NO_COLOR": "1"}, tmp_path)
    plain.wait_for("问>")
    plain.type("郑煤机产值多少\r")
    plain.wait_for("[industry.7]")
    assert not re.search(r"\x1b\[[0-9;]*[1-9][0-9;]*m[^\x1b]*47亿元", plain.raw)
    plain.close()


def test_piped_lines_are_answered_without_prompt_or_colour(wenbao: Run) -> None:
    done = wenbao(text="郑煤机产值多少\n/source\n同比呢\n/quit\n你好\n")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "47亿元" in lines[0]
    assert "句中数字：47亿元、8%" in lines
    assert lines[-1] == "再见。"
    assert "问>" not in done.stdout
    assert "\x1b" not in done.stdout


def test_piped_bytes_that_are_no_text_are_survived(wenbao: Run) -> None:
    done = wenbao(text=b"\xff\xfe\x00\x80\n" + "郑煤机产值多少\n".encode() + b"\xe9" * 300_000)
    assert done.returncode == 0
    assert "47亿元" in done.stdout
