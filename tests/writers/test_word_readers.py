"""What stands in a document is read in LibreOffice, pandoc, mammoth and python-docx without the loss of a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

import docx as python_docx
import mammoth
import pytest
from docx.text.paragraph import Paragraph as WordParagraph

from policygen.text import spans_text
from policygen.writers import docx
from policygen.writers.identity import bookmark, tag
from tests.needs import needs
from tests.writers import samples
from tests.writers.reading import (
    W,
    body,
    clause_words,
    controls,
    office,
    pandoc_text,
    paragraphs,
    parsed,
    run,
    text_of,
    value,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.text.paragraph import CT_P

    from policygen.model import Document

DOCUMENTS = {"policy": samples.policy(), "children": samples.children()}
EACH = pytest.mark.parametrize("name", DOCUMENTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the sample documents as Word files into a folder."""
    made = tmp_path_factory.mktemp("word")
    for name, document in DOCUMENTS.items():
        (made / f"{name}.docx").write_bytes(docx.write(document))
    return made


@pytest.fixture(scope="module")
def printed(folder: Path) -> Path:
    """Let LibreOffice print the sample documents, write their words down, and save them again."""
    files = [folder / f"{name}.docx" for name in DOCUMENTS]
    office(files, "pdf", folder)
    office(files, "txt:Text (encoded):UTF8", folder)
    again = folder / "again"
    again.mkdir()
    office(files, "docx:MS Word 2007 XML", again)
    return folder


def expected(document: Document) -> dict[str, list[str]]:
    return {spans_text(clause.heading): clause_words(document, clause) for clause in document.clauses}


@EACH
def test_python_docx_reads_every_word_of_every_clause(folder: Path, name: str) -> None:
    document = DOCUMENTS[name]
    word = python_docx.Document(str(folder / f"{name}.docx"))
    found = {}
    for clause in document.clauses:
        content = controls(word.element.body)[tag(clause.id)]
        lines = (WordParagraph(cast("CT_P", one), word).text for one in paragraphs(content))
        found[spans_text(clause.heading)] = words(" ".join(lines))
    # The invitation that stands in a list until something is chosen is none of the document's words: it passes it over.
    invitation = samples.WORDS["fill_choice"]
    assert found == {name: [one for one in said if one != invitation] for name, said in expected(document).items()}


@EACH
def test_mammoth_reads_every_word_of_every_clause(folder: Path, name: str) -> None:
    with (folder / f"{name}.docx").open("rb") as file:
        page = parsed(f"<div>{mammoth.convert_to_html(file).value}</div>")
    found: dict[str, list[str]] = {}
    heading = ""
    for element in page:
        if element.tag in {"h1", "h2"}:
            heading = "".join(element.itertext())
            found[heading] = []
        if heading:
            found[heading] += words(" ".join(element.itertext()))
    assert found == expected(DOCUMENTS[name])


@needs("pandoc")
@EACH
def test_pandoc_reads_every_word_of_every_clause(folder: Path, name: str) -> None:
    read = json.loads(run("pandoc", "-f", "docx", "-t", "json", str(folder / f"{name}.docx")))
    found: dict[str, list[str]] = {}
    heading = ""
    for block in read["blocks"]:
        text = "".join(pandoc_text(block))
        if block["t"] == "Header":
            heading = text.strip()
            found[heading] = []
        if heading:
            found[heading] += words(text)
    assert found == expected(DOCUMENTS[name])


@needs("soffice")
@EACH
def test_libreoffice_reads_every_word_in_order(printed: Path, name: str) -> None:
    document = DOCUMENTS[name]
    read = iter(words((printed / f"{name}.txt").read_text(encoding="utf-8-sig")))
    missing = [one for clause in document.clauses for one in clause_words(document, clause) if one not in read]
    assert not missing


@needs("soffice")
def test_libreoffice_prints_the_numbers_that_the_clauses_carry(printed: Path) -> None:
    lines = [" ".join(line.split()) for line in (printed / "policy.txt").read_text(encoding="utf-8-sig").splitlines()]
    start = max(place for place, line in enumerate(lines) if line.endswith("Why we have this policy"))
    for clause in DOCUMENTS["policy"].clauses:
        assert f"{clause.number} {spans_text(clause.heading)}".strip() in lines[start:]


@needs("soffice")
def test_libreoffice_begins_every_numbered_list_at_one(printed: Path) -> None:
    lines = [" ".join(line.split()) for line in (printed / "policy.txt").read_text(encoding="utf-8-sig").splitlines()]
    for line in ("1. Tell the office before the session.", "a. Say who takes over.", "3. Come back and say so.",
                 "1. Write the call down.", "1. Stay calm and listen."):  # fmt: skip
        assert line in lines


@needs("soffice", "pdftotext")
def test_a_printed_page_names_the_organisation_the_document_the_version_and_its_number(printed: Path) -> None:
    pages = run("pdftotext", "-layout", str(printed / "policy.pdf"), "-").split("\f")[:-1]
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert "Foxglove Lane Infant School" in page
        assert "Foxglove Lane \u00b7 Mobile phones and smart devices" in page
        assert "Version 0.1" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "Draft: not yet approved" in page


@needs("soffice")
@EACH
def test_a_clause_keeps_its_bookmark_when_libreoffice_saves_the_file(printed: Path, name: str) -> None:
    data = (printed / "again" / f"{name}.docx").read_bytes()
    names = {value(one, "name") for one in body(data).iter(f"{W}bookmarkStart")}
    assert {bookmark(clause.id) for clause in DOCUMENTS[name].clauses} <= names


@EACH
def test_the_words_of_a_clause_stand_in_its_control(folder: Path, name: str) -> None:
    content = controls(body((folder / f"{name}.docx").read_bytes()))
    for clause in DOCUMENTS[name].clauses:
        lines = (text_of(one) for one in paragraphs(content[tag(clause.id)]))
        assert words(" ".join(lines)) == clause_words(DOCUMENTS[name], clause)
