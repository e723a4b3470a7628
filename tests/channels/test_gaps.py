"""The loop from questions asked in vain to names that get them answered, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.answering.conversation import respond
from bot.answering.evaluation import run
from bot.channels.question_log import QuestionLog
from bot.knowledge.loading import load
from tests.conftest import Run
from tests.small_facts import write_facts

TESTS = """
- id: output
  ask: 石桥机械产值多少
  must: 47亿元
  cite: works.1
- id: staff
  ask: 石桥机械有多少员工
  expect: abstain
"""
ASKED = (
    "the outturn of shiqiao",
    "what was the outturn of shiqiao?",
    "石桥机械有多少员工",
    "白鹭食品产值多少",
    "石桥机械产值多少",
)
UNHELPFUL = 3
"""The answer to this one is marked as of no help."""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    folder = write_facts(tmp_path / "facts")
    (folder / "yunxi" / "questions.yaml").write_text(TESTS, encoding="utf-8")
    return folder


@pytest.fixture
def log(tmp_path: Path, facts: Path) -> Path:
    """A question log with everything in `ASKED`."""
    base = load(facts).base
    assert base is not None
    path = tmp_path / "questions.db"
    written = QuestionLog(path)
    for number, question in enumerate(ASKED):
        written.record(question, respond(base, question), channel="test", message=str(number))
    written.thumb(channel="test", message=str(UNHELPFUL), voter="somebody", up=False)
    assert written.flush()
    written.close()
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_gaps_show_the_likely_fact_and_the_missing_word(wenbao: Run, facts: Path, log: Path) -> None:
    done = wenbao("gaps", "--facts", str(facts), QUESTION_LOG=str(log))
    assert done.returncode == 0, done.stderr
    first, *others = done.stdout.split("\n1 × ")
    assert first.startswith("2 × ")
    assert all(
        question in first
        for question in ("the outturn of shiqiao", "missing outturn", "yunxi:shiqiao.output")
    )
    assert any(gap.startswith("石桥机械有多少员工") and "missing 员工" in gap for gap in others)
    assert any(gap.startswith("白鹭食品产值多少") and "1 unhelpful" in gap for gap in others)
    assert "5 questions, 4 of them in 3 gaps" in done.stdout


def test_gaps_as_json(wenbao: Run, facts: Path, log: Path) -> None:
    done = wenbao("gaps", "--json", "--log", str(log), "--most", "1", "--facts", str(facts))
    found = json.loads(done.stdout)
    assert found["questions"] == 5
    assert sum(day["answered"] for day in found["days"]) == 2
    assert sum(day["refused"] for day in found["days"]) == 3
    (gap,) = found["gaps"]
    assert gap["count"] == 2
    assert gap["missing"] == ["outturn"]
    assert gap["likely"][0]["fact"] == "yunxi:shiqiao.output"


def test_a_patch_is_proposed_measured_and_applied(
    wenbao: Run, facts: Path, log: Path, tmp_path: Path
) -> None:
    patch, before = tmp_path / "patch.yaml", contents(facts)
    done = wenbao("gaps", "--log", str(log), "--write", str(patch), "--facts", str(facts))
    assert done.returncode == 0, done.stderr
    assert contents(facts) == before
    assert "before: 2 right, 0 wrong, 1 missed" in done.stdout
    assert "after:  3 right, 0 wrong, 0 missed" in done.stdout
    assert "add: [outturn]" in patch.read_text(encoding="utf-8")
    assert "员工" not in patch.read_text(encoding="utf-8")

    done = wenbao("gaps", "--apply", str(patch), "--facts", str(facts))
    assert done.returncode == 0, done.stderr
    base = load(facts).base
    assert base is not None
    assert run(base, ["the outturn of shiqiao"]).reply.facts == ("yunxi:shiqiao.output",)
    assert wenbao("eval", "--bar", "100", "--facts", str(facts)).returncode == 0
    questions = (facts / "yunxi" / "questions.yaml").read_text(encoding="utf-8")
    assert questions.startswith(TESTS)
    assert questions.count("the outturn of shiqiao") == 1
    applied = contents(facts)
    again = wenbao("gaps", "--apply", str(patch), "--facts", str(facts))
    assert (again.returncode, contents(facts)) == (0, applied)
    assert "The facts have all of this already." in again.stdout


def test_a_name_that_spoils_a_curated_question_is_not_proposed(
    wenbao: Run, facts: Path, log: Path, tmp_path: Path
) -> None:
    tests = tmp_path / "more.yaml"
    tests.write_text("- {id: other, ask: the outturn of shiqiao, expect: abstain}\n", encoding="utf-8")
    patch = tmp_path / "patch.yaml"
    arguments = ("--log", str(log), "--write", str(patch), "--facts", str(facts), "--tests", str(tests))
    done = wenbao("gaps", *arguments)
    assert done.returncode == 1
    assert "it would spoil other" in done.stdout
    assert not patch.exists()


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        ("add: [员工]}", "staff"),
        ("add: [甲乙丙]}", "outturn"),
        ("add: 造产}", "'add' must be a list"),
        ("add: [outturn], of: x}", "unknown key 'of'"),
    ],
    ids=["spoils a question", "does not answer its own", "no list", "unknown key"],
)
def test_a_patch_that_is_wrong_changes_nothing(
    wenbao: Run, facts: Path, tmp_path: Path, patch: str, said: str
) -> None:
    path, before = tmp_path / "patch.yaml", contents(facts)
    path.write_text(
        f"names:\n  - {{file: vocabulary/measures-economy.yaml, key: measures, id: output, {patch}\n"
        "questions:\n  yunxi:\n    - {id: outturn, ask: the outturn of shiqiao, cite: works.1}\n",
        encoding="utf-8",
    )
    done = wenbao("gaps", "--apply", str(path), "--facts", str(facts))
    assert done.returncode == 1
    assert said in done.stderr
    assert contents(facts) == before


def test_without_test_questions_nothing_is_proposed(
    wenbao: Run, facts: Path, log: Path, tmp_path: Path
) -> None:
    (facts / "yunxi" / "questions.yaml").unlink()
    done = wenbao("gaps", "--log", str(log), "--write", str(tmp_path / "p.yaml"), "--facts", str(facts))
    assert done.returncode == 1
    assert "no test questions" in done.stderr


def test_without_a_log_it_says_how_to_get_one(wenbao: Run, facts: Path) -> None:
    done = wenbao("gaps", "--facts", str(facts), QUESTION_LOG_DAYS="0")
    assert done.returncode == 2
    assert "set QUESTION_LOG" in done.stderr
    done = wenbao("gaps", "--facts", str(facts))
    assert done.returncode == 1
    assert "no question was asked yet" in done.stderr


def test_outcomes_are_drawn(wenbao: Run, facts: Path, log: Path, tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="charts are an extra")
    picture = tmp_path / "outcomes.png"
    done = wenbao("gaps", "--log", str(log), "--chart", str(picture), "--facts", str(facts))
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
