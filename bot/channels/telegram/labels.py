"""Labels of buttons: a phone shows one line of them and cuts off its end, where labels differ most."""

from __future__ import annotations

import re
from functools import lru_cache

from wcwidth import clip
from wcwidth import width as cells

WIDTH = 40
"""Columns of a fixed-width font that fit a button as wide as a narrow phone's bubble."""
SUBJECT_WIDTH = 13
"""Columns that a subject keeps however long its measure is."""
_PARTS = re.compile(r"(?P<subject>.+?)(?P<joint>: | · )(?P<measure>.+)", re.DOTALL)
_FIRST = re.compile(r"^[\"“‘(]*[^\W\d_]")
_NAMED_TWICE = re.compile(r"(?P<name>.+?) ?[(（](?P<other>[^()（）]+)[)）]", re.DOTALL)


def titled(text: str, language: str) -> str:
    """A name that stands on its own: English ones begin with a capital."""
    return _FIRST.sub(lambda found: found[0].upper(), text, count=1) if language == "en" else text


@lru_cache(maxsize=2_048)
def fitted(label: str) -> str:
    """`label`, its subject shortened where subject and measure do not fit together."""
    parts = _PARTS.fullmatch(label)
    if cells(label) <= WIDTH or parts is None:
        return label
    rest = parts["joint"] + parts["measure"]
    room = max(WIDTH - cells(rest), SUBJECT_WIDTH)
    names = _names(parts["subject"])
    return next((name for name in names if cells(name) <= room), _cut(names[0], room)) + rest


def _cut(name: str, room: int) -> str:
    """The beginning of a name, at the end of a word where words are split by blanks."""
    kept = clip(name, 0, room - 1)
    if not name[len(kept) :].startswith(" "):
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,") + "…"


def _names(subject: str) -> list[str]:
    """Names of a subject of the form "Name (other)": the first, and the other where it is an acronym."""
    twice = _NAMED_TWICE.fullmatch(subject)
    if twice is None:
        return [subject]
    return [twice["name"], *([twice["other"]] if twice["other"].isupper() else [])]
