"""How much of a note fits on two pages: heights as LibreOffice and Word draw them, in points, rounded up."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from policygen.model import Box, ItemList, Paragraph
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygen.model import Block, Row, Spans

ROOM = 1290
"""Two pages of text, without the title and without what may stay empty where a page ends."""

_LINE, _LETTERS = 15, 86
"""A line of text, and its letters; narrow ones fit more."""
_GAP, _ROW, _BOX, _HEADING = 6, 12, 20, 46
"""What comes on top of the lines of a paragraph or item, a row, a box, and for each section its heading."""


def height(sections: Iterable[Sequence[Block]]) -> int:
    """Return the height of sections, each with its heading; a table counts nothing."""
    return sum(_HEADING + sum(map(_height, blocks)) for blocks in sections)


def fitting(rows: Sequence[Row], wide: Sequence[int], room: int) -> tuple[Row, ...]:
    """Return the first rows for which there is room in columns `wide` letters wide; at least a head and one row."""
    lines = (max(_lines(cell, many) for cell, many in zip(row.cells, wide, strict=True)) for row in rows)
    used = accumulate(_ROW + _LINE * many for many in lines)
    many = sum(1 for total in used if total <= room)
    return tuple(rows[: max(many, 2)])


def _height(block: Block) -> int:
    if isinstance(block, Paragraph):
        return _GAP + _LINE * _lines(block.spans, _LETTERS)
    if isinstance(block, ItemList):
        return sum(_height(one) for item in block.items for one in item.blocks)
    return _BOX + sum(map(_height, block.blocks)) if isinstance(block, Box) else 0


def _lines(spans: Spans, wide: int) -> int:
    return max(1, -(-len(spans_text(spans)) // wide))
