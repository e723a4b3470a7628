"""One question's answer drawn to a file, and what stands in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.answering.conversation import respond
from bot.channels.opening import open_facts
from bot.channels.single import show_answer
from bot.errors import UserError
from bot.settings import shipped_facts


def test_a_chart_without_the_library_says_in_one_sentence_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    base = open_facts(shipped_facts(), cached=False)
    turn = respond(base, "列出各企业的产值")
    with pytest.raises(UserError) as raised:
        show_answer(turn, base, as_json=False, explained=False, chart=tmp_path / "all.png")
    assert raised.value.messages == ("Charts need their extra: `pip install wenbao[charts]`.",)
