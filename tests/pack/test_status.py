"""Where an organisation stands: its pack, the law since, what would differ, what needs doing."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.errors import PolicygenError
from policygen.pack.build import build, compose_profile, make
from policygen.pack.status import Standing, review_state, standing, unread
from policygen.pack.verify import formats_on_disk, verify
from policygen.sources.profile import load_profiles
from tests.kit import CLUB, DAY, library_with, page, profile, small_library
from tests.kit import COMPLETE as SCHOOL

if TYPE_CHECKING:
    from policygen.sources.library import Library

AUGUST, SEPTEMBER = dt.date(2026, 8, 31), dt.date(2026, 9, 1)
REVIEWED = SCHOOL.replace("review: {", 'review: {next_review: "2027-09", ')


def built(
    folder: Path,
    text: str = REVIEWED,
    day: dt.date = DAY,
    library: Library | None = None,
    only: tuple[str, ...] = (),
) -> Path:
    """Build a pack and return where the packs are."""
    chosen = library or small_library()
    pack = compose_profile(profile(folder, text), chosen, day)
    build(make(pack, chosen, ("docx", "md"), only), folder / "packs", only=only)
    return folder / "packs"


def stands(folder: Path, text: str = REVIEWED, day: dt.date = DAY, library: Library | None = None) -> Standing:
    return standing(profile(folder, text), library or small_library(), folder / "packs", day)


def test_a_pack_that_is_up_to_date_needs_nothing(tmp_path: Path) -> None:
    built(tmp_path)
    found = stands(tmp_path)
    assert (found.needs, found.built, found.status, found.law, found.clauses) == ((), DAY, "ready", (), 0)
    assert (found.review, found.review_state) == ("2027-09", "fine")


def test_an_organisation_without_a_pack_needs_one(tmp_path: Path) -> None:
    found = stands(tmp_path)
    assert (found.needs, found.built) == (("build",), None)


def test_law_that_changed_since_is_named_with_the_clauses_that_would_differ(tmp_path: Path) -> None:
    built(tmp_path, day=AUGUST)
    found = stands(tmp_path, day=SEPTEMBER)
    assert (found.law, found.clauses, found.causes) == (("guidance",), 3, ("law:guidance",))
    assert found.needs == ("rebuild",)
    assert {one.document for one in found.differing} == {"law-list", "phones"}


def test_law_that_does_not_concern_an_organisation_is_not_named(tmp_path: Path) -> None:
    club = CLUB.replace("name: Ann Example", "name: Ann Example, phone: 01632 960101, checked_on: 2026-08-01")
    built(tmp_path, club, AUGUST)
    found = stands(tmp_path, club, SEPTEMBER)
    assert (found.law, found.differing) == ((), ())


def test_law_may_change_and_no_word_of_the_pack_with_it(tmp_path: Path) -> None:
    quiet = REVIEWED + "pack: {leave_out: [law-list, phones]}\n"
    library = library_with(tmp_path, page=page("## One {#one}\n\nWords for {{ org.name }}.\n"))
    built(tmp_path, quiet, AUGUST, library)
    found = stands(tmp_path, quiet, SEPTEMBER, library)
    assert (found.law, found.differing, found.needs) == (("guidance",), (), ())


def test_files_missing_and_edited_are_named(tmp_path: Path) -> None:
    folder = built(tmp_path) / "testing"
    (folder / "phones.docx").unlink()
    (folder / "law-list.md").write_text("My own words.", encoding="utf-8")
    found = stands(tmp_path)
    assert (found.files("missing"), found.files("edited")) == (("phones.docx",), ("law-list.md",))
    assert found.needs == ("missing", "edited")
    assert found.clauses == 0


def test_contacts_that_grow_old_are_named_and_make_a_draft_of_the_pack(tmp_path: Path) -> None:
    built(tmp_path)
    found = stands(tmp_path, day=dt.date(2027, 11, 22))
    assert {one.code for one in found.contacts} == {"out-of-date-contact"}
    assert "contact.allegations.checked_on" in {one.path for one in found.contacts}
    assert {"contacts", "review", "rebuild"} <= set(found.needs)
    assert found.to_complete == ()
    assert {cause for one in found.differing for cause in one.causes} == {"to-complete"}


def test_what_is_to_complete_is_told_from_contacts(tmp_path: Path) -> None:
    text = REVIEWED.replace(", filter_profiles: [staff, pupils]", "")
    built(tmp_path, text)
    found = stands(tmp_path, text)
    assert [one.code for one in found.to_complete] == ["one-filter-profile"]
    assert (found.contacts, found.needs, found.status) == ((), ("to_complete",), "draft")


def test_a_changed_profile_a_changed_library_and_both(tmp_path: Path) -> None:
    old = library_with(tmp_path, page=page("## One {#one}\n\nWords for {{ org.short_name }}.\n"))
    built(tmp_path, library=old)
    new = library_with(tmp_path, page=page("## One {#one}\n\nMore words for {{ org.short_name }}.\n"))
    tested = REVIEWED.replace("short_name: Testing", "short_name: Tested")
    assert stands(tmp_path, library=new).causes == ("library",)
    assert stands(tmp_path, tested, library=new).causes == ("library", "profile:org.short_name")
    assert stands(tmp_path, tested, library=new).needs == ("rebuild",)


@pytest.mark.parametrize(
    ("due", "state"),
    [
        ("", "none"),
        ("2026-10", "past"),
        ("2026-11-21", "past"),
        ("2026-11-22", "soon"),
        ("2026-11", "soon"),
        ("2027-01-21", "soon"),
        ("2027-01-22", "fine"),
        ("2027-02", "fine"),
    ],
)
def test_a_review_is_past_near_or_fine(due: str, state: str) -> None:
    assert review_state(due, DAY) == state


def test_a_review_that_has_gone_by_needs_doing_and_is_told_once(tmp_path: Path) -> None:
    text = SCHOOL.replace("review: {", 'review: {next_review: "2026-10", ')
    built(tmp_path, text)
    found = stands(tmp_path, text)
    assert (found.needs, found.to_complete) == (("review",), ())


def test_a_pack_json_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    (built(tmp_path) / "testing" / "pack.json").write_text("{", encoding="utf-8")
    with pytest.raises(PolicygenError) as caught:
        stands(tmp_path)
    assert [one.code for one in caught.value.problems] == ["bad-pack"]


def test_a_profile_that_cannot_be_read_has_a_row_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("org: {name: No Type}\n", encoding="utf-8")
    profiles, problems = load_profiles([tmp_path])
    assert profiles == ()
    assert [(one.slug, one.needs) for one in unread(problems)] == [("broken", ("problems",))]


# A pack whose inputs are the same is not composed again; what says so must be right, and must not be blind.


def test_an_unchanged_pack_is_answered_without_composing_on_a_later_day_too(tmp_path: Path) -> None:
    built(tmp_path)
    assert not stands(tmp_path).composed
    assert not stands(tmp_path, day=dt.date(2026, 12, 24)).composed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("name: Ann Example", "name: Bob Example", id="a fact that is used"),
        pytest.param("phone: 01632 960210", "phone: 01632 960211", id="a fact that nothing uses"),
        pytest.param("children: {age_min: 11", "children: {age_min: 12", id="an age"),
    ],
)
def test_a_changed_fact_is_composed(tmp_path: Path, old: str, new: str) -> None:
    built(tmp_path)
    assert old in REVIEWED
    assert stands(tmp_path, REVIEWED.replace(old, new)).composed


def test_a_changed_library_and_changed_law_are_composed(tmp_path: Path) -> None:
    built(tmp_path, day=AUGUST)
    assert stands(tmp_path, day=SEPTEMBER).composed
    more = library_with(tmp_path, page=page("## One {#one}\n\nWords for {{ org.name }}.\n"))
    assert stands(tmp_path, day=AUGUST, library=more).composed


def test_a_pack_whose_documents_were_built_one_by_one_is_composed(tmp_path: Path) -> None:
    built(tmp_path)
    changed = REVIEWED.replace("name: Ann Example", "name: Bob Example")
    built(tmp_path, changed, only=("law-list",))
    found = stands(tmp_path, changed)
    assert found.composed
    assert [one.document for one in found.differing] == ["phones"]


def test_one_document_built_alone_is_no_whole_pack(tmp_path: Path) -> None:
    built(tmp_path, only=("law-list",))
    assert [(one.document, one.kind) for one in stands(tmp_path).differing] == [("phones", "new")]


DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2028, 1, 1))
PROFILES = st.sampled_from([
    REVIEWED,
    CLUB,
    REVIEWED.replace("england", "scotland"),
    REVIEWED.replace("checked_on: 2026-11-01", "checked_on: 2026-03-01"),
    REVIEWED + "phones: {staff: locked_away}\n",
])  # fmt: skip


@settings(max_examples=40)
@given(days=st.tuples(DAYS, DAYS), texts=st.tuples(PROFILES, PROFILES), same=st.booleans())
def test_the_quick_answer_is_the_one_that_composing_gives(
    days: tuple[dt.date, dt.date],
    texts: tuple[str, str],
    same: bool,  # noqa: FBT001 - drawn
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        out = built(folder, texts[0], days[0])
        text = texts[0] if same else texts[1]
        found = stands(folder, text, days[1])
        pack = compose_profile(profile(folder, text), small_library(), days[1])
        made = make(pack, small_library(), formats_on_disk(out / "testing"))
        assert found.findings == verify(made, out)
        codes = {one.code for one in (*found.contacts, *found.to_complete)}
        assert codes == {one.code for one in pack.to_complete} - {"review-overdue"}
