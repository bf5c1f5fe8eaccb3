"""What is asked of an organisation is met by a clause, or does not apply for a reason, or is missing; nothing else."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.cli.main import main
from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.errors import PolicygenError
from policygen.review.coverage import STATES, Claim, Coverage, coverage
from policygen.review.coverage_page import coverage_page
from policygen.review.lint import lint
from policygen.sources.library import Library
from policygen.writers.page_html import write
from tests.browser import look
from tests.kit import CLUB, COMPLETE, DAY, SMALL, library_with, page, profile, small_library
from tests.needs import needs

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.review.coverage import Row

ODD = COMPLETE.replace("Testing School", '"<b>A & B</b> «Ysgol» مدرسة"')


def of(folder: Path, text: str, library: Library | None = None, only: str = "", slug: str = "testing") -> Coverage:
    having = library or small_library()
    facts = build_facts(profile(folder, text, slug), having, DAY)
    return coverage(facts, compose(facts, having), having, only)


def row(found: Coverage, name: str) -> Row:
    return next(one for one in found.rows if one.requirement.id == name)


def with_register(folder: Path, text: str, **documents: str) -> Library:
    """Return the small library with documents and a register on top."""
    library_with(folder, **documents)
    (folder / "own" / "frameworks").mkdir(exist_ok=True)
    (folder / "own" / "frameworks" / "mine.yaml").write_text(text, encoding="utf-8")
    return Library((SMALL, folder / "own"))


def test_a_requirement_is_met_by_the_clauses_that_claim_it_each_with_its_number_and_heading(tmp_path: Path) -> None:
    found = row(of(tmp_path, COMPLETE), "R1")
    assert found.state == "met"
    assert found.claims == (Claim("phones/where", "Phones at Testing", "1", "Where phones are"),)


def test_what_applies_and_no_clause_meets_is_missing(tmp_path: Path) -> None:
    found = of(tmp_path, COMPLETE)
    assert row(found, "R4").state == "missing"
    assert found.missing == ("R4",)


def test_what_does_not_apply_says_why(tmp_path: Path) -> None:
    found = of(tmp_path, CLUB)
    assert (row(found, "R4").state, row(found, "R4").because) == ("not-applicable", "only schools are asked")


def test_a_whole_register_may_be_for_others(tmp_path: Path) -> None:
    found = row(of(tmp_path, COMPLETE), "S1")
    assert (found.state, found.because) == ("not-applicable", "this is for schools in Wales")
    welsh = COMPLETE.replace("nation: england", "nation: wales")
    assert row(of(tmp_path, welsh), "S1").state == "missing"


def test_a_clause_that_an_organisation_does_not_get_meets_nothing_for_it(tmp_path: Path) -> None:
    clause = '## Only here {#only when="org.is_club" covers="M1"}\n\nText.'
    register = "id: mine\ntitle: Mine\nsource: Us\nrequirements:\n  - {id: M1, what: Say it}\n"
    library = with_register(tmp_path, register, page=page(clause))
    assert of(tmp_path, CLUB, library, "mine").missing == ()
    assert of(tmp_path, COMPLETE, library, "mine").missing == ("M1",)


def test_one_register_can_be_asked_for_and_a_wrong_name_is_mended(tmp_path: Path) -> None:
    assert {one.framework for one in of(tmp_path, COMPLETE, only="schools").rows} == {"schools"}
    with pytest.raises(PolicygenError) as caught:
        of(tmp_path, COMPLETE, only="school")
    assert (caught.value.problems[0].code, caught.value.problems[0].suggestion) == ("unknown-framework", "schools")


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from(["infant", "secondary", "childrens_home", "sports_club"]), low=st.integers(0, 12))
def test_each_requirement_stands_in_one_state_with_what_belongs_to_it(
    tmp_path_factory: pytest.TempPathFactory, kind: str, low: int
) -> None:
    text = CLUB.replace("sports_club", kind).replace("age_min: 5", f"age_min: {low}")
    found = of(tmp_path_factory.mktemp("any"), text)
    asked = [one.id for one in small_library().frameworks.requirements]
    assert [one.requirement.id for one in found.rows] == asked
    assert sum(found.totals().values()) == len(asked)
    for one in found.rows:
        assert (bool(one.claims), bool(one.because)) == (one.state == "met", one.state == "not-applicable")


def test_a_clause_that_claims_what_no_register_asks_is_found_with_the_nearest_name(tmp_path: Path) -> None:
    library = library_with(tmp_path, page=page('## C {#c covers="R1 R22"}\n\nText.'))
    (found,) = [one for one in lint(library) if one.code == "unknown-requirement"]
    assert (found.place.line, found.place.column, found.suggestion) == (10, 21, "R2")


REGISTERS = {
    "asked of everybody": ("  - {id: M1, what: Say it}", ["M1"]),
    "asked of some": ("  - {id: M1, what: Say it, when: org.is_club, because: no}", ["M1"]),
    "claimed": ("  - {id: M1, what: Say it}\n  - {id: M2, what: Say more}", ["M2"]),
    "asked of nobody": ("  - {id: M1, what: Say it, when: org.is_club and org.is_school, because: no}", []),
}


@pytest.mark.parametrize(("rows", "unclaimed"), REGISTERS.values(), ids=REGISTERS)
def test_a_requirement_that_no_clause_claims_is_a_warning_where_it_stands(
    tmp_path: Path, rows: str, unclaimed: list[str]
) -> None:
    covers = ' covers="M1"' if "M2" in rows else ""
    text = f"id: mine\ntitle: Mine\nsource: Us\nrequirements:\n{rows}\n"
    library = with_register(tmp_path, text, page=page(f"## C {{#c{covers}}}\n\nText."))
    found = [one for one in lint(library) if one.code == "unclaimed-requirement"]
    assert [one.path for one in found] == unclaimed
    assert all(one.severity == "warning" and one.place.file.endswith("mine.yaml") for one in found)
    assert all(one.place.line > 4 and f'covers="{one.path}"' in one.hint for one in found)


FAULTS = {
    "unknown-fact": "  - id: M1\n    what: Say it\n    when: children.age_mx > 3\n    because: no",
    "said-twice": "  - {id: R1, what: Say it again}",
    "requirement-without-reason": "  - id: M1\n    what: Say it\n    when: org.is_school",
    "bad-framework": "  - id: M1\n    wat: Say it",
    "bad-expression": "  - id: M1\n    what: Say it\n    when: org.is_school and\n    because: no",
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_in_a_register_is_found_at_its_place(tmp_path: Path, code: str) -> None:
    library = with_register(tmp_path, f"id: mine\ntitle: Mine\nsource: Us\nrequirements:\n{FAULTS[code]}\n")
    found = [one for one in lint(library) if one.code == code]
    assert found
    assert found[0].place.file.endswith("mine.yaml")
    assert found[0].place.line > 4


@pytest.mark.parametrize(
    "text", ["id: mine\n", "- one\n", "id: mine\nrequirements: [x]\n", "id: mine\nrequirements: 1\n"]
)
def test_a_register_of_another_form_is_refused_by_name(tmp_path: Path, text: str) -> None:
    library = with_register(tmp_path, text)
    with pytest.raises(PolicygenError) as caught:
        of(tmp_path, COMPLETE, library)
    assert {one.code for one in caught.value.problems} == {"bad-framework"}


@pytest.mark.slow
@needs("chromium", "axe-core")
def test_the_page_has_no_fault_of_accessibility_and_fits_a_telephone(tmp_path: Path) -> None:
    texts = {"school": COMPLETE, "odd": ODD, "club": CLUB}
    found = [of(tmp_path, text, slug=slug) for slug, text in texts.items()]
    registers = tuple(small_library().frameworks.found.values())
    words = small_library().vocabulary.words["en"]
    pages = {
        "many": write(coverage_page(found, registers, DAY, words)),
        "one": write(coverage_page(found[2:], registers, DAY, words)),
        "nobody": write(coverage_page([], registers, DAY, words)),
    }
    for seen in look(pages, (320, 1280), tmp_path):
        assert seen.violations == [], seen.name
        assert seen.page <= seen.window, seen.name


def test_the_page_says_each_state_in_words_and_what_is_missing_first(tmp_path: Path) -> None:
    having = small_library()
    found = [of(tmp_path, ODD)]
    made = write(coverage_page(found, tuple(having.frameworks.found.values()), DAY, having.vocabulary.words["en"]))
    text = made.decode()
    assert "<b>A" not in text
    assert text.index('id="missing"') < text.index('id="asked"')
    for words in ("Met", "Does not apply", "Missing"):
        assert f"<strong>{words}</strong>" in text


REGISTER = """\
id: nspcc-2022
title: In place of the one that ships
source: Us
requirements:
  - {id: NSPCC22-01, what: Say what harmful content is}
  - {id: M2, what: "=Say it", when: org.is_club, because: only clubs are asked}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a folder whose register has the name of one that ships, so that no text of the library differs."""
    with_register(tmp_path, REGISTER)
    return tmp_path / "own"


def ran(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    capfd.readouterr()
    return main(["coverage", *map(str, words)]), capfd.readouterr().out


@pytest.mark.slow
def test_the_command_says_it_as_text_data_table_and_page(
    tmp_path: Path, own: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = profile(tmp_path, COMPLETE).file
    asked = (path, "--library", own, "--framework", "nspcc-2022", "--as-of", "2026-11-22")
    code, out = ran(capfd, *asked)
    assert (code, out.splitlines()[-1]) == (0, "testing: 1 met, 1 do not apply, 0 missing")
    assert "because only clubs are asked" in out
    _code, out = ran(capfd, *asked, "--format", "json")
    one = json.loads(out)["organisations"][0]
    assert one["totals"] == dict(zip(STATES, (1, 1, 0), strict=True))
    assert one["requirements"][0]["clauses"][0]["id"].startswith(
        ("online-safety-policy/", "harmful-content-procedure/")
    )
    _code, out = ran(capfd, *asked, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(one["id"], one["requirement"]) for one in rows] == [
        ("NSPCC22-01", "Say what harmful content is"),
        ("M2", "'=Say it"),
    ]
    _code, out = ran(capfd, *asked, "--format", "html")
    assert out.startswith("<!DOCTYPE html>")
    assert "<svg" in out


@pytest.mark.slow
def test_the_command_exits_with_1_where_something_is_missing(
    tmp_path: Path, own: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = profile(tmp_path, CLUB).file
    code, out = ran(capfd, path, "--library", own, "--framework", "nspcc-2022", "--as-of", "2026-11-22")
    assert code == 1
    assert out.splitlines()[-1].endswith("M2")


@pytest.mark.slow
def test_for_several_organisations_the_text_says_what_they_meet_together(
    tmp_path: Path, own: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [profile(tmp_path, text, name).file for name, text in {"school": COMPLETE, "club": CLUB}.items()]
    _code, out = ran(capfd, *paths, "--library", own, "--framework", "nspcc-2022", "--as-of", "2026-11-22")
    assert out.splitlines()[-2:] == ["Met by one or more of these:", "  nspcc-2022: 1 of 2"]
