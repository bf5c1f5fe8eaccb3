"""Runs of text as HTML: their look, their links, and the places to fill in that stand among them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from policygen.text import label_text
from policygen.writers.html_fields import place
from policygen.writers.html_text import said

if TYPE_CHECKING:
    from policygen.model import Span, Spans
    from policygen.writers.html_sheet import Sheet


def spans(sheet: Sheet, items: Spans, label: str = "") -> str:
    """Return a line of text; `label` is what a place to fill in among it is called, beside the words next to it."""
    drawn = ""
    numbered = list(enumerate(items))
    # Runs that lead to one place are one link, however their looks differ.
    for address, group in groupby(numbered, lambda one: "" if one[1].fill else sheet.address(one[1])):
        words = "".join(_filled(sheet, items, at, label) if one.fill else _look(one) for at, one in group)
        drawn += f'<a href="{said(address)}">{words}</a>' if address and words else words
    return drawn


def plain_spans(items: Spans) -> str:
    """Return a line of text with its looks and without links, for what no reader can get the focus into."""
    return "".join(_look(one) for one in items if not one.fill)


def _look(span: Span) -> str:
    words = said(span.text)
    if not words:
        return ""
    words = f"<em>{words}</em>" if span.emphasis else words
    words = f"<strong>{words}</strong>" if span.strong else words
    return f'<mark class="gap">{words}</mark>' if span.todo else words


def _filled(sheet: Sheet, items: Spans, at: int, label: str) -> str:
    """Return a place to fill in, named by the words before it, or after it where it is a box to tick."""
    span = items[at]
    before, after = _until_fill(items[:at][::-1])[::-1], _until_fill(items[at + 1 :])
    beside = (after, before) if span.fill == "tick" else (before, after)
    own = next((words for part in beside if (words := label_text(part).strip(" :"))), "")
    name = ": ".join(part for part in (label, own) if part) or sheet.caption
    return place(sheet, span, name)


def _until_fill(items: Spans) -> Spans:
    """Return the runs up to the first place to fill in."""
    end = next((at for at, span in enumerate(items) if span.fill), len(items))
    return items[:end]
