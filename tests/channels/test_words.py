"""`words`: the list of what facts may name."""

from __future__ import annotations

import json
from pathlib import Path

from bot.knowledge.model import FactBase
from tests.conftest import Run
from tests.small_facts import write_facts


def test_every_word_that_facts_may_name_is_listed_with_who_bears_it(wenbao: Run, shipped: FactBase) -> None:
    lists = json.loads(wenbao("words", "--json").stdout)
    words = shipped.vocabulary
    for name in ("measures", "kinds", "statuses"):
        assert [entry["id"] for entry in lists[name]] == list(getattr(words, name))
        assert all(entry["zh"] and entry["en"] for entry in lists[name]), name
    assert {"亿元", "%", "万套"} <= {entry["id"] for entry in lists["units"]}
    borne = {fact.measure for fact in shipped.facts.values()}
    assert {entry["id"] for entry in lists["measures"] if entry["example"]} == borne


def test_a_list_is_looked_through(wenbao: Run, tmp_path: Path) -> None:
    facts = str(write_facts(tmp_path / "facts"))
    found = wenbao("words", "measures", "产值", "--facts", facts).stdout.splitlines()
    assert found[0].startswith("measures 指标: ")
    assert any(
        line.startswith("  output  ") and "产值 · output value" in line and "money" in line
        and line.endswith("shiqiao.output: 石桥机械上半年产值为47亿元。")
        for line in found
    )  # fmt: skip
    assert not any(line.startswith("  stage") for line in found)
    units = wenbao("words", "units", "公里", "--facts", facts).stdout
    assert "length" in units
    nothing = wenbao("words", "kinds", "xyzzy", "--facts", facts)
    assert (nothing.returncode, nothing.stderr) == (1, "Nothing is called xyzzy in the kinds.\n")


def test_a_name_that_people_use_finds_its_word(wenbao: Run) -> None:
    found = wenbao("words", "measures", "砸钱").stdout
    assert "  investment " in found
