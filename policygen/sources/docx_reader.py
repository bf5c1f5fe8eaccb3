"""A Word file, ours or anybody's, as a document: clauses found by control, bookmark, then likeness.

What a file of ours can say and what it cannot, and what becomes of edits: `docs/word/readback.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from policygen.model import Clause, Document, Notice
from policygen.sources.docx_around import W, around
from policygen.sources.docx_blocks import blocks_of, box_kind, is_label
from policygen.sources.docx_clauses import Section, sections_of
from policygen.sources.docx_guard import open_package
from policygen.sources.docx_lines import Reader, joined
from policygen.sources.docx_pieces import Grid, Line, Walker
from policygen.text import front_hash, shown_hash, spans_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from policygen.model import Spans
    from policygen.sources.docx_around import Around
    from policygen.sources.docx_guard import Element, Package
    from policygen.sources.docx_pieces import Piece, Pieces

DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
Aside = Literal["frame", "comment", "footnote", "answer", "repeated", "header-or-footer"]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words of the file that stand in no block: what they are, in or near which clause (or none), and the words."""

    kind: Aside
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read. `edited` says that somebody changed it since it was generated, `ours` that policygen made it.

    `changed` are the ids of clauses whose words differ from those generated, `added` of those that nobody generated,
    `removed` of those that are gone, `likely` of those that were placed by likeness alone; `tracked` says that the file
    holds tracked changes, `generated` are the ids of all clauses that were generated, in their order; `edges` are the
    lines at the top and foot of the pages, which in a file of ours are made of the first page.
    """

    document: Document
    unplaced: tuple[Unplaced, ...] = ()
    edited: bool = False
    ours: bool = False
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    tracked: bool = False
    generated: tuple[str, ...] = ()
    edges: tuple[str, ...] = ()


def read_document(path: Path, texts: Mapping[str, str] | None = None, *, before: bool = False) -> ReadDocument:
    """Return the document in the Word file at `path`.

    `texts` are the words of clauses as they were generated, heading first, by id, where the caller has them: clauses
    that lost their marks are then found by likeness. Tracked changes are taken as made, or with `before` as not made.
    PolicygenError says why a file is refused (`docx_guard.open_package`).
    """
    return read_package(open_package(path), texts, before=before)


def read_package(package: Package, texts: Mapping[str, str] | None = None, *, before: bool = False) -> ReadDocument:
    """Return the document in an opened Word file; see `read_document`."""
    about = around(package)
    walker = Walker(about, before=before)
    root = package.xml("word/document.xml")
    body = None if root is None else root.find(f"{W}body")
    if body is not None:
        walker.walk(body)
    front, sections, likely = sections_of(walker.found.row, about, texts or {})
    clauses = tuple(_clause(section, ours=bool(about.document)) for section in sections)
    document = _document(package, about, walker.found.row[:front], walker.found.row)
    document = replace(document, clauses=clauses, numbered=any(one.number for one in clauses))
    edges = _edges(package, about)
    beside = () if about.document else tuple(Unplaced("header-or-footer", "", line) for line in edges)
    unplaced = (*_beside(package, walker.found, sections), *beside)
    return replace(_against_map(document, about, unplaced, likely, walker.found.row), edges=edges)


def _against_map(
    document: Document, about: Around, unplaced: tuple[Unplaced, ...], likely: tuple[str, ...], row: Sequence[Piece]
) -> ReadDocument:
    """Hold what was read against the map of what was generated."""
    generated = {one.id: one.words for one in about.known}
    there = [clause.id for clause in document.clauses]
    changed = tuple(
        one.id for one in document.clauses if generated.get(one.id) and generated[one.id] != shown_hash(one)
    )
    added = tuple(one for one in there if one not in generated) if generated else ()
    removed = tuple(one for one in generated if one not in there)
    moved = [one for one in there if one in generated] != [one for one in generated if one in there]
    tracked = any(piece.tracked for piece in row)
    ours = bool(about.document)
    front = bool(about.front) and about.front != front_hash(document)
    edited = ours and (bool(changed or added or removed or unplaced) or moved or front)
    return ReadDocument(document, unplaced, edited, ours, changed, added, removed, likely, tracked, tuple(generated))


def _clause(section: Section, *, ours: bool) -> Clause:
    lead, first = section.heading, section.pieces[0] if section.pieces else None
    heading, number, level = _numbered(lead, ours=ours) if lead is not None else ((), "", 1)
    rest = [piece for piece in section.pieces if piece is not lead]
    fresh = isinstance(first, Line) and first.fresh
    return Clause(section.id, number, heading, min(level, 2), blocks_of(rest), own_page=fresh)


def _numbered(line: Line, *, ours: bool) -> tuple[Spans, str, int]:
    """Return a heading without the number that is typed before it, the number, and the level.

    A file of ours says by its numbering that a number is typed; in another's it is what looks like one before a tab.
    """
    level = max(line.heading, 1)
    if line.label:
        return line.spans, line.label.rstrip("."), level
    first = line.spans[0] if line.spans else None
    number, tab, words = first.text.partition("\t") if first else ("", "", "")
    counted = line.typed or (not ours and number[:1].isalnum() and " " not in number)
    if first is None or not tab or not counted:
        return line.spans, "", level
    rest = (replace(first, text=words), *line.spans[1:]) if words else line.spans[1:]
    return rest, number, level


_FRONT = frozenset(("organisation", "title", "status", "summary", "tableend"))


def _document(package: Package, about: Around, front: Sequence[Piece], row: Sequence[Piece]) -> Document:
    core = package.xml("docProps/core.xml")
    lines = [piece for piece in front if isinstance(piece, Line)]
    said = {line.style: line.spans for line in reversed(lines) if line.style in _FRONT}
    notices = tuple(
        Notice(spans_text(cells[0]), " ".join(spans_text(cell) for cell in cells[1:]))
        for piece in front
        if isinstance(piece, Grid) and piece.style == "facts"
        for cells in piece.rows
        if cells
    )
    # What the first page says twice, as other people's titles do, stays in its place.
    taken = {id(spans) for spans in said.values()}
    rest = [
        piece
        for piece in front
        if (id(piece.spans) not in taken if isinstance(piece, Line) else piece.style != "facts")
    ]
    title = spans_text(said.get("title", ())) or _property(core, DC + "title")
    return Document(
        id=about.document,
        title=title,
        family=_property(core, CP + "category"),
        audience=(),
        publish="",
        reading="",
        organisation=spans_text(said.get("organisation", ())) or _property(core, DC + "creator"),
        short_name="",
        language=_property(core, DC + "language").removesuffix("-GB"),
        status="draft" if "status" in said else _property(core, CP + "contentStatus"),
        version=_property(core, CP + "version"),
        summary=said.get("summary", ()),
        front=notices,
        preface=blocks_of(rest),
        clauses=(),
        words=_labels(row) | ({"draft": spans_text(said["status"])} if "status" in said else {}),
    )


def _labels(row: Sequence[Piece]) -> dict[str, str]:
    lines = [piece for piece in row if isinstance(piece, Line) and is_label(piece.style)]
    return {f"box_{box_kind(line.style)}": spans_text(line.spans) for line in lines if line.spans}


def _property(core: Element | None, name: str) -> str:
    found = None if core is None else core.find(name)
    return "" if found is None else str(found.text or "")


def _beside(package: Package, found: Pieces, sections: Sequence[Section]) -> tuple[Unplaced, ...]:
    """Return the words that stand in no block: text boxes, answers, comments, notes, clauses that are there twice."""
    charts = {place for place, piece in enumerate(found.row) if isinstance(piece, Line) and piece.style == "figure"}
    owner = {id(piece): section.id for section in sections for piece in section.pieces}

    def near(place: int) -> str:
        return owner.get(id(found.row[place]), "") if place < len(found.row) else ""

    made = [Unplaced("frame", near(place), text) for place, text in found.asides if place not in charts]
    made += [Unplaced("answer", near(place), f"{one.title}: {one.text}".strip(": ")) for place, one in found.answers]
    made += [Unplaced("comment", "", text) for text in _notes(package, "word/comments.xml", "comment")]
    made += [Unplaced("footnote", "", text) for text in _notes(package, "word/footnotes.xml", "footnote")]
    made += [Unplaced("footnote", "", text) for text in _notes(package, "word/endnotes.xml", "endnote")]
    made += [Unplaced("repeated", one.copy_of, spans_text(one.heading.spans)) for one in sections
             if one.copy_of and one.heading is not None]  # fmt: skip
    return tuple(made)


def _edges(package: Package, about: Around) -> tuple[str, ...]:
    """Return the lines at the top and foot of the pages, each once."""
    reader = Reader(about)
    lines: dict[str, None] = {}
    for part in (*package.under("word/header"), *package.under("word/footer")):
        root = package.xml(part) if part.endswith(".xml") else None
        for paragraph in () if root is None else root.iter(f"{W}p"):
            found = reader.words(paragraph)
            said = [spans_text(joined(found.spans)), *found.asides]
            lines |= {line.strip(): None for line in said if line.strip()}
    return tuple(lines)


def _notes(package: Package, part: str, name: str) -> list[str]:
    root = package.xml(part)
    rows = [] if root is None else root.findall(W + name)
    texts = ["".join(one.text or "" for one in row.iter(f"{W}t")).strip() for row in rows]
    return [text for text in texts if text]
