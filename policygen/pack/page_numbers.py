"""The page numbers of contents: documents laid out once without them, and again with them, until they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygen.errors import fail
from policygen.writers import docx, layout
from policygen.writers.identity import bookmark
from policygen.writers.order import in_contents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygen.model import Document
    from policygen.writers.house import House

_ROUNDS = 4
"""How often a document may be laid out: its numbers are right in the second round, unless they move a line."""


def page_numbers(documents: Sequence[Document], house: House) -> dict[str, dict[str, int]]:
    """Return, for each document with contents, the page on which each clause begins that its contents name.

    The numbers are LibreOffice's: in the file that holds them, a further layout gives the same. Raises PolicygenError
    where LibreOffice is missing or fails, or numbers do not settle.
    """
    open_ = {one.id: one for one in documents if in_contents(one)[0]}
    found = {name: dict.fromkeys(_named(one), 1) for name, one in open_.items()}
    for _round in range(_ROUNDS):
        if not open_:
            return found
        laid = layout.pages_of({name: docx.write(one, house, found[name]) for name, one in open_.items()})
        now = {name: _numbers(one, laid[name]) for name, one in open_.items()}
        open_ = {name: one for name, one in open_.items() if now[name] != found[name]}
        found |= now
    if not open_:
        return found
    raise fail(
        "page-numbers-unsettled",
        f"the page numbers of '{next(iter(open_))}' change each time it is laid out",
        path=next(iter(open_)),
        hint="build without --page-numbers, and report this with the version of LibreOffice",
    )


def _named(document: Document) -> list[str]:
    return [clause.id for clause in in_contents(document)[0]]


def _numbers(document: Document, laid: Mapping[str, int]) -> dict[str, int]:
    missing = [name for name in _named(document) if bookmark(name) not in laid]
    if missing:
        raise fail(
            "page-numbers-failed",
            f"LibreOffice does not say on which page '{missing[0]}' begins",
            path=missing[0],
            hint="build without --page-numbers, and report this with the version of LibreOffice",
        )
    return {name: laid[bookmark(name)] for name in _named(document)}
