"""What the server answers when it refuses a request."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal with HTTP status and description; `parameters` carries retry_after and the like."""

    def __init__(self, status: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters or {}
