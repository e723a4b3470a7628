"""The token stays out of every log."""

from __future__ import annotations

import logging

_QUIET = ("httpx", "httpcore", "aiohttp.access")
"""Loggers that write addresses, and Telegram's carry the token."""
_MARK = "<token>"


class _Redacting(logging.Formatter):
    """Another formatter's output with the token replaced, tracebacks included."""

    def __init__(self, inner: logging.Formatter, token: str) -> None:
        super().__init__()
        self._inner, self._token = inner, token

    def format(self, record: logging.LogRecord) -> str:
        return self._inner.format(record).replace(self._token, _MARK)


def guard_logs(token: str) -> None:
    """Quietens loggers of addresses and redacts the token in whatever the root's handlers write."""
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(_Redacting(handler.formatter or logging.Formatter(), token))
