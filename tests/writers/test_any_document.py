"""Whatever the words and however blocks are nested: a Word file that holds, and words that read back as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from openxml_audit import FileFormat, OpenXmlValidator

from policygen.model import Span
from policygen.text import spans_text
from policygen.writers import docx
from policygen.writers.identity import tag
from policygen.writers.links import safe_address
from policygen.writers.numbering import automatic_numbers
from tests.writers import samples
from tests.writers.reading import body, controls, parts, said, text_of
from tests.writers.strategies import TEXT, documents

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Clause, Document

# What XML 1.0 cannot hold, and the two marks of forms that are no words: empty places and empty boxes to tick.
NOT_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]")
PLACES = re.compile("\u2002{5}|\u2610")


def shown(text: str) -> str:
    return NOT_SHOWN.sub("", text)


def expected(document: Document, clause: Clause, *, automatic: bool) -> str:
    number = "" if automatic or not clause.number else clause.number + "\t"
    return shown(number + spans_text(clause.heading) + "".join(said(document, clause.blocks)))


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_part_is_well_formed_and_every_clause_reads_back_to_the_letter(document: Document) -> None:
    data = docx.write(document)
    assert parts(data)
    contents = controls(body(data))
    automatic = automatic_numbers(document.clauses) if document.numbered else [False] * len(document.clauses)
    for clause, agrees in zip(document.clauses, automatic, strict=True):
        read = PLACES.sub("", text_of(contents[tag(clause.id)]))
        assert read == PLACES.sub("", expected(document, clause, automatic=agrees))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(documents())
def test_every_document_is_valid(tmp_path: Path, document: Document) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(docx.write(document))
    assert [str(one) for one in OpenXmlValidator(FileFormat.MICROSOFT_365).validate(file).errors] == []


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_the_same_document_gives_the_same_bytes(document: Document) -> None:
    assert docx.write(document) == docx.write(document)


@given(TEXT)
def test_a_title_reads_back_to_the_letter(title: str) -> None:
    found = parts(docx.write(samples.changed(samples.children(), title=title)))
    assert shown(title) in text_of(found["word/document.xml"])


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://www.example.org/a?b=1&c=2#d", "https://www.example.org/a?b=1&c=2#d"),
        ("HTTPS://Www.Example.org", "https://Www.Example.org"),
        ("https://example.org/a b(c)", "https://example.org/a%20b%28c%29"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/caf\u00e9", "https://example.org/caf%C3%A9"),
        ("https://ysgol-t\u0177.example", "https://xn--ysgol-t-xvb.example"),
        ("mailto:dsl@school.example", "mailto:dsl@school.example"),
        ("tel:01632 960 101", "tel:01632960101"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("//example.org", ""),
        ("www.example.org", ""),
        ("https://user@example.org", ""),
        ("https://a..b", ""),
        ("https://[", ""),
        ("mailto:", ""),
        ("", ""),
    ],
)
def test_only_what_is_surely_an_address_becomes_a_link(address: str, link: str) -> None:
    assert safe_address(address) == link
    made = docx.write(samples.changed(samples.children(), summary=(Span("here", href=address),)))
    targets = [one.get("Target") for one in parts(made)["word/_rels/document.xml.rels"] if one.get("TargetMode")]
    assert targets == ([link] if link else [])
    assert "here" in text_of(body(made))
