"""Questions are written down without who asked them, and no disk keeps an answer from its reader."""

from __future__ import annotations

import logging
import sqlite3
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.answering.conversation import Turn, respond
from bot.channels.question_log import DAY, QuestionLog, UnreadableLogError, read_log
from bot.knowledge.model import FactBase

Open = Callable[..., QuestionLog]
PERSON = "7300000001"
CHAT = "-100987654321"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "questions.db"


@pytest.fixture
def open_log(path: Path) -> Iterator[Open]:
    logs: list[QuestionLog] = []

    def make(**options: float | Callable[[], float]) -> QuestionLog:
        logs.append(QuestionLog(path, **options))  # type: ignore[arg-type]  # whichever of its options a test sets
        return logs[-1]

    yield make
    for log in logs:
        log.close()


@pytest.fixture
def turn(shipped: FactBase) -> Turn:
    return respond(shipped, "郑煤机產值多少？")


def note(log: QuestionLog, turn: Turn, number: int = 1) -> str:
    message = f"{CHAT}:{number}"
    log.record(turn.reply.text, turn, channel="telegram", message=message)
    return message


def test_a_question_is_kept_folded_with_its_outcome_and_facts(
    open_log: Open, path: Path, shipped: FactBase
) -> None:
    log = open_log(clock=lambda: 1_000_000.5)
    for text in ("郑煤机產值多少？", "how many trains?", "谁是世界杯冠军", "产值多少", "富泰华有多少员工"):
        note(log, respond(shipped, text))
    assert log.flush()
    kept = read_log(path)
    assert {k.outcome for k in kept} == {"answer", "off_topic", "clarify", "not_in_report"}
    assert {k.time for k in kept} == {1_000_000}
    assert {k.language for k in kept} == {"zh", "en"}
    answered = next(k for k in kept if k.folded.startswith("郑煤机产值多少"))
    assert answered.facts == ("jingkai-2020h1:zmj.output",)
    assert all(k.facts for k in kept if k.outcome == "clarify")


def test_nothing_in_the_file_tells_who_asked(open_log: Open, path: Path, shipped: FactBase) -> None:
    log = open_log()
    private = "我是 @lihua_88，电话 138 0013 8000，邮箱 lihua@example.org，郑煤机产值多少"
    message = note(log, respond(shipped, private))
    log.thumb(channel="telegram", message=message, voter=PERSON, up=True)
    assert log.flush()
    log.close()
    found = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert "郑煤机产值多少".encode() in found
    for secret in (CHAT, PERSON, "lihua", "8000", "example.org"):
        assert secret.encode() not in found
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_thumbs_count_once_and_may_be_changed(open_log: Open, path: Path, turn: Turn) -> None:
    log = open_log()
    message = note(log, turn)

    def vote(voter: str, up: bool) -> bool:
        return log.thumb(channel="telegram", message=message, voter=voter, up=up)

    assert [vote("a", True), vote("a", True), vote("b", False), vote("a", False)] == [True, False, True, True]
    assert not log.thumb(channel="telegram", message="of another day", voter="a", up=True)
    assert log.flush()
    (kept,) = read_log(path)
    assert (kept.up, kept.down, kept.unhelpful) == (0, 2, True)


def test_old_questions_are_deleted(open_log: Open, path: Path, turn: Turn) -> None:
    now = [100 * DAY]
    first = open_log(retention_days=30, clock=lambda: now[0])
    note(first, turn)
    now[0] += 20 * DAY
    note(first, turn)
    first.close()
    assert len(read_log(path)) == 2
    now[0] += 15 * DAY
    later = open_log(retention_days=30, clock=lambda: now[0])
    assert later.flush()
    assert [k.time for k in read_log(path)] == [120 * DAY]


def test_many_threads_lose_nothing(open_log: Open, path: Path, turn: Turn) -> None:
    log = open_log()
    threads = [
        threading.Thread(target=lambda: [note(log, turn, number) for number in range(100)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert log.flush()
    assert len(read_log(path)) == 800


def test_a_locked_database_is_waited_for_and_warned_of_once(
    open_log: Open, path: Path, turn: Turn, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.question_log.BUSY_SECONDS", 0.01)
    log = open_log()
    assert log.flush()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with caplog.at_level(logging.WARNING):
            for number in range(3):
                note(log, turn, number)
                assert log.flush()
        other.rollback()
    assert len([r for r in caplog.records if "cannot be written" in r.message]) == 1
    note(log, turn, 4)
    assert log.flush()
    assert len(read_log(path)) == 4


def test_a_disk_that_takes_nothing_keeps_the_newest_and_says_so_once(
    open_log: Open, path: Path, turn: Turn, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.question_log.WAITING_LIMIT", 5)
    path.parent.write_text("a file where the folder should be", encoding="utf-8")
    log = open_log()
    with caplog.at_level(logging.WARNING):
        for number in range(9):
            note(log, turn, number)
        assert log.flush()
        assert len(caplog.records) == 1
        path.parent.unlink()
        note(log, turn, 10)
        assert log.flush()
    assert len(read_log(path)) == 6
    assert "4 were lost" in caplog.records[-1].getMessage()


def test_a_file_that_is_no_log_is_told(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no database, but long enough to be looked at " * 20, encoding="utf-8")
    for path in (other, tmp_path / "absent.db"):
        with pytest.raises(UnreadableLogError, match=path.name):
            read_log(path)
