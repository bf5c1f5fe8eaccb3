"""The words of a library's glossary, read from the document that says `glossary: true`, and when each has its entry.

An entry is a row of a table that begins with its word in strong type: `| **Grooming** | … |`. A row that begins with
`{% if … %}` and ends with its end is there only where that holds. A word that is itself an expression has no fixed
name, so nothing can point at it; nor can it at what stands within a `:::` block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygen.sources.choices import Rule
from policygen.text import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygen.sources.documents import ClauseSource, DocumentSource

_ENTRY = re.compile(r"^\|[ \t]*(?:\{% if (?P<when>[^%{}]+?) %\})?[ \t]*\*\*(?P<word>[^*{}|]+)\*\*[ \t]*\|")
_OPENS = re.compile(r"^:::[ \t]*(?!include\b|otherwise\b)[a-z]")
_CLOSES = re.compile(r"^:::[ \t]*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a word is explained: the clause `target` ("document/clause"), there where `when` holds."""

    word: str
    target: str
    when: Rule

    @property
    def document(self) -> str:
        """The id of the document that has the entry."""
        return self.target.partition("/")[0]

    @property
    def row(self) -> str:
        """The place of its row, "document/clause/word"."""
        return f"{self.target}/{anchor(self.word)}"

    @property
    def rule(self) -> str:
        """The name by which the library's choices know when the entry is there."""
        return f"entry:{self.word}"


def glossary(documents: Iterable[DocumentSource]) -> dict[str, Entry]:
    """Return the entries of every glossary among `documents` by their words in small letters, without quotation marks.

    Where two explain a word, the later one does.
    """
    chosen = (source for source in documents if source.front.get("glossary"))
    return {entry.word: entry for source in chosen for entry in _entries(source)}


def _entries(source: DocumentSource) -> Iterator[Entry]:
    section = ""
    for clause in source.clauses:
        if clause.level == 1:
            section = clause.when
        within = section if clause.level > 1 else ""
        for number, row in _rows(clause):
            found = _ENTRY.match(row)
            if found is None:
                continue
            asked = [one for one in (within, clause.when, found["when"]) if one]
            rule = Rule(" and ".join(f"({one})" for one in asked), value=True, place=source.place(number))
            yield Entry(found["word"].strip(' "').casefold(), f"{source.id}/{clause.id}", rule)


def _rows(clause: ClauseSource) -> Iterator[tuple[int, str]]:
    """Yield the lines of a clause that stand in no block, with their numbers in the file."""
    depth = 0
    for number, line in enumerate(clause.lines, clause.place.line + 1):
        if _OPENS.match(line):
            depth += 1
        elif _CLOSES.match(line):
            depth -= 1
        elif depth == 0:
            yield number, line
