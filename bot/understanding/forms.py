"""Ways of putting a question (是不是, ...了没), as the vocabulary lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.knowledge.model import FactBase, kept
from bot.knowledge.vocabulary import Form
from bot.understanding.folding import fold

_GAP = "…"
"""In a phrase of the vocabulary: any words."""
_NEVER = r"(?!)"


def takes_form(folded: str, form: str, base: FactBase) -> bool:
    """Whether a folded question is put in a form of the vocabulary."""
    pattern = _patterns(base).get(form)
    return pattern is not None and pattern.search(folded) is not None


@kept
def _patterns(base: FactBase) -> Mapping[str, re.Pattern[str]]:
    return {form.id: _pattern(form) for form in base.vocabulary.forms.values()}


def _pattern(form: Form) -> re.Pattern[str]:
    first, last = _any_of(form.first), _any_of(form.last)
    return re.compile(f"{_any_of(form.anywhere)}|^(?:{first})|(?:{last})[?？]?$")


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases; none of them never matches."""
    parts = (".*".join(re.escape(fold(part)) for part in phrase.split(_GAP)) for phrase in phrases)
    return "|".join(parts) or _NEVER
