"""Subjects that a draft introduces: named from the report's own words, for a curator to finish."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot.knowledge.noun_phrases import NounPhrases, own_place
from bot.knowledge.vocabulary import Term, Vocabulary

Spell = Callable[[str], str]
"""A Chinese name in Latin letters, for its id."""
_SHORTEST = 3
"""Characters of a name that is recognised at the start of longer words."""
_NO_ID = re.compile(r"[^a-z0-9]+")


def numbered(name: str) -> str:
    """The same for every name: ids then differ by their numbers."""
    return "subject"


class NewSubjects:
    """Gives figures a subject by name, an id for each name."""

    def __init__(
        self, words: Vocabulary, title: str, known: Mapping[str, str], taken: Mapping[str, str], spell: Spell
    ) -> None:
        """`known`: ids of subjects by name; `taken`: names by id, of drafts of other reports
        too: an id stands for one name."""
        self._phrases = NounPhrases(words)
        self._kinds = words.kinds
        self._shared = {
            n for kind in words.kinds.values() for n in (kind.name.zh if kind.name else "", *kind.names)
        }
        """Words for anything of a kind, which are nobody's name."""
        self._place = own_place(title)
        self._known = dict(known)
        self._taken = dict(taken)
        self._spell = spell
        self.fresh: dict[str, tuple[str, str]] = {}
        """Name and kind of each new subject by its id, in the order of the text; a caller takes out those
        that it writes."""

    def begun(self, text: str, words: str) -> str:
        """The subject that a clause in front of a figure, or the row of a table, begins with; the report's
        own place where it says so."""
        name = self._phrases.of_row(text) or self._phrases.of(words)
        if not name and self._phrases.is_of_the_whole(words):
            name = self._place
        return self._id(name)

    def goes_on(self, words: str) -> bool:
        """Whether a clause in front of a figure is still about what was told last."""
        return self._phrases.goes_on(words)

    def done_to(self, words: str) -> str:
        """The subject that something was done to: built, planted, laid."""
        return self._id(self._phrases.object_of(words))

    def whole(self) -> str:
        """The report's own place."""
        return self._id(self._place)

    def _id(self, name: str) -> str:
        if name in self._shared:
            return ""
        for end in range(len(name), _SHORTEST - 1, -1):  # words of doing may follow that nobody listed
            if name[:end] in self._known:
                return self._known[name[:end]]
        if not name or name in self._known:
            return self._known.get(name, "")
        stem = _NO_ID.sub("", self._spell(name).lower()) or numbered(name)
        made, number = stem, 1
        while self._taken.get(made, name) != name:
            number += 1
            made = f"{stem}{number}"
        self._taken[made] = name
        self._known[name] = made
        self.fresh[made] = (name, _kind(name, self._kinds))
        return made


def _kind(name: str, kinds: Mapping[str, Term]) -> str:
    """The kind whose name a subject's name ends with, the longest; empty where none does."""
    called = [
        (n, kind.id) for kind in kinds.values() for n in (kind.name.zh if kind.name else "", *kind.names) if n
    ]
    fitting = [(len(n), kind) for n, kind in called if len(n) > 1 and name.endswith(n)]
    return max(fitting, default=(0, ""))[1]
