"""The JSON Schemas are current, and agree with loading about the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.loading import load
from bot.knowledge.schema import IDS_FILE, as_text, ids, schemas, write_schemas
from tests.small_facts import SHIPPED, section, write_facts

jsonschema = pytest.importorskip("jsonschema")
referencing = pytest.importorskip("referencing")


def schema_of(path: Path) -> str:
    special = {"report.yaml": "report.json", "questions.yaml": "questions.json"}
    return "vocabulary.json" if path.parent.name == "vocabulary" else special.get(path.name, "section.json")


def validator(name: str, base_ids: dict[str, Any]) -> Any:
    resource = referencing.Resource.from_contents(base_ids)
    registry = referencing.Registry().with_resource(IDS_FILE, resource)
    return jsonschema.Draft7Validator(schemas()[name], registry=registry)


def test_the_schemas_in_the_repository_are_current() -> None:
    for name, content in schemas().items():
        stored = (SHIPPED / "schema" / name).read_text(encoding="utf-8")
        assert stored == as_text(content), f"{name} is out of date; write the schemas again"


def test_the_shipped_files_are_valid() -> None:
    base = load(SHIPPED).base
    assert base is not None
    files = list(SHIPPED.glob("*/*.yaml"))
    assert len(files) > 10
    for path in files:
        data = yaml.load(
            path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
        )  # scalars as text, as we do
        data = json.loads(json.dumps(data).replace('"true"', "true").replace('"false"', "false"))
        errors = [e.message for e in validator(schema_of(path), ids(base)).iter_errors(data)]
        assert errors == [], path


@pytest.mark.parametrize(
    "change",
    [
        ("    kind: company", "    kind: company\n    nmes: [x]"),
        ("    cite: works.1", "    cite: works"),
        ("    measure: output\n", ""),
        ("    figure: 47亿元", "    figure: {a: b}"),
        ("names: [石桥, shiqiao]", "names: 石桥"),
    ],
)
def test_what_loading_refuses_is_underlined(tmp_path: Path, change: tuple[str, str]) -> None:
    folder = write_facts(tmp_path)
    base = load(folder).base
    assert base is not None
    text = section(47).replace(*change, 1)
    assert text != section(47)
    (folder / "yunxi" / "works.yaml").write_text(text, encoding="utf-8")
    assert load(folder).base is None
    check = validator("section.json", ids(base))
    assert check.is_valid(yaml.safe_load(section(47)))
    assert not check.is_valid(yaml.safe_load(text))


def test_ids_are_offered_for_completion(tmp_path: Path) -> None:
    base = load(write_facts(tmp_path)).base
    assert base is not None
    known = ids(base)["$defs"]
    assert known["subject"]["enum"] == ["shiqiao", "bailu"]
    assert known["citation"]["enum"] == ["works.1", "works.2"]
    assert "output" in known["measure"]["enum"]
    assert "亿元" in known["unit"]["enum"]
    written = write_schemas(tmp_path / "schema", base)
    assert {p.name for p in written} == {*schemas(), IDS_FILE}
    assert write_schemas(tmp_path / "schema", base) == ()
