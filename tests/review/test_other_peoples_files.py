"""Word files that policygen did not make: whatever program wrote them, no word of theirs is lost."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from policygen.cli.main import main
from policygen.sources.docx_reader import read_document
from tests.needs import needs
from tests.writers import samples
from tests.writers.reading import office, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = "word/document.xml"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKDOWN = """---
title: Premises handbook
---

Foreword before anything.

# Opening hours {#hours}

Doors *open* at **eight**.^[Footnoted words stay.] See [the gate](https://gate.example).

1. first step
2. second step

   - deep point

## Keys

| Key   | Holder   |
|-------|----------|
| cellar | caretaker |

> quoted warning

### Spare sets

Term
:   Definition

$x + alpha$
"""
HTML = """<html><body><h1>Summer fair</h1><p>Tickets at the <b>kiosk</b>.</p><ul><li>raffle</li><li>tombola
<ol><li>bottles</li></ol></li></ul><table border=1><tr><td>Stall</td><td>Helper</td></tr>
<tr><td>cakes</td><td><ul><li>Uncle</li></ul></td></tr></table><h2>Weather</h2><p>Umbrellas<br>provided</p></body></html>"""


def with_python_docx(folder: Path) -> tuple[Path, str]:
    """Write a file with headings, lists, a table within a table, a title twice, top and foot."""
    made = python_docx.Document()
    said = ["Visitors", "Subtitle line", "Preamble words", "Signing in", "bullet one", "step one", "Sub clause",
            "outer cell", "inner cell", "top words", "foot words", "Fourth level", "tabbed\twords"]  # fmt: skip
    made.add_paragraph(said[0], style="Title")
    made.add_paragraph(said[1], style="Title")
    made.add_paragraph(said[2])
    made.add_heading(said[3], 1)
    made.add_paragraph(said[4], style="List Bullet")
    made.add_paragraph(said[5], style="List Number 2")
    made.add_heading(said[6], 2)
    cell = made.add_table(1, 3).cell(0, 0)
    cell.text = said[7]
    cell.add_table(1, 1).cell(0, 0).text = said[8]
    made.sections[0].header.paragraphs[0].text = said[9]
    made.sections[0].footer.paragraphs[0].text = said[10]
    made.add_heading(said[11], 4)
    made.add_paragraph(said[12], style="Heading 1")
    made.save(str(folder / "made.docx"))
    return folder / "made.docx", " ".join(said)


def with_german_styles(folder: Path) -> tuple[Path, str]:
    """Write a file as a German Word does: its ids of styles are German, their names are not."""
    path, said = with_python_docx(folder)

    def german(data: bytes) -> bytes:
        for number in "1234":
            data = data.replace(b'"Heading%b"' % number.encode(), b'"berschrift%b"' % number.encode())
        return data.replace(b'"ListBullet"', b'"Aufzhlungszeichen"').replace(b'"Title"', b'"Titel"')

    data = path.read_bytes()
    for part in (BODY, "word/styles.xml"):
        data = samples.with_part(data, part, german)
    path.write_bytes(data)
    return path, said


def without_headings(folder: Path) -> tuple[Path, str]:
    """Write a file of plain paragraphs in a style of somebody's own that begins as one of contents does."""
    made = python_docx.Document()
    style = made.styles.add_style("Toccata", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("Dear all,")
    made.add_paragraph("Nobody runs indoors.", style=style)
    made.add_paragraph("Typed contents line", style=made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH))
    made.save(str(folder / "made.docx"))
    return folder / "made.docx", "Dear all Nobody runs indoors Typed contents line"


STRANGE = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>Boxed</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Cover Pages'/></w:docPartObj></w:sdtPr><w:sdtContent>"
    "<w:p><w:r><w:t>Covered</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    '<w:p><w:ins w:id="1" w:author="A"><w:r><w:t>Inserted</w:t></w:r></w:ins><w:moveTo w:id="2" w:author="A"><w:r>'
    '<w:t>arrived</w:t></w:r></w:moveTo><w:smartTag w:element="x"><w:r><w:t>tagged</w:t></w:r></w:smartTag>'
    "<w:fldSimple w:instr='AUTHOR'><w:r><w:t>computed</w:t></w:r></w:fldSimple><w:r><w:ruby><w:rt><w:r><w:t>above</w:t>"
    "</w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    '<w:customXml w:element="y"><w:r><w:t>wrapped</w:t></w:r></w:customXml></w:p>'
    "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
).replace("</w:t>", "</w:t><w:tab/>")


def with_strange_parts(folder: Path) -> tuple[Path, str]:
    """Write a file with a text box, a cover, tracked changes, smart tags, fields, small print above and controls."""
    path, said = without_headings(folder)
    more = b"<w:body>" + STRANGE.encode()
    data = samples.with_part(path.read_bytes(), BODY, lambda body: body.replace(b"<w:body>", more))
    path.write_bytes(data)
    return path, f"{said} Boxed Covered Inserted arrived tagged computed above base wrapped Controlled"


def with_pandoc(folder: Path) -> tuple[Path, str]:
    (folder / "in.md").write_text(MARKDOWN, encoding="utf-8")
    run("pandoc", str(folder / "in.md"), "-o", str(folder / "made.docx"))
    said = run("pandoc", str(folder / "in.md"), "-t", "plain", "--wrap=none")
    return folder / "made.docx", f"Premises handbook {said}"


def with_office(folder: Path) -> tuple[Path, str]:
    (folder / "made.html").write_text(HTML, encoding="utf-8")
    office([folder / "made.html"], "docx:MS Word 2007 XML", folder)
    return folder / "made.docx", re.sub(r"<[^>]*>", " ", HTML)


MAKERS: dict[str, Callable[[Path], tuple[Path, str]]] = {
    "python-docx": with_python_docx,
    "German styles": with_german_styles,
    "no headings": without_headings,
    "strange parts": with_strange_parts,
}


@pytest.mark.parametrize("name", MAKERS)
def test_no_word_of_other_peoples_files_is_lost(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_word_is_lost(*MAKERS[name](tmp_path), capsys)


@needs("pandoc")
@pytest.mark.slow
def test_no_word_of_a_file_of_pandoc_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_word_is_lost(*with_pandoc(tmp_path), capsys)


@needs("soffice")
@pytest.mark.slow
def test_no_word_of_a_file_of_libreoffice_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_word_is_lost(*with_office(tmp_path), capsys)


def no_word_is_lost(path: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["textconv", "--strict", str(path)]) == 0
    # A formula's letters are italic ones of their own (NFKC says which they are).
    shown = re.findall(r"\w+", unicodedata.normalize("NFKC", capsys.readouterr().out))
    lost = [word for word in re.findall(r"[^\W_]\w+", unicodedata.normalize("NFKC", said)) if word not in shown]
    assert lost == []


@pytest.mark.parametrize("make", [with_python_docx, with_german_styles])
def test_headings_of_other_peoples_files_begin_clauses(
    make: Callable[[Path], tuple[Path, str]], tmp_path: Path
) -> None:
    found = read_document(make(tmp_path)[0])
    assert not found.ours
    assert [one.heading[0].text for one in found.document.clauses] == ["Signing in", "Sub clause", "words"]
    assert [one.level for one in found.document.clauses] == [1, 2, 1]
