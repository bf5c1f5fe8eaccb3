"""A Word file is read back: exactly where nobody edited it, and where somebody did, with nothing dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from policygen.sources.docx_guard import package_of
from policygen.sources.docx_reader import ReadDocument, read_package
from policygen.writers import docx
from tests.writers import samples
from tests.writers.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygen.model import Document


def read(data: bytes) -> ReadDocument:
    return read_package(package_of(data, "policy.docx"))


# Files that nobody edited


@pytest.mark.parametrize("make", [samples.policy, samples.long_policy, samples.children])
def test_a_policy_is_read_as_it_was_written(make: Callable[[], Document]) -> None:
    document = make()
    found = read(docx.write(document))
    assert found.document.clauses == document.clauses
    assert (found.document.front, found.document.preface) == (document.front, document.preface)
    assert (found.document.title, found.document.summary) == (document.title, document.summary)
    assert (found.ours, found.edited, found.unplaced) == (True, False, ())


@pytest.mark.slow
@settings(max_examples=20)
@given(documents())
def test_every_clause_of_any_document_is_found_under_its_id_and_as_generated(document: Document) -> None:
    found = read(docx.write(document))
    assert [one.id for one in found.document.clauses] == [one.id for one in document.clauses]
    assert (found.added, found.removed, found.likely) == ((), (), ())
