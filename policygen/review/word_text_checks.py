"""Checks of what is typed: bullets, numbers, spaces and lines that stand where a style belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.review.word_found import Found
    from policygen.review.word_pieces import Piece

_TYPED = re.compile(r"\s*(?:[-•·▪◦‣■●○*\u2013]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|\([ivx]+\)\s)")
_LONGEST_HEADING = 12
_ENDS = (".", ":", ";", ",", "!", "?", "…")
# Tick boxes with their words may keep their distance.
_SPACES = re.compile(r"\S {3,}[^\s\u2610\u2611\u2612]|\S[ \u00a0]*\t[ \u00a0]*\t|^[ \u00a0]{2,}\S|^ *\t", re.MULTILINE)


def check(piece: Piece) -> Iterator[Found]:
    """Yield what was made by hand in one paragraph (WCAG 1.3.1, 1.3.2)."""
    text = piece.text
    if not text.strip():
        yield from _empty(piece)
        return
    if piece.contents:
        return
    if _TYPED.match(text) and not piece.level and piece.look.get("list", "0") == "0":
        what = "a bullet or a number is typed, so that it is no list for a screen reader"
        yield "word-typed-list", piece, what, "delete it and use the styles List Bullet, List Number", "error"
    if _like_heading(piece, text.strip()):
        what = "a paragraph in bold looks like a heading and is none"
        yield "word-fake-heading", piece, what, "give it a heading style", "error"
    # A tab may part a picture from the words beside it: it leads to the stop of the style.
    if _SPACES.search(text.lstrip("\t") if piece.holds else text) and not piece.level:
        what = "spaces or tabs move the words to their place"
        yield "word-layout-spaces", piece, what, "use an indent, a tab stop of a style, or a table", "warning"


def _empty(piece: Piece) -> Iterator[Found]:
    """Yield an empty paragraph; a table must end with one where a table, or the end, follows it (17.4.37, 17.4.65)."""
    if piece.level:
        yield "word-empty-paragraph", piece, "a heading has no words", "write them, or delete it", "error"
    elif not (piece.holds or piece.in_table or piece.after_table):
        what = "an empty paragraph makes space"
        yield (
            "word-empty-paragraph",
            piece,
            what,
            "delete it and set the space before and after in the style",
            "warning",
        )


def _like_heading(piece: Piece, text: str) -> bool:
    plain = not (piece.level or piece.in_table or piece.look.get("bold") or piece.look.get("list", "0") != "0")
    short = len(text.split()) <= _LONGEST_HEADING and not text.endswith(_ENDS)
    return plain and short and all(run.look.get("bold") for run in piece.runs if run.text.strip())
