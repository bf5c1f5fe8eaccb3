"""Blocks and clauses as WordprocessingML: one small function a block type, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Box, Flow, Form, ItemList, Paragraph, Table
from policygen.text import flow_list, spans_text, word
from policygen.writers import fills, flow_shapes, forms, slots
from policygen.writers.identity import bookmark, tag
from policygen.writers.look import box_style
from policygen.writers.numbering import LEVELS
from policygen.writers.ooxml import (
    attribute,
    close_box,
    field,
    keep_next,
    paragraph,
    plain,
    run,
    sentence,
    space_after,
    space_before,
)
from policygen.writers.styles import BOX_BULLETS, BOX_INSET, BULLETS, SILENT
from policygen.writers.tables import data_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.model import Block, Clause, Span, Spans
    from policygen.writers.page import Page


class Where(NamedTuple):
    """Where blocks stand: in a box of a style or none, and how many lists deep."""

    box: str = ""
    depth: int = 0


TOP = Where()
LIST_GAP = 160
BOX_GAP = 240
"""The space beneath a list and beneath a box, in twentieths of a point."""


def blocks(page: Page, items: Sequence[Block], where: Where = TOP) -> str:
    """Return blocks one beneath the other: what introduces a list or a table stays with it, tables stand clear."""
    parts: list[str] = []
    last = len(items) - 1
    after_table = False
    for place, block in enumerate(items):
        kind = type(block)
        drawn = DRAW[kind](page, block, where)
        if not drawn:
            continue
        if kind is Paragraph and place < last and type(items[place + 1]) in _INTRODUCED:
            drawn = keep_next(drawn)
        if where.box and place < last and type(items[place + 1]) is not kind:
            drawn = space_after(drawn, 0)
        is_table = kind in _TABLES
        if after_table:
            drawn = paragraph("TableEnd", "") + drawn if is_table else space_before(drawn)
        parts.append(drawn)
        after_table = is_table
    return "".join(parts)


_TABLES = frozenset((Table, Form))
_INTRODUCED = frozenset((Table, Form, ItemList))
_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "".join(map(chr, range(0x20))) + "\ufffe\uffff"
"""What leaves nothing on the page: white space, and what XML 1.0 forbids and `ooxml.part` drops."""


def spans(page: Page, items: Spans, title: str = "") -> str:
    """Return the runs of a line of text, with its links, cross-references and places to fill in, called `title`."""
    if len(items) == 1:
        only = items[0]
        if only.ref or only.href or only.fill or not only.text:
            return _span(page, only, title)
        return run(only) if only.strong or only.emphasis or only.todo else sentence(only.text)
    return "".join([_span(page, span, title) for span in items])


def _span(page: Page, span: Span, title: str) -> str:
    if span.fill:
        return slots.slot(page, span.text) if span.fill == "picture" else fills.fill(page, span, title)
    if not span.text.strip(_UNSEEN):  # a link without words cannot be seen, and is read out all the same
        return run(span) if span.text else ""
    if span.ref:
        return _reference(page, span)
    if span.href:
        return _link(page, span)
    return run(span)


def clause(page: Page, item: Clause, *, automatic: bool) -> str:
    """Return a clause in its own content control, its heading marked with its bookmark.

    `automatic` says that Word's numbering prints the clause's number; otherwise the number stands as text.
    """
    page.clause, page.caption = item.id, spans_text(item.heading) or page.document.title
    about = (
        f'<w:alias w:val="{attribute(page.caption[:TITLE_LIMIT])}"/><w:tag w:val="{attribute(tag(item.id))}"/>'
        f'<w:id w:val="{page.control(item.id)}"/><w15:appearance w15:val="hidden"/>'
    )
    content = _heading(page, item, automatic=automatic) + blocks(page, item.blocks)
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


TITLE_LIMIT = 64
"""The longest title of a content control that Word keeps."""


def _heading(page: Page, item: Clause, *, automatic: bool) -> str:
    number = page.bookmark()
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(item.id)}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    runs = spans(page, item.heading)
    if not runs and not item.number:
        return start + end
    typed = plain(item.number + "\t") if item.number and not automatic else ""
    more = "<w:pageBreakBefore/>" if item.own_page else ""
    if typed:
        more += _SILENT
    elif page.document.numbered and not automatic:
        more += _UNNUMBERED
    return paragraph(f"Heading{min(max(item.level, 1), 2)}", f"{start}{typed}{runs}{end}", more)


_SILENT = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{SILENT}"/></w:numPr>'
_UNNUMBERED = f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{SILENT}"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>'
"""A heading without a number begins at the edge of the text."""


def _paragraph(page: Page, block: Paragraph, where: Where) -> str:
    runs = spans(page, block.spans)
    if not runs:
        return ""
    if block.spans[0].fill == "picture":
        left = page.item * where.depth + BOX_INSET * bool(where.box)
        return paragraph(where.box or "Normal", _beside(runs), _pictured(left))
    if where.box:
        inset = f'<w:ind w:left="{BOX_INSET + page.item * where.depth}"/>' if where.depth else ""
        return paragraph(where.box, runs, inset)
    if where.depth:
        return paragraph("ListContinue" + "2" * (where.depth > 1), runs)
    return f"<w:p>{runs}</w:p>"


def _list(page: Page, block: ItemList, where: Where) -> str:
    level = min(where.depth, LEVELS - 1)
    unordered = BOX_BULLETS if where.box else BULLETS
    number = page.ordered_list(level, boxed=bool(where.box)) if block.ordered else unordered
    style = where.box or ("ListNumber" if block.ordered else "ListBullet") + "2" * (level > 0)
    tied = not where.box and not block.ordered and level < 2  # noqa: PLR2004 - two bullet styles carry their numbering
    more = "" if tied else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inner = Where(where.box, where.depth + 1)
    mark = round(page.item * _WIDE_MARK) if block.ordered and len(block.items) > _ONE_DIGIT else page.item
    drawn = "".join([_item(page, item.blocks, style, more, inner, mark) for item in block.items])
    return space_after(drawn, LIST_GAP) if where == TOP else drawn


_ONE_DIGIT, _WIDE_MARK = 9, 1.5
"""A list of more items has numbers of two digits: before a picture they want so much more room than others."""


def _item(  # noqa: PLR0913, PLR0917 - an item, and how it is drawn
    page: Page, content: tuple[Block, ...], style: str, more: str, inner: Where, mark: int
) -> str:
    """Return one item: its first paragraph carries the mark, the rest stands beneath it.

    `mark` is the room for its mark where a picture stands beside it.
    """
    if not content or not isinstance(content[0], Paragraph):
        return blocks(page, content, inner)
    runs = spans(page, content[0].spans)
    if runs and content[0].spans[0].fill == "picture":
        left = page.item * (inner.depth - 1) + mark + BOX_INSET * bool(inner.box)
        runs, more = _beside(runs), more + _pictured(left, mark)
    first = paragraph(style, runs, more) if runs else ""
    if len(content) == 1:
        return first
    drawn = (space_after(first, 0) if inner.box else first) + blocks(page, content[1:], inner)
    return space_after(drawn, 0) if inner.box else drawn


def _pictured(left: int, hanging: int = 0) -> str:
    """Return what a paragraph says whose words stand beside a picture at `left`: every line of them does."""
    tabs = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in ((left,) if hanging else ()))
    end = left + slots.WIDTH
    return (
        f'<w:tabs>{tabs}<w:tab w:val="left" w:pos="{end}"/></w:tabs>'
        f'<w:ind w:left="{end}" w:hanging="{hanging + slots.WIDTH}"/><w:textAlignment w:val="center"/>'
    )


def _beside(runs: str) -> str:
    """Return the runs of a picture and its words with a tab between the two."""
    picture, end, words = runs.partition("</w:sdt>")
    return picture + end + "<w:r><w:tab/></w:r>" * bool(words) + words


def _table(page: Page, block: Table, _where: Where) -> str:
    number = word(page.document, "table_row")
    return data_table(block, page.caption, page.letter, number, lambda cell, title: spans(page, cell, title))


def _box(page: Page, block: Box, where: Where) -> str:
    style = box_style(block.kind)
    # A label over a list takes the list's indent: Word and LibreOffice join paragraphs of one indent into one box.
    inset = f'<w:ind w:left="{BOX_INSET + page.item}" w:hanging="{page.item}"/>' if _begins_with_list(block) else ""
    label = paragraph(style + "Label", plain(word(page.document, f"box_{block.kind}")), inset)
    drawn = label + blocks(page, block.blocks, Where(style, where.depth))
    return drawn if where.box else close_box(drawn, BOX_GAP)


def _begins_with_list(block: Box) -> bool:
    return bool(block.blocks) and isinstance(block.blocks[0], ItemList)


def _form(page: Page, block: Form, _where: Where) -> str:
    return forms.form(page, block, lambda label: spans(page, label))


def _flow(page: Page, block: Flow, where: Where) -> str:
    if not block.steps:
        return ""
    # A chart needs the whole width of the page: in a box or a list its steps stand as the list alone.
    title = paragraph(where.box or "FigureTitle", plain(block.title)) if block.title else ""
    return (flow_shapes.figure(page, block) if where == TOP else title) + _list(page, flow_list(block), where)


def _link(page: Page, span: Span) -> str:
    number, address = page.link(span.href)
    if not number:
        return run(span)
    tip = attribute(address)
    return f'<w:hyperlink r:id="{number}" w:history="1" w:tooltip="{tip}">{run(span, link=True)}</w:hyperlink>'


def _reference(page: Page, span: Span) -> str:
    """Return a link to a clause here; where its text ends with the clause's number, Word keeps that number true."""
    if span.ref not in page.numbers:
        return run(span)
    number, name = page.numbers[span.ref], bookmark(span.ref)
    shown = run(span, link=True)
    looked = span.strong or span.emphasis or span.todo  # the field would print the number without them
    if number and not looked and span.text.endswith(number) and not span.text[: -len(number)][-1:].isalnum():
        before = span.text[: -len(number)]
        lead = plain(before, "Hyperlink") if before else ""
        shown = lead + field(f"REF {name} \\r \\h", number, "Hyperlink")
    return f'<w:hyperlink w:anchor="{name}" w:history="1" w:tooltip="{attribute(span.text)}">{shown}</w:hyperlink>'


DRAW: dict[type[Block], Callable[..., str]] = {
    Paragraph: _paragraph,
    ItemList: _list,
    Table: _table,
    Box: _box,
    Form: _form,
    Flow: _flow,
}
"""How each type of block is drawn."""
