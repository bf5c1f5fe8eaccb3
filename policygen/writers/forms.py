"""Places to fill in: a label beside a content control (ECMA-376 part 1, section 17.5.2; [MS-DOCX] 2.5 for tick boxes).

How Word, LibreOffice and Google Docs treat them, on screen and in ink: `docs/word/forms.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import label_text
from policygen.writers import fills
from policygen.writers.ooxml import paragraph
from policygen.writers.styles import TEXT_WIDTH
from policygen.writers.tables import cell, framed, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import FieldKind, Form, FormField, Spans
    from policygen.writers.page import Page

_LABEL = int(TEXT_WIDTH * 0.42)
_TICK_LABEL = int(TEXT_WIDTH * 0.86)
_HEIGHTS: dict[FieldKind, int] = {"text": 560, "date": 560, "tick": 460, "choice": 560, "lines": 1900}
"""How high a row is at the least, so that a pen finds room."""


def form(page: Page, block: Form, runs: Callable[[Spans], str]) -> str:
    """Return a form as a table of labels and places to fill in; `runs` draws the words of a label."""
    if not block.fields:
        return ""
    only_ticks = all(field.kind == "tick" for field in block.fields)
    label = _TICK_LABEL if only_ticks else _LABEL
    widths = (label, TEXT_WIDTH - label)
    rows = "".join([_field(page, field, widths, runs) for field in block.fields])
    return framed("Answers", page.caption, widths, rows)


def _field(page: Page, field: FormField, widths: tuple[int, int], runs: Callable[[Spans], str]) -> str:
    control = fills.place(page, field.kind, field.options, label_text(field.label))
    height = f'<w:cantSplit/><w:trHeight w:val="{_HEIGHTS[field.kind]}" w:hRule="atLeast"/>'
    label = cell(widths[0], paragraph("FieldLabel", runs(field.label)))
    return row(height, label + cell(widths[1], paragraph("Field", control)))
