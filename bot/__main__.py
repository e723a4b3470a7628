"""The way in for `python -m bot` and `wenbao`: turns what happened into an exit code.

0: fine; 1: data or input to mend; 2: wrong usage or settings; 130: interrupted.
"""

from __future__ import annotations

import os
import sys

import click

from bot.cli import main
from bot.errors import UserError

INTERRUPTED = 130


def _prepare_streams() -> None:
    """Makes the standard streams UTF-8; what cannot be read or written becomes a mark, never an exception."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def run() -> None:
    """Runs a command and exits."""
    _prepare_streams()
    try:
        main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UserError as error:
        for message in error.messages:
            click.echo(message, err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    run()
