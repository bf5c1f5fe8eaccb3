"""What law did and will do to the example organisations: the right ones, the right sentences, and always a reason."""

from __future__ import annotations

import datetime as dt
import random
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from policygen.pack.impact import Impact, impact
from policygen.review.causes import UNKNOWN
from policygen.review.differences import passages
from policygen.sources.profile import LoadedProfile, load_profile
from tests.content.organisations import examples, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.review.wording import Wording

ENGLISH_SCHOOLS = {"foxglove-lane", "larkhill", "stonebridge-academy"}
FIRST_DAYS = [dt.date(year, month, 1) for year in range(2018, 2028) for month in range(1, 13)]


@cache
def loaded(path: Path) -> LoadedProfile:
    return load_profile(path)


def impacts(start: dt.date, end: dt.date) -> dict[str, Impact]:
    return {path.stem: impact(loaded(path), shipped(), start, end) for path in examples()}


def readings(found: Impact) -> Iterator[Wording]:
    """Yield every clause that reads differently, and the openings of documents."""
    for document in found.documents:
        yield from document.clauses
        if document.opening:
            yield document.opening


def unexplained(found: Impact) -> list[str]:
    return [f"{found.slug}: {one.id}" for one in readings(found) if UNKNOWN in one.causes]


def test_the_duty_on_phones_of_29_june_2026_touches_the_schools_of_england_and_no_one_else() -> None:
    found = impacts(dt.date(2026, 6, 28), dt.date(2026, 6, 29))
    duty = "law:education-act-1996-s550c"
    assert {slug for slug, one in found.items() if duty in one.causes} == ENGLISH_SCHOOLS
    for slug in ENGLISH_SCHOOLS:
        rows = [row for one in readings(found[slug]) if duty in one.causes for row in passages(*one.sides())]
        assert any("must have regard to Mobile phones in schools" in said for row in rows for said in row.new)
        assert not any("must have regard to Mobile phones" in said for row in rows for said in row.old)


def test_taking_down_within_48_hours_touches_everybody_from_29_june_2026_but_small_bodies() -> None:
    found = impacts(dt.date(2026, 6, 28), dt.date(2026, 6, 29))
    small = {"cwm-helyg", "elmswell-juniors"}  # their code sends them to the helplines, and says nothing of platforms
    assert {slug for slug, one in found.items() if not one.documents} == small
    for one in (one for slug, one in found.items() if slug not in small):
        rows = [row for reading in readings(one) for row in passages(*reading.sides())]
        assert any("48 hours" in said for row in rows for said in row.new), one.slug
        assert not any("48 hours" in said for row in rows for said in row.old), one.slug


def test_1_september_2026_changes_the_schools_of_england_by_two_documents_of_guidance() -> None:
    found = impacts(dt.date(2026, 8, 31), dt.date(2026, 9, 1))
    assert {slug for slug, one in found.items() if one.documents} == ENGLISH_SCHOOLS
    for slug in ENGLISH_SCHOOLS:
        assert found[slug].causes == ("law:kcsie", "law:rshe-guidance-england")
        old = " ".join(one.old for one in readings(found[slug]))
        new = " ".join(one.new for one in readings(found[slug]))
        assert "Keeping children safe in education 2025" in old
        assert "Keeping children safe in education 2025" not in new
        assert "Keeping children safe in education 2026" in new
        assert "Keeping children safe in education 2026" not in old


@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_whatever_differs_between_two_days_has_a_provision_that_says_why(path: Path) -> None:
    drawn = random.Random(path.stem)  # noqa: S311 - a sample, the same every time
    for _ in range(3):
        start, end = sorted(drawn.sample(FIRST_DAYS, 2))
        assert unexplained(impact(loaded(path), shipped(), start, end)) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", examples(), ids=lambda path: path.stem)
def test_whatever_differs_between_a_quarter_and_the_next_has_a_provision_that_says_why(path: Path) -> None:
    for start, end in pairwise(FIRST_DAYS[::3]):
        assert unexplained(impact(loaded(path), shipped(), start, end)) == []
