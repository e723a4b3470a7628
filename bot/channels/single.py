"""One question, one answer: on the terminal, as JSON, as a picture."""

from __future__ import annotations

import json
from pathlib import Path

from bot.answering.conversation import Turn
from bot.channels.rendering import explanation_record, reply_record
from bot.channels.standing import chart_of
from bot.channels.terminal import show_turn
from bot.errors import UserError
from bot.knowledge.model import FactBase


def show_answer(turn: Turn, base: FactBase, *, as_json: bool, explained: bool, chart: Path | None) -> None:
    """Prints a turn, and draws its chart if a file is named. Raises UserError where that is not possible."""
    if as_json:
        extra = {"explanation": explanation_record(turn.explanation)} if explained else {}
        print(json.dumps(reply_record(turn.reply) | extra, ensure_ascii=False, indent=2))
    else:
        show_turn(turn, explained=explained)
    if chart is not None:
        _draw(turn, base, chart)


def _draw(turn: Turn, base: FactBase, path: Path) -> None:
    chart = chart_of(turn.reply, base)
    if chart is None:
        raise UserError(["There is nothing to draw: a chart needs several figures of one measure."])
    from bot.channels.charts import chart_png  # 80 MB of library behind it
    from bot.channels.drawing import ChartsUnavailableError

    try:
        path.write_bytes(chart_png(chart, turn.reply.language))
    except ChartsUnavailableError as error:
        raise UserError([str(error)]) from None
    except OSError as error:
        raise UserError([f"The chart could not be written: {error}."]) from None
