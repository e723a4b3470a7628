"""Over a thousand conversations, by people who did not know the vocabulary, stay answered as they are.

Each is asked as if it were not among the examples that questions are known by.
`tests/data/known_misses.txt` lists those not answered rightly yet: a conversation that is not
on the list has to be right, and one that has become right has to leave the list.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.conversation import respond
from bot.answering.evaluation import evaluate
from bot.answering.grading import Verdict
from bot.answering.reply import Refusal
from bot.knowledge.conversations import Conversation, prove_citations, read_conversations
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problems
from bot.understanding.dialogue import Dialogue

FACTS = Path(__file__).parents[2] / "facts"
FILES = sorted(FACTS.glob("*/asked/*.yaml"))
KNOWN_MISSES = Path(__file__).parents[1] / "data" / "known_misses.txt"


@pytest.fixture(scope="module")
def base() -> FactBase:
    loaded = load(FACTS)
    assert loaded.base is not None, loaded.problems
    return loaded.base


def conversations_of(file: Path, base: FactBase) -> tuple[Conversation, ...]:
    problems = Problems()
    found = read_conversations(file, problems)
    prove_citations(found, base, problems)
    assert not len(problems), problems.sorted()
    return found


def known_misses() -> frozenset[str]:
    lines = KNOWN_MISSES.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))


def test_the_suite_is_large_enough(base: FactBase) -> None:
    assert sum(len(conversations_of(file, base)) for file in FILES) >= 600


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversations_are_answered_as_they_were(file: Path, base: FactBase) -> None:
    results = evaluate(base, conversations_of(file, base))
    missed = {r.conversation.id for r in results if r.grade.verdict is not Verdict.RIGHT}
    known = {i for i in known_misses() if i.rpartition("-")[0] == file.stem}
    assert missed - known == set(), "answered rightly before"
    assert known - missed == set(), "right now: take them off the list of known misses"


@pytest.mark.parametrize("file", sorted(FACTS.glob("*/report.yaml")), ids=lambda file: file.parent.name)
def test_the_questions_beside_the_facts_are_all_answered(file: Path, base: FactBase) -> None:
    results = evaluate(base, conversations_of(file.with_name("questions.yaml"), base))
    assert {
        r.conversation.turns[-1]: r.grade.reason for r in results if r.grade.verdict is not Verdict.RIGHT
    } == {}


@pytest.mark.parametrize("question", ["GDP多少", "天气怎么样"])
def test_a_measure_that_no_fact_has_is_named_in_the_refusal(question: str, base: FactBase) -> None:
    reply = respond(base, question, Dialogue()).reply
    assert reply.refusal is Refusal.NOT_IN_REPORT
    assert reply.text.startswith("报告没有提到")
