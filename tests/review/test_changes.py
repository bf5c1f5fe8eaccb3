"""What changed in law between two days, what is coming, and what was announced and is not law."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import PolicygenError
from policygen.review.changes import between, moved
from policygen.review.law_words import change_date, date_said, nations_said
from policygen.review.upcoming import upcoming
from policygen.sources.law import Instrument, LawView, Register, RegisterDate, Version
from tests.kit import small_library

WORDS = small_library().vocabulary.words["en"]
ALL_NATIONS = ("england", "wales", "scotland", "northern_ireland")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def date(text: str | None) -> RegisterDate | None:
    return RegisterDate(text) if text else None


def version(start: str | None, until: str | None = None, state: str = "in_force", seen: str | None = None) -> Version:
    usual = small_library().register.instruments["guidance"].versions[0]
    label = f"Text of {start or seen or 'old'}"
    return replace(usual, start=date(start), until=date(until), seen=date(seen), state=state, label=label)


def instrument(
    name: str, kind: str, *versions: Version, nations: tuple[str, ...] = ("england",), replaces: tuple[str, ...] = ()
) -> Instrument:
    usual = small_library().register.instruments["guidance"]
    history = tuple(sorted(versions, key=Version.certain_from))
    return replace(usual, id=name, title=name.title(), kind=kind, versions=history, nations=nations, replaces=replaces)


def register(*instruments: Instrument) -> Register:
    return replace(small_library().register, instruments={one.id: one for one in instruments})


def told(found: Register, start: str, end: str, nation: str = "") -> list[tuple[str, str, str]]:
    return [(one.date.text, one.kind, one.instrument.id) for one in between(found, day(start), day(end), nation)]


def test_an_act_commences_is_amended_and_is_repealed() -> None:
    act = instrument("act", "act", version("2020-01-01", "2022-03-31"), version("2022-04-01", "2024-06-30"))
    assert told(register(act), "2018-01-01", "2026-01-01") == [
        ("2020-01-01", "commenced", "act"),
        ("2022-04-01", "amended", "act"),
        ("2024-07-01", "repealed", "act"),
    ]


def test_guidance_is_issued_edition_after_edition_and_is_superseded() -> None:
    guide = instrument("guide", "statutory-guidance", version("2020-01-01", "2022-03-31"), version("2022-04-01"))
    other = instrument("other", "standard", version("2019-01-01", "2022-04-30"))
    assert told(register(guide, other), "2019-06-01", "2026-01-01") == [
        ("2020-01-01", "issued", "guide"),
        ("2022-04-01", "issued", "guide"),
        ("2022-05-01", "superseded", "other"),
    ]


def test_a_change_says_what_it_takes_the_place_of_and_what_follows_what_has_ended() -> None:
    old = instrument("old", "act", version("2018-01-01", "2020-05-24"))
    new = instrument("new", "act", version("2020-05-25"), replaces=("old",))
    guide = instrument("guide", "standard", version("2018-06-01", "2020-12-31"), version("2021-01-01"))
    found = {one.instrument.id: one for one in between(register(old, new, guide), day("2020-01-01"), day("2021-01-01"))}
    assert found["old"].followed_by == ("new",)
    assert found["new"].before is None
    before = found["guide"].before
    assert before is not None
    assert (before.id, found["guide"].version.id) == ("2018-06-01", "2021-01-01")


def test_what_the_register_says_of_an_end_decides_its_name() -> None:
    guide = instrument(
        "guide", "standard", version("2018-06-01", "2020-12-31"), version("2021-01-01", state="repealed")
    )
    act = instrument("act", "act", version("2018-06-01", "2020-12-31"), version("2021-01-01", state="superseded"))
    assert told(register(guide, act), "2020-01-01", "2021-01-01") == [
        ("2021-01-01", "superseded", "act"),
        ("2021-01-01", "repealed", "guide"),
    ]


def test_the_first_day_of_a_range_had_its_change_already_and_the_last_day_counts() -> None:
    found = small_library().register
    assert told(found, "2026-08-31", "2026-09-01") == [("2026-09-01", "issued", "guidance")]
    assert told(found, "2026-09-01", "2026-12-31") == []
    assert told(found, "2026-07-01", "2026-08-31") == []


def test_a_day_alone_has_no_change() -> None:
    assert told(small_library().register, "2026-09-01", "2026-09-01") == []


def test_one_nation_hears_only_of_its_own() -> None:
    scots = instrument("scots", "act", version("2020-01-01"), nations=("scotland",))
    both = instrument("both", "act", version("2020-01-01"), nations=("scotland", "wales"))
    assert [name for _, _, name in told(register(scots, both), "2019-01-01", "2021-01-01", "wales")] == ["both"]


def test_a_change_of_some_month_counts_when_the_month_is_over_and_its_date_stays_a_month() -> None:
    found = register(instrument("guide", "standard", version("2024-10")))
    assert told(found, "2024-09-30", "2024-10-30") == []
    assert told(found, "2024-10-30", "2024-10-31") == [("2024-10", "issued", "guide")]
    (change,) = between(found, day("2024-10-30"), day("2024-10-31"))
    assert (change.day, change_date(change, WORDS)) == (day("2024-10-31"), "October 2024")


def test_what_was_only_seen_in_force_on_a_day_is_said_to_be_known_by_then() -> None:
    found = register(instrument("guide", "standard", version(None, seen="2025-03-05")))
    (change,) = between(found, day("2025-01-01"), day("2025-12-31"))
    assert change_date(change, WORDS) == "known by 5 March 2025"


def test_royal_assent_and_an_announcement_change_no_law() -> None:
    passed = instrument("passed", "act", version(None, state="not_commenced", seen="2026-04-29"))
    said = instrument("said", "act", version(None, state="announced", seen="2026-06-15"))
    found = between(register(passed, said), day("2026-01-01"), day("2026-12-31"))
    assert [(one.kind, one.is_law) for one in found] == [("enacted", False), ("announced", False)]


def test_what_is_no_longer_expected_is_told_once() -> None:
    found = register(instrument("idea", "act", version(None, "2026-08-31", "announced", "2026-06-15")))
    assert told(found, "2026-07-01", "2026-12-31") == [("2026-09-01", "dropped", "idea")]


def test_what_was_expected_and_has_begun_is_not_told_as_dropped() -> None:
    pending = version(None, "2026-08-31", "not_commenced", "2026-04-29")
    found = register(instrument("act", "act", pending, version("2026-09-01")))
    assert told(found, "2026-07-01", "2026-12-31") == [("2026-09-01", "commenced", "act")]


def test_a_range_upside_down_says_how_to_write_it() -> None:
    with pytest.raises(PolicygenError) as caught:
        between(small_library().register, day("2026-09-01"), day("2026-08-31"))
    (problem,) = caught.value.problems
    assert problem.code == "range-upside-down"
    assert "--from 2026-08-31 --to 2026-09-01" in problem.hint


def test_a_day_before_the_register_begins_is_refused() -> None:
    with pytest.raises(PolicygenError) as caught:
        between(small_library().register, day("2017-12-31"), day("2018-06-01"))
    assert [one.code for one in caught.value.problems] == ["before-register"]


def test_what_is_coming_is_dated_or_stands_apart() -> None:
    found = upcoming(small_library().register, day("2026-06-20"), 180)
    assert [(one.instrument.id, one.date.text) for one in found.dated] == [
        ("phone-duty", "2026-06-29"),
        ("guidance", "2026-09-01"),
    ]
    assert [(one.instrument.id, one.version.expected) for one in found.undated] == [("coming-ban", "spring 2027")]


def test_what_comes_after_the_days_asked_for_is_left_out() -> None:
    assert [one.instrument.id for one in upcoming(small_library().register, day("2026-06-20"), 30).dated] == [
        "phone-duty"
    ]


def test_a_month_that_may_begin_within_the_days_is_told() -> None:
    found = register(instrument("guide", "standard", version("2027-03")))
    assert [one.date.text for one in upcoming(found, day("2027-01-01"), 59).dated] == ["2027-03"]
    assert upcoming(found, day("2027-01-01"), 58).dated == ()


def test_what_was_not_announced_yet_is_not_known_yet() -> None:
    assert upcoming(small_library().register, day("2026-06-14"), 180).undated == ()


def test_something_to_come_with_a_day_is_dated_and_still_not_law() -> None:
    found = register(instrument("act", "act", version("2027-03-01", state="not_commenced")))
    (change,) = upcoming(found, day("2027-01-01"), 180).dated
    assert (change.date.text, change.is_law) == ("2027-03-01", False)


def test_dates_and_nations_in_words() -> None:
    assert [date_said(RegisterDate(text)) for text in ("2026-09-01", "2026-09", "2026")] == [
        "1 September 2026",
        "September 2026",
        "2026",
    ]
    assert nations_said(("wales", "england"), WORDS) == "England and Wales"
    assert nations_said(ALL_NATIONS, WORDS) == "the whole United Kingdom"


DAYS = st.dates(dt.date(2017, 6, 1), dt.date(2028, 12, 31))
TEXTS = st.builds(lambda one, cut: one.isoformat()[:cut], DAYS, st.sampled_from([10, 10, 10, 7, 4]))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Version, ...]:
    """Draw versions one after the other, some with an end, some open, some not law."""
    starts = sorted(draw(st.sets(TEXTS, min_size=1, max_size=4)))
    made = []
    for start, following in pairwise([*starts, None]):
        state = draw(st.sampled_from(["in_force", "in_force", "partly_repealed", "not_commenced", "announced"]))
        ends = draw(st.sampled_from([None, following, "2025-05-05"]))
        seen = state in ("not_commenced", "announced") and draw(st.booleans())
        made.append(version(None if seen else start, ends, state, start if seen else None))
    return tuple(made)


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """Draw a register of a few instruments, in some of the nations each."""
    nations = st.sets(st.sampled_from(ALL_NATIONS), min_size=1).map(lambda found: tuple(sorted(found)))
    kinds = st.sampled_from(["act", "standard", "regulations"])
    rows = draw(st.lists(st.tuples(kinds, histories(), nations), min_size=1, max_size=4))
    return register(*(instrument(f"i{n}", kind, *row, nations=where) for n, (kind, row, where) in enumerate(rows)))


@given(found=registers(), days=st.tuples(DAYS, DAYS), nation=st.sampled_from(ALL_NATIONS))
def test_whatever_is_read_differently_on_two_days_is_among_the_changes_between_them(
    found: Register, days: tuple[dt.date, dt.date], nation: str
) -> None:
    start, end = (max(one, found.begins) for one in sorted(days))
    views = [LawView(found, one, nation, frozenset({"school"})) for one in (start, end)]
    named = {one.instrument.id for one in between(found, start, end, nation)}
    assert moved(*views) <= named


@given(found=registers(), days=st.lists(DAYS, min_size=3, max_size=3))
def test_the_changes_of_a_long_time_are_those_of_its_parts(found: Register, days: list[dt.date]) -> None:
    first, middle, last = sorted(max(one, found.begins) for one in days)
    assert between(found, first, last) == between(found, first, middle) + between(found, middle, last)


@given(found=registers(), start=DAYS)
def test_no_date_that_is_told_is_later_than_the_day_on_which_it_counts(found: Register, start: dt.date) -> None:
    for one in between(found, max(start, found.begins), dt.date(2030, 1, 1)):
        assert one.date.first() <= one.day
        assert one.day <= one.date.last() + dt.timedelta(days=1)
