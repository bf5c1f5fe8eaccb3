"""The plain words of a clause, and the hash that says whether they changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policygen.model import Block, Box, Span, Table
from policygen.text import WORDS, clause_hash, clause_text, document_text, word
from tests.writers import samples
from tests.writers.samples import bullets, clause, field, flow, form, item, p, row, steps

BLOCKS: tuple[Block, ...] = (
    p("Adults ", Span("must", strong=True), " ring, see ", Span("section 4", ref="mobile-devices-policy/x"), "."),
    bullets(item("One", steps("First", "Second")), "Two"),
    Table(row("Who", "What"), (row("Lead", "Rings"),)),
    Box("do", (p("Listen."),)),
    form(field("Name"), field("Agreed", "tick")),
    flow("A chart", ("Is it?", "Yes: ring."), ("Write.",)),
)


def test_a_clause_reads_as_lines_without_its_heading_and_number() -> None:
    assert clause_text(clause("only", "7", "Heading", *BLOCKS)).splitlines() == [
        "Adults must ring, see section 4.",
        "- One",
        "  1. First",
        "  2. Second",
        "- Two",
        "Who | What",
        "Lead | Rings",
        "Listen.",
        "Name",
        "Agreed",
        "A chart",
        "1. Is it?",
        "  - Yes: ring.",
        "2. Write.",
    ]


def test_a_document_reads_in_order() -> None:
    lines = document_text(samples.policy()).splitlines()
    assert lines[:3] == [
        "Mobile phones and smart devices",
        "What happens to phones, watches and cameras at Foxglove Lane, and why.",
        "Who this is for: Staff, governors, volunteers, visitors and parents",
    ]
    assert lines.index("2.1 Where staff keep their phones") < lines.index("2.2 If a call cannot wait")


def test_renumbering_is_no_change() -> None:
    see = p("See ", Span("section 4", ref="mobile-devices-policy/x"), ".")
    moved = p("See ", Span("section 5", ref="mobile-devices-policy/x"), ".")
    assert clause_hash(clause("only", "7", "Heading", see)) == clause_hash(clause("only", "8", "Heading", moved))


def test_a_louder_word_is_no_other_word() -> None:
    calm, loud = p("Adults ", "must", " ring."), p("Adults ", Span("must", strong=True), " ring.")
    assert clause_hash(clause("only", "7", "Heading", calm)) == clause_hash(clause("only", "7", "Heading", loud))


ORIGINAL = clause("only", "7", "Heading", p("See ", Span("this", href="https://a.example")), *BLOCKS)
OTHERS: dict[str, Block] = {
    "another word": p("Look ", Span("this", href="https://a.example")),
    "another address": p("See ", Span("this", href="https://b.example")),
    "a reference in place of an address": p("See ", Span("this", ref="mobile-devices-policy/y")),
    "a list in place of a paragraph": bullets("See this"),
    "two paragraphs in place of one": Box("note", (p("See "), p("this"))),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_change_of_words_or_of_what_they_point_at_is_a_change(what: str) -> None:
    other = replace(ORIGINAL, blocks=(OTHERS[what], *BLOCKS))
    assert clause_hash(other) != clause_hash(ORIGINAL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Box("do", (p("x"),)), Box("dont", (p("x"),))),
        (form(field("x")), form(field("x", "date"))),
        (bullets("x"), steps("x")),
        (p("a"), p("b")),
    ],
)
def test_the_kind_of_a_block_counts(before: Block, after: Block) -> None:
    assert clause_hash(clause("only", "7", "H", before)) != clause_hash(clause("only", "7", "H", after))


def test_a_heading_counts() -> None:
    assert clause_hash(clause("only", "7", "One")) != clause_hash(clause("only", "7", "Two"))


def test_every_word_that_a_writer_asks_for_has_a_fallback() -> None:
    bare = samples.changed(samples.policy(), words={})
    assert all(word(bare, key) for key in WORDS)
    assert word(samples.policy(), "box_emergency") == "In an emergency"
