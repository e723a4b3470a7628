"""Conversations as JSON lines."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot.channels.batch import run_batch
from bot.knowledge.model import FactBase


def run(base: FactBase, text: str) -> tuple[list[dict[str, Any]], list[str], int]:
    """Answers, complaints, and how many lines were bad."""
    out = io.StringIO()
    complaints: list[str] = []
    bad = run_batch(io.StringIO(text), out, complaints.append, base)
    return [json.loads(line) for line in out.getvalue().splitlines()], complaints, bad


def test_a_line_is_a_conversation_and_lines_know_nothing_of_each_other(shipped: FactBase) -> None:
    lines = [{"id": 1, "turns": ["郑煤机产值多少", "同比呢"]}, {"id": 2, "turns": ["同比呢"]}]
    answers, complaints, bad = run(shipped, "\n".join(map(json.dumps, lines)))
    first, second = answers
    assert [reply["kind"] for reply in first["replies"]] == ["answer", "answer"]
    assert "8%" in first["replies"][1]["text"]
    assert "8%" not in second["replies"][0]["text"]
    assert (complaints, bad) == ([], 0)


def test_the_language_can_be_wanted(shipped: FactBase) -> None:
    answers, _, _ = run(shipped, json.dumps({"id": 1, "turns": ["郑煤机产值多少"], "lang": "en"}))
    assert answers[0]["replies"][0]["lang"] == "en"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("nonsense", None), ("[1]", None), ("3", None), ("null", None), ('{"id": 7}', 7),
        ('{"id": 7, "turns": "x"}', 7),
        ('{"id": 7, "turns": []}', 7), ('{"id": 7, "turns": ["x", 1]}', 7), ("[" * 100_000, None),
        ('{"id": 7, "turns": ["x"], "lang": "fr"}', 7), ('{"n": ' + "9" * 10_000 + "}", None),
    ],
)  # fmt: skip
def test_a_bad_line_gets_an_error_and_the_rest_goes_on(
    shipped: FactBase, line: str, name: int | None
) -> None:
    good = json.dumps({"id": "good", "turns": ["郑煤机产值多少"]})
    answers, complaints, bad = run(shipped, f"{line}\n{good}\n")
    assert bad == 1
    assert (answers[0]["id"], answers[0]["replies"]) == (name, [])
    assert answers[0]["error"]
    assert complaints == [f"line 1: {answers[0]['error']}"]
    assert "47亿元" in answers[1]["replies"][0]["text"]


def test_lone_surrogates_and_controls_come_back_as_valid_utf8(shipped: FactBase) -> None:
    answers, _, bad = run(shipped, '{"id": "\\ud800", "turns": ["\\udfff\\u0000\\u202e郑煤机产值"]}\n')
    assert bad == 0
    assert answers[0]["replies"][0]["kind"] in {"answer", "unknown", "clarify", "chat"}
