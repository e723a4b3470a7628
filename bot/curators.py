"""The commands of the command line that curators of facts run; each parses what was said and delegates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from bot.errors import UserError
from bot.settings import shipped_facts
from bot.start import FILE, FOLDER, NEW_FILE, Start, with_facts


@click.command()
@with_facts
@click.argument("files", nargs=-1)
@click.option("--report", type=FILE, help="The report's own text, to prove the outline against.")
@click.option("--drafts", is_flag=True, help="List each draft, not just how many a file has.")
@click.option("--json", "as_json", is_flag=True, help="Print problems and coverage as JSON.")
@click.option("--watch", is_flag=True, help="Check again after every edit, until Ctrl-C.")
@click.pass_obj
def check(
    start: Start, files: tuple[str, ...], report: Path | None, *, drafts: bool, as_json: bool, watch: bool
) -> None:
    """List every problem of the facts, and how many figures of the report they carry.

    FILES: the files or folders of reports to tell of alone: `check facts/NAME/industry.yaml`.
    """
    from bot.channels.checking_command import Asked, check_facts, watch_facts

    if watch and as_json:
        raise click.UsageError("--watch and --json do not go together.")
    asked = Asked(start.folder(start.settings()), report, files, drafts)
    if watch:
        watch_facts(asked, click.echo)
    elif not check_facts(asked, click.echo, as_json=as_json):
        sys.exit(1)


@click.command("eval")
@with_facts
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


@click.command()
@with_facts
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


@click.command()
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


@click.command()
@with_facts
@click.pass_obj
def schema(start: Start) -> None:
    """Write the schemas by which an editor completes and underlines the YAML of the facts."""
    from bot.channels.curating import write_editor_schemas

    changed = write_editor_schemas(start.folder(start.settings()))
    click.echo("\n".join(f"{path} written." for path in changed) or "The schemas are up to date.")


@click.command()
@with_facts
@click.pass_obj
def add(start: Start) -> None:
    """Add a fact: asks for each field, proves it, and writes it where it belongs."""
    from bot.channels.adding import add_to_facts

    add_to_facts(start.folder(start.settings()))


@click.command()
@with_facts
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


@click.command()
@click.argument("before", type=FOLDER)
@click.argument("after", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Show which measures changed, appeared or vanished between two reports' folders."""
    from bot.channels.curating import compare_editions

    compare_editions(before, after, click.echo, as_json=as_json)


COMMANDS = (check, evaluate, gaps, draft, schema, add, words, diff)
