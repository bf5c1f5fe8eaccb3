"""A note of two pages for those who decide: what changed and why, what it asks of whom, and the resolution's wording.

It is a document like any other, so that every writer can draw it. It quotes and counts, and adds no opinion: which
sentences lay a duty on somebody is known by the words that the vocabulary names for that (`note_duty`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from policygen.model import Box, Clause, Document, ItemList, ListItem, Paragraph, Row, Span, Table
from policygen.review.law_words import day_said
from policygen.review.note_room import ROOM, fitting, height
from policygen.sources.expressions import and_list, cap
from policygen.text import clause_text, spans_text
from policygen.writers.sentences import sentence_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygen.model import Block, Spans
    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import ClauseChange, Comparison, DocumentChange, Side

NAME = "change-note"

_CAUSES, _QUOTES, _NUMBERS, _TITLES = 5, 6, 5, 4
"""How many causes, new duties, clauses of one document and titles are named: what is over is counted."""
_WIDE, _WITHOUT_READERS = (22, 22, 14, 26), (38, 14, 8)
"""Letters of a line in each column of the list of documents; and where it is too long to say who reads each."""
_LONGEST, _LONGEST_TITLE = 200, 60
"""Letters of a cause or a sentence that is quoted, and of a title or heading; what is longer is cut."""


def change_note(comparison: Comparison, say: CauseWords) -> Document:
    """Return the note of a comparison in which something differs."""
    first = comparison.documents[0].new or comparison.documents[0].old
    if first is None:
        raise AssertionError(comparison.documents[0].id)
    note = _Note(comparison, say)
    after = [("asks", [*note.duties()]), ("decide", [*note.decisions()]), ("resolution", [*note.resolution()])]
    sections = [("what", note.changes(ROOM - height(blocks for _, blocks in after))), *after]
    clauses = tuple(
        Clause(f"{NAME}/{key}", str(number), (Span(say.words[f"note_{key}"]),), 1, tuple(blocks))
        for number, (key, blocks) in enumerate(sections, start=1)
    )
    return Document(
        id=NAME, title=say.words["note_title"], family="governance", audience=("governors",), publish="internal",
        reading="governors", organisation=comparison.new.organisation or first.organisation,
        short_name=first.short_name, language=first.language, status="", version="", summary=note.between(),
        front=(), preface=(), clauses=clauses, words=dict(first.words),
    )  # fmt: skip


_CELL = re.compile(r"\n(?:\s*(?:-|\d+\.) )?| \| ")


@dataclass(frozen=True, slots=True)
class _Note:
    comparison: Comparison
    say: CauseWords

    def between(self) -> Spans:
        """Return from when to when, or from what to what where no days are known."""
        sides = (self.comparison.old, self.comparison.new)
        days = {one.as_of for one in sides}
        old, new = (_day(one) if None not in days and len(days) > 1 else one.label for one in sides)
        return (Span(self._of("note_between", old=old, new=new)),)

    def changes(self, room: int) -> list[Block]:
        """Return the documents with their clauses and the causes by number, and the causes, in a height of `room`."""
        documents, causes = self.comparison.documents, self._causes()
        numbers = {cause: str(number) for number, cause in enumerate(causes[:_CAUSES], start=1)}
        beneath: list[Block] = [
            Paragraph((Span(self.say.words["note_causes"]),)),
            _list([(Span(f"{_cut(why[:1].upper() + why[1:])}."),) for why in causes[:_CAUSES]], ordered=True),
            *self._more(len(causes) - _CAUSES, "note_more_causes"),
        ]
        table = self._table([self._row(one, numbers) for one in documents], room - height([beneath]))
        return [table, *self._more(len(documents) - len(table.rows), "note_more_documents"), *beneath]

    def _table(self, rows: Sequence[Row], room: int) -> Table:
        """Return the list of documents; where there is no room for all of them, it does not say who reads each."""
        head = Row(
            tuple((Span(self.say.words[f"note_column_{key}"]),) for key in ("document", "clauses", "why", "for"))
        )
        found = fitting([head, *rows], _WIDE, room)
        if len(found) <= len(rows):
            many = len(_WITHOUT_READERS)
            shorter = [Row(row.cells[:many]) for row in (head, *rows)]
            found = fitting(shorter, _WITHOUT_READERS, room)
        return Table(found[0], found[1:])

    def _row(self, one: DocumentChange, numbers: Mapping[str, str]) -> Row:
        causes = set(self.say.document(one))
        why = [number for cause, number in numbers.items() if cause in causes]
        why += [self.say.words["note_other"]] if causes - set(numbers) else []
        said = (_cut(one.title, _LONGEST_TITLE), self._clauses(one), ", ".join(why), self._readers(one))
        return Row(tuple((Span(text),) for text in said))

    def duties(self) -> Iterator[Block]:
        """Yield the sentences, new or changed, that lay a duty on somebody; each with where it stands."""
        found = [(one, change, said) for one in self.comparison.documents for change, said in self._duties(one)]
        yield Paragraph((Span(self.say.words["note_duties" if found else "note_no_duties"]),))
        if found:
            yield _list([self._quoted(*one) for one in found[:_QUOTES]])
        yield from self._more(len(found) - _QUOTES, "note_more_duties")
        if any(one.kind == "added" for one in self.comparison.documents):
            yield Paragraph((Span(self.say.words["note_duties_new"]),))

    def decisions(self) -> Iterator[Block]:
        """Yield what to decide, and what stands in the way of deciding."""
        drafts = [one.title for one in self.comparison.documents if one.new and one.new.status == "draft"]
        keys = ["note_decide_read", "note_decide_approve", "note_decide_return", "note_decide_tell"]
        yield _list([(Span(self.say.words[key]),) for key in keys])
        if drafts:
            yield Paragraph((Span(self._of("note_drafts", titles=self._titles(drafts))),))

    def resolution(self) -> Iterator[Block]:
        """Yield the wording of a resolution, a paragraph for each thing that becomes of documents."""
        day = _day(self.comparison.new)
        said = []
        for kind in ("changed", "added", "removed"):
            titles = [one.title for one in self.comparison.documents if one.kind == kind]
            if titles:
                many = kind == "changed" and len(titles) > _TITLES
                key = (
                    f"note_resolve_{kind}{'_many' if many else ''}{'_undated' if kind == 'changed' and not day else ''}"
                )
                values = {"titles": self._titles(titles), "count": len(titles), "day": day}
                said.append(Paragraph((Span(self._of(key, **values)),)))
        yield Box("note", tuple(said))

    def _causes(self) -> list[str]:
        """Return every cause in words: changes of law first, then those of most documents."""
        counted: dict[str, int] = {}
        law: set[str] = set()
        for one in self.comparison.documents:
            for cause, why in zip(one.causes, self.say.document(one), strict=True):
                counted[why] = counted.get(why, 0) + 1
                law |= {why} if cause.startswith("law:") else set()
        return sorted(counted, key=lambda why: (why not in law, -counted[why]))

    def _clauses(self, one: DocumentChange) -> str:
        if one.kind != "changed":
            return self.say.words[f"note_whole_{one.kind}"]
        named = [self.say.words["note_first_page"]] if one.front else []
        named += [self._numbered(change) for change in one.clauses]
        more = len(named) - _NUMBERS
        if more > 0:
            named[_NUMBERS:] = [self._of("note_more_clauses", count=more)]
        return ", ".join(named)

    def _numbered(self, change: ClauseChange) -> str:
        here = change.clause
        number = here.number or self._of("note_heading", heading=_cut(spans_text(here.heading), _LONGEST_TITLE))
        return number if change.kind == "changed" else self._of(f"note_clause_{change.kind}", number=number)

    def _readers(self, one: DocumentChange) -> str:
        """Return for whom a document is as its own first page says it, or nothing where that says nothing."""
        here = one.new or one.old
        lines = here.front if here else ()
        said = next((line.text for line in lines if line.label == self.say.words["front_for"]), "")
        names = (self.comparison.new.audiences.get(name, "") for name in (here.audience if here else ()))
        return said or str(cap(and_list(dict.fromkeys(name for name in names if name))))

    def _duties(self, one: DocumentChange) -> Iterator[tuple[ClauseChange, str]]:
        if one.kind != "changed":
            return
        duty = re.compile(rf"\b(?:{'|'.join(map(re.escape, self.say.words['note_duty'].split()))})\b", re.IGNORECASE)
        for change in one.clauses:
            before = set(_sentences(change.old))
            yield from ((change, said) for said in _sentences(change.new) if said not in before and duty.search(said))

    def _quoted(self, one: DocumentChange, change: ClauseChange, said: str) -> Spans:
        here = change.clause
        where = f"{_cut(one.title, _LONGEST_TITLE)}, {here.number or _cut(spans_text(here.heading), _LONGEST_TITLE)}"
        return (Span(f"{where}: ", strong=True), Span(self._of("note_quote", said=_cut(said))))

    def _titles(self, titles: Sequence[str]) -> str:
        named = [self._of("note_document", title=_cut(one, _LONGEST_TITLE)) for one in titles[:_TITLES]]
        if len(titles) > _TITLES:
            named.append(self._of("note_more_titles", count=len(titles) - _TITLES))
        return str(and_list(named))

    def _more(self, count: int, key: str) -> Iterator[Block]:
        if count > 0:
            yield Paragraph((Span(self._of(key, count=count)),))

    def _of(self, key: str, **values: object) -> str:
        return self.say.words[key].format(**values)


def _day(side: Side) -> str:
    return day_said(side.as_of) if side.as_of else ""


def _list(items: Sequence[Spans], *, ordered: bool = False) -> ItemList:
    return ItemList(tuple(ListItem((Paragraph(one),)) for one in items), ordered)


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"


def _sentences(clause: Clause | None) -> Iterator[str]:
    for line in _CELL.split(clause_text(clause)) if clause else ():
        starts = [0, *sentence_starts(line), len(line)]
        yield from (line[a:b].strip() for a, b in pairwise(starts))
