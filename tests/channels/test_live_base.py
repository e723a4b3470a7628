"""Edited facts go into service while questions are asked; broken ones never do."""

from __future__ import annotations

import logging
import random
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.answering.conversation import respond
from bot.answering.reply import ReplyKind
from bot.channels.live_base import BaseHolder, FactsWatcher
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.knowledge.problems import Problem
from bot.settings import shipped_facts
from tests.small_facts import report, section, write_facts

QUESTION = "石桥机械产值多少"
PATIENCE = 20.0
"""Seconds after which a test gives up waiting for what has to come."""


@dataclass
class Live:
    """A watched facts folder, and what was heard of it."""

    folder: Path
    holder: BaseHolder
    watcher: FactsWatcher
    changes: list[FactBase] = field(default_factory=list)
    problems: list[tuple[Problem, ...]] = field(default_factory=list)

    def edit(self, output: int) -> None:
        """Writes a new figure into both files that carry it, one after the other."""
        (self.folder / "yunxi" / "report.yaml").write_text(report(output), encoding="utf-8")
        (self.folder / "yunxi" / "works.yaml").write_text(section(output), encoding="utf-8")

    @property
    def figure(self) -> int:
        """The 亿元 that the bot answers with now."""
        turn = respond(self.holder.current, QUESTION)
        assert turn.reply.kind is ReplyKind.ANSWER
        return int(turn.reply.highlights[0].removesuffix("亿元"))


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    folder = write_facts(tmp_path / "facts", 1)
    base = load(folder).base
    assert base is not None
    holder = BaseHolder(base)
    changes: list[FactBase] = []
    problems: list[tuple[Problem, ...]] = []
    watcher = FactsWatcher(
        folder, holder, on_change=changes.append, on_problems=lambda found: problems.append(tuple(found))
    )
    watcher.start()
    yield Live(folder, holder, watcher, changes, problems)
    watcher.stop()


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def test_the_watcher_says_when_it_has_read_everything(live: Live) -> None:
    assert live.watcher.wait_until_ready(PATIENCE)
    live.edit(52)
    wait_for(lambda: live.figure == 52)


def test_a_watcher_that_was_never_started_is_not_ready(tmp_path: Path) -> None:
    folder = write_facts(tmp_path / "facts", 1)
    base = load(folder).base
    assert base is not None
    assert not FactsWatcher(folder, BaseHolder(base)).wait_until_ready(0.1)


def test_an_edit_goes_into_service(live: Live) -> None:
    live.edit(52)
    wait_for(lambda: live.figure == 52)
    assert live.changes[-1] is live.holder.current
    assert not live.problems


def test_a_new_file_and_a_renamed_one_are_noticed(live: Live) -> None:
    works = live.folder / "yunxi" / "works.yaml"
    facts = works.read_text(encoding="utf-8").replace("subjects:", "section: works\nsubjects:")
    works.unlink()
    works.with_name("industry.yaml").write_text(facts.replace("白鹭, ", "白鹭, 白鹭牌, "), encoding="utf-8")
    wait_for(lambda: "白鹭牌" in live.holder.current.subjects["bailu"].names)


def test_a_broken_edit_leaves_the_old_base_and_is_reported_once(
    live: Live, caplog: pytest.LogCaptureFixture
) -> None:
    before = live.holder.current
    works = live.folder / "yunxi" / "works.yaml"
    with caplog.at_level(logging.WARNING):
        works.write_text(section(1).replace("measure: output", "measure: outptu"), encoding="utf-8")
        wait_for(lambda: bool(live.problems))
        works.touch()
        time.sleep(2.5)
    assert live.holder.current is before
    assert len(live.problems) == 1
    found = live.problems[0]
    assert len(found) == 2
    assert {p.file for p in found} == {"yunxi/works.yaml"}
    assert all("outptu" in p.message and "output" in p.message and p.line > 1 for p in found)
    assert all(str(problem) in caplog.text for problem in found)
    live.edit(3)
    wait_for(lambda: live.figure == 3)


def test_a_folder_that_goes_and_comes_back_is_survived(live: Live) -> None:
    away = live.folder.with_name("away")
    live.folder.rename(away)
    wait_for(lambda: bool(live.problems))
    assert live.figure == 1
    away.rename(live.folder)
    live.edit(8)
    wait_for(lambda: live.figure == 8)
    shutil.rmtree(live.folder / "vocabulary")
    wait_for(lambda: len(live.problems) == 2)
    assert live.figure == 8


def test_what_is_no_file_is_a_problem_and_no_harm(live: Live) -> None:
    loop = live.folder / "yunxi" / "loop.yaml"
    loop.symlink_to(loop)
    (live.folder / "yunxi" / "folder.yaml").mkdir()
    (live.folder / "yunxi" / "binary.yaml").write_bytes(bytes(range(256)) * 20)
    with (live.folder / "yunxi" / "huge.yaml").open("wb") as huge:
        huge.truncate(50 << 20)
    wait_for(lambda: bool(live.problems))
    named = {problem.file for problem in live.problems[-1]}
    assert {f"yunxi/{name}.yaml" for name in ("loop", "folder", "binary", "huge")} <= named
    assert live.figure == 1


def test_a_reload_by_hand_says_what_is_wrong_or_goes_into_service(live: Live) -> None:
    works = live.folder / "yunxi" / "works.yaml"
    works.write_text("facts: [", encoding="utf-8")
    problems = live.watcher.reload()
    assert any(problem.startswith("yunxi/works.yaml:") for problem in problems)
    live.edit(5)
    assert live.watcher.reload() == ()
    assert live.figure == 5


def test_facts_that_are_deleted_for_good_leave_service(live: Live) -> None:
    works = live.folder / "yunxi" / "works.yaml"
    works.write_text(section(1).partition("  - id: bailu.output")[0], encoding="utf-8")
    wait_for(lambda: "yunxi:bailu.output" not in live.holder.current.facts)
    assert live.figure == 1


def test_a_report_that_becomes_a_draft_again_stays_in_service(live: Live) -> None:
    path = live.folder / "yunxi" / "report.yaml"
    whole = path.read_text(encoding="utf-8").lstrip()
    path.write_text(f"draft: true\n{whole}", encoding="utf-8")
    wait_for(lambda: bool(live.problems))
    assert "still a draft" in live.problems[-1][0].message
    assert live.figure == 1


def test_edits_that_do_not_end_are_taken_in_on_the_way(live: Live) -> None:
    """A slow machine takes in fewer of them, so there are as many as it needs."""
    seen: set[int] = set()
    for number in range(2, 1000):
        live.edit(number)
        time.sleep(0.06)
        seen.add(live.figure)
        if len(seen) > 2 and number >= 60:
            break
    assert len(seen) > 2
    wait_for(lambda: live.figure == number)


def test_no_answer_is_wrong_or_lost_in_a_thousand_edits(live: Live) -> None:
    """Asks without pause while files are written whole, in halves, broken, deleted and mended."""
    written = [1]
    done = threading.Event()

    def edit_all() -> None:
        dice = random.Random(7)
        works = live.folder / "yunxi" / "works.yaml"
        for number in range(2, 1001):
            kind = dice.randrange(6)
            if kind == 0:
                works.write_text(section(number)[: dice.randrange(1, 900)], encoding="utf-8")
            elif kind == 1:
                works.unlink(missing_ok=True)
            else:
                written.append(number)
                live.edit(number)
            time.sleep(0.005)
        written.append(1001)
        live.edit(1001)
        done.set()

    editor = threading.Thread(target=edit_all)
    editor.start()
    answers: list[int] = []
    end = time.monotonic() + 3 * PATIENCE
    while not (done.is_set() and answers[-1:] == [1001]):
        assert time.monotonic() < end, "the last edit did not go into service"
        answers.append(live.figure)
        assert answers[-1] in written
        time.sleep(0.001)  # hands the interpreter over, as a server that waits for messages does
    editor.join()
    assert answers == sorted(answers), "an older base came back"


def test_an_edit_is_in_service_within_two_seconds_while_many_ask(tmp_path: Path) -> None:
    """On the shipped facts, which are as many as a report has.

    Where the machine does other things too, that much longer.
    """
    folder = tmp_path / "facts"
    shutil.copytree(shipped_facts(), folder)
    began, used = time.perf_counter(), time.process_time()
    base = load(folder).base
    slowness = (time.perf_counter() - began) / (time.process_time() - used)
    assert base is not None
    holder, taken, stop = BaseHolder(base), threading.Event(), threading.Event()
    watcher = FactsWatcher(folder, holder, on_change=lambda _: taken.set())
    watcher.start()

    def ask() -> None:
        while not stop.is_set():
            assert respond(holder.current, "郑煤机产值多少").reply.highlights == ("47亿元",)

    file = min(p for p in folder.glob("*/*.yaml") if "names: [" in p.read_text(encoding="utf-8"))
    with ThreadPoolExecutor(4) as people:
        asking = [people.submit(ask) for _ in range(4)]
        try:
            took = []
            for number in range(3):
                time.sleep(3.0)
                taken.clear()
                text, began = file.read_text(encoding="utf-8"), time.monotonic()
                file.write_text(text.replace("names: [", f"names: [又一名{number}, ", 1), encoding="utf-8")
                assert taken.wait(PATIENCE)
                took.append(time.monotonic() - began)
        finally:
            stop.set()
            watcher.stop()
        for one in asking:
            one.result()
    assert min(took) < 2.0 * slowness


def test_many_may_ask_a_base_that_nobody_asked_before() -> None:
    """What answering needs is built on the first question; the others wait for it."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        base = load(shipped_facts()).base
        assert base is not None
        with ThreadPoolExecutor(4) as people:
            turns = [people.submit(respond, base, "郑煤机产值多少") for _ in range(8)]
            assert {turn.result().reply.highlights for turn in turns} == {("47亿元",)}
    finally:
        sys.setswitchinterval(interval)


def test_a_watching_process_that_is_killed_is_replaced(live: Live) -> None:
    wait_for(lambda: live.watcher.reload() == ())
    process = live.watcher.process
    assert process is not None
    process.kill()
    live.edit(7)
    wait_for(lambda: live.figure == 7)
    assert live.watcher.process is not process
