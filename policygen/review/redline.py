"""A changed document as a Word file with tracked changes, and a comment on each changed clause that says why.

Both sides are drawn by the writer of Word files, and their drawings laid into one, clause by clause. What Word and
LibreOffice make of it: `docs/word/redline.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.review.redline_marks import DELETED, INSERTED, MOVED_FROM, MOVED_TO, Marks
from policygen.review.redline_merge import Laid, Merge
from policygen.review.redline_pieces import TABLE, children, inside, without_marks
from policygen.writers import frame
from policygen.writers.body import clause
from policygen.writers.docx import Drawn, package
from policygen.writers.front import contents, front
from policygen.writers.identity import bookmark
from policygen.writers.numbering import automatic_numbers
from policygen.writers.ooxml import HEAD, SPACES, attribute, plain
from policygen.writers.order import begins_with_emergency
from policygen.writers.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygen.model import Clause, Document
    from policygen.review.comparison import ClauseChange, DocumentChange, Place

    Say = Callable[[ClauseChange], Sequence[str]]

AUTHOR = "policygen"

_FIELD = re.compile(r"<w:r><w:(?:fldChar [^>]*/|instrText [^>]*>[^<]*</w:instrText)></w:r>")
_INITIALS = re.compile(r"\b\w")


@dataclass(frozen=True, slots=True)
class Signed:
    """Whose the changes are and of which day: an ISO date, or nothing where it is not known."""

    author: str = AUTHOR
    day: str = ""


def redline(change: DocumentChange, say: Say, words: Mapping[str, str], signed: Signed) -> bytes:
    """Return the .docx of a document that changed, came or went, with everything that differs as tracked changes.

    `say` gives the causes of a clause's change, each a sentence without its stop; `words` are the printed words of the
    vocabulary. The same change gives the same bytes.
    """
    here = change.new or change.old
    if here is None:
        raise AssertionError(change.id)
    old = _Side(change.old, Page(change.old)) if change.old else None
    new = _Side(change.new, Page(change.new, old.page if old else None)) if change.new else None
    drawing = _Drawing(old, new, Merge(Marks(signed.author, signed.day)), _Comments(signed))
    return drawing.package(change, say, words)


class _Side:
    """One side as it is drawn: what stands before the clauses, the contents, and each clause in turn."""

    def __init__(self, document: Document, page: Page) -> None:
        automatic = automatic_numbers(document.clauses) if document.numbered else [False] * len(document.clauses)
        self.document, self.page = document, page
        self.front = front(page)
        self.contents = contents(page)
        self.top = inside(frame.header(document), "w:hdr")
        self.foot = inside(frame.footer(document), "w:ftr")
        self._drawn = {
            id(item): inside(clause(page, item, automatic=agrees), "w:sdtContent")
            for item, agrees in zip(document.clauses, automatic, strict=True)
        }

    def clause(self, item: Clause | None) -> str:
        """Return a clause without its content control, in which LibreOffice 7.4 would lose tracked changes."""
        return self._drawn[id(item)] if item is not None else ""


@dataclass(frozen=True, slots=True)
class _Drawing:
    old: _Side | None
    new: _Side | None
    merge: Merge
    comments: _Comments

    def package(self, change: DocumentChange, say: Say, words: Mapping[str, str]) -> bytes:
        """Return the whole file."""
        laid = Laid()
        self._both(laid, lambda side: side.front)
        sides = self._contents_at(change.sequence)
        for number, place in enumerate(change.sequence):
            self._contents(laid, sides.get(number, ()))
            self._clause(laid, place, say, words)
        self._contents(laid, sides.get(len(change.sequence), ()))
        laid.close()
        side = self.new or self.old
        if side is None:
            raise AssertionError
        body = f"{HEAD}<w:document {SPACES}><w:body>{''.join(laid.blocks)}{frame.SECTION}</w:body></w:document>"
        top = f"{HEAD}<w:hdr {SPACES}>{self._edge(lambda one: one.top)}</w:hdr>"
        foot = f"{HEAD}<w:ftr {SPACES}>{self._edge(lambda one: one.foot)}</w:ftr>"
        if self.old and self.old.page.slots:
            side.page.slots = True
        more = {"comments": self.comments.xml()} if self.comments.found else {}
        return package(side.page, Drawn(body, top, foot, more))

    def _contents_at(self, sequence: Sequence[Place]) -> dict[int, tuple[str, ...]]:
        """Return before which places the contents of which sides stand: at one place where that suits both."""
        rooms = {name: _room(sequence, name, side.document) for name, side in self._sides()}
        begin = max(room[0] for room in rooms.values())
        if begin <= min(room[1] for room in rooms.values()):
            return {begin: tuple(rooms)}
        return {room[0]: (name,) for name, room in rooms.items()}

    def _sides(self) -> list[tuple[str, _Side]]:
        return [(name, side) for name, side in (("old", self.old), ("new", self.new)) if side is not None]

    def _both(self, laid: Laid, of: Callable[[_Side], str]) -> None:
        self.merge.fragment(of(self.old) if self.old else "", of(self.new) if self.new else "", laid)

    def _edge(self, of: Callable[[_Side], str]) -> str:
        laid = Laid()
        self._both(laid, of)
        return "".join(laid.blocks)

    def _contents(self, laid: Laid, sides: Sequence[str]) -> None:
        """Lay the contents of some sides.

        Where the sides differ they are lines and no field, which no program could bring up to date.
        """
        old = self.old.contents if self.old and "old" in sides else ""
        new = self.new.contents if self.new and "new" in sides else ""
        if old == new:
            if new:
                laid.add(new)
            return
        self.merge.fragment(_lines(old), _lines(new), laid)

    def _clause(self, laid: Laid, place: Place, say: Say, words: Mapping[str, str]) -> None:
        change = place.change
        start = len(laid.blocks)
        was = self.old.clause(change.old) if self.old and place.side != "new" else ""
        now = self.new.clause(change.new) if self.new and place.side != "old" else ""
        if was == now and was:
            laid.add(now)
        elif place.side == "both":
            self.merge.fragment(without_marks(was), now, laid)
        elif place.side == "old":
            if change.kind == "moved" and change.old:
                name = f'w:name="{bookmark(change.old.id)}'
                was = was.replace(name, f"{name}_o")
            self._whole(laid, change, was, MOVED_FROM, DELETED)
        else:
            self._whole(laid, change, now, MOVED_TO, INSERTED)
        if change.kind != "kept":
            laid.blocks[start:] = self.comments.on(laid.blocks[start:], _reasons(place, say, words), self.merge.marks)

    def _whole(self, laid: Laid, change: ClauseChange, xml: str, moved: str, what: str) -> None:
        """Lay a clause that stands here on one side only: as moved where it is the very words, and lines alone.

        A row of a table can be tracked as inserted or deleted, and as nothing else.
        """
        drawn = self.old.clause(change.old) + self.new.clause(change.new) if self.old and self.new else TABLE
        if change.kind != "moved" or change.reworded or TABLE in drawn:
            self.merge.whole(xml, what, laid)
            return
        before, after = self.merge.marks.moved(moved, f"move{bookmark(change.clause.id)}")
        laid.add(before)
        self.merge.whole(xml, moved, laid)
        laid.add(after)


def _lines(contents: str) -> str:
    return _FIELD.sub("", inside(contents, "w:sdtContent")) if contents else ""


def _room(sequence: Sequence[Place], side: str, document: Document) -> tuple[int, int]:
    """Return the first and the last place of a sequence before which the contents of one side may stand."""
    own = [number for number, place in enumerate(sequence) if place.side in {side, "both"}]
    ends = [*own, len(sequence), len(sequence)]
    return (ends[0] + 1, ends[1]) if begins_with_emergency(document) else (0, ends[0])


def _reasons(place: Place, say: Say, words: Mapping[str, str]) -> list[str]:
    """Return the paragraphs of a comment: what became of the clause where that is not plain to see, and why."""
    change = place.change
    key = f"diff_redline_{change.kind}_{place.side}"
    return [*([words[key]] if key in words else []), *(f"{why[:1].upper()}{why[1:]}." for why in say(change))]


@dataclass(frozen=True, slots=True)
class _Comments:
    """Comments (17.13.4), gathered as they are put on paragraphs."""

    signed: Signed
    found: list[str] = field(default_factory=list)

    def on(self, blocks: Sequence[str], lines: Sequence[str], marks: Marks) -> list[str]:
        """Return blocks with a comment on the first paragraph that shows something."""
        done = list(blocks)
        for place, block in enumerate(blocks):
            start = block.find("<w:p>")
            if start < 0 or "<w:r>" not in block or not lines:
                continue
            end = start + len(next(children(block[start:]))) - len("</w:p>")
            done[place] = self._put(block, start, end, lines, marks)
            break
        return done

    def _put(self, block: str, start: int, end: int, lines: Sequence[str], marks: Marks) -> str:
        number = len(self.found)
        self.found.append(self._comment(number, lines))
        about = block.find("</w:pPr>", start, end)
        begin = about + len("</w:pPr>") if about >= 0 else start + len("<w:p>")
        said = block[start:begin]
        what = next((one for one in (INSERTED, DELETED, MOVED_FROM, MOVED_TO) if f"<w:rPr><w:{one} " in said), "")
        reference = marks.wrapped(f'<w:r><w:commentReference w:id="{number}"/></w:r>', what)
        if what:
            # With a range in it, LibreOffice gives the next heading the level of one that goes.
            return f"{block[:end]}{reference}{block[end:]}"
        return (
            f'{block[:begin]}<w:commentRangeStart w:id="{number}"/>{block[begin:end]}'
            f'<w:commentRangeEnd w:id="{number}"/>{reference}{block[end:]}'
        )

    def _comment(self, number: int, lines: Sequence[str]) -> str:
        when = f' w:date="{self.signed.day}T00:00:00Z"' if self.signed.day else ""
        initials = "".join(_INITIALS.findall(self.signed.author))[:9]
        said = "".join(f"<w:p>{plain(line)}</w:p>" for line in lines)
        return (
            f'<w:comment w:id="{number}" w:author="{attribute(self.signed.author)}"{when}'
            f' w:initials="{attribute(initials)}">{said}</w:comment>'
        )

    def xml(self) -> str:
        """Return word/comments.xml."""
        return f"{HEAD}<w:comments {SPACES}>{''.join(self.found)}</w:comments>"
