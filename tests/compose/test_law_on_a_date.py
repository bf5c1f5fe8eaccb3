"""Law is cited as it is on the day, in the nation, or not at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from tests.kit import CLUB, SCHOOL, compose_text, library_with, page, words

if TYPE_CHECKING:
    from pathlib import Path

BEFORE, AFTER = dt.date(2026, 8, 31), dt.date(2026, 9, 1)
SCOTTISH = SCHOOL.replace("england", "scotland")


def cite(folder: Path, name: str, profile: str = SCHOOL, day: dt.date = AFTER) -> str:
    body = page("## C {#c}\n\nWe follow\n{{ law('" + name + "') }}.\n")
    return words(compose_text(folder, profile, day, library_with(folder, page=body)), "page")


def test_the_edition_in_force_on_the_day_is_the_one_that_is_cited(tmp_path: Path) -> None:
    assert "follows Guidance 2018." in words(compose_text(tmp_path, SCHOOL, BEFORE), "phones")
    assert "follows Guidance 2026." in words(compose_text(tmp_path, SCHOOL, AFTER), "phones")


def test_what_a_clause_says_changes_on_the_very_day(tmp_path: Path) -> None:
    day_before = words(compose_text(tmp_path, SCHOOL, dt.date(2026, 6, 28)), "phones")
    the_day = words(compose_text(tmp_path, SCHOOL, dt.date(2026, 6, 29)), "phones")
    assert "The head decides." in day_before
    assert "The head has regard to section 1 of the Phones Act." in the_day


def test_a_word_may_change_with_an_edition(tmp_path: Path) -> None:
    assert "about old harm." in words(compose_text(tmp_path, SCHOOL, BEFORE), "phones")
    assert "about new harm." in words(compose_text(tmp_path, SCHOOL, AFTER), "phones")


@pytest.mark.parametrize(
    ("name", "profile", "day", "why"),
    [
        ("scots-act", SCHOOL, AFTER, "not law in this nation"),
        ("guidance", SCOTTISH, AFTER, "not law in this nation"),
        ("coming-ban", SCHOOL, AFTER, "not in force: announced"),
        ("phone-duty", SCHOOL, dt.date(2026, 6, 28), "was not in force on 2026-06-28"),
        ("monthly", SCHOOL, dt.date(2024, 9, 29), "was not in force on 2024-09-29"),
    ],
)
def test_what_is_not_law_there_and_then_stops_the_build_with_its_place(
    tmp_path: Path, name: str, profile: str, day: dt.date, why: str
) -> None:
    with pytest.raises(PolicygenError) as caught:
        cite(tmp_path, name, profile, day)
    problem = caught.value.problems[0]
    assert problem.code == "not-law"
    assert why in problem.message
    assert problem.place.file.endswith("own/documents/page.md")
    assert (problem.place.line, problem.place.column) == (13, 9)


def test_a_month_is_certain_only_on_its_last_day(tmp_path: Path) -> None:
    assert "the Act of September 2024" in cite(tmp_path, "monthly", SCHOOL, dt.date(2024, 9, 30))


def test_guidance_for_schools_does_not_bind_a_club_though_it_may_be_named(tmp_path: Path) -> None:
    body = page(
        "## C {#c}\n\n{% if in_force('guidance') %}Bound.{% else %}Free, but see {{ law('guidance') }}.{% endif %}\n"
    )
    library = library_with(tmp_path, page=body)
    assert "Bound." in words(compose_text(tmp_path, SCHOOL, AFTER, library), "page")
    assert "Free, but see Guidance 2026." in words(compose_text(tmp_path, CLUB, AFTER, library), "page")


def test_the_list_of_law_holds_what_binds_here_and_what_is_coming_stands_apart(tmp_path: Path) -> None:
    text = words(compose_text(tmp_path, SCHOOL, AFTER), "law-list")
    assert (
        "Guidance 2026 | The new guidance.\nsection 1 of the Phones Act | Schools have regard to the guidance." in text
    )
    assert text.endswith("2 Coming\n- A ban that is coming (spring 2027)")


def test_before_an_announcement_nothing_of_it_is_said(tmp_path: Path) -> None:
    assert "A ban" not in words(compose_text(tmp_path, SCHOOL, dt.date(2026, 6, 14)), "law-list")
    assert "A ban" in words(compose_text(tmp_path, SCHOOL, dt.date(2026, 6, 15)), "law-list")


def test_a_day_before_the_register_begins_is_refused_with_the_first_day(tmp_path: Path) -> None:
    with pytest.raises(PolicygenError) as caught:
        compose_text(tmp_path, SCHOOL, dt.date(2017, 12, 31))
    assert caught.value.problems[0].code == "before-register"
    assert "from 2018-01-01 on" in caught.value.problems[0].hint


def test_a_closed_helpline_is_never_printed(tmp_path: Path) -> None:
    body = page("## C {#c}\n\nRing {{ contact('old-line') }}.\n")
    with pytest.raises(PolicygenError) as caught:
        compose_text(tmp_path, SCHOOL, AFTER, library_with(tmp_path, page=body))
    assert [(one.code, one.place.line) for one in caught.value.problems] == [("contact-not-here", 12)]


def test_between_two_days_with_no_change_nothing_differs(tmp_path: Path) -> None:
    one, other = (compose_text(tmp_path, SCHOOL, day).documents for day in (dt.date(2026, 9, 1), dt.date(2027, 3, 1)))
    assert one == other


def test_a_body_that_nothing_binds_gets_no_list_of_law(tmp_path: Path) -> None:
    text = words(compose_text(tmp_path, CLUB, AFTER), "law-list")
    assert "Guidance 2026" not in text
    assert "What | In short" not in text
