"""`check` as a curator runs it: mistakes in test questions, and facts that no question tests."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.small_facts import write_facts

QUESTION = "- ask: 石桥机械产值多少\n  must: [[47亿]]\n  cite: [works.1]\n"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return write_facts(tmp_path / "facts")


def test_facts_that_no_question_tests_are_listed(wenbao: Run, facts: Path) -> None:
    alone = wenbao("check", "--facts", str(facts))
    assert alone.returncode == 0
    assert "shiqiao.output bailu.output" in alone.stdout
    assert "2 of 2 facts are tested by no question" in alone.stdout
    questions = facts / "yunxi" / "questions.yaml"
    questions.write_text(QUESTION, encoding="utf-8")
    one = wenbao("check", "--facts", str(facts)).stdout
    assert "shiqiao.output" not in one
    assert "yunxi/works.yaml: no question tests\n  bailu.output\n1 of 2 facts" in one
    questions.write_text(QUESTION.replace("47", "46"), encoding="utf-8")
    wrong = wenbao("check", "--facts", str(facts)).stdout
    assert "shiqiao.output" in wrong, "a question that is not answered rightly tests nothing"


def test_every_shipped_fact_is_tested_by_a_question_beside_it(wenbao: Run) -> None:
    done = wenbao("check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1, done.stdout


def test_mistakes_in_test_questions_are_problems_with_their_place(wenbao: Run, facts: Path) -> None:
    text = QUESTION.replace("must:", "mst:") + QUESTION.replace("works.1", "works.7")
    (facts / "yunxi" / "questions.yaml").write_text(text, encoding="utf-8")
    done = wenbao("check", "--facts", str(facts), "--json")
    assert done.returncode == 1
    found = {(p["file"], p["line"], p["column"]): p["message"] for p in json.loads(done.stdout)["problems"]}
    assert "did you mean 'must'" in found["yunxi/questions.yaml", 2, 3]
    assert "unknown sentence 'works.7'" in found["yunxi/questions.yaml", 4, 3]


def test_an_edited_question_is_watched_too(tmp_path: Path, facts: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "check", "--watch", "--facts", str(facts)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        next(line for line in process.stdout if line.startswith("2 of 2 facts"))
        (facts / "yunxi" / "questions.yaml").write_text(QUESTION, encoding="utf-8")
        next(line for line in process.stdout if line.startswith("1 of 2 facts"))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


def test_a_check_may_be_of_one_file(wenbao: Run, tmp_path: Path, facts: Path) -> None:
    """Whoever brings in one section wants to hear of that one."""
    works, report = facts / "yunxi" / "works.yaml", facts / "yunxi" / "report.yaml"
    outline = "  more:\n    title: {zh: 农业, en: Farming}\n    outline:\n"
    outline += "      - {hash: 0123456789abcde1, figures: [3万吨]}\n"
    report.write_text(report.read_text(encoding="utf-8") + outline, encoding="utf-8")
    (facts / "yunxi" / "more.yaml").write_text("facts: []\n", encoding="utf-8")
    whole = wenbao("check", "--facts", str(facts))
    assert (whole.returncode, "2 carried, 0 waived, 1 missing" in whole.stdout) == (1, True)
    for name in ("yunxi/works.yaml", str(works)):
        one = wenbao("check", name, "--facts", str(facts))
        assert one.returncode == 0, one.stdout
        assert "2 figures: 2 carried, 0 waived, 0 missing" in one.stdout
    assert "1 figure: 0 carried" in wenbao("check", "yunxi/more.yaml", "--facts", str(facts)).stdout
    assert wenbao("check", "yunxi", "--facts", str(facts)).stdout == whole.stdout
    works.write_text(works.read_text(encoding="utf-8").replace("kind: company", "kind: compny"))
    other = wenbao("check", "yunxi/more.yaml", "--facts", str(facts)).stdout
    assert "compny" not in other
    assert "0 problems (2 in other files)" in other
    missing = wenbao("check", "yunxi/mor.yaml", "--facts", str(facts))
    assert missing.returncode == 1
    assert "unknown file 'yunxi/mor.yaml'; did you mean 'yunxi/more.yaml'?" in missing.stderr


def test_buttons_that_mislead_are_warned_of(wenbao: Run, facts: Path) -> None:
    """Two facts whose buttons ask the same, and a button's question that is answered with another fact."""
    works = facts / "yunxi" / "works.yaml"
    whole = works.read_text(encoding="utf-8")
    earlier = """\
  - id: bailu.start
    subject: bailu
    measure: output
    figure: 12亿元
    period: 2031-01..2031-05
    cite: works.2
    zh: 白鹭食品1-5月产值为12亿元。
    en: Bailu Foods' output value was 1.2 billion yuan in January-May.
"""
    works.write_text(whole + earlier, encoding="utf-8")
    done = wenbao("check", "--facts", str(facts))
    assert done.returncode == 0, "warnings fail nothing"
    told = [line for line in done.stdout.splitlines() if "the button of" in line]
    assert told[0] == (
        "yunxi/works.yaml:26:5: the button of 'bailu.start' asks “白鹭食品的产值是多少？”, as that of "
        "'bailu.output' does (yunxi/works.yaml:19); give one of them a `question`"
    )
    assert len(told) == 2, "one for each language"
    asked = "    question: {zh: 白鹭食品前五个月产值, en: Bailu Foods to May}\n"
    works.write_text(whole + earlier + asked, encoding="utf-8")
    assert "the button of" not in wenbao("check", "--facts", str(facts)).stdout
    (facts / "vocabulary" / "zz.yaml").write_text(
        "measures:\n  halls: {name: {zh: 厂房数, en: halls}, kind: text, names: []}\n"
        "phrasings:\n  halls: {question: {zh: 石桥机械产值多少, en: What was Shiqiao's output}, "
        "clause: {zh: '', en: ''}}\n",
        encoding="utf-8",
    )
    halls = """\
  - id: bailu.halls
    subject: bailu
    measure: halls
    value: {zh: 够用, en: enough}
    cite: works.2
    zh: 白鹭食品的厂房够用。
    en: Bailu Foods has halls enough.
"""
    works.write_text(whole + halls, encoding="utf-8")
    astray = [x for x in wenbao("check", "--facts", str(facts)).stdout.splitlines() if "the button of" in x]
    assert astray[0].endswith(
        "“石桥机械产值多少？”, which is answered with 'shiqiao.output'; give it a `question`"
    ), astray
