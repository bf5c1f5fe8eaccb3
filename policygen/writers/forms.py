"""Places to fill in: a label beside a content control (ECMA-376 part 1, section 17.5.2; [MS-DOCX] 2.5 for tick boxes).

How Word, LibreOffice and Google Docs treat them, on screen and in ink: `docs/word/forms.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import spans_text
from policygen.writers.look import language_tag
from policygen.writers.ooxml import attribute, paragraph, plain
from policygen.writers.styles import TEXT_WIDTH
from policygen.writers.tables import cell, framed, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import FieldKind, Form, FormField, Spans
    from policygen.writers.page import Page

_LABEL = int(TEXT_WIDTH * 0.42)
_TICK_LABEL = int(TEXT_WIDTH * 0.86)
_HEIGHTS: dict[FieldKind, int] = {"text": 560, "date": 560, "tick": 460, "lines": 1900}
"""How high a row is at the least, so that a pen finds room."""

_TITLE_LIMIT = 64
_BLANK = "\u2002" * 5
"""What stands in an empty place: nothing that would be in a pen's way on paper."""

_SYMBOL = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
_TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)


def form(page: Page, block: Form, runs: Callable[[Spans], str]) -> str:
    """Return a form as a table of labels and places to fill in; `runs` draws the words of a label."""
    if not block.fields:
        return ""
    only_ticks = all(field.kind == "tick" for field in block.fields)
    label = _TICK_LABEL if only_ticks else _LABEL
    widths = (label, TEXT_WIDTH - label)
    rows = "".join([_field(page, place, field, widths, runs) for place, field in enumerate(block.fields, 1)])
    return framed("Answers", page.caption, widths, rows)


def _field(page: Page, place: int, field: FormField, widths: tuple[int, int], runs: Callable[[Spans], str]) -> str:
    title = spans_text(field.label).strip()
    control = _control(page.control(f"{page.clause}#{place}#{title}"), field.kind, title, page.document.language)
    height = f'<w:cantSplit/><w:trHeight w:val="{_HEIGHTS[field.kind]}" w:hRule="atLeast"/>'
    label = cell(widths[0], paragraph("FieldLabel", runs(field.label)))
    return row(height, label + cell(widths[1], paragraph("Field", control)))


def _control(number: int, kind: FieldKind, title: str, language: str) -> str:
    name = attribute(title[:_TITLE_LIMIT])
    about = f'<w:alias w:val="{name}"/><w:tag w:val="field"/><w:id w:val="{number}"/>'
    if kind == "tick":
        shown = f"<w:r><w:rPr>{_SYMBOL}</w:rPr><w:t>\u2610</w:t></w:r>"
        return f"<w:sdt><w:sdtPr>{about}{_TICK}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"
    blank = plain(_BLANK, "PlaceholderText")
    about += f"<w:showingPlcHdr/>{_kind(kind, language)}"
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{blank}</w:sdtContent></w:sdt>"


def _kind(kind: FieldKind, language: str) -> str:
    if kind == "date":
        return (
            f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{language_tag(language)}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return '<w:text w:multiLine="1"/>' if kind == "lines" else "<w:text/>"
