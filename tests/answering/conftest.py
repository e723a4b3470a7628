"""An invented place beside the shipped one: whatever is answered has to be answered of both."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.settings import shipped_facts

INVENTED = Path(__file__).parents[1] / "data" / "generality"


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> FactBase:
    """Invented facts with the shipped vocabulary and one small file of their own."""
    folder = tmp_path_factory.mktemp("facts")
    shutil.copytree(shipped_facts() / "vocabulary", folder / "vocabulary")
    shutil.copytree(INVENTED, folder, dirs_exist_ok=True)
    loaded = load(folder)
    assert loaded.base is not None, loaded.problems
    return loaded.base
