"""Pairs of documents: one of any shape, and what becomes of it by the edits that people and programs make."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from policygen.model import Clause, Paragraph, Span
from tests.writers import strategies as shapes

if TYPE_CHECKING:
    from policygen.model import Document

NEW = "mobile-devices-policy/new{}"


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Document, Document]:
    """Return two documents: the second has clauses added, removed and moved, and words, looks and blocks changed."""
    old = draw(shapes.documents())
    clauses = [_clause(draw, one) for one in old.clauses if draw(st.integers(0, 4))]
    if draw(st.booleans()):
        clauses = draw(st.permutations(clauses))
    for number in range(draw(st.integers(0, 2))):
        own = Clause(NEW.format(number), "", draw(shapes.spans), 2, tuple(draw(st.lists(shapes.blocks, max_size=2))))
        clauses.insert(draw(st.integers(0, len(clauses))), own)
    kept: dict[str, Any] = {"title": old.title, "summary": old.summary, "front": old.front, "preface": old.preface}
    other = draw(shapes.documents())
    front = {name: getattr(other, name) if draw(st.booleans()) else value for name, value in kept.items()}
    return old, dataclasses.replace(old, clauses=tuple(clauses), **front)


def _clause(draw: st.DrawFn, clause: Clause) -> Clause:
    what = draw(st.sampled_from(["same", "same", "blocks", "words", "heading"]))
    if what == "heading":
        return dataclasses.replace(clause, heading=draw(shapes.spans))
    if what == "blocks":
        blocks = [one for one in clause.blocks if draw(st.integers(0, 3))]
        blocks.insert(draw(st.integers(0, len(blocks))), draw(shapes.blocks))
        return dataclasses.replace(clause, blocks=tuple(blocks))
    if what == "words":
        return dataclasses.replace(clause, blocks=tuple(_edited(draw, one) for one in clause.blocks))
    return clause


def _edited(draw: st.DrawFn, thing: Any) -> Any:  # noqa: ANN401 - any part of a document
    """Return a part of a document with some of the spans in it changed, whatever it is made of."""
    if isinstance(thing, Span):
        change = draw(st.sampled_from(["same", "same", "word", "look", "more"]))
        text = {"word": draw(shapes.TEXT), "more": f"{thing.text} and more"}.get(change, thing.text)
        return dataclasses.replace(thing, text=text, strong=thing.strong ^ (change == "look"))
    if isinstance(thing, tuple):
        parts = [_edited(draw, one) for one in thing]
        if parts and not isinstance(parts[0], Span | str) and not draw(st.integers(0, 4)):
            parts.pop(draw(st.integers(0, len(parts) - 1)))
        return tuple(parts)
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        values = {one.name: _edited(draw, getattr(thing, one.name)) for one in dataclasses.fields(thing)}
        return dataclasses.replace(thing, **values)
    return thing


def split(paragraph: Paragraph, place: int) -> tuple[Paragraph, Paragraph]:
    """Return a paragraph of one span as two, cut at the character `place`."""
    text = paragraph.spans[0].text
    return Paragraph((Span(text[:place].rstrip()),)), Paragraph((Span(text[place:].lstrip()),))
