"""What is gathered while the body of a Word document is written: links, lists, controls, bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.writers.identity import control_id
from policygen.writers.links import safe_address
from policygen.writers.look import look_of
from policygen.writers.numbering import FIRST_LIST, OrderedList

if TYPE_CHECKING:
    from policygen.model import Document

FIRST_LINK = 20
"""The first relationship number for a link; the parts of the package have the numbers below it."""


LETTER = 5.2
"""The width of a letter of strong text in twentieths of a point, for each half point of its size."""


class Page:
    """The running record of one document; `clause` is the id of the clause that is being written."""

    def __init__(self, document: Document) -> None:
        """Begin the record of `document`."""
        self.document = document
        self.numbers = {clause.id: clause.number for clause in document.clauses}
        self.letter = look_of(document).body * LETTER
        self.clause = ""
        self.caption = document.title
        self.links: dict[str, str] = {}
        self.lists: list[OrderedList] = []
        self.slots = False
        self._controls: set[int] = set()
        self._bookmarks = 0

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
