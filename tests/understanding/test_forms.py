"""Ways of putting a question are words of the vocabulary, for a curator to mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.understanding.forms import takes_form
from tests.small_facts import write_facts
from tests.talking import reply_to

FORMS = "vocabulary/forms.yaml"
QUESTION = "石桥机械产值超过50亿元对不对"


def edited(folder: Path, before: str, after: str) -> FactBase:
    """A base whose forms a curator has edited."""
    file = write_facts(folder) / FORMS
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    loaded = load(folder)
    assert loaded.base is not None, loaded.problems
    return loaded.base


@pytest.mark.parametrize(
    ("question", "form", "taken"),
    [
        ("产值公布了没", "happening", True),
        ("签约的项目开工了？", "happening", True),
        ("了不起的产值", "happening", True),
        ("了解一下产值", "happening", False),
        ("产值是47亿元吗", "being", True),
        ("是47亿元", "being", True),
        ("可是产值多少", "being", False),
        ("产值多少", "nothing of the kind", False),
    ],
)
def test_a_form_is_looked_for_where_the_vocabulary_says(
    shipped: FactBase, question: str, form: str, taken: bool
) -> None:
    assert takes_form(question, form, shipped) is taken


def test_a_form_that_a_curator_takes_away_counts_no_more(tmp_path: Path) -> None:
    base = edited(tmp_path / "before", "对不对", "对不对")
    assert reply_to(base, QUESTION).text.startswith("不是。")
    base = edited(tmp_path / "after", "对不对, ", "")
    assert reply_to(base, QUESTION).text.startswith("没有。")


def test_forms_may_be_missing(tmp_path: Path) -> None:
    (write_facts(tmp_path) / FORMS).unlink()
    loaded = load(tmp_path)
    assert loaded.base is not None, loaded.problems
    assert "47亿元" in reply_to(loaded.base, QUESTION).text


def test_a_form_that_nothing_asks_for_is_a_problem(tmp_path: Path) -> None:
    file = write_facts(tmp_path) / FORMS
    file.write_text("forms:\n  hapening: {last: [了]}\n", encoding="utf-8")
    assert [str(problem) for problem in load(tmp_path).problems] == [
        f"{FORMS}:2:3: unknown key of forms 'hapening'; did you mean 'happening'?"
    ]
