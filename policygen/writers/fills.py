"""Places to fill in within a line: controls and tick boxes as WordprocessingML (ECMA-376 part 1, section 17.5.2).

How Word, LibreOffice and Google Docs treat them, on screen and in ink: `docs/word/forms.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import word
from policygen.writers.look import language_tag
from policygen.writers.ooxml import attribute, plain, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Span
    from policygen.writers.page import Page

TITLE_LIMIT = 64
"""The longest title of a content control that Word keeps."""

FEW, SHORT = 4, 40
"""A choice of so few options, with so few letters together, is drawn as tick boxes: on paper each can be ticked."""

BLANK = "\u2002" * 5
"""What stands in an empty place: nothing that would be in a pen's way on paper."""

_SYMBOL = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
_TICK = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_BOX = f"<w:r><w:rPr>{_SYMBOL}</w:rPr><w:t>\u2610</w:t></w:r>"


def fill(page: Page, span: Span, title: str) -> str:
    """Return the place to fill in that a span stands for; `title` is what a screen reader says of it."""
    return place(page, span.fill, span.options, title)


def place(page: Page, kind: str, options: Sequence[str], title: str) -> str:
    """Return a place to fill in: a tick box, a choice, or a control for text, a date or several lines."""
    if kind == "tick":
        return _control(page, title, _TICK, _BOX)
    if kind == "choice":
        return _ticks(page, options, title) if by_ticks(options) else _drop_down(page, options, title)
    if kind == "date":
        about = (
            f'<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="{language_tag(page.document.language)}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    else:
        about = '<w:text w:multiLine="1"/>' if kind == "lines" else "<w:text/>"
    return _control(page, title, "<w:showingPlcHdr/>" + about, plain(BLANK, "PlaceholderText"))


def by_ticks(options: Sequence[str]) -> bool:
    """Say whether a choice is drawn as tick boxes with words, and not as a list that drops down."""
    return len(options) <= FEW and sum(map(len, options)) <= SHORT


def _control(page: Page, title: str, kind: str, shown: str) -> str:
    # A place that says nothing of itself is named by the clause it stands in.
    title = title if title.strip() else page.caption
    number = page.control(f"{page.clause}#{title}")
    about = f'<w:alias w:val="{attribute(title[:TITLE_LIMIT])}"/><w:tag w:val="field"/><w:id w:val="{number}"/>{kind}'
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def _ticks(page: Page, options: Sequence[str], title: str) -> str:
    """Return a tick box with its words for each option; a box and its words stay on one line."""
    drawn = [
        _control(page, f"{title}: {option}", _TICK, _BOX) + plain("\u00a0" + option.replace(" ", "\u00a0"))
        for option in options
    ]
    return plain("   ").join(drawn)


def _drop_down(page: Page, options: Sequence[str], title: str) -> str:
    """Return a list that drops down, with what it offers in small print beneath: paper shows no list (17.5.2.15)."""
    # Word refuses a list that offers the same twice.
    items = "".join(
        f'<w:listItem w:displayText="{attribute(one)}" w:value="{attribute(one)}"/>' for one in dict.fromkeys(options)
    )
    shown = plain(word(page.document, "fill_choice"), "PlaceholderText")
    control = _control(page, title, f"<w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList>", shown)
    offered = f'<w:r><w:rPr><w:rStyle w:val="Offered"/></w:rPr><w:br/><w:t>{text(" / ".join(options))}</w:t></w:r>'
    return control + offered
