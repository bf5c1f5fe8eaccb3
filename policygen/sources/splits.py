"""An `{% if %}` or `{% for %}` that begins in one block and ends in another, so that some readers would lose text.

Whatever a condition says, the blocks around it must be open as before: each way through a clause opens and closes
the same ones. Two whole paragraphs in one condition are sound by this rule; half an item and the paragraph after it
are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.sources import marks as m

if TYPE_CHECKING:
    from collections.abc import Iterator

    Opened = list[tuple[str, int]]

_PIECE = re.compile(rf"{m.SIGN}.|\{{%-?\s*(?:if|for|elif|else|endif|endfor)\b.*?%\}}", re.DOTALL)
_BEGINS = re.compile(r"\{%-?\s*(?:if|for)\b")
_ENDS = re.compile(r"\{%-?\s*end")
_ALIKE = frozenset((m.PARAGRAPH, m.BULLETS, m.NUMBERS, m.ITEM, m.TABLE))
"""Blocks of which one may take the place of another of its kind; a box, a cell or a field is one thing with a place."""
_OPENS = _ALIKE | {m.HEADER, m.ROW, m.CELL, m.BOX, m.FORM, m.FIELD, m.FLOW, m.LOG, m.CLAUSE}


@dataclass(frozen=True, slots=True)
class Split:
    """A tag as written, at `offset` of the source, that does not end where it may.

    `alone`: its other half is missing; `in_row`: it stands in a row of a table.
    """

    tag: str
    offset: int
    alone: bool = False
    in_row: bool = False


def splits(source: str) -> Iterator[Split]:
    """Yield each tag of the marked source of a clause that begins in one block and goes on in another, once."""
    opened: Opened = []
    waiting: list[tuple[re.Match[str], Opened]] = []
    found: dict[int, Split] = {}
    for piece in _PIECE.finditer(source):
        said = piece[0]
        if said.startswith(m.SIGN):
            _walk(opened, said, piece.start())
        elif _BEGINS.match(said):
            waiting.append((piece, [*opened]))
        elif not waiting:
            found[piece.start()] = _split(piece, opened, alone=True)
        else:
            tag, before = waiting.pop() if _ENDS.match(said) else waiting[-1]
            if before != opened:
                found.setdefault(tag.start(), _split(tag, before))
                opened = [*before]
    for tag, before in waiting:
        found.setdefault(tag.start(), _split(tag, before, alone=True))
    yield from found.values()


def _walk(opened: Opened, mark: str, offset: int) -> None:
    """Take a mark into account: it opens a block, ends the last one, or is within one."""
    if mark in _OPENS:
        opened.append((mark, 0 if mark in _ALIKE else offset))
    elif mark == m.END and opened:
        opened.pop()


def _split(tag: re.Match[str], around: Opened, *, alone: bool = False) -> Split:
    return Split(tag[0], tag.start(), alone, any(kind == m.CELL for kind, _at in around))
