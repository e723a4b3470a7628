"""Messages answered a second by Wenbao and by a bare echo bot, on the same emulator in one run.

    python -m tests.benchmarks.telegram_throughput [--messages 3000] [--latency 0]
    python -m tests.benchmarks.telegram_throughput --soak 100000 [--samples soak.jsonl]

The emulator runs in a process of its own and each bot in another. `--soak` measures the bot's memory every
1,000 messages up to that many; with `--samples` each is a line of a file as soon as it is known, so that a
run that breaks off is still a measurement. Where other work shares the machine, compare `processor_ms`, the
processor time that a message takes.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from tests.botapi.server import TOKEN, BotApiServer

USERS = 500
SOAK_STEP = 1_000
"""Messages between two measurements of memory."""
IN_FLIGHT = 64
"""Questions that wait for their answer at any time."""
QUESTIONS = (
    "郑煤机产值多少", "富泰华产值多少", "中铁装备同比增长多少", "列出各企业产值", "班列开行了多少班",
    "今天天气怎么样",
    "What was ZMJ's output?", "你好", "省市重点项目总投资多少", "双汇产值",
    "zhengmeiji chanzhi", "鄭煤機產值多少",
    "谁写的这篇报告", "全国汽车产量下降了多少", "富泰华有多少员工", "中烟产值比双汇高多少",
)  # fmt: skip


class Feeder(BotApiServer):
    """Keeps a number of questions in flight and notes how long each waits for its answer."""

    def __init__(self, total: int, latency: float, marks: Sequence[int]) -> None:
        super().__init__(keep=4)
        self.total, self.marks = total, marks
        self.delays = {"sendMessage": latency} if latency else {}
        self.waits: list[float] = []
        self.began = 0.0
        self.connected = asyncio.Event()
        self.done = asyncio.Event()
        self.passed: asyncio.Queue[int] = asyncio.Queue()
        self._asked: dict[int, float] = {}
        self._count = itertools.count()

    async def feed(self) -> None:
        self.began = time.perf_counter()
        for user in range(IN_FLIGHT):
            await self._ask(user % USERS)

    async def _ask(self, user: int) -> None:
        number = next(self._count)
        if number >= self.total:
            return
        person = 10_000 + (number * 7 + user) % USERS
        while person in self._asked:
            person = 10_000 + (person + 1) % USERS
        chat = self.chat(person)
        text = QUESTIONS[number % len(QUESTIONS)]
        sender = {"id": person, "is_bot": False, "first_name": "P", "language_code": "zh"}
        message = chat.add(text=text, from_bot=False, sender=sender)
        self._asked[person] = time.perf_counter()
        await self.push(message=message.json({}))

    async def _getMe(self, params: Any) -> Any:
        self.connected.set()
        return await super()._getMe(params)

    async def _sendMessage(self, params: Any) -> Any:
        result = await super()._sendMessage(params)
        asked = self._asked.pop(params["chat_id"], None)
        if asked is not None:
            self.waits.append(time.perf_counter() - asked)
            if len(self.waits) in self.marks:
                self.passed.put_nowait(len(self.waits))
            if len(self.waits) >= self.total:
                self.done.set()
            await self._ask(params["chat_id"])
        return result


def echo(url: str, pipe: Connection) -> None:
    """A bare python-telegram-bot echo bot with the same concurrency."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")

    app = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .concurrent_updates(32)
        .job_queue(None)
        .build()
    )
    app.add_handler(MessageHandler(filters.TEXT, answer))
    app.run_polling()


def wenbao(url: str, pipe: Connection) -> None:
    """Wenbao as it runs, without the limits that Telegram's own servers ask for."""
    from bot.channels.live_base import BaseHolder
    from bot.channels.telegram.running import run
    from bot.channels.telegram.services import Options, Services
    from tests.channels.telegram.facts import load

    options = Options(token=TOKEN, api_url=url, messages_per_second=0, rate_count=0)
    run(Services(options, BaseHolder(load())))


def measure(
    bot: Any, total: int, latency: float, marks: Sequence[int] = (), samples: Path | None = None
) -> dict[str, Any]:
    """Runs one bot through `total` messages."""
    return asyncio.run(_measure(bot, total, latency, marks, samples))


async def _measure(
    bot: Any, total: int, latency: float, marks: Sequence[int], samples: Path | None
) -> dict[str, Any]:
    feeder = Feeder(total, latency, marks)
    await feeder.start()
    spawning = multiprocessing.get_context("spawn")
    process = spawning.Process(target=bot, args=(feeder.url, None), daemon=True)
    process.start()
    try:
        await feeder.connected.wait()
        await asyncio.sleep(1.0)  # both have settled: menus set, polling begun
        busy = processor_seconds(process.pid or 0)
        await feeder.feed()
        memory = {}
        for _ in marks:
            passed = await feeder.passed.get()  # first: an assignment reads its right side before its left
            memory[passed] = resident(process.pid or 0)
            note(samples, passed, time.perf_counter() - feeder.began, memory[passed])
        await feeder.done.wait()
        seconds = time.perf_counter() - feeder.began
        busy = processor_seconds(process.pid or 0) - busy
    finally:
        process.terminate()
        await asyncio.to_thread(process.join, 6)  # the emulator answers until the end
        await feeder.stop()
    waits = sorted(feeder.waits)
    centiles = statistics.quantiles(waits, n=100)
    return {
        "messages_per_second": round(total / seconds, 1),
        "processor_ms": round(busy / total * 1e3, 2),
        "p50_ms": round(centiles[49] * 1e3, 1),
        "p99_ms": round(centiles[98] * 1e3, 1),
        "memory_mb": memory,
        "refused": feeder.errors[:3],
    }


def note(samples: Path | None, messages: int, seconds: float, megabytes: float) -> None:
    """Keeps one sample of memory at once, and says how far the run is."""
    line = json.dumps({"messages": messages, "seconds": round(seconds, 1), "memory_mb": megabytes})
    print(line, file=sys.stderr, flush=True)
    if samples is not None:
        with samples.open("a") as file:
            file.write(line + "\n")


def resident(pid: int) -> float:
    """A process's own memory in MB, as Linux tells it; pages of files come and go as the system likes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def processor_seconds(pid: int) -> float:
    """Time that a process has spent on a processor, as Linux counts it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=3_000)
    parser.add_argument(
        "--latency", type=float, default=0.0, help="seconds the emulator waits before answering"
    )
    parser.add_argument("--soak", type=int, default=0, help="messages of a run that watches memory")
    parser.add_argument("--samples", type=Path, help="file that a soak writes its measurements to")
    options = parser.parse_args()
    if options.soak:
        marks = range(SOAK_STEP, options.soak + 1, SOAK_STEP)
        found = measure(wenbao, options.soak, options.latency, marks, options.samples)
        print(json.dumps({"soak": found}))
        return
    results = {b.__name__: measure(b, options.messages, options.latency) for b in (echo, wenbao)}
    ratio = results["wenbao"]["messages_per_second"] / results["echo"]["messages_per_second"]
    print(json.dumps({**results, "share_of_echo": round(ratio, 2)}, indent=1))


if __name__ == "__main__":
    main()
