"""A document as Markdown, made to be compared: one sentence a line, and each clause marked with its id.

The id stands on a line of its own as an anchor that no reader sees. A number that changes therefore changes one line,
and the unchanged id above it keeps old and new text side by side; cross-references are links to that anchor.
"""

from __future__ import annotations

import re
from html import escape as in_attribute
from typing import TYPE_CHECKING

from policygen.model import Box, Flow, Form, FormField, ItemList, Paragraph, Span, Table
from policygen.text import flow_list, word
from policygen.writers.markdown_text import anchor, escape, heading, line, line_start, lines, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.model import Block, Clause, Document, Row, Spans

_BLANK = "______"


def write(document: Document) -> str:
    """Return `document` as Markdown that ends with a line end; the same document gives the same text."""
    parts = _front(document)
    for clause in document.clauses:
        parts += _clause(document, clause)
    return "\n\n".join(part for part in parts if part) + "\n"


def _front(document: Document) -> list[str]:
    status = f"**{_plain(word(document, 'draft'))}**" if document.status == "draft" else ""
    front = "\n".join(f"- **{_plain(notice.label)}:** {_plain(notice.text)}" for notice in document.front)
    summary = "\n".join(lines(document.summary, document.id))
    return [
        f"# {heading(_plain(document.title))}",
        line_start(_plain(document.organisation)),
        status,
        summary,
        front,
        "\n".join(_blocks(document, document.preface)),
    ]


def _plain(text: str) -> str:
    return escape(words(text).strip(" "))


def _clause(document: Document, clause: Clause) -> list[str]:
    mark = f'<a id="{in_attribute(anchor(clause.id, document.id))}"></a>'
    hashes = "##" if clause.level == 1 else "###"
    title = " ".join(part for part in (_plain(clause.number), line(clause.heading, document.id)) if part)
    named = f"{hashes} {heading(title)}" if title else ""
    return [mark, named, "\n".join(_blocks(document, clause.blocks))]


def _blocks(document: Document, blocks: Sequence[Block]) -> list[str]:
    """Return blocks as lines with a blank line between two."""
    drawn: list[str] = []
    before = ""
    for block in blocks:
        own = _DRAW[type(block)](document, block)
        if not own:
            continue
        mark = _mark(block, own[0])
        if mark and mark == before:
            own, mark = _parted(own, mark), ""
        before = mark
        drawn += ["", *own] if drawn else own
    return drawn


def _mark(block: Block, first: str) -> str:
    """Return what makes lines one list with those before them: a list of another mark begins anew (CommonMark 5.3)."""
    if isinstance(block, Flow):
        return "1."
    if not isinstance(block, ItemList | Form):
        return ""
    return "1." if first[0].isdigit() else first[0]


def _parted(own: list[str], mark: str) -> list[str]:
    """Return a list with the other mark of its kind, so that it does not go on from the list before it."""
    if mark == "-":
        return ["*" + one[1:] if one.startswith("- ") else one for one in own]
    return [_NUMBER.sub(r"\1)", one) for one in own]


_NUMBER = re.compile(r"\A(\d+)\.(?= )")


def _paragraph(document: Document, block: Paragraph) -> list[str]:
    return [one.replace(_GAP, _BLANK) for one in lines(_filled(document, block.spans), document.id)]


def _line(document: Document, spans: Spans) -> str:
    return line(_filled(document, spans), document.id).replace(_GAP, _BLANK)


_GAP = "\ue0f0"
"""Stands for a blank until all words are escaped; no value can hold it (`sources/marks`)."""


def _filled(document: Document, spans: Spans) -> Spans:
    """Return spans with words for what is to be filled in, and for a picture."""
    if not any(span.fill for span in spans):
        return spans
    return tuple(Span(_fill(document, span)) if span.fill else span for span in spans)


def _fill(document: Document, span: Span) -> str:
    if span.fill == "picture":
        return f"[{word(document, 'picture')}: {span.text}]"
    if span.fill == "choice":
        return _options(span.options)
    return "\u2610" if span.fill == "tick" else _GAP


def _options(options: Sequence[str]) -> str:
    return " ".join(f"\u2610\u00a0{option}" for option in options)


def _list(document: Document, block: ItemList) -> list[str]:
    drawn: list[str] = []
    items = [own for item in block.items if (own := _item(document, item.blocks))]
    gap = [""] * any("" in own for own in items)
    for number, own in enumerate(items, 1):
        drawn += gap if drawn else []
        drawn += _hung(f"{number}. " if block.ordered else "- ", own)
    return drawn


def _item(document: Document, blocks: Sequence[Block]) -> list[str]:
    """Return an item's lines; a list right beneath its paragraph needs no blank line."""
    if len(blocks) == 2 and isinstance(blocks[0], Paragraph) and isinstance(blocks[1], ItemList):  # noqa: PLR2004
        return _paragraph(document, blocks[0]) + _list(document, blocks[1])
    return _blocks(document, blocks)


def _hung(mark: str, own: list[str]) -> list[str]:
    indent = " " * len(mark)
    return [mark + own[0], *(indent + one if one else "" for one in own[1:])]


def _table(document: Document, block: Table) -> list[str]:
    count = max(len(row.cells) for row in (block.header, *block.rows))
    if not count:
        return []

    def drawn(row: Row) -> str:
        cells = [_line(document, cell).replace("|", "&#124;") for cell in row.cells] + [""] * (count - len(row.cells))
        return f"| {' | '.join(cells)} |"

    return [drawn(block.header), "|" + "---|" * count, *map(drawn, block.rows)]


def _box(document: Document, block: Box) -> list[str]:
    label = f"**{_plain(word(document, f'box_{block.kind}'))}**"
    inner = _blocks(document, block.blocks)
    return [f"> {one}" if one else ">" for one in ([label, "", *inner] if inner else [label])]


def _form(document: Document, block: Form) -> list[str]:
    return ["- " + _field(document, field) for field in block.fields]


def _flow(document: Document, block: Flow) -> list[str]:
    title = [f"**{_plain(block.title)}**", ""] if _plain(block.title) else []
    steps = _list(document, flow_list(block))
    return [*title, *steps] if steps else []


def _field(document: Document, field: FormField) -> str:
    label = _line(document, field.label)
    if field.kind == "tick":
        return f"[ ] {label}"
    colon = "" if label.endswith((":", "?", ".", "!")) else ":"
    blank = line((Span(_options(field.options)),), document.id) if field.options else _BLANK
    return f"{line_start(label)}{colon} {blank}"


_DRAW: dict[type[Block], Callable[..., list[str]]] = {
    Paragraph: _paragraph,
    ItemList: _list,
    Table: _table,
    Box: _box,
    Form: _form,
    Flow: _flow,
}
"""How each type of block is drawn."""
