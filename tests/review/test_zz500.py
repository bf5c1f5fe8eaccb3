"""Whatever two documents are: accepting the whole redline gives the new one, and rejecting it gives the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from policygen.review.compare import compare
from policygen.review.comparison import Side
from policygen.review.redline import Signed, redline
from policygen.writers import docx
from tests.kit import small_library
from tests.review.pairs import pairs
from tests.review.tracked import ACCEPT, REJECT, decided

if TYPE_CHECKING:
    from policygen.model import Document
    from policygen.review.comparison import DocumentChange

PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")


def change_of(old: Document, new: Document) -> DocumentChange | None:
    found = compare(Side("old", (old,)), Side("new", (new,))).documents
    return found[0] if found else None


def drawn(change: DocumentChange) -> bytes:
    words = small_library().vocabulary.words["en"]
    return redline(change, lambda one: one.causes, words, Signed(day="2026-09-01"))


def holds(old: Document, new: Document) -> None:
    change = change_of(old, new)
    if change is None:
        return
    made, before, after = drawn(change), docx.write(old), docx.write(new)
    for part in PARTS:
        assert decided(made, ACCEPT, part) == decided(after, ACCEPT, part)
        assert decided(made, REJECT, part) == decided(before, ACCEPT, part)


@given(pairs())
@settings(max_examples=15, deadline=None)
def test_accepting_gives_the_new_document_and_rejecting_the_old(pair: tuple[Document, Document]) -> None:
    holds(*pair)


@pytest.mark.slow
@given(pairs())
@settings(max_examples=500, deadline=None)
def test_it_holds_for_five_hundred_pairs(pair: tuple[Document, Document]) -> None:
    """Each of 250 pairs there and back: to make documents of any shape takes longer than to hold them together."""
    old, new = pair
    holds(old, new)
    holds(new, old)
