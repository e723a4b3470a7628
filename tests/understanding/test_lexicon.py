"""What the lexicon remembers of the one before saves time and changes nothing."""

from __future__ import annotations

from dataclasses import replace

from bot.knowledge.model import FactBase
from bot.understanding.lexicon import Lexicon, lexicon_of


def again(base: FactBase, **changes: object) -> FactBase:
    """The base as a reload builds it: nothing that was worked out for the one before comes along."""
    return replace(base, **changes)  # type: ignore[arg-type]  # fields of FactBase


def found(lexicon: Lexicon, name: str) -> set[str]:
    at = lexicon.by_text.get(name)
    return set() if at is None else {target.id for target in lexicon.names[at].targets}


def test_an_edited_name_is_found_and_the_one_before_is_gone(shipped: FactBase) -> None:
    before = lexicon_of(again(shipped))
    key, subject = next(iter(shipped.subjects.items()))
    subjects = {**shipped.subjects, key: replace(subject, names=("a zebra crossing",))}
    edited = lexicon_of(again(shipped, subjects=subjects))
    assert found(edited, "zebra cross") == {key}
    assert found(before, "zebra cross") == set()
    back = lexicon_of(again(shipped))
    assert (tuple(back.names), back.by_text) == (tuple(before.names), before.by_text)


def test_an_edited_spelling_counts_for_names_that_were_known(shipped: FactBase) -> None:
    name = next(subject.name.zh for subject in shipped.subjects.values() if subject.name.zh.isalpha())
    keys = " ".join(name)
    assert found(lexicon_of(again(shipped)), keys)
    words = replace(shipped.vocabulary, spellings={**shipped.vocabulary.spellings, name: "斑马"})
    edited = lexicon_of(again(shipped, vocabulary=words))
    assert found(edited, "斑 马")
    assert not found(edited, keys)
