"""Two editions of a report, told apart measure by measure."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.diff import Change, Difference, Edition, as_text, diff
from bot.knowledge.loading import load
from tests.small_facts import report, section, write_facts

MORE = """\
  - id: bailu.growth
    subject: bailu
    measure: output_growth
    figure: 12%
    of: bailu.output
    cite: works.2
    zh: 白鹭食品产值增长12%。
    en: Bailu Foods' output rose 12%.
"""


RESTATED = {
    "  - id: bailu.output": "  - id: bailu.before",
    "    figure: 12亿元": "    figure: 约12亿元\n    period: 2031-01..2031-06",
    "产值为12亿元": "产值约12亿元",
    "was 1.2": "was about 1.2",
}


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Edition, Edition]:
    folder = write_facts(tmp_path, 47)
    shutil.copytree(folder / "yunxi", folder / "yunxi-2032")
    later = report(52).replace("2031-", "2032-").replace("[12亿元]", "[12亿元, 12%]")
    restated = section(52).replace("    of: bailu.output\n", "")
    for old, new in RESTATED.items():
        restated = restated.replace(old, new)
    (folder / "yunxi-2032" / "report.yaml").write_text(
        later.replace("[12亿元, 12%]", "[约12亿元, 12%]"), encoding="utf-8"
    )
    (folder / "yunxi-2032" / "works.yaml").write_text(
        restated + MORE.replace("    of: bailu.output\n", ""), encoding="utf-8"
    )
    base = load(folder).base
    assert base is not None, load(folder).problems
    return Edition(base, "yunxi"), Edition(base, "yunxi-2032")


def shown(found: tuple[Difference, ...]) -> list[tuple[Change, str, str, str]]:
    return [(d.change, d.before.id if d.before else "", d.after.id if d.after else "", d.by) for d in found]


def test_changes_restatements_and_news_are_told_apart(editions: tuple[Edition, Edition]) -> None:
    assert shown(diff(*editions)) == [
        (Change.CHANGED, "shiqiao.output", "shiqiao.output", "+5亿元"),
        (Change.RESTATED, "bailu.output", "bailu.before", ""),
        (Change.APPEARED, "", "bailu.growth", ""),
    ]
    assert shown(diff(editions[1], editions[0]))[-1] == (Change.VANISHED, "bailu.growth", "", "")


def test_a_report_is_the_same_as_itself(editions: tuple[Edition, Edition]) -> None:
    assert {d.change for d in diff(editions[0], editions[0])} == {Change.SAME}


def test_both_citations_are_printed(editions: tuple[Edition, Edition]) -> None:
    text = as_text(editions[1].base, diff(*editions))
    assert "石桥机械 产值: 47亿元 (yunxi works.1) → 52亿元 (yunxi-2032 works.1), +5亿元" in text
    found = diff(*editions)[0].as_json()
    assert (found["change"], found["subject"], found["measure"], found["by"]) == (
        "changed",
        "shiqiao",
        "output",
        "+5亿元",
    )
    assert found["before"] == {
        "fact": "yunxi:shiqiao.output",
        "figures": ["47亿元"],
        "period": "2031-01..2031-06",
        "cites": ["works.1"],
    }


def test_an_unknown_report_is_refused(editions: tuple[Edition, Edition]) -> None:
    with pytest.raises(KeyError):
        diff(Edition(editions[0].base, "nowhere"), editions[1])


def test_folders_are_opened_with_their_vocabulary(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    opened = Edition.at(folder / "yunxi")
    assert isinstance(opened, Edition)
    assert len(opened.facts) == 2
    (folder / "yunxi" / "works.yaml").write_text("facts: [", encoding="utf-8")
    assert not isinstance(Edition.at(folder / "yunxi"), Edition)
