"""Places to fill in as HTML: real fields with names, which print as lines. Nothing in them is sent anywhere.

There is no form element around them, so no key and no button sends anything (HTML, 4.10.21). Each field has a name for
those who do not see it (WCAG 2.2, 1.3.1 and 4.1.2); what to choose from also stands on paper.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import label_text, offered, word
from policygen.writers.html_text import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import Form, FormField, Span, Spans
    from policygen.writers.html_sheet import Sheet

_FEW = 7
"""Up to so many options are shown beside one another; more of them are a list to open."""


def form(sheet: Sheet, block: Form, words: Callable[[Spans], str]) -> str:
    """Return a form as labels with their fields; `words` draws the words of a label."""
    drawn = "".join(_field(sheet, field, words) for field in block.fields)
    return f'<div class="form">\n{drawn}</div>' if drawn else ""


def _field(sheet: Sheet, field: FormField, words: Callable[[Spans], str]) -> str:
    if field.kind == "choice" and field.options and len(field.options) <= _FEW:
        options = _options(sheet, field.options)
        return f'<fieldset class="field"><legend>{words(field.label)}</legend>{options}</fieldset>\n'
    name = sheet.next_id()
    # A label of a link or of nothing alone would leave the field without a name.
    spoken = "" if label_text(field.label) else f' aria-label="{said(sheet.caption)}"'
    label = f'<label for="{name}">{words(field.label)}</label>'
    inside = _control(field.kind, field.options, f' id="{name}"{spoken}', word(sheet.document, "fill_choice"))
    if field.kind == "tick":
        return f'<div class="field tick">{inside}{label}</div>\n'
    return f'<div class="field">{label}{inside}</div>\n'


def place(sheet: Sheet, span: Span, name: str) -> str:
    """Return a place to fill in within a line or a cell, called `name`; or the place of a picture."""
    if span.fill == "picture":
        shown = said(span.text)
        return f'<span class="picture" role="img" aria-label="{shown}"><span aria-hidden="true">{shown}</span></span>'
    called = f' aria-label="{said(name)}"'
    if span.fill == "choice" and span.options and len(span.options) <= _FEW:
        return f'<span class="options" role="radiogroup"{called}>{_options(sheet, span.options)}</span>'
    return _control(span.fill, span.options, called, word(sheet.document, "fill_choice"))


def _options(sheet: Sheet, options: tuple[str, ...]) -> str:
    group = sheet.next_id()
    return " ".join(
        f'<label class="option"><input type="radio" name="{group}" value="{said(one)}"/> {said(one)}</label>'
        for one in options
    )


def _control(kind: str, options: tuple[str, ...], about: str, choose: str) -> str:
    if kind == "tick":
        return f'<input type="checkbox"{about}/>'
    if kind == "lines":
        return f'<textarea rows="4"{about}></textarea>'
    if kind == "choice" and options:
        rows = "".join(f"<option>{said(one)}</option>" for one in options)
        printed = said(offered(options))
        return (
            f'<select{about}><option value="">{said(choose)}</option>{rows}</select>'
            f'<span class="on-paper" aria-hidden="true">{printed}</span>'
        )
    return f'<input type="{"date" if kind == "date" else "text"}"{about}/>'
