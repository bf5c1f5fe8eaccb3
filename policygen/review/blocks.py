"""The blocks of a clause held against those it had; the rows of a table are known by their first cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from policygen.model import Box, Flow, Form, FormField, ItemList, ListItem, Notice, Paragraph, Row, Span, Table
from policygen.review.alignment import Likeness, aligned
from policygen.review.comparison import BREAK, BlockEdit, PartEdit
from policygen.review.words import line_key, word_edits, words_in
from policygen.text import blocks_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from policygen.model import Block, FlowStep, Spans
    from policygen.review.comparison import BlockKind

    Part = ListItem | Row | FormField | FlowStep | Notice

_ALIKE, _ALIKE_WHOLE = 0.5, 0.3
"""Share of words in common from which a line, or a list or table, is the other one reworded."""
_TOGETHER = 0.8
"""The same for one paragraph and several that it may have become: more, since most paragraphs share some words."""


def block_edits(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockEdit, ...]:
    """Return what became of the blocks `old` to make `new`, in reading order."""
    return tuple(_edit(one, other) for one, other in aligned(old, new, block_key, _Blocks()))


def notice_edits(old: Sequence[Notice], new: Sequence[Notice]) -> tuple[PartEdit, ...]:
    """Return what became of the lines of a first page, matched by their labels."""
    pairs = aligned(old, new, lambda one: one.label, _Never())
    return tuple(_part(one, other, lambda notice: (notice.label, notice.text), _notice_lines) for one, other in pairs)


def block_key(block: Block) -> Hashable:
    """Return what a block is compared by: equal for two between which nothing differs to a reader."""
    return (type(block), *_KEYS[type(block)](block))


def blocks_key(blocks: Iterable[Block]) -> Hashable:
    """Return what blocks are compared by together."""
    return tuple([block_key(block) for block in blocks])


_KEYS: dict[type, Callable[..., tuple[Hashable, ...]]] = {
    Paragraph: lambda block: (line_key(block.spans),),
    ItemList: lambda block: (block.ordered, *(blocks_key(item.blocks) for item in block.items)),
    Table: lambda block: tuple(_row_key(row) for row in (block.header, *block.rows)),
    Box: lambda block: (block.kind, blocks_key(block.blocks)),
    Form: lambda block: tuple(_field_key(one) for one in block.fields),
    Flow: lambda block: (block.title, *(_step_key(one) for one in block.steps)),
}


def _item_key(item: ListItem) -> Hashable:
    return blocks_key(item.blocks)


def _row_key(row: Row) -> Hashable:
    return tuple([line_key(cell) for cell in row.cells])


def _field_key(field: FormField) -> Hashable:
    return (line_key(field.label), field.kind, field.options)


def _step_key(step: FlowStep) -> Hashable:
    return (line_key(step.spans), *(line_key(one) for one in step.branches))


class _Never(Likeness["Notice"]):
    def pair(self, old: Notice, new: Notice) -> float:  # noqa: ARG002 - by label or not at all
        return 0.0


class _Counted(Likeness[Any]):
    """Likeness by words in common; the words of each thing are counted once."""

    def __init__(self) -> None:
        self._kept: dict[int, Counter[str]] = {}

    def words(self, thing: Block | Part) -> Counter[str]:
        """Return the words of a thing."""
        if id(thing) not in self._kept:
            self._kept[id(thing)] = words_in(_text(thing))
        return self._kept[id(thing)]

    def pair(self, old: Block | Part, new: Block | Part) -> float:
        """Return the words in common, where they are many enough."""
        share = _ALIKE if isinstance(old, Paragraph) else _ALIKE_WHOLE
        return _weight(self.words(old), self.words(new), share) if _match(old, new) else 0.0


class _Blocks(_Counted):
    def several(self, one: Block | Part, others: Sequence[Block | Part]) -> float:
        """Return the weight of a paragraph and the paragraphs that it may have become."""
        if not all(type(each) is Paragraph for each in (one, *others)):
            return 0.0
        counts = [self.words(each) for each in others]
        whole = self.words(one)
        if not all(count and _weight(count, whole, 0) >= _TOGETHER * 2 * count.total() for count in counts):
            return 0.0
        return _weight(whole, sum(counts, Counter()), _TOGETHER)


def _weight(old: Counter[str], new: Counter[str], share: float) -> float:
    total = old.total() + new.total()
    common = 2.0 * (old & new).total()
    return common if total and common >= share * total else 0.0


def _match(old: Block | Part, new: Block | Part) -> bool:
    """Say whether two things have the same shape, so that one can be drawn as the other reworded."""
    if type(old) is not type(new):
        return False
    shape = _SHAPES.get(type(old))
    return shape is None or bool(shape(old) == shape(new))


_SHAPES: dict[type, Callable[..., object]] = {
    ItemList: lambda block: block.ordered,
    Table: lambda block: len(block.header.cells),
    Box: lambda block: block.kind,
    FormField: lambda field: (field.kind, field.options),
    Row: lambda row: len(row.cells),
}


def _text(thing: Block | Part) -> str:
    if isinstance(thing, ListItem):
        return blocks_text(thing.blocks)
    if isinstance(thing, Notice):
        return f"{thing.label} {thing.text}"
    if isinstance(thing, Row | FormField):
        lines = thing.cells if isinstance(thing, Row) else (thing.label,)
        return " ".join(spans_text(line) for line in lines)
    if isinstance(thing, Flow):
        return "\n".join([thing.title, *(_text(step) for step in thing.steps)])
    if isinstance(thing, Paragraph | ItemList | Table | Box | Form):
        return blocks_text((thing,))
    return "\n".join(spans_text(line) for line in (thing.spans, *thing.branches))


def _edit(old: tuple[Block, ...], new: tuple[Block, ...]) -> BlockEdit:
    if not old or not new:
        return BlockEdit("removed" if old else "added", old, new)
    if len(old) > 1 or len(new) > 1:
        kind: BlockKind = "split" if len(new) > 1 else "joined"
        return BlockEdit(kind, old, new, words=word_edits(_together(old), _together(new)))
    if block_key(old[0]) == block_key(new[0]):
        return BlockEdit("kept", old, new)
    return _CHANGED[type(old[0])](old[0], new[0])


def _together(paragraphs: Iterable[Block]) -> Spans:
    """Return the spans of paragraphs with a break between each two."""
    spans: list[Span] = []
    for one in paragraphs:
        spans += [BREAK, *cast("Paragraph", one).spans]
    return tuple(spans[1:])


def _paragraph(old: Paragraph, new: Paragraph) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), words=word_edits(old.spans, new.spans))


def _list(old: ItemList, new: ItemList) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), parts=_parts(old.items, new.items, _item_key, None))


def _table(old: Table, new: Table) -> BlockEdit:
    header = _part((old.header,), (new.header,), _row_key, _cells)
    by_first = _first_cells(old.rows) & _first_cells(new.rows)

    def key(row: Row) -> Hashable:
        first = spans_text(row.cells[0]) if row.cells else ""
        return first if first in by_first else _row_key(row)

    return BlockEdit("changed", (old,), (new,), parts=(header, *_parts(old.rows, new.rows, _row_key, _cells, key)))


def _first_cells(rows: Sequence[Row]) -> set[str]:
    """Return the words of first cells by which a row can be known: those that only one row has."""
    found = Counter(spans_text(row.cells[0]) for row in rows if row.cells)
    return {text for text, many in found.items() if many == 1 and text.strip()}


def _box(old: Box, new: Box) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), blocks=block_edits(old.blocks, new.blocks))


def _form(old: Form, new: Form) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), parts=_parts(old.fields, new.fields, _field_key, lambda f: (f.label,)))


def _flow(old: Flow, new: Flow) -> BlockEdit:
    title = word_edits((Span(old.title),), (Span(new.title),))
    steps = _parts(old.steps, new.steps, _step_key, lambda step: (step.spans, *step.branches))
    return BlockEdit("changed", (old,), (new,), words=title, parts=steps)


_CHANGED: dict[type, Callable[..., BlockEdit]] = {
    Paragraph: _paragraph, ItemList: _list, Table: _table, Box: _box, Form: _form, Flow: _flow,
}  # fmt: skip


def _cells(row: Row) -> tuple[Spans, ...]:
    return row.cells


def _notice_lines(notice: Notice) -> tuple[Spans, ...]:
    return ((Span(notice.label),), (Span(notice.text),))


def _parts(
    old: Sequence[Part],
    new: Sequence[Part],
    key: Callable[..., Hashable],
    lines: Callable[..., tuple[Spans, ...]] | None,
    match: Callable[..., Hashable] | None = None,
) -> tuple[PartEdit, ...]:
    """Return what became of parts; `match` finds those that correspond, `key` says whether they are the same."""
    found: list[PartEdit] = []
    for one, other in aligned(old, new, match or key, _Counted()):
        if one and other and not _drawable(one[0], other[0]):
            found += [PartEdit("removed", one[0], None), PartEdit("added", None, other[0])]
        else:
            found.append(_part(one, other, key, lines))
    return tuple(found)


def _drawable(old: Part, new: Part) -> bool:
    """Say whether a part can be drawn as the other one reworded: line by line."""
    return _match(old, new) and len(getattr(old, "branches", ())) == len(getattr(new, "branches", ()))


def _part(
    old: Sequence[Part],
    new: Sequence[Part],
    key: Callable[..., Hashable],
    lines: Callable[..., tuple[Spans, ...]] | None,
) -> PartEdit:
    if not old or not new:
        return PartEdit("removed" if old else "added", old[0] if old else None, new[0] if new else None)
    was, now = old[0], new[0]
    if key(was) == key(now):
        return PartEdit("kept", was, now)
    if lines is None:
        blocks = block_edits(cast("ListItem", was).blocks, cast("ListItem", now).blocks)
        return PartEdit("changed", was, now, blocks=blocks)
    pairs = zip(lines(was), lines(now), strict=True)
    return PartEdit("changed", was, now, lines=tuple(word_edits(one, other) for one, other in pairs))
