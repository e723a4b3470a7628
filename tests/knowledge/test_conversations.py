"""Curated conversations are read strictly, as YAML and as JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.knowledge.conversations import Expectation, prove_citations, read_conversations
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problems

FULL = """
- id: full
  kind: compare
  style: terse
  ask: [甲和乙哪个多, 丙呢]
  must: [甲, [47, "47.0"]]
  must_not: 乙更多
  cite: [industry.7, [industry.8, "r:industry.9"]]
  winner: [甲, first]
  losers: [乙]
  order: [甲, 乙, 丙]
- {ask: 产值多少, expect: clarify, readings: [[47, 甲], [30]]}
- {ask: 天气如何, expect: abstain}
"""


def write(folder: Path, text: str, name: str = "questions.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_key_is_read(tmp_path: Path) -> None:
    problems = Problems()
    full, vague, silent = read_conversations(write(tmp_path, FULL), problems)
    assert problems.sorted() == ()
    assert (full.id, full.kind, full.style, full.turns) == (
        "full",
        "compare",
        "terse",
        ("甲和乙哪个多", "丙呢"),
    )
    assert full.must == (("甲",), ("47", "47.0"))
    assert full.must_not == ("乙更多",)
    assert full.cite == (("industry.7",), ("industry.8", "r:industry.9"))
    assert (full.winner, full.losers) == (("甲", "first"), (("乙",),))
    assert full.order == (("甲",), ("乙",), ("丙",))
    assert (vague.id, vague.kind, vague.expect) == ("questions-2", "clarify", Expectation.CLARIFY)
    assert vague.readings == (("47", "甲"), ("30",))
    assert (silent.kind, silent.place.line) == ("abstain", 13)


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "type": "lookup",
        "turns": ["产值多少"],
        "expect": "answer",
        "must": [["47"]],
        "cite": [],
    }
    text = json.dumps(line) + "\n\n" + json.dumps(line | {"id": "b", "wrong": 1}) + "\nnot json\n[]\n"
    problems = Problems()
    (found,) = read_conversations(write(tmp_path, text, "q.jsonl"), problems)
    assert (found.kind, found.turns, found.must) == ("lookup", ("产值多少",), (("47",),))
    assert [p.line for p in problems.sorted()] == [3, 4, 5]
    assert "unknown key 'wrong'" in problems.sorted()[0].message


@pytest.mark.parametrize(
    ("entry", "line", "said"),
    [
        ("- {must: 47}", 1, "missing key 'ask'"),
        ("- {ask: 产值}", 1, "add `must` or `cite`"),
        ("- {ask: [], must: 47}", 1, "no turn"),
        ("- {ask: 产值, must: 47, expect: anser}", 1, "did you mean 'answer'"),
        ("- {ask: 产值, must: 47, kind: lokup}", 1, "did you mean 'lookup'"),
        ("- {ask: 产值, expect: abstain, must: 47}", 1, "counts only with `expect: answer`"),
        ("- {ask: 产值, must: 47, readings: [1, 2]}", 1, "counts only with `expect: clarify`"),
        ("- {ask: 产值, must: 47, losers: 乙}", 1, "needs a winner"),
        ("- {ask: 产值, cite: industry}", 1, "a sentence such as industry.7"),
        (
            "- {id: a, ask: 产值, must: 47}\n- {id: a, ask: 产值, must: 47}",
            2,
            "duplicate id 'a', first in line 1",
        ),
        ("ask: 产值", 1, "conversations are a list"),
        ("- &a {ask: 产值, must: 47}", 1, "anchors"),
    ],
)
def test_mistakes_are_told_at_their_place(tmp_path: Path, entry: str, line: int, said: str) -> None:
    problems = Problems()
    read_conversations(write(tmp_path, entry), problems, "q.yaml")
    (problem,) = problems.sorted()
    assert (problem.file, problem.line) == ("q.yaml", line)
    assert said in problem.message


def test_a_sentence_that_no_report_has_is_told(tmp_path: Path, shipped: FactBase) -> None:
    text = "- {ask: 产值, cite: [industry.7, 'jingkai-2020h1:industry.7', industry.700]}"
    problems = Problems()
    prove_citations(read_conversations(write(tmp_path, text), problems), shipped, problems)
    (problem,) = problems.sorted()
    assert "unknown sentence 'industry.700'" in problem.message
