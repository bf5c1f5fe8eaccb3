"""What is not up to date in a pack, and because of what."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import TYPE_CHECKING

from policygen.pack.build import build, compose_profile, make
from policygen.pack.verify import verify
from tests.kit import COMPLETE as SCHOOL
from tests.kit import DAY, library_with, page, profile, small_library

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.pack.build import Made
    from policygen.sources.library import Library


def made(folder: Path, text: str = SCHOOL, day: dt.date = DAY, library: Library | None = None) -> Made:
    chosen = library or small_library()
    return make(compose_profile(profile(folder, text), chosen, day), chosen, ("docx", "md"))


def found(folder: Path, now: Made) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.path, one.kind, one.causes) for one in verify(now, folder / "packs")]


def test_a_pack_just_built_is_up_to_date(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    assert found(tmp_path, made(tmp_path)) == []


def test_no_pack_at_all(tmp_path: Path) -> None:
    assert [one.kind for one in verify(made(tmp_path), tmp_path / "packs")] == ["not-built"]


def test_a_missing_and_an_edited_file(tmp_path: Path) -> None:
    folder = build(made(tmp_path), tmp_path / "packs").folder
    (folder / "phones.docx").unlink()
    (folder / "law-list.md").write_text("My own words.")
    assert set(found(tmp_path, made(tmp_path))) == {
        ("phones.docx", "missing", ()),
        ("law-list.md", "edited", ("hand",)),
    }


def test_a_word_file_packed_anew_with_the_same_contents_is_not_an_edit(tmp_path: Path) -> None:
    path = build(made(tmp_path), tmp_path / "packs").folder / "phones.docx"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert found(tmp_path, made(tmp_path)) == []


def test_a_changed_fact_is_named_with_the_clauses_it_touches(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    findings = verify(made(tmp_path, SCHOOL + "phones: {staff: locked_away}\n"), tmp_path / "packs")
    assert [(one.document, one.kind, one.causes) for one in findings] == [
        ("phones", "differs", ("profile:phones.staff",))
    ]
    assert [(one.id, one.causes) for one in findings[0].clauses] == [("phones/where", ("profile:phones.staff",))]


def test_a_change_of_law_is_named_with_the_clauses_it_touches(tmp_path: Path) -> None:
    build(made(tmp_path, day=dt.date(2026, 8, 31)), tmp_path / "packs")
    findings = verify(made(tmp_path, day=dt.date(2026, 9, 1)), tmp_path / "packs")
    causes = {clause.id: clause.causes for one in findings for clause in one.clauses}
    assert causes == {
        "law-list/guidance": ("law:guidance",),
        "phones/exceptions": ("law:guidance",),
        "phones/kind": ("law:guidance",),
    }


def test_a_change_of_the_library_is_told_from_one_of_the_profile(tmp_path: Path) -> None:
    before = library_with(tmp_path, page=page("## C {#c}\n\nOld words for {{ org.short_name }}.\n"))
    build(made(tmp_path, library=before), tmp_path / "packs")
    after = library_with(tmp_path, page=page("## C {#c}\n\nNew words for {{ org.short_name }}.\n"))
    findings = verify(made(tmp_path, library=after), tmp_path / "packs")
    assert [(one.document, one.causes) for one in findings] == [("page", ("library",))]


def test_both_at_once_are_both_named(tmp_path: Path) -> None:
    before = library_with(tmp_path, page=page("## C {#c}\n\nOld words for {{ org.short_name }}.\n"))
    build(made(tmp_path, library=before), tmp_path / "packs")
    after = library_with(tmp_path, page=page("## C {#c}\n\nNew words for {{ org.short_name }}.\n"))
    changed = made(tmp_path, SCHOOL.replace("short_name: Testing", "short_name: Tested"), library=after)
    causes = {clause.id: clause.causes for one in verify(changed, tmp_path / "packs") for clause in one.clauses}
    assert causes["page/c"] == ("profile:org.short_name", "library")


def test_a_document_more_or_fewer(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    more = library_with(tmp_path, page=page("## C {#c}\n\nWords.\n"))
    assert [(one.document, one.kind) for one in verify(made(tmp_path, library=more), tmp_path / "packs")] == [
        ("page", "new")
    ]
    without = SCHOOL + "pack: {leave_out: [law-list]}\n"
    assert [(one.document, one.kind) for one in verify(made(tmp_path, without), tmp_path / "packs")] == [
        ("law-list", "gone")
    ]


def test_a_new_version_number_touches_every_first_page_and_no_clause(tmp_path: Path) -> None:
    build(made(tmp_path), tmp_path / "packs")
    findings = verify(made(tmp_path, SCHOOL + 'version: {number: "2.0"}\n'), tmp_path / "packs")
    assert {one.document: one.causes for one in findings} == {
        "phones": ("profile:version.number",),
        "law-list": ("profile:version.number",),
    }
    assert all(one.clauses == () for one in findings)


def test_where_only_an_abbreviation_moves_the_cause_is_that_of_the_clause_that_spelt_it_out(tmp_path: Path) -> None:
    body = (
        "## One {#one when=\"phones.children == 'handed_in'\"}\n\nTell the {{ abbr.lead }}.\n\n"
        "## Two {#two}\n\nThe {{ abbr.lead }} answers.\n"
    )
    library = library_with(tmp_path, page=page(body))
    build(made(tmp_path, library=library), tmp_path / "packs")
    now = made(tmp_path, SCHOOL + "phones: {children: locker}\n", library=library)
    changed = {clause.id: clause.causes for one in verify(now, tmp_path / "packs") for clause in one.clauses}
    assert changed["page/one"] == ("profile:phones.children",)
    assert changed["page/two"] == ("profile:phones.children",)
