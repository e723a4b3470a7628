"""A facts folder as it is at one moment: copied before it is loaded, so that edits never tear a load."""

from __future__ import annotations

import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.knowledge.files import ASKED_FOLDER, MAX_FILES
from bot.knowledge.source import YAML_LIMIT

SETTLED_SECONDS = 2.0
"""Files untouched for longer show every edit in their times; file systems count time in steps up to 2 s."""
_ATTEMPTS = 5
_PAUSE = 0.01


@dataclass(frozen=True, slots=True)
class Signature:
    """What a folder's files look like from outside."""

    files: tuple[tuple[str, int, int, int], ...]
    """Path, time of change in nanoseconds, size and inode of each."""
    settled: bool
    """Whether all edits so far show in it. A recent one may be followed by another that looks the same."""


def signature_of(folder: Path) -> Signature:
    """The signature of all YAML files that loading a folder would read. Raises nothing."""
    files = []
    newest = 0
    for name, path in _files(folder):
        try:
            found = path.stat()
        except (OSError, RuntimeError):  # RuntimeError: a loop of links, before Python 3.13
            files.append((name, 0, -1, 0))
            continue
        newest = max(newest, found.st_mtime_ns)
        files.append((name, found.st_mtime_ns, found.st_size, found.st_ino))
    return Signature(tuple(sorted(files)), time.time() - newest / 1e9 > SETTLED_SECONDS)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a facts folder."""

    folder: Path
    """The copy."""
    signature: Signature
    digest: bytes
    """Of names and contents: equal digests load to equal bases."""


@contextmanager
def snapshot(folder: Path) -> Iterator[Snapshot | None]:
    """A copy of the folder for the time of the block; None while edits keep coming.

    Raises OSError where there is no room for the copy.
    """
    with tempfile.TemporaryDirectory(prefix="facts-") as room:
        for attempt in range(_ATTEMPTS):
            copy = Path(room) / str(attempt) / folder.absolute().name
            before = signature_of(folder)
            digest = blake2b()
            if folder.is_dir():
                copy.mkdir(parents=True)
            for name, path in _files(folder):
                digest.update(f"{name}\0".encode(errors="surrogateescape"))
                data = _copy(path, copy / name)
                digest.update(b"unreadable" if data is None else blake2b(data).digest())
            if signature_of(folder).files == before.files:
                yield Snapshot(copy, before, digest.digest())
                return
            time.sleep(_PAUSE)
        yield None


def _copy(path: Path, to: Path) -> bytes | None:
    """Copies what loading would read of a file, and returns it.

    What cannot be read is linked (None), so that loading meets the same obstacle and reports it.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError("no regular file")
        with path.open("rb") as source:
            data = source.read(YAML_LIMIT + 1)
    except (OSError, RuntimeError):
        to.symlink_to(path.absolute())
        return None
    to.write_bytes(data)
    return data


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files that loading reads, as deep as it looks for them; bounded as loading is."""
    for name in _listing(folder):
        for inner in (name, f"{name}/{ASKED_FOLDER}"):
            for file in _listing(folder / inner):
                if file.endswith((".yaml", ".yml")):
                    yield f"{inner}/{file}", folder / inner / file


def _listing(folder: Path) -> list[str]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    return [n for n in names if not n.startswith((".", "_"))][: MAX_FILES + 1]
