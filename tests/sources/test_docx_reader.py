"""A Word file is read back: exactly where nobody edited it, and where somebody did, with nothing dropped."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from policygen.model import Flow, FormField, Span
from policygen.sources.docx_guard import package_of
from policygen.sources.docx_reader import ReadDocument, read_package
from policygen.writers import docx
from tests.writers import as_read, samples
from tests.writers.strategies import documents, sound_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygen.model import Clause, Document


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
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(sound_documents())
def test_a_document_such_as_the_library_makes_is_read_span_by_span_as_it_was_written(document: Document) -> None:
    found = read(docx.write(document))
    assert found.document.clauses == as_read.clauses(document)
    ids = frozenset(one.id for one in document.clauses)
    assert found.document.preface == as_read.blocks(document.preface, ids)
    assert found.document.summary == as_read.line(document.summary, ids)
    assert (found.document.version, found.document.status) == (document.version, document.status)
    assert (found.edited, found.unplaced) == (False, ())


@pytest.mark.slow
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_document_that_nobody_edited_loses_a_clause_or_a_letter_or_counts_as_edited(document: Document) -> None:
    found = read(docx.write(document))
    assert [one.id for one in found.document.clauses] == [one.id for one in document.clauses]
    assert (found.changed, found.added, found.removed, found.likely) == ((), (), (), ())
    assert (found.edited, found.unplaced) == (False, ())
    for one, own in zip(found.document.clauses, document.clauses, strict=True):
        assert letters(one) == letters(own)


def letters(clause: Clause) -> str:
    """Return the letters that a clause shows, without spaces and what XML cannot hold."""
    return re.sub(r"\s", "", as_read.words("".join(texts((clause.heading, clause.blocks)))))


def texts(thing: object) -> Iterator[str]:
    """Yield every text in spans, options and titles, however deep; a chart without steps is not drawn."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif isinstance(thing, Span):
        yield from (thing.text, *thing.options)
    elif isinstance(thing, FormField):
        yield from texts((thing.label, thing.options))
    elif isinstance(thing, Flow):
        yield from texts((thing.title, thing.steps)) if thing.steps else ()
    elif is_dataclass(thing):
        for one in fields(thing):
            if one.name != "kind":
                yield from texts(getattr(thing, one.name))


@pytest.mark.slow
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(sound_documents())
def test_what_was_read_is_read_again_once_it_is_written(document: Document) -> None:
    first = read(docx.write(document)).document
    assert read(docx.write(first)).document.clauses == first.clauses
