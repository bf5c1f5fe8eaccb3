"""`policygen lint --word`: what bars readers of a Word file is found, with its place; what is sound is left alone."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from hypothesis import given, settings

from policygen.cli.main import main
from policygen.pack.build import build, compose_profile, make
from policygen.review.word_checks import check_word
from policygen.review.word_screen import OF_AN_ORGANISATION, stopped_by
from policygen.sources.docx_guard import package_of
from policygen.sources.library import Library
from policygen.sources.profile import load_profiles
from policygen.where import example_profiles, library_folder
from policygen.writers import docx
from tests.kit import DAY
from tests.writers import samples
from tests.writers.strategies import sound_documents

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

    from policygen.errors import Problem
    from policygen.model import Document

BODY, STYLES, SETTINGS, CORE = "word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml"
SOUND = docx.write(samples.policy())


def checked(data: bytes) -> tuple[Problem, ...]:
    return check_word(package_of(data, "made.docx"))


def broken(part: str, old: str, new: str) -> bytes:
    """Return the sample policy with one thing changed, which must be there."""

    def change(xml: bytes) -> bytes:
        changed = re.sub(old, new, xml.decode(), count=1, flags=re.DOTALL)
        assert changed != xml.decode()
        return changed.encode()

    return samples.with_part(SOUND, part, change)


def after_heading(paragraph: str) -> tuple[str, str, str]:
    """Return the change that puts a paragraph beneath the first heading."""
    return BODY, r'(<w:pStyle w:val="Heading1"/>.*?</w:p>)', rf"\1{paragraph}"


LINK = '<w:p><w:hyperlink w:anchor="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>'
DRAWN = (
    '<w:p><w:r><w:drawing><wp:{0} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="9" name="A"{1}/>{2}</wp:{0}></w:drawing></w:r></w:p>'
)
BOXED = '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx/></wps:wsp>'
RUN = "<w:p><w:r><w:rPr>{}</w:rPr><w:t>{}</w:t></w:r></w:p>"
TABLE = '<w:tbl><w:tblPr><w:tblDescription w:val="A"/></w:tblPr>{}</w:tbl><w:p/>'
CELL = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
ROW = "<w:tr>{}" + CELL.format("{}", "One") + CELL.format("", "{}") + "</w:tr>"
HEAD = ROW.format("<w:trPr><w:tblHeader/></w:trPr>", "", "Two")

BROKEN = {
    "no language": ("word-language", STYLES, r"<w:lang [^>]*/>", ""),
    "no title": ("word-title", CORE, r"<dc:title>[^<]*", "<dc:title>"),
    "asks on opening": ("word-update-fields", SETTINGS, r"</w:settings>", "<w:updateFields/></w:settings>"),
    "a skipped level": ("word-heading-order", BODY, 'w:val="Heading1"/>', 'w:val="Heading2"/>'),
    "bold for a heading": ("word-fake-heading", *after_heading(RUN.format("<w:b/>", "What to do"))),
    "bold by a character style": (
        "word-fake-heading", *after_heading(RUN.format('<w:rStyle w:val="Strong"/>', "What to do"))
    ),
    "a typed bullet": ("word-typed-list", *after_heading(RUN.format("", "\u2022 Ask first."))),
    "a typed number": ("word-typed-list", *after_heading(RUN.format("", "1. Ask first."))),
    "no header row": ("word-table-header", BODY, "<w:tblHeader/>", ""),
    "merged columns": (
        "word-merged-cells",
        *after_heading(TABLE.format(HEAD + ROW.format("", '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "Two"))),
    ),
    "merged rows": (
        "word-merged-cells", *after_heading(TABLE.format(HEAD + ROW.format("", "<w:tcPr><w:vMerge/></w:tcPr>", "Two")))
    ),
    "an empty cell": (
        "word-empty-cell", *after_heading(TABLE.format(HEAD + ROW.format("", "", "") + ROW.format("", "", "Two")))
    ),
    "an empty header": (
        "word-empty-cell", *after_heading(TABLE.format(HEAD.replace("Two", "") + ROW.format("", "", "Two")))
    ),
    "a table in a table": (
        "word-nested-table", *after_heading(TABLE.format(HEAD + ROW.format("", TABLE.format(HEAD), "Two")))
    ),
    "a table without a name": (
        "word-no-alternative", *after_heading(TABLE.format(HEAD).replace('<w:tblDescription w:val="A"/>', ""))
    ),
    "a picture without words": ("word-no-alternative", *after_heading(DRAWN.format("inline", "", ""))),
    "a link that says nothing": ("word-link-text", *after_heading(LINK.format("_top", "Click here"))),
    "a link without words": ("word-link-text", *after_heading(LINK.format("_top", ""))),
    "a long address": ("word-link-text", *after_heading(LINK.format("_top", "https://a.example/" + "long/" * 9))),
    "an empty paragraph": ("word-empty-paragraph", *after_heading("<w:p/>")),
    "an empty heading": (
        "word-empty-paragraph", *after_heading('<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr></w:p>')
    ),
    "spaces for a column": ("word-layout-spaces", *after_heading(RUN.format("", "Name       Role"))),
    "two tabs": (
        "word-layout-spaces", *after_heading("<w:p><w:r><w:t>Name</w:t><w:tab/><w:tab/><w:t>R</w:t></w:r></w:p>")
    ),
    "pale words": ("word-contrast", *after_heading(RUN.format('<w:color w:val="AAAAAA"/>', "Ask."))),
    "pale in the style": ("word-contrast", STYLES, r'(w:styleId="Normal".*?<w:color w:val=")[0-9A-F]{6}', r"\1BBBBBB"),
    "dark on dark": ("word-contrast", *after_heading(RUN.format('<w:shd w:val="clear" w:fill="333333"/>', "Ask."))),
    "small words": ("word-small-text", *after_heading(RUN.format('<w:sz w:val="18"/>', "Ask."))),
    "small in the footer": ("word-small-text", STYLES, r'(w:styleId="Footer".*?<w:sz w:val=")\d+', r"\g<1>14"),
    "a reference to nothing": ("word-broken-reference", *after_heading(LINK.format("nowhere", "the next part"))),
    "a field that leads nowhere": (
        "word-broken-reference",
        *after_heading(r"<w:p><w:r><w:instrText> REF nowhere \\h </w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>"),
    ),
    "Word's own message": ("word-broken-reference", *after_heading(RUN.format("", "See Error! Bookmark not defined."))),
    "capitals by look": ("word-all-caps", *after_heading(RUN.format("<w:caps/>", "Ask first."))),
    "typed capitals": ("word-all-caps", *after_heading(RUN.format("", "ASK BEFORE YOU TAKE A PICTURE."))),
    "long italics": ("word-italics", *after_heading(RUN.format("<w:i/>", "Ask first. " * 15))),
    "a place without a title": ("word-control-title", BODY, r'<w:alias w:val="[^"]*"/>(<w:tag w:val="field"/>)', r"\1"),
    "a floating box": ("word-text-box", *after_heading(DRAWN.format("anchor", ' descr="A"', BOXED))),
    "a frame": (
        "word-text-box",
        *after_heading('<w:p><w:pPr><w:framePr w:w="200"/></w:pPr><w:r><w:t>Ask.</w:t></w:r></w:p>'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_found(name: str) -> None:
    code, part, old, new = BROKEN[name]
    assert code in {one.code for one in checked(broken(part, old, new))}


STATIC = {STYLES, SETTINGS, CORE}
"""Parts that are the same in every document of a house, or that the writers cannot leave empty."""


@pytest.mark.parametrize("name", [name for name, (_, part, *_) in BROKEN.items() if part not in STATIC])
def test_a_build_stops_for_every_error_that_is_not_the_organisations_own(name: str) -> None:
    """The quick search of a build misses nothing that the whole check calls an error."""
    _, part, old, new = BROKEN[name]
    data = broken(part, old, new)
    errors = {one.code for one in checked(data) if one.severity == "error"}
    assert {one.code for one in stopped_by(data, "made.docx")} == errors - OF_AN_ORGANISATION


def test_a_finding_says_where_it_is_and_how_to_mend_it() -> None:
    data = broken(*after_heading(RUN.format("", "1. Ask the office before you take a picture of a child.")))
    (found,) = [one for one in checked(data) if one.code == "word-typed-list"]
    assert re.match(
        r"under 'Why we have this policy', paragraph \d+ \('1\. Ask the office before you take a picture of a…'\): ",
        found.message,
    )
    assert found.place.file == "made.docx"
    assert "List Number" in found.hint


@pytest.mark.parametrize("document", [samples.policy(), samples.policy(status="approved"), samples.children(),
                                      samples.long_policy()])  # fmt: skip
def test_our_own_documents_have_no_findings(document: Document) -> None:
    # A table of the samples has a row of too few cells, on purpose.
    found = [one for one in checked(docx.write(document)) if one.code != "word-empty-cell"]
    assert [one.message for one in found] == []


@given(sound_documents())
@settings(max_examples=15)
def test_no_document_is_written_that_a_build_would_stop_for(document: Document) -> None:
    # These documents may begin with a section of the second level, which is their author's fault and not the writers'.
    passed = {*OF_AN_ORGANISATION, "word-heading-order"}
    errors = [one for one in checked(docx.write(document)) if one.severity == "error" and one.code not in passed]
    assert [f"{one.code}: {one.message}" for one in errors] == []


def by_a_good_word_user() -> WordDocument:
    """Return a document made elsewhere, with styles, a list, a table and a title: nothing to complain of."""
    word = python_docx.Document()
    word.core_properties.title = "Handbook"
    word.styles["Normal"].font.size = python_docx.shared.Pt(12)
    for name in ("Title", "Heading 1", "Heading 2"):
        word.styles[name].font.color.rgb = python_docx.shared.RGBColor(0x11, 0x33, 0x55)
    word.add_heading("Handbook", 0)
    word.add_heading("Trips", 1)
    word.add_paragraph("Ask the office before you book a coach.")
    word.add_paragraph("Name the lead.", style="List Bullet")
    return word


def saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def test_a_document_made_with_care_in_another_program_has_no_findings() -> None:
    assert [one.message for one in checked(saved(by_a_good_word_user()))] == []


def test_the_command_lists_what_it_finds_in_each_file_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = by_a_good_word_user()
    word.add_paragraph("- Take a telephone with you.")
    (tmp_path / "care.docx").write_bytes(saved(by_a_good_word_user()))
    (tmp_path / "typed.docx").write_bytes(saved(word))
    (tmp_path / "old.docx").write_bytes(b"not a Word file")
    assert main(["lint", "--word", *(str(tmp_path / name) for name in ("care.docx", "typed.docx", "old.docx"))]) == 1
    said = capsys.readouterr().out
    assert "typed.docx: error[word-typed-list]: under 'Trips', paragraph 5 ('- Take a telephone" in said
    assert "old.docx: error[docx-not-zip]" in said
    assert "care.docx" not in said


def test_a_sound_file_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sound.docx").write_bytes(saved(by_a_good_word_user()))
    assert main(["lint", "--word", str(tmp_path / "sound.docx")]) == 0
    assert not capsys.readouterr().out


@pytest.mark.parametrize("words", [["--word"], ["a.docx"], ["--word", "a.docx", "--reading"]])
def test_the_option_goes_with_files_and_with_nothing_else(words: list[str]) -> None:
    assert main(["lint", *words]) == 2


@pytest.mark.slow
def test_every_document_of_every_shipped_profile_has_no_findings(tmp_path: Path) -> None:
    library = Library((library_folder(),))
    found = []
    for profile in load_profiles([example_profiles()])[0]:
        made = make(compose_profile(profile, library, DAY), library, ("docx",))
        build(made, tmp_path)
        for name, data in made.files.items():
            found += [f"{profile.slug}/{name}: {one.code}: {one.message}" for one in checked(data)]
    assert found == []
