"""Tokens of folded texts."""

from __future__ import annotations

import pytest

from bot.understanding.tokens import plain_keys, tokenize


@pytest.mark.parametrize(
    "folded",
    ["产值", "the output of the zone", "factories", "a", "产值 output", "5g", "一带一路", "2.5 times", ""],
)
def test_plain_keys_are_those_of_the_tokens(folded: str) -> None:
    keys = plain_keys(folded)
    assert keys is None or keys == tuple(token.key for token in tokenize(folded))


def test_rare_characters_are_words_too() -> None:
    assert [token.key for token in tokenize("\U00020bb6个")] == ["\U00020bb6", "个"]  # 嗰, simplified
