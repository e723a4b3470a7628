"""The command line: each command parses what was said, imports what it needs, and delegates."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.curators import COMMANDS
from bot.errors import UserError
from bot.start import FOLDER, NEW_FILE, Start, with_facts


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
@with_facts
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
@with_facts
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
@with_facts
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the answer; else the question's.")
@click.pass_context
def explain(context: click.Context, question: tuple[str, ...], *, as_json: bool, lang: str | None) -> None:
    """Show how a question is understood: links, what stays unexplained, candidates, the decision."""
    context.invoke(ask, question=question, as_json=as_json, explained=True, lang=lang, chart=None)


@main.command()
@with_facts
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
@with_facts
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


for command in COMMANDS:
    main.add_command(command)
