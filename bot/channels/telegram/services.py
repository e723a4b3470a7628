"""What the handlers share: the fact base in use, conversations, limits, counters."""

from __future__ import annotations

import hashlib
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram import Message, Update, User
from telegram.ext import ContextTypes

from bot.answering.conversation import Turn
from bot.answering.reply import Chart
from bot.channels.live_base import BaseHolder
from bot.channels.standing import chart_of
from bot.channels.telegram.alarms import Alarm
from bot.channels.telegram.conversations import Conversation, Conversations
from bot.channels.telegram.feedback import FeedbackSink, VotesInMemory
from bot.channels.telegram.limits import RateLimit
from bot.channels.telegram.texts import Voice

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Any]
CHANNEL = "telegram"
CHARTS_KEPT = 256
_KEY = "services"


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of the channel."""

    token: str
    api_url: str = "https://api.telegram.org"
    """The Bot API server, without the `/bot` that precedes the token."""
    admins: frozenset[int] = frozenset()
    rate_count: int = 20
    """Messages a person may send at once; 0: no limit."""
    rate_seconds: float = 60.0
    """Seconds in which that many are granted again."""
    messages_per_second: float = 30.0
    """What the bot sends at most, over all chats; 0: no limit (a self-hosted Bot API server)."""
    concurrency: int = 32
    """Updates in hand at once."""
    webhook_url: str = ""
    """The public HTTPS address that Telegram calls; empty: long polling."""
    webhook_secret: str = ""
    webhook_path: str = "/telegram"
    listen: str = "127.0.0.1"
    port: int = 0
    """Where webhook, health and readiness are served; 0 without a webhook: not at all."""


@dataclass(slots=True)
class Services:
    """All that outlives a single update."""

    options: Options
    holder: BaseHolder
    sink: FeedbackSink = field(default_factory=VotesInMemory)
    question_log_days: int = 0
    """How long the sink keeps questions on disk; 0: it writes none. /privacy says so."""
    reload: Callable[[], Sequence[str]] | None = None
    """Loads the facts again and swaps them in; with problems, returns them and changes nothing. Blocks."""
    gaps: Callable[[int], Sequence[str]] | None = None
    """The questions that most often went unanswered, at most so many. Blocks."""
    sentence: Callable[[str, str], str | None] = lambda report, sentence: None
    """The text of a sentence (report, `industry.7`) where the operator has it."""
    conversations: Conversations = field(default_factory=Conversations)
    limiter: RateLimit = field(init=False)
    charts: OrderedDict[tuple[int, int], Chart] = field(default_factory=OrderedDict)
    """Charts of the latest answers, by chat and message."""
    counts: Counter[str] = field(default_factory=Counter)
    alarm: Alarm = field(default_factory=Alarm)
    """Hears of edits of the facts that could not be taken in."""
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.limiter = RateLimit(self.options.rate_count, self.options.rate_seconds)

    def conversation(self, message: Message, user: User | None) -> Conversation:
        return self.conversations.get((message.chat.id, user.id if user else 0))

    def _keep_chart(self, key: tuple[int, int], chart: Chart) -> None:
        self.charts[key] = chart
        if len(self.charts) > CHARTS_KEPT:
            self.charts.popitem(last=False)

    def answered(self, question: str, turn: Turn, message: Message) -> None:
        """Counts and records a turn that was sent as `message`, and keeps its chart for whoever taps it."""
        chart = chart_of(turn.reply, self.holder.current)
        if chart is not None:
            self._keep_chart((message.chat.id, message.message_id), chart)
        self.counts[turn.reply.kind.value] += 1
        self.sink.record(question, turn, channel=CHANNEL, message=f"{message.chat.id}:{message.message_id}")

    def pseudonym(self, user: int) -> str:
        """The same for the same person and bot; nobody reads the id out of it without the token."""
        salted = f"{self.options.token}:{user}".encode()
        return hashlib.blake2b(salted, digest_size=8).hexdigest()

    def voice(self, update: Update) -> Voice:
        """The voice for whoever sent an update."""
        user, message = update.effective_user, update.effective_message
        if message is None:
            return Conversation().voice(user)
        return self.conversation(message, user).voice(user)


def install(bot_data: dict[Any, Any], services: Services) -> None:
    """Puts the services where every handler finds them."""
    bot_data[_KEY] = services


def services_of(context: Context) -> Services:
    """The services of the running bot."""
    found = context.bot_data[_KEY]
    assert isinstance(found, Services)
    return found
