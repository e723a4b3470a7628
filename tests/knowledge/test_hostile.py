"""Files that mean harm, or are no YAML at all: a clear problem, little memory, and no code run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.knowledge.loading import load
from bot.knowledge.source import UnreadableError, decode
from tests.small_facts import section, write_facts

MEMORY_LIMIT_MB = 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_facts(tmp_path / "facts")


def problem_with(folder: Path, data: bytes) -> str:
    """The one problem of a base whose section file holds these bytes."""
    (folder / "yunxi" / "works.yaml").write_bytes(data)
    result = load(folder)
    assert result.base is None
    found = [p for p in result.problems if p.file == "yunxi/works.yaml"]
    assert len(found) == 1
    return found[0].message


def test_gb18030_is_read(folder: Path) -> None:
    (folder / "yunxi" / "works.yaml").write_bytes(section(47).encode("gb18030"))
    base = load(folder).base
    assert base is not None
    assert base.subjects["shiqiao"].name.zh == "石桥机械"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marked_encodings_are_read(folder: Path, encoding: str) -> None:
    (folder / "yunxi" / "works.yaml").write_bytes(section(47).encode(encoding))
    assert load(folder).base is not None


def test_binary_is_told_apart(folder: Path) -> None:
    assert "is binary" in problem_with(folder, bytes(range(256)) * 8)
    with pytest.raises(UnreadableError):
        decode(bytes(range(1, 256)) * 8)
    with pytest.raises(UnreadableError):
        decode(b"\xff\xfe\x00")


def test_control_characters_are_placed(folder: Path) -> None:
    (folder / "yunxi" / "works.yaml").write_text("subjects: {}\nfacts: \x07[]\n")
    found = next(p for p in load(folder).problems if p.file == "yunxi/works.yaml")
    assert (found.line, found.column) == (2, 8)


def test_a_large_file_is_not_read(folder: Path) -> None:
    with (folder / "yunxi" / "works.yaml").open("wb") as file:
        file.truncate(50 << 20)
    assert (
        "has 52,428,800 bytes"
        in next(p for p in load(folder).problems if p.file == "yunxi/works.yaml").message
    )


def test_too_many_values_are_refused(folder: Path) -> None:
    assert "more than 100,000 values" in problem_with(folder, b"subjects: [" + b"a," * 150_000 + b"]")


def test_nesting_without_end_is_refused(folder: Path) -> None:
    assert "nested more than 12 levels" in problem_with(folder, b"[" * 500_000)
    assert "nested more than 12 levels" in problem_with(folder, b"- " * 400_000)


def test_an_alias_bomb_costs_nothing(folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert "anchors (&a0) are not read" in problem_with(folder, "\n".join(lines).encode())


def test_tags_construct_nothing(folder: Path, tmp_path: Path) -> None:
    harmed = tmp_path / "harmed"
    message = problem_with(folder, f'facts: !!python/object/apply:os.system ["touch {harmed}"]'.encode())
    assert "tags (tag:yaml.org,2002:python/object/apply:os.system) are not read" in message
    assert not harmed.exists()


def test_loops_of_links_and_devices_are_problems(folder: Path) -> None:
    for name, target in (("loop.yaml", "loop.yaml"), ("zero.yaml", "/dev/zero")):
        (folder / "yunxi" / name).symlink_to(target)
    (folder / "again").symlink_to(folder)
    os.mkfifo(folder / "yunxi" / "pipe.yaml")
    result = load(folder)
    messages = {p.file: p.message for p in result.problems}
    assert result.base is None
    assert "cannot be read" in messages["yunxi/loop.yaml"]
    assert "no regular file" in messages["yunxi/zero.yaml"]
    assert "no regular file" in messages["yunxi/pipe.yaml"]


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    result = load(tmp_path / "nowhere")
    assert result.base is None
    assert ["cannot be read" in p.message for p in result.problems] == [True]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read as Linux tells it")
def test_memory_stays_bounded_over_all_of_it(folder: Path) -> None:
    sections = folder / "yunxi"
    (sections / "works.yaml").write_bytes(b"subjects: [" + b"a," * 500_000 + b"]")
    (sections / "text.yaml").write_bytes(b"facts: " + b"x" * 1_000_000)
    (sections / "keys.yaml").write_text("".join(f"k{n}: v\n" for n in range(90_000)))
    (sections / "deep.yaml").write_bytes(b"[" * 1_000_000)
    with (sections / "large.yaml").open("wb") as file:
        file.truncate(50 << 20)
    code = (
        "import re, sys\nfrom pathlib import Path\nfrom bot.knowledge.loading import load\n"
        "result = load(Path(sys.argv[1]))\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())\n"
        "print(result.base is None, int(peak[1]) // 1024)"
    )  # not getrusage: its peak begins with that of the process that started this one
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    refused, megabytes = run.stdout.split()
    assert refused == "True"
    assert int(megabytes) < MEMORY_LIMIT_MB
