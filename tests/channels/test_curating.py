"""`draft` and `diff` as a curator runs them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.small_facts import SHIPPED, write_facts

TEXT = "青禾区2031年上半年报告\n\n工业\n\n石桥机械完成产值47亿元。白鹭食品产值12亿元。\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_first_draft_brings_the_shipped_vocabulary(wenbao: Run, tmp_path: Path, text: Path) -> None:
    into = tmp_path / "facts" / "qinghe"
    done = wenbao("draft", str(text), "--into", str(into))
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert said[0] == (
        f"There was no vocabulary/ beside {into}, so the one that comes with Wenbao was copied."
    )
    assert "2 figures found, 2 drafted" in done.stdout
    assert "not taken for a figure" not in done.stdout
    copied = sorted(p.name for p in (tmp_path / "facts" / "vocabulary").iterdir())
    assert copied == sorted(p.name for p in (SHIPPED / "vocabulary").iterdir())
    again = wenbao("draft", str(text), "--into", str(into))
    assert "vocabulary" not in again.stdout
    assert f"0 drafted; nothing to write in {into}\n" in again.stdout
    assert "New subjects" not in again.stdout


def test_a_draft_names_what_it_wrote(wenbao: Run, tmp_path: Path, text: Path) -> None:
    into = tmp_path / "facts" / "qinghe"
    assert wenbao("draft", str(text), "--into", str(into)).returncode == 0
    text.write_text(TEXT + "青山纺织产值3亿元。\n", encoding="utf-8")
    said = wenbao("draft", str(text), "--into", str(into)).stdout.splitlines()
    assert said[-3] == (
        "New subjects, for you to name or to delete with their drafts: qingshanfangzhi (青山纺织)"
    )
    assert said[-2] == f"3 figures found, 1 drafted; written in {into}: part1.yaml, report.yaml"


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_text_is_not_drafted(wenbao: Run, tmp_path: Path, text: Path, content: str) -> None:
    text.write_text(content, encoding="utf-8")
    done = wenbao("draft", str(text), "--into", str(tmp_path / "facts" / "qinghe"))
    assert done.returncode == 1
    assert done.stderr == f"{text} is empty; give the report's own text.\n"
    assert not (tmp_path / "facts").exists()


def test_a_folder_of_facts_is_not_drafted_over(wenbao: Run, tmp_path: Path, text: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    done = wenbao("draft", str(text), "--into", str(facts))
    assert done.returncode == 1
    assert "name a folder in it for the report" in done.stderr


def test_a_broken_vocabulary_stops_a_draft(wenbao: Run, tmp_path: Path, text: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    (facts / "vocabulary" / "units.yaml").write_text("units: [", encoding="utf-8")
    done = wenbao("draft", str(text), "--into", str(facts / "qinghe"))
    assert done.returncode == 1
    assert "vocabulary/units.yaml:" in done.stderr
    assert not (facts / "qinghe").exists()


def test_a_draft_is_not_compared_yet(wenbao: Run, tmp_path: Path, text: Path) -> None:
    facts = write_facts(tmp_path / "facts")
    assert wenbao("draft", str(text), "--into", str(facts / "qinghe")).returncode == 0
    done = wenbao("diff", str(facts / "yunxi"), str(facts / "qinghe"))
    assert done.returncode == 1
    assert "qinghe is still a draft: finish it and remove `draft: true`" in done.stderr


def test_a_base_of_drafts_is_told_before_anything_is_asked(wenbao: Run, tmp_path: Path, text: Path) -> None:
    facts = tmp_path / "facts"
    wenbao("draft", str(text), "--into", str(facts / "qinghe"))
    done = wenbao("ask", "--facts", str(facts), "石桥机械产值多少")
    assert (done.returncode, done.stdout) == (1, "")
    assert "qinghe/report.yaml:4:8: the report is still a draft" in done.stderr


def test_an_editor_finds_the_schemas_of_a_draft(wenbao: Run, tmp_path: Path, text: Path) -> None:
    facts = tmp_path / "facts"
    wenbao("draft", str(text), "--into", str(facts / "qinghe"))
    for path in (facts / "qinghe").glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        found = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        special = {"report.yaml": "report.json", "questions.yaml": "questions.json"}
        assert found == facts / "schema" / special.get(path.name, "section.json")
        assert found.is_file()
    known = json.loads((facts / "schema" / "ids.json").read_text(encoding="utf-8"))["$defs"]
    assert known["citation"]["enum"] == ["title.1", "part1.1", "part1.2"]


def test_schemas_are_written_on_demand_and_kept_by_watching(
    wenbao: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    facts = write_facts(tmp_path / "facts")
    ids = facts / "schema" / "ids.json"
    assert f"{ids} written." in wenbao("schema", "--facts", str(facts)).stdout
    assert wenbao("schema", "--facts", str(facts)).stdout == "The schemas are up to date.\n"
    works = facts / "yunxi" / "works.yaml"
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "check", "--watch", "--facts", str(facts)],
        stdout=subprocess.PIPE, cwd=tmp_path, env=environment, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        next(line for line in process.stdout if "of 2 facts" in line)
        fresh = "subjects:\n  qingshan:\n    name: {zh: 青山纺织, en: Qingshan Textiles}\n    kind: company\n"
        works.write_text(works.read_text(encoding="utf-8").replace("subjects:\n", fresh), encoding="utf-8")
        next(line for line in process.stdout if "of 2 facts" in line)
        assert '"qingshan"' in ids.read_text(encoding="utf-8")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
