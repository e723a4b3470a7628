"""What a check finds, and how it is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.knowledge.conversations import Conversation
from bot.knowledge.coverage import Coverage, Missing, cover
from bot.knowledge.loading import Loaded
from bot.knowledge.model import Fact, Place
from bot.knowledge.problems import Problem
from bot.knowledge.reader import Entry


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check finds."""

    problems: tuple[Problem, ...]
    facts: int
    """Facts that a bot would use; drafts are not among them."""
    coverage: Coverage
    drafts: tuple[Fact, ...]
    """Facts that wait for a curator, with their places."""
    subjects: tuple[Entry, ...]
    """Subjects that do."""
    unfinished: tuple[Place, ...]
    """Where reports are marked that do, as a whole."""
    loaded: Loaded
    """What was checked; its base is of use for questions only without problems."""
    conversations: tuple[Conversation, ...]
    """The test questions beside the facts."""
    warnings: tuple[Problem, ...] = ()
    """What is worth another look, and fails nothing."""
    elsewhere: int = 0
    """Problems of files that were not asked for."""

    @property
    def passed(self) -> bool:
        """Whether nothing has to be mended: no problem and no figure missing."""
        return not self.problems and not self.coverage.missing

    def only(self, files: Collection[str]) -> CheckReport:
        """What concerns some files (paths within the facts folder) alone."""
        sections = {(r.id, s.id) for r in self.loaded.files.reports for s in r.sections if s.file in files}
        sections |= {
            (r.id, s.id)
            for r in self.loaded.files.reports
            if r.report.file in files
            for s in r.report.entries("sections")
        }
        loaded, folders = self.loaded, {file.partition("/")[0] for file in files}
        problems = tuple(p for p in self.problems if p.file in files)
        return replace(
            self,
            problems=problems,
            facts=sum(fact.place.file in files for fact in loaded.base.facts.values()),
            coverage=cover(loaded.files, loaded.base, loaded.units, sections),
            drafts=tuple(d for d in self.drafts if d.place.file in files),
            subjects=tuple(s for s in self.subjects if s.file in files),
            unfinished=tuple(p for p in self.unfinished if p.file.partition("/")[0] in folders),
            warnings=tuple(w for w in self.warnings if w.file in files),
            elsewhere=len(self.problems) - len(problems),
        )

    def as_text(self, *, each_draft: bool = False) -> str:
        """For people: a line for each problem, missing figure and warning, and what it comes to; drafts in
        one line a file, or each."""
        lines = [str(problem) for problem in self.problems]
        lines += [
            _at(place, "the report is a draft: until this is removed, nothing of it is used or counted")
            for place in self.unfinished
        ]
        lines += self._each_draft() if each_draft else self._drafts_by_file()
        undrafted = list(self._undrafted())
        lines += [
            f"no fact carries {missing.figure} of {missing.sentence} in {missing.report}; add one, or "
            "waive it with a reason"
            for missing in undrafted
        ]
        lines += [f"{warning} (a warning, no problem)" for warning in self.warnings]
        return "\n".join([*lines, self._summary(len(undrafted))])

    def _each_draft(self) -> Iterator[str]:
        for d in self.drafts:
            yield _at(d.place, f"draft '{d.report}:{d.id}' is not used; finish it and remove `draft: true`")
        for s in self.subjects:
            told = "give it names and a kind, and remove `draft: true`, or delete it if nothing is about it"
            yield _at(s.place(), f"draft subject '{s.id}' is not used; {told}")

    def _drafts_by_file(self) -> Iterator[str]:
        places: dict[str, list[Place]] = {}
        for place in (*(d.place for d in self.drafts), *(s.place() for s in self.subjects)):
            places.setdefault(place.file, []).append(place)
        facts = Counter(d.place.file for d in self.drafts)
        for file, found in places.items():
            subjects = len(found) - facts[file]
            counted = [_count(facts[file], "draft")] if facts[file] else []
            counted += [_count(subjects, "draft subject")] if subjects else []
            first = min(found, key=lambda place: place.line)
            yield _at(first, f"{' and '.join(counted)} from here on, not used")
        if places:
            yield "finish each draft and remove its `draft: true`, or delete it; --drafts lists them"

    def _summary(self, undrafted: int) -> str:
        """The last line: what all of it comes to."""
        elsewhere = f" ({self.elsewhere} in other files)" if self.elsewhere else ""
        told = f"{_count(len(self.problems), 'problem')}{elsewhere}"
        if not self.loaded.files.whole:
            unread = ", ".join(self.loaded.files.unread)
            return f"{told}; {unread} could not be read, so facts and figures are not counted"
        c = self.coverage
        drafted = len(c.missing) - undrafted
        still = f" ({drafted} still in drafts)" if drafted else ""
        return (
            f"{told}, {_count(self.facts, 'fact')}, {_count(len(self.drafts), 'draft')}; "
            f"{_count(c.total, 'figure')}: {c.carried} carried, {c.waived} waived, "
            f"{len(c.missing)} missing{still}"
        )

    def _undrafted(self) -> Iterator[Missing]:
        """The missing figures that no draft waits for; none while nobody knows what a file holds."""
        if not self.loaded.files.whole:
            return
        drafted = Counter((d.report, d.cites, figure.text) for d in self.drafts for figure in d.figures)
        for missing in self.coverage.missing:
            key = (missing.report, (missing.sentence,), missing.figure)
            if drafted[key]:
                drafted[key] -= 1
            else:
                yield missing

    def as_json(self) -> dict[str, Any]:
        """`{"problems": [{file, line, column, message}], "facts": n, "figures": {total, carried, waived,
        missing}}`."""
        return {
            "problems": [
                {"file": p.file, "line": p.line, "column": p.column, "message": p.message}
                for p in self.problems
            ],
            "facts": self.facts,
            "figures": {
                "total": self.coverage.total,
                "carried": self.coverage.carried,
                "waived": self.coverage.waived,
                "missing": [str(m) for m in self.coverage.missing],
            },
        }


def _at(place: Place, message: str) -> str:
    return f"{place.file}:{place.line}:{place.column}: {message}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
