"""What an author writes where something is to be filled in, and what the reader gets; pages and numbers of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from policygen.model import Form, FormField, ItemList, Paragraph, Row, Span, Table
from policygen.text import clause_hash, clause_text
from policygen.writers import docx
from policygen.writers.ooxml import W as NAMESPACE
from tests.kit import SCHOOL, compose_text, document, library_with, page
from tests.writers.reading import body as word_body
from tests.writers.reading import value

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Block, Document

W = f"{{{NAMESPACE}}}"
TABLE = "| What | Here |\n|---|---|\n"


def made(folder: Path, text: str) -> Document:
    """Return a one-page document for a school."""
    return document(compose_text(folder, SCHOOL, library=library_with(folder, page=page(text))), "page")


def blocks(folder: Path, text: str) -> tuple[Block, ...]:
    """Return the blocks of a document's one clause."""
    return made(folder, "## One {#one}\n\n" + text).clauses[0].blocks


def titles(written: Document) -> list[str]:
    """Return what a screen reader says of each place to fill in of the Word file."""
    controls = word_body(docx.write(written)).iter(f"{W}sdtPr")
    return [value(one.find(f"{W}alias")) for one in controls if value(one.find(f"{W}tag")) in {"field", "picture"}]


def test_a_choice_in_a_form_has_its_options(tmp_path: Path) -> None:
    (form,) = blocks(tmp_path, "::: form\n- Are you well? {choice: yes; no ; not yet}\n- Name\n:::")
    assert form == Form((
        FormField((Span("Are you well?"),), "choice", ("yes", "no", "not yet")),
        FormField((Span("Name"),)),
    ))  # fmt: skip


def test_an_option_that_says_nothing_here_is_none(tmp_path: Path) -> None:
    text = "::: form\n- Who {choice: {{ lead.safeguarding.name }}; {% if org.is_club %}coach{% endif %}; me}\n:::"
    (form,) = blocks(tmp_path, text)
    assert isinstance(form, Form)
    assert form.fields[0].options == ("Ann Example", "me")


@pytest.mark.parametrize("kind", ["text", "date", "tick", "lines"])
def test_a_cell_holds_a_place_to_fill_in_alone_or_after_words(tmp_path: Path, kind: str) -> None:
    (table,) = blocks(tmp_path, f"{TABLE}| Lock | {{{kind}}} |\n| Key | by {{{kind}}} |")
    assert isinstance(table, Table)
    assert [row.cells[1] for row in table.rows] == [
        (Span("", fill=kind),),
        (Span("by "), Span("", fill=kind)),
    ]


def test_a_row_that_is_left_out_takes_its_places_with_it(tmp_path: Path) -> None:
    text = f"{TABLE}| {{% if org.is_club %}}Lock | {{tick}}{{% endif %}} |\n| Key | {{tick}} |"
    (table,) = blocks(tmp_path, text)
    assert isinstance(table, Table)
    assert len(table.rows) == 1


def test_a_log_repeats_its_row(tmp_path: Path) -> None:
    written = made(tmp_path, f"## One {{#one}}\n\n::: log 3\n{TABLE}| {{date}} | {{choice: yes; no}} |\n:::")
    table = written.clauses[0].blocks[0]
    assert isinstance(table, Table)
    assert table.rows == (Row(((Span("", fill="date"),), (Span("", fill="choice", options=("yes", "no")),))),) * 3
    assert titles(written)[:4] == ["Row 1: What", "Row 1: Here: yes", "Row 1: Here: no", "Row 2: What"]


def test_a_screen_reader_hears_row_and_column(tmp_path: Path) -> None:
    assert titles(made(tmp_path, f"## One {{#one}}\n\n{TABLE}| Lock | on {{date}} |")) == ["Lock: Here: on"]


def test_a_picture_stands_before_the_words_of_its_line(tmp_path: Path) -> None:
    words = (Span("a child asks", fill="picture"), Span(" I ask."))
    found = blocks(tmp_path, "{picture: a child asks} I ask.\n\n- {picture: a child asks} I ask.")
    assert isinstance(found[1], ItemList)
    assert found[0] == found[1].items[0].blocks[0] == Paragraph(words)
    assert "a child asks" in titles(made(tmp_path, "## One {#one}\n\n{picture: a child asks} I ask."))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Tick here: {tick}", "'{tick}' stands in running text"),
        ("::: form\n- Name {dat}\n:::", "'{dat}' is nothing that can be filled in"),
        ("::: form\n- Name {choice: yes}\n:::", "a choice needs two options or more"),
        ("{picture}", "a picture needs words that say what it shows"),
        ("I ask. {picture: a child}", "a picture stands at the beginning of a line"),
        (f"::: log many\n{TABLE}| {{date}} | x |\n:::", "'many' is not a number of rows"),
        (f"::: log 61\n{TABLE}| {{date}} | x |\n:::", "'61' is not a number of rows"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_where_it_stands(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PolicygenError) as caught:
        blocks(tmp_path, text)
    assert message in [problem.message for problem in caught.value.problems]
    assert all(problem.hint and problem.place.line for problem in caught.value.problems)


def test_what_a_choice_offers_is_read_and_counts_as_a_change(tmp_path: Path) -> None:
    text = "## One {#one}\n\n::: form\n- Well? {choice: yes; KIND}\n:::"
    one, other = (made(tmp_path, text.replace("KIND", kind)).clauses[0] for kind in ("no", "not yet"))
    assert clause_text(one) == "Well? yes / no"
    assert clause_hash(one) != clause_hash(other)


NUMBERS = """\
## People {#people unnumbered}

Text.

### Deputies {#deputies}

Text.

## One {#one covers="R1"}

Text.

### Aside {#aside unnumbered}

Text.

### Inner {#inner own-page}

Text.

## Two {#two own-page unnumbered covers="R2"}

Text.

## Three {#three}

See {{ see('two') }}.
"""


def test_a_clause_without_a_number_is_not_counted_and_the_others_count_on(tmp_path: Path) -> None:
    written = made(tmp_path, NUMBERS)
    assert [one.number for one in written.clauses] == ["", "", "1", "", "1.1", "", "2"]
    assert [one.id.split("/")[1] for one in written.clauses if one.own_page] == ["inner", "two"]
    assert clause_text(written.clauses[-1]) == "See \u201cTwo\u201d."


def test_word_breaks_the_page_and_counts_as_we_do(tmp_path: Path) -> None:
    made_body = word_body(docx.write(made(tmp_path, NUMBERS)))
    said = [one.find(f"{W}pPr") for one in made_body.iter(f"{W}p")]
    heads = [one for one in said if one is not None and value(one.find(f"{W}pStyle")).startswith("Head")]
    own = [one.find(f"{W}pageBreakBefore") is not None for one in heads]
    assert own == [False, False, False, False, True, True, False]
    silent = [one.find(f"{W}numPr") is not None for one in heads]
    assert silent == [True, True, False, True, False, True, False]


def test_an_unknown_attribute_of_a_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicygenError) as caught:
        made(tmp_path, "## One {#one own-pag}\n\nText.")
    assert caught.value.problems[0].suggestion == "own-page"
