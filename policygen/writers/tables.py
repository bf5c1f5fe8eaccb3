"""Tables of data, facts and answers as WordprocessingML (ECMA-376 part 1, section 17.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.text import label_text
from policygen.writers.ooxml import attribute, on_one_line, paragraph
from policygen.writers.styles import TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policygen.model import Row, Span, Spans, Table

_SHORT, _WIDE = 18, 100
"""Letters: a cell up to the first stands on one line, a column is never thought to want more than the second."""

_LONG_WORD, _ADDRESS = 24, 48
"""A longer word may break, and a longer address: programs break both at any letter, which nobody can read."""

_MARGINS = 226
"""What the edges of a cell take of its width."""

# Which parts of a table style hold: the sum is header row 0020, first column 0080, last 0100, no bands 0200 and 0400.
_LOOK = '<w:tblLook w:val="{}" w:firstRow="{}" w:firstColumn="{}" w:lastColumn="{}" w:noHBand="{}" w:noVBand="1"/>'
_LOOKS = {
    "Data": _LOOK.format("0420", 1, 0, 0, 0),
    "Facts": _LOOK.format("0680", 0, 1, 0, 1),
    "Answers": _LOOK.format("0780", 0, 1, 1, 1),
}

_KEEP = "<w:cantSplit/>"
_HEAD = "<w:cantSplit/><w:tblHeader/>"


def data_table(table: Table, caption: str, letter: float, number: str, runs: Callable[[Spans, str], str]) -> str:
    """Return a table with a header row that repeats on every page; no row breaks across pages.

    `caption` is its alternative text, `letter` the width of a letter, and `runs` draws the words of a cell
    and what is to be filled in there, under a title: the words of its row (or `number` and which row it is) and column.
    """
    count = max([len(table.header.cells), *(len(row.cells) for row in table.rows)], default=0)
    if not count:
        return ""
    widths = column_widths(table, letter)
    head = _row(table.header, widths, runs, _HEAD, "TableHeading")
    heads = [label_text(cell) for cell in table.header.cells]
    body = ""
    for place, row in enumerate(table.rows, 1):
        kinds = {span.fill for cell in row.cells for span in cell if span.fill}
        if not kinds:
            body += _row(row, widths, runs, _KEEP, "TableText")
        else:
            titles = _titles(row, heads, f"{number} {place}")
            body += _row(row, widths, runs, _KEEP + _height(kinds), "TableText", titles)
    return framed("Data", caption, widths, head + body)


def column_widths(table: Table, letter: float) -> list[int]:
    """Return the widths of the columns of a table, together as wide as the text, by what their cells say."""
    rows = (table.header, *table.rows)
    return _widths(rows, max(len(row.cells) for row in rows), letter)


def framed(style: str, caption: str, widths: Sequence[int], rows: str) -> str:
    """Return rows as a table in the style Data (header row), Facts or Answers (headers in the first column)."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'{_LOOKS[style]}<w:tblDescription w:val="{attribute(caption)}"/>'
    )
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def cell(width: int, content: str) -> str:
    """Return one cell; `content` is at least one paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(properties: str, cells: str) -> str:
    """Return one row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


_LABEL_LIMIT = 36
"""So much of a row's first words stands in the titles of its places to fill in, which Word cuts at 64."""


def _titles(row: Row, heads: Sequence[str], number: str) -> list[str]:
    """Return for each cell what a screen reader says of a place to fill in there: row, column, words before it."""
    first = (label_text(row.cells[0])[:_LABEL_LIMIT] if row.cells else "") or number
    titles: list[str] = []
    for place, cell in enumerate(row.cells):
        head = heads[place] if place < len(heads) else ""
        parts = (first, head, label_text(cell)[:_LABEL_LIMIT] if place else "")
        titles.append(": ".join(part for part in parts if part))
    return titles


def _height(kinds: Iterable[str]) -> str:
    height = max(_HEIGHTS.get(kind, 0) for kind in kinds)
    return f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""


_HEIGHTS = {"tick": 440, "text": 560, "date": 560, "choice": 560, "lines": 1400}
"""How high a row to fill in is at the least, so that a pen finds room."""


def _row(  # noqa: PLR0913, PLR0917 - a row, and how it is drawn
    item: Row,
    widths: Sequence[int],
    runs: Callable[[Spans, str], str],
    properties: str,
    style: str,
    titles: Sequence[str] = (),
) -> str:
    if titles:
        words = [runs(words, title) for words, title in zip(item.cells, titles, strict=True)]
    else:
        words = [runs(words, "") for words in item.cells]
    words += [""] * (len(widths) - len(item.cells))
    cells = [cell(width, paragraph(style, content)) for width, content in zip(widths, words, strict=True)]
    return row(properties, "".join(cells))


def _widths(rows: Sequence[Row], count: int, letter: float) -> list[int]:
    """Share the page among columns: each its longest word, short cells their one line, the rest by what they say."""
    columns = [[_measured(row.cells[place]) for row in rows if place < len(row.cells)] for place in range(count)]
    margin = min(_MARGINS, TEXT_WIDTH // (2 * count))
    room = (TEXT_WIDTH - margin * count) / letter
    least = _least(columns, room)
    usual = [sum(map(len, column)) / len(column) for column in columns]
    wanted = [max(min(mean, _WIDE) - need, 0) for mean, need in zip(usual, least, strict=True)]
    spare = room - sum(least)
    if spare < 0:
        shares = [need * room / sum(least) for need in least]
    elif any(wanted):
        shares = [need + spare * want / sum(wanted) for need, want in zip(least, wanted, strict=True)]
    else:
        shares = [need + spare / count for need in least]
    widths = [int(share * letter) + margin for share in shares]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return widths


def _least(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the letters that each column needs on a line: its longest word; its short cells, where there is room.

    An address must not break, so that short cells of other columns go onto two lines before it does.
    """
    lines = [max(map(len, column)) + 1 for column in columns]
    whole = [
        line if line <= _SHORT + 1 else _longest(column, _ADDRESS) for line, column in zip(lines, columns, strict=True)
    ]
    if sum(whole) <= room:
        return [float(need) for need in whole]
    words = [_longest(column, _ADDRESS) for column in columns]
    spare = room - sum(words)
    if spare < 0:
        return [float(_longest(column, _LONG_WORD)) for column in columns]
    gain = sum(whole) - sum(words)
    return [word + spare * (need - word) / gain for word, need in zip(words, whole, strict=True)]


_GAPS = re.compile("[ \t\r\n]+")


def _longest(column: Sequence[str], address: int) -> int:
    """Return the letters of the longest word and the gap beside it; a telephone number is one word."""
    text = on_one_line("\n".join(column))
    words = [word.rstrip(",;.") for word in (text.split() if text.isascii() else _GAPS.split(text))]
    if "@" in text or "//" in text:
        return max([min(len(word), address if "@" in word or "//" in word else _LONG_WORD) for word in words]) + 1
    return min(max(map(len, words), default=0), _LONG_WORD) + 1


def _measured(cell: Spans) -> str:
    """Return text as long as what stands in a cell: places to fill in want room as words do."""
    if len(cell) == 1 and not cell[0].fill:
        return cell[0].text
    return "".join([_ROOM.get(span.fill, span.text) + _options_room(span) for span in cell])


_ROOM = {
    "tick": "xx",
    "text": "x" * 12 + (" " + "x" * 9) * 3,
    "date": "x" * 12,
    "lines": "x" * 18 + (" " + "x" * 14) * 4,
    "picture": "x" * 13,
}
"""Handwriting is wide: a place for words is given room as a sentence is, whatever stands at its column's head."""


def _options_room(span: Span) -> str:
    return " ".join("xx" + option.replace(" ", "x") for option in span.options)
