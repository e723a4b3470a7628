"""From the settings to a running bot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from bot.channels.live_base import BaseHolder, FactsWatcher
from bot.channels.question_log import read_log
from bot.channels.report_text import ReportTexts
from bot.channels.telegram.admin import unanswered
from bot.channels.telegram.alarms import Alarm
from bot.channels.telegram.feedback import FeedbackSink, VotesInMemory
from bot.channels.telegram.memory import settle
from bot.channels.telegram.running import BadTokenError, run
from bot.channels.telegram.services import Options, Services
from bot.errors import UserError
from bot.knowledge.model import FactBase

_LOG = logging.getLogger(__name__)


def start(
    options: Options,
    folder: Path,
    base: FactBase,
    *,
    level: str,
    texts: Path | None,
    log: FeedbackSink | None,
    log_path: Path | None = None,
    log_days: int = 0,
) -> None:
    """Runs the bot on the facts of `folder` until it is told to stop.

    `texts`: where the reports' own texts are; `log`: where questions go, None to keep none; `log_path`: the
    file that it writes, and `log_days` how long they stay there.
    Raises UserError where Telegram does not know the token (exit code 2) or the port is taken.
    """
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    holder = BaseHolder(base)
    alarm = Alarm()
    watcher = FactsWatcher(folder, holder, on_change=lambda _: settle(), on_problems=alarm)
    services = Services(
        options,
        holder,
        sink=log or VotesInMemory(),
        question_log_days=log_days if log else 0,
        reload=watcher.reload,
        gaps=(lambda most: unanswered(read_log(log_path), most)) if log_path else None,
        sentence=_sentences(holder, ReportTexts(folder, texts)),
        alarm=alarm,
    )
    watcher.start()
    if not watcher.wait_until_ready():
        _LOG.warning("The process that watches the facts is slow to start; the first edits may take longer")
    try:
        _run(services)
    finally:
        watcher.stop()


def _sentences(holder: BaseHolder, texts: ReportTexts) -> Callable[[str, str], str | None]:
    """Looks up a sentence (report, `industry.7`) of the reports that are loaded at the time."""

    def sentence(report: str, name: str) -> str | None:
        known = holder.current.reports.get(report)
        return texts.sentence(known, name) if known else None

    return sentence


def _run(services: Services) -> None:
    options = services.options
    try:
        run(services)
    except BadTokenError:
        raise UserError(["TELEGRAM_BOT_TOKEN: Telegram does not know this token."], exit_code=2) from None
    except OSError as error:
        raise UserError([f"Cannot listen on {options.listen}:{options.port}: {error.strerror}."]) from error
