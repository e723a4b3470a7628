"""`gaps`: what people asked in vain, and names that would get it answered, measured before use."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.answering.asked import Asked
from bot.answering.gaps import Day, as_data, as_text, by_day, find_gaps
from bot.answering.grading import Verdict
from bot.answering.suggesting import Effect, Proposal, Suggestion, compare, propose, verdicts
from bot.channels.eval_command import curated_files, load_conversations
from bot.channels.question_log import UnreadableLogError, read_log
from bot.errors import UserError
from bot.knowledge.conversations import FILE_LIMIT, Conversation
from bot.knowledge.editing import locate
from bot.knowledge.files import QUESTIONS_FILE
from bot.knowledge.loading import Loaded, load, load_all
from bot.knowledge.model import FactBase
from bot.knowledge.name_patch import Addition, Patch, patch_text, patched_texts, read_patch
from bot.knowledge.patching import PatchError
from bot.knowledge.problems import Problems
from bot.knowledge.source import UnreadableError, read_text, write_whole

Echo = Callable[[str], None]
SHOWN = 20
"""Gaps shown unless told otherwise."""


def read_questions(log: Path) -> tuple[Asked, ...]:
    """The questions of a log. Raises UserError where it cannot be read."""
    try:
        return read_log(log)
    except UnreadableLogError as error:
        raise UserError([f"{error}."]) from None


def show_gaps(log: Path, base: FactBase, echo: Echo, *, most: int = SHOWN, as_json: bool = False) -> None:
    """Prints the gaps that a question log shows, the most asked first. Raises UserError for a bad log."""
    asked = read_questions(log)
    found = find_gaps(base, asked)
    if as_json:
        days = [{"day": d.day.isoformat(), **_counts(d)} for d in by_day(asked)]
        echo(_json({"questions": len(asked), "days": days, "gaps": [as_data(g, base) for g in found[:most]]}))
        return
    for gap in found[:most]:
        echo(as_text(gap, base))
    unmet = sum(gap.count for gap in found)
    surplus = len(found) - most
    hidden = f"; {_count(surplus, 'gap')} more with --most {len(found)}" if surplus > 0 else ""
    echo(f"{_count(len(asked), 'question')}, {unmet} of them in {_count(len(found), 'gap')}{hidden}.")


def draw_outcomes(log: Path, to: Path, language: str) -> None:
    """Writes a PNG of what questions came to, day by day. Raises UserError where there is nothing to draw."""
    from bot.channels.outcomes import DayOutcomes, outcomes_png

    days = [DayOutcomes(d.day, d.answered, d.asked, d.refused) for d in by_day(read_questions(log))]
    if not days:
        raise UserError(["There is nothing to draw: the log holds no question."])
    try:
        to.write_bytes(outcomes_png(days, language))
    except OSError as error:
        raise UserError([f"The picture could not be drawn: {error}."]) from None


def write_patch(
    log: Path,
    facts: Path,
    to: Path,
    echo: Echo,
    *,
    tests: Sequence[Path] = (),
    most: int = SHOWN,
) -> None:
    """Writes a patch with the names that get gaps answered and make no curated question worse.

    `tests`: files of conversations beside those of the facts. Raises UserError where there is nothing to
    measure with, or nothing to propose.
    """
    loaded = _loaded(facts)
    curated = _curated(facts, tests, loaded.base)
    gaps = find_gaps(loaded.base, read_questions(log))[:most]
    echo(f"Trying names for {len(gaps)} gaps, measured on {len(curated)} questions...")
    proposal = propose(loaded.base, gaps, curated)
    for suggestion, worse in proposal.refused:
        echo(f"refused   {_named(suggestion)}: it would spoil {', '.join(worse[:3])}")
    if not proposal.accepted:
        raise UserError(["No name would get a gap answered without spoiling another question."])
    for suggestion in proposal.accepted:
        echo(f"proposed  {_named(suggestion)}, for: {suggestion.gap.question}")
    patch = _patch(proposal, loaded)
    effect = _effect_lines(proposal.effect)
    comment = (
        "Names that would get questions of the log answered. Strike what is wrong, then apply it.",
        *effect,
    )
    _write(to, patch_text(patch, comment))
    for line in effect:
        echo(line)
    echo(f"Written to {to}. Look through it, then: gaps --apply {to}")


def apply_patch(path: Path, facts: Path, echo: Echo, *, tests: Sequence[Path] = ()) -> None:
    """Adds a patch's names and questions to the facts, unless that makes a curated question worse.

    Raises UserError for a patch that is none or does not fit, that makes anything worse, or whose own
    questions are not answered with it; nothing is changed then.
    """
    problems = Problems()
    patch = read_patch(path, problems)
    if patch is None:
        raise UserError([str(problem) for problem in problems.sorted()])
    base = _loaded(facts).base
    curated = _curated(facts, tests, base)
    try:
        texts = patched_texts(facts, patch)
    except (PatchError, UnreadableError) as error:
        raise UserError([f"{path}: {error}."]) from None
    changed = _trial(facts, texts)
    asked = (*curated, *(question for group in patch.questions.values() for question in group))
    effect = compare(asked, verdicts(base, asked), after := verdicts(changed, asked))
    own = list(zip(asked, after, strict=True))[len(curated) :]
    unmet = tuple(question.id for question, verdict in own if verdict is not Verdict.RIGHT)
    for line in _effect_lines(effect):
        echo(line)
    if effect.worse or unmet:
        raise UserError(
            [f"Not applied: {', '.join((effect.worse or unmet)[:5])} would not be answered rightly."]
        )
    differing = [file for file, text in texts.items() if _differs(file, text)]
    for file in differing:
        _write(file, texts[file])
    names = ", ".join(str(file.relative_to(facts)) for file in differing)
    echo(f"Changed: {names}" if names else "The facts have all of this already.")


def _differs(file: Path, text: str) -> bool:
    return not file.exists() or read_text(file, FILE_LIMIT) != text


def _trial(facts: Path, texts: Mapping[Path, str]) -> FactBase:
    """The base that the facts make with some files changed. Raises UserError where it has problems."""
    with tempfile.TemporaryDirectory(prefix="facts-") as room:
        copy = Path(room) / "facts"
        shutil.copytree(facts, copy, ignore=shutil.ignore_patterns(".*", "_*", "*.txt"))
        for file, text in texts.items():
            (copy / file.relative_to(facts)).write_text(text, encoding="utf-8")
        result = load(copy)
    if result.base is None:
        raise UserError(["Not applied, the facts would have problems:", *map(str, result.problems)])
    return result.base


def _loaded(facts: Path) -> Loaded:
    loaded = load_all(facts)
    if loaded.problems:
        raise UserError([str(problem) for problem in loaded.problems])
    return loaded


def _curated(facts: Path, tests: Sequence[Path], base: FactBase) -> tuple[Conversation, ...]:
    """Everything to measure with. Raises UserError where there is nothing."""
    found = load_conversations((*curated_files(facts), *tests), base)
    if not found:
        raise UserError([
            "There are no test questions to measure with: "
            f"write some into a {QUESTIONS_FILE}, or name a file with --tests."
        ])  # fmt: skip
    return found


def _patch(proposal: Proposal, loaded: Loaded) -> Patch:
    additions: dict[tuple[str, str, str], dict[str, None]] = {}
    questions: dict[str, list[Conversation]] = {}
    for suggestion in proposal.accepted:
        for new in suggestion.names:
            file = locate(loaded, new.key, new.id, new.report)
            assert file is not None, "the name is one of an entry that was loaded"
            additions.setdefault((file, new.key, new.id), {})[new.name] = None
        questions.setdefault(loaded.base.facts[suggestion.fact].report, []).append(suggestion.test)
    return Patch(
        tuple(Addition(*where, tuple(names)) for where, names in additions.items()),
        {report: tuple(group) for report, group in questions.items()},
    )


def _named(suggestion: Suggestion) -> str:
    return ", ".join(f"{new.name} → {new.id}" for new in suggestion.names)


def _effect_lines(effect: Effect) -> tuple[str, ...]:
    def counted(verdicts: dict[Verdict, int]) -> str:
        return ", ".join(f"{count} {verdict.value}" for verdict, count in verdicts.items())

    return (
        f"Of {effect.total} questions, before: {counted(effect.before)}",
        f"Of {effect.total} questions, after:  {counted(effect.after)}",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _counts(day: Day) -> dict[str, int]:
    return {"answered": day.answered, "asked": day.asked, "refused": day.refused}


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text)
    except OSError as error:
        raise UserError([f"{path} cannot be written: {error.strerror or error}."]) from None


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
