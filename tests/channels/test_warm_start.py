"""Stored fact bases: they save time and never change an answer."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.conversation import prepare
from bot.channels import warm_start
from bot.channels.warm_start import KEPT, cache_folder, store, stored
from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.understanding.lexicon import lexicon_of
from tests.conftest import Run
from tests.small_facts import write_facts

QUESTION = "石桥机械产值多少"


@pytest.fixture
def facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Facts that nobody has touched for a while, and a cache of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    monkeypatch.setattr(
        warm_start, "SETTLED_SECONDS", 0.0
    )  # the code under test may have been edited just now
    folder = write_facts(tmp_path / "facts")
    settle(folder)
    return folder


def settle(folder: Path) -> None:
    """Lets the files of a folder look untouched for a minute."""
    before = time.time() - 60
    for path in folder.rglob("*"):
        os.utime(path, (before, before))


def loaded(folder: Path) -> FactBase:
    base = load(folder).base
    assert base is not None
    return base


def test_a_base_is_stored_whole(facts: Path) -> None:
    base = loaded(facts)
    assert stored(facts) is None
    store(facts, base)
    found = stored(facts)
    assert found is not None
    for name in ("reports", "subjects", "facts", "vocabulary"):
        assert getattr(found, name) == getattr(base, name)


def test_what_was_derived_is_stored_with_it(facts: Path) -> None:
    base = loaded(facts)
    prepare(base)
    store(facts, base)
    found = stored(facts)
    assert found is not None
    assert found.derived.keys() == base.derived.keys() != set()
    for name in ("by_text", "longest", "words", "spellings", "postings"):
        assert getattr(lexicon_of(found), name) == getattr(lexicon_of(base), name)
    assert tuple(lexicon_of(found).names) == tuple(lexicon_of(base).names)
    assert lexicon_of(found).names[-2:] == lexicon_of(base).names[-2:]
    again = pickle.loads(pickle.dumps(found))
    assert tuple(lexicon_of(again).names) == tuple(lexicon_of(base).names)


def test_an_edit_makes_what_was_stored_void(facts: Path) -> None:
    store(facts, loaded(facts))
    section = facts / "yunxi" / "works.yaml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text + "\n# a remark\n", encoding="utf-8")
    assert stored(facts) is None
    section.write_text(text, encoding="utf-8")
    settle(facts)
    (facts / "vocabulary" / "more.yaml").write_text("fillers: [哦]\n", encoding="utf-8")
    assert stored(facts) is None


def test_files_that_are_being_edited_are_neither_stored_nor_trusted(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_start, "SETTLED_SECONDS", 1e9)
    store(facts, loaded(facts))
    assert not cache_folder().exists()


def test_what_others_could_have_written_is_not_read(facts: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no permission bits")
    store(facts, loaded(facts))
    (file,) = cache_folder().iterdir()
    file.chmod(0o666)
    assert stored(facts) is None
    file.chmod(0o600)
    assert stored(facts) is not None
    cache_folder().chmod(0o777)
    assert stored(facts) is None


@pytest.mark.parametrize("data", [b"", b"x" * 40, pickle.dumps({"not": "a base"})])
def test_a_broken_file_is_ignored(facts: Path, data: bytes) -> None:
    store(facts, loaded(facts))
    (file,) = cache_folder().iterdir()
    source = file.read_bytes()[:32]
    own = hashlib.blake2b(data, digest_size=32).digest()
    for content in (data, source + data, source + own + data):
        file.write_bytes(content)
        assert stored(facts) is None


def test_no_byte_of_it_can_change_unnoticed(facts: Path) -> None:
    store(facts, loaded(facts))
    (file,) = cache_folder().iterdir()
    content = file.read_bytes()

    @given(st.integers(0, len(content) - 1), st.integers(1, 255))
    @settings(max_examples=50, deadline=None)
    def changed(place: int, difference: int) -> None:
        file.write_bytes(content[:place] + bytes([content[place] ^ difference]) + content[place + 1 :])
        assert stored(facts) is None

    changed()
    file.write_bytes(content)
    assert stored(facts) is not None


def test_an_edit_while_loading_keeps_the_base_from_being_stored(
    facts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_start, "SETTLED_SECONDS", 0.0)
    base = loaded(facts)
    store(facts, base, began=time.time() - 120)  # the files say that they changed a minute ago
    assert not cache_folder().exists()
    store(facts, base)
    assert stored(facts) is not None


def test_a_write_that_fails_leaves_nothing_behind(facts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    store(facts, loaded(facts))
    assert list(cache_folder().iterdir()) == []


def test_only_the_latest_are_kept(facts: Path, tmp_path: Path) -> None:
    base = loaded(facts)
    for number in range(KEPT + 3):
        store(write_facts(tmp_path / f"facts{number}"), base)
    assert len(list(cache_folder().iterdir())) == KEPT


def test_answers_are_the_same_and_edits_count_at_once(wenbao: Run, tmp_path: Path) -> None:
    folder = write_facts(tmp_path / "facts")
    settle(folder)
    first = wenbao("--facts", str(folder), "ask", "--json", QUESTION).stdout
    assert wenbao("--facts", str(folder), "ask", "--json", QUESTION).stdout == first
    assert "47亿元" in first
    edited = write_facts(tmp_path / "edited", output=53)
    for name in ("report.yaml", "works.yaml"):
        text = (edited / "yunxi" / name).read_text(encoding="utf-8")
        (folder / "yunxi" / name).write_text(text, encoding="utf-8")
    assert "53亿元" in wenbao("--facts", str(folder), "ask", QUESTION).stdout


def test_a_cache_that_cannot_be_written_does_no_harm(
    wenbao: Run, tmp_path: Path, environment: dict[str, str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert "47亿元" in wenbao("ask", "郑煤机产值多少", XDG_CACHE_HOME=str(blocked)).stdout


def test_a_stored_base_spares_reading_yaml(tmp_path: Path, environment: dict[str, str]) -> None:
    def imported() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "bot", "ask", "郑煤机产值多少"],
            capture_output=True, text=True, cwd=tmp_path, env=environment, timeout=60, check=True,
        )  # fmt: skip
        return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}

    code = Path(warm_start.__file__).parents[1]
    recent = max(p.stat().st_mtime for p in [*code.rglob("*.py"), *(code.parent / "facts").rglob("*.yaml")])
    time.sleep(max(0.0, min(3.0, recent + 2.1 - time.time())))
    assert "yaml" in imported()
    assert "yaml" not in imported()
