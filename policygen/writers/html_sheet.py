"""What is gathered while a page for a browser is written: where links lead, ids, names of fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.text import anchor
from policygen.writers.html_text import fragment
from policygen.writers.links import safe_address

if TYPE_CHECKING:
    from collections.abc import Collection

    from policygen.model import Document, Span

TEXT = "_text"
"""The id of the text itself; an authored id has no underscore, so it is never taken."""


class Sheet:
    """The running record of one page; `clause` is the id there of the clause being written, `caption` names it."""

    def __init__(self, document: Document, pages: Collection[str] = ()) -> None:
        """Begin the record of `document`; `pages` are the ids of documents that stand beside it as pages."""
        self.document = document
        self.pages = frozenset(pages)
        self.clause = ""
        self.caption = document.title
        self._ids = {clause.id: own_id(clause.id) for clause in document.clauses}
        self._rows: set[str] = set()
        self._last = 0

    def next_id(self) -> str:
        """Return an id that nothing else on the page has."""
        self._last += 1
        return f"_{self._last}"

    def row_id(self, title: str) -> str:
        """Return the id of a row that is called `title` in the clause being written; empty where another has it."""
        name = f"{self.clause}_{anchor(title)}"
        if name in self._rows:
            return ""
        self._rows.add(name)
        return name

    def address(self, span: Span) -> str:
        """Return where a span leads: outside, to a clause here, to a page beside this one; empty for nowhere."""
        if span.entry:
            clause, _, row = span.entry.rpartition("/")
            there = self._beside(clause)
            return f"{there}_{fragment(row)}" if there else ""
        if span.ref:
            return self._here(span.ref)
        if span.target:
            return self._beside(span.target)
        return safe_address(span.href) if span.href else ""

    def _here(self, clause: str) -> str:
        return "#" + fragment(self._ids[clause]) if clause in self._ids else ""

    def _beside(self, target: str) -> str:
        document, _, clause = target.partition("/")
        if document == self.document.id:
            return self._here(target) if clause else f"#{TEXT}"
        if document not in self.pages:
            return ""
        return f"{fragment(document)}.html" + ("#" + fragment(clause) if clause else "")


def own_id(clause: str) -> str:
    """Return the id of a clause on the page of its document: its authored name there."""
    return clause.partition("/")[2] or clause
