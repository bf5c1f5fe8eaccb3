"""The same content for everybody who is measured: plain blocks of text with named gaps, known to no library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, cycle, islice
from typing import TYPE_CHECKING, Literal

from policygen.model import Block, Box, Form, ItemList, Paragraph, Spans, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygen.model import Document

Kind = Literal["section", "clause", "text", "item", "table"]

# The gaps, and the fact of a profile that fills each.
FACTS = {
    "organisation": "org.short_name",
    "head": "lead.head.name",
    "lead": "lead.safeguarding.name",
    "telephone": "lead.safeguarding.phone",
}

_GAP = re.compile(r"{{ (\w+) }}")

_SENTENCES = (
    "{{ lead }} reads the log on the first school day of each week and writes down what was done about each entry.",
    "At {{ organisation }} a visitor signs in, wears a badge and hears who to speak to.",
    "Parents ring {{ telephone }} before nine, or leave a message with the office.",
    "{{ head }} tells the governors in writing how often this happened and what changed.",
    "The form has one page, and {{ lead }} keeps the finished ones in a locked cupboard for seven years.",
    "A new member of staff at {{ organisation }} goes through these pages with {{ head }} in the first week.",
    "Nobody waits for a meeting: ring {{ telephone }} and ask for {{ lead }}.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph, or one table with its header as the first row."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """One document; its texts hold gaps such as {{ lead }}."""

    id: str
    title: str
    parts: tuple[Part, ...]

    @property
    def paragraphs(self) -> int:
        """Return how many paragraphs stand outside tables."""
        return sum(part.kind != "table" for part in self.parts)

    @property
    def tables(self) -> int:
        """Return how many tables there are."""
        return sum(part.kind == "table" for part in self.parts)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its gaps filled."""
    return _GAP.sub(lambda gap: values[gap[1]], text)


def long_document(clauses: int = 60, paragraphs: int = 391, tables: int = 10) -> Content:
    """Return a document of 24 pages in our house style."""
    texts = _texts()
    spare = paragraphs - clauses - 5 * clauses
    parts: list[Part] = []
    for number in range(clauses):
        heading = f"What happens on occasion {number + 1}"
        parts.append(Part("clause" if number % 5 else "section", heading))
        parts += [Part("text", " ".join(islice(texts, 1 + half))) for half in range(2)]
        parts += [Part("item", next(texts)) for _ in range(3 + (number < spare))]
        if number % (clauses // tables) == 0:
            parts.append(Part("table", rows=(("When", "Who", "What"), *_rows(texts, 5))))
    return Content("long-document", "A long document", tuple(parts))


def _texts() -> Iterator[str]:
    return cycle(_SENTENCES)


def _rows(texts: Iterator[str], count: int) -> Iterator[tuple[str, ...]]:
    return ((f"Week {number + 1}", "{{ head }}", next(texts)) for number in range(count))


def content_of(document: Document, values: Mapping[str, str]) -> Content:
    """Return a finished document as plain parts, with the organisation's own words turned back into gaps."""
    words = sorted(values, key=lambda name: -len(values[name]))
    pattern = re.compile("|".join(re.escape(values[name]) for name in words))
    gaps = {values[name]: f"{{{{ {name} }}}}" for name in words}

    def gapped(spans: Spans) -> str:
        return pattern.sub(lambda found: gaps[found[0]], "".join(span.text for span in spans))

    parts: list[Part] = []
    for clause in document.clauses:
        parts.append(Part("section" if clause.level == 1 else "clause", gapped(clause.heading)))
        for kind, rows in chain.from_iterable(_flat(block) for block in clause.blocks):
            cells = tuple(tuple(gapped(cell) for cell in row) for row in rows)
            parts.append(Part("table", rows=cells) if kind == "table" else Part(kind, cells[0][0]))
    return Content(document.id, document.title, tuple(part for part in parts if part.text or part.rows))


def _flat(block: Block) -> Iterable[tuple[Kind, tuple[tuple[Spans, ...], ...]]]:
    """Yield the paragraphs and tables of a block, those in boxes and lists too."""
    match block:
        case Paragraph(spans):
            yield "text", ((spans,),)
        case ItemList(items):
            for item in items:
                for kind, rows in chain.from_iterable(_flat(inner) for inner in item.blocks):
                    yield "item" if kind == "text" else kind, rows
        case Table(header, body):
            yield "table", (header.cells, *(row.cells for row in body))
        case Box(_, blocks):
            for inner in blocks:
                yield from _flat(inner)
        case Form(fields):
            yield "table", tuple((field.label, ()) for field in fields)
