"""JSON Schemas of the YAML files, generated from the shapes that loading reads by, for editors.

The schemas hold the shapes; `ids.json` beside them holds the ids of one facts folder, so that an editor
completes subjects, measures, units and citations. Unknown ids are left to `check`, which never lags behind
the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.knowledge.conversations import CONVERSATION
from bot.knowledge.loading import Loaded
from bot.knowledge.reader import Entry
from bot.knowledge.records import REPORT, SECTION_FILE
from bot.knowledge.shapes import Flag, Keyed, Line, Listing, Pair, Record, Refers, Shape
from bot.knowledge.source import write_whole
from bot.knowledge.units import RANK
from bot.knowledge.vocabulary_records import VOCABULARY

IDS_FILE = "ids.json"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # what editors' YAML servers speak
_FILES: Mapping[str, tuple[Shape, str]] = {
    "vocabulary.json": (VOCABULARY, "Names that all reports share"),
    "report.json": (REPORT, "A report: title, places, sections and the outline of its sentences"),
    "section.json": (SECTION_FILE, "The subjects and facts of one section"),
    "questions.json": (Listing(CONVERSATION), "Curated test conversations"),
}


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name; they depend on the code alone."""
    return {name: {"$schema": _DRAFT, "title": title} | _of(shape) for name, (shape, title) in _FILES.items()}


def ids(loaded: Loaded) -> dict[str, Any]:
    """What `ids.json` holds of a facts folder: for each kind of reference its ids, those of drafts too."""
    words, reports = loaded.base.vocabulary, loaded.files.reports
    sections = [section for found in reports for section in found.sections]
    known: dict[Refers, Iterable[str]] = {
        Refers.SUBJECT: (entry.id for section in sections for entry in section.entries("subjects")),
        Refers.MEASURE: words.measures,
        Refers.KIND: words.kinds,
        Refers.STATUS: words.statuses,
        Refers.SCOPE: (place.id for found in reports for place in found.report.entries("places")),
        Refers.CITATION: (name for found in reports for name in _sentences(found.report)),
        Refers.FACT: (entry.text("id") for section in sections for entry in section.entries("facts")),
    }
    lists: dict[str, Any] = {refers.value: {"enum": list(dict.fromkeys(known[refers]))} for refers in known}
    lists[Refers.UNIT.value] = {"type": "string", "defaultSnippets": _figures(words.units)}
    return {"$schema": _DRAFT, "$defs": lists}


def _sentences(report: Entry) -> Iterator[str]:
    for section in report.entries("sections"):
        for number in range(1, len(section.entries("outline")) + 1):
            yield f"{section.id}.{number}"


def _figures(units: Iterable[str]) -> list[dict[str, str]]:
    """For each unit what an editor puts there, with the place for the number."""
    return [
        {"label": unit, "body": f"{unit}${{1:1}}" if unit == RANK else f"${{1:1}}{unit}"}
        for unit in units
        if unit
    ]


def write_schemas(folder: Path, loaded: Loaded) -> tuple[Path, ...]:
    """Writes all schemas and `ids.json` into a folder; the files that changed. Raises OSError where it
    cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, content in (schemas() | {IDS_FILE: ids(loaded)}).items():
        text = as_text(content)
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            changed.append(path)
    return tuple(changed)


def as_text(content: Mapping[str, Any]) -> str:
    """A schema as its file holds it."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _of(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Line):
        return _line(shape)
    if isinstance(shape, Listing):
        items = _of(shape.item)
        several = {"type": "array", "items": items}
        return {"anyOf": [items, several]} if shape.single else several
    if isinstance(shape, Pair):
        return {
            "type": "object",
            "properties": {language: _translation(shape, language) for language in ("zh", "en")},
            "required": ["zh", "en"],
            "additionalProperties": False,
        }
    if isinstance(shape, Keyed):
        named = {"enum": list(shape.key.choices)} if shape.key.choices else {"pattern": shape.key.pattern}
        keys = {"propertyNames": named} if any(named.values()) else {}
        return {"type": "object", "additionalProperties": _of(shape.item)} | keys
    if isinstance(shape, Flag):
        return {"type": "boolean"}
    return _record(shape)


def _translation(shape: Pair, language: str) -> dict[str, Any]:
    longest = shape.longest(language)
    return {
        "type": "string",
        **({} if shape.blank else {"minLength": 1}),
        **({"maxLength": longest} if longest else {}),
    }


def _line(shape: Line) -> dict[str, Any]:
    """A text; numbers and the like are read as the text that stands there, so that they are allowed too."""
    if shape.choices:
        return {"enum": list(shape.choices)}
    text: dict[str, Any] = {
        "type": ["string", "number", "boolean", "null"] if shape.blank else ["string", "number", "boolean"]
    }
    if shape.pattern:
        text["pattern"] = shape.pattern
    if shape.refers is Refers.NOTHING:
        return text
    return {"anyOf": [{"$ref": f"{IDS_FILE}#/$defs/{shape.refers.value}"}, text]}


def _record(shape: Record) -> dict[str, Any]:
    properties = {field.name: {"description": field.about} | _of(field.shape) for field in shape.fields}
    required = [field.name for field in shape.fields if field.required]
    found: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    if required and shape.field("draft") is None:
        return found | {"required": required}
    if required:  # a draft may leave things out
        found["if"] = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
        found["then"] = {}
        found["else"] = {"required": required}
    return found
