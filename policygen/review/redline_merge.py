"""Two drawings of one place laid into one, with what differs as tracked changes.

Accepting every change gives the new drawing and rejecting every one the old: whatever the two do not share, stands in
the result as deleted or inserted. What no reader sees (running numbers, widths of columns, space above and below) is
the new side's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from policygen.review.alignment import Likeness, aligned
from policygen.review.redline_marks import DELETED, INSERTED, MOVED_FROM, marked
from policygen.review.redline_pieces import PARAGRAPH, TABLE, children, inside, line, normal, shown, style
from policygen.review.redline_words import merged
from policygen.writers.ooxml import keep_next, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.review.redline_marks import Marks

_ALIKE = 0.3
"""The share of words in common below which a block is another block."""

_NEAR = 0.6
"""The share of words of a first cell from which a row is known again: the next edition of the same guidance."""

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
        if old == new or normal(old) == normal(new):
            if new:
                laid.add(new)
            return
        pairs = list(corresponding(list(children(old)), list(children(new)), _ALIKENESS))
        for was, now in pairs:  # first, so that an item which goes is of the list that its neighbours will be of
            self._follow(was, now)
        for was, now in pairs:
            if was and now:
                self._both(was, now, laid)
            else:
                self._alone(was or now, DELETED if was else INSERTED, laid)

    def whole(self, xml: str, what: str, laid: Laid) -> None:
        """Lay a drawing that only one side has."""
        for one in children(xml):
            self._alone(one, what, laid)

    def _alone(self, xml: str, what: str, laid: Laid) -> None:
        if xml.startswith(TABLE):
            laid.add(self.marks.table(xml, what), tracked=True)
        elif xml.startswith(PARAGRAPH):
            if what in {DELETED, MOVED_FROM}:
                xml = self._listed(xml)
            laid.add(self.marks.paragraph(xml, what), tracked=True, spacer=_is_spacer(xml))
        else:
            laid.add(xml)

    def _both(self, old: str, new: str, laid: Laid) -> None:
        if old == new or normal(old) == normal(new):
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
        runs = self.marks.words(merged(was.pieces, now.pieces))
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
        for was, now in corresponding(before, after, _ROWS):
            if was and now:
                drawn.append(self._row(was, now))
            else:
                drawn.append(self.marks.row(was or now, DELETED if was else INSERTED, widths))
        return f"{head}{mark}{''.join(drawn)}</w:tbl>"

    def _row(self, old: str, new: str) -> str:
        if old == new:
            return new
        about, mark, cells = new.partition("</w:trPr>")
        before = children(old.partition("</w:trPr>")[2].removesuffix("</w:tr>"))
        drawn = []
        for was, now in zip(before, children(cells.removesuffix("</w:tr>")), strict=True):
            head, end, inner = now.partition("</w:tcPr>")
            if was == now:
                drawn.append(now)
                continue
            words = self.line(was.partition("</w:tcPr>")[2].removesuffix("</w:tc>"), inner.removesuffix("</w:tc>"))
            drawn.append(f"{head}{end}{words}</w:tc>")
        return f"{about}{mark}{''.join(drawn)}</w:tr>"


@lru_cache(maxsize=4096)
def _counted(xml: str) -> Counter[str]:
    return Counter(shown(xml).split())


def corresponding(old: list[str], new: list[str], alike: Likeness[str]) -> Iterator[tuple[str, str]]:
    """Yield which of two rows of drawings correspond, in order; an empty text stands for none.

    What both begin and end with is soon found; only what stands between is weighed.
    """
    head = _shared(zip(old, new, strict=False))
    tail = _shared(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    yield from zip(old[:head], new[:head], strict=True)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    for was, now in aligned(before, after, normal, alike):
        yield was[0] if was else "", now[0] if now else ""
    yield from zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs from the first on are of the same drawing."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] or normal(pair[0]) == normal(pair[1]), pairs))


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
        share, one, other = _share(old, new), _first(old), _first(new)
        if shown(one) == shown(other) != "":
            return share + 1
        near = _share(one, other)
        return max(share, near) if share >= _ALIKE or near >= _NEAR else 0.0


def _look(table: str) -> str:
    return inside(table[: table.index("</w:tblPr>") + 10], "w:tblPr").partition("<w:tblDescription")[0]


def _first(row: str) -> str:
    return row.partition("</w:tc>")[0]


_ALIKENESS, _ROWS = _Blocks(), _RowsAlike()
