"""Checks of how words look: contrast, size, capitals, italics, each followed through the styles."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from policygen.colours import contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.review.word_found import Found
    from policygen.review.word_pieces import Piece, Run

_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_USUAL = 20
"""Half points of words of which nothing says how large they are (17.3.2.38)."""

_SMALLEST, _SMALLEST_AT_EDGE = 22, 18
_LARGE, _LARGE_BOLD = 36, 28
"""Half points from which text counts as large (WCAG 2.2, "large scale (text)": 18 point, or 14 point and bold)."""

_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_LONG_ITALICS = 25
_LONG_CAPITALS = 4


def check(piece: Piece, *, edge: bool = False) -> Iterator[Found]:
    """Yield what in one paragraph is hard to read; at the edges of the page words may be smaller."""
    shown = [run for run in piece.runs if run.text.strip()]
    yield from _contrast(piece, shown)
    least = _SMALLEST_AT_EDGE if edge else _SMALLEST
    small = min((size(run) for run in shown), default=least)
    if small < least:
        what = f"words of {small / 2:g} point are too small: {least // 2} at least"
        yield "word-small-text", piece, what, "use the size of the style, or make the style larger", "warning"
    if _capitals(shown):
        what = "words in capitals are hard to read, and some programs spell them out"
        yield "word-all-caps", piece, what, "write small letters", "warning"
    longest = max((_words(runs) for slanted, runs in groupby(shown, _slanted) if slanted), default=0)
    if longest >= _LONG_ITALICS:
        what = f"{longest} words in a row are in italics, which are hard to read"
        yield "word-italics", piece, what, "use plain letters, or a box", "warning"


def size(run: Run) -> int:
    """Return the size of words in half points."""
    said = run.look.get("size", "")
    return int(said) if said.isdigit() else _USUAL


def _contrast(piece: Piece, shown: Iterable[Run]) -> Iterator[Found]:
    """Yield words whose colour is too near to what they stand on (WCAG 1.4.3)."""
    for run in shown:
        bold = bool(run.look.get("bold"))
        large = size(run) >= (_LARGE_BOLD if bold else _LARGE)
        enough = _ENOUGH_LARGE if large else _ENOUGH
        colour = _six(run.look.get("colour", ""), "")
        for ground in dict.fromkeys(_six(one, "FFFFFF") for one in run.grounds or ("",)):
            # What has no colour of its own is black or white, whichever can be read (17.18.38, "auto").
            ratio = _ratio(colour, ground) if colour else enough
            if ratio < enough:
                what = f"#{colour} on #{ground} has a contrast of {ratio:.1f}:1, and {enough:g}:1 is needed"
                yield "word-contrast", piece, what, "choose a darker colour, or a lighter ground", "error"
                return


def _six(colour: str, otherwise: str) -> str:
    return colour.upper() if _COLOUR.fullmatch(colour) else otherwise


@cache
def _ratio(colour: str, ground: str) -> float:
    dark, light = sorted((colour, ground), key=luminance)
    return contrast(dark, luminance(light))


def _capitals(shown: list[Run]) -> bool:
    if any(run.look.get("caps") and len(run.text.split()) > 1 for run in shown):
        return True
    words = "".join(run.text for run in shown).split()
    letters = [word for word in words if any(char.isalpha() for char in word)]
    long = [word for word in letters if len(word) > 1]
    return len(long) >= _LONG_CAPITALS and all(word == word.upper() for word in letters)


def _slanted(run: Run) -> bool:
    return bool(run.look.get("italic"))


def _words(runs: Iterable[Run]) -> int:
    return len("".join(run.text for run in runs).split())
