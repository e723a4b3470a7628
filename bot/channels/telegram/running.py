"""A running bot: it connects, polls or listens, and stops within five seconds when told to."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress

from aiohttp import web
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.answering.conversation import prepare
from bot.channels.telegram.application import ALLOWED_UPDATES, App, build_application, clients
from bot.channels.telegram.memory import settle
from bot.channels.telegram.menus import publish
from bot.channels.telegram.secrets import guard_logs
from bot.channels.telegram.services import Options, Services
from bot.channels.telegram.web import serve

STOP_SECONDS = 4.0
"""What stopping may take; an orchestrator's patience is five seconds."""
POLL_SECONDS = 10
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds between attempts to connect; doubled each time."""
_LOG = logging.getLogger(__name__)


class BadTokenError(Exception):
    """Telegram does not know the token."""


def run(services: Services) -> None:
    """Runs the bot until SIGTERM or SIGINT. Raises BadTokenError, and OSError where the port is taken."""
    guard_logs(services.options.token)
    prepare(services.holder.current)
    settle()
    asyncio.run(_until_signal(services))


async def _until_signal(services: Services) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # Windows has no signal handlers; Ctrl-C still raises there
            loop.add_signal_handler(name, stop.set)
    await keep_running(services, stop)


async def keep_running(services: Services, stop: asyncio.Event) -> None:
    """Runs the bot until `stop` is set; finishes what is in hand first."""
    options = services.options
    polling, sending = clients(options)
    app = build_application(services, polling, sending)
    ready = asyncio.Event()
    runner = await serve(app, options, ready.is_set) if options.port or options.webhook_url else None
    try:
        if not await _connect(app, stop):
            return
        await app.start()
        await _receive(app, options)
        ready.set()  # not before: until then Telegram does not know where to send updates
        _LOG.info("@%s answers from %d facts", app.bot.username, len(services.holder.current.facts))
        services.alarm.connect(app.bot, services)
        menus = asyncio.create_task(publish(app.bot, options.admins))
        await stop.wait()
        ready.clear()
        services.alarm.disconnect()
        menus.cancel()
        await _finish(app)
    finally:
        await _close(app, runner)
        await asyncio.gather(
            polling.shutdown(), sending.shutdown()
        )  # the library leaves them open after a failed start


async def _connect(app: App, stop: asyncio.Event) -> bool:
    """Introduces the bot to Telegram, waiting longer after each failure. False where it was stopped."""
    wait = FIRST_WAIT
    while not stop.is_set():
        try:
            await app.initialize()
            return True
        except InvalidToken:
            raise BadTokenError from None
        except NetworkError as error:
            _LOG.warning("Telegram cannot be reached, next attempt in %.0f s: %s", wait, error)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        wait = min(2 * wait, LONGEST_WAIT)
    return False


async def _receive(app: App, options: Options) -> None:
    if options.webhook_url:
        url = options.webhook_url.rstrip("/") + options.webhook_path
        await app.bot.set_webhook(
            url, secret_token=options.webhook_secret or None, allowed_updates=ALLOWED_UPDATES
        )
        return
    assert app.updater is not None, "the builder makes one unless told otherwise"
    await app.updater.start_polling(
        timeout=POLL_SECONDS,
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
        error_callback=_polling_failed,
    )


def _polling_failed(error: TelegramError) -> None:
    """One line in the log; the library goes on trying, waiting longer each time."""
    if isinstance(error, Conflict):
        _LOG.error("Somebody else polls with this token: only one bot can. Stop the other one. (%s)", error)
    else:
        _LOG.warning("Telegram sends no updates at the moment, trying again: %s", error)


async def _finish(app: App) -> None:
    """Takes no more updates and answers those in hand, as far as the time allows."""
    _LOG.info("Stopping")
    try:
        async with asyncio.timeout(STOP_SECONDS):
            if app.updater is not None and app.updater.running:
                await app.updater.stop()
            await app.stop()
    except TimeoutError:
        _LOG.warning("Some answers were still on their way after %.0f s and are lost", STOP_SECONDS)
    except TelegramError as error:
        _LOG.warning("Stopping without a last word from Telegram: %s", error)


async def _close(app: App, runner: web.AppRunner | None) -> None:
    if runner is not None:
        await runner.cleanup()
    with suppress(RuntimeError, TimeoutError):  # still running where `_finish` ran out of time
        async with asyncio.timeout(0.5):
            await app.shutdown()
