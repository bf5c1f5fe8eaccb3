"""`policygen check`: every problem of every profile at once, in each format, with exit codes that scripts can use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

SOUND = """\
org: {name: Oak Juniors, type: sports_club, nation: england}
children: {age_min: 8, age_max: 16}
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = main(["check", "--as-of", "2026-11-22", *map(str, arguments)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_gaps_are_warnings_and_the_exit_code_is_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check(capsys, write(tmp_path, oak=SOUND))
    assert code == 0
    assert "warning[missing-contact]" in out
    assert "error[" not in out
    assert err.startswith("0 errors, ")


def test_errors_of_all_files_are_told_at_once_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, ash=SOUND.replace("england", "englnd"), elm="org: [", oak=SOUND)
    code, out, _err = check(capsys, tmp_path / "oak.yaml", tmp_path / "elm.yaml", tmp_path / "ash.yaml")
    assert code == 1
    assert out.index("ash.yaml") < out.index("elm.yaml") < out.index("oak.yaml")
    assert "error[unknown-value]" in out
    assert "error[yaml-unclosed-bracket]" in out


def test_what_breaks_a_rule_is_an_error_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = SOUND + "social:\n  official_accounts:\n    - platform: Facebook\n      admins: 1\n"
    code, out, _err = check(capsys, write(tmp_path, oak=text))
    assert code == 1
    assert f"{tmp_path}/oak.yaml:6:15: error[too-few-admins]" in out


def test_a_type_that_a_nation_does_not_have_is_told_where_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SOUND.replace("sports_club", "infant").replace("england", "scotland")
    code, out, _err = check(capsys, write(tmp_path, oak=text))
    assert code == 1
    assert "oak.yaml:1:32: error[not-in-nation]" in out


def test_json_is_data_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, oak=SOUND + "phones: {children: hand_in}\n")
    code, out, err = check(capsys, tmp_path, "--format", "json")
    (problem,) = json.loads(out)["problems"]
    assert (code, err) == (1, "")
    assert (problem["code"], problem["path"], problem["line"]) == ("unknown-value", "phones.children", 3)
    assert problem["suggestion"] == "handed_in"


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_other_formats_have_the_same_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    write(tmp_path, oak=SOUND + "phones: {children: hand_in}\n")
    code, out, _err = check(capsys, tmp_path, "--format", form)
    assert code == 1
    assert "unknown-value" in out


def test_the_day_decides_what_is_out_of_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contact = "contact: {allegations: {phone: 01632 960405, checked_on: 2026-09-01}}\n"
    write(tmp_path, oak=SOUND + contact)
    assert "out-of-date-contact" not in check(capsys, tmp_path)[1]
    assert "out-of-date-contact" in check(capsys, tmp_path, "--as-of", "2027-10-01")[1]


def test_a_parents_mistake_is_told_once_for_all_its_members(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    member = "extends: trust.yaml\n" + SOUND
    write(tmp_path, trust="phones: {children: hand_in}\n", ash=member, oak=member)
    _code, out, err = check(capsys, tmp_path)
    assert out.count("unknown-value") == 1
    assert err == "1 error, 0 warnings\n"
