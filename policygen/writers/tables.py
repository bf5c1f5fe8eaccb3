"""Tables of data, facts and answers as WordprocessingML (ECMA-376 part 1, section 17.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import spans_text
from policygen.writers.ooxml import attribute, paragraph
from policygen.writers.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.model import Row, Spans, Table

_NARROW, _SHORT, _WIDE = 10, 18, 46
"""A column counts as at least and at most so many letters wide; short words get all the room that they need."""

# Which parts of a table style hold: the sum is header row 0020, first column 0080, last 0100, no bands 0200 and 0400.
_LOOK = '<w:tblLook w:val="{}" w:firstRow="{}" w:firstColumn="{}" w:lastColumn="{}" w:noHBand="{}" w:noVBand="1"/>'
_LOOKS = {
    "Data": _LOOK.format("0420", 1, 0, 0, 0),
    "Facts": _LOOK.format("0680", 0, 1, 0, 1),
    "Answers": _LOOK.format("0780", 0, 1, 1, 1),
}

_KEEP = "<w:cantSplit/>"
_HEAD = "<w:cantSplit/><w:tblHeader/>"


def data_table(table: Table, caption: str, runs: Callable[[Spans], str]) -> str:
    """Return a table with a header row that repeats on every page; no row breaks across pages.

    `caption` is its alternative text and `runs` draws the words of a cell.
    """
    count = max([len(table.header.cells), *(len(row.cells) for row in table.rows)], default=0)
    if not count:
        return ""
    widths = _widths((table.header, *table.rows), count)
    head = _row(table.header, widths, runs, _HEAD, "TableHeading")
    body = "".join([_row(row, widths, runs, _KEEP, "TableText") for row in table.rows])
    return framed("Data", caption, widths, head + body)


def framed(style: str, caption: str, widths: Sequence[int], rows: str) -> str:
    """Return rows as a table in the style Data (header row), Facts or Answers (headers in the first column)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{_LOOKS[style]}<w:tblCaption w:val="{attribute(caption)}"/>'
    )
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def cell(width: int, content: str) -> str:
    """Return one cell; `content` is at least one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(properties: str, cells: str) -> str:
    """Return one row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _row(item: Row, widths: Sequence[int], runs: Callable[[Spans], str], properties: str, style: str) -> str:
    words = [runs(words) for words in item.cells] + [""] * (len(widths) - len(item.cells))
    cells = [cell(width, paragraph(style, content)) for width, content in zip(widths, words, strict=True)]
    return row(properties, "".join(cells))


def _widths(rows: Sequence[Row], count: int) -> list[int]:
    """Share the page among the columns by how much each has to say."""
    shares = []
    for column in range(count):
        lengths = [len(spans_text(item.cells[column])) for item in rows if column < len(item.cells)]
        longest = max(lengths)
        typical = longest + 3 if longest <= _SHORT else (longest + sum(lengths) / len(lengths)) / 2
        shares.append(min(max(typical, _NARROW), _WIDE))
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths
