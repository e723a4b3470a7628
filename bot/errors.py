"""What goes wrong and the person at the keyboard can mend: a message, never a traceback."""

from __future__ import annotations

from collections.abc import Sequence


class UserError(Exception):
    """Ends a command with messages and an exit code: 1 for data to mend, 2 for wrong usage or settings."""

    def __init__(self, messages: Sequence[str], exit_code: int = 1) -> None:
        super().__init__("\n".join(messages))
        self.messages = tuple(messages)
        self.exit_code = exit_code
