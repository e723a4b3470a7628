"""What every command of the command line takes: where the facts are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.settings import Settings, read_settings, shipped_facts, variables

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Start:
    """What was said before the command."""

    facts: Path | None = None

    def settings(self, *, telegram: bool = False) -> Settings:
        return read_settings(variables(Path.cwd()), telegram=telegram)

    def folder(self, settings: Settings) -> Path:
        """Where the facts are."""
        return self.facts or settings.facts_dir or shipped_facts()


def with_facts(command: _Command) -> _Command:
    """Takes --facts behind the command too."""

    def keep(context: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            context.find_root().obj.facts = value

    help_text = "Folder with the facts (or FACTS_DIR)."
    return click.option("--facts", type=FOLDER, callback=keep, expose_value=False, help=help_text)(command)
