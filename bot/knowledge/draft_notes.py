"""What a draft tells its curator: sentences changed or gone, figures found late, numbers not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.knowledge.drafted_folder import Existing
from bot.knowledge.drafted_report import missing_figures
from bot.knowledge.numerals import DIGITS, narrow
from bot.knowledge.outline import OutlinedSection, OutlinedSentence
from bot.knowledge.reader import Entry
from bot.knowledge.renumbering import GONE, Renumbering

_CONTEXT = 10
"""Characters behind a number that may say that it is no figure."""
_LEFT = re.compile(rf"(?<![A-Za-z\d.])(?!\d+热线){DIGITS.pattern}[^\s,，。；;、\d]{{0,3}}")


def changes(now: Renumbering, state: Existing) -> Iterator[str]:
    """Sentences whose words changed, with what rests on them, and those that are gone.

    `state` holds the folder as it was, with the old numbers.
    """
    for old, new in now.changed.items():
        was = "" if old == new else f" (it was {old})"
        resting = list(_resting(old, state))
        told = f"look again at {', '.join(resting)}" if resting else "nothing rests on it"
        yield f"sentence {new} has changed{was}; {told}"
    gone = [old for old, new in now.moves.items() if new.startswith(f"{GONE}.")]
    if gone:
        yield (
            f"no longer in the text: {', '.join(gone)}; facts that cite them now cite '{GONE}.N', which "
            "`check` points to"
        )


def _resting(sentence: str, state: Existing) -> Iterator[str]:
    for fact in state.entries:
        if sentence in fact.texts("cite"):
            yield f"{fact.text('id')} ({fact.file}:{fact.place().line})"
    report = state.report
    if report and sentence in report.texts("overview_cites"):
        yield f"the overview ({report.file}:{report.place('overview').line})"
    for waiver in report.entries("waived") if report else ():
        if waiver.text("sentence") == sentence:
            yield f"the waiver of {waiver.text('figure')} ({waiver.file}:{waiver.place().line})"


def filled_in(report: Entry | None, sections: Iterable[OutlinedSection]) -> Iterator[str]:
    """Figures of unchanged sentences that the outline lacked."""
    known = {o.text("hash"): o.texts("figures") for s in (report.entries("sections") if report else ())
             for o in s.entries("outline")}  # fmt: skip
    for section in sections:
        for item in section.sentences:
            own = item.sentence
            more = missing_figures(own.figures, known.get(own.hash, own.figures))
            if more:
                yield f"{own.id}: {', '.join(more)} added to its outline"


def unread(report: Entry | None, sections: Sequence[OutlinedSection]) -> Iterator[str]:
    """Numbers that were not read as figures, of sentences that no earlier draft has told of."""
    known = {
        o.text("hash") for s in (report.entries("sections") if report else ()) for o in s.entries("outline")
    }
    for section in sections:
        for item in section.sentences:
            for number in _unread(item) if item.sentence.hash not in known else ():
                yield (
                    f"{item.sentence.id}: '{number}' is not taken for a figure, as it has no unit of the "
                    "vocabulary; if it is a name, nothing is to be done"
                )


def _unread(item: OutlinedSentence) -> Iterator[str]:
    """Numbers in digits that are no figures, with what follows them; months, years and names such as 5G
    aside."""
    text = narrow(item.text)
    covered = {i for m in item.mentions for i in range(m.start, m.end)}
    for match in _LEFT.finditer(text):
        behind = text[match.start() : match.start() + _CONTEXT].lstrip("0123456789.,-~至到、")[:1]
        if (
            match.start() not in covered
            and behind not in ("年", "月", "G")
            and (behind == ":" or not behind.isascii())
        ):
            yield match[0]
