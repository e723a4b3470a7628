"""`add` asks for a fact, proves it and writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.small_facts import write_facts

ANSWERS = (
    "works", "bailu", "output_growth", "9%", "works.2", "", "", "", "",
    "白鹭食品上半年产值同比增长9%。", "Bailu Foods' output value rose 9% year on year.", "",
)  # fmt: skip


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """Facts whose outline has a figure that no fact carries yet."""
    folder = write_facts(tmp_path / "facts")
    report = folder / "yunxi" / "report.yaml"
    report.write_text(
        report.read_text(encoding="utf-8").replace("[12亿元]", "[12亿元, 9%]"), encoding="utf-8"
    )
    return folder


def section(folder: Path) -> str:
    return (folder / "yunxi" / "works.yaml").read_text(encoding="utf-8")


def test_a_fact_is_written_and_can_be_asked_for(wenbao: Run, facts: Path) -> None:
    before = section(facts)
    done = wenbao("add", "--facts", str(facts), text="\n".join(ANSWERS) + "\n")
    assert done.returncode == 0, done.stderr
    assert "Added bailu.output_growth to yunxi/works.yaml" in done.stdout
    assert section(facts).startswith(before.rstrip())
    assert "the fact that this growth is said of [bailu.output]" in done.stdout
    assert "    of: bailu.output\n" in section(facts)
    assert "9%" in wenbao("ask", "--facts", str(facts), "白鹭食品产值增长了多少").stdout


def test_comments_and_order_stay(wenbao: Run, facts: Path) -> None:
    path = facts / "yunxi" / "works.yaml"
    path.write_text(
        "# by hand\n" + section(facts).replace("kind: company", "kind: company  # sure", 1), encoding="utf-8"
    )
    before = section(facts).splitlines()
    wenbao("add", "--facts", str(facts), text="\n".join(ANSWERS) + "\n")
    after = section(facts).splitlines()
    rest = iter(after)
    assert all(line in rest for line in before), "every line is still there, in the same order"
    assert len(after) > len(before)


def test_wrong_answers_are_asked_again_with_the_nearest_right_one(wenbao: Run, facts: Path) -> None:
    answers = ["workz", *ANSWERS]
    answers[3:4] = ["output_grwth", "output_growth"]
    done = wenbao("add", "--facts", str(facts), text="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert "did you mean 'works'" in done.stderr
    assert "did you mean 'output_growth'" in done.stderr


def test_a_number_that_the_sentence_lacks_is_not_written(wenbao: Run, facts: Path) -> None:
    before = section(facts)
    answers = "\n".join(ANSWERS).replace("增长9%", "增长19%")
    done = wenbao("add", "--facts", str(facts), text=answers + "\nn\n")
    assert done.returncode != 0
    assert "19%" in done.stderr
    assert section(facts) == before


def test_a_mistake_is_corrected_without_saying_everything_again(wenbao: Run, facts: Path) -> None:
    answers = list(ANSWERS)
    summary = next(i for i, answer in enumerate(answers) if answer.startswith("白鹭"))
    answers[summary] = answers[summary].replace("9%", "19%")
    corrected = [""] * (summary - 1) + [ANSWERS[summary], "", ""]
    done = wenbao("add", "--facts", str(facts), text="\n".join([*answers, "y", *corrected]) + "\n")
    assert done.returncode == 0, done.stderr
    assert "Correct it?" in done.stdout
    assert "增长9%" in section(facts)


def test_a_new_subject_is_introduced_with_its_fact(wenbao: Run, facts: Path) -> None:
    answers = ["works", "xinhe", "y", "新禾科技", "Xinhe Tech", "company", *ANSWERS[2:]]
    text = "\n".join(answers).replace("白鹭食品", "新禾科技").replace("Bailu Foods", "Xinhe Tech")
    done = wenbao("add", "--facts", str(facts), text=text + "\n")
    assert done.returncode == 0, done.stderr
    assert "9%" in wenbao("ask", "--facts", str(facts), "新禾科技产值增长了多少").stdout


def test_breaking_off_changes_nothing(wenbao: Run, facts: Path) -> None:
    before = section(facts)
    assert wenbao("add", "--facts", str(facts), text="works\nbailu\n").returncode == 130
    assert section(facts) == before


def test_a_subject_that_is_a_draft_is_finished_first(wenbao: Run, facts: Path) -> None:
    draft = "  shed:   # TODO\n    name: {zh: 棚子, en: ''}\n    draft: true\nfacts:"
    path = facts / "yunxi" / "works.yaml"
    path.write_text(section(facts).replace("facts:", draft), encoding="utf-8")
    done = wenbao("add", "--facts", str(facts), text="works\nshed\n" + "\n".join(ANSWERS[1:]) + "\n")
    assert "'shed' is still a draft; finish it (yunxi/works.yaml:" in done.stderr
    assert "Added bailu.output_growth" in done.stdout
