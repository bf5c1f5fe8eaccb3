"""What came back from Word: a file that somebody may have edited, as a side of a comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygen.review.alignment import staying
from policygen.review.compare import compare
from policygen.review.comparison import Side
from policygen.sources.docx_guard import package_of
from policygen.sources.docx_reader import Unplaced, read_document, read_package
from policygen.text import clause_text, spans_text
from policygen.writers import docx

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Block, Clause, Document
    from policygen.review.comparison import Comparison
    from policygen.sources.docx_reader import ReadDocument


def read_edited(path: Path, base: Document | None = None, *, before: bool = False) -> ReadDocument:
    """Return the Word file at `path`; `base` is the document as it was generated, where somebody has it.

    With `base`, clauses that lost their marks are found by likeness, and what a file cannot say (what the clauses used,
    which kind of document it is) is taken from it. Errors are those of `read_document`.
    """
    read = read_document(path, texts_of(base) if base else None, before=before)
    return recalled(read, base) if base else read


def texts_of(document: Document) -> dict[str, str]:
    """Return the words of each clause, heading first, by id: what likeness is measured against."""
    return {one.id: f"{spans_text(one.heading)}\n{clause_text(one)}" for one in document.clauses}


def side_of(read: ReadDocument, label: str) -> Side:
    """Return a read document as a side of a comparison; it knows what was changed, added, moved or removed by hand."""
    return Side(label, (read.document,), edited=by_hand(read), recorded=False)


def by_hand(read: ReadDocument) -> frozenset[str]:
    """Return the ids of the clauses that were changed, added, moved or removed since the document was generated."""
    known = [one for one in read.generated if one not in read.removed]
    there = [one.id for one in read.document.clauses if one.id in known]
    stays = staying([known.index(one) for one in there])
    moved = [one for place, one in enumerate(there) if place not in stays]
    return frozenset((*read.changed, *read.added, *read.removed, *moved))


def recalled(read: ReadDocument, base: Document) -> ReadDocument:
    """Return what was read with all that a file cannot say taken from the document as it was generated.

    Whatever reads as the generated document does, once it is written and read again, is that document's own: a clause
    that nobody touched is the very clause, and so is each block of a clause that somebody did touch.
    """
    generated = read_package(package_of(docx.write(base), base.id))
    plain = generated.document
    own = {one.id: one for one in base.clauses}
    seen = {one.id: one for one in plain.clauses}
    clauses = tuple(
        _clause(one, own[one.id], seen[one.id]) if one.id in own and one.id in seen else one
        for one in read.document.clauses
    )
    there = read.document
    document = replace(
        base,
        title=base.title if there.title == plain.title else there.title,
        organisation=base.organisation if there.organisation == plain.organisation else there.organisation,
        status=base.status if there.status == plain.status else there.status,
        version=base.version if there.version == plain.version else there.version,
        summary=base.summary if there.summary == plain.summary else there.summary,
        front=base.front if there.front == plain.front else there.front,
        preface=_blocks(there.preface, base.preface, plain.preface),
        clauses=clauses,
    )
    changed = tuple(one.id for one in clauses if one.id in own and not _same(one, own[one.id]))
    beside = _written_at_edges(read, generated) if read.ours else ()
    edited = read.edited or bool(changed or beside) or document != base
    return replace(read, document=document, unplaced=(*read.unplaced, *beside), changed=changed, edited=edited)


def _written_at_edges(read: ReadDocument, generated: ReadDocument) -> tuple[Unplaced, ...]:
    """Return the lines at the top and foot of the pages that were not generated; programs count the pages anew."""
    known = {_uncounted(line) for line in generated.edges}
    return tuple(Unplaced("header-or-footer", "", line) for line in read.edges if _uncounted(line) not in known)


def _uncounted(line: str) -> str:
    before, tab, after = line.rpartition("\t")
    return "".join((before + re.sub(r"\d+", "", after) if tab else line).split())


def _clause(read: Clause, own: Clause, seen: Clause) -> Clause:
    """Return a clause that was read with what the generated one knows; its number is whatever stands there now.

    Whether it begins a page is not asked of the file: LibreOffice says that in another way.
    """
    return replace(
        own,
        number=read.number,
        heading=own.heading if read.heading == seen.heading else read.heading,
        level=own.level if read.level == seen.level else read.level,
        blocks=_blocks(read.blocks, own.blocks, seen.blocks),
    )


def _same(one: Clause, other: Clause) -> bool:
    return (one.heading, one.level, one.blocks) == (other.heading, other.level, other.blocks)


def _blocks(read: tuple[Block, ...], own: tuple[Block, ...], seen: tuple[Block, ...]) -> tuple[Block, ...]:
    if read == seen:
        return own
    if len(own) != len(seen):
        return read
    # Blocks hold lists of words only, so that equal ones are looked up by what they say.
    known = dict(zip(seen, own, strict=True))
    return tuple(known.get(block, block) for block in read)


def edits(base: Document, path: Path, *, before: bool = False) -> Comparison:
    """Return what somebody changed by hand in the Word file at `path` since `base` was generated."""
    read = read_edited(path, base, before=before)
    return compare(Side(base.id, (base,), recorded=True), side_of(read, str(path)))
