"""Reading text files that strangers wrote, bounded in size and in whatever encoding they come; writing whole
ones."""

from __future__ import annotations

import codecs
import stat
from pathlib import Path

YAML_LIMIT = 1 << 20
"""Bytes a YAML file may have. A section with every fact of a long chapter has some 50 KB."""
REPORT_LIMIT = 2 << 20
"""Bytes a report's text may have: some 700,000 characters, more than any report."""
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class UnreadableError(Exception):
    """A file that cannot be read as text; the message says why and what to do."""


def read_text(path: Path, limit: int) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030.

    Raises UnreadableError for what is missing, too large, no regular file or no text.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableError("is no regular file; put a text file here")
        if found.st_size > limit:
            raise UnreadableError(
                f"has {found.st_size:,} bytes, more than the {limit:,} that are read; split it"
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, RuntimeError) as problem:  # RuntimeError: a loop of links, before Python 3.13
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UnreadableError(f"cannot be read ({reason}); mend or remove it") from problem
    if len(data) > limit:
        raise UnreadableError(f"grew past the {limit:,} bytes that are read; split it")
    return decode(data)


def write_whole(path: Path, text: str) -> None:
    """Writes a file in one step, so that whoever reads it meanwhile never sees half of it. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def decode(data: bytes) -> str:
    """Bytes as text, in the first that fits of UTF-8, marked UTF-16 and GB18030, with `\\n` line ends.

    Raises UnreadableError for binary data.
    """
    encodings = [name for mark, name in _MARKS if data.startswith(mark)] or ["utf-8", "gb18030"]
    if b"\0" in data and encodings == ["utf-8", "gb18030"]:
        raise UnreadableError("is binary, not text; give the text itself")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and not _plausible(text):
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableError("is neither UTF-8 nor GB18030; save it as UTF-8")


def _plausible(text: str) -> bool:
    """Whether decoded GB18030 looks like text: nearly any bytes decode, but then into rare signs and
    controls."""
    odd = sum(
        1 for c in text if (c < " " and c not in "\t\n\r\f") or "\ue000" <= c <= "\uf8ff" or c > "\uffff"
    )
    common = sum(
        1
        for c in text
        if c < "\x7f" or "\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" or "\u2010" <= c <= "\u2030"
    )
    return odd * 50 <= len(text) and common * 10 >= len(text) * 9
