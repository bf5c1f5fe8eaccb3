"""Tables of data, facts and answers as WordprocessingML (ECMA-376 part 1, section 17.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import spans_text
from policygen.writers.ooxml import attribute, paragraph
from policygen.writers.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.model import Row, Spans, Table

_NARROW, _WIDE = 10, 46
"""A column counts as at least and at most so many letters wide, so that none starves another."""

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
    return framed("Data", caption, widths, head + body, first_row=True)


def framed(style: str, caption: str, widths: Sequence[int], rows: str, *, first_row: bool = False) -> str:
    """Return rows as a table in a style; what is not a header row has its headers in the first column."""
    look = (
        f'<w:tblLook w:val="{"0420" if first_row else "0680"}" w:firstRow="{int(first_row)}" w:lastRow="0"'
        f' w:firstColumn="{int(not first_row)}" w:lastColumn="{int(style == "Answers")}"'
        f' w:noHBand="{int(not first_row)}" w:noVBand="1"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{attribute(caption)}"/>'
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
        typical = (max(lengths) + sum(lengths) / len(lengths)) / 2
        shares.append(min(max(typical, _NARROW), _WIDE))
    widths = [int(TEXT_WIDTH * share / sum(shares)) for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths
