"""Word files edited by people, read back: what they changed is named, and nothing that they wrote is dropped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.model import Span
from policygen.review.readback import edits, read_edited, recalled, side_of, texts_of
from policygen.review.readback_text import as_text
from policygen.sources.docx_guard import package_of
from policygen.sources.docx_reader import ReadDocument, read_package
from policygen.text import document_text
from policygen.writers import docx
from tests.needs import needs, require
from tests.office import drive
from tests.writers import samples

if TYPE_CHECKING:
    from policygen.model import Document

POLICY = samples.policy()
FILE = docx.write(POLICY)
BODY = "word/document.xml"
EDITOR = Path(__file__).with_name("edit_in_office.py")


def edited(pattern: str, new: str, data: bytes = FILE) -> bytes:
    """Return our file with a pattern of its body exchanged once; it must be there."""

    def change(body: bytes) -> bytes:
        text, count = re.subn(pattern, new, body.decode(), count=1, flags=re.DOTALL)
        assert count == 1
        return text.encode()

    return samples.with_part(data, BODY, change)


def read(data: bytes, *, before: bool = False) -> ReadDocument:
    return recalled(read_package(package_of(data, "policy.docx"), before=before), POLICY)


def id_of(name: str) -> str:
    return f"mobile-devices-policy/{name}"


def words(document_or_clause: ReadDocument) -> str:
    return document_text(document_or_clause.document)


def test_a_file_that_nobody_touched_is_the_document_itself() -> None:
    target = samples.changed(
        POLICY.clauses[0], id=id_of("elsewhere"), blocks=(samples.p(Span("Another policy", target="other/")),)
    )
    document = samples.changed(POLICY, clauses=(*POLICY.clauses, target))
    found = recalled(read_package(package_of(docx.write(document), "policy.docx")), document)
    assert found.document == document
    assert not found.edited


def test_tracked_words_count_as_made_or_as_not_made() -> None:
    gone = '<w:del w:id="900" w:author="A"><w:r><w:delText>Families ring</w:delText></w:r></w:del>'
    new = '<w:ins w:id="901" w:author="A"><w:r><w:t>Relatives telephone</w:t></w:r></w:ins>'
    data = edited(
        '<w:t xml:space="preserve">Families ring the office',
        f'<w:t></w:t></w:r>{gone}{new}<w:r><w:t xml:space="preserve"> the office',
    )
    now, then = read(data), read(data, before=True)
    assert now.tracked
    assert now.changed == (id_of("staff-urgent"),)
    assert "Relatives telephone the office" in words(now)
    assert "Families ring" not in words(now)
    assert then.document.clauses == POLICY.clauses


def test_a_clause_without_its_control_is_found_by_its_bookmark() -> None:
    bare = samples.with_part(FILE, BODY, lambda body: re.sub(rb'<w:tag w:val="mobile[^"]*"/>', b"", body))
    assert read(bare).document == POLICY


def test_a_clause_without_any_mark_is_found_by_its_words() -> None:
    bare = samples.with_part(
        FILE, BODY, lambda body: re.sub(rb'<w:tag w:val="mobile[^"]*"/>|<w:bookmark[^>]*>', b"", body)
    )
    found = read_package(package_of(bare, "policy.docx"), texts_of(POLICY))
    named = [one.id for one in POLICY.clauses if one.heading]
    assert [one.id for one in found.document.clauses] == named
    assert found.likely == tuple(named)


def test_what_stands_in_no_block_is_listed() -> None:
    frame = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>Ask Sam first</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    found = read(edited("(<w:r><w:t[^>]*>Families ring the office)", frame.replace("\\", "") + r"\1"))
    assert [(one.kind, one.clause, one.text) for one in found.unplaced] == [
        ("frame", id_of("staff-urgent"), "Ask Sam first")
    ]
    assert "[In a text box (mobile-devices-policy/staff-urgent): Ask Sam first]" in as_text(found)


def test_an_answer_is_listed_and_changes_no_clause() -> None:
    found = read(
        edited(
            r"<w:showingPlcHdr/>(<w:text/></w:sdtPr><w:sdtContent><w:r>)<w:rPr>.*?</w:rPr>(<w:t[^>]*>)[^<]*",
            r"\1\2Ann Example",
        )
    )
    assert [(one.kind, one.text) for one in found.unplaced] == [("answer", "Name: Ann Example")]
    assert found.changed == ()
    assert found.document.clauses == POLICY.clauses


def test_text_for_people_has_numbers_and_places_to_fill_in() -> None:
    text = as_text(read_package(package_of(FILE, "policy.docx")))
    assert "### 2.1 Where staff keep their phones" in text
    assert "Name: ______" in text
    assert "<a id" not in text


# Edited in LibreOffice


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all edits, made in one LibreOffice."""
    require("soffice", "python3-uno")
    folder = tmp_path_factory.mktemp("office")
    (folder / "policy.docx").write_bytes(FILE)
    drive(EDITOR, folder)
    return folder


CHANGED: dict[str, list[tuple[str, str]]] = {
    "untouched": [],
    "at_start": [("changed", "staff-phones")],
    "in_the_middle": [("changed", "children")],
    "at_end": [("changed", "children")],
    "moved": [("moved", "staff-urgent")],
    "retyped": [("changed", "purpose")],
    "deleted": [("removed", "staff-urgent")],
    "added": [("added", "looking-at-this-again")],
    "row_added": [("changed", "children")],
    "tracked": [("changed", "children")],
}
WRITTEN = {
    "at_start": "Always: A personal phone",
    "in_the_middle": "reads a glucose monitor stays",
    "at_end": "Nobody else decides.",
    "retyped": "Screens stay out of their hands",
    "added": "We look at this again after any incident.",
    "row_added": "Music | A phone plays for the choir. | Headteacher",
    "tracked": "Nobody else decides.",
}


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("edit", CHANGED)
def test_an_edit_in_libreoffice_is_named_exactly(results: Path, edit: str) -> None:
    path = results / f"{edit}.docx"
    comparison = edits(POLICY, path)
    changes = [change for document in comparison.documents for change in document.clauses]
    assert [(one.kind, one.id) for one in changes] == [(kind, id_of(name)) for kind, name in CHANGED[edit]]
    assert {cause for one in changes for cause in one.causes} <= {"hand"}
    assert all(document.front is None for document in comparison.documents)
    found = read_edited(path, POLICY)
    assert found.unplaced == ()
    assert WRITTEN.get(edit, "") in words(found)
    untouched = {one.id for one in POLICY.clauses} - {one.id for one in changes}
    assert said(found.document, untouched) == said(POLICY, untouched)


def said(document: Document, ids: set[str]) -> dict[str, object]:
    """Return what clauses say, whatever their numbers: an edit before them may renumber them."""
    return {one.id: (one.heading, one.level, one.blocks) for one in document.clauses if one.id in ids}


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("edit", [name for name, rows in CHANGED.items() if rows])
def test_the_command_line_names_an_edit_by_clause_and_as_made_by_hand(
    results: Path, edit: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(results / "policy.docx"), str(results / f"{edit}.docx"), "--format", "json"]) == 1
    changes = json.loads(capfd.readouterr().out)["changes"]
    assert [(one["kind"], one["clause"]) for one in changes] == [(kind, id_of(name)) for kind, name in CHANGED[edit]]
    assert [one["causes"] for one in changes] == [["hand"]]


@pytest.mark.slow
@needs("soffice")
def test_an_edit_tracked_in_libreoffice_can_be_taken_as_not_made(results: Path) -> None:
    assert read_edited(results / "tracked.docx", POLICY, before=True).document.clauses == POLICY.clauses


def test_a_side_of_a_comparison_knows_what_hands_did() -> None:
    found = read(edited("Families ring the office", "Families call the office"))
    assert side_of(found, "policy.docx").edited == {id_of("staff-urgent")}
