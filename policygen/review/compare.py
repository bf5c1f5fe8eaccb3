"""Two sides become one comparison: documents and clauses by their ids, then blocks, then words; and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygen.errors import Problem
from policygen.model import Paragraph, Span
from policygen.review.alignment import staying
from policygen.review.blocks import block_edits, notice_edits, same_blocks
from policygen.review.causes import UNKNOWN
from policygen.review.comparison import ClauseChange, Comparison, DocumentChange, FrontChange, Place, Side
from policygen.review.edge_edits import edge_edits
from policygen.review.reasons import HAND, Reasons
from policygen.review.words import line_key, word_edits
from policygen.text import clause_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from policygen.model import Clause, Document, Pack
    from policygen.review.comparison import ClauseKind, PartEdit, WordEdit, Words

Ids = dict[str, "Clause"]


def compare(old: Side, new: Side, only: Collection[str] = ()) -> Comparison:
    """Return what differs between two sides, of the documents `only` (none named: of all).

    Where one side knows only words, both are compared by their words alone, and clauses whose kept hashes agree are the
    same.
    """
    comparing = _Comparing(old, new)
    names = dict.fromkeys([one.id for side in (new, old) for one in side.documents])
    found = (comparing.document(old.document(name), new.document(name)) for name in names if not only or name in only)
    return Comparison(old, new, tuple(one for one in found if one is not None), tuple(_warnings(old, new)))


def side_of(pack: Pack, label: str, library: str) -> Side:
    """Return a composed pack as a side, with its whole record; `library` is the digest of what it was made from."""
    kept = (pack.slug, pack.name, pack.nation, pack.as_of, pack.facts, pack.terms, pack.inputs, library)
    return Side(label, pack.documents, *kept, audiences=pack.audiences)


def _warnings(old: Side, new: Side) -> Iterator[Problem]:
    if old.slug and new.slug and old.slug != new.slug and old.organisation != new.organisation:
        yield Problem(
            "other-organisation",
            f"these are of two organisations: {old.organisation} ({old.slug}) and {new.organisation} ({new.slug})",
            hint="they are compared all the same; check that you named the two sides that you meant",
            severity="warning",
        )


class _Comparing:
    def __init__(self, old: Side, new: Side) -> None:
        self._reasons = Reasons(old, new)
        self._plain = not (old.looks and new.looks)
        self._old, self._new = old, new

    def document(self, old: Document | None, new: Document | None) -> DocumentChange | None:
        """Return what differs between a document and what it was, or None where nothing does."""
        if old is None or new is None:
            return self._whole(old, new)
        sequence = _sequence(old, new, self._clauses(old, new))
        front = self._front(old, new)
        changed = tuple(place.change for place in sequence if place.change.kind != "kept" and _shown(place))
        if front is None and not changed:
            return None
        causes = {cause for one in changed for cause in one.causes} | {*(front.causes if front else ())}
        return DocumentChange(new.id, new.title, "changed", old, new, front, changed, sequence, _known(causes))

    def _whole(self, old: Document | None, new: Document | None) -> DocumentChange | None:
        here = new or old
        if here is None:
            return None
        causes = self._reasons.document(here, is_new=old is None)
        kind: ClauseKind = "added" if old is None else "removed"
        clauses = tuple(
            ClauseChange(here.id, one.id, kind, one if new is None else None, one if new else None, causes=causes)
            for one in here.clauses
        )
        sequence = tuple(Place(one, "old" if new is None else "new") for one in clauses)
        return DocumentChange(
            here.id, here.title, "removed" if new is None else "added", old, new, None, clauses, sequence, causes
        )

    def _clauses(self, old: Document, new: Document) -> dict[str, ClauseChange]:
        """Return every clause of both documents by its key, held against itself."""
        before, after = _by_id(old.clauses), _by_id(new.clauses)
        shared = [name for name in after if name in before]
        order = {name: place for place, name in enumerate(before)}
        stay = {shared[n] for n in staying([order[name] for name in shared])}
        found: dict[str, ClauseChange] = {}
        for name in dict.fromkeys([*after, *before]):
            was, now = before.get(name), after.get(name)
            moved = was is not None and now is not None and name not in stay
            found[name] = self._clause(new.id, was, now, moved=moved)
        return self._explained(found)

    def _clause(self, document: str, was: Clause | None, now: Clause | None, *, moved: bool) -> ClauseChange:
        here = now or was
        if here is None:
            raise AssertionError
        if was is None or now is None:
            kind: ClauseKind = "removed" if now is None else "added"
            return ClauseChange(document, here.id, kind, was, now, causes=self._reasons.clause(was, now))
        same = self._same(was, now)
        if same and not moved:
            return ClauseChange(document, here.id, "kept", was, now)
        causes = self._reasons.clause(was, now)
        kind = "moved" if moved else "changed"
        if same:
            return ClauseChange(document, here.id, kind, was, now, causes=causes)
        one, other = (_plain(was), _plain(now)) if self._plain else (was, now)
        heading = word_edits(one.heading, other.heading)
        blocks = block_edits(one.blocks, other.blocks)
        return ClauseChange(document, here.id, kind, was, now, heading, blocks, causes, reworded=True)

    def _same(self, was: Clause, now: Clause) -> bool:
        if self._plain:
            hashes = self._old.hashes.get(was.id, ""), self._new.hashes.get(now.id, "")
            one, other = _plain(was), _plain(now)
            return (bool(hashes[0]) and hashes[0] == hashes[1]) or (one.heading, one.blocks) == (
                other.heading,
                other.blocks,
            )
        if (was.level, was.own_page) != (now.level, now.own_page):
            return False
        return line_key(was.heading) == line_key(now.heading) and same_blocks(was.blocks, now.blocks)

    def _explained(self, found: dict[str, ClauseChange]) -> dict[str, ClauseChange]:
        """Return the changes with the causes of others where those explain what a clause's own record does not.

        A heading without words is there for what stands under it, and an abbreviation is spelt out by the first clause
        that has it.
        """
        beneath = _beneath([one.clause for one in found.values()])
        by_id = {one.id: one for one in found.values()}
        done = dict(found)
        for key, one in found.items():
            if one.kind == "kept" or one.causes != (UNKNOWN,):
                continue
            spelt = {*(one.old.uses.follows if one.old else ())} ^ {*(one.new.uses.follows if one.new else ())}
            others = [by_id[name] for name in (*sorted(spelt), *beneath.get(one.id, ())) if name in by_id]
            causes = _known({cause for other in others if other.kind != "kept" for cause in other.causes})
            done[key] = replace(one, causes=self._reasons.otherwise if causes in ((), (UNKNOWN,)) else causes)
        return done

    def _front(self, old: Document, new: Document) -> FrontChange | None:
        if self._plain:
            return None
        title = word_edits((Span(old.title),), (Span(new.title),))
        summary = word_edits(old.summary, new.summary)
        particulars = notice_edits(old.front, new.front)
        preface = block_edits(old.preface, new.preface)
        state = any(edit.kind != "kept" for edit in preface) or old.status != new.status
        edits: list[WordEdit | PartEdit] = [*title, *summary, *particulars]
        same = all(edit.kind == "kept" for edit in edits)
        edges = self._edges(old, new)
        if same and not state and old.version == new.version:
            return FrontChange(title, summary, particulars, preface, (HAND,), edges) if edges else None
        causes = {*self._reasons.front(old, new, state=state), *((HAND,) if edges else ())}
        return FrontChange(title, summary, particulars, preface, _known(causes), edges)

    def _edges(self, old: Document, new: Document) -> tuple[Words, ...]:
        before, after = self._old.edges.get(old.id), self._new.edges.get(new.id)
        return () if before is None or after is None else edge_edits(before, after, old, new)


def _known(causes: Collection[str]) -> tuple[str, ...]:
    """Return causes in one order, the unknown only where there is no other."""
    return tuple(sorted(one for one in causes if one != UNKNOWN)) or tuple(sorted(causes))


def _shown(place: Place) -> bool:
    """Say whether a clause is to be told of here: one that has moved, where it is now."""
    return place.change.kind != "moved" or place.side == "new"


def _by_id(clauses: Sequence[Clause]) -> Ids:
    """Return clauses by their ids; the second of one id, which only a file that people edited has, by its place too."""
    found: Ids = {}
    for clause in clauses:
        key, again = clause.id, 1
        while key in found:
            again += 1
            key = f"{clause.id} {again}"
        found[key] = clause
    return found


def _beneath(clauses: Sequence[Clause]) -> dict[str, list[str]]:
    """Return the ids of the clauses under each section that has no words of its own."""
    found: dict[str, list[str]] = {}
    section = ""
    for clause in clauses:
        if clause.level == 1:
            section = "" if clause.blocks else clause.id
        elif section:
            found.setdefault(section, []).append(clause.id)
    return found


def _sequence(old: Document, new: Document, found: Mapping[str, ClauseChange]) -> tuple[Place, ...]:
    """Return both documents laid into one: the clauses of the new one, and those that left where they stood."""
    places: list[Place] = []
    waiting = list(_by_id(old.clauses))
    for name in _by_id(new.clauses):
        change = found[name]
        if change.kind in ("added", "moved"):
            places.append(Place(change, "new"))
            continue
        while waiting and (gone := waiting.pop(0)) != name:
            places.append(Place(found[gone], "old"))
        places.append(Place(change, "both"))
    return (*places, *(Place(found[gone], "old") for gone in waiting))


def _plain(clause: Clause) -> Clause:
    """Return a clause with its words alone, a paragraph a line."""
    heading = (Span("".join(span.text for span in clause.heading)),)
    lines = clause_text(clause).splitlines()
    return replace(clause, heading=heading, blocks=tuple(Paragraph((Span(line),)) for line in lines))
