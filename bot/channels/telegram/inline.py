"""Inline mode: in any chat, `@bot words` offers ranked facts as cards that send a cited message."""

from __future__ import annotations

from hashlib import blake2b

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.answering.conversation import Turn, respond, respond_with_facts
from bot.answering.outcome import label
from bot.answering.phrasing import question_of
from bot.answering.reply import Reply, ReplyKind
from bot.channels.telegram.conversations import Conversation
from bot.channels.telegram.examples import examples
from bot.channels.telegram.labels import titled
from bot.channels.telegram.rendering import headline, render
from bot.channels.telegram.services import Context, services_of
from bot.channels.telegram.texts import Voice, say
from bot.knowledge.model import FactBase
from bot.understanding.dialogue import Dialogue

LIMIT = 256
"""Characters of an inline query."""
CARDS = 8
CACHE_SECONDS = 300
TITLE = 90
"""Characters of a card's title that a phone shows on two lines."""


async def inline(update: Update, context: Context) -> None:
    """Answers an inline query; an empty one with examples in the person's own language."""
    query, services = update.inline_query, services_of(context)
    if query is None:
        return
    text = query.query.strip()[:LIMIT]
    voice = Conversation().voice(query.from_user)
    cards = list(ranked(services.holder.current, text, voice))
    label_key = "inline_start" if cards else "inline_none"
    services.counts["inline"] += 1
    try:
        await query.answer(
            cards,
            cache_time=CACHE_SECONDS,
            is_personal=not text,
            button=InlineQueryResultsButton(say(label_key, voice), start_parameter="inline"),
        )
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def ranked(base: FactBase, text: str, voice: Voice) -> list[InlineQueryResultArticle]:
    """Cards for what `text` asks: the answer, then the facts nearest to it, each once."""
    if not text:
        turns = [_told(base, c.facts, voice) for c in examples(base, voice)]
        return [_card(turn.reply, base, "") for turn in turns]
    turn = respond(base, text)
    reply = turn.reply
    spoken = Voice(reply.language, reply.script)
    answered = reply.kind is ReplyKind.ANSWER and reply.facts and len(render(reply, base)) == 1
    cards = [_card(reply, base, text)] if answered else []
    listed = reply.facts if reply.kind is ReplyKind.ANSWER else ()
    nearest = [c.fact for c in turn.explanation.candidates if not c.missing]
    offered = [*(c.facts for c in reply.choices), *((fact,) for fact in (*listed, *nearest))]
    told = {reply.facts}
    for facts in offered:
        if facts not in told and len(cards) < CARDS and all(f in base.facts for f in facts):
            told.add(facts)
            cards.append(_card(_told(base, facts, spoken).reply, base, ""))
    return cards


def _told(base: FactBase, facts: tuple[str, ...], voice: Voice) -> Turn:
    return respond_with_facts(base, facts, Dialogue(), language=voice.language, script=voice.script)


def _card(reply: Reply, base: FactBase, asked: str) -> InlineQueryResultArticle:
    voice = Voice(reply.language, reply.script)
    pages = render(reply, base)
    told = base.facts[reply.facts[0]]
    named = label if told.figures else question_of  # a figure stands before its name, words behind a question
    own = voice.write(named(told, base, reply.language))
    name = titled(asked if asked and len(reply.facts) > 1 else own, reply.language)
    figure = headline(reply, base) or (reply.highlights[0] if len(reply.highlights) == 1 else "")
    title = f"{figure} · {name}" if figure else name
    return InlineQueryResultArticle(
        id=blake2b(
            "|".join((voice.code, asked, *reply.facts)).encode("utf-8", "replace"), digest_size=12
        ).hexdigest(),
        title=title[:TITLE],
        description=reply.text,
        input_message_content=InputTextMessageContent(
            pages[0], parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )
