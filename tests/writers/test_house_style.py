"""An organisation's own look in Word, on a page and in a PDF: a logo, colours, large print, its own styles."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from policygen.model import HouseStyle
from policygen.sources.brand_logo import logo_of
from policygen.sources.brand_template import read_template
from policygen.writers import docx, html_document, typst_pdf
from policygen.writers.house import House
from tests import word_files
from tests.needs import command, needs
from tests.writers import samples

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Document, HouseTemplate

POLICY = samples.policy()
LARGE = dataclasses.replace(POLICY, large=True)
LOGO = logo_of(word_files.png())


def template(folder: Path, data: bytes | None = None) -> HouseTemplate:
    file = folder / "house.dotx"
    file.write_bytes(data or word_files.word_file())
    return read_template(file)[0]


def with_a_letterhead() -> bytes:
    """Return a template whose top has a picture, a link and a page of its own for even pages."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    relations = (
        f'<Relationship Id="rId1" Type="{kind}image" Target="media/a.png"/>'
        f'<Relationship Id="rId2" Type="{kind}hyperlink" Target="https://oak.example" TargetMode="External"/>'
    )
    settings = f'<w:settings xmlns:w="{word_files.W}"><w:evenAndOddHeaders/></w:settings>'.encode()
    section = word_files.SECTION.replace("<w:pgSz", '<w:headerReference w:type="even" r:id="rId2"/><w:pgSz')
    return word_files.word_file(
        header_relations=relations, section=section,
        more={"word/media/a.png": word_files.png(), "word/settings.xml": settings},
    )  # fmt: skip


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def style(xml: str, id_: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{id_}".*?</w:style>', xml, re.DOTALL)
    assert found, f"there is no style {id_}"
    return found[0]


def validated(tmp_path: Path, data: bytes) -> list[str]:
    """Return what the two validators say against a Word file."""
    file = tmp_path / "made.docx"
    file.write_bytes(data)
    found = [str(one) for one in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors]
    if tool := command("ooxml-validator"):
        done = subprocess.run([*tool, str(file)], capture_output=True, text=True, check=False)
        found += map(str, json.loads(done.stdout)["errors"])
    return found


@needs("ooxml-validator")
@pytest.mark.slow
@pytest.mark.parametrize(("document", "letterhead"), [(POLICY, True), (LARGE, False)], ids=["letterhead", "large"])
def test_what_is_made_in_a_house_style_is_valid(tmp_path: Path, document: Document, letterhead: bool) -> None:  # noqa: FBT001
    own = template(tmp_path, with_a_letterhead() if letterhead else None)
    house = House.of(HouseStyle(colour="7A1F3D", logo=LOGO, template=own))
    assert validated(tmp_path, docx.write(document, house)) == []


@needs("ooxml-validator")
@pytest.mark.slow
def test_what_is_made_with_a_brand_is_valid(tmp_path: Path) -> None:
    house = House.of(HouseStyle(colour="E30613", accent="14485C", font="Verdana", logo=LOGO))
    assert validated(tmp_path, docx.write(LARGE, house)) == []


def test_styles_of_a_german_word_go_by_their_names(tmp_path: Path) -> None:
    written = parts(docx.write(POLICY, House(template=template(tmp_path))))
    styles = written["word/styles.xml"]
    assert 'w:val="7A1F3D"' in style(styles, "Heading1"), "their heading, under our id"
    assert "<w:i/>" in style(styles, "Heading2"), "an alias counts as a name"
    assert 'berschrift1"' not in styles.replace("berschrift1Zchn", "")
    assert style(styles, "TitleOwn"), "a style of theirs that had one of our ids has another now"
    assert "Georgia" in style(styles, "Normal")
    assert styles.count('w:styleId="Title"') == 1
    assert style(styles, "BoxEmergency"), "what is missing is added"
    assert "de-DE" not in styles
    for name in re.findall(r'w:pStyle w:val="([^"]+)"', written["word/header1.xml"] + written["word/footer1.xml"]):
        assert style(styles, name), "tops and feet use styles that are there"


def test_numbering_stays_ours_in_a_house_style(tmp_path: Path) -> None:
    written = parts(docx.write(POLICY, House(template=template(tmp_path))))
    heading = style(written["word/styles.xml"], "Heading1")
    assert 'w:numId w:val="1"' in heading
    assert "w:ind" not in heading
    assert written["word/numbering.xml"] == parts(docx.write(POLICY))["word/numbering.xml"]


def test_their_pages_stay_and_ours_stands_beneath(tmp_path: Path) -> None:
    written = parts(docx.write(POLICY, House(template=template(tmp_path))))
    body, foot = written["word/document.xml"], written["word/footer1.xml"]
    assert 'w:left="1701"' in body.rpartition("<w:sectPr>")[2]
    assert foot.index("Registered in nowhere") < foot.index(POLICY.title)
    assert "Letterhead of the house" in written["word/header1.xml"]
    widths = [int(one) for one in re.findall(r'<w:tblW w:w="([0-9]+)" w:type="dxa"', body)]
    assert max(widths, default=0) <= 8504 + 8, "tables are as wide as their text"


def test_a_page_number_of_theirs_is_not_said_twice(tmp_path: Path) -> None:
    data = word_files.word_file(footer='<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>')
    foot = parts(docx.write(POLICY, House(template=template(tmp_path, data))))["word/footer1.xml"]
    assert foot.count("PAGE ") == 1
    assert POLICY.title in foot


def test_a_logo_keeps_its_proportions_and_says_whose_it_is() -> None:
    written = docx.write(POLICY, House(logo=LOGO))
    body = parts(written)["word/document.xml"]
    wide, high = map(int, re.findall(r'<wp:extent cx="([0-9]+)" cy="([0-9]+)"/><wp:docPr [^>]*name="Logo"', body)[0])
    assert wide == 2 * high
    assert f'name="Logo" descr="{POLICY.organisation}"' in body
    assert body.index('name="Logo"') < body.index(POLICY.title)
    page = html_document.write(POLICY, logo=LOGO).decode()
    assert f'alt="{POLICY.organisation}"' in page
    assert "data:image/png;base64," in page


def test_a_pdf_has_the_logo() -> None:
    pytest.importorskip("typst")
    plain, branded = typst_pdf.write(POLICY), typst_pdf.write(POLICY, logo=LOGO)
    assert branded.count(b"/Subtype/Image") + branded.count(b"/Subtype /Image") > plain.count(b"/Subtype/Image")


def test_large_print_has_nothing_small(tmp_path: Path) -> None:
    for house in (House(), House(template=template(tmp_path))):
        styles = parts(docx.write(LARGE, house))["word/styles.xml"]
        used = set(re.findall(r'w:pStyle w:val="(\w+)"', parts(docx.write(LARGE, house))["word/document.xml"]))
        sizes = [
            int(one) for name in used - {"TableEnd"} for one in re.findall(r'w:sz w:val="(\d+)"', style(styles, name))
        ]
        assert min(sizes) >= 32, "16 pt is the least"
        assert 'w:sz w:val="36"' in styles, "18 pt is ordinary"


def test_the_same_house_gives_the_same_bytes(tmp_path: Path) -> None:
    own = template(tmp_path)
    one, other = (docx.write(POLICY, House.of(HouseStyle(colour="7A1F3D", logo=LOGO, template=own))) for _ in range(2))
    assert one == other
