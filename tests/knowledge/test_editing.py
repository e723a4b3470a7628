"""Adding to YAML files keeps every line that was there."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.knowledge.editing import NewFact, NewSubject, PatchError, add_fact, add_names, add_subject, locate
from bot.knowledge.loading import load, load_all
from bot.knowledge.vocabulary import Text
from tests.small_facts import write_facts

FILE = """\
# the works, and who owns them
subjects:
  shiqiao:   # the oldest
    name: {zh: 石桥机械, en: Shiqiao Machinery}
    kind: company
    names: [石桥, "shiqiao, the old",
      石桥厂]  # more to come
  bailu: {name: {zh: 白鹭食品, en: Bailu Foods}, kind: company}
# every fact has its sentence
facts:
  - id: shiqiao.output   # half-year
    subject: shiqiao
    measure: output
    figure: 47亿元
    cite: works.1
    zh: '石桥机械上半年产值为47亿元。'
    en: "Output was 4.7 billion yuan."

  # the foods
  - id: bailu.output
    subject: bailu
    measure: output
    figure: 12亿元
    cite: works.2
    zh: 白鹭食品上半年产值为12亿元。
    en: Output was 1.2 billion yuan.
    names:
      - 白鹭卖了多少
      - bailu output
# the end
"""
FACT = NewFact(
    "shiqiao.stage", "shiqiao", "stage", Text("石桥机械：平稳。", "Steady: no change."), ("works.1",),
    value=Text("平稳", "steady"),
    more={"status": "under_way", "names": ("稳不稳", "is it steady"), "headline": True},
)  # fmt: skip


def added(before: str, after: str) -> list[str]:
    """The lines that were added; fails if any was changed or removed."""
    diff = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert not [line for line in diff if line[0] == "-"]
    return [line[2:] for line in diff]


def test_a_fact_joins_those_of_its_subject() -> None:
    after = add_fact(FILE, FACT)
    assert added(FILE, after) == [
        "  - id: shiqiao.stage",
        "    subject: shiqiao",
        "    measure: stage",
        "    value: {zh: 平稳, en: steady}",
        "    status: under_way",
        "    cite: [works.1]",
        "    zh: 石桥机械：平稳。",
        '    en: "Steady: no change."',
        "    names: [稳不稳, is it steady]",
        "    headline: true",
    ]
    assert [f["id"] for f in yaml.safe_load(after)["facts"]] == [
        "shiqiao.output",
        "shiqiao.stage",
        "bailu.output",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "subjects:\n  a: {name: {zh: 甲, en: A}, kind: company}\n",
        "facts: []\n",
        "facts:\n",
    ],
)
def test_the_first_fact_opens_the_list(text: str) -> None:
    assert [f["id"] for f in yaml.safe_load(add_fact(text, FACT))["facts"]] == ["shiqiao.stage"]


def test_a_subject_stands_behind_the_others() -> None:
    after = add_subject(
        FILE, NewSubject("dam", Text("云溪坝", "Yunxi Dam"), "place", ("大坝", "the dam"), ("shiqiao",))
    )
    assert added(FILE, after) == [
        "  dam:",
        "    name: {zh: 云溪坝, en: Yunxi Dam}",
        "    kind: place",
        "    names: [大坝, the dam]",
        "    part_of: [shiqiao]",
    ]
    assert list(yaml.safe_load(after)["subjects"]) == ["shiqiao", "bailu", "dam"]
    first = add_subject("facts: []\n", NewSubject("dam", Text("云溪坝", "Yunxi Dam"), "place"))
    assert list(yaml.safe_load(first)) == ["subjects", "facts"]


def test_what_is_there_is_not_added_again() -> None:
    with pytest.raises(PatchError, match=r"there is a fact 'shiqiao\.stage' already"):
        add_fact(add_fact(FILE, FACT), FACT)
    with pytest.raises(PatchError, match="there is a subject 'bailu' already"):
        add_subject(FILE, NewSubject("bailu", Text("白鹭", "Bailu"), "company"))
    assert add_names(FILE, "subjects", "shiqiao", ["石桥"]) == FILE


@pytest.mark.parametrize(
    ("key", "entry", "before"),
    [
        ("subjects", "shiqiao", ["石桥", "shiqiao, the old", "石桥厂"]),  # in brackets over two lines
        ("subjects", "bailu", []),  # an entry in braces, without names
        ("facts", "shiqiao.output", []),  # an entry in lines, without names
        ("facts", "bailu.output", ["白鹭卖了多少", "bailu output"]),  # one to a line
    ],
)
def test_names_are_added_wherever_they_stand(key: str, entry: str, before: list[str]) -> None:
    more = ["新名字", "a: name", "it's", "#1", "- x", *(f"第{n}个很长很长的名字" for n in range(12))]
    after = add_names(FILE, key, entry, more)
    data = yaml.safe_load(after)[key]
    found = data[entry] if isinstance(data, dict) else next(f for f in data if f["id"] == entry)
    assert found["names"] == before + more
    assert all(
        f"# {comment}" in after
        for comment in ("the works, and who owns them", "more to come", "the foods", "the end")
    )
    unchanged = [
        line
        for line in FILE.splitlines()
        if "names" not in line and "石桥厂" not in line and "bailu:" not in line
    ]
    assert [line for line in unchanged if line not in after.splitlines()] == []


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")), min_size=1).filter(
            lambda t: t == t.strip()
        ),
        min_size=1,
        unique=True,
    )
)
@example(["-0{"])
def test_any_name_survives_the_way_into_a_file(names: list[str]) -> None:
    after = add_names(FILE, "subjects", "shiqiao", names)
    found = yaml.load(after, Loader=yaml.BaseLoader)["subjects"]["shiqiao"]["names"]  # all scalars as text
    assert found[3:] == [n for n in names if n not in found[:3]]


def test_unknown_entries_and_broken_files_are_told() -> None:
    with pytest.raises(PatchError, match="there is no 'dam' in subjects"):
        add_names(FILE, "subjects", "dam", ["坝"])
    with pytest.raises(PatchError, match="no key 'measures'"):
        add_names(FILE, "measures", "output", ["产值"])
    with pytest.raises(PatchError, match="line 1: not YAML"):
        add_fact("facts: ]", FACT)


def test_added_names_and_facts_load(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    loaded = load_all(folder)
    for key, entry, name in (
        ("subjects", "bailu", "白鹭厂"),
        ("measures", "output", "产出多少钱"),
        ("sections", "works", "工厂"),
    ):
        file = locate(loaded, key, entry)
        assert file is not None
        path = folder / file
        path.write_text(add_names(path.read_text(encoding="utf-8"), key, entry, [name]), encoding="utf-8")
    path = folder / "yunxi" / "works.yaml"
    path.write_text(add_fact(path.read_text(encoding="utf-8"), FACT), encoding="utf-8")
    base = load(folder).base
    assert base is not None
    assert base.subjects["bailu"].names[-1] == "白鹭厂"
    assert base.vocabulary.measures["output"].names[-1] == "产出多少钱"
    assert base.reports["yunxi"].sections[0].names == ("工业", "工厂")
    assert base.facts["yunxi:shiqiao.stage"].status == "under_way"
    assert locate(loaded, "facts", "bailu.output", "yunxi") == "yunxi/works.yaml"
    assert locate(loaded, "subjects", "nothing") is None
