"""Checks of tables: header rows, merged, empty and nested cells, what a table is called (WCAG 1.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.review.word_pieces import each
from policygen.sources.docx_around import W, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.review.word_found import Found
    from policygen.review.word_pieces import Grid


def check(grid: Grid) -> Iterator[Found]:
    """Yield what is wrong with one table."""
    first = grid.first
    if grid.depth > 1:
        yield "word-nested-table", first, "a table stands within another", "take it out of its cell", "error"
    if not (_called(grid, "tblCaption") or _called(grid, "tblDescription")):
        mend = "in Word: Table Properties, Alternative Text"
        yield "word-no-alternative", first, "a table has no title or alternative text", mend, "warning"
    if _merged(grid):
        what = "cells are merged, so that a screen reader cannot say which column a cell belongs to"
        yield "word-merged-cells", first, what, "split them", "error"
    several = len(grid.cells) > 1 and max(map(len, grid.cells)) > 1
    if several and not grid.header and not _labelled(grid):
        what = "a table has no header row"
        mend = "in Word: choose the first row, Layout, Repeat Header Rows"
        yield "word-table-header", first, what, mend, "error"
    where = _blank(grid)
    if where:
        what = f"the cell in row {where[0]}, column {where[1]} is empty"
        yield "word-empty-cell", first, what, "say what it means, such as 'none'", "warning"


def _called(grid: Grid, name: str) -> bool:
    about = grid.element.find(f"{W}tblPr")
    return about is not None and bool(value(about.find(f"{W}{name}")).strip())


def _labelled(grid: Grid) -> bool:
    """Say whether the table's look marks its first column and not its first row: labels with what they say beside."""
    about = grid.element.find(f"{W}tblPr")
    look = about.find(f"{W}tblLook") if about is not None else None
    return look is not None and value(look, "firstColumn") == "1" and value(look, "firstRow") == "0"


def _merged(grid: Grid) -> bool:
    for row in each(grid.element, "tr"):
        for cell in each(row, "tc"):
            about = cell.find(f"{W}tcPr")
            if about is None:
                continue
            span = value(about.find(f"{W}gridSpan"))
            if about.find(f"{W}vMerge") is not None or (span.isdigit() and int(span) > 1):
                return True
    return False


def _blank(grid: Grid) -> tuple[int, int] | None:
    """Return the first cell that is empty though its row and column are not: the others are there to be filled in."""
    start = 1 if grid.header else 0
    for number, row in enumerate(grid.cells):
        for place, words in enumerate(row):
            column = [one[place] for one in grid.cells[start:] if place < len(one)]
            heads = grid.header and number == 0
            if not words and any(row) and (heads or any(column)):
                return number + 1, place + 1
    return None
