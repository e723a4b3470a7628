"""What a conversation carries from turn to turn: frozen, a new one comes out of every turn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What a conversation carries from turn to turn."""

    language: str = ""
    """What the person chose by /lang (zh or en); empty: follow the question."""
    subjects: tuple[str, ...] = ()
    """Subjects of the last answered question."""
    singled_out: str = ""
    """Of several subjects the one that the answer was about."""
    measures: tuple[str, ...] = ()
    asked_whole: str = ""
    """The last question, where of another thing it is asked as a whole: worked out, or summed up."""
    facts: tuple[str, ...] = ()
    """Keys of the facts of the last answer."""
    recent: tuple[str, ...] = ()
    """Keys of the facts of the last few single answers, the latest last."""
    listed: tuple[str, ...] = ()
    """Keys of the facts that the last answer listed, in its order."""
    named: tuple[str, ...] = ()
    """Subjects that the last answer named side by side, in its order, for ordinals."""
    pending: str = ""
    """The question that the last turn asked back about."""
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What the last turn offered to choose from: label and fact keys."""
    turns: int = 0
