"""The JSON Schemas are current, and agree with loading about the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.knowledge.loading import load, load_all
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
    for name, content in (schemas() | {IDS_FILE: ids(load_all(SHIPPED))}).items():
        stored = (SHIPPED / "schema" / name).read_text(encoding="utf-8")
        assert stored == as_text(content), f"{name} is out of date: run `wenbao schema`"


def test_the_shipped_files_are_valid() -> None:
    loaded = load_all(SHIPPED)
    files = list(SHIPPED.glob("*/*.yaml"))
    assert len(files) > 10
    for path in files:
        data = yaml.load(
            path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader
        )  # scalars as text, as we do
        data = json.loads(json.dumps(data).replace('"true"', "true").replace('"false"', "false"))
        errors = [e.message for e in validator(schema_of(path), ids(loaded)).iter_errors(data)]
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
    loaded = load_all(folder)
    text = section(47).replace(*change, 1)
    assert text != section(47)
    (folder / "yunxi" / "works.yaml").write_text(text, encoding="utf-8")
    assert load(folder).base is None
    check = validator("section.json", ids(loaded))
    assert check.is_valid(yaml.safe_load(section(47)))
    assert not check.is_valid(yaml.safe_load(text))


def test_ids_are_offered_for_completion(tmp_path: Path) -> None:
    loaded = load_all(write_facts(tmp_path))
    known = ids(loaded)["$defs"]
    assert known["subject"]["enum"] == ["shiqiao", "bailu"]
    assert known["citation"]["enum"] == ["works.1", "works.2"]
    assert "output" in known["measure"]["enum"]
    units = {offered["label"]: offered["body"] for offered in known["unit"]["defaultSnippets"]}
    assert (units["亿元"], units["第"]) == ("${1:1}亿元", "第${1:1}"), "the number is still to be typed"
    written = write_schemas(tmp_path / "schema", loaded)
    assert {p.name for p in written} == {*schemas(), IDS_FILE}
    assert write_schemas(tmp_path / "schema", loaded) == ()


def test_ids_of_a_draft_are_offered_while_it_is_finished(tmp_path: Path) -> None:
    folder = write_facts(tmp_path)
    report = folder / "yunxi" / "report.yaml"
    report.write_text("draft: true\n" + report.read_text(encoding="utf-8").lstrip(), encoding="utf-8")
    known = ids(load_all(folder))["$defs"]
    assert known["subject"]["enum"] == ["shiqiao", "bailu"]
    assert known["citation"]["enum"] == ["works.1", "works.2"]
    assert known["fact"]["enum"] == ["shiqiao.output", "bailu.output"]


def test_a_figure_is_underlined_only_where_it_is_no_text(tmp_path: Path) -> None:
    loaded = load_all(write_facts(tmp_path))
    check = validator("section.json", ids(loaded))
    assert check.is_valid(yaml.safe_load(section(47).replace("47亿元", "70余万平方米", 1)))
    assert check.is_valid(yaml.safe_load(section(47).replace("figure: 47亿元", "figure: [9项, 19项]", 1)))


def test_the_workspace_gives_each_file_its_schema() -> None:
    """The repository's own VS Code settings, with the globs read as the YAML extension reads them."""
    settings = json.loads((SHIPPED.parent / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for path in SHIPPED.glob("*/*.yaml"):
        name = path.relative_to(SHIPPED.parent)
        fitting = []
        for schema, globs in settings["yaml.schemas"].items():
            wanted = [g for g in globs if not g.startswith("!")]
            unwanted = [g[1:] for g in globs if g.startswith("!")]
            if any(map(name.match, wanted)) and not any(map(name.match, unwanted)):
                fitting.append(SHIPPED.parent / schema)
        assert fitting == [SHIPPED / "schema" / schema_of(path)], name
