"""The command line: parses, delegates, and turns what happened into an exit code."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Ask a report; every answer cites its sentence."""


def run() -> None:
    """The way in for `python -m bot` and `wenbao`."""
    main()
