"""One form for many spellings: the same function for names at load and for questions.

Width, case, script, blanks and regional words are folded; punctuation stays, since clauses hang on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

LONGEST = 600
"""Characters of a message that are read: the end, where a rambling message puts its question."""

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
"""Chinese characters within the brackets of a pattern, the rare ones of Cantonese too (嗰)."""
_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_PLAIN = re.compile(rf"[{HAN}]+|[a-z]+(?: [a-z]+)*")
_BLANKS = re.compile(r"\s+")
_QUOTES = re.compile(r"[\"'“”‘’「」『』《》〈〉()\[\]【】*_`~#]")
_HAN_BLANK = re.compile(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}%])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TRADITIONAL_TOO = re.compile("[乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽]")
"""Characters of GB 2312 that OpenCC simplifies all the same."""
_DASHES = re.compile(r"[\u2010-\u2015\u2212~\uff5e]")


class _Converter(Protocol):
    def convert(self, text: str, /) -> str: ...


@lru_cache(maxsize=4)
def _converter(config: str) -> _Converter:
    import opencc  # 34 ms: only where a text needs it

    converter: _Converter = opencc.OpenCC(config)
    return converter


def _simplified_already(text: str) -> bool:
    """GB 2312 holds the simplified characters in use, and but few traditional forms."""
    if _TRADITIONAL_TOO.search(text):
        return False
    try:
        "".join(_HAN.findall(text)).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=512)
def _is_simplified(text: str) -> bool:
    if _simplified_already(text):
        return True
    return bool(_converter("t2s").convert(text) == text)


def script_of(text: str) -> str:
    """`hant` where the text holds traditional characters, else `hans`."""
    return "hans" if _is_simplified(clean(text)) else "hant"


def to_simplified(text: str) -> str:
    """Simplified script, with the mainland's words for Taiwan's and Hong Kong's."""
    return text if _is_simplified(text) else _converter("tw2sp").convert(text)


_SIGNED = re.compile("(?<![標牙書抽竹中求浮])籤")
"""OpenCC writes a lone 签 as what a lot or a label is called, which it hardly ever means."""


def to_traditional(text: str) -> str:
    """Traditional script for replies; figures and Latin text stay as they are."""
    return _SIGNED.sub("簽", _converter("s2tw").convert(text))


def retold(names: Sequence[str]) -> Mapping[str, str]:
    """Names that a traditional text folds to other words, and to which.

    The mainland has words of its own for what Taiwan calls 新增, 指標 or 核心, though it knows these too.
    """
    plain = [name for name in names if _HAN.search(name) and "\n" not in name]
    if not plain:
        return {}
    folded = to_simplified(to_traditional("\n".join(plain))).split("\n")
    return {name: other for name, other in zip(plain, folded, strict=True) if name != other}


def language_of(text: str) -> str:
    """`zh` where Chinese characters carry the text, else `en`; empty where there are no words.

    A few Latin words in a Chinese sentence leave it Chinese, and a Chinese name in an English one English.
    """
    han, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    if not han and not latin:
        return ""
    return "en" if latin >= 3 and latin * 2 > han else ("zh" if han else "en")


def clean(text: str) -> str:
    """Without lone surrogates, control and direction marks; never longer than `LONGEST`."""
    text = text[-8 * LONGEST :].encode("utf-8", "ignore").decode("utf-8")
    return _INVISIBLE.sub("", text)[-LONGEST:]


def fold(text: str, spellings: Mapping[str, str] | None = None) -> str:
    """The folded form. Idempotent: `fold(fold(x)) == fold(x)`.

    `spellings` maps folded regional or slang words to what to read instead.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:  # most names: nothing to fold but script and words
        return _respelled(text if _is_simplified(text) else to_simplified(text), spellings)
    text = unicodedata.normalize("NFKC", clean(text))
    text = unicodedata.normalize("NFKC", to_simplified(text)).casefold()
    text = _DASHES.sub("-", _QUOTES.sub(" ", text))
    text = _BLANKS.sub(" ", _THOUSANDS.sub("", text)).strip()
    return _respelled(_HAN_BLANK.sub("", text), spellings)[-LONGEST:]


def _respelled(text: str, spellings: Mapping[str, str] | None) -> str:
    for word, instead in (spellings or {}).items():
        if word in text:
            whole = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
            text = re.sub(whole, instead, text)
    return text
