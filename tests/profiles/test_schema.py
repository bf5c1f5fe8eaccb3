"""The schema: words for people, and one table behind the check, the editor's JSON Schema and the reference page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from cerberus import SchemaError

from policygen.sources import validate, yamlio
from policygen.sources.fields import by_path
from policygen.sources.jsonschema import profile_schema, profile_schema_text
from policygen.sources.reference import reference
from policygen.sources.schema import PROFILE
from policygen.where import example_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
EDITOR = jsonschema.Draft7Validator(profile_schema())


def every_field() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name and rule of every field, those of list items too."""

    def walk(fields: dict[str, Any], above: str) -> Iterator[tuple[str, dict[str, Any]]]:
        for name, rule in fields.items():
            path = f"{above}{name}"
            yield path, rule
            if rule["type"] == "dict":
                yield from walk(rule["schema"], f"{path}.")
            elif rule["type"] == "list" and rule["schema"]["type"] == "dict":
                yield from walk(rule["schema"]["schema"], f"{path}[].")

    yield from walk(PROFILE, "")


FIELDS = dict(every_field())


def in_section(section: str) -> list[str]:
    return [path for path in FIELDS if path == section or path.startswith(f"{section}.")]


@pytest.mark.parametrize("section", PROFILE)
def test_every_field_has_its_words_for_people(section: str) -> None:
    for path in in_section(section):
        rule, meta = FIELDS[path], FIELDS[path]["meta"]
        if rule["type"] == "dict":
            continue
        assert meta["label"], path
        assert meta["help"], f"say what {path} decides"
        is_listed = meta.get("values") or rule["type"] == "boolean" or rule.get("schema", {}).get("schema")
        assert is_listed or meta.get("example") is not None, f"give an example of {path}"
        assert all(meta.get("values", {"": "meaning"}).values()), f"say what each value of {path} means"


@pytest.mark.parametrize("section", PROFILE)
def test_every_example_and_every_default_passes_the_check(section: str) -> None:
    for path in in_section(section):
        rule, meta = FIELDS[path], FIELDS[path]["meta"]
        for value in (meta.get("example"), meta.get("default")):
            listed = [value] if rule["type"] == "list" and not isinstance(value, list) else value
            assert value is None or not found(path, listed), path


def document(path: str, value: object) -> dict[str, Any]:
    """Return a profile that says only this one field."""
    data: Any = value
    for step in reversed(path.split(".")):
        data = {step.removesuffix("[]"): [data] if step.endswith("[]") else data}
    return dict(data)


def found(path: str, value: object) -> list[str]:
    """Return the codes that the check finds in a profile that says only this field."""
    tree = yamlio.loads(json.dumps(document(path, value)), "one.yaml")
    return [problem.code for problem in validate.said(tree)[1]]


def wrong_values(rule: dict[str, Any]) -> list[object]:
    """Return values that do not fit a field, and some that do."""
    values: list[object] = [
        "",
        "x",
        "no such value",
        7,
        -1,
        4.5,
        True,
        [],
        ["x"],
        [["x"]],
        {"x": "y"},
        "a\nb",
        "é" * 2000,
    ]
    values += [
        "2026-09-01",
        "2026-9-1",
        "01632 960101",
        "12",
        "a@b.example",
        "a@b",
        "https://oak.example",
        "ftp://oak.example",
    ]
    values += list(rule["meta"].get("values", {}))
    if rule["type"] == "list":
        values += [[value] for value in rule["meta"].get("values", {})] + [["x", "x"], [None], ["x", 3]]
    return values


# What only `check` can know: whether a day exists, how many digits a number has, what an empty line means.
LATER = {
    "bad-date", "bad-month-or-day", "bad-phone", "bad-address", "bad-email", "bad-colour", "bad-font", "empty-value",
    "too-long",
}  # fmt: skip


@pytest.mark.parametrize("section", PROFILE)
def test_the_editor_and_the_check_agree(section: str) -> None:
    for path in in_section(section):
        for value in wrong_values(FIELDS[path]):
            codes = found(path, value)
            complaints = [error.message for error in EDITOR.iter_errors(document(path, value))]
            if complaints:
                assert codes, f"the editor refuses {value!r} for {path} and the check does not: {complaints}"
            else:
                assert set(codes) <= LATER, f"the check refuses {value!r} for {path} and the editor does not"


def test_the_schema_is_sound_as_cerberus_reads_it() -> None:
    validate.ProfileValidator(validate.cerberus_schema())
    with pytest.raises(SchemaError):
        validate.ProfileValidator({"org": {"type": "no such type"}})


def test_an_unknown_name_is_refused_everywhere() -> None:
    for path, rule in FIELDS.items():
        if rule["type"] == "dict":
            assert found(path, {"no_such_field": 1}) == ["unknown-field"]
            assert list(EDITOR.iter_errors(document(path, {"no_such_field": 1})))


def test_the_json_schema_is_sound_and_explains_each_value() -> None:
    jsonschema.Draft7Validator.check_schema(profile_schema())
    children = profile_schema()["properties"]["phones"]["properties"]["children"]
    assert children["title"] == "Children's phones"
    assert "`handed_in`: handed in and given back" in children["markdownDescription"]
    assert dict(zip(children["enum"], children["enumDescriptions"], strict=True))["locker"] == "in a locker"


def test_the_schema_beside_the_profiles_is_current() -> None:
    stored = (ROOT / "profiles" / "profile.schema.json").read_text(encoding="utf-8")
    assert stored == profile_schema_text(), "run: policygen schema > profiles/profile.schema.json"


def test_the_reference_page_is_current_and_names_every_field() -> None:
    page = (ROOT / "docs" / "reference" / "profile.md").read_text(encoding="utf-8")
    assert page == reference(), "run: policygen schema --format md > docs/reference/profile.md"
    for field in by_path().values():
        assert field.label[1:] in page


@pytest.mark.parametrize("file", sorted(example_profiles().rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_profile_names_the_schema_in_its_first_line_and_fits_it(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix)
    named = file.parent / first.removeprefix(prefix)
    assert named.samefile(example_profiles() / "profile.schema.json")
    assert not list(EDITOR.iter_errors(yamlio.load(file).data))
