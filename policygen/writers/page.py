"""What is gathered while the body of a Word document is written: links, lists, controls, bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygen.writers.identity import control_id
from policygen.writers.links import safe_address
from policygen.writers.look import BRAND, look_of
from policygen.writers.numbering import FIRST_LIST, OrderedList
from policygen.writers.styles import ITEM, TEXT_HEIGHT, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Document
    from policygen.writers.look import Brand

FIRST_LINK = 20
"""The first relationship number for a link; the parts of the package have the numbers below it."""


class Room(NamedTuple):
    """How wide and how high the text of a page may be, in twentieths of a point."""

    width: int
    height: int


ROOM = Room(TEXT_WIDTH, TEXT_HEIGHT)
"""The room on a page of the house's own."""

LETTER = 5.2
"""The width of a letter of strong text in twentieths of a point, for each half point of its size."""


class Page:
    """The running record of one document; `clause` is the id of the clause that is being written.

    `pages` are the pages on which clauses begin, by id, where they are known; `room` is that of its text.
    """

    def __init__(
        self, document: Document, beside: Page | None = None, *, brand: Brand = BRAND,
        pages: Mapping[str, int] | None = None, room: Room = ROOM,
    ) -> None:  # fmt: skip
        """Begin the record of `document`; what is drawn `beside` it into the same file shares its numbers."""
        self.document, self.pages, self.room = document, pages or {}, room
        self.brand: Brand = beside.brand if beside else brand
        self.numbers = {clause.id: clause.number for clause in document.clauses}
        look = look_of(document)
        self.letter = look.body * LETTER
        self.item = round(ITEM * look.wide)
        self.clause = ""
        self.above_title = ""
        self.caption = document.title
        self.links: dict[str, str] = beside.links if beside else {}
        self.lists: list[OrderedList] = beside.lists if beside else []
        self.slots: bool = beside.slots if beside else False
        self._controls: set[int] = beside._controls if beside else set()  # noqa: SLF001 - its own kind
        self._bookmarks: int = beside._bookmarks if beside else 0  # noqa: SLF001 - its own kind

    def link(self, address: str) -> tuple[str, str]:
        """Return the relationship id and the address of a link, both empty for what must not be linked."""
        safe = safe_address(address)
        return (self.links.setdefault(safe, f"rId{FIRST_LINK + len(self.links)}"), safe) if safe else ("", "")

    def ordered_list(self, level: int, *, boxed: bool) -> int:
        """Return the numbering of a new ordered list."""
        self.lists.append(OrderedList(level, boxed))
        return FIRST_LIST + len(self.lists) - 1

    def control(self, key: str) -> int:
        """Return the id of a content control: the same for the same key, and no two alike in a document."""
        number = control_id(key)
        while number in self._controls:
            number = number % 0x7FFFFFFF + 1
        self._controls.add(number)
        return number

    def bookmark(self) -> int:
        """Return the running number that ties a bookmark's two ends together."""
        self._bookmarks += 1
        return self._bookmarks
