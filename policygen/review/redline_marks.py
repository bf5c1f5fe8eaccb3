"""Tracked changes as WordprocessingML (ECMA-376 part 1, section 17.13.5): words, paragraphs, rows and tables, whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import TYPE_CHECKING

from policygen.review.redline_pieces import children, line
from policygen.writers.ooxml import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygen.review.redline_pieces import Piece

INSERTED, DELETED, KEPT = "ins", "del", ""
MOVED_FROM, MOVED_TO = "moveFrom", "moveTo"
"""What became of a thing; the names of the elements that say so."""

_TEXT = re.compile(r"<(/?)w:t(?=[ >])")
_INSTRUCTION = re.compile(r"<(/?)w:instrText(?=[ >])")
_DRAWN = ("<w:drawing", "<mc:AlternateContent", "<w:pict")
_WIDTH = re.compile(r'(<w:tcW w:w=")\d+')


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks changes as those of one author on one day (ISO 8601, or empty); every mark has a number of its own."""

    author: str
    day: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def about(self) -> str:
        """Return the attributes of the next mark: its number, whose it is, and when."""
        return f'w:id="{next(self._numbers)}" {self._whose()}'

    def _whose(self) -> str:
        when = f' w:date="{self.day}T00:00:00Z"' if self.day else ""
        return f'w:author="{attribute(self.author)}"{when}'

    def words(self, pieces: Iterable[tuple[str, Piece]]) -> str:
        """Return the runs of a line from its pieces, each with what became of it."""
        found: list[str] = []
        for wrapper, group in groupby(pieces, key=lambda one: one[1].wrapper):
            runs = "".join(
                self.wrapped(_runs([piece for _, piece in same], deleted=what == DELETED), what)
                for what, same in groupby(group, key=lambda one: one[0])
            )
            found.append(f"{wrapper}{runs}</w:hyperlink>" if wrapper else runs)
        return "".join(found)

    def wrapped(self, runs: str, what: str) -> str:
        """Return runs as inserted, as deleted, or as they are."""
        return f"<w:{what} {self.about()}>{runs}</w:{what}>" if what and runs else runs

    def paragraph(self, xml: str, what: str, *, in_cell: bool = False) -> str:
        """Return a whole paragraph as inserted or deleted, with its mark; in a cell the row carries that."""
        if not what:
            return xml
        said = line(xml)
        runs = self.words((what, piece) for piece in said.pieces)
        mark = "" if in_cell else f"<w:rPr><w:{what} {self.about()}/></w:rPr>"
        about = f"<w:pPr>{said.about}{mark}</w:pPr>" if said.about or mark else ""
        return f"<w:p>{about}{marked(said.marks, runs)}</w:p>"

    def moved(self, what: str, name: str) -> tuple[str, str]:
        """Return what stands before and after everything that moved together (17.13.5.24 and .28), called `name`."""
        number = next(self._numbers)
        start = f'<w:{what}RangeStart w:id="{number}" {self._whose()} w:name="{attribute(name)}"/>'
        return start, f'<w:{what}RangeEnd w:id="{number}"/>'

    def formatted(self, new: str, old: str) -> str:
        """Return what a paragraph says of itself, with what it said before (17.13.5.29)."""
        return f"{new}<w:pPrChange {self.about()}><w:pPr>{old}</w:pPr></w:pPrChange>"

    def row(self, xml: str, what: str, widths: Sequence[str] = ()) -> str:
        """Return a whole row as inserted or deleted (17.13.5.16, 17.13.5.12), its cells as wide as the table's."""
        about, _, cells = xml.removeprefix("<w:tr>").partition("</w:trPr>")
        drawn = []
        for place, cell in enumerate(children(cells.removesuffix("</w:tr>"))):
            head, mark, rest = cell.partition("</w:tcPr>")
            if place < len(widths):
                head = _WIDTH.sub(rf"\g<1>{widths[place]}", head)
            inner = "".join(self.paragraph(one, what, in_cell=True) for one in children(rest.removesuffix("</w:tc>")))
            drawn.append(f"{head}{mark}{inner}</w:tc>")
        return f"<w:tr>{about}<w:{what} {self.about()}/></w:trPr>{''.join(drawn)}</w:tr>"

    def table(self, xml: str, what: str) -> str:
        """Return a whole table as inserted or deleted: every row of it is."""
        head, mark, rows = xml.partition("</w:tblGrid>")
        drawn = (self.row(one, what) for one in children(rows.removesuffix("</w:tbl>")))
        return f"{head}{mark}{''.join(drawn)}</w:tbl>"


def marked(marks: Sequence[str], runs: str) -> str:
    """Return runs between the beginnings and the ends of bookmarks."""
    starts = "".join(one for one in marks if one.startswith("<w:bookmarkStart"))
    return starts + runs + "".join(one for one in marks if one.startswith("<w:bookmarkEnd"))


def _runs(pieces: Sequence[Piece], *, deleted: bool) -> str:
    """Return pieces as runs, words of one look together."""
    found: list[str] = []
    for (look, run), group in groupby(pieces, key=lambda one: (one.look, one.plain or one.run)):
        content = "".join(_contents(list(group)))
        if deleted and not any(drawn in content for drawn in _DRAWN):
            content = _INSTRUCTION.sub(r"<\1w:delInstrText", _TEXT.sub(r"<\1w:delText", content))
        found.append(f"<w:r>{look}{content}</w:r>" if run else content)
    return "".join(found)


def _contents(pieces: Sequence[Piece]) -> Iterator[str]:
    for plain, group in groupby(pieces, key=lambda one: one.plain):
        words = "".join(one.content for one in group)
        yield f'<w:t xml:space="preserve">{words}</w:t>' if plain else words
