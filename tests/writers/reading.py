"""Word files read back, each reader in its own way, as the words of every clause."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policygen.model import Block, Box, Flow, Form, ItemList, Paragraph, Table
from policygen.text import flow_list, spans_text, word
from policygen.writers.fills import by_ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from policygen.model import Clause, Document, Spans

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def parts(data: bytes) -> dict[str, Element]:
    """Return every part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: parsed(archive.read(name)) for name in archive.namelist() if not name.endswith(".png")}


def one_part(data: bytes, name: str) -> Element:
    """Return one part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return parsed(archive.read(name))


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
    """Return the text that an element shows, with its line ends and tabs; what a chart shows stands beneath it too."""
    return "".join(map(_run_text, _not_drawn(element, "r")))


def paragraphs(element: Element) -> list[Element]:
    """Return the paragraphs within an element, without those that stand in the boxes of a chart."""
    return _not_drawn(element, "p")


def _not_drawn(element: Element, name: str) -> list[Element]:
    drawn = {one for words in element.iter(f"{W}txbxContent") for one in words.iter(W + name)}
    return [one for one in element.iter(W + name) if one not in drawn]


def _run_text(run: Element) -> str:
    shown = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(one.text or "" if one.tag == f"{W}t" else shown.get(one.tag, "") for one in run)


def words(text: str) -> list[str]:
    """Return the words of a text, whatever stands between them."""
    return re.findall(r"\w+", text)


def clause_words(document: Document, clause: Clause) -> list[str]:
    """Return the words that a reader must find in a clause: heading, blocks, labels of boxes."""
    return words(" ".join([spans_text(clause.heading), *said(document, clause.blocks)]))


def said(document: Document, blocks: Iterable[Block], *, charts: bool = True) -> Iterator[str]:
    """Yield each line of blocks as it is shown, without the marks and numbers of lists."""
    for block in blocks:
        match block:
            case Paragraph():
                yield as_shown(document, block.spans, beside=True)
            case ItemList():
                for item in block.items:
                    yield from said(document, item.blocks, charts=False)
            case Table():
                for row in (block.header, *block.rows):
                    yield from (as_shown(document, cell) for cell in row.cells)
            case Box():
                yield word(document, f"box_{block.kind}")
                yield from said(document, block.blocks, charts=False)
            case Flow():
                yield from _steps(document, block, charts=charts)
            case Form():
                yield from _fields(document, block)


def _fields(document: Document, form: Form) -> Iterator[str]:
    for field in form.fields:
        yield as_shown(document, field.label)
        yield _offered(document, field.options)


def as_shown(document: Document, spans: Spans, *, beside: bool = False) -> str:
    """Return a line as Word shows it; words `beside` the picture that begins it stand after a tab."""
    drawn = "".join(_offered(document, span.options) if span.fill else span.text for span in spans)
    return "\t" + drawn if beside and len(spans) > 1 and spans[0].fill == "picture" and drawn else drawn


def _offered(document: Document, options: tuple[str, ...]) -> str:
    """Return what a choice shows, its tick boxes left out."""
    if not options:
        return ""
    if by_ticks(options):
        return "   ".join("\u00a0" + one.replace(" ", "\u00a0") for one in options)
    return f"{word(document, 'fill_choice')}\n{' / '.join(options)}"


def _steps(document: Document, flow: Flow, *, charts: bool) -> Iterator[str]:
    if flow.steps:
        yield flow.title + "\n" * (charts and bool(flow.title))
        yield word(document, "flow_steps") if charts else ""
        yield from said(document, (flow_list(flow),))


def run(*command: str) -> str:
    """Run a program and return what it prints; it must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout


def pandoc_text(node: object) -> Iterator[str]:
    """Yield the words of a tree of pandoc, with a space where a block ends."""
    if isinstance(node, list):
        for one in node:
            yield from pandoc_text(one)
    elif isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            yield node["c"]
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            yield " "
        elif kind == "Link":
            yield from pandoc_text(node["c"][1])
        elif kind == "Table":
            # The second part is the table's alternative text, which pandoc shows as a caption.
            yield from pandoc_text(node["c"][3:])
        else:
            yield from pandoc_text(node.get("c", []))
            yield " "


def office(files: Iterable[Path], kind: str, folder: Path) -> None:
    """Let LibreOffice convert files into a folder."""
    home = folder / "office"
    run(
        "soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind,
        "--outdir", str(folder), *(str(file) for file in files),
    )  # fmt: skip
