"""Two packs, or two documents, held against each other: what differs, as data. Every report of a difference walks this.

How to walk it::

    for document in comparison.documents:          # those that differ, in the order of the new pack
        document.front                             # title, summary, particulars, preface; None where they are the same
        for change in document.clauses:            # clauses that differ, in reading order
            change.heading                         # Words
            for edit in change.blocks:             # BlockEdit: kept, added, removed, changed, split, joined
                edit.words                         # of a paragraph (or of paragraphs split or joined; see BREAK)
                for part in edit.parts:            # items, rows (the header is the first), fields, steps
                    part.lines                     # Words of each cell, label, step and branch, by position
                    part.blocks                    # BlockEdits within a list item
                edit.blocks                        # BlockEdits within a box
        for place in document.sequence:            # every clause, also those that are the same, as a redline shows them
            place.change, place.side

Whatever carries `old` and `new` has the whole of both: taking every `old` in order gives the old document, taking
every `new` gives the new one (words: but for empty spans, and for neighbours of one look, which may come apart or
together). Where an edit is `kept`, the two may still print different numbers (a reference counts by what it points
to), so draw the side that is being shown. Adding or removing a thing whole leaves `words`, `parts` and `blocks`
empty: the thing itself stands in `new` or `old`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from policygen.model import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from policygen.errors import Problem
    from policygen.model import Block, Clause, Document, FlowStep, FormField, ListItem, Notice, Row, Spans

Kind = Literal["kept", "added", "removed", "changed"]
WordKind = Literal["kept", "added", "removed", "changed", "restyled"]
BlockKind = Literal["kept", "added", "removed", "changed", "split", "joined"]
ClauseKind = Literal["kept", "added", "removed", "changed", "moved"]

BREAK = Span("\n", fill="break")
"""Where a paragraph ends, among the words of paragraphs that were split or joined; always a WordEdit of its own."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: documents, and the record of what chose their words, as far as anybody kept one.

    `label` names it as the reader did ("profiles/x.yaml on 1 September 2026"); `facts`, `terms`, `inputs` and
    `library` are as in `Pack` and `pack.json`; `hashes` are those of clauses as they were generated, by id;
    `edited` are the ids of clauses that somebody changed by hand. `recorded` is false where nobody knows what the
    clauses used (a file alone). `looks` is false where only the words are known and not their formatting;
    `audiences` are the words for those whom documents are for, as far as they are known; `edges` the lines at the top
    and foot of the pages of each document that was read from a Word file.
    """

    label: str
    documents: tuple[Document, ...]
    slug: str = ""
    organisation: str = ""
    nation: str = ""
    as_of: dt.date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    inputs: str = ""
    library: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    recorded: bool = True
    looks: bool = True
    audiences: Mapping[str, str] = field(default_factory=dict)
    edges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def document(self, name: str) -> Document | None:
        """Return the document with this id, or None."""
        return next((one for one in self.documents if one.id == name), None)


@dataclass(frozen=True, slots=True)
class WordEdit:
    """A stretch of a line: spans as they stand on both sides; the side that does not have it is empty.

    `changed` words stand in the place of others; `restyled` ones are the same words with another look or address.
    """

    kind: WordKind
    old: Spans
    new: Spans


Words = tuple[WordEdit, ...]


@dataclass(frozen=True, slots=True)
class PartEdit:
    """A list item, a table row, a form field, a step of a chart or a line of the first page.

    `lines` are the words of a changed one, by position: each cell of a row, the label of a field, a step and then its
    branches, label and text of a notice. A changed list item has `blocks` instead.
    """

    kind: Kind
    old: ListItem | Row | FormField | FlowStep | Notice | None
    new: ListItem | Row | FormField | FlowStep | Notice | None
    lines: tuple[Words, ...] = ()
    blocks: tuple[BlockEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockEdit:
    """One block, or one paragraph that became several (`split`), or several that became one (`joined`).

    `old` and `new` hold one block each, none on the side that lacks it, and several where it was split or joined.
    A changed block is of the same type on both sides, tables have the same columns, boxes are of the same kind,
    and lists are both numbered or both not: where that differs, one block is removed and another added. `words`
    are those of a paragraph, or of the title of a chart; `parts` are items, rows (the header first), fields or
    steps; `blocks` stand in a box.
    """

    kind: BlockKind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    words: Words = ()
    parts: tuple[PartEdit, ...] = ()
    blocks: tuple[BlockEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause held against itself by its id; `old` or `new` is None where a side lacks it.

    One that is `moved` stands elsewhere among those that stayed; `reworded` says that its words differ too, and
    then `heading` and `blocks` say how. `causes` are such as "law:kcsie", "profile:phones.staff", "library",
    "contact:nspcc", "term:head", "hand", "to-complete" and "unknown".
    """

    document: str
    id: str
    kind: ClauseKind
    old: Clause | None
    new: Clause | None
    heading: Words = ()
    blocks: tuple[BlockEdit, ...] = ()
    causes: tuple[str, ...] = ()
    reworded: bool = False

    @property
    def clause(self) -> Clause:
        """Return the clause as it is now, or as it was last."""
        found = self.new or self.old
        if found is None:
            raise AssertionError(self.id)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause stands in both documents laid into one; a moved one has a place of its own on each side."""

    change: ClauseChange
    side: Literal["both", "old", "new"]


@dataclass(frozen=True, slots=True)
class FrontChange:
    """What precedes the first clause: its lines on the first page are `particulars` (version, owner, dates).

    `edges` are the lines at the top and foot of the pages that somebody changed by hand.
    """

    title: Words
    summary: Words
    particulars: tuple[PartEdit, ...]
    preface: tuple[BlockEdit, ...]
    causes: tuple[str, ...] = ()
    edges: tuple[Words, ...] = ()

    @property
    def heading(self) -> str:
        """Return the key of the words that say where it is, in the vocabulary."""
        kinds: set[str] = {edit.kind for edit in (*self.title, *self.summary)}
        kinds |= {edit.kind for edit in self.particulars} | {edit.kind for edit in self.preface}
        page = kinds - {"kept"}
        return "diff_front" if not self.edges else "diff_front_and_edges" if page else "diff_edges"


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that differs, is new, or is no longer there."""

    id: str
    title: str
    kind: Kind
    old: Document | None
    new: Document | None
    front: FrontChange | None = None
    clauses: tuple[ClauseChange, ...] = ()
    sequence: tuple[Place, ...] = ()
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the documents that differ, and what the reader has to be told of the sides (`warnings`)."""

    old: Side
    new: Side
    documents: tuple[DocumentChange, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def same(self) -> bool:
        """Say whether nothing differs."""
        return not self.documents
