"""Replies are graded by what they say and cite; each way of being wrong is told."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.evaluation import evaluate, passes, tallies
from bot.answering.grading import Verdict, grade
from bot.answering.reply import Choice, Citation, Reply, ReplyKind
from bot.knowledge.conversations import Conversation, Expectation
from bot.knowledge.model import FactBase
from bot.knowledge.saying import holds, level
from tests.conftest import Run
from tests.small_facts import write_facts

ASKED = Conversation(
    "q",
    "lookup",
    ("郑煤机产值",),
    must=(("47", "4.7"),),
    must_not=("8%",),
    cite=(("industry.7", "industry.9"),),
)


def answer(text: str, *sentences: str, kind: ReplyKind = ReplyKind.ANSWER, choices: int = 0) -> Reply:
    cited = tuple(Citation(f"industry.{s}", "r", "paper", "industry", int(s)) for s in sentences)
    offered = tuple(Choice(str(n), (f"r:{n}",)) for n in range(choices))
    return Reply(kind, text, "zh", citations=cited, choices=offered)


@pytest.mark.parametrize(
    ("reply", "verdict", "reason"),
    [
        (answer("产值为47亿元。", "7"), Verdict.RIGHT, ""),
        (answer("产值为 4.7 billion。", "9"), Verdict.RIGHT, ""),
        (answer("产值为147亿元。", "7"), Verdict.WRONG, "does not say 47 or 4.7"),
        (answer("产值为47.5亿元。", "7"), Verdict.WRONG, "does not say"),
        (answer("产值为47亿元，增长 8%。", "7"), Verdict.WRONG, "says 8%"),
        (answer("产值为47亿元。", "8"), Verdict.WRONG, "does not cite industry.7 or industry.9"),
        (answer("产值为47亿元。" + "又" * 400, "7"), Verdict.WRONG, "recites"),
        (answer("产值为47亿元。", "7", "1", "2", "3"), Verdict.WRONG, "recites: 4 sentences"),
        (answer("没有提到。", kind=ReplyKind.UNKNOWN), Verdict.MISSED, "unknown"),
        (answer("哪一个？", kind=ReplyKind.CLARIFY, choices=2), Verdict.ASKED, "asked back"),
    ],
)
def test_an_answer_is_held_to_what_is_expected(reply: Reply, verdict: Verdict, reason: str) -> None:
    found = grade(ASKED, reply)
    assert found.verdict is verdict
    assert reason in found.reason


def test_a_comparison_names_its_winner_first_and_a_ranking_keeps_its_order() -> None:
    compared = Conversation("c", "compare", ("比",), winner=("甲", "A"), losers=(("乙",), ("丙",)))
    assert grade(compared, answer("甲多于乙和丙")).verdict is Verdict.RIGHT
    assert grade(compared, answer("乙不如甲")).verdict is Verdict.WRONG
    ranked = Conversation("r", "list", ("排",), order=(("甲",), ("乙", "B"), ("丙",)))
    assert grade(ranked, answer("甲、B、丙")).verdict is Verdict.RIGHT
    assert grade(ranked, answer("甲、丙、乙")).verdict is Verdict.WRONG


def test_silence_and_asking_back_are_expected_where_they_are_right() -> None:
    silent = Conversation("s", "abstain", ("天气",), Expectation.ABSTAIN)
    vague = Conversation("v", "clarify", ("产值",), Expectation.CLARIFY, readings=(("47", "甲"), ("30",)))
    said, unknown = answer("甲47，另有30", "7"), answer("没有", kind=ReplyKind.UNKNOWN)
    asked = answer("哪个", kind=ReplyKind.CLARIFY, choices=2)
    assert [grade(silent, r).verdict for r in (said, unknown, asked)] == ["wrong", "right", "asked"]
    assert [grade(vague, r).verdict for r in (said, unknown, asked)] == ["right", "missed", "right"]
    assert grade(vague, answer("乙47，另有30", "7")).verdict is Verdict.WRONG
    assert grade(vague, replace(asked, choices=asked.choices[:1])).verdict is Verdict.WRONG


@given(
    st.decimals(Decimal("0.1"), Decimal(99999), places=2), st.sampled_from("０１２３４５６７８９0123456789")
)
def test_a_number_is_found_whole_and_never_inside_another(number: Decimal, digit: str) -> None:
    text = f"{number.normalize():f}"
    assert holds(level(f"产值为{number.normalize():,f}亿元"), text)
    assert not holds(level(f"产值为{digit}{text}亿元"), text)
    grown = text + digit if "." in text else f"{text}.5"
    assert not holds(level(f"产值为{grown}亿元"), text)


def test_tallies_count_all_kinds_and_styles(shipped: FactBase) -> None:
    asked = (
        Conversation("a", "lookup", ("郑煤机产值多少",), style="terse", must=(("47",),)),
        Conversation("b", "lookup", ("郑煤机产值多少",), must=(("48",),)),
        Conversation("c", "followup", ("郑煤机产值多少", "同比呢"), must=(("8%",),)),
    )
    results = evaluate(shipped, asked)
    assert [r.grade.verdict for r in results] == [Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT]
    assert [(t.group, t.total) for t in tallies(results)] == [
        ("all", 3), ("followup", 1), ("lookup", 2), ("lookup/terse", 1),
    ]  # fmt: skip
    assert not passes(results, bar=66, wrong_bar=33)
    assert not passes(results, bar=67, wrong_bar=34)
    assert passes(results, bar=66, wrong_bar=34)
    assert not passes(())


def test_eval_says_what_is_wrong_and_exits_by_the_bar(wenbao: Run, tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    assert "nothing to run" in wenbao("eval", "--facts", str(facts)).stderr
    questions = facts / "yunxi" / "questions.yaml"
    questions.write_text(
        "- {id: fine, ask: 石桥机械产值多少, must: 47, cite: works.1}\n"
        "- {id: off, ask: 白鹭食品产值多少, must: 13, cite: works.2}\n",
        encoding="utf-8",
    )
    failed = wenbao("eval", "--show", "1", "--facts", str(facts))
    assert failed.returncode == 1
    for told in ("off wrong: does not say 13", "questions.yaml:2", "白鹭", "yunxi:bailu.output", "Failed"):
        assert told in failed.stdout
    passed = wenbao(
        "eval", str(questions), "--bar", "50", "--wrong-bar", "50", "--json", "--facts", str(facts)
    )
    assert passed.returncode == 0
    found = json.loads(passed.stdout)
    assert found["passed"] is True
    assert [c["verdict"] for c in found["conversations"]] == ["right", "wrong"]
    questions.write_text("- {id: bad, ask: 石桥, cite: works.9}\n", encoding="utf-8")
    broken = wenbao("eval", "--facts", str(facts))
    assert broken.returncode == 1
    assert f"{questions}:1:3: key 'cite': unknown sentence 'works.9'" in broken.stderr
