"""Lines and tables of a Word file as blocks: paragraphs, lists, boxes, tables, forms and charts.

The styles are those that `writers/body` uses; a file of other people shows its lists by their numbering.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, get_args

from policygen.model import (
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
    Table,
)
from policygen.sources.docx_pieces import Grid
from policygen.text import spans_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygen.model import Block, Spans
    from policygen.sources.docx_pieces import Line, Mark, Piece

BOX, LABEL = "box", "label"
_INSET, _STEP = 250, 397
"""How far the words of a box stand in, and each level of a list in it, in twentieths of a point (`writers/styles`)."""

_PAIR = 2
_KINDS: dict[str, FieldKind] = {kind: kind for kind in get_args(FieldKind)}
_DRAWN, _TITLE = "figure", "figuretitle"
"""The styles of a chart's drawing, and of the line beneath it that says its title and leads to the list."""


@dataclass
class _List:
    """A list that may still grow."""

    mark: Mark
    items: list[_Holder] = field(default_factory=list)


@dataclass
class _Chart:
    """A chart: its drawing is passed over, the list beneath it says the same."""

    title: str = ""


@dataclass
class _Holder:
    """What holds blocks: a clause, a box or a list item. `lists` are those that are open, outermost first."""

    blocks: list[Block | _List | _Holder | _Chart] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    style: str = ""
    ended: bool = False


def is_label(style: str) -> bool:
    """Say whether a style is that of the label over a box."""
    return style.startswith(BOX) and style.endswith(LABEL) and len(style) > len(BOX + LABEL)


def box_kind(style: str) -> str:
    """Return the kind of box of a style."""
    return style.removeprefix(BOX).removesuffix(LABEL)


def blocks_of(pieces: Sequence[Piece]) -> tuple[Block, ...]:
    """Return the blocks that stand in lines and tables, in order; empty paragraphs are no blocks."""
    build = _Builder()
    for place, piece in enumerate(pieces):
        if isinstance(piece, Grid):
            build.table(piece, pieces[place + 1] if place + 1 < len(pieces) else None)
        else:
            build.line(piece)
    return _closed(build.root.blocks)


class _Builder:
    def __init__(self) -> None:
        self.root = _Holder()
        self.open = [self.root]

    def line(self, line: Line) -> None:
        if is_label(line.style):
            self._box(line.style.removesuffix(LABEL))
        elif line.style.startswith(BOX) and len(line.style) > len(BOX):
            self._in_box(line)
        elif line.style == _DRAWN or (line.style == _TITLE and self._charted()):
            self._chart(line)
        elif line.spans:
            del self.open[1:]
            self._place(self.root, line, _depth(line))

    def table(self, grid: Grid, following: Piece | None) -> None:
        holder = self.open[-1]
        style = "" if following is None or isinstance(following, Grid) else following.style
        if holder.style and holder.ended and style != holder.style:
            del self.open[1:]
            holder = self.root
        holder.lists.clear()
        holder.blocks.append(_table(grid))

    def _box(self, style: str) -> None:
        # A box within a box begins before the outer one has come to its end.
        if len(self.open) > 1 and (self.open[-1].ended or not self.open[-1].blocks):
            del self.open[1:]
        elif len(self.open) > 1 and self.open[-1].style == style:
            del self.open[-1]
        self.open[-1].lists.clear()
        box = _Holder(style=style)
        self.open[-1].blocks.append(box)
        self.open.append(box)

    def _charted(self) -> bool:
        return len(self.open) == 1 and bool(self.root.blocks) and isinstance(self.root.blocks[-1], _Chart)

    def _chart(self, line: Line) -> None:
        """Begin a chart with its drawing, or take its title from the line beneath it."""
        del self.open[1:]
        self.root.lists.clear()
        last = self.root.blocks[-1] if self.root.blocks else None
        chart = last if isinstance(last, _Chart) and not last.title else _Chart()
        if chart is not last:
            self.root.blocks.append(chart)
        if line.style == _TITLE:
            chart.title = spans_text(line.spans).rpartition("\n")[0]

    def _in_box(self, line: Line) -> None:
        styles = [holder.style for holder in self.open]
        if line.style in styles:
            del self.open[styles.index(line.style) + 1 :]
        else:
            self._box(line.style)
        box = self.open[-1]
        box.ended = line.ends
        if line.ends:
            for outer in self.open[1:]:
                outer.ended = True
        if line.spans:
            self._place(box, line, max(round((line.indent - _INSET) / _STEP), 0) if line.indent else 0)

    def _place(self, holder: _Holder, line: Line, depth: int) -> None:
        if line.item:
            self._item(holder, line, line.item)
            return
        if not depth:
            holder.lists.clear()
        while len(holder.lists) > depth:
            holder.lists.pop()
        inner = holder.lists[-1].items[-1] if depth and holder.lists else holder
        inner.blocks.append(Paragraph(line.spans))

    def _item(self, holder: _Holder, line: Line, mark: Mark) -> None:
        lists = holder.lists
        while lists and lists[-1].mark.level > mark.level:
            lists.pop()
        last = lists[-1] if lists else None
        if last is None or last.mark.level < mark.level or not _same(last.mark, mark):
            if last is not None and last.mark.level == mark.level:
                lists.pop()
            into = lists[-1].items[-1] if lists else holder
            last = _List(mark)
            into.blocks.append(last)
            lists.append(last)
        last.items.append(_Holder([Paragraph(line.spans)]))


def _same(one: Mark, other: Mark) -> bool:
    """Say whether a line goes on with a list; LibreOffice gives what follows a first item a numbering that goes on."""
    goes_on = not one.ordered or one.number == other.number or (one.kind == other.kind and not other.restarts)
    return one.ordered == other.ordered and goes_on


def _depth(line: Line) -> int:
    if not line.style.startswith("listcontinue"):
        return 0
    return int(line.style[12:]) if line.style[12:].isdigit() else 1


def _closed(blocks: list[Block | _List | _Holder | _Chart]) -> tuple[Block, ...]:
    made: list[Block] = []
    chart: _Chart | None = None
    for one in blocks:
        if isinstance(one, _Chart):
            made += _named(chart)
            chart = one
            continue
        block = _block(one)
        if chart and isinstance(block, ItemList) and _are_steps(block):
            made.append(_flow(chart.title, block))
        else:
            made += [*_named(chart), block]
        chart = None
    return (*made, *_named(chart))


def _named(chart: _Chart | None) -> list[Block]:
    """Return the title of a chart whose list is no longer there, so that its words are not lost."""
    return [Paragraph((Span(chart.title),))] if chart and chart.title else []


def _block(one: Block | _List | _Holder) -> Block:
    if isinstance(one, _List):
        return ItemList(tuple(ListItem(_closed(item.blocks)) for item in one.items), ordered=one.mark.ordered)
    if isinstance(one, _Holder):
        return Box(box_kind(one.style), _closed(one.blocks))
    return one


def _table(grid: Grid) -> Block:
    if _is_form(grid):
        return Form(tuple(_field(row) for row in grid.rows))
    return Table(Row(grid.rows[0]), tuple(Row(row) for row in grid.rows[1:]))


def _is_form(grid: Grid) -> bool:
    """Say whether a table is a form: by its style, or, where a program lost that, each row a label and a place."""
    pairs = all(len(row) == _PAIR for row in grid.rows)
    filled = all(any(span.fill for span in row[-1]) and len(row[-1]) == 1 for row in grid.rows if row)
    return pairs and (grid.style == "answers" or (filled and grid.style != "data"))


def _field(row: tuple[Spans, ...]) -> FormField:
    place = next((span for span in row[-1] if span.fill), None)
    kind = _KINDS.get(place.fill, "text") if place is not None else "text"
    # Words that somebody wrote beside the place, and not in it, stand with its label.
    beside = tuple(span for span in row[-1] if span is not place)
    label = (*row[0], *((Span(" "),) if beside and row[0] else ()), *beside)
    return FormField(label, kind, place.options if place is not None else ())


def _flow(title: str, steps: ItemList) -> Flow:
    """Return a chart from its title and the list of the same steps beneath it."""
    return Flow(title, tuple(_step(item) for item in steps.items))


def _are_steps(steps: ItemList) -> bool:
    """Say whether a list is one that stands beneath a chart: numbered steps, each with at most one list of ways."""
    return steps.ordered and all(_is_step(item) for item in steps.items)


def _is_step(item: ListItem) -> bool:
    first, *rest = item.blocks or (None,)
    ways = rest[0].items if rest and isinstance(rest[0], ItemList) and not rest[0].ordered else ()
    return (
        isinstance(first, Paragraph)
        and len(rest) == bool(ways)
        and all(len(way.blocks) == 1 and isinstance(way.blocks[0], Paragraph) for way in ways)
    )


def _step(item: ListItem) -> FlowStep:
    lines = [first.spans for first in item.blocks[:1] if isinstance(first, Paragraph)]
    ways = [way.blocks[0] for block in item.blocks[1:] if isinstance(block, ItemList) for way in block.items]
    return FlowStep(lines[0], tuple(way.spans for way in ways if isinstance(way, Paragraph)))
