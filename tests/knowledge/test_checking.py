"""Checks of a whole folder: coverage of the report's figures, waivers, and what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.checking import check
from bot.knowledge.source import REPORT_LIMIT, read_text
from tests.small_facts import SHIPPED, report, section, write_facts

ORIGINAL = Path(__file__).parents[3] / "shared" / "report" / "report.txt"


def outlined(folder: Path, figures: str, waived: str = "") -> None:
    """Gives the second sentence other figures, and waives some."""
    text = report(47).replace("[12亿元]", figures)
    (folder / "yunxi" / "report.yaml").write_text(text + waived, encoding="utf-8")


def test_figures_are_carried_waived_or_missing(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    outlined(
        folder, "[12亿元, 12亿元, 9项, 3条]", "waived:\n  - {sentence: works.2, figure: 9项, why: a slogan}\n"
    )
    found = check(folder)
    assert found.problems == ()
    assert not found.passed
    assert found.as_json() == {
        "problems": [],
        "facts": 2,
        "figures": {
            "total": 5,
            "carried": 2,
            "waived": 1,
            "missing": ["yunxi: works.2 12亿元", "yunxi: works.2 3条"],
        },
    }
    assert found.as_text().splitlines()[-1] == (
        "0 problems, 2 facts, 0 drafts; 5 figures: 2 carried, 1 waived, 2 missing"
    )


def test_a_missing_figure_is_told_once_with_its_draft(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    outlined(folder, "[12亿元, 9项, 3条]")
    draft = "  - {id: later, draft: true, subject: bailu, measure: quantity, figure: 9项, cite: works.2}\n"
    (folder / "yunxi" / "works.yaml").write_text(section(47) + draft, encoding="utf-8")
    told = check(folder).as_text()
    assert "yunxi/works.yaml:26:5: 1 draft from here on, not used\nfinish each draft and" in told
    assert "26:5: draft 'yunxi:later' is not used" in check(folder).as_text(each_draft=True)
    assert "no fact carries 9项" not in told
    assert "no fact carries 3条 of works.2" in told
    assert told.endswith("1 draft; 4 figures: 2 carried, 0 waived, 2 missing (1 still in drafts)")


def test_what_cannot_be_read_is_not_counted(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    (folder / "yunxi" / "works.yaml").write_text(section(47).replace("zh: 石桥机械上", "zh: 石桥机械: 上"))
    (told, last) = check(folder).as_text().splitlines()
    assert "a colon inside of a text" in told
    assert last == "1 problem; yunxi/works.yaml could not be read, so facts and figures are not counted"


@pytest.mark.parametrize("other", ["13亿元", "超12亿元", "12亿美元", "-12亿元"])
def test_a_figure_is_carried_only_with_value_unit_sign_and_bound(tmp_path: Path, other: str) -> None:
    folder = write_facts(tmp_path)
    outlined(folder, f"[12亿元, {other}]")
    assert check(folder).as_json()["figures"]["missing"] == [f"yunxi: works.2 {other}"]


def test_converted_units_carry(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    outlined(folder, "[120000万元]")
    assert check(folder).passed


def test_a_message_names_the_first_few_of_many_figures(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    outlined(folder, f"[{', '.join(f'{n}家' for n in range(30, 52))}]")
    (message,) = [p.message for p in check(folder).problems if "'figure'" in p.message]
    assert "(30家, 31家" in message
    assert "39家 and 12 more); correct it" in message


def test_problems_stand_in_the_json(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    (folder / "yunxi" / "works.yaml").write_text(section(47).replace("kind: company", "kind: compny", 1))
    assert check(folder).as_json()["problems"] == [
        {
            "file": "yunxi/works.yaml",
            "line": 5,
            "column": 11,
            "message": "key 'kind': unknown kind 'compny'; did you mean 'company'?",
        }
    ]


def test_the_shipped_facts_carry_every_figure() -> None:
    found = check(SHIPPED)
    assert found.passed, found.as_text()
    assert found.coverage.total > 80


@pytest.mark.skipif(not ORIGINAL.exists(), reason="the report's own text is not part of the project")
def test_the_shipped_outline_is_proven_by_the_text() -> None:
    assert check(SHIPPED, read_text(ORIGINAL, REPORT_LIMIT)).problems == ()


@pytest.mark.parametrize(
    ("measure", "figure", "fits"),
    [
        ("completed_count", "3小时", False),
        ("signed_count", "3小时", False),
        ("processing_time", "3小时", True),
        ("consecutive_months", "3个月", True),
        ("processing_time", "3家", False),
    ],
)
def test_a_figure_is_of_the_kind_of_its_measure(
    tmp_path: Path, measure: str, figure: str, fits: bool
) -> None:
    folder = write_facts(tmp_path)
    outlined(folder, f"[12亿元, {figure}]")
    path = folder / "yunxi" / "works.yaml"
    unit = {"小时": "hours", "个月": "months", "家": "companies"}[figure[1:]]
    fact = f"""\
  - id: bailu.more
    subject: bailu
    measure: {measure}
    figure: {figure}
    cite: works.2
    zh: 白鹭食品用了{figure}。
    en: Bailu Foods had {figure[0]} {unit}.
"""
    path.write_text(section(47) + fact, encoding="utf-8")
    messages = [p.message for p in check(folder).problems]
    assert (messages == []) is fits, messages
    assert fits or f"'{figure}' is no " in messages[0]


@pytest.mark.parametrize(
    ("zh", "en", "wrong"),
    [
        ("学习是会议的第一议题。", "Study comes first on the agenda.", ""),
        ("学习是第二个议题。", "Study is second on the agenda.", ""),
        ("这是首次开行。", "It was first run then.", ""),
        ("学习是第一议题。", "Study comes second on the agenda.", "second"),
        ("学习是重要议题。", "Study comes first on the agenda.", "first"),
        ("石桥机械处于第一方阵。", "Shiqiao Machinery ranks first.", "first"),
    ],
)
def test_which_of_several_a_thing_is_needs_no_figure(tmp_path: Path, zh: str, en: str, wrong: str) -> None:
    """It is one in neither language; a rank is."""
    folder = write_facts(tmp_path)
    fact = f"""\
  - id: bailu.topic
    subject: bailu
    measure: content
    value: {{zh: 学习, en: study}}
    cite: works.2
    zh: {zh}
    en: {en}
"""
    (folder / "yunxi" / "works.yaml").write_text(section(47) + fact, encoding="utf-8")
    told = [p.message for p in check(folder).problems]
    assert [m.partition(" does not")[0] for m in told] == (
        [f"key 'en': the number '{wrong}'"] if wrong else []
    )
