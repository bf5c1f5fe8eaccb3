"""A document may list the pack, and say on which day a contact was checked; its record says what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import clause_text
from tests.kit import CLUB, SCHOOL, compose_text, document, library_with, page

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Clause

LIST = page("## List {#list}\n\n- {% for d in documents() %}{{ d.link }}: {{ d.id }}, {{ d.publish }}{% endfor %}")


def listed(folder: Path, profile: str) -> Clause:
    pack = compose_text(folder, profile, library=library_with(folder, page=LIST))
    return document(pack, "page").clauses[0]


def test_the_list_names_every_document_of_the_pack_and_no_other(tmp_path: Path) -> None:
    text = clause_text(listed(tmp_path, SCHOOL))
    pack = compose_text(tmp_path, SCHOOL, library=library_with(tmp_path, page=LIST))
    titles = [one for one in pack.documents if one.family]
    assert [line.split(": ")[1].split(",")[0] for line in text.splitlines()] == [one.id for one in titles]


def test_a_document_left_out_is_not_listed_and_the_record_says_why(tmp_path: Path) -> None:
    clause = listed(tmp_path, SCHOOL + "pack: {leave_out: [law-list]}\n")
    assert "law-list" not in clause_text(clause)
    assert "pack.leave_out" in clause.uses.facts


def test_the_record_of_the_list_holds_what_chose_each_document(tmp_path: Path) -> None:
    wanted = LIST.replace("reading: staff", "reading: staff\nwhen: org.is_club or phones.staff == 'staffroom_only'")
    assert wanted != LIST
    pack = compose_text(tmp_path, CLUB, library=library_with(tmp_path, page=wanted))
    assert "org.is_club" in document(pack, "page").clauses[0].uses.facts
