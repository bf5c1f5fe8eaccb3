"""How an organisation's documents read on two days: clause by clause, what differs, and because of which provision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from policygen.compose.pack import COMPLETION
from policygen.review.causes import UNKNOWN, law_causes
from policygen.review.marked import clause_lines, front_lines
from policygen.text import clause_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from policygen.model import Document, Uses
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange
    from policygen.review.marked import Line

Kind = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause that reads differently, or the opening of a document (title, summary and first page).

    `old` and `new` are its words without the heading; the side where it is missing is empty. Where all words are the
    same, a look or an address that they link to is not. `lines` are those that differ, word by word.
    """

    id: str
    kind: Kind
    number: str
    heading: str
    old_heading: str
    causes: tuple[str, ...]
    old: str
    new: str
    lines: tuple[Line, ...] = ()

    def sides(self) -> tuple[str, str]:
        """Return both wordings as they are to be compared: with the heading where that differs too."""
        if self.kind == "changed" and self.heading == self.old_heading:
            return self.old, self.new
        old = f"{self.old_heading}\n{self.old}" if self.kind != "added" else ""
        return old.strip("\n"), f"{self.heading}\n{self.new}".strip("\n") if self.kind != "removed" else ""


@dataclass(frozen=True, slots=True)
class DocumentWording:
    """A document in which something reads differently, is new, or is no longer there; `opening` is what precedes it."""

    id: str
    title: str
    kind: Kind
    causes: tuple[str, ...]
    clauses: tuple[Wording, ...]
    opening: Wording | None = None


def readings(found: Comparison, moved: Collection[str]) -> tuple[DocumentWording, ...]:
    """Return the documents of one organisation that read differently on the two days of a comparison, in its order.

    `moved` are the provisions that differ between the days. The page of what is still to complete is left out, and so
    is a clause that only stands elsewhere.
    """
    made = (_document(one, moved) for one in found.documents if one.id != COMPLETION)
    return tuple(one for one in made if one is not None)


def _document(one: DocumentChange, moved: Collection[str]) -> DocumentWording | None:
    if one.old is None or one.new is None:
        here = one.new or one.old
        causes = law_causes([here.chosen] if here else [], moved)
        kind: Kind = "added" if one.old is None else "removed"
        return DocumentWording(one.id, one.title, kind, causes, tuple(_clause(each, causes) for each in one.clauses))
    reasons = _Reasons(_uses(one.old), _uses(one.new), moved)
    reworded = (each for each in one.clauses if each.kind != "moved" or each.reworded)
    clauses = tuple(_clause(each, reasons.of(each.id)) for each in reworded)
    opening = _opening(one, one.old, one.new, moved)
    if not clauses and opening is None:
        return None
    every = {cause for row in (*clauses, *([opening] if opening else [])) for cause in row.causes}
    return DocumentWording(one.id, one.title, "changed", tuple(sorted(every)), clauses, opening)


def _uses(document: Document) -> dict[str, list[Uses]]:
    """Return what each clause used; a heading without words of its own is there for what stands under it."""
    found: dict[str, list[Uses]] = {}
    section = ""
    for clause in document.clauses:
        found[clause.id] = [clause.uses]
        if clause.level == 1:
            section = "" if clause.blocks else clause.id
        elif section:
            found[section].append(clause.uses)
    return found


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Why clauses of a document differ: what each used on both days, and the provisions that differ between them."""

    before: Mapping[str, list[Uses]]
    after: Mapping[str, list[Uses]]
    moved: Collection[str]

    def of(self, clause: str) -> tuple[str, ...]:
        """Return the causes of a clause: its own, and those of another that began or ceased to spell a term out."""
        old, new = self.before.get(clause, []), self.after.get(clause, [])
        found = set(law_causes([*old, *new], self.moved))
        if old and new:
            spelt = {name for one in old for name in one.follows} ^ {name for one in new for name in one.follows}
            found |= {cause for name in spelt for cause in self.of(name)}
        if len(found) > 1:
            found.discard(UNKNOWN)
        return tuple(sorted(found))


def _clause(one: ClauseChange, causes: tuple[str, ...]) -> Wording:
    here = one.clause
    kind: Kind = "added" if one.old is None else "removed" if one.new is None else "changed"
    old_heading = spans_text(one.old.heading) if one.old else ""
    old, new = (clause_text(side) if side else "" for side in (one.old, one.new))
    heading = spans_text(here.heading)
    return Wording(here.id, kind, here.number, heading, old_heading, causes, old, new, clause_lines(one))


def _opening(one: DocumentChange, old: Document, new: Document, moved: Collection[str]) -> Wording | None:
    before, after = _first_page(old), _first_page(new)
    if one.front is None or before == after:
        return None
    lines = front_lines(replace(one.front, preface=()))
    return Wording(new.id, "changed", "", "", "", law_causes([old.uses, new.uses], moved), before, after, lines)


def _first_page(document: Document) -> str:
    """Return title, summary and particulars; what the page says of the state of the pack is not about its wording."""
    lines = [document.title, spans_text(document.summary), *(f"{one.label}: {one.text}" for one in document.front)]
    return "\n".join(line for line in lines if line)
