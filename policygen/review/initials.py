"""Initials that a document uses and never spells out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygen.text import clause_text, document_text, spans_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from policygen.model import Document

_INITIALS = re.compile(r"(?<![\w@./-])[A-Z][A-Z&]*[A-Z](?=s?(?![\w@]))")
_ROMAN = re.compile(r"[IVX]+[A-C]?\Z")


def unexplained(document: Document, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each word of capitals that nobody explains, with the id of the clause where it stands first.

    Spelt out are initials in brackets after words ("designated safeguarding lead (DSL)"), before words in brackets
    or after a colon ("DSL (…)"), those in `known`, and those of the organisation's own name.
    """
    text = document_text(document)
    seen = {*known, *_INITIALS.findall(document.organisation), *_INITIALS.findall(document.short_name)}
    for clause in document.clauses:
        for word in _INITIALS.findall(f"{spans_text(clause.heading)}\n{clause_text(clause)}"):
            if word not in seen and not _ROMAN.match(word) and not _spelt_out(word, text):
                yield clause.id, word
            seen.add(word)


def capitals(text: str) -> list[str]:
    """Return every word of capitals in a text."""
    return _INITIALS.findall(text)


def _spelt_out(word: str, text: str) -> bool:
    word = re.escape(word)
    after = rf"[a-z\u2019']\s+\({word}s?\)"
    before = rf"\b{word}(?:\s\w+)?(?:\s+\(|: )[A-Z]?[a-z]+ [A-Za-z]"
    return re.search(f"{after}|{before}", text) is not None
