"""Every number that a decision hangs on, in one place, so that a sweep can vary them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where answering, asking back and refusing part."""

    answer: float = 0.62
    """The least share of the question that a fact has to explain to be told."""
    topic: float = 0.34
    """The least share that makes a question one about this report."""
    least: float = 1.2
    """What a fact has to explain at least, in characters: more than a lone syllable."""
    margin: float = 0.045
    """Facts whose scores lie closer than this are equally good readings."""
    vague_margin: float = 0.06
    """The same where the question does not name a measure."""
    kind_margin: float = 0.08
    """The same where it names a measure, but of what only by its kind (how many projects were started)."""
    named: float = 0.6
    """From here on a question counts as naming a fact's subject (or measure)."""
    words_only: float = 0.8
    """The share to explain where neither subject nor measure is named, only words of the fact."""
    words_least: float = 3.9
    """...and what these words have to make up at least, in characters."""
    phrased: float = 0.95
    """The share to explain where a short phrase of the fact stands beside another or other words of it..."""
    phrased_least: float = 3.6
    """...and what both have to make up at least, in characters (which pipes were overhauled)."""
    unaccounted: float = 2.0
    """What a comparison or a list may leave unexplained of the question, in characters, short of this."""
    recalled: float = 6.5
    """How far ahead of everything else a fact has to be that questions like this one have asked for..."""
    apart: float = 6.0
    """...and how far ahead of what other sentences say..."""
    outweighing: float = 24.0
    """...where the question names what no fact gives, too."""
    familiar: float = 0.7
    """The share of a question's words and pairs of words that examples have, where it names nothing known."""
    outvoted: float = 8.0
    """How far ahead that has to be of the fact that the question's own words name, to be told instead."""
    preferred: float = 6.0
    """How far ahead one of several equally good readings has to be of all that is no fact, to be told."""
    choices: int = 5
    """Readings offered at most."""
    listed: int = 12
    """Facts listed at most."""


DEFAULT = Thresholds()
