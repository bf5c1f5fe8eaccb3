"""How wide words are in Arial, so that a box can be made as high as its words need, without any font at hand."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PLAIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_STRONG = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
"""Advance widths in thousandths of the size, space to tilde (Adobe's metrics of Helvetica, which are Arial's too)."""

_WIDTHS = tuple({chr(code): int(width) for code, width in enumerate(table.split(), 32)} for table in (_PLAIN, _STRONG))
_OTHER = {
    "\u00a0": 278, "\u2018": 278, "\u2019": 278, "\u201c": 500, "\u201d": 500, "\u2013": 556, "\u00a3": 556,
    "\u200b": 0,
}  # fmt: skip
"""No-break space, quotation marks, dash, pound sign, and a place where a line may break."""
_UNKNOWN = 1000
"""A letter that the table does not have takes the most that one can."""

_ROOM = 1.04
"""Another font of the same kind may be a little wider than Arial."""


class Word(NamedTuple):
    """A word by its width in thousandths of the size, and whether a line end stands before it."""

    width: float
    begins: bool


def measured(runs: Iterable[tuple[str, bool]]) -> tuple[Word, ...]:
    """Return the words of runs, each a text and whether it is strong."""
    found: list[Word] = []
    width, begins, open_ = 0.0, False, False
    for text, strong in runs:
        for letter in text:
            if letter not in " \t\n\r":
                width, open_ = width + _width(letter, strong=strong), True
                continue
            if open_ or begins:
                found.append(Word(width * _ROOM, begins))
            width, begins, open_ = 0.0, letter == "\n", False
    return (*found, Word(width * _ROOM, begins))


def lines(words: Sequence[Word], size: int, width: int) -> int:
    """Return how many lines words take at the most; `size` is in half points, `width` in twentieths of a point.

    Lines break at spaces; a word that is wider than the line breaks where it must.
    """
    limit = width * 100 / size
    space = _width(" ", strong=False)
    count, used = 1, 0.0
    for word in words:
        if word.begins or (used and used + space + word.width > limit):
            count, used = count + 1, 0.0
        used += word.width + (space if used else 0)
        while used > limit:
            count, used = count + 1, used - limit
    return count


@lru_cache(maxsize=2048)
def _width(letter: str, *, strong: bool) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    return _WIDTHS[strong].get(base) or _OTHER.get(letter, _UNKNOWN)
