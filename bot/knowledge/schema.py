"""JSON Schemas of the YAML files, generated from the shapes that loading reads by, for editors.

The schemas hold the shapes; `ids.json` beside them holds the ids of one fact base, so that an editor
completes subjects, measures, units and citations. Unknown ids are left to `check`, which never lags behind
the files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.knowledge.conversations import CONVERSATION
from bot.knowledge.model import FactBase
from bot.knowledge.records import REPORT, SECTION_FILE, VOCABULARY
from bot.knowledge.shapes import Flag, Keyed, Line, Listing, Pair, Record, Refers, Shape

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


def ids(base: FactBase) -> dict[str, Any]:
    """What `ids.json` holds of a base: for each kind of reference its ids."""
    words = base.vocabulary
    reports = base.reports.values()
    known: dict[Refers, Iterable[str]] = {
        Refers.SUBJECT: base.subjects,
        Refers.MEASURE: words.measures,
        Refers.KIND: words.kinds,
        Refers.STATUS: words.statuses,
        Refers.SCOPE: {place.id: None for report in reports for place in report.places},
        Refers.CITATION: {
            s.id: None for report in reports for section in report.sections for s in section.sentences
        },
        Refers.FACT: {fact.id: None for fact in base.facts.values()},
        Refers.UNIT: (unit for unit in words.units if unit),
    }
    return {
        "$schema": _DRAFT,
        "$defs": {refers.value: {"enum": list(names)} for refers, names in known.items()},
    }


def write_schemas(folder: Path, base: FactBase) -> tuple[Path, ...]:
    """Writes all schemas and `ids.json` into a folder; the files that changed. Raises OSError where it
    cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, content in (schemas() | {IDS_FILE: ids(base)}).items():
        text = as_text(content)
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
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
        text = {"type": "string"} if shape.blank else {"type": "string", "minLength": 1}
        return {
            "type": "object",
            "properties": {"zh": text, "en": text},
            "required": ["zh", "en"],
            "additionalProperties": False,
        }
    if isinstance(shape, Keyed):
        keys = {"propertyNames": {"pattern": shape.key.pattern}} if shape.key.pattern else {}
        return {"type": "object", "additionalProperties": _of(shape.item)} | keys
    if isinstance(shape, Flag):
        return {"type": "boolean"}
    return _record(shape)


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
