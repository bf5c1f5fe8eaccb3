"""How a user of docxtpl, of python-docx and of pandoc would make the same document, each at its best.

Each method has two halves: `prepare` leaves on disk what its user would keep (a template), and `open_` reads what can
be kept between organisations and returns a function from an organisation's values to the bytes of a document.
"""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

from benchmarks.content import Content, filled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docx.document import Document as WordDocument

_STYLES = {"section": "Heading1", "clause": "Heading2", "text": "Normal", "item": "ListBullet"}
_KEPT = {"Title", "TableGrid", "TableNormal", "DefaultParagraphFont", "NoList", *_STYLES.values()}


def _lean() -> WordDocument:
    """Return an empty document of python-docx without the hundred and fifty styles that nothing uses."""
    from docx import Document  # noqa: PLC0415 - the time to import it belongs to a cold start

    document = Document()
    styles = document.styles.element
    for style in list(styles.style_lst):
        if style.styleId not in _KEPT:
            styles.remove(style)
    return document


def _drawn(document: WordDocument, content: Content, values: Mapping[str, str] | None) -> bytes:
    """Draw content with python-docx by style ids (names cost 0.7 ms each); without values the gaps stay."""

    def say(text: str) -> str:
        return text if values is None else filled(text, values)

    def paragraph(text: str, style: str) -> None:
        made = document._body._body.add_p()  # noqa: SLF001 - the public way looks every style up by its name
        made.style = style
        made.add_r().text = say(text)

    paragraph(content.title, "Title")
    for part in content.parts:
        if part.kind != "table":
            paragraph(part.text, _STYLES[part.kind])
            continue
        table = document.add_table(len(part.rows), len(part.rows[0]))
        table._tbl.tblStyle_val = "TableGrid"  # noqa: SLF001 - likewise
        for row, cells in zip(table._tbl.tr_lst, part.rows, strict=True):  # noqa: SLF001 - table.cell() is quadratic
            for cell, text in zip(row.tc_lst, cells, strict=True):
                cell.p_lst[0].add_r().text = say(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


class PythonDocx:
    """Code that draws every paragraph, on a lean template."""

    name = "python-docx, lean style"

    def prepare(self, content: Content, folder: Path) -> None:
        """Leave the lean template on disk."""
        _lean().save(str(folder / f"{content.id}.lean.docx"))

    def open_(self, content: Content, folder: Path) -> Callable[[Mapping[str, str]], bytes]:
        """Return the function that draws the document for an organisation."""
        from docx import Document  # noqa: PLC0415 - likewise

        template = (folder / f"{content.id}.lean.docx").read_bytes()
        return lambda values: _drawn(Document(io.BytesIO(template)), content, values)


class Docxtpl:
    """A Word template with Jinja expressions in it."""

    name = "docxtpl"

    def prepare(self, content: Content, folder: Path) -> None:
        """Leave the Word template on disk, drawn once with its gaps in place."""
        (folder / f"{content.id}.template.docx").write_bytes(_drawn(_lean(), content, None))

    def open_(self, content: Content, folder: Path) -> Callable[[Mapping[str, str]], bytes]:
        """Return the function that fills the template; docxtpl wants it opened anew each time."""
        from docxtpl import DocxTemplate  # noqa: PLC0415 - likewise

        template = (folder / f"{content.id}.template.docx").read_bytes()

        def write(values: Mapping[str, str]) -> bytes:
            document = DocxTemplate(io.BytesIO(template))
            document.render(dict(values))
            target = io.BytesIO()
            document.save(target)
            return target.getvalue()

        return write


class Pandoc:
    """Markdown with the gaps filled, turned into Word by a program of its own."""

    name = "pandoc"

    def prepare(self, content: Content, folder: Path) -> None:
        """Leave the Markdown on disk."""
        (folder / f"{content.id}.source.md").write_text(_markdown(content), encoding="utf-8")

    def open_(self, content: Content, folder: Path) -> Callable[[Mapping[str, str]], bytes]:
        """Return the function that runs pandoc."""
        source = (folder / f"{content.id}.source.md").read_text(encoding="utf-8")
        target = folder / f"{content.id}.pandoc.docx"

        def write(values: Mapping[str, str]) -> bytes:
            text = filled(source, values).encode()
            words = ["pandoc", "--from=markdown", "--to=docx", f"--output={target}"]
            subprocess.run(words, input=text, check=True, capture_output=True)
            return target.read_bytes()

        return write


def _markdown(content: Content) -> str:
    lines = [f"% {content.title}"]
    marks = {"section": "# ", "clause": "## ", "text": "", "item": "- "}
    for part in content.parts:
        if part.kind != "table":
            lines.append(marks[part.kind] + _plain(part.text))
            continue
        head, *rows = [[_plain(cell).replace("|", "\\|") for cell in row] for row in part.rows]
        table = [head, ["---"] * len(head), *rows]
        lines.append("\n".join(f"| {' | '.join(row)} |" for row in table))
    return "\n\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#$^~@])", r"\\\1", text)


METHODS = (Docxtpl(), PythonDocx(), Pandoc())
