"""One document of 24 pages and what becomes of it in a year: the pair that comparisons and redlines are timed on."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

from policygen.compose.facts import build_facts
from policygen.compose.pack import compose
from policygen.model import Clause, Paragraph, Row, Span, Table
from policygen.sources.library import Library
from policygen.sources.profile import load_profile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.model import Document

_WORDS = (("first", "second"), ("seven", "ten"), ("the office", "the front office"), ("in writing ", ""))
"""What somebody changed in their sentences."""
_EVERY, _GONE, _NEW, _MOVED = 5, 17, 23, 41
"""A line in so many is changed; the clauses of these numbers are no longer there, new, and moved to the end."""


def document_of(profile: Path, library: Path, day: dt.date) -> Document:
    """Return the one document of a library, composed for the organisation of a profile."""
    opened = Library([library], cached=True)
    return compose(build_facts(load_profile(profile), opened, day), opened).documents[0]


def changed(document: Document) -> Document:
    """Return a document a year later: words changed in one line of five, rows and clauses gone, new and moved."""
    edits = _Edits()
    clauses = [dataclasses.replace(one, blocks=edits.of(one.blocks)) for one in document.clauses]
    words = (Paragraph((Span("Nobody had thought of this, and now somebody has."),)),)
    clauses.insert(_NEW, Clause(f"{document.id}/new", "", (Span("What is new"),), 2, words))
    clauses.append(clauses.pop(_MOVED))
    del clauses[_GONE]
    return dataclasses.replace(document, version="2", clauses=tuple(clauses))


class _Edits:
    """Edits to whatever a document is made of, told apart by how many lines came before."""

    def __init__(self) -> None:
        self._lines = 0

    def of(self, thing: Any) -> Any:  # noqa: ANN401 - any part of a document
        """Return a part of a document, edited."""
        if isinstance(thing, Span):
            return dataclasses.replace(thing, text=self._text(thing.text))
        if isinstance(thing, tuple):
            return tuple(self.of(one) for one in thing)
        if isinstance(thing, Table):
            rows = (*thing.rows[:2], *thing.rows[3:], Row(((Span("At the end"),),) * len(thing.header.cells)))
            return Table(thing.header, tuple(self.of(row) for row in rows))
        if not dataclasses.is_dataclass(thing) or isinstance(thing, type):
            return thing
        return dataclasses.replace(thing, **dict(self._parts(thing)))

    def _parts(self, thing: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - likewise
        yield from ((one.name, self.of(getattr(thing, one.name))) for one in dataclasses.fields(thing))

    def _text(self, text: str) -> str:
        self._lines += 1
        if self._lines % _EVERY:
            return text
        for old, new in _WORDS:
            text = text.replace(old, new)
        return re.sub(r"\.$", ", every time.", text)
