"""The HTTP side: Telegram's webhook, and health and readiness for an orchestrator."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from telegram import Update

from bot.channels.telegram.application import App
from bot.channels.telegram.services import Options

HEALTH, READY = "/healthz", "/readyz"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MOST_BYTES = 2**20
WebHandler = Callable[[web.Request], Awaitable[web.Response]]
_LOG = logging.getLogger(__name__)


async def serve(app: App, options: Options, ready: Callable[[], bool]) -> web.AppRunner:
    """Starts listening; the caller cleans the runner up. Raises OSError where the port is taken."""
    site = web.Application(client_max_size=MOST_BYTES)
    site.router.add_get(HEALTH, _health)
    site.router.add_get(READY, _readiness(ready))
    if options.webhook_url:
        site.router.add_post(options.webhook_path, _webhook(app, options.webhook_secret))
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    await web.TCPSite(runner, options.listen, options.port).start()
    _LOG.info("Listening on port %d", runner.addresses[0][1])
    return runner


async def _health(request: web.Request) -> web.Response:
    """Answers as long as the process runs its loop."""
    return web.json_response({"status": "ok"})


def _readiness(ready: Callable[[], bool]) -> WebHandler:
    async def readiness(request: web.Request) -> web.Response:
        """200 while updates are handled, else 503."""
        fine = ready()
        return web.json_response({"status": "ready" if fine else "not ready"}, status=200 if fine else 503)

    return readiness


def _webhook(app: App, secret: str) -> WebHandler:
    async def webhook(request: web.Request) -> web.Response:
        """Queues an update and answers at once; without the secret nothing gets in."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        if not app.running:  # starting or stopping: Telegram sends it again later
            return web.Response(status=503)
        try:
            body = await request.json()
            if not isinstance(body, dict):
                return web.Response(status=400)
            update = Update.de_json(body, app.bot)
        except (AttributeError, KeyError, TypeError, ValueError):  # not JSON, or not an update's
            return web.Response(status=400)
        await app.update_queue.put(update)
        return web.Response()

    return webhook
