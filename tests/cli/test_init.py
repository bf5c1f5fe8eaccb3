"""`policygen init`: a profile to begin with, that passes the check and says what is missing."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policygen.cli.main import main
from policygen.sources.jsonschema import profile_schema
from policygen.sources.profile import load_profile
from policygen.sources.schema import NATIONS, TYPES
from policygen.sources.starter import scalar
from policygen.sources.yamlio import loads

if TYPE_CHECKING:
    from pathlib import Path

DAY = ["--as-of", "2026-11-22"]


def init(file: Path, kind: str = "primary", nation: str = "england", *more: str) -> int:
    return main(["init", str(file), "--type", kind, "--nation", nation, "--no-input", *more])


@pytest.mark.parametrize("kind", TYPES)
def test_it_passes_the_check_for_every_type_in_every_nation(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for nation in NATIONS:
        file = tmp_path / f"{nation}.yaml"
        if init(file, kind, nation) == 0:
            made.append(file)
        else:
            assert "error[not-in-nation]" in capsys.readouterr().err
            assert not file.exists()
    assert made
    assert main(["check", str(tmp_path), *DAY]) == 0
    assert "error[" not in capsys.readouterr().out


def test_every_line_that_the_check_asks_for_is_marked_to_complete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "oak-lane.yaml"
    assert init(file) == 0
    assert main(["check", str(file), *DAY]) == 0
    warnings = re.findall(r"^.*?:(\d+):\d+: warning", capsys.readouterr().out, re.MULTILINE)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(warnings) >= 10
    assert [lines[int(number) - 1] for number in warnings if "# to complete" not in lines[int(number) - 1]] == []


def test_it_says_how_many_things_are_missing_and_what_comes_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "oak-lane.yaml"
    init(file)
    count = file.read_text(encoding="utf-8").count("# to complete")
    assert f"{count} lines are marked 'to complete'. Next: policygen check {file}" in capsys.readouterr().err


def test_a_line_with_its_mark_taken_away_is_what_held_anyway(tmp_path: Path) -> None:
    file = tmp_path / "oak-lane.yaml"
    init(file)
    text = file.read_text(encoding="utf-8")
    said = re.sub(r"(?m)^(\s+)# (\w+:)", r"\1\2", text)
    assert said != text
    file.write_text(said, encoding="utf-8")
    values = load_profile(file).values
    assert values["org"]["governance"] == "maintained"
    assert values["phones"]["staff"] == "locked_away"


def test_editors_find_nothing_wrong_in_it(tmp_path: Path) -> None:
    init(tmp_path / "oak.yaml")
    schema = tmp_path / "profile.schema.json"
    assert (
        (tmp_path / "oak.yaml")
        .read_text(encoding="utf-8")
        .startswith(f"# yaml-language-server: $schema={schema.name}\n")
    )
    assert schema.is_file()
    data = loads((tmp_path / "oak.yaml").read_text(encoding="utf-8"), "oak.yaml").data
    assert list(jsonschema.Draft7Validator(profile_schema()).iter_errors(data)) == []


def test_the_name_comes_from_the_file_unless_it_is_given(tmp_path: Path) -> None:
    init(tmp_path / "oak-lane.yaml")
    init(tmp_path / "elm.yaml", "primary", "england", "--name", "Elm & Ash <Primary>")
    assert load_profile(tmp_path / "oak-lane.yaml").values["org"]["name"] == "Oak Lane"
    assert load_profile(tmp_path / "elm.yaml").values["org"]["name"] == "Elm & Ash <Primary>"


@pytest.mark.parametrize(
    "name", ["*Stars* #1", "{{ 7*7 }}", "O'Neill", "null", "12", "Oak: the juniors", "مدرسة", "Tŷ Gwyn", "# no"]
)
def test_an_organisation_may_be_called_anything(tmp_path: Path, name: str) -> None:
    assert init(tmp_path / "oak.yaml", "primary", "england", "--name", name) == 0
    assert load_profile(tmp_path / "oak.yaml").values["org"]["name"] == name


@pytest.mark.parametrize(
    ("name", "code"), [("Oak\u200bLane", "invisible-character"), ("x" * 301, "too-long"), ("", "empty-value")]
)
def test_a_name_that_no_profile_may_have_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    assert init(tmp_path / "oak.yaml", "primary", "england", "--name", name) == 1
    assert f"error[{code}]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_ages_upside_down_write_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "oak.yaml", "primary", "england", "--youngest", "9", "--oldest", "5") == 1
    assert "error[ages-upside-down]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "oak.yaml"
    file.write_text("mine", encoding="utf-8")
    assert init(file) == 1
    assert "error[file-exists]" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_schema_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "profile.schema.json").write_text("{}", encoding="utf-8")
    init(tmp_path / "oak.yaml")
    assert (tmp_path / "profile.schema.json").read_text(encoding="utf-8") == "{}"


def test_a_missing_folder_is_made_and_one_that_cannot_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "profiles" / "oak.yaml") == 0
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert init(tmp_path / "file" / "oak.yaml") == 1
    assert "error[" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["oak", "oak.txt", "oak.json"])
def test_a_file_that_a_folder_of_profiles_would_not_show_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert init(tmp_path / name) == 1
    assert f"call it {tmp_path / name}.yaml" in capsys.readouterr().err


def test_without_questions_type_and_nation_are_needed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "oak.yaml"), "--type", "primary", "--no-input"]) == 2
    assert "--nation is needed" in capsys.readouterr().err


def converse(arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Run policygen in a terminal and answer each question that ends in a colon and a space."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "policygen.cli.main", *arguments]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        shown, seen = "", 0
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            if select.select([ours], [], [], 0.5)[0]:
                try:
                    shown += os.read(ours, 4096).decode()
                except OSError:
                    break
            if answers and len(shown) > seen and shown.endswith(": "):
                seen = len(shown)
                os.write(ours, answers.pop(0).encode() + b"\n")
        os.close(ours)
        code = process.wait(timeout=60)
    return code, shown


def test_it_asks_a_handful_of_questions_and_asks_again_where_an_answer_does_not_fit(tmp_path: Path) -> None:
    file = tmp_path / "oak.yaml"
    answers = [
        "Oak O'Neill #1",
        "primry",
        "primary",
        "wales",
        "",
        "10",
        "",
        "",
        "",
        "Ann Marsh",
        "Bo Lee",
        "soon",
        "029 2018 0101",
    ]
    code, shown = converse(["init", str(file)], list(answers))
    assert code == 0, shown
    assert "handed_in" in shown
    profile = load_profile(file)
    assert profile.values["org"] == {"name": "Oak O'Neill #1", "type": "primary", "nation": "wales"}
    assert profile.values["children"] == {"age_min": 4, "age_max": 10}
    assert profile.values["lead"]["safeguarding"] == {"name": "Bo Lee", "phone": "029 2018 0101"}
    assert "is this right?" not in file.read_text(encoding="utf-8")


def test_leaving_in_the_middle_writes_nothing(tmp_path: Path) -> None:
    # \x04 is Ctrl-D: no more answers.
    code, shown = converse(["init", str(tmp_path / "oak.yaml")], ["Oak", "\x04"])
    assert code == 130, shown
    assert list(tmp_path.iterdir()) == []


@given(st.text(st.characters(exclude_categories=("Cs", "Co", "Cc", "Cf", "Zl", "Zp", "Cn")), min_size=1, max_size=40))
def test_any_text_is_written_so_that_it_reads_back(text: str) -> None:
    assert loads(f"name: {scalar(text)}\n", "oak.yaml").data == {"name": text}
    assert yaml.safe_load(f"name: {scalar([text])}\n")["name"][0] is not None
