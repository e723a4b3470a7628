"""The project's own facts, as the bot loads them."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.loading import load as load_folder
from bot.knowledge.model import FactBase

FOLDER = Path(__file__).parents[3] / "facts"


def load() -> FactBase:
    found = load_folder(FOLDER)
    assert found.base is not None, [str(p) for p in found.problems]
    return found.base
