"""A document as plain values for the template `typst_page.typ`: every word a string, so that none becomes markup."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from policygen.model import Box, Flow, Form, ItemList, Paragraph, Table
from policygen.text import flow_list, spans_text, standing, word
from policygen.writers.links import safe_address
from policygen.writers.look import BOXES, BRAND, look_of
from policygen.writers.markdown_text import words
from policygen.writers.order import LONG_CONTENTS, begins_with_chart
from policygen.writers.page import LETTER
from policygen.writers.tables import column_widths

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygen.model import Block, Clause, Document, Row, Span, Spans
    from policygen.writers.look import Brand

Data = dict[str, Any]

LONG_ROW = 1200
"""Letters in a row beyond which it may break across pages: it could be taller than one."""

_HALF_POINTS = 2
_DEEPEST = 2


def data_of(document: Document, brand: Brand = BRAND) -> Data:
    """Return everything that the template draws of `document`, in the organisation's colours."""
    look = look_of(document)
    language, _, region = look.language.partition("-")
    drawing = _Drawing(document)
    draft = words(word(document, "draft")).strip() if document.status == "draft" else ""
    colours = {name: f"#{getattr(brand, name)}" for name in _COLOURS}
    warning, danger = BOXES["draft"], BOXES["emergency"]
    colours |= {"draft": f"#{warning.bar}", "draft_ground": f"#{warning.ground}"}
    colours |= {"danger": f"#{danger.bar}", "danger_ground": f"#{danger.ground}"}
    return {
        "title": printable(document.title).strip() or document.id,
        "author": printable(document.organisation).strip(),
        "organisation": printable(document.organisation).strip(),
        "language": language.lower(),
        "region": region.lower(),
        "size": look.body / _HALF_POINTS,
        "colours": colours,
        "draft": draft,
        "standing": words(standing(document)).strip(),
        "summary": drawing.spans(document.summary),
        "front": [[printable(one.label), printable(one.text)] for one in document.front],
        "preface": drawing.blocks(document.preface),
        "clauses": drawing.clauses(),
        **_around(document),
        **_contents(document),
    }


_COLOURS = ("ink", "accent", "quiet", "link", "rule", "band", "head", "gap")


def printable(text: str) -> str:
    """Return text without characters that no font draws; each run of white space is one space."""
    kept = words(text)
    if kept.isascii():
        return kept
    return "".join(one for one in kept if one in _JOINERS or unicodedata.category(one) not in _UNSEEN)


_UNSEEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs"))
_JOINERS = frozenset("\u200c\u200d")
"""What holds letters of some scripts together, and apart, is no letter but is needed to write them."""


def _around(document: Document) -> Data:
    """Return what stands at the top and the foot of each page."""
    name = " · ".join(part for part in (document.short_name or document.organisation, document.title) if part)
    version = f"{word(document, 'version')} {document.version}" if document.version else ""
    said = {"foot": name, "version": version, "page": word(document, "page"), "of": word(document, "of")}
    marking = document.words.get(f"publish_{document.publish}", "")
    return {key: printable(text) for key, text in (said | {"marking": marking}).items()}


def _contents(document: Document) -> Data:
    """Return how deep contents go, and before which clause they stand: after what to do in an emergency."""
    named = [clause for clause in document.clauses if clause.heading]
    first = document.clauses[0].blocks[:1] if document.clauses else ()
    emergency = any(isinstance(block, Box) and block.kind == "emergency" for block in first)
    depth = _DEEPEST if len(named) <= LONG_CONTENTS else 1
    return {
        "contents": printable(word(document, "contents")),
        "contents_at": int(emergency) if document.contents and named else -1,
        "begins_with_chart": begins_with_chart(document),
        "depth": depth,
        "entries": len([clause for clause in named if clause.level <= depth]),
    }


class _Drawing:
    """The blocks of one document as values; it knows which clauses can be linked to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._labels = {clause.id: f"clause-{place}" for place, clause in enumerate(document.clauses)}
        self._depth = 0

    def clauses(self) -> list[Data]:
        """Return the clauses; no level of headings is skipped (PDF/UA-1, 7.4.2)."""
        made: list[Data] = []
        level = 0
        for clause in self._document.clauses:
            shown = printable(spans_text(clause.heading)).strip() or printable(clause.number).strip()
            if shown:
                level = min(max(clause.level, 1), level + 1, _DEEPEST)
            made.append(self._clause(clause, level if shown else 0))
        return made

    def _clause(self, clause: Clause, level: int) -> Data:
        number = printable(clause.number).strip()
        named = bool(printable(spans_text(clause.heading)).strip())
        return {
            "label": self._labels[clause.id],
            "number": number if named else "",
            "heading": (self.spans(clause.heading) if named else [number]) if level else None,
            "listed": bool(clause.heading),
            "level": level,
            "own_page": clause.own_page,
            "blocks": self.blocks(clause.blocks),
        }

    def spans(self, spans: Spans) -> list[str | Data]:
        """Return words: those without a look as strings, others with what they look like and lead to."""
        return [made for span in spans if (made := self._span(span)) is not None]

    def _span(self, span: Span) -> str | Data | None:
        text = printable(span.text)
        if span.fill:
            options = [printable(one) for one in span.options]
            return {"fill": span.fill, "text": text, "options": options}
        if not text:
            return None
        made: Data = {"text": text}
        made |= {name: True for name in ("strong", "emphasis", "todo") if getattr(span, name)}
        if text.strip() and span.ref in self._labels:
            made["ref"] = self._labels[span.ref]
        elif text.strip() and span.href and (address := safe_address(span.href)):
            made["href"] = address
        return made if len(made) > 1 else text

    def blocks(self, blocks: Sequence[Block]) -> list[Data]:
        """Return blocks; one that has nothing to show is left out."""
        self._depth += 1
        made = [made for block in blocks if (made := _DRAW[type(block)](self, block)) is not None]
        self._depth -= 1
        return made

    def paragraph(self, block: Paragraph) -> Data | None:
        """Return a paragraph."""
        spans = self.spans(block.spans)
        return {"is": "p", "spans": spans} if spans else None

    def items(self, block: ItemList) -> Data | None:
        """Return a list, of items that have something in them."""
        items = [made for item in block.items if (made := self.blocks(item.blocks))]
        return {"is": "enum" if block.ordered else "list", "items": items} if items else None

    def table(self, block: Table) -> Data | None:
        """Return a table whose rows are all as wide as its widest."""
        count = max(len(row.cells) for row in (block.header, *block.rows))
        if not count:
            return None

        def cells(row: Row) -> list[list[str | Data]]:
            return [self.spans(cell) for cell in row.cells] + [[] for _ in range(count - len(row.cells))]

        rows = [{"cells": cells(row), "long": _length(row) > LONG_ROW} for row in block.rows]
        return {
            "is": "table",
            "widths": column_widths(block, look_of(self._document).body * LETTER),
            # On each page after the first the header is an artifact, which may hold no links (PDF/UA-1, 7.18.1).
            "header": [_unlinked(cell) for cell in cells(block.header)],
            "rows": rows,
        }

    def box(self, block: Box) -> Data:
        """Return a call-out with its label and colours; an unknown kind looks like a note."""
        look = BOXES.get(block.kind, BOXES["note"])
        label = printable(word(self._document, f"box_{block.kind}"))
        ends = {"bar": f"#{look.bar}", "ground": f"#{look.ground}"}
        return {"is": "box", "label": label, "blocks": self.blocks(block.blocks), **ends}

    def form(self, block: Form) -> Data | None:
        """Return places to fill in."""
        fields = [
            {
                "label": self.spans(field.label),
                "kind": field.kind,
                "options": [printable(option) for option in field.options],
            }
            for field in block.fields
        ]
        return {"is": "form", "fields": fields} if fields else None

    def flow(self, block: Flow) -> Data | None:
        """Return a chart and the list that says the same; within a box or a list, the list alone."""
        listed = self.items(flow_list(block))
        if not listed:
            return None
        title = printable(block.title).strip()
        made: Data = {"is": "flow", "title": title, "list": listed, "steps": [], "alt": "", "beneath": ""}
        if self._depth > 1:
            return made
        # The links are in the list beneath, where a keyboard finds them.
        steps = [
            {
                "spans": _unlinked(self.spans(step.spans)),
                "branches": [_unlinked(self.spans(way)) for way in step.branches],
            }
            for step in block.steps
        ]
        said = printable(word(self._document, "flow_alt"))
        beneath = printable(word(self._document, "flow_steps"))
        return made | {"steps": steps, "alt": f"{title}. {said}" if title else said, "beneath": beneath}


def _unlinked(said: list[str | Data]) -> list[str | Data]:
    """Return words without their links."""
    return [
        {name: value for name, value in one.items() if name not in {"ref", "href"}} if isinstance(one, dict) else one
        for one in said
    ]


def _length(row: Row) -> int:
    return sum(len(span.text) for cell in row.cells for span in cell)


_DRAW: dict[type[Block], Callable[..., Data | None]] = {
    Paragraph: _Drawing.paragraph,
    ItemList: _Drawing.items,
    Table: _Drawing.table,
    Box: _Drawing.box,
    Form: _Drawing.form,
    Flow: _Drawing.flow,
}
"""How each type of block is given to the template."""
