"""The stream of marked text that a compiled document renders to, read back into blocks. What is empty disappears."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from policygen.model import (
    Block,
    Box,
    FieldKind,
    Form,
    FormField,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
)
from policygen.sources import marks as m

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACE = re.compile("[ \t\r\n]+")
_LOOSE_STOP = re.compile(r" +([.,;:!?])(?=\s|$)")
_PLAIN = Span("")


@dataclass(frozen=True, slots=True)
class RawClause:
    """A clause as it came out: `name` is its index in the template, or "title" or "summary"; `gaps` are paths."""

    name: str
    heading: Spans
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...] = ()


def parse(stream: str) -> list[RawClause]:
    """Return the clauses of a rendered document in order."""
    return _Parser(stream).clauses()


class _Parser:
    """Walks the tokens once; `at` is the next token to be read."""

    def __init__(self, stream: str) -> None:
        self.tokens = m.TOKENS.split(stream)
        self.at = 0
        self.gaps: list[str] = []

    def clauses(self) -> list[RawClause]:
        found: list[RawClause] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == m.CLAUSE:
                found.append(self._clause())
        return found

    def _clause(self) -> RawClause:
        name = self._argument()
        self.gaps = []
        while self.tokens[self.at] != m.PARAGRAPH:
            self.at += 1
        self.at += 1
        heading = self._spans()
        blocks = self._blocks()
        return RawClause(name, heading, blocks, tuple(dict.fromkeys(self.gaps)))

    def _argument(self) -> str:
        text = self.tokens[self.at]
        self.at += 2
        return text

    def _blocks(self) -> tuple[Block, ...]:
        """Read blocks up to the end of what holds them; whatever text stands between them is layout."""
        found: list[Block] = []
        tokens = self.tokens
        while self.at < len(tokens):
            token = tokens[self.at]
            self.at += 1
            if token == m.END:
                break
            reader = _READERS.get(token)
            if reader is not None:
                block = reader(self)
                if block is not None:
                    _add(found, block)
        return tuple(found)

    def paragraph(self) -> Block | None:
        spans = self._spans()
        return Paragraph(spans) if spans else None

    def bullets(self) -> Block | None:
        return self._list(ordered=False)

    def numbers(self) -> Block | None:
        return self._list(ordered=True)

    def _list(self, *, ordered: bool) -> Block | None:
        items: list[ListItem] = []
        while (token := self._next()) != m.END:
            if token == m.ITEM:
                blocks = self._blocks()
                if blocks:
                    items.append(ListItem(blocks))
        return ItemList(tuple(items), ordered) if items else None

    def _next(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def table(self) -> Block | None:
        header = Row(())
        rows: list[Row] = []
        while (token := self._next()) != m.END:
            if token == m.HEADER:
                header = self._row()
            elif token == m.ROW:
                row = self._row()
                if any(row.cells):
                    rows.append(row)
        return Table(header, tuple(rows)) if rows else None

    def _row(self) -> Row:
        cells: list[Spans] = []
        while (token := self._next()) != m.END:
            if token == m.CELL:
                cells.append(self._spans())
        return Row(tuple(cells))

    def box(self) -> Block | None:
        kind = self._argument()
        blocks = self._blocks()
        return Box(kind, blocks) if blocks else None

    def form(self) -> Block | None:
        fields: list[FormField] = []
        depth = 1
        while depth:
            token = self._next()
            if token == m.FIELD:
                kind = self._argument()
                label = self._spans()
                if label:
                    fields.append(FormField(label, _KINDS[kind]))
            elif token == m.END:
                depth -= 1
            elif token in _READERS:
                depth += 1
        return Form(tuple(fields)) if fields else None

    def _spans(self) -> Spans:
        tokens = self.tokens
        if tokens[self.at + 1] == m.END:
            text = _tidy(tokens[self.at]).strip(" ")
            self.at += 2
            return (Span(text),) if text else ()
        return _joined(self._runs())

    def _runs(self) -> list[Span]:
        found: list[Span] = []
        look = _PLAIN
        while (token := self._next()) != m.END:
            if token in _LOOKS:
                look = replace(look, **_LOOKS[token])
            elif token == m.LINK:
                look = replace(look, href=self._argument())
            elif token == m.SEE:
                found.append(replace(look, text="\u2060", ref=self._argument()))
            elif token == m.TODO:
                self.gaps.append(self._argument())
                look = replace(look, todo=True)
            elif token:
                found.append(replace(look, text=_tidy(token)))
        return found


_KINDS: dict[str, FieldKind] = {"text": "text", "date": "date", "tick": "tick", "lines": "lines"}
_LOOKS: dict[str, dict[str, Any]] = {
    m.STRONG: {"strong": True}, m.STRONG_END: {"strong": False},
    m.EMPHASIS: {"emphasis": True}, m.EMPHASIS_END: {"emphasis": False},
    m.LINK_END: {"href": ""}, m.TODO_END: {"todo": False},
}  # fmt: skip

_READERS: dict[str, Callable[[_Parser], Block | None]] = {
    m.PARAGRAPH: _Parser.paragraph,
    m.BULLETS: _Parser.bullets,
    m.NUMBERS: _Parser.numbers,
    m.TABLE: _Parser.table,
    m.BOX: _Parser.box,
    m.FORM: _Parser.form,
}


def _tidy(text: str) -> str:
    """Return text with white space as single spaces, and none before a full stop that a choice left behind."""
    if "\n" in text or "  " in text:
        text = _SPACE.sub(" ", text)
    return (
        _LOOSE_STOP.sub(r"\1", text) if " " in text and any(stop in text for stop in (" .", " ,", " ;", " :")) else text
    )


def _joined(runs: list[Span]) -> Spans:
    """Join runs of one look, and let no two spaces meet where runs do."""
    found: list[Span] = []
    for run in runs:
        text = run.text
        if (found and found[-1].text.endswith(" ")) or not found:
            text = text.lstrip(" ")
        if not text:
            continue
        if found and text[0] in ".,;:" and text[1:2] in ("", " "):
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        same = found and replace(found[-1], text="") == replace(run, text="") and not run.ref
        if same:
            found[-1] = replace(run, text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    return _trimmed(found)


def _trimmed(spans: list[Span]) -> Spans:
    while spans and not spans[-1].text.rstrip(" "):
        spans.pop()
    if spans:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip(" "))
    return tuple(span for span in spans if span.text)


def _add(blocks: list[Block], block: Block) -> None:
    """Add a block; a list goes on from a list of its kind, a table from a table with its header, a form from a form."""
    last = blocks[-1] if blocks else None
    if isinstance(last, ItemList) and isinstance(block, ItemList) and last.ordered == block.ordered:
        blocks[-1] = ItemList((*last.items, *block.items), last.ordered)
    elif isinstance(last, Table) and isinstance(block, Table) and last.header == block.header:
        blocks[-1] = Table(last.header, (*last.rows, *block.rows))
    elif isinstance(last, Form) and isinstance(block, Form):
        blocks[-1] = Form((*last.fields, *block.fields))
    else:
        blocks.append(block)
