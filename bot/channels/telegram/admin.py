"""Commands for administrators; their handlers are registered for the ADMIN_IDS only."""

from __future__ import annotations

import asyncio
import logging
import platform
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

import telegram
from telegram import Message, Update

from bot.answering.asked import REFUSED, Asked
from bot.answering.reply import Refusal
from bot.channels.telegram.rendering import LIMIT, escape, split
from bot.channels.telegram.sending import busy, send
from bot.channels.telegram.services import Context, Services, services_of
from bot.knowledge.vocabulary import Text

_LOG = logging.getLogger(__name__)
GAPS = 15
TEXTS = {
    "reloaded": Text(
        "已重新载入：{facts} 条数据，用时 {seconds:.2f} 秒。", "Reloaded: {facts} facts in {seconds:.2f} s."
    ),
    "kept": Text(
        "载入失败，仍用原来的数据。{count} 个问题：",
        "Loading failed; the earlier facts stay in use. {count} problem(s):",
    ),
    "no_reload": Text("这次启动没有配置重新载入。", "This bot was started without a way to reload."),
    "gaps": Text("最常没答上来的问题：", "Questions that most often went unanswered:"),
    "no_gaps": Text("没有记录到没答上来的问题。", "No unanswered question has been recorded."),
    "no_log": Text(
        "没有开启问题记录（QUESTION_LOG），查不到。",
        "No question log is kept (QUESTION_LOG), so there is nothing to show.",
    ),
    "stats": Text(
        "运行 {hours:.1f} 小时\n回答 {answer} · 反问 {clarify} · 未提及 {unknown} · 闲聊 {chat}\n"
        "内联查询 {inline} · 限速 {slowed} · "
        "出错 {errors}\n👍 {up} · 👎 {down}\n记着 {conversations} 段对话 · 内存峰值 {memory} MB",
        "Up {hours:.1f} h\n"
        "Answered {answer} · asked back {clarify} · not in report {unknown} · small talk {chat}\n"
        "Inline {inline} · slowed down {slowed} · errors {errors}\n👍 {up} · 👎 {down}\n"
        "{conversations} conversations in memory · peak memory {memory} MB",
    ),
    "version": Text(
        "wenbao {bot}\nPython {python} · python-telegram-bot {library}\n{reports} 份报告 · {facts} 条数据",
        "wenbao {bot}\nPython {python} · python-telegram-bot {library}\n{reports} report(s) · {facts} facts",
    ),
}


async def reload(update: Update, context: Context) -> None:
    """Loads the facts again; with problems the earlier ones stay and every problem is told."""
    message, services = update.message, services_of(context)
    if message is None:
        return
    if services.reload is None:
        await _say(message, update, services, "no_reload")
        return
    began = time.monotonic()
    async with busy(message):
        problems = await asyncio.to_thread(services.reload)
    if problems:
        _LOG.warning("A reload was refused: %d problems", len(problems))
        head = services.voice(update).of(TEXTS["kept"]).format(count=len(problems))
        await send(message, [escape(p) for p in split("\n".join([head, *problems]), LIMIT)])
        return
    facts = len(services.holder.current.facts)
    await _say(message, update, services, "reloaded", facts=facts, seconds=time.monotonic() - began)


async def stats(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None:
        return
    names = ("answer", "clarify", "unknown", "chat", "inline", "slowed", "errors", "up", "down")
    counts = {name: services.counts[name] for name in names}
    hours = (time.monotonic() - services.started) / 3600
    kept = len(services.conversations)
    await _say(
        message, update, services, "stats", hours=hours, conversations=kept, memory=peak_memory(), **counts
    )


async def gaps(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None:
        return
    if services.gaps is None:
        await _say(message, update, services, "no_log")
        return
    found = await asyncio.to_thread(services.gaps, GAPS)
    if not found:
        await _say(message, update, services, "no_gaps")
        return
    head = services.voice(update).of(TEXTS["gaps"])
    await send(message, [escape(p) for p in split("\n".join([head, *(f"· {q}" for q in found)]), LIMIT)])


async def show_version(update: Update, context: Context) -> None:
    message, services = update.message, services_of(context)
    if message is None:
        return
    base = services.holder.current
    await _say(
        message, update, services, "version", bot=own_version(), python=platform.python_version(),
        library=telegram.__version__, reports=len(base.reports), facts=len(base.facts),
    )  # fmt: skip


async def _say(message: Message, update: Update, services: Services, key: str, **values: object) -> None:
    await send(message, [escape(services.voice(update).of(TEXTS[key]).format(**values))])


def unanswered(asked: Iterable[Asked], most: int) -> list[str]:
    """Questions that the report's readers asked in vain, or found of no help; the most frequent first."""
    missed = Counter(
        a.folded for a in asked if a.outcome in REFUSED - {Refusal.OFF_TOPIC.value} or a.unhelpful
    )
    return [f"{question} ×{count}" if count > 1 else question for question, count in missed.most_common(most)]


def own_version() -> str:
    """The installed package's version; "source" where it runs uninstalled."""
    try:
        return version("wenbao")
    except PackageNotFoundError:
        return "source"


def peak_memory() -> int:
    """Peak resident memory in MB; the system counts in kB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak // (2**20 if sys.platform == "darwin" else 2**10))
