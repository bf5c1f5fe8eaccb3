"""Whatever two documents are: the old of every edit gives the old document, and the new gives the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from policygen.model import (
    Box,
    Flow,
    FlowStep,
    Form,
    FormField,
    ItemList,
    ListItem,
    Notice,
    Paragraph,
    Row,
    Span,
    Table,
)
from policygen.review.compare import compare
from policygen.review.comparison import BREAK, Side
from policygen.review.words import tidy, word_edits
from tests.review.pairs import pairs
from tests.writers import strategies as shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygen.model import Document, Spans
    from policygen.review.comparison import BlockEdit, DocumentChange, PartEdit, Words

OLD, NEW = "old", "new"


def line(edits: Words, side: str) -> Spans:
    return tidy(span for edit in edits for span in getattr(edit, side))


def whole(edit: BlockEdit | PartEdit) -> bool:
    """Say whether an edit stands for its thing as it is, without anything inside it."""
    return edit.kind in ("kept", "added", "removed")


def block_lines(edits: Iterable[BlockEdit], side: str) -> list[Any]:
    """Return the blocks of one side, drawn from the edits alone, as far down as they go."""
    found: list[Any] = []
    for edit in edits:
        own = getattr(edit, side)
        if whole(edit):
            found += [drawn(one) for one in own]
        elif edit.words and not edit.parts and not isinstance(own[0], Flow):
            found += paragraphs(line(edit.words, side))
        elif isinstance(own[0], Box):
            found.append((own[0].kind, block_lines(edit.blocks, side)))
        elif isinstance(own[0], Paragraph):
            found.append(line(edit.words, side))
        else:
            parts = [drawn_part(one, side) for one in edit.parts if getattr(one, side) is not None]
            title = [line(edit.words, side)] if isinstance(own[0], Flow) else []
            found.append((type(own[0]).__name__, *title, *parts))
    return found


def paragraphs(spans: Spans) -> list[Spans]:
    found: list[list[Span]] = [[]]
    for span in spans:
        if span == BREAK:
            found.append([])
        else:
            found[-1].append(span)
    return [tuple(one) for one in found]


def drawn_part(edit: PartEdit, side: str) -> Any:  # noqa: ANN401
    if whole(edit):
        return drawn(getattr(edit, side))
    if isinstance(edit.old, ListItem):
        return block_lines(edit.blocks, side)
    return [line(one, side) for one in edit.lines]


def drawn(thing: Any) -> Any:  # noqa: ANN401, C901, PLR0911 - a line a kind
    """Return a part of a document as `block_lines` would give it."""
    match thing:
        case Paragraph():
            return tidy(thing.spans)
        case ItemList():
            return ("ItemList", *(drawn(one) for one in thing.items))
        case ListItem():
            return [drawn(one) for one in thing.blocks]
        case Table():
            return ("Table", *(drawn(row) for row in (thing.header, *thing.rows)))
        case Row():
            return [tidy(cell) for cell in thing.cells]
        case Box():
            return (thing.kind, [drawn(one) for one in thing.blocks])
        case Form():
            return ("Form", *([tidy(one.label)] for one in thing.fields))
        case Flow():
            return ("Flow", tidy((Span(thing.title),)), *(drawn(one) for one in thing.steps))
        case FlowStep():
            return [tidy(thing.spans), *(tidy(one) for one in thing.branches)]
        case FormField():
            return [tidy(thing.label)]
        case Notice():
            return [tidy((Span(thing.label),)), tidy((Span(thing.text),))]
    raise AssertionError(thing)


def compared(old: Document, new: Document) -> DocumentChange | None:
    found = compare(Side("old", (old,)), Side("new", (new,))).documents
    return found[0] if found else None


@settings(max_examples=30)
@given(pairs())
def test_the_edits_lead_from_the_old_document_to_the_new_and_back(pair: tuple[Document, Document]) -> None:
    change = compared(*pair)
    if change is None:
        same(*pair)
        return
    for side, document in zip((OLD, NEW), pair, strict=True):
        places = [place for place in change.sequence if place.side in ("both", side)]
        assert [place.change.id for place in places] == [clause.id for clause in document.clauses]
        for place, clause in zip(places, document.clauses, strict=True):
            assert getattr(place.change, side) == clause
            if place.change.reworded:
                assert line(place.change.heading, side) == tidy(clause.heading)
                assert block_lines(place.change.blocks, side) == [drawn(one) for one in clause.blocks]
        if change.front:
            assert line(change.front.title, side) == tidy((Span(document.title),))
            assert line(change.front.summary, side) == tidy(document.summary)
            lines = [drawn_part(one, side) for one in change.front.particulars if getattr(one, side)]
            assert lines == [drawn(one) for one in document.front]
            assert block_lines(change.front.preface, side) == [drawn(one) for one in document.preface]


def same(old: Document, new: Document) -> None:
    assert [one.id for one in old.clauses] == [one.id for one in new.clauses]
    assert old.title == new.title


@settings(max_examples=30)
@given(pairs())
def test_the_other_way_round_the_same_clauses_differ(pair: tuple[Document, Document]) -> None:
    there, back = compared(*pair), compared(*reversed(pair))
    assert (there is None) == (back is None)
    if there and back:
        opposite = {"added": "removed", "removed": "added"}
        stayed = ("changed", "moved")
        one = {(c.id, opposite.get(c.kind, c.kind)) for c in there.clauses if c.kind not in stayed or c.reworded}
        other = {(c.id, c.kind) for c in back.clauses if c.kind not in stayed or c.reworded}
        assert {(name, kind in stayed or kind) for name, kind in one} == {(n, k in stayed or k) for n, k in other}


@settings(max_examples=30)
@given(shapes.documents())
def test_nothing_differs_between_a_document_and_itself(document: Document) -> None:
    assert compared(document, document) is None


@given(shapes.spans, shapes.spans)
def test_words_that_stayed_are_the_same_on_both_sides(old: Spans, new: Spans) -> None:
    for edit in word_edits(old, new):
        if edit.kind == "kept":
            assert [(s.ref or s.text, s.strong, s.emphasis, s.href) for s in tidy(edit.old)] == [
                (s.ref or s.text, s.strong, s.emphasis, s.href) for s in tidy(edit.new)
            ]
        assert edit.old or edit.new


@given(st.lists(st.sampled_from("abcdefgh "), max_size=60), st.data())
def test_one_word_put_in_is_the_only_thing_added(letters: list[str], data: st.DataObject) -> None:
    words = "".join(letters).split()
    place = data.draw(st.integers(0, len(words)))
    longer = [*words[:place], "inserted", *words[place:]]
    edits = word_edits((Span(" ".join(words)),), (Span(" ".join(longer)),))
    assert "".join(s.text for e in edits for s in e.new if e.kind == "added").strip() == "inserted"
    assert not [e for e in edits if e.kind == "removed"]
