"""Rendered documents numbered and tied together: empty clauses go, numbers come, references find their clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygen.errors import Place, PolicygenError, Problem
from policygen.model import (
    Block,
    Box,
    Clause,
    Flow,
    FlowStep,
    Form,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
)
from policygen.sources.marks import LARGE
from policygen.text import spans_text

if TYPE_CHECKING:
    from policygen.compose.render import Came, Rendered


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document whose clauses have their numbers; references are not yet in words."""

    rendered: Rendered
    title: str
    clauses: tuple[Clause, ...]
    places: Mapping[str, Place]
    referring: frozenset[str]


def number(rendered: Rendered) -> Numbered:
    """Return the document with empty clauses gone and the others numbered: 1, 1.1, 1.2, 2 and so on."""
    kept = _kept(rendered)
    numbers = _numbers(rendered, kept)
    clauses: list[Clause] = []
    places: dict[str, Place] = {}
    for (meta, raw, uses), printed in zip(kept, numbers, strict=True):
        about = (meta.covers, meta.digest, meta.own_page)
        clauses.append(Clause(meta.id, printed, raw.heading, meta.level, raw.blocks, uses, *about))
        places[meta.id] = meta.place
    referring = frozenset(meta.id for meta, raw, _uses in kept if raw.refers)
    return Numbered(rendered, spans_text(rendered.title), tuple(clauses), places, referring)


def _numbers(rendered: Rendered, kept: Sequence[Came]) -> list[str]:
    """Return the printed number of each clause; one without a number is not counted, nor is what stands beneath it."""
    if not rendered.compiled.front.get("numbered", True):
        return [""] * len(kept)
    found: list[str] = []
    section = below = 0
    silent = False
    for meta, _raw, _uses in kept:
        if meta.level == 1:
            silent = not meta.numbered
        if silent or not meta.numbered:
            found.append("")
        elif meta.level == 1:
            section, below = section + 1, 0
            found.append(str(section))
        else:
            below += 1
            found.append(f"{section}.{below}")
    return found


def _kept(rendered: Rendered) -> list[Came]:
    """Return the clauses that say something, and the sections that hold one."""
    rows = rendered.clauses
    kept: list[Came] = []
    for position, row in enumerate(rows):
        meta, raw, _uses = row
        if raw.blocks or (meta.level == 1 and _holds_something(rows[position + 1 :])):
            kept.append(row)
    return kept


def _holds_something(following: Sequence[Came]) -> bool:
    for meta, raw, _uses in following:
        if meta.level == 1:
            return False
        if raw.blocks:
            return True
    return False


class References:
    """Puts references into words once every document of the pack has its numbers."""

    def __init__(self, documents: Sequence[Numbered], words: Mapping[str, str]) -> None:
        self.words = words
        self.titles = {one.rendered.compiled.id: one.title for one in documents}
        self.clauses = {clause.id: clause for one in documents for clause in one.clauses}

    def resolve(self, document: Numbered) -> tuple[Clause, ...]:
        """Return the clauses with their references in words; raises PolicygenError for one that leads nowhere."""
        name = document.rendered.compiled.id
        problems: list[Problem] = []
        found: list[Clause] = []
        for clause in document.clauses:
            if clause.id not in document.referring:
                found.append(clause)
                continue
            place = document.places[clause.id]

            def speak(span: Span, place: Place = place) -> Spans:
                return self._spoken(span, name, place, problems)

            found.append(
                replace(clause, heading=_each_span(clause.heading, speak), blocks=_blocks(clause.blocks, speak))
            )
        if problems:
            raise PolicygenError(problems)
        return tuple(found)

    def summary(self, document: Numbered) -> Spans:
        """Return a document's summary with its references in words."""
        return _each_span(
            document.rendered.summary, lambda span: self._spoken(span, document.rendered.compiled.id, Place(), [])
        )

    def _spoken(self, span: Span, document: str, place: Place, problems: list[Problem]) -> Spans:
        if span.entry:  # it has its words already
            return (span,)
        if span.ref.startswith(LARGE):
            first, *others = self._spoken(replace(span, ref=span.ref[1:]), document, place, problems) or (span,)
            return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)
        where, clause_id = span.ref.split("/", 1)
        if not clause_id and where in self.titles:
            return (replace(span, text=self.titles[where], emphasis=True, ref="", target=span.ref),)
        target = self.clauses.get(span.ref)
        if target is None:
            problems.append(
                Problem(
                    "reference-to-nothing",
                    f"there is no clause '{span.ref}' in this pack to see",
                    place,
                    path=span.ref,
                    hint="put the same condition around the reference as around the clause",
                )
            )
            return ()
        heading = spans_text(target.heading)
        if where == document:
            key = "see_section" if target.number else "see_heading"
            return (replace(span, text=self.words[key].format(number=target.number, heading=heading)),)
        key = "see_elsewhere" if target.number else "see_heading_elsewhere"
        before, _, after = self.words[key].partition("{title}")
        plain = replace(span, ref="", target=span.ref)
        spans = [
            replace(plain, text=before.format(number=target.number, heading=heading)),
            replace(plain, text=self.titles[where], emphasis=True),
            replace(plain, text=after),
        ]
        return tuple(one for one in spans if one.text)


Speak = Callable[[Span], Spans]


def _each_span(spans: Spans, speak: Speak) -> Spans:
    if not any(span.ref for span in spans):
        return spans
    return tuple(made for span in spans for made in (speak(span) if span.ref else (span,)))


def _blocks(blocks: tuple[Block, ...], speak: Speak) -> tuple[Block, ...]:
    return tuple(_block(block, speak) for block in blocks)


def _block(block: Block, speak: Speak) -> Block:
    match block:
        case Paragraph(spans):
            return Paragraph(_each_span(spans, speak))
        case ItemList(items, ordered):
            return ItemList(tuple(ListItem(_blocks(item.blocks, speak)) for item in items), ordered)
        case Table(header, rows):
            return Table(_row(header, speak), tuple(_row(row, speak) for row in rows))
        case Box(kind, inner):
            return Box(kind, _blocks(inner, speak))
        case Flow(title, steps):
            return Flow(title, tuple(_step(step, speak) for step in steps))
        case Form(fields):
            return Form(tuple(replace(field, label=_each_span(field.label, speak)) for field in fields))


def _step(step: FlowStep, speak: Speak) -> FlowStep:
    return FlowStep(_each_span(step.spans, speak), tuple(_each_span(way, speak) for way in step.branches))


def _row(row: Row, speak: Speak) -> Row:
    return Row(tuple(_each_span(cell, speak) for cell in row.cells))
