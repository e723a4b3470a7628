"""The curators' page: its examples are one report, from its text to its answered questions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from bot.knowledge import records
from bot.knowledge.checking import check
from bot.knowledge.drafting import draft_into
from tests.conftest import Run

FACTS = Path(__file__).parents[2] / "facts"
PAGE = (FACTS / "README.md").read_text(encoding="utf-8")
REPORT = "qinghe-2031h1"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The shipped vocabulary, and every YAML example of the page in the file that it names."""
    folder = tmp_path / "facts"
    shutil.copytree(FACTS / "vocabulary", folder / "vocabulary")
    (folder / REPORT).mkdir()
    for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL):
        name = block.splitlines()[0].removeprefix("# ")
        (folder / name).write_text(block, encoding="utf-8")
    return folder


def text_of_the_page() -> str:
    (found,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_examples_are_a_report_without_problems(facts: Path) -> None:
    found = check(facts, text_of_the_page())
    assert found.problems == ()
    assert found.passed
    assert (found.facts, found.coverage.carried, found.coverage.waived) == (5, 4, 1)


def test_the_examples_questions_are_answered_and_test_every_fact(wenbao: Run, facts: Path) -> None:
    done = wenbao("eval", "--bar", "100", "--show", "9", "--facts", str(facts))
    assert done.returncode == 0, done.stdout
    assert "tested by no question" not in wenbao("check", "--facts", str(facts)).stdout


def test_a_draft_of_the_text_is_what_the_page_goes_on_from(facts: Path) -> None:
    outline = yaml.safe_load((facts / REPORT / "report.yaml").read_text(encoding="utf-8"))["sections"]
    made = draft_into(facts / "fresh", text_of_the_page())
    fresh = yaml.safe_load(made.files["report.yaml"])["sections"]
    assert {key: section["outline"] for key, section in fresh.items()} == {
        key: section["outline"] for key, section in outline.items()
    }
    again = draft_into(facts / REPORT, text_of_the_page())
    assert (again.added, dict(again.files)) == (0, {}), "what is curated is left alone"


def test_the_files_that_the_page_names_exist() -> None:
    for pattern in re.findall(r"^\| `([^`:]+)`", PAGE, re.MULTILINE):
        assert list(FACTS.glob(pattern.replace("<report>", "*").replace("<section>", "*"))), pattern


def test_every_key_is_taught(facts: Path) -> None:
    """In an example, or in the table of further keys, beside the record that it is of."""
    report = yaml.safe_load((facts / REPORT / "report.yaml").read_text(encoding="utf-8"))
    file = yaml.safe_load((facts / REPORT / "part1.yaml").read_text(encoding="utf-8"))
    shown = {
        "fact": (records.FACT, file["facts"]),
        "subject": (records.SUBJECT, file["subjects"].values()),
        "file": (records.SECTION_FILE, [file]),
        "report": (records.REPORT, [report]),
        "section": (records.SECTION, report["sections"].values()),
        "place": (records.PLACE, report["places"].values()),
    }
    assert "`draft: true`" in PAGE
    for called, (shape, examples) in shown.items():
        taught = {key for example in examples for key in example} | {"draft"}
        taught |= set(re.findall(rf"^\| `(\w+): [^|]*\| {called}\b", PAGE, re.MULTILINE))
        assert {field.name for field in shape.fields} <= taught, called


def test_every_status_is_named_and_the_commands_exist(wenbao: Run) -> None:
    known = yaml.safe_load((FACTS / "vocabulary" / "statuses.yaml").read_text(encoding="utf-8"))["statuses"]
    for status, entry in known.items():
        assert f"`{status}` {entry['name']['zh']}" in PAGE
    helped = wenbao("--help").stdout
    for command in re.findall(r"`wenbao ([a-z]+)", PAGE):
        assert re.search(rf"^  {command} ", helped, re.MULTILINE), command


def test_each_piece_of_advice_is_given_in_both_languages() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    for part in prose.split("\n## ")[1:]:
        assert len(re.findall(r"[\u4e00-\u9fff]", part)) > 8, part
        assert len(re.findall(r"[a-z]{3,}", part)) > 5, part
