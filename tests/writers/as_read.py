"""What a Word file can say of a document: the expectation of whoever reads it back (`docs/word/readback.md`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygen.model import (
    Block,
    Box,
    Clause,
    Document,
    Flow,
    FlowStep,
    Form,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Span,
    Table,
    Uses,
)
from policygen.writers.links import safe_address
from policygen.writers.look import BOXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygen.model import Spans

NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
_TELEPHONE = re.compile("\\b0\\d{2,5}(?:\u00a0\\d{3,6}){1,2}\\b")


def words(text: str) -> str:
    """Return a text without what XML cannot hold, its telephone numbers with plain spaces."""
    return _TELEPHONE.sub(lambda number: number[0].replace("\u00a0", " "), NOT_SHOWN.sub("", text))


def line(spans: Spans, ids: frozenset[str] = frozenset()) -> Spans:
    """Return spans as they are read: neighbours of one look joined, and only links that a file can hold."""
    made: list[Span] = []
    for span in spans:
        one = _span(span, ids)
        last = made[-1] if made else None
        if last and not one.fill and not last.fill and replace(last, text="") == replace(one, text=""):
            made[-1] = replace(last, text=last.text + one.text)
        elif one.text or one.fill:
            made.append(one)
    return tuple(replace(span, text=words(span.text)) for span in made)


def _span(span: Span, ids: frozenset[str]) -> Span:
    if span.fill:
        return replace(span, text=NOT_SHOWN.sub("", span.text).replace("\n", " ").replace("\t", " "))
    # A link without words is not written.
    worded = bool(NOT_SHOWN.sub("", span.text).strip())
    href = "" if span.ref or not worded else safe_address(span.href)
    ref = span.ref if worded and span.ref in ids else ""
    return Span(NOT_SHOWN.sub("", span.text), span.strong, span.emphasis, href, ref, span.todo)


def blocks(items: Iterable[Block], ids: frozenset[str]) -> tuple[Block, ...]:
    """Return blocks as they are read; bulleted lists that follow each other are one."""
    made: list[Block] = []
    for block in items:
        one = _block(block, ids)
        last = made[-1] if made else None
        if isinstance(one, ItemList) and isinstance(last, ItemList) and not (one.ordered or last.ordered):
            made[-1] = ItemList(last.items + one.items)
        else:
            made.append(one)
    return tuple(made)


def _block(block: Block, ids: frozenset[str]) -> Block:
    match block:
        case Paragraph():
            return Paragraph(line(block.spans, ids))
        case ItemList():
            return ItemList(tuple(ListItem(blocks(item.blocks, ids)) for item in block.items), block.ordered)
        case Table():
            return Table(_row(block.header, ids), tuple(_row(row, ids) for row in block.rows))
        case Box():
            return Box(block.kind if block.kind in BOXES else "note", blocks(block.blocks, ids))
        case Form():
            return Form(tuple(replace(field, label=line(field.label, ids)) for field in block.fields))
        case Flow():
            return Flow(words(block.title), tuple(_step(one, ids) for one in block.steps))


def _step(step: FlowStep, ids: frozenset[str]) -> FlowStep:
    return FlowStep(line(step.spans, ids), tuple(line(way, ids) for way in step.branches))


def _row(row: Row, ids: frozenset[str]) -> Row:
    return Row(tuple(line(cell, ids) for cell in row.cells))


def clauses(document: Document) -> tuple[Clause, ...]:
    """Return the clauses of a document as they are read."""
    ids = frozenset(clause.id for clause in document.clauses)
    return tuple(
        replace(
            clause,
            number=words(clause.number),
            heading=line(clause.heading, ids),
            blocks=blocks(clause.blocks, ids),
            uses=Uses(),
            covers=(),
            source="",
        )
        for clause in document.clauses
    )
