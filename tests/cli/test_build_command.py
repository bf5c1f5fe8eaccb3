"""The commands on packs, run as users run them: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.kit import COMPLETE

if TYPE_CHECKING:
    from collections.abc import Iterator


def policygen(*words: str | Path, cwd: Path | None = None, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "policygen.cli.main", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, **more)  # type: ignore[call-overload,no-any-return] # what a test passes on


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "testing.yaml"
    path.write_text(COMPLETE)
    return path


@pytest.fixture
def packs(tmp_path: Path, profile: Path) -> Iterator[Path]:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--as-of", "2026-11-22")
    assert (result.returncode, result.stderr) == (0, "")
    return tmp_path / "packs"  # type: ignore[return-value] # pytest takes a value as well


def refused(result: subprocess.CompletedProcess[str], code: str, *words: str) -> None:
    """Hold that a command refused: exit 1, the code, what to do, nothing on standard output, and no traceback."""
    assert result.returncode == 1, result.stderr
    assert f"error[{code}]" in result.stderr
    for word in words:
        assert word in result.stderr
    assert "Traceback" not in result.stderr


def test_a_pack_is_built_and_said_where(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs")
    assert result.returncode == 0
    assert result.stdout.startswith(f"{tmp_path / 'packs' / 'testing'}: ")
    assert "ready to approve" in result.stdout
    assert (tmp_path / "packs" / "testing" / "pack.json").is_file()


def test_a_draft_says_what_is_missing_and_final_refuses_it(profile: Path, tmp_path: Path) -> None:
    profile.write_text(COMPLETE.replace("name: Ann Example, ", ""))
    draft = policygen("build", profile, "--out", tmp_path / "packs")
    assert draft.returncode == 0
    assert "a draft: 1 thing to complete, listed in" in draft.stdout
    assert "complete-before-approval.docx" in draft.stdout
    final = policygen("build", profile, "--out", tmp_path / "final", "--final")
    refused(final, "to-complete", "Safeguarding lead: name is not given", "lead.safeguarding.name")
    assert not (tmp_path / "final").exists()


def test_verify_says_what_is_out_of_date_in_words_and_as_json(packs: Path, profile: Path) -> None:
    fine = policygen("verify", profile, "--out", packs, "--as-of", "2026-11-22")
    assert (fine.returncode, fine.stdout) == (0, "testing: up to date\n")
    profile.write_text(COMPLETE.replace("Ann Example", "Bea Example"))
    changed = policygen("verify", profile, "--out", packs, "--as-of", "2026-11-22")
    assert changed.returncode == 1
    assert "would now come out differently (because of profile lead.safeguarding.name)" in changed.stdout
    data = json.loads(policygen("verify", profile, "--out", packs, "--as-of", "2026-11-22", "--format", "json").stdout)
    assert {cause for one in data["findings"] for cause in one["causes"]} == {"profile:lead.safeguarding.name"}


def test_explain_says_which_documents_and_what_chose_a_clause(profile: Path) -> None:
    pack = policygen("explain", profile)
    assert pack.returncode == 0
    assert "mobile-devices-policy" in pack.stdout
    assert "Not in this pack:" in pack.stdout
    name = "mobile-devices-policy"
    document = policygen("explain", profile, name)
    clause = next(
        line.split("[")[1].rstrip("]\n") for line in document.stdout.splitlines() if "[mobile-devices-policy/" in line
    )
    text = policygen("explain", profile, clause)
    assert "Facts:" in text.stdout
    refused(
        policygen("explain", profile, "mobile-device-policy"),
        "unknown-document",
        "did you mean 'mobile-devices-policy'?",
    )
    refused(policygen("explain", profile, clause + "x"), "unknown-clause", f"did you mean '{clause}'?")


def test_law_list_and_show(tmp_path: Path) -> None:
    listed = policygen("law", "list", "--nation", "england", "--as-of", "2026-08-31")
    assert "kcsie  KCSIE 2025  (in force; england)" in listed.stdout
    rows = json.loads(policygen("law", "list", "--as-of", "2026-09-01", "--format", "json").stdout)["instruments"]
    assert {row["label"] for row in rows if row["id"] == "kcsie"} == {"KCSIE 2026"}
    shown = policygen("law", "show", "kcsie")
    assert "Sources, last checked" in shown.stdout
    refused(policygen("law", "show", "kcse", cwd=tmp_path), "unknown-law", "did you mean 'kcsie'?")


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "01/09/2026", "2026-9-1x"])
def test_a_day_that_is_not_one_is_refused(profile: Path, tmp_path: Path, day: str) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--as-of", day)
    refused(result, "not-a-day", f"--as-of: '{day}' is not a day", "write it as 2026-09-01")


def test_a_day_before_the_register_begins(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--as-of", "1999-01-01")
    refused(result, "before-register", "choose a day from 2018-01-01 on")


def test_a_document_id_that_does_not_exist(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--document", "aup-staf")
    refused(result, "unknown-document", "did you mean 'aup-staff'?")


def test_a_format_that_does_not_exist(profile: Path, tmp_path: Path) -> None:
    result = policygen("build", profile, "--out", tmp_path / "packs", "--format", "docx,odt")
    assert result.returncode == 2
    assert "'odt' is not a format" in result.stderr


def test_an_output_folder_that_is_a_file(profile: Path, tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file")
    refused(policygen("build", profile, "--out", tmp_path / "packs"), "cannot-write", "choose another folder")


def test_an_output_folder_that_cannot_be_written(profile: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    # The kernel's own folder is closed even to root, for whom no mode closes anything.
    out = Path("/sys/policygen") if os.geteuid() == 0 else closed / "packs"
    refused(policygen("build", profile, "--out", out), "cannot-write", "choose another folder with --out")


def test_a_library_folder_with_a_broken_template(profile: Path, tmp_path: Path) -> None:
    documents = tmp_path / "own" / "documents"
    documents.mkdir(parents=True)
    (documents / "broken.md").write_text(
        "---\nid: broken\ntitle: Broken\nfamily: reference\naudience: [staff]\npublish: public\nreading: staff\n---\n\n"
        "## C {#c}\n\nTell {{ lead.safeguardin.name }}.\n"
    )
    result = policygen("build", profile, "--out", tmp_path / "packs", "--library", tmp_path / "own")
    refused(result, "unknown-fact", "broken.md:12:9", "did you mean 'lead.safeguarding.name'?")
    assert not (tmp_path / "packs").exists()
    linted = policygen("lint", "--library", tmp_path / "own")
    assert linted.returncode == 1
    assert "broken.md:12:9: error[unknown-fact]" in linted.stdout


def test_the_profile_may_name_its_own_library(profile: Path, tmp_path: Path) -> None:
    documents = tmp_path / "ours" / "documents"
    documents.mkdir(parents=True)
    (documents / "our-visitors.md").write_text(
        "---\namends: aup-visitors\n---\n\n## Our gate {#our-gate}\n\nRing the bell at {{ org.short_name }}.\n"
    )
    profile.write_text(COMPLETE + "library: ours\n")
    assert policygen("build", profile, "--out", tmp_path / "packs").returncode == 0
    assert "Ring the bell at Testing." in (tmp_path / "packs/testing/aup-visitors.md").read_text(encoding="utf-8")


def test_one_bad_profile_does_not_stop_the_others(profile: Path, tmp_path: Path) -> None:
    profile.with_name("bad.yaml").write_text(COMPLETE + "pack: {leave_out: [no-such-document]}\n")
    result = policygen("build", tmp_path, "--out", tmp_path / "packs")
    refused(result, "unknown-document", "no-such-document")
    assert (tmp_path / "packs/testing/pack.json").is_file()


def test_many_at_a_time_give_the_same_bytes_as_one_after_the_other(profile: Path, tmp_path: Path) -> None:
    for number in range(3):
        profile.with_name(f"school-{number}.yaml").write_text(COMPLETE.replace("Testing School", f"School {number}"))
    for folder, jobs in (("one", 1), ("two", 2)):
        assert policygen("build", tmp_path, "--out", tmp_path / folder, "--jobs", str(jobs)).returncode == 0
    one, two = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) > 50


@pytest.mark.parametrize(
    "name",
    ["A & B <Ltd>", "*Stars* #1", "{{ 7*7 }}", "O'Neill's", "مدرسة النور", "Ysgol Llŷn", "N" * 300],
)
def test_names_that_look_like_something_else_build(profile: Path, tmp_path: Path, name: str) -> None:
    profile.write_text(COMPLETE.replace("name: Testing School, short_name: Testing,", f'name: "{name}",'))
    result = policygen("build", profile, "--out", tmp_path / "packs", "--document", "aup-staff")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\x07", "\ue010"])
def test_a_name_with_a_character_that_nobody_sees_is_refused_with_its_place(
    profile: Path, tmp_path: Path, character: str
) -> None:
    profile.write_text(COMPLETE.replace("Testing School", f"Testing{character} School"))
    result = policygen("build", profile, "--out", tmp_path / "packs")
    assert result.returncode == 1
    assert "testing.yaml:1:" in result.stderr
    assert "Traceback" not in result.stderr
