"""How an organisation's documents read on two days: clause by clause, what differs, and because of which provision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygen.compose.pack import COMPLETION
from policygen.review.causes import UNKNOWN, law_causes
from policygen.text import clause_hash, clause_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from policygen.model import Clause, Document, Pack, Uses

Kind = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause that reads differently, or the opening of a document (title, summary and first page).

    `old` and `new` are its words without the heading; the side where it is missing is empty. Where all words are the
    same, an address that they link to is not.
    """

    id: str
    kind: Kind
    number: str
    heading: str
    old_heading: str
    causes: tuple[str, ...]
    old: str
    new: str

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


def compare(old: Pack, new: Pack, moved: Collection[str]) -> tuple[DocumentWording, ...]:
    """Return the documents of one organisation that read differently on two days, in the order of the pack.

    `moved` are the provisions that differ between the days. The page of what is still to complete is not compared.
    """
    before, after = _documents(old), _documents(new)
    names = dict.fromkeys([*after, *before])
    found = (_document(before.get(name), after.get(name), moved) for name in names)
    return tuple(one for one in found if one is not None)


def _documents(pack: Pack) -> dict[str, Document]:
    return {one.id: one for one in pack.documents if one.id != COMPLETION}


def _document(old: Document | None, new: Document | None, moved: Collection[str]) -> DocumentWording | None:
    here = new or old
    if here is None:
        return None
    if old is None or new is None:
        causes = law_causes([here.chosen], moved)
        kind: Kind = "added" if old is None else "removed"
        whole = tuple(_clause(one if new else None, None if new else one, causes) for one in here.clauses)
        return DocumentWording(here.id, here.title, kind, causes, whole)
    clauses = tuple(_clauses(old, new, moved))
    opening = _opening(old, new, moved)
    if not clauses and opening is None:
        return None
    every = {cause for one in (*clauses, *([opening] if opening else [])) for cause in one.causes}
    return DocumentWording(new.id, new.title, "changed", tuple(sorted(every)), clauses, opening)


def _clauses(old: Document, new: Document, moved: Collection[str]) -> Iterator[Wording]:
    before, after = ({one.id: one for one in document.clauses} for document in (old, new))
    reasons = _Reasons(_uses(old), _uses(new), moved)
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        if was is None or now is None or clause_hash(was) != clause_hash(now):
            yield _clause(now, was, reasons.of(name))


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


def _clause(now: Clause | None, was: Clause | None, causes: tuple[str, ...]) -> Wording:
    here = now or was
    if here is None:
        raise AssertionError
    kind: Kind = "added" if was is None else "removed" if now is None else "changed"
    old_heading = spans_text(was.heading) if was else ""
    old, new = (clause_text(one) if one else "" for one in (was, now))
    return Wording(here.id, kind, here.number, spans_text(here.heading), old_heading, causes, old, new)


def _opening(old: Document, new: Document, moved: Collection[str]) -> Wording | None:
    before, after = _first_page(old), _first_page(new)
    if before == after:
        return None
    causes = law_causes([old.uses, new.uses], moved)
    return Wording(new.id, "changed", "", "", "", causes, before, after)


def _first_page(document: Document) -> str:
    """Return title, summary and particulars; what the page says of the state of the pack is not about its wording."""
    lines = [document.title, spans_text(document.summary), *(f"{one.label}: {one.text}" for one in document.front)]
    return "\n".join(line for line in lines if line)
