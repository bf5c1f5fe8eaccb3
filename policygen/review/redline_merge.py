"""Two drawings of one place laid into one, with what differs as tracked changes.

Accepting every change gives the new drawing and rejecting every one the old: whatever the two do not share, stands in
the result as deleted or inserted. What no reader sees (running numbers, widths of columns, space above and below) is
the new side's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from policygen.review.alignment import Likeness, aligned
from policygen.review.redline_marks import DELETED, INSERTED, KEPT, marked
from policygen.review.redline_pieces import PARAGRAPH, TABLE, children, inside, line, normal, shown, style
from policygen.writers.ooxml import keep_next, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygen.review.redline_marks import Marks
    from policygen.review.redline_pieces import Piece

_ALIKE = 0.3
"""The share of words in common below which a block is another block."""
_ISLAND = 2
"""Shared words, fewer than this, between words that differ say nothing to a reader."""

_SOLE = frozenset({"Heading1", "Heading2", "Title", "Organisation", "Summary", "Status", "TOCHeading", "FigureTitle"})
"""Styles of what stands once in its place: one is always the other's successor."""

_LIST = re.compile(r'(?<=<w:numId w:val=")\d\d+')
_UNSEEN = re.compile(r"<w:keepNext[^>]*/>|<w:spacing [^>]*/>")
_GRID = re.compile(r'<w:gridCol w:w="(\d+)"/>')
_SPACER = paragraph("TableEnd", "")


@dataclass(slots=True)
class Laid:
    """Blocks one beneath the other, as they are laid; no tracked paragraph stands straight before a table.

    Word joins two tables without a paragraph between them, and LibreOffice leaves an empty paragraph where it rejects
    one that stands before a table or ends the document.
    """

    blocks: list[str] = field(default_factory=list)
    _table: bool = False
    _tracked: bool = False

    def add(self, xml: str, *, tracked: bool = False, spacer: bool = False) -> None:
        """Lay the next blocks, all kept or all tracked; a `spacer` is the empty line between two tables."""
        if xml.startswith(TABLE) and (self._table or self._tracked):
            self.blocks.append(_SPACER if self._table else keep_next(_SPACER))
        self.blocks.append(_SPACER if spacer else xml)
        if not xml.endswith("/>"):
            self._table, self._tracked = xml.endswith("</w:tbl>"), tracked and not spacer

    def close(self) -> None:
        """End with a paragraph that stays."""
        if self._table or self._tracked:
            self.blocks.append(_SPACER)


@dataclass(slots=True)
class Merge:
    """Lays old and new drawings into one."""

    marks: Marks
    _lists: dict[str, str] = field(default_factory=dict)

    def fragment(self, old: str, new: str, laid: Laid) -> None:
        """Lay two drawings of one place."""
        if normal(old) == normal(new):
            if new:
                laid.add(new)
            return
        for was, now in aligned(list(children(old)), list(children(new)), normal, _ALIKENESS):
            if was and now:
                self._both(was[0], now[0], laid)
            else:
                self._alone((was or now)[0], DELETED if was else INSERTED, laid)

    def whole(self, xml: str, what: str, laid: Laid) -> None:
        """Lay a drawing that only one side has."""
        for one in children(xml):
            self._alone(one, what, laid)

    def _alone(self, xml: str, what: str, laid: Laid) -> None:
        if xml.startswith(TABLE):
            laid.add(self.marks.table(xml, what), tracked=True)
        elif xml.startswith(PARAGRAPH):
            if what == DELETED:
                xml = self._listed(xml)
            laid.add(self.marks.paragraph(xml, what), tracked=True, spacer=_is_spacer(xml))
        else:
            laid.add(xml)

    def _both(self, old: str, new: str, laid: Laid) -> None:
        self._follow(old, new)
        if normal(old) == normal(new):
            laid.add(new)
        elif old.startswith(TABLE):
            laid.add(self._table(old, new))
        else:
            laid.add(self.line(old, new))

    def _follow(self, old: str, new: str) -> None:
        """Remember which list took the place of which."""
        for one, other in zip(_LIST.findall(old), _LIST.findall(new), strict=False):
            if other not in self._lists.values():
                self._lists.setdefault(one, other)

    def line(self, old: str, new: str) -> str:
        """Return two paragraphs as one with the words that differ between them."""
        was, now = line(old), line(new)
        before = self._listed(was.about)
        about = now.about
        if _UNSEEN.sub("", before) != _UNSEEN.sub("", about):
            about = self.marks.formatted(about, before)
        runs = self.marks.words(_words(was.pieces, now.pieces))
        return f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{marked(now.marks, runs)}</w:p>"

    def _listed(self, xml: str) -> str:
        """Return a paragraph of an old list in the new list that took its place, so that the two count as one."""
        return _LIST.sub(lambda found: self._lists.get(found[0], found[0]), xml)

    def _table(self, old: str, new: str) -> str:
        head, mark, rows = new.partition("</w:tblGrid>")
        widths = _GRID.findall(head)
        before = list(children(old.partition("</w:tblGrid>")[2].removesuffix("</w:tbl>")))
        after = list(children(rows.removesuffix("</w:tbl>")))
        drawn = []
        for was, now in aligned(before, after, normal, _ROWS):
            if was and now:
                drawn.append(self._row(was[0], now[0]))
            else:
                drawn.append(self.marks.row((was or now)[0], DELETED if was else INSERTED, widths))
        return f"{head}{mark}{''.join(drawn)}</w:tbl>"

    def _row(self, old: str, new: str) -> str:
        about, mark, cells = new.partition("</w:trPr>")
        before = children(old.partition("</w:trPr>")[2].removesuffix("</w:tr>"))
        drawn = []
        for was, now in zip(before, children(cells.removesuffix("</w:tr>")), strict=True):
            head, end, inner = now.partition("</w:tcPr>")
            words = self.line(was.partition("</w:tcPr>")[2].removesuffix("</w:tc>"), inner.removesuffix("</w:tc>"))
            drawn.append(f"{head}{end}{words}</w:tc>")
        return f"{about}{mark}{''.join(drawn)}</w:tr>"


def _words(old: Sequence[Piece], new: Sequence[Piece]) -> Iterator[tuple[str, Piece]]:
    before, after = [one.key for one in old], [one.key for one in new]
    for kept, a, b, c, d in _steps(before, after, old):
        if kept:
            yield from ((KEPT, one) for one in new[c:d])
        else:
            yield from ((DELETED, one) for one in old[a:b])
            yield from ((INSERTED, one) for one in new[c:d])


def _steps(before: Sequence[object], after: Sequence[object], old: Sequence[Piece]) -> list[list[int]]:
    """Return what is kept and what is not, with changes joined that only a word or less parts."""
    found: list[list[int]] = []
    codes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    for place, (tag, *where) in enumerate(codes):
        kept = tag == "equal"
        if kept and 0 < place < len(codes) - 1:
            kept = sum(one.content.strip() != "" for one in old[where[0] : where[1]]) >= _ISLAND
        if found and not kept and not found[-1][0]:
            found[-1][2], found[-1][4] = where[1], where[3]
        else:
            found.append([kept, *where])
    return found


@lru_cache(maxsize=4096)
def _counted(xml: str) -> Counter[str]:
    return Counter(shown(xml).split())


def _share(old: str, new: str) -> float:
    one, other = _counted(old), _counted(new)
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0


def _is_spacer(xml: str) -> bool:
    return style(xml) == "TableEnd" and not shown(xml)


class _Blocks(Likeness[str]):
    def pair(self, old: str, new: str) -> float:
        """Return how alike two blocks are: of one style, or tables with the same columns."""
        if old.startswith(TABLE) and new.startswith(TABLE):
            same = old.count("<w:gridCol ") == new.count("<w:gridCol ") and _look(old) == _look(new)
            return max(_share(old, new), _ALIKE) if same else 0.0
        if not (old.startswith(PARAGRAPH) and new.startswith(PARAGRAPH)) or style(old) != style(new):
            return 0.0
        if style(old) in _SOLE:
            return 1.0
        share = _share(old, new)
        return share if share >= _ALIKE else 0.0


class _RowsAlike(Likeness[str]):
    def pair(self, old: str, new: str) -> float:
        """Return how alike two rows are: by their first cells above all, and a header only to a header."""
        if ("<w:tblHeader/>" in old) != ("<w:tblHeader/>" in new):
            return 0.0
        if "<w:tblHeader/>" in old:
            return 1.0
        first = _first(old) == _first(new) != ""
        share = _share(old, new)
        return share + first if first or share >= _ALIKE else 0.0


def _look(table: str) -> str:
    return inside(table[: table.index("</w:tblPr>") + 10], "w:tblPr").partition("<w:tblDescription")[0]


def _first(row: str) -> str:
    return shown(row.partition("</w:tc>")[0])


_ALIKENESS, _ROWS = _Blocks(), _RowsAlike()
