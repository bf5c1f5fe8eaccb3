"""Blocks and clauses as HTML: one small function a block type, in a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from policygen.model import Box, Flow, Form, ItemList, Paragraph, Table
from policygen.text import label_text, word
from policygen.writers.html_fields import form
from policygen.writers.html_flow import flow
from policygen.writers.html_sheet import own_id
from policygen.writers.html_text import said
from policygen.writers.html_words import spans
from policygen.writers.look import BOXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from policygen.model import Block, Clause, Row, Spans
    from policygen.writers.html_sheet import Sheet


def clause(sheet: Sheet, item: Clause, level: int) -> str:
    """Return a clause with its id, its heading of `level` with the number as printed, and its blocks."""
    sheet.clause, sheet.caption = own_id(item.id), label_text(item.heading) or sheet.document.title
    apart = ' class="own-page"' if item.own_page else ""
    number = f'<span class="number">{said(item.number)}</span> ' if said(item.number).strip() else ""
    title = number + spans(sheet, item.heading)
    heading = f"<h{level}>{title}</h{level}>\n" if title.strip() else ""
    return f'<section id="{said(own_id(item.id))}"{apart}>\n{heading}{blocks(sheet, item.blocks)}\n</section>'


def blocks(sheet: Sheet, items: Iterable[Block]) -> str:
    """Return blocks one beneath the other; what is empty is left out."""
    return "\n".join(drawn for block in items if (drawn := _DRAW[type(block)](sheet, block)))


def _paragraph(sheet: Sheet, block: Paragraph) -> str:
    drawn = spans(sheet, block.spans)
    pictured = ' class="pictured"' if any(span.fill == "picture" for span in block.spans) else ""
    return f"<p{pictured}>{drawn}</p>" if drawn.strip() else ""


def _list(sheet: Sheet, block: ItemList) -> str:
    items = "".join(f"<li>{inside}</li>\n" for item in block.items if (inside := _item(sheet, item.blocks)))
    kind = "ol" if block.ordered else "ul"
    pictures = ' class="pictures"' if not block.ordered and all(map(_is_pictured, block.items)) else ""
    return f"<{kind}{pictures}>\n{items}</{kind}>" if items else ""


def _is_pictured(item: object) -> bool:
    first = next(iter(getattr(item, "blocks", ())), None)
    return isinstance(first, Paragraph) and any(span.fill == "picture" for span in first.spans)


def _item(sheet: Sheet, content: tuple[Block, ...]) -> str:
    """Return what stands in an item; one paragraph alone needs no tag of its own."""
    if len(content) == 1 and isinstance(content[0], Paragraph):
        drawn = spans(sheet, content[0].spans)
        return drawn if drawn.strip() else ""
    return blocks(sheet, content)


def _table(sheet: Sheet, block: Table) -> str:
    """Return a table whose roles are said: a narrow screen stacks its cells (WCAG 1.4.10), and tags then say less."""
    count = max([len(block.header.cells), *(len(row.cells) for row in block.rows)], default=0)
    if not count:
        return ""
    names = [label_text(cell) for cell in _padded(block.header, count)]
    head = "".join(_heading(sheet, cell, name) for cell, name in zip(_padded(block.header, count), names, strict=True))
    rows = "".join(_row(sheet, row, names, number) for number, row in enumerate(block.rows, 1))
    header = f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n' if any(names) else ""
    return (
        f'<table role="table">\n<caption><span class="unseen">{said(sheet.caption)}</span></caption>\n{header}'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>'
    )


def _padded(row: Row, count: int) -> tuple[Spans, ...]:
    return (*row.cells, *((),) * (count - len(row.cells)))


def _heading(sheet: Sheet, cell: Spans, name: str) -> str:
    if not name:
        return f'<td role="cell">{spans(sheet, cell)}</td>'
    return f'<th scope="col" role="columnheader">{spans(sheet, cell)}</th>'


def _row(sheet: Sheet, row: Row, names: list[str], number: int) -> str:
    """Return a row; its first cell names it, and what is to be filled in is named by its row and its column."""
    first, *rest = _padded(row, len(names))
    title = label_text(first)
    named = bool(title) and not any(span.fill for span in first)
    called = title or f"{word(sheet.document, 'table_row')} {number}"
    tag = 'th scope="row" role="rowheader"' if named else 'td role="cell"'
    drawn = _cell(tag, names[0], spans(sheet, first, f"{called}, {names[0]}" if names[0] else called))
    for cell, name in zip(rest, names[1:], strict=True):
        label = f"{called}, {name}" if name else called
        drawn += _cell('td role="cell"', name, spans(sheet, cell, label))
    return f'<tr{_row_id(sheet, first)} role="row">{drawn}</tr>\n'


def _row_id(sheet: Sheet, first: Spans) -> str:
    """Return the id of a row whose name is set in strong type, as those of a glossary are: links lead to it."""
    strong = bool(first) and all(span.strong and not span.fill for span in first)
    name = sheet.row_id(label_text(first)) if strong and label_text(first) else ""
    return f' id="{said(name)}"' if name else ""


def _cell(tag: str, name: str, inside: str) -> str:
    """Return a cell that knows its column's name, which a narrow screen shows beside it."""
    about = f' data-column="{said(name)}"' if name else ""
    return f"<{tag}{about}><div>{inside}</div></{tag[:2]}>"


def _box(sheet: Sheet, block: Box) -> str:
    label = said(word(sheet.document, f"box_{block.kind}"))
    name = sheet.next_id()
    inside = blocks(sheet, block.blocks)
    kind = block.kind if block.kind in BOXES else "note"
    return (
        f'<div class="box {kind}" role="group" aria-labelledby="{name}">\n'
        f'<p class="label" id="{name}">{label}</p>\n{inside}\n</div>'
    )


def _form(sheet: Sheet, block: Form) -> str:
    return form(sheet, block, partial(spans, sheet))


def _flow(sheet: Sheet, block: Flow) -> str:
    return flow(sheet, block, partial(spans, sheet))


_DRAW: dict[type[Block], Callable[..., str]] = {
    Paragraph: _paragraph,
    ItemList: _list,
    Table: _table,
    Box: _box,
    Form: _form,
    Flow: _flow,
}
"""How each type of block is drawn."""
