"""What every test shares: the shipped facts, and a machine that none of the user's own settings reach."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from bot.knowledge.loading import load
from bot.knowledge.model import FactBase
from bot.settings import names, shipped_facts

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = Path(__file__).parents[1]
TIMEOUT = 60

settings.register_profile("any machine", deadline=None)  # a slow one is no fault of the code
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def shipped() -> FactBase:
    """The fact base that is shipped."""
    result = load(shipped_facts())
    assert result.base is not None, "\n".join(map(str, result.problems))
    return result.base


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment without settings of ours, whose home is the test's own folder."""
    kept = {k: v for k, v in os.environ.items() if k not in {*names(), "NO_COLOR", "LC_ALL"}}
    homes = {
        name: str(tmp_path / "home")
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    }
    return {**kept, **homes, "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "xterm"}


@pytest.fixture
def wenbao(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Runs the program as a person does: another process, in a folder that has nothing to do with it."""

    def run(*arguments: str, text: str | bytes = "", **variables: str) -> subprocess.CompletedProcess[str]:
        folder = tmp_path / "elsewhere"
        folder.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"),
            capture_output=True, cwd=folder, env=environment | variables, timeout=TIMEOUT, check=False,
        )  # fmt: skip
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return run
