"""The reports' own sentences, where the operator has the text; the project itself holds none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.knowledge.model import Report
from bot.knowledge.source import REPORT_LIMIT, UnreadableError, read_text

BESIDE = "report.txt"


class ReportTexts:
    """Looks sentences up in `<folder>/<report>.txt`, or else in `report.txt` there or beside the facts."""

    def __init__(self, facts: Path, folder: Path | None = None) -> None:
        self._facts, self._folder = facts, folder
        self._known: dict[str, tuple[Report, Mapping[str, str]]] = {}

    def sentence(self, report: Report, sentence: str) -> str | None:
        """The text of a sentence; None where there is no text, or another than the facts rest on."""
        kept = self._known.get(report.id)
        if kept is None or kept[0] is not report:
            kept = self._known[report.id] = (report, self._read(report))
        return kept[1].get(sentence)

    def _read(self, report: Report) -> Mapping[str, str]:
        from bot.knowledge.outline import sentence_texts  # only who looks a sentence up waits for it

        for path in self._places(report.id):
            try:
                found = sentence_texts(report, read_text(path, REPORT_LIMIT))
            except UnreadableError:
                continue
            if found:
                return found
        return {}

    def _places(self, report: str) -> Iterator[Path]:
        if self._folder is not None:
            yield self._folder / f"{report}.txt"
            yield self._folder / BESIDE
        yield self._facts / report / BESIDE
