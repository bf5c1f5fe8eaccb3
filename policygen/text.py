"""The plain words of a document: what is hashed, compared and searched, free of any file format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policygen.model import Box, Form, FormField, ItemList, ListItem, Paragraph, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.model import Block, Clause, Document, Span, Spans

WORDS = (
    "contents", "page", "of", "version", "draft", "link_to", "fill_text", "fill_date", "fill_lines", "tick",
    "box_emergency", "box_do", "box_dont", "box_children", "box_note", "box_coming", "box_draft",
)  # fmt: skip
"""The keys of `Document.words` that writers ask for; the composer fills them from the vocabulary."""


def word(document: Document, key: str) -> str:
    """Return the document's own word for `key`; a key that is missing speaks for itself, so that nothing is lost."""
    return document.words.get(key) or key.removeprefix("box_").replace("_", " ").capitalize()


def spans_text(spans: Spans) -> str:
    """Return the words of a run of spans, as the reader sees them."""
    return "".join(span.text for span in spans)


def clause_text(clause: Clause) -> str:
    """Return the words under a clause's heading, one line a paragraph, item, row or field; no heading and no number."""
    return blocks_text(clause.blocks)


def blocks_text(blocks: Iterable[Block]) -> str:
    """Return the words of blocks, one line a paragraph, item, row or field."""
    return "\n".join(_lines(blocks, exact=False))


def clause_hash(clause: Clause) -> str:
    """Return `sha256:…` over a clause's heading and words, and what they point at.

    A cross-reference counts by the id it points to and not by the number it prints, and a clause's own number does
    not count: renumbering is no change. An address, the kind of a box and the kind of a form field do count.
    """
    lines = [_line(clause.heading, exact=True), *_lines(clause.blocks, exact=True)]
    return "sha256:" + hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def document_text(document: Document) -> str:
    """Return all words of a document in reading order: title, summary, first page, then each clause and its heading."""
    parts = [document.title, spans_text(document.summary), *(f"{n.label}: {n.text}" for n in document.front)]
    parts.append(blocks_text(document.preface))
    for clause in document.clauses:
        parts += [f"{clause.number} {spans_text(clause.heading)}".strip(), clause_text(clause)]
    return "\n".join(part for part in parts if part)


def _line(spans: Spans, *, exact: bool) -> str:
    return "".join(map(_exact, spans)) if exact else spans_text(spans)


def _exact(span: Span) -> str:
    # Control characters that people's text cannot hold keep words and targets apart.
    if span.ref:
        return f"\x02{span.ref}\x03"
    return f"{span.text}\x02{span.href}\x03" if span.href else span.text


def _lines(blocks: Iterable[Block], *, exact: bool, indent: str = "") -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(spans):
                yield indent + _line(spans, exact=exact)
            case ItemList(items, ordered):
                yield from _list_lines(items, ordered=ordered, exact=exact, indent=indent)
            case Table(header, rows):
                yield from (indent + _row_line(row, exact=exact) for row in (header, *rows))
            case Box(kind, inner):
                if exact:
                    yield f"\x02box {kind}\x03"
                yield from _lines(inner, exact=exact, indent=indent)
            case Form(fields):
                yield from (indent + _field_line(field, exact=exact) for field in fields)


def _list_lines(items: Iterable[ListItem], *, ordered: bool, exact: bool, indent: str) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        mark = f"{number}. " if ordered else "- "
        lines = _lines(item.blocks, exact=exact, indent=indent + "  ")
        first = next(lines, "")
        yield indent + mark + first.removeprefix(indent + "  ")
        yield from lines


def _row_line(row: Row, *, exact: bool) -> str:
    return " | ".join(_line(cell, exact=exact) for cell in row.cells)


def _field_line(field: FormField, *, exact: bool) -> str:
    return _line(field.label, exact=exact) + (f"\x02{field.kind}\x03" if exact else "")
