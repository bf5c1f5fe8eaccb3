"""Word files read back, each reader in its own way, as the words of every clause."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policygen.model import Block, Box, Form, ItemList, Paragraph, Table
from policygen.text import spans_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from policygen.model import Clause, Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def parts(data: bytes) -> dict[str, Element]:
    """Return every part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: parsed(archive.read(name)) for name in archive.namelist()}


def parsed(xml: bytes | str) -> Element:
    """Return XML as a tree; what is not well-formed raises an error."""
    return ET.fromstring(xml)  # noqa: S314 - a file that the test itself has just made


def body(data: bytes) -> Element:
    """Return the body of a Word file."""
    found = parts(data)["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of an element, empty where either is missing."""
    return "" if element is None else element.get(W + name, "")


def controls(root: Element) -> dict[str, Element]:
    """Return the contents of each clause's control, by its tag."""
    found = {}
    for control in root.findall(f"{W}sdt"):
        content = control.find(f"{W}sdtContent")
        tag = value(control.find(f"{W}sdtPr/{W}tag"))
        if tag and content is not None:
            found[tag] = content
    return found


def text_of(element: Element) -> str:
    """Return the text that an element shows, with its line ends and tabs."""
    return "".join(_run_text(run) for run in element.iter(f"{W}r"))


def _run_text(run: Element) -> str:
    shown = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(one.text or "" if one.tag == f"{W}t" else shown.get(one.tag, "") for one in run)


def words(text: str) -> list[str]:
    """Return the words of a text, whatever stands between them."""
    return re.findall(r"\w+", text)


def clause_words(document: Document, clause: Clause) -> list[str]:
    """Return the words that a reader must find in a clause: heading, blocks, labels of boxes."""
    return words(" ".join([spans_text(clause.heading), *said(document, clause.blocks)]))


def said(document: Document, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each line of blocks as it is shown, without the marks and numbers of lists."""
    for block in blocks:
        match block:
            case Paragraph():
                yield spans_text(block.spans)
            case ItemList():
                for item in block.items:
                    yield from said(document, item.blocks)
            case Table():
                for row in (block.header, *block.rows):
                    yield from (spans_text(cell) for cell in row.cells)
            case Box():
                yield word(document, f"box_{block.kind}")
                yield from said(document, block.blocks)
            case Form():
                yield from (spans_text(field.label) for field in block.fields)


def run(*command: str) -> str:
    """Run a program and return what it prints; it must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout


def office(files: Iterable[Path], kind: str, folder: Path) -> None:
    """Let LibreOffice convert files into a folder."""
    home = folder / "office"
    run(
        "soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", str(folder), *(str(file) for file in files),
    )  # fmt: skip
