"""The command line: parses, delegates, and turns what happened into an exit code.

0: fine; 1: data or input to mend; 2: wrong usage or settings; 130: interrupted. Each command imports its own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.errors import UserError
from bot.settings import Settings, read_settings, shipped_facts, variables

if TYPE_CHECKING:
    from bot.answering.conversation import Turn
    from bot.knowledge.model import FactBase, Report

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
INTERRUPTED = 130
_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(slots=True)
class Start:
    """What was said before the command."""

    facts: Path | None = None

    def settings(self, *, telegram: bool = False) -> Settings:
        return read_settings(variables(Path.cwd()), telegram=telegram)

    def folder(self, settings: Settings) -> Path:
        """Where the facts are."""
        return self.facts or settings.facts_dir or shipped_facts()


def _with_facts(command: _Command) -> _Command:
    """Takes --facts behind the command too."""

    def keep(context: click.Context, _: click.Parameter, value: Path | None) -> None:
        if value is not None:
            context.find_root().obj.facts = value

    option = click.option(
        "--facts",
        type=FOLDER,
        callback=keep,
        expose_value=False,
        help="Folder with the facts (or FACTS_DIR).",
    )
    return option(command)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--facts", type=FOLDER, help="Folder with the facts (or FACTS_DIR); else those that came with it."
)
@click.version_option(package_name="wenbao", prog_name="wenbao", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, facts: Path | None) -> None:
    """Ask a report in Chinese or English; every answer cites its sentence. 问报：向报告提问，句句有出处。

    Without a command, a chat starts.
    """
    context.obj = Start(facts)
    if context.invoked_subcommand is None:
        context.invoke(chat)


@main.command()
@_with_facts
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the answers; else the question's.")
@click.pass_obj
def chat(start: Start, lang: str | None = None) -> None:
    """Chat in the terminal (the default)."""
    from bot.channels.console import run_chat

    settings = start.settings()
    folder = start.folder(settings)
    with _recording(settings) as record:
        run_chat(folder, _load(folder), _sentences(folder, settings), record, lang)


@main.command()
@_with_facts
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON.")
@click.option("--explain", "explained", is_flag=True, help="Show how the question was understood, too.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the answer; else the question's.")
@click.option(
    "--chart", type=click.Path(dir_okay=False, path_type=Path), help="Draw the figures to a PNG file."
)
@click.pass_obj
def ask(
    start: Start,
    question: tuple[str, ...],
    *,
    as_json: bool,
    explained: bool,
    lang: str | None,
    chart: Path | None,
) -> None:
    """Answer one question."""
    from bot.answering.conversation import respond
    from bot.channels.rendering import explanation_record, reply_record
    from bot.channels.terminal import show_turn

    settings = start.settings()
    text = " ".join(question)
    turn = respond(_load(start.folder(settings)), text, language=lang)
    with _recording(settings) as record:
        record(text, turn)
    if as_json:
        extra = {"explanation": explanation_record(turn.explanation)} if explained else {}
        _print_json(reply_record(turn.reply) | extra)
    else:
        show_turn(turn, explained=explained)
    if chart is not None:
        _draw(turn, chart)


@main.command()
@_with_facts
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the answer; else the question's.")
@click.pass_context
def explain(context: click.Context, question: tuple[str, ...], *, as_json: bool, lang: str | None) -> None:
    """Show how a question is understood: links, what stays unexplained, candidates, the decision."""
    context.invoke(ask, question=question, as_json=as_json, explained=True, lang=lang, chart=None)


@main.command()
@_with_facts
@click.pass_obj
def batch(start: Start) -> None:
    """Answer conversations from standard input, one JSON object a line: {"id": "1", "turns": ["..."]}."""
    from bot.channels.batch import run_batch

    base = _load(start.folder(start.settings()))
    bad = run_batch(sys.stdin, sys.stdout, lambda message: click.echo(message, err=True), base)
    if bad:
        raise UserError([f"{bad} line{'s' if bad > 1 else ''} could not be read as a conversation."])


@main.command()
@_with_facts
@click.option("--report", type=FILE, help="The report's own text, to prove the outline against.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and coverage as JSON.")
@click.pass_obj
def check(start: Start, report: Path | None, *, as_json: bool) -> None:
    """List every problem of the facts, and how many figures of the report they carry."""
    from bot.knowledge.checking import check as examine
    from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text

    try:
        text = read_text(report, REPORT_LIMIT) if report else None
    except UnreadableError as error:
        raise UserError([f"{report} {error}."]) from None
    found = examine(start.folder(start.settings()), text)
    if as_json:
        _print_json(found.as_json())
    else:
        click.echo(found.as_text())
    if not found.passed:
        sys.exit(1)


@main.command("eval")
@_with_facts
@click.argument("files", nargs=-1, type=FILE)
@click.option("--bar", type=float, default=95.0, show_default=True, help="Per cent right at least.")
@click.option("--wrong-bar", type=float, default=1.5, show_default=True, help="Per cent wrong at most.")
@click.option("--show", type=int, default=0, metavar="N", help="Explain the first N misses.")
@click.option("--json", "as_json", is_flag=True, help="Print every result as JSON.")
@click.pass_obj
def evaluate(
    start: Start, files: tuple[Path, ...], *, bar: float, wrong_bar: float, show: int, as_json: bool
) -> None:
    """Run test conversations (those beside the facts if no FILE is named); exit 1 below the bar."""
    from bot.channels.eval_command import eval_files

    folder = start.folder(start.settings())
    code = eval_files(files, folder, click.echo, bar=bar, wrong_bar=wrong_bar, show=show, as_json=as_json)
    if code:
        sys.exit(code)


@main.command()
@_with_facts
@click.option("--log", type=FILE, help="The question log; else that of QUESTION_LOG.")
@click.option("--most", type=click.IntRange(1), default=20, show_default=True, help="Gaps at most.")
@click.option("--json", "as_json", is_flag=True, help="Print gaps and daily outcomes as JSON.")
@click.option("--write", type=NEW_FILE, help="Write a patch with names that would close gaps.")
@click.option("--apply", type=FILE, help="Add the names and questions of a patch to the facts.")
@click.option("--tests", type=FILE, multiple=True, help="Further test conversations to measure with.")
@click.option("--chart", type=NEW_FILE, help="Draw what questions came to over time to a PNG file.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the chart.")
@click.pass_obj
def gaps(start: Start, /, log: Path | None, **options: Any) -> None:
    """Show what people asked in vain, the likely fact and the missing word; propose names, measured."""
    from bot.channels import gaps_command as command

    settings = start.settings()
    facts = start.folder(settings)
    if options["apply"]:
        command.apply_patch(options["apply"], facts, click.echo, tests=options["tests"])
        return
    log = log or settings.question_log
    if log is None:
        raise UserError(["There is no question log: set QUESTION_LOG, or name one with --log."], exit_code=2)
    if options["chart"]:
        command.draw_outcomes(log, options["chart"], options["lang"])
    if options["write"]:
        command.write_patch(
            log, facts, options["write"], click.echo, tests=options["tests"], most=options["most"]
        )
    elif not options["chart"] or options["as_json"]:
        command.show_gaps(log, _load(facts), click.echo, most=options["most"], as_json=options["as_json"])


@main.command()
@click.argument("report", type=FILE)
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The report's folder, beside vocabulary/: facts/NAME.",
)
def draft(report: Path, into: Path) -> None:
    """Draft the YAML of a new report from its text; run again, it keeps what is curated."""
    from bot.channels.curating import draft_report

    draft_report(report, into, click.echo)


@main.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Show which measures changed, appeared or vanished between two reports' folders."""
    from bot.channels.curating import compare_editions

    compare_editions(before, after, click.echo, as_json=as_json)


@main.command()
@_with_facts
@click.pass_obj
def telegram(start: Start) -> None:
    """Answer in Telegram; TELEGRAM_BOT_TOKEN is needed."""
    settings = start.settings(telegram=True)
    folder = start.folder(settings)
    base = _load(folder)
    from bot.channels.telegram.services import Options
    from bot.channels.telegram.starting import start as begin

    options = Options(
        token=settings.telegram_bot_token,
        api_url=settings.telegram_api_url,
        admins=settings.admin_ids,
        rate_count=settings.rate_limit,
        messages_per_second=settings.telegram_messages_per_second,
        webhook_url=settings.telegram_webhook_url,
        webhook_secret=settings.telegram_webhook_secret,
        webhook_path=settings.telegram_webhook_path,
        listen=settings.telegram_webhook_listen,
        port=settings.telegram_webhook_port,
    )
    with _question_log(settings) as log:
        begin(
            options,
            folder,
            base,
            level=settings.log_level,
            texts=settings.report_text_dir,
            log=log,
            log_path=settings.question_log,
        )


def _load(folder: Path) -> FactBase:
    """The fact base of a folder. Raises UserError with every problem."""
    from bot.channels.warm_start import store, stored

    base = stored(folder)
    if base is not None:
        return base
    from bot.answering.conversation import prepare
    from bot.knowledge.loading import load

    result = load(folder)
    if result.base is None:
        count = len(result.problems)
        raise UserError([
            *(f"{folder / p.file}:{p.line}:{p.column}: {p.message}" for p in result.problems),
            f"{count} problem{'s' if count != 1 else ''} in {folder}; nothing was loaded.",
        ])  # fmt: skip
    prepare(result.base)
    store(folder, result.base)
    return result.base


def _sentences(folder: Path, settings: Settings) -> Callable[[Report, str], str | None]:
    from bot.channels.report_text import ReportTexts

    return ReportTexts(folder, settings.report_text_dir).sentence


@contextmanager
def _recording(settings: Settings) -> Iterator[Callable[[str, Turn], None]]:
    """Where questions of the console go: the log, if one is set."""
    with _question_log(settings) as log:
        yield lambda text, turn: log.record(text, turn, channel="console", message="") if log else None


@contextmanager
def _question_log(settings: Settings) -> Iterator[Any]:
    if settings.question_log is None:
        yield None
        return
    from bot.channels.question_log import QuestionLog

    log = QuestionLog(settings.question_log, settings.question_log_days)
    try:
        yield log
    finally:
        log.close()


def _draw(turn: Turn, path: Path) -> None:
    """Writes a reply's chart. Raises UserError where there is none, or none can be drawn."""
    if turn.reply.chart is None:
        raise UserError(["There is nothing to draw: a chart needs several figures of one measure."])
    from bot.channels.charts import chart_png

    try:
        path.write_bytes(chart_png(turn.reply.chart, turn.reply.language))
    except ImportError:
        raise UserError(["Charts need the `charts` extra: pip install 'wenbao[charts]'."]) from None
    except OSError as error:
        raise UserError([f"The chart could not be written: {error}."]) from None


def _print_json(found: object) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _prepare_streams() -> None:
    """Makes the standard streams UTF-8; what cannot be read or written becomes a mark, never an exception."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def run() -> None:
    """The way in for `python -m bot` and `wenbao`."""
    _prepare_streams()
    try:
        main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except UserError as error:
        for message in error.messages:
            click.echo(message, err=True)
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
