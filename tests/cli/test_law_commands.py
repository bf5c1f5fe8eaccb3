"""The commands about law that changes, and about where packs stand, as people and scripts use them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from policygen.cli.main import main
from tests.kit import CLUB, COMPLETE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DUTY = ("--from", "2026-06-28", "--to", "2026-06-29")
QUIET = ("--from", "2026-11-01", "--to", "2026-11-20")


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.out)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def runs(*words: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Ran(code, *capfd.readouterr())

    return runs


@pytest.fixture
def school(tmp_path: Path) -> Path:
    path = tmp_path / "testing.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    return path


@pytest.fixture
def club(tmp_path: Path) -> Path:
    path = tmp_path / "club.yaml"
    path.write_text(CLUB, encoding="utf-8")
    return path


def is_a_page(text: str) -> bool:
    """Say whether this is one whole page that fetches nothing and runs nothing."""
    outside = [word for word in ("<script", "<link", "<img", "@import", "url(", "src=") if word in text]
    return text.startswith("<!DOCTYPE html>") and text.count("<h1>") == 1 and not outside


def test_changes_are_told_with_the_keys_that_scripts_rely_on(run: Callable[..., Ran]) -> None:
    ran = run("law", "changes", *DUTY, "--format", "json")
    assert ran.code == 0
    rows = {row["id"]: row for row in ran.data["changes"]}
    duty = rows["education-act-1996-s550c"]
    assert {"date", "id", "kind", "title", "nations", "summary", "source"} <= set(duty)
    assert (duty["date"], duty["kind"], duty["nations"]) == ("2026-06-29", "commenced", ["england"])
    assert duty["source"].startswith("https://www.legislation.gov.uk/")
    assert rows["dfe-mobile-phones"]["kind"] == "issued"
    assert rows["dfe-mobile-phones"]["before"] == "2026-01-19"


def test_changes_of_one_nation_leave_out_what_is_not_law_there(run: Callable[..., Ran]) -> None:
    rows = run("law", "changes", *DUTY, "--nation", "scotland", "--format", "json").data["changes"]
    assert rows
    assert all("scotland" in row["nations"] for row in rows)
    assert "education-act-1996-s550c" not in {row["id"] for row in rows}


def test_changes_for_people_say_when_what_where_and_the_source(run: Callable[..., Ran]) -> None:
    out = run("law", "changes", *DUTY).out
    assert "2026-06-29  In force: " in out
    assert "(education-act-1996-s550c; England)" in out
    assert "https://www.legislation.gov.uk/" in out


def test_what_is_passed_and_not_in_force_stands_apart_from_what_changed(run: Callable[..., Ran]) -> None:
    data = run("law", "changes", "--from", "2026-04-28", "--to", "2026-04-29", "--format", "json").data
    assert {row["kind"] for row in data["watch"]} == {"enacted"}
    assert not {row["id"] for row in data["watch"]} & {row["id"] for row in data["changes"]}


def test_a_time_without_a_change_has_none(run: Callable[..., Ran]) -> None:
    assert run("law", "changes", *QUIET, "--format", "json").data["changes"] == []
    assert "no change between these days" in run("law", "changes", *QUIET).out


@pytest.mark.parametrize("command", [("law", "changes"), ("law", "impact", "profiles")], ids=["changes", "impact"])
def test_a_range_that_cannot_be_is_refused_with_what_to_write(run: Callable[..., Ran], command: tuple[str]) -> None:
    upside_down = run(*command, "--from", "2026-06-29", "--to", "2026-06-28")
    assert (upside_down.code, upside_down.out) == (1, "")
    assert "error[range-upside-down]" in upside_down.err
    assert "--from 2026-06-28 --to 2026-06-29" in upside_down.err
    before = run(*command, "--from", "1999-01-01", "--to", "2026-06-28")
    assert before.code == 1
    assert "error[before-register]" in before.err


def test_a_range_without_an_end_is_wrong_usage(run: Callable[..., Ran]) -> None:
    assert run("law", "changes", "--from", "2026-06-29").code == 2


def test_what_is_coming_has_a_date_or_says_what_is_expected(run: Callable[..., Ran]) -> None:
    data = run("law", "upcoming", "--as-of", "2026-08-01", "--within", "60d", "--format", "json").data
    assert (data["as_of"], data["until"]) == ("2026-08-01", "2026-09-30")
    assert {"kcsie", "rshe-guidance-england"} <= {row["id"] for row in data["dated"]}
    assert all("2026-08-01" < row["day"] <= "2026-09-30" for row in data["dated"])
    assert all(row["expected"] and row["state"] in ("not_commenced", "announced") for row in data["no_date_yet"])
    assert data["no_date_yet"]
    assert data["organisations"] == []


def test_weeks_are_days_and_nonsense_is_wrong_usage(run: Callable[..., Ran]) -> None:
    days, weeks = (run("law", "upcoming", "--as-of", "2026-08-01", "--within", form) for form in ("14d", "2w"))
    assert (days.code, days.out) == (0, weeks.out)
    for nonsense in ("soon", "0d", "-5d", "99999d", "10"):
        assert run("law", "upcoming", "--within", nonsense).code == 2


def test_impact_names_organisation_document_clause_and_cause(run: Callable[..., Ran], school: Path) -> None:
    ran = run("law", "impact", school, *DUTY, "--format", "json")
    assert ran.code == 1
    (organisation,) = ran.data["organisations"]
    assert organisation["slug"] == "testing"
    clauses = {clause["id"]: clause for document in organisation["documents"] for clause in document["clauses"]}
    duty = clauses["mobile-devices-policy/phones-law"]
    assert "law:education-act-1996-s550c" in duty["causes"]
    assert {"number", "heading", "old", "new", "sentences"} <= set(duty)
    assert any("550C" in sentence for row in duty["sentences"] for sentence in row["new"])
    assert not any("550C" in sentence for row in duty["sentences"] for sentence in row["old"])
    assert "education-act-1996-s550c" in {row["id"] for row in ran.data["changes"]}


def test_impact_says_nothing_of_who_is_not_touched(run: Callable[..., Ran], school: Path, club: Path) -> None:
    kcsie = ("--from", "2026-08-31", "--to", "2026-09-01")
    data = run("law", "impact", school, club, *kcsie, "--format", "json").data
    assert [one["slug"] for one in data["organisations"]] == ["testing"]
    assert data["untouched"] == ["club"]
    text = run("law", "impact", school, club, *kcsie).out
    assert "Testing School (testing)" in text
    assert "Testing Club" not in text
    assert "1 of 2" in text


def test_impact_of_a_quiet_time_is_nothing_and_exit_code_0(run: Callable[..., Ran], school: Path) -> None:
    ran = run("law", "impact", school, *QUIET)
    assert (ran.code, ran.err) == (0, "")
    assert "No policy reads differently" in ran.out


def test_upcoming_with_profiles_shows_their_sentences(run: Callable[..., Ran], school: Path) -> None:
    out = run("law", "upcoming", school, "--as-of", "2026-06-20", "--within", "30d").out
    assert "      + " in out
    assert "550C" in out


@pytest.mark.parametrize(
    "words",
    [
        ("law", "changes", *DUTY),
        ("law", "changes", *QUIET),
        ("law", "upcoming", "--as-of", "2026-06-20"),
        ("law", "list", "--nation", "wales", "--as-of", "2026-11-22"),
        ("law", "show", "kcsie", "--as-of", "2026-11-22"),
        ("law", "impact", "PROFILE", *DUTY),
        ("law", "impact", "PROFILE", *QUIET),
        ("law", "upcoming", "PROFILE", "--as-of", "2026-06-20", "--within", "30d"),
    ],
    ids=" ".join,
)
def test_every_page_is_one_file_and_the_same_each_time(
    run: Callable[..., Ran], school: Path, words: tuple[str]
) -> None:
    words = tuple(str(school) if word == "PROFILE" else word for word in words)  # type: ignore[assignment] # more than one
    first, again = (run(*words, "--format", "html").out for _ in range(2))
    assert is_a_page(first)
    assert first == again


def test_status_goes_from_no_pack_to_nothing_to_do(run: Callable[..., Ran], school: Path, tmp_path: Path) -> None:
    asked = ("status", school, "--out", tmp_path / "packs", "--as-of", "2026-11-22", "--format", "json")
    before = run(*asked)
    assert (before.code, before.data["organisations"][0]["needs"]) == (1, ["build"])
    run("build", school, "--out", tmp_path / "packs", "--as-of", "2026-11-22")
    after = run(*asked)
    (row,) = after.data["organisations"]
    assert (after.code, row["needs"], row["law"], row["clauses"]) == (0, [], [], 0)
    assert row["pack"] == {"as_of": "2026-11-22", "status": "ready"}
    assert after.data["totals"]["fine"] == 1


def test_status_names_law_since_and_what_would_differ(run: Callable[..., Ran], school: Path, tmp_path: Path) -> None:
    run("build", school, "--out", tmp_path / "packs", "--as-of", "2026-06-28")
    ran = run("status", school, "--out", tmp_path / "packs", "--as-of", "2026-06-29")
    assert ran.code == 1
    assert "law changed since: dfe-mobile-phones, education-act-1996-s550c" in ran.out
    assert "would differ: " in ran.out
    page = run("status", school, "--out", tmp_path / "packs", "--as-of", "2026-06-29", "--format", "html").out
    assert is_a_page(page)
    assert 'href="#testing"' in page
    assert 'id="testing"' in page


def test_status_tells_of_every_organisation_though_one_profile_is_broken(
    run: Callable[..., Ran], school: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.yaml").write_text("org: {name: No Type}\n", encoding="utf-8")
    ran = run("status", tmp_path, "--out", tmp_path / "packs")
    assert ran.code == 1
    assert "testing: no pack yet" in ran.out
    assert "broken: cannot be made" in ran.out
    assert "broken.yaml:1" in ran.err
    assert school.is_file()
