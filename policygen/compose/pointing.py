"""What a template calls to point at something of the pack: a clause, a document, all documents, a glossary's entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.compose.record import LawError, Record
from policygen.compose.shown import DocumentRow
from policygen.sources import marks
from policygen.sources.expressions import and_list

if TYPE_CHECKING:
    from policygen.compose.session import Session
    from policygen.sources.marks import Marked


class Pointing:
    """The pack as the clause that is being rendered in a session may point at it; each answer is recorded there."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.linked: set[str] = set()

    def begin(self) -> None:
        """Start a document: no word of the glossary was linked in it yet."""
        self.linked = set()

    def see(self, clause: str) -> Marked:
        """Return a reference to a clause of this document, or of another as "document/clause"."""
        return marks.see(clause if "/" in clause else f"{self.session.document}/{clause}")

    def doc(self, name: str) -> Marked:
        """Return a reference to the title of a document of the pack."""
        if not self.has_doc(name):
            raise LawError("not-in-pack", f"the document '{name}' is not in this pack", f"ask first: has_doc('{name}')")
        return marks.see(f"{name}/")

    def has_doc(self, name: str) -> bool:
        """Say whether the pack has the document; what decided that is part of what the clause used."""
        self.session.record.add(self.session.selection.get(name, Record()))
        return name in self.session.documents

    def listed(self) -> list[DocumentRow]:
        """Return the documents of the pack in their order; what chose and what left out each of them is used."""
        self.session.record.facts.add("pack.leave_out")
        for used in self.session.selection.values():
            self.session.record.add(used)
        return [self._listed(name) for name in self.session.documents]

    def _listed(self, name: str) -> DocumentRow:
        front = self.session.library.documents[name].front
        family = str(front.get("family", ""))
        readers = dict.fromkeys(self.session.word(f"audience_{one}") for one in front.get("audience", ()))
        return DocumentRow(
            name,
            marks.see(f"{name}/"),
            self.session.library.vocabulary.families.get(family, family),
            and_list(readers),
            str(front.get("publish", "internal")),
            str(front.get("reading", "staff")),
        )

    def gloss(self, word: str, said: str = "") -> Marked:
        """Return a word of the glossary, or another form of it as `said`.

        At its first use in a document it points at its entry, where the pack has that; in the title and in the summary
        of a document, and in the clause that has the entry, it is the plain word.
        """
        session, key = self.session, word.casefold()
        entry = session.library.glossary[key]
        text = said or word
        if key in self.linked or not session.clause or entry.target == session.clause:
            return marks.Marked(marks.clean(text))
        self.linked.add(key)
        row = marks.HERE * (entry.document == session.document) + entry.row
        there = self.has_doc(entry.document) and session.picks(entry.rule)
        return marks.entry(text, row) if there else marks.Marked(marks.clean(text))
