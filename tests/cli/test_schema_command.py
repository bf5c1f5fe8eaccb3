"""`policygen schema` prints what a profile may hold, for editors and for readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygen.cli.main import main
from policygen.sources.jsonschema import profile_schema

if TYPE_CHECKING:
    import pytest


def test_it_prints_a_json_schema_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out) == profile_schema()
    assert shown.err == ""


def test_it_prints_the_reference_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--format", "md"]) == 0
    assert capsys.readouterr().out.startswith("# Every field of a profile\n")
