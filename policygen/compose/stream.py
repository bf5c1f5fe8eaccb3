"""The stream of marked text that a compiled document renders to, read back into blocks. What is empty disappears."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from policygen.model import (
    Block,
    Box,
    FieldKind,
    Flow,
    FlowStep,
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
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Callable

_LINES = re.compile(r"\n[ \t\r\n]*")
_SPACES = re.compile(r"  +")
_PLAIN = Span("")


@dataclass(frozen=True, slots=True)
class RawClause:
    """A clause as it came out: `name` is its index in the template, or "title" or "summary".

    `gaps` are the paths of missing facts; `refers` says whether some reference is still without words.
    """

    name: str
    heading: Spans
    blocks: tuple[Block, ...]
    gaps: tuple[str, ...] = ()
    refers: bool = False


def parse(stream: str) -> list[RawClause]:
    """Return the clauses of a rendered document in order."""
    return _Parser(stream).clauses()


class _Parser:
    """Walks the marks once; each piece is the character that names a mark and the text up to the next one."""

    def __init__(self, stream: str) -> None:
        self.pieces = _tidy(stream).split(m.SIGN)
        self.at = 1
        self.gaps: list[str] = []
        self.refers = False

    def clauses(self) -> list[RawClause]:
        found: list[RawClause] = []
        while self.at < len(self.pieces):
            piece = self._next()
            if piece[0] == _CLAUSE:
                found.append(self._clause(piece[1:]))
        return found

    def _clause(self, name: str) -> RawClause:
        self.gaps, self.refers = [], False
        self.at += 1
        while self._next()[0] != _PARAGRAPH:
            pass
        self.at -= 1
        heading = self._spans(self._next())
        blocks = self._blocks()
        return RawClause(name, heading, blocks, tuple(dict.fromkeys(self.gaps)), self.refers)

    def _next(self) -> str:
        piece = self.pieces[self.at]
        self.at += 1
        return piece

    def _argument(self, piece: str) -> str:
        """Return the argument of the mark of `piece`, which the next mark ends."""
        self.at += 1
        return piece[1:]

    def _blocks(self) -> tuple[Block, ...]:
        """Read blocks up to the end of what holds them; whatever text stands between them is layout."""
        found: list[Block] = []
        pieces = self.pieces
        while True:
            piece = pieces[self.at]
            self.at += 1
            code = piece[0]
            if code == _PARAGRAPH:
                # Most blocks by far are a paragraph of one run, so that is read here.
                if pieces[self.at][0] == _END:
                    self.at += 1
                    text = piece[1:].strip(" ")
                    if text:
                        found.append(_sentence(text))
                elif spans := _joined(self._runs(piece)):
                    found.append(Paragraph(spans))
            elif code == _END:
                return tuple(found)
            elif code in _READERS:
                block = _READERS[code](self, piece)
                if block is not None:
                    _add(found, block)

    def bullets(self, _piece: str) -> Block | None:
        return self._list(ordered=False)

    def numbers(self, _piece: str) -> Block | None:
        return self._list(ordered=True)

    def _list(self, *, ordered: bool) -> Block | None:
        items: list[ListItem] = []
        while (code := self._next()[0]) != _END:
            if code == _ITEM:
                blocks = self._blocks()
                if blocks:
                    items.append(ListItem(blocks))
        return ItemList(tuple(items), ordered) if items else None

    def table(self, _piece: str) -> Block | None:
        header = Row(())
        rows: list[Row] = []
        while (code := self._next()[0]) != _END:
            if code == _HEADER:
                header = self._row()
            elif code == _ROW:
                row = self._row()
                if any(row.cells):
                    rows.append(row)
        return Table(header, tuple(rows)) if rows else None

    def _row(self) -> Row:
        cells: list[Spans] = []
        while (piece := self._next())[0] != _END:
            if piece[0] == _CELL:
                cells.append(self._spans(piece))
        return Row(tuple(cells))

    def box(self, piece: str) -> Block | None:
        kind = self._argument(piece)
        blocks = self._blocks()
        return Box(kind, blocks) if blocks else None

    def form(self, _piece: str) -> Block | None:
        fields: list[FormField] = []
        depth = 1
        while depth:
            piece = self._next()
            if piece[0] == _FIELD:
                kind = _KINDS[self._argument(piece)]
                label = self._spans(self.pieces[self.at - 1])
                if label:
                    fields.append(_field(label, kind))
            elif piece[0] == _END:
                depth -= 1
            elif piece[0] == _PARAGRAPH or piece[0] in _READERS:
                depth += 1
        return Form(tuple(fields)) if fields else None

    def flow(self, _piece: str) -> Block | None:
        title: list[str] = []
        steps: list[FlowStep] = []
        for block in self._blocks():
            if isinstance(block, Paragraph):
                title.append(spans_text(block.spans))
            elif isinstance(block, ItemList):
                steps += [step for item in block.items for step in _steps(item)]
        return Flow(" ".join(title), tuple(steps)) if steps else None

    def _spans(self, piece: str) -> Spans:
        """Return the runs from the text of `piece` up to the end of what holds them."""
        if self.pieces[self.at][0] == _END:
            self.at += 1
            text = piece[1:].strip(" ")
            return _sentence(text).spans if text else ()
        return _joined(self._runs(piece))

    def _runs(self, piece: str) -> list[Span]:
        look = _PLAIN
        found = [Span(piece[1:])]
        while (piece := self._next())[0] != _END:
            code = piece[0]
            if code in _LOOKS:
                look = replace(look, **_LOOKS[code])
            elif code == _LINK:
                look = replace(look, href=self._argument(piece))
                piece = self.pieces[self.at - 1]
            elif code == _ENTRY:
                row, ref = _entry(self._argument(piece))
                look = replace(look, entry=row, ref=ref)
                piece = self.pieces[self.at - 1]
            elif code == _SEE:
                self.refers = True
                found.append(replace(look, text=_UNSPOKEN, ref=self._argument(piece)))
                piece = self.pieces[self.at - 1]
            elif code == _FILL:
                found.append(self._fill(piece[1:], look))
                piece = self.pieces[self.at - 1]
            elif code == _TODO:
                self.gaps.append(self._argument(piece))
                look = replace(look, todo=True)
                piece = self.pieces[self.at - 1]
            found.append(_said(look, piece[1:]))
        return found

    def _fill(self, kind: str, look: Span) -> Span:
        """Return a place to fill in, with its options in plain words, or a place for a picture."""
        options = [""]
        while (piece := self._next())[0] != _FILL_END:
            if piece[0] == _OPTION:
                options.append("")
            elif piece[0] == _TODO:
                self.gaps.append(self._argument(piece))
                piece = self.pieces[self.at - 1]
            options[-1] += piece[1:]
        said = tuple(one.strip(" ") for one in options if one.strip(" "))
        if kind == "picture":
            return Span("".join(said), fill=kind)
        return Span("", strong=look.strong, fill=kind, options=said)

    def log(self, piece: str) -> Block | None:
        """Read a table whose rows are to be repeated, so many times."""
        count = int(self._argument(piece))
        tables = [block for block in self._blocks() if isinstance(block, Table)]
        return Table(tables[0].header, tables[0].rows * count) if tables else None


def _entry(argument: str) -> tuple[str, str]:
    """Return the row of a glossary that words lead to and, where it is of their own document, its clause."""
    row = argument.removeprefix(m.HERE)
    return row, row.rpartition("/")[0] if row != argument else ""


_UNSPOKEN = "\u2060"
"""Stands for the words of a reference until the number of its clause is known."""

_END, _PARAGRAPH, _ITEM, _CLAUSE = m.END[1], m.PARAGRAPH[1], m.ITEM[1], m.CLAUSE[1]
_HEADER, _ROW, _CELL, _FIELD = m.HEADER[1], m.ROW[1], m.CELL[1], m.FIELD[1]
_LINK, _SEE, _TODO, _ENTRY = m.LINK[1], m.SEE[1], m.TODO[1], m.ENTRY[1]
_FILL, _OPTION, _FILL_END = m.FILL[1], m.OPTION[1], m.FILL_END[1]
_KINDS: dict[str, FieldKind] = {
    "text": "text", "date": "date", "tick": "tick", "lines": "lines", "choice": "choice",
}  # fmt: skip
_LOOKS: dict[str, dict[str, Any]] = {
    m.STRONG[1]: {"strong": True},
    m.STRONG_END[1]: {"strong": False},
    m.EMPHASIS[1]: {"emphasis": True},
    m.EMPHASIS_END[1]: {"emphasis": False},
    m.LINK_END[1]: {"href": ""},
    m.ENTRY_END[1]: {"entry": "", "ref": ""},
    m.TODO_END[1]: {"todo": False},
}
_READERS: dict[str, Callable[[_Parser, str], Block | None]] = {
    m.BULLETS[1]: _Parser.bullets,
    m.NUMBERS[1]: _Parser.numbers,
    m.TABLE[1]: _Parser.table,
    m.BOX[1]: _Parser.box,
    m.FORM[1]: _Parser.form,
    m.LOG[1]: _Parser.log,
    m.FLOW[1]: _Parser.flow,
}


def _steps(item: ListItem) -> tuple[FlowStep, ...]:
    """Return an item of a chart as its step; where only its branches say something, each is a step of its own."""
    words = [block.spans for block in item.blocks if isinstance(block, Paragraph)]
    lists = [block for block in item.blocks if isinstance(block, ItemList)]
    ways = tuple(step.spans for block in lists for inner in block.items for step in _steps(inner))
    return (FlowStep(words[0], ways),) if words else tuple(FlowStep(way) for way in ways)


@lru_cache(maxsize=1 << 15)
def _sentence(text: str) -> Paragraph:
    """Return the paragraph of one plain run; most sentences are the same for many organisations, so they share it."""
    return Paragraph((Span(text),))


def _tidy(stream: str) -> str:
    """Return the stream with layout as single spaces, and no space before a full stop that a choice left behind.

    A no-break space is not layout. Each pattern begins with the very character it looks for, which makes it fast.
    """
    before, *others = _owned(_SPACES.sub(" ", _LINES.sub(" ", stream.replace("\t", " ")))).split(m.JOINT)
    if not others:
        return before
    *inner, last = others
    return "".join([before.rstrip(" "), *(part.rstrip(" ") for part in inner), last])


def _owned(stream: str) -> str:
    """Return the stream with "pupils'" where a term in the plural owns something, and "child's" where it does not."""
    before, *others = stream.split(m.WHOSE)
    parts = [before]
    for part in others:
        plural = _PLURAL.search(before, max(len(before) - _ENDING, 0))
        parts.append(part[0] + part[2:] if plural else part)
        before = part
    return "".join(parts)


_PLURAL = re.compile(rf"[^\Wsu]s(?:{m.SIGN}.)*\Z")
_ENDING = 12
"""So many characters are enough to see how a term ends, and the marks behind it."""


_look = attrgetter(*[one.name for one in fields(Span)[1:]])
"""Everything of a run but its words, which come first."""


def _said(look: Span, text: str) -> Span:
    """Return `text` with the look of a run: what dataclasses.replace does, in a fifth of the time."""
    return Span(text, *_look(look))


def _joined(runs: list[Span]) -> Spans:
    """Join runs of one look, and let no two spaces meet where runs do."""
    found: list[Span] = []
    for run in runs:
        if run.fill:
            found.append(run)
            continue
        text = run.text
        if (found and found[-1].text.endswith(" ")) or not found:
            text = text.lstrip(" ")
        if not text:
            continue
        if found and text[0] in ".,;:" and text[1:2] in ("", " "):
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        if found and not run.ref and _look(found[-1]) == _look(run):
            found[-1] = _said(run, found[-1].text + text)
        else:
            found.append(run if text == run.text else _said(run, text))
    return _trimmed(found)


def _trimmed(spans: list[Span]) -> Spans:
    while spans and not spans[-1].fill and not spans[-1].text.rstrip(" "):
        spans.pop()
    if spans:
        spans[-1] = _said(spans[-1], spans[-1].text.rstrip(" "))
    return tuple(span for span in spans if span.text or span.fill)


def _field(label: Spans, kind: FieldKind) -> FormField:
    """Return a form's field; the options of a choice stand at the end of its label."""
    options = [span for span in label if span.fill == "choice"] if kind == "choice" else []
    if not options:
        return FormField(label, "text" if kind == "choice" else kind)
    return FormField(_trimmed([span for span in label if span.fill != "choice"]), kind, options[0].options)


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
