"""What every writer of whole documents agrees on: what comes first, and what the contents name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.model import Box, Flow

if TYPE_CHECKING:
    from policygen.model import Clause, Document

LONG_CONTENTS = 20
"""Contents with more entries than this name sections only, so that they stay on the first page."""


def begins_with_emergency(document: Document) -> bool:
    """Say whether the first clause tells what to do in an emergency: that comes before the contents."""
    first = document.clauses[0].blocks[:1] if document.clauses else ()
    return any(isinstance(block, Box) and block.kind == "emergency" for block in first)


def begins_with_chart(document: Document) -> bool:
    """Say whether a document is a card that begins with a chart, which its first page has to hold."""
    first = document.clauses[0].blocks[:1] if document.clauses and not document.contents else ()
    return any(isinstance(block, Flow) for block in first)


def in_contents(document: Document) -> tuple[tuple[Clause, ...], int]:
    """Return the clauses that a document's contents name, and how many levels deep they go; none where it has none."""
    named = [clause for clause in document.clauses if clause.heading]
    depth = 2 if len(named) <= LONG_CONTENTS else 1
    shown = [clause for clause in named if clause.level <= depth] or named
    return (tuple(shown) if document.contents else ()), depth
