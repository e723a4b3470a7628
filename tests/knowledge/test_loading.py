"""Facts folders that are right: what loading makes of them."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from bot.knowledge.loading import load, load_all
from bot.knowledge.model import Bound, Figure, Period, Place
from tests.small_facts import SHIPPED, report, section, write_facts

DRAFT = """\
  - id: shiqiao.growth
    draft: true
    subject: ""
    figure: 8%
    cite: works.1
"""


def test_the_shipped_facts_load() -> None:
    result = load(SHIPPED)
    assert result.problems == ()
    assert result.base is not None
    assert {fact.report for fact in result.base.facts.values()} == set(result.base.reports)


def test_the_shipped_facts_load_alike_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser, which stands in on machines without libyaml, is the stricter of the two."""
    with_libyaml = load(SHIPPED)
    monkeypatch.setattr("bot.knowledge.yaml_source._LOADER", yaml.SafeLoader)
    without = load(SHIPPED)
    assert without.problems == ()
    assert without.base is not None
    assert with_libyaml.base is not None
    assert without.base.facts == with_libyaml.base.facts
    assert without.base.vocabulary == with_libyaml.base.vocabulary


def test_values_are_read_as_they_are_written(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    base = load(folder).base
    assert base is not None
    fact = base.facts["yunxi:shiqiao.output"]
    assert fact.figures == (Figure(Decimal(47), "亿元", Bound.EXACT, "47亿元"),)
    assert (fact.period, fact.scope, fact.status) == (Period((2031, 1), (2031, 6)), "own", "done")
    assert fact.place == Place("yunxi/works.yaml", 12, 5)
    assert base.subjects["shiqiao"].section == "works"
    assert base.reports["yunxi"].section_of("works.2").title.zh == "工业"


def test_plain_scalars_stay_text(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    path = folder / "yunxi" / "works.yaml"
    path.write_text(
        section(47).replace("names: [石桥, shiqiao]", "names: [no, 1:30, 1.10, 0x1f, ~, 2031-01-01]")
    )
    base = load(folder).base
    assert base is not None
    assert base.subjects["shiqiao"].names == ("no", "1:30", "1.10", "0x1f", "~", "2031-01-01")


def test_multiples_of_units_are_units(tmp_path: Path) -> None:
    base = load(write_facts(tmp_path)).base
    assert base is not None
    ten_thousand = base.vocabulary.units["万套"]
    assert (int(ten_thousand.factor), int(ten_thousand.scale), ten_thousand.name.zh) == (
        10_000,
        10_000,
        "万套",
    )
    assert ten_thousand.dimension == base.vocabulary.units["套"].dimension


def test_a_subject_of_two_reports_is_one(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    shutil.copytree(folder / "yunxi", folder / "yunxi-2032")
    later = (
        section(50)
        .replace("[石桥, shiqiao]", "[石桥厂, shiqiao]")
        .replace("zh: 石桥机械, en: Shiqiao Machinery", "zh: 石桥集团, en: Shiqiao Group")
    )
    (folder / "yunxi-2032" / "works.yaml").write_text(later, encoding="utf-8")
    (folder / "yunxi-2032" / "report.yaml").write_text(report(50).replace("2031", "2032"), encoding="utf-8")
    base = load(folder).base
    assert base is not None
    subject = base.subjects["shiqiao"]
    assert subject.name.zh == "石桥机械"
    assert subject.names == ("石桥", "shiqiao", "石桥厂", "石桥集团", "Shiqiao Group")
    assert [key for key in base.facts if key.endswith("shiqiao.output")] == [
        "yunxi:shiqiao.output",
        "yunxi-2032:shiqiao.output",
    ]


def test_a_subject_of_two_kinds_is_a_problem(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    shutil.copytree(folder / "yunxi", folder / "yunxi-2032")
    path = folder / "yunxi-2032" / "works.yaml"
    path.write_text(section(47).replace("kind: company", "kind: project", 1), encoding="utf-8")
    assert [p.message.partition(";")[0] for p in load(folder).problems] == [
        "subject 'shiqiao' is 'company' in yunxi/works.yaml"
    ]


def test_drafts_wait_outside_of_the_base(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    path = folder / "yunxi" / "works.yaml"
    path.write_text(section(47) + DRAFT, encoding="utf-8")
    loaded = load_all(folder)
    assert loaded.problems == ()
    assert [fact.id for fact in loaded.drafts] == ["shiqiao.growth"]
    assert "yunxi:shiqiao.growth" not in loaded.base.facts
    path.write_text(section(47) + DRAFT.replace("    draft: true\n", ""), encoding="utf-8")
    messages = " ".join(p.message for p in load(folder).problems)
    assert "missing key 'measure'" in messages
    assert "missing translation: no key 'zh'" in messages


def test_a_section_file_must_name_a_section(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    own = folder / "yunxi"
    (own / "works.yaml").rename(own / "wroks.yaml")
    assert "unknown section 'wroks'; did you mean 'works'?" in load(folder).problems[0].message
    (own / "wroks.yaml").write_text("section: works\n" + section(47), encoding="utf-8")
    assert load(folder).problems == ()


def test_nothing_is_half_loaded(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    (folder / "yunxi" / "more.yaml").write_text("section: works\nfacts: [{id: x}]\n", encoding="utf-8")
    result = load(folder)
    assert result.base is None
    assert len(result.problems) >= 5
    assert list(result.problems) == sorted(result.problems)


def test_a_base_of_drafts_alone_answers_nothing_and_says_why(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    path = folder / "yunxi" / "report.yaml"
    path.write_text("draft: true\n" + path.read_text(encoding="utf-8").lstrip(), encoding="utf-8")
    assert load_all(folder).problems == (), "a draft is no mistake, `check` lists it"
    result = load(folder)
    assert result.base is None
    assert [(p.file, p.line) for p in result.problems] == [("yunxi/report.yaml", 1)]
    assert "still a draft" in result.problems[0].message


@pytest.mark.parametrize("name", ["units.yaml", "measures-economy.yaml", "statuses.yaml"])
def test_what_a_vocabulary_has_lost_is_a_problem_and_no_crash(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "facts"
    shutil.copytree(SHIPPED, folder)
    (folder / "vocabulary" / name).write_text("", encoding="utf-8")
    result = load(folder)
    assert result.base is None
    assert len(result.problems) > 10
    if name == "units.yaml":
        assert any("no unit '第' for ranks" in p.message for p in result.problems)
