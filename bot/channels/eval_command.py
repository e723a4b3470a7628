"""`eval`: runs curated conversations against the facts and says where the replies fall short."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.answering import evaluation
from bot.answering.grading import Verdict
from bot.errors import UserError
from bot.knowledge.conversations import Conversation, prove_citations, read_conversations
from bot.knowledge.files import QUESTIONS_FILE, REPORT_FILE
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problems

Echo = Callable[[str], None]


def load_base(facts: Path) -> FactBase:
    """The fact base of a folder. Raises UserError with every problem where there is any."""
    loaded = load(facts)
    if loaded.base is None:
        raise UserError([str(problem) for problem in loaded.problems])
    return loaded.base


def curated_files(facts: Path) -> tuple[Path, ...]:
    """The files of test conversations beside the facts: one in each report's folder, if any."""
    beside = (report.with_name(QUESTIONS_FILE) for report in sorted(facts.glob(f"*/{REPORT_FILE}")))
    return tuple(file for file in beside if file.exists())


def load_conversations(files: Sequence[Path], base: FactBase) -> tuple[Conversation, ...]:
    """The conversations of all files. Raises UserError with every problem where there is any."""
    problems = Problems()
    found: list[Conversation] = []
    for file in files:
        conversations = read_conversations(file, problems)
        prove_citations(conversations, base, problems)
        found.extend(conversations)
    if len(problems):
        raise UserError([str(problem) for problem in problems.sorted()])
    return tuple(found)


def eval_files(
    files: Sequence[Path],
    facts: Path,
    echo: Echo,
    *,
    bar: float = evaluation.DEFAULT_BAR,
    wrong_bar: float = evaluation.DEFAULT_WRONG_BAR,
    show: int = 0,
    as_json: bool = False,
) -> int:
    """Evaluates the files (those beside the facts if none is named) and returns the exit code.

    `bar` and `wrong_bar`: per cent right at least and wrong at most. `show`: misses to explain.
    Raises UserError for facts or conversations with problems, and where there is nothing to run.
    """
    base = load_base(facts)
    chosen = tuple(files) or curated_files(facts)
    conversations = load_conversations(chosen, base)
    if not conversations:
        raise UserError(
            [f"There is nothing to run: name a file, or write a {QUESTIONS_FILE} beside the facts."]
        )
    results = evaluation.evaluate(base, conversations)
    passed = evaluation.passes(results, bar, wrong_bar)
    if as_json:
        data = {"bar": bar, "wrong_bar": wrong_bar, "passed": passed, **evaluation.as_data(results)}
        echo(json.dumps(data, ensure_ascii=False, indent=1))
        return 0 if passed else 1
    misses = [result for result in results if result.grade.verdict is not Verdict.RIGHT]
    for result in misses[:show]:
        echo(evaluation.explained(result) + "\n")
    echo(evaluation.table(results))
    echo("\n" + _closing(passed, bar, wrong_bar, len(misses), show))
    return 0 if passed else 1


def _closing(passed: bool, bar: float, wrong_bar: float, misses: int, show: int) -> str:
    verdict = "Passed" if passed else "Failed"
    said = f"{verdict}: at least {bar:g}% right and at most {wrong_bar:g}% wrong are wanted."
    if misses > show:
        said += f" {misses - show} of {misses} misses are not shown; --show {misses} explains all."
    return said
