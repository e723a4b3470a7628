"""The command line: each command parses what was said, imports what it needs, and delegates."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.errors import UserError
from bot.settings import Settings, read_settings, shipped_facts, variables

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)
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

    help_text = "Folder with the facts (or FACTS_DIR)."
    return click.option("--facts", type=FOLDER, callback=keep, expose_value=False, help=help_text)(command)


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
    from bot.channels.opening import open_facts, recording
    from bot.channels.report_text import ReportTexts

    settings = start.settings()
    folder = start.folder(settings)
    base = open_facts(folder, cached=settings.cache)
    texts = ReportTexts(folder, settings.report_text_dir)
    with recording(settings.question_log, settings.question_log_days) as record:
        run_chat(folder, base, texts.sentence, record, lang)


@main.command()
@_with_facts
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the reply as JSON.")
@click.option("--explain", "explained", is_flag=True, help="Show how the question was understood, too.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the answer; else the question's.")
@click.option("--chart", type=NEW_FILE, help="Draw the figures to a PNG file.")
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
    from bot.channels.opening import open_facts, recording
    from bot.channels.single import show_answer

    settings = start.settings()
    text = " ".join(question)
    base = open_facts(start.folder(settings), cached=settings.cache)
    turn = respond(base, text, language=lang)
    with recording(settings.question_log, settings.question_log_days) as record:
        record(text, turn)
    show_answer(turn, base, as_json=as_json, explained=explained, chart=chart)


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
    from bot.channels.opening import open_facts

    settings = start.settings()
    base = open_facts(start.folder(settings), cached=settings.cache)
    bad = run_batch(sys.stdin, sys.stdout, lambda message: click.echo(message, err=True), base)
    if bad:
        raise UserError([f"{bad} line{'s' if bad > 1 else ''} could not be read as a conversation."])


@main.command()
@_with_facts
@click.argument("files", nargs=-1)
@click.option("--report", type=FILE, help="The report's own text, to prove the outline against.")
@click.option("--drafts", is_flag=True, help="List each draft, not just how many a file has.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and coverage as JSON.")
@click.option("--watch", is_flag=True, help="Check again after every edit, until Ctrl-C.")
@click.pass_obj
def check(
    start: Start, files: tuple[str, ...], report: Path | None, *, drafts: bool, as_json: bool, watch: bool
) -> None:
    """List every problem of the facts (of FILES alone, if any are named), and how many figures of the report
    they carry."""
    from bot.channels.checking_command import Asked, check_facts, watch_facts

    if watch and as_json:
        raise click.UsageError("--watch and --json do not go together.")
    asked = Asked(start.folder(start.settings()), report, files, drafts)
    if watch:
        watch_facts(asked, click.echo)
    elif not check_facts(asked, click.echo, as_json=as_json):
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
@click.option("--log", type=FILE, help="The question log; else that of the settings.")
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
    from bot.channels.opening import log_place, open_facts

    settings = start.settings()
    facts = start.folder(settings)
    if options["apply"]:
        command.apply_patch(options["apply"], facts, click.echo, tests=options["tests"])
        return
    log = log or log_place(settings.question_log, settings.question_log_days)
    if log is None:
        said = "No questions are logged: set QUESTION_LOG and QUESTION_LOG_DAYS, or name a log with --log."
        raise UserError([said], exit_code=2)
    if options["chart"]:
        command.draw_outcomes(log, options["chart"], options["lang"])
    if options["write"]:
        command.write_patch(
            log, facts, options["write"], click.echo, tests=options["tests"], most=options["most"]
        )
    elif not options["chart"] or options["as_json"]:
        command.show_gaps(
            log, open_facts(facts), click.echo, most=options["most"], as_json=options["as_json"]
        )


@main.command()
@click.argument("report", type=FILE)
@click.option(
    "--into",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The report's folder: facts/NAME.",
)
def draft(report: Path, into: Path) -> None:
    """Draft the YAML of a new report from its text; run again, it keeps what is curated."""
    from bot.channels.curating import draft_report

    draft_report(report, into, click.echo, vocabulary=shipped_facts())


@main.command()
@_with_facts
@click.pass_obj
def schema(start: Start) -> None:
    """Write the schemas by which an editor completes and underlines the YAML of the facts."""
    from bot.channels.curating import write_editor_schemas

    changed = write_editor_schemas(start.folder(start.settings()))
    click.echo("\n".join(f"{path} written." for path in changed) or "The schemas are up to date.")


@main.command()
@_with_facts
@click.pass_obj
def add(start: Start) -> None:
    """Add a fact: asks for each field, proves it, and writes it where it belongs."""
    from bot.channels.adding import add_to_facts

    add_to_facts(start.folder(start.settings()))


@main.command()
@_with_facts
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def words(start: Start, words: tuple[str, ...], *, as_json: bool) -> None:
    """List the measures, kinds, statuses and units that facts may name, and who bears each.

    WORDS: the lists to show (all of them if none is named), and what to look for in their names:
    `words measures 投资`.
    """
    from bot.channels.words_command import list_words

    list_words(start.folder(start.settings()), words, click.echo, as_json=as_json)


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
    from bot.channels.opening import log_place, open_facts, question_log

    settings = start.settings(telegram=True)
    folder = start.folder(settings)
    base = open_facts(folder, cached=settings.cache)
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
    days = settings.question_log_days
    path = log_place(settings.question_log, days)
    with question_log(path, days) as log:
        begin(
            options,
            folder,
            base,
            level=settings.log_level,
            texts=settings.report_text_dir,
            log=log,
            log_path=path,
            log_days=days,
        )
