"""The blocks of a clause held against those it had; the rows of a table are known by their first cells."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

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
    return _block_edits(old, new, _Keys())


def _block_edits(old: Sequence[Block], new: Sequence[Block], keys: _Keys) -> tuple[BlockEdit, ...]:
    return tuple([_edit(one, other, keys) for one, other in aligned(old, new, keys.block, _Blocks())])


def notice_edits(old: Sequence[Notice], new: Sequence[Notice]) -> tuple[PartEdit, ...]:
    """Return what became of the lines of a first page, matched by their labels."""
    pairs = aligned(old, new, lambda one: one.label, _Never())
    return tuple(_part(one, other, _Keys(), _NOTICE) for one, other in pairs)


def same_blocks(old: Sequence[Block], new: Sequence[Block]) -> bool:
    """Say whether nothing differs to a reader between the blocks of two clauses."""
    if len(old) != len(new):
        return False
    keys = _Keys()
    return all(one == other or keys.block(one) == keys.block(other) for one, other in zip(old, new, strict=True))


class _Keys:
    """What blocks and their parts are compared by, equal for two between which nothing differs to a reader.

    Each is worked out once; whoever asks keeps the blocks alive.
    """

    def __init__(self) -> None:
        self._kept: dict[int, Hashable] = {}

    def block(self, block: Block) -> Hashable:
        """Return what a block is compared by."""
        if type(block) is Paragraph:
            return line_key(block.spans)
        found = self._kept.get(id(block))
        if found is None:
            found = self._kept[id(block)] = (type(block), *_KEYS[type(block)](block, self))
        return found

    def blocks(self, blocks: Iterable[Block]) -> Hashable:
        """Return what blocks are compared by together."""
        return tuple([self.block(one) for one in blocks])

    def row(self, row: Row) -> Hashable:
        """Return what a row of a table is compared by."""
        found = self._kept.get(id(row))
        if found is None:
            found = self._kept[id(row)] = tuple([line_key(cell) for cell in row.cells])
        return found


_KEYS: dict[type, Callable[..., tuple[Hashable, ...]]] = {
    ItemList: lambda block, keys: (block.ordered, *[keys.blocks(item.blocks) for item in block.items]),
    Table: lambda block, keys: tuple([keys.row(row) for row in (block.header, *block.rows)]),
    Box: lambda block, keys: (block.kind, keys.blocks(block.blocks)),
    Form: lambda block, _: tuple(_field_key(one) for one in block.fields),
    Flow: lambda block, _: (block.title, *(_step_key(one) for one in block.steps)),
}


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
    common = 2.0 * sum([min(many, new[word]) for word, many in old.items() if word in new])
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


def _edit(old: tuple[Block, ...], new: tuple[Block, ...], keys: _Keys) -> BlockEdit:
    if not old or not new:
        return BlockEdit("removed" if old else "added", old, new)
    if len(old) > 1 or len(new) > 1:
        kind: BlockKind = "split" if len(new) > 1 else "joined"
        return BlockEdit(kind, old, new, words=word_edits(_together(old), _together(new)))
    if keys.block(old[0]) == keys.block(new[0]):
        return BlockEdit("kept", old, new)
    return _CHANGED[type(old[0])](old[0], new[0], keys)


def _together(paragraphs: Iterable[Block]) -> Spans:
    """Return the spans of paragraphs with a break between each two."""
    spans: list[Span] = []
    for one in paragraphs:
        spans += [BREAK, *cast("Paragraph", one).spans]
    return tuple(spans[1:])


def _paragraph(old: Paragraph, new: Paragraph, _: _Keys) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), words=word_edits(old.spans, new.spans))


def _list(old: ItemList, new: ItemList, keys: _Keys) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), parts=_parts(old.items, new.items, keys, _ITEM))


def _table(old: Table, new: Table, keys: _Keys) -> BlockEdit:
    header = _part((old.header,), (new.header,), keys, _ROW)
    by_first = _first_cells(old.rows) & _first_cells(new.rows)

    def match(row: Row) -> Hashable:
        first = spans_text(row.cells[0]) if row.cells else ""
        return first if first in by_first else keys.row(row)

    return BlockEdit("changed", (old,), (new,), parts=(header, *_parts(old.rows, new.rows, keys, _ROW, match)))


def _first_cells(rows: Sequence[Row]) -> set[str]:
    """Return the words of first cells by which a row can be known: those that only one row has."""
    found = Counter(spans_text(row.cells[0]) for row in rows if row.cells)
    return {text for text, many in found.items() if many == 1 and text.strip()}


def _box(old: Box, new: Box, keys: _Keys) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), blocks=_block_edits(old.blocks, new.blocks, keys))


def _form(old: Form, new: Form, keys: _Keys) -> BlockEdit:
    return BlockEdit("changed", (old,), (new,), parts=_parts(old.fields, new.fields, keys, _FIELD))


def _flow(old: Flow, new: Flow, keys: _Keys) -> BlockEdit:
    title = word_edits((Span(old.title),), (Span(new.title),))
    return BlockEdit("changed", (old,), (new,), words=title, parts=_parts(old.steps, new.steps, keys, _STEP))


_CHANGED: dict[type, Callable[..., BlockEdit]] = {
    Paragraph: _paragraph, ItemList: _list, Table: _table, Box: _box, Form: _form, Flow: _flow,
}  # fmt: skip


class _Kind(NamedTuple):
    """A kind of part: what it is compared by, and the lines it is made of (an item is made of blocks instead)."""

    key: Callable[..., Hashable]
    lines: Callable[..., tuple[Spans, ...]] | None = None


_ITEM = _Kind(lambda keys, item: keys.blocks(item.blocks))
_ROW = _Kind(lambda keys, row: keys.row(row), lambda row: row.cells)
_FIELD = _Kind(lambda _, field: _field_key(field), lambda field: (field.label,))
_STEP = _Kind(lambda _, step: _step_key(step), lambda step: (step.spans, *step.branches))
_NOTICE = _Kind(lambda _, line: (line.label, line.text), lambda line: ((Span(line.label),), (Span(line.text),)))


def _parts(
    old: Sequence[Part],
    new: Sequence[Part],
    keys: _Keys,
    kind: _Kind,
    match: Callable[..., Hashable] | None = None,
) -> tuple[PartEdit, ...]:
    """Return what became of parts; `match` finds those that correspond where that is not their whole key."""
    found: list[PartEdit] = []
    for one, other in aligned(old, new, match or partial(kind.key, keys), _Counted()):
        if one and other and not _drawable(one[0], other[0]):
            found += [PartEdit("removed", one[0], None), PartEdit("added", None, other[0])]
        else:
            found.append(_part(one, other, keys, kind))
    return tuple(found)


def _drawable(old: Part, new: Part) -> bool:
    """Say whether a part can be drawn as the other one reworded: line by line."""
    return _match(old, new) and len(getattr(old, "branches", ())) == len(getattr(new, "branches", ()))


def _part(old: Sequence[Part], new: Sequence[Part], keys: _Keys, kind: _Kind) -> PartEdit:
    if not old or not new:
        return PartEdit("removed" if old else "added", old[0] if old else None, new[0] if new else None)
    was, now = old[0], new[0]
    if kind.key(keys, was) == kind.key(keys, now):
        return PartEdit("kept", was, now)
    if kind.lines is None:
        blocks = _block_edits(cast("ListItem", was).blocks, cast("ListItem", now).blocks, keys)
        return PartEdit("changed", was, now, blocks=blocks)
    pairs = zip(kind.lines(was), kind.lines(now), strict=True)
    return PartEdit("changed", was, now, lines=tuple([word_edits(one, other) for one, other in pairs]))
