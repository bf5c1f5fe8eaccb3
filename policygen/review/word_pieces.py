"""The paragraphs and tables of a Word file in the order of reading, each with where it stands and how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.review.word_looks import Looks, Said, said
from policygen.sources.docx_around import W, is_on, value, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygen.sources.docx_guard import Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_WITHIN = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_THINGS = [f"{W}{name}" for name in ("sdt", "drawing", "pict", "object", "br", "sectPr", "fldChar", "fldSimple")]
_HEADINGS = 9
"""How many levels of headings there are (17.3.1.20): an outline level of 9 is none."""

_GONE = {f"{W}del", f"{W}moveFrom", f"{MC}Fallback"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike; `grounds` are what they may stand on, the nearest that says so."""

    text: str
    look: Said
    grounds: tuple[str, ...] = ()


@dataclass(slots=True)
class Piece:
    """One paragraph: `under` is the heading it stands under, `number` its place among all paragraphs."""

    element: Element
    number: int
    under: str
    style: str
    look: Said
    level: int = 0
    runs: list[Run] = field(default_factory=list)
    in_table: bool = False
    after_table: bool = False
    holds: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)

    @property
    def contents(self) -> bool:
        """Whether it is a line of a table of contents or of figures."""
        return self.style.startswith(("toc ", "table of figures"))


@dataclass(slots=True)
class Grid:
    """One table: `cells` are the words of each cell by row, `first` its first paragraph."""

    element: Element
    first: Piece
    depth: int
    header: bool
    cells: list[list[str]]


@dataclass(slots=True)
class Walk:
    """One reading of a part of a file."""

    looks: Looks
    pieces: list[Piece] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    under: str = ""
    _after: bool = False

    def over(self, parent: Element, rows: tuple[Said, ...] = (), depth: int = 0) -> None:
        """Read what stands in `parent`, a body or a cell; `rows` are what the table says of its row."""
        for one in parent:
            if one.tag == f"{W}p":
                self._paragraph(one, rows, depth)
                self._after = False
            elif one.tag == f"{W}tbl":
                self._table(one, depth + 1)
                self._after = True
            elif one.tag in _WITHIN:
                self.over(one, rows, depth)

    def _paragraph(self, element: Element, rows: tuple[Said, ...], depth: int) -> None:
        about = element.find(f"{W}pPr")
        id_ = value(about.find(f"{W}pStyle")) if about is not None else ""
        style = self.looks.of(id_ or self.looks.usual)
        look = style | (said(about) if about is not None else {})
        name = self.looks.name(id_ or self.looks.usual)
        outline = whole(look.get("outline", ""), _HEADINGS)
        level = outline + 1 if 0 <= outline < _HEADINGS and not name.startswith("toc") else 0
        piece = Piece(element, len(self.pieces) + 1, self.under, name, look, level)
        piece.in_table, piece.after_table = depth > 0, self._after
        self.pieces.append(piece)
        # What is not words may be there all the same: a place to fill in, a drawing, the break of a page.
        piece.holds = next(element.iter(*_THINGS), None) is not None
        for run in _runs(element):
            words = _words(run)
            if words:
                piece.runs.append(self._run(run, words, look, rows))
        if level and piece.text.strip():
            self.under = " ".join(piece.text.split())

    def _run(self, run: Element, words: str, look: Said, rows: tuple[Said, ...]) -> Run:
        about = run.find(f"{W}rPr")
        own: Said = {}
        if about is not None:
            own = self.looks.of(value(about.find(f"{W}rStyle"))) | said(about)
        whole = {**self.looks.defaults, **(rows[0] if rows else {}), **look, **own}
        near = own.get("ground") or look.get("ground")
        grounds = (near,) if near else tuple(row.get("ground", "") for row in rows)
        return Run(words, whole, grounds)

    def _table(self, table: Element, depth: int) -> None:
        about = table.find(f"{W}tblPr")
        style = value(about.find(f"{W}tblStyle")) if about is not None else ""
        first = len(self.pieces)
        cells: list[list[str]] = []
        header = False
        for number, row in enumerate(each(table, "tr")):
            heads = is_on(row.find(f"{W}trPr"), "tblHeader")
            header = header or (heads and number == 0)
            styled = self.looks.rows(style, header=heads)
            cells.append([self._cell(cell, styled, depth) for cell in each(row, "tc")])
        if len(self.pieces) > first:
            self.grids.append(Grid(table, self.pieces[first], depth, header, cells))

    def _cell(self, cell: Element, rows: tuple[Said, ...], depth: int) -> str:
        own = said(cell.find(f"{W}tcPr"))
        first = len(self.pieces)
        self._after = False
        self.over(cell, tuple({**row, **own} for row in rows), depth)
        return " ".join(
            piece.text.strip() or ("\ufffc" if piece.holds else "") for piece in self.pieces[first:]
        ).strip()


def each(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for one in parent:
        if one.tag == f"{W}{name}":
            yield one
        elif one.tag in _WITHIN:
            yield from each(one, name)


def _runs(parent: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph; what was deleted, and what stands in drawings, is not among them."""
    for one in parent:
        if one.tag == f"{W}r":
            yield one
        elif one.tag not in _GONE and one.tag != f"{W}pPr":
            yield from _runs(one)


def _words(run: Element) -> str:
    return "".join((one.text or "") if one.tag == f"{W}t" else _BREAKS.get(one.tag, "") for one in run)
