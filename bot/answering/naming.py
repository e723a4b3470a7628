"""How sentences call things and put figures beside them, in both languages. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SINGLE = str.maketrans("“”", "‘’")
_STRAIGHT = re.compile(r'"([^"]*)"')
_BEHIND_NOUN = re.compile(r" (?:in|of|for|to|on|at|from|by|with|that|ready|assigned|under) ")
"""What may follow the noun of an English name: *companies* in the free-trade zone."""


_SINGULAR = re.compile(r"(?:ss|ics|us|is|headquarters|series|means|news|works)$")
"""Ends of nouns in -s that stand for one thing."""


def possessive(name: str) -> str:
    """`ZMJ's`, `the key projects'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def is_plural(name: str) -> bool:
    """Whether an English name is the plural of a common noun, as far as its ending tells."""
    head = _BEHIND_NOUN.split(name, maxsplit=1)[0]
    return head.endswith("s") and not head[:1].isupper() and not _SINGULAR.search(head)


_VERBS = {"is": "are", "was": "were", "has": "have", "does": "do"}
_BESIDE = re.compile(r"\b(is|was|has|does)(?= \{subject\})|(?<=\{subject\} )(is|was|has|does)\b")


def agreeing(pattern: str, name: str) -> str:
    """The pattern of an English sentence with its verb in the number of the subject that is to fill it."""
    return _BESIDE.sub(lambda verb: _VERBS[verb[0]], pattern) if is_plural(name) else pattern


def without_plural(unit: str) -> str:
    """The singular of a unit's English name, which may hold `{train|trains}`; empty where it has none."""
    return re.sub(r"\{([^|}]*)\|[^}]*\}", r"\1", unit) if unit.isascii() and "#" not in unit else ""


def sentence_case(text: str) -> str:
    """With a capital in front, where it starts with a letter."""
    return text[:1].upper() + text[1:]


def beside(name: str, figure: str) -> str:
    """A Chinese name and its figure, apart only where letters or digits would run together."""
    apart = name[-1:].isascii() and name[-1:].isalnum() and figure[:1].isascii()
    return f"{name} {figure}" if apart else f"{name}{figure}"


def counted(figure: str, name: str) -> str:
    """An English figure with what it counts: `4 kindergartens`, `285 outbound trains`, `ZMJ 47 yuan`."""
    number, _, noun = figure.rpartition(" ")
    things = name.removeprefix("the ")
    if is_plural(things) and number and things.endswith(noun) and noun.isalpha():
        return f"{number} {things}"
    if is_plural(things) and noun[:1].isdigit():
        return f"{figure} {things}"
    return f"{name} {figure}"


def enumerated(parts: Sequence[str], language: str) -> str:
    """Parts of a sentence one after the other: `A, B and C`."""
    if language == "zh":
        return "，".join(parts)
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def inside_quotation(text: str) -> str:
    """A text that is to stand between quotation marks: its own become single ones."""
    return _STRAIGHT.sub(r"‘\1’", text.translate(_SINGLE))
