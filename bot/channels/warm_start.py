"""A loaded fact base on disk, so that a single answer need not wait for YAML to be read and proven again.

What is stored is used only while every file that it came from is the same: the facts, and the code that
reads them. It is a pickle, which can make whoever reads it run code: so it lies in the user's own cache
folder, and is read only if nobody else could have written it. If anything is wrong with it, YAML is read.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from bot.knowledge.model import FactBase

SETTLED_SECONDS = 2.0
"""Files changed later than so long ago may change again without it showing: file systems count in steps."""
KEPT = 8
"""Fact bases that are kept; the ones longest unused go."""
_SUFFIX = ".base"
_CODE = ("knowledge", "understanding", "answering")
_SHAPING = ("opencc", "yaml")
"""Packages whose versions show in what is stored."""
_DIGEST = 32
"""Bytes of each of the two digests in front of what is stored: of what it came from, and of itself."""


def cache_folder() -> Path:
    """Where the system wants what can be made again."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "wenbao"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "wenbao" / "Cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "wenbao"


def stored(folder: Path) -> FactBase | None:
    """The stored base of a facts folder; None where there is none that is whole and still true."""
    try:
        path = _file(folder)
        if not _is_ours(path):
            return None
        data = memoryview(path.read_bytes())
        source, own, pickled = data[:_DIGEST], data[_DIGEST : 2 * _DIGEST], data[2 * _DIGEST :]
        if bytes(source) != _digest(folder) or own != _blake(pickled):
            return None
        with without_collector():
            base = pickle.loads(pickled)
            gc.freeze()  # it stays: there is no use in looking for garbage in it later either
        if not isinstance(base, FactBase):
            return None
        os.utime(path)
    except Exception:  # noqa: BLE001 - a pickle can fail in any way
        return None
    return base


def store(folder: Path, base: FactBase, began: float | None = None) -> None:
    """Stores a base that was loaded from a folder, unless it is being edited. Raises nothing.

    `began`: when loading began, in seconds since the epoch (now if left out); edits since then count.
    """
    room: Path | None = None
    with suppress(OSError, RuntimeError, pickle.PickleError):
        digest = _digest(folder, began)
        if digest is None:
            return
        path = _file(folder)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        pickled = pickle.dumps(base, pickle.HIGHEST_PROTOCOL)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            room = Path(file.name)
            file.write(digest + _blake(pickled) + pickled)
        room.replace(path)
        others = sorted(path.parent.glob(f"*{_SUFFIX}"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
    if room is not None:
        with suppress(OSError):
            room.unlink(missing_ok=True)  # left where the disk was full


def _blake(data: bytes | memoryview) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _file(folder: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(folder.resolve()), digest_size=8).hexdigest()
    return cache_folder() / f"{name}{_SUFFIX}"


def _is_ours(path: Path) -> bool:
    """Whether only this user can have written the file: unpickling runs what it says."""
    found, around = path.lstat(), path.parent.lstat()
    if os.name == "nt":  # the folder is the user's own there
        return True
    owned = found.st_uid == around.st_uid == os.getuid()
    return owned and not (found.st_mode | around.st_mode) & 0o022


def _digest(folder: Path, at: float | None = None) -> bytes | None:
    """What the files of the facts and the code look like from outside.

    None if they were being edited `at` a time, in seconds since the epoch (now if left out), or later.
    """
    newest = 0
    seen = hashlib.blake2b(sys.version.encode(), digest_size=_DIGEST)
    for path in _sources(folder):
        found = path.stat()
        newest = max(newest, found.st_mtime_ns)
        seen.update(
            f"{path}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\0{found.st_size}\0{found.st_ino}\0".encode(
                "utf-8", "surrogateescape"
            )
        )
    settled = newest < ((time.time() if at is None else at) - SETTLED_SECONDS) * 1e9
    return seen.digest() if settled else None


def _sources(folder: Path) -> Iterator[Path]:
    for pattern in ("*/*", "*/*/*"):  # a report's files, and those of the questions beside them
        yield from sorted(p for p in folder.resolve().glob(pattern) if p.suffix in (".yaml", ".yml"))
    package = Path(__file__).parents[1]
    for name in _CODE:
        yield from sorted((package / name).glob("*.py"))
    yield from (Path(found.origin) for p in _SHAPING if (found := find_spec(p)) and found.origin)


@contextmanager
def without_collector() -> Iterator[None]:
    """Reading makes many objects and no garbage: looking for some takes as long as the reading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
