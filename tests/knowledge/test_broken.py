"""Broken YAML files: each mistake is told at its line and column, all of them at once, and nothing is loaded.

The files say themselves what is expected: `#! COLUMN: MESSAGE` behind the mistake, the message from its
start.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bot.knowledge.checking import check
from bot.knowledge.loading import load
from tests.small_facts import write_facts

BROKEN = Path(__file__).parents[1] / "data" / "broken"
TARGETS = {
    "section": "yunxi/works.yaml",
    "report": "yunxi/report.yaml",
    "vocabulary": "vocabulary/zz-broken.yaml",
}
_EXPECTED = re.compile(r"#! (?P<where>the same line, |the next line, )?(?P<column>\d+): (?P<message>.*)$")


def expectations(text: str) -> list[tuple[int, int, str]]:
    """Line, column and start of each message that a broken file announces."""
    found: list[tuple[int, int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _EXPECTED.search(line)
        if match:
            at = {"the same line, ": found[-1][0] if found else 0, "the next line, ": number + 1}.get(
                match["where"] or "", number
            )
            found.append((at, int(match["column"]), match["message"]))
    return found


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_each_mistake_is_told_at_its_place(path: Path, tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    target = TARGETS[path.stem.partition("-")[0]]
    shutil.copy(path, folder / target)
    result = load(folder)
    expected = expectations(path.read_text(encoding="utf-8"))
    assert expected
    assert result.base is None
    own = [p for p in result.problems if p.file == target]
    unmet = [
        e
        for e in expected
        if not any((p.line, p.column) == e[:2] and p.message.startswith(e[2]) for p in own)
    ]
    unexpected = [
        str(p)
        for p in own
        if not any((p.line, p.column) == e[:2] and p.message.startswith(e[2]) for e in expected)
    ]
    assert (unmet, unexpected) == ([], [])


def test_problems_are_printed_as_compilers_do(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    shutil.copy(BROKEN / "section-syntax.yaml", folder / "yunxi" / "works.yaml")
    shown = str(load(folder).problems[0])
    assert shown.startswith("yunxi/works.yaml:3:11: not YAML: ")


def test_one_mistake_brings_no_others_with_it(tmp_path: Path) -> None:
    """A citation that is missing or unknown proves nothing, which is told once."""
    folder = write_facts(tmp_path)
    works = folder / "yunxi" / "works.yaml"
    whole = works.read_text(encoding="utf-8")
    for wrong, told in (("cite: [works.9]", "unknown sentence 'works.9'"), ("cites: [works.1]", "'cite")):
        works.write_text(re.sub(r"cite: .*", wrong, whole, count=1), encoding="utf-8")
        problems = load(folder).problems
        assert problems
        assert all(told in problem.message for problem in problems), problems
    works.write_text(whole.replace("id: shiqiao.output", "# no id", 1), encoding="utf-8")
    assert [p.message.partition(":")[0] for p in load(folder).problems] == ["missing key 'id' of a fact"]


def test_a_full_width_comma_parts_no_names(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    works = folder / "yunxi" / "works.yaml"
    text = re.sub(r"names: \[([^,\]]*), ", r"names: [\1，", works.read_text(encoding="utf-8"), count=1)
    works.write_text(text, encoding="utf-8")
    assert ["full-width comma" in p.message for p in load(folder).problems] == [True]


def test_a_file_that_cannot_be_read_is_the_only_mistake_that_is_told(tmp_path: Path) -> None:
    """What other files name may well stand in it: its effects on them would bury it."""
    folder = write_facts(tmp_path)
    works = folder / "yunxi" / "works.yaml"
    works.with_name("apart.yaml").write_text(
        "section: works\nfacts:\n"
        "  - {id: shiqiao.stage, subject: shiqiao, measure: stage, value: {zh: 平稳, en: steady},\n"
        "     cite: works.1, of: shiqiao.output, zh: 石桥机械平稳。, en: Shiqiao is steady.}\n",
        encoding="utf-8",
    )
    assert load(folder).problems == ()
    shutil.copy(BROKEN / "section-tab.yaml", works)
    assert [p.file for p in load(folder).problems] == ["yunxi/works.yaml"]
    assert check(folder).as_text().count("\n") == 1
    shutil.copy(BROKEN / "section-tab.yaml", folder / "vocabulary" / "units.yaml")
    assert [p.file for p in load(folder).problems] == ["vocabulary/units.yaml", "yunxi/works.yaml"]


def test_a_citation_that_does_not_exist_is_one_mistake(tmp_path: Path) -> None:
    works = write_facts(tmp_path) / "yunxi" / "works.yaml"
    works.write_text(
        works.read_text(encoding="utf-8").replace("cite: works.1", "cite: works.9"), encoding="utf-8"
    )
    (problem,) = load(tmp_path).problems
    assert problem.message == "key 'cite': unknown sentence 'works.9'; works has 2 sentences"
