"""The example of the curators' page is a fact of the shipped base, word for word."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

FACTS = Path(__file__).parents[2] / "facts"


def test_the_example_of_the_page_is_a_fact_of_the_base() -> None:
    page = (FACTS / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    (example,) = yaml.safe_load(block)
    section = yaml.safe_load((FACTS / "jingkai-2020h1" / "industry.yaml").read_text(encoding="utf-8"))
    assert example in section["facts"]


def test_the_files_that_the_page_names_exist() -> None:
    page = (FACTS / "README.md").read_text(encoding="utf-8")
    for pattern in re.findall(r"^\| `([^`]+)`", page, re.MULTILINE):
        assert list(FACTS.glob(pattern.replace("<report>", "*").replace("<section>", "*"))), pattern
