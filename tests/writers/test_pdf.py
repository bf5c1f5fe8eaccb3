"""PDF files: tagged, by PDF/UA-1, and the same words, numbers and order as the Word file."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import page
import pytest
from hypothesis import HealthCheck, assume, given, settings

from policygen.errors import PolicygenError
from policygen.model import Box, Form, FormField, ItemList, Paragraph, Row, Span, Table
from policygen.pack.build import compose_profile
from policygen.sources.library import Library
from policygen.sources.profile import load_profile
from policygen.text import spans_text
from policygen.where import library_folder
from policygen.writers import typst_pdf
from policygen.writers.look import Brand
from tests.content.organisations import examples
from tests.kit import COMPLETE, DAY
from tests.needs import needs
from tests.writers import samples
from tests.writers.reading import run, said, words
from tests.writers.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.model import Block, Document, Spans

NODE = re.compile(r'( *)([A-Za-z0-9]+)(?: <[^>]+>)?(?: ".*")?(?: \((?:block|inline)\):?|:)?\Z')
QUOTED = ' "'
MARKS = {"Lbl", "TOC", "Figure"}
"""What a reader hears of lists, contents and pictures beside the words of the document."""


def failures(data: bytes) -> list[str]:
    report = page.validate_pdf_bytes(data, profile="pdf-ua-1")
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def spoken(file: Path) -> list[str]:
    """Return what a screen reader says, in its order, cut before each heading."""
    parts = [""]
    silent = -1
    # Poppler warns of attributes that it does not know, and the words may hold anything.
    done = subprocess.run(["pdfinfo", "-enc", "UTF-8", "-struct-text", file], capture_output=True, check=True)
    for line in done.stdout.decode("utf-8", "replace").split("\n"):
        deep = len(line) - len(line.lstrip(" "))
        if 0 <= silent < deep:
            continue
        silent = -1
        if line.lstrip(" ").startswith('"'):
            parts[-1] += line.strip(" ")[1:-1]
        elif node := NODE.match(line):
            silent = deep if node[2] in MARKS else -1
            parts += [""] * (node[2] in {"H1", "H2"})
    return parts


def letters(text: str) -> str:
    """Return the letters and digits of a text as one run: where a line breaks is no difference."""
    return "".join(words(unicodedata.normalize("NFKC", text)))


def clauses(document: Document, file: Path) -> list[str]:
    """Return the words of each clause, its number first; contents have a heading of their own, which is no clause's."""
    said_by_heading = spoken(file)[1:]
    return [letters(part) for part in said_by_heading if not document.contents or part != document.words["contents"]]


def expected(document: Document) -> list[str]:
    return [
        letters(clause.number + spans_text(clause.heading) + "".join(said(document, inked(clause.blocks))))
        for clause in document.clauses
    ]


def inked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks as paper has them: what a choice offers and what a picture is to show stand as words."""
    return tuple(_inked(block) for block in blocks)


def _inked(block: Block) -> Block:
    match block:
        case Paragraph():
            return Paragraph(_worded(block.spans))
        case Table():
            return Table(_row(block.header), tuple(map(_row, block.rows)))
        case Box():
            return replace(block, blocks=inked(block.blocks))
        case ItemList():
            return replace(block, items=tuple(replace(item, blocks=inked(item.blocks)) for item in block.items))
        case Form():
            fields = (replace(one, label=(*one.label, _offered(one.options)), options=()) for one in block.fields)
            return replace(block, fields=tuple(fields))
    return block


def _row(row: Row) -> Row:
    return Row(tuple(map(_worded, row.cells)))


def _worded(spans: Spans) -> Spans:
    return tuple(_offered((span.text, *span.options)) if span.fill else span for span in spans)


def _offered(words: tuple[str, ...]) -> Span:
    return Span(" " + " ".join(words))


@pytest.mark.parametrize("document", [samples.policy(), samples.children()], ids=["policy", "children"])
def test_a_document_is_accessible_by_pdf_ua_1(document: Document) -> None:
    assert failures(typst_pdf.write(document)) == []


@needs("pdfinfo")
@pytest.mark.parametrize("document", [samples.policy(), samples.children()], ids=["policy", "children"])
def test_a_screen_reader_says_the_same_words_clause_by_clause(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(typst_pdf.write(document))
    assert clauses(document, file) == expected(document)


def tagged(file: Path) -> list[tuple[str, str]]:
    """Return what each element says, with the tags that it stands in: "L/LI/LBody"."""
    found: dict[int, tuple[str, str]] = {}
    above: list[tuple[int, str, int]] = []
    done = subprocess.run(["pdfinfo", "-enc", "UTF-8", "-struct-text", file], capture_output=True, check=True)
    for number, line in enumerate(done.stdout.decode("utf-8", "replace").split("\n")):
        deep = len(line) - len(line.lstrip(" "))
        above = [one for one in above if one[0] < deep]
        if node := NODE.match(line):
            above += [(deep, node[2], number)] * (node[2] not in {"Document", "P", "Div", "Span"})
        elif line.lstrip(" ").startswith('"') and above:
            way = "/".join(name for _, name, _ in above)
            before = found.get(above[-1][2], (way, ""))[1]
            found[above[-1][2]] = (way, f"{before} {line.strip(QUOTED)}".strip(" "))
    return list(found.values())


@needs("pdfinfo")
def test_a_screen_reader_hears_particulars_as_labels_with_their_words_and_a_form_as_a_list(tmp_path: Path) -> None:
    asked = Form((FormField((Span("Name"),)), FormField((Span("I have read this"),), "tick")))
    shown = Table(Row(((Span("Who"),), (Span("What"),))), (samples.row("Staff", "Ask"),))
    clauses = (samples.clause("slip", "1", "Slip", asked), samples.clause("list", "2", "List", shown))
    document = replace(samples.policy(), clauses=clauses, preface=(), contents=False)
    file = tmp_path / "made.pdf"
    file.write_bytes(typst_pdf.write(document))
    heard = tagged(file)
    first = heard.index(("L/LI/Lbl", document.front[0].label))
    particulars = heard[first : first + 2 * len(document.front)]
    assert particulars[::2] == [("L/LI/Lbl", one.label) for one in document.front]
    assert particulars[1::2] == [("L/LI/LBody", one.text) for one in document.front]
    place = heard.index(("L/LI/LBody", "Name"))
    assert heard[place + 1] == ("L/LI/LBody", "I have read this")
    assert [one for one in heard if one[0].startswith("Table")][:2] == [
        ("Table/THead/TR/TH", "Who"),
        ("Table/THead/TR/TH", "What"),
    ]


def test_a_reference_in_the_header_of_a_table_over_two_pages_is_words() -> None:
    base = samples.policy()
    linked = Row(((Span("What we do, beside section 1", ref=base.clauses[0].id),), (Span("Who"),)))
    rows = tuple(samples.row("Ask first. " * 30, "All staff") for _ in range(20))
    clause = samples.clause("steps", "1", "Steps", Table(linked, rows))
    assert failures(typst_pdf.write(replace(base, clauses=(base.clauses[0], clause)))) == []


@needs("pdfinfo", "pdftotext")
def test_title_author_language_and_every_word_can_be_found(tmp_path: Path) -> None:
    document = samples.policy()
    file = tmp_path / "made.pdf"
    file.write_bytes(typst_pdf.write(document))
    about = run("pdfinfo", str(file))
    assert f"Title:           {document.title}\n" in about
    assert f"Author:          {document.organisation}\n" in about
    assert b"/Lang(en-GB)" in file.read_bytes().replace(b"/Lang (", b"/Lang(")
    shown = set(words(run("pdftotext", str(file), "-")))
    every = words(" ".join(text for clause in document.clauses for text in said(document, inked(clause.blocks))))
    assert set(every) - shown == set()


@needs("pdftotext")
def test_a_draft_says_so_on_every_page_and_an_approved_document_nowhere(tmp_path: Path) -> None:
    for status in ("draft", "approved"):
        file = tmp_path / f"{status}.pdf"
        file.write_bytes(typst_pdf.write(samples.policy(status=status)))
        pages = run("pdftotext", str(file), "-").split("\f")[:-1]
        assert [samples.WORDS["draft"] in text for text in pages] == [status == "draft"] * len(pages)
        assert [f"Page {number} of {len(pages)}" in text for number, text in enumerate(pages, 1)] == [True] * len(pages)


def test_the_same_document_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from policygen.writers import typst_pdf; from tests.writers import samples;"
        "typst_pdf.write(samples.children()); open(sys.argv[1], 'wb').write(typst_pdf.write(samples.policy()))"
    )
    other = tmp_path / "other.pdf"
    run(sys.executable, "-c", code, str(other))
    assert other.read_bytes() == typst_pdf.write(samples.policy())


def test_an_organisation_has_its_colours_and_its_font() -> None:
    document = samples.policy()
    branded = typst_pdf.write(document, Brand(accent="7A1F5C", font="Liberation Sans"))
    assert branded != typst_pdf.write(document)
    assert failures(branded) == []


def test_a_font_that_is_not_there_gives_way_to_the_house_s_own() -> None:
    document = samples.policy()
    assert typst_pdf.write(document, Brand(font="No Such Font")) == typst_pdf.write(document)


def test_a_letter_that_no_font_has_is_named() -> None:
    document = samples.changed(samples.children(), summary=(Span("A letter: \U0001e900"),))
    with pytest.raises(PolicygenError) as caught:
        typst_pdf.write(document)
    (problem,) = caught.value.problems
    assert problem.code == "pdf-no-letter"
    assert "U+1E900" in problem.message


def test_words_are_never_markup() -> None:
    bad = '#panic("x") $x$ *a* _b_ `c` @d <e> \\ // /* ] } "'
    document = samples.changed(samples.policy(), title=bad, organisation=bad, summary=(Span(bad),))
    assert failures(typst_pdf.write(document)) == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(documents())
def test_any_document_becomes_an_accessible_pdf(document: Document) -> None:
    try:
        data = typst_pdf.write(document)
    except PolicygenError as error:
        assume([one.code for one in error.problems] != ["pdf-no-letter"])
        raise
    assert failures(data) == []


def unhyphened(text: str) -> Counter[str]:
    """Count words without their hyphens: poppler drops one at which a line ends."""
    return Counter(words(text.replace("-\n", "").replace("-", "")))


@pytest.mark.slow
@needs("pdftotext")
@pytest.mark.parametrize("profile", examples(), ids=lambda path: path.stem)
def test_every_document_of_every_example_is_accessible_and_has_every_word(profile: Path, tmp_path: Path) -> None:
    loaded = load_profile(profile)
    folders = (library_folder(), *([loaded.library] if loaded.library else []))
    file = tmp_path / "made.pdf"
    wrong: dict[str, list[str]] = {}
    for document in compose_profile(loaded, Library(folders, cached=True), DAY).documents:
        file.write_bytes(typst_pdf.write(document))
        every = " ".join(text for one in document.clauses for text in said(document, inked(one.blocks)))
        lost = unhyphened(every) - unhyphened(run("pdftotext", str(file), "-"))
        if found := [*failures(file.read_bytes()), *lost]:
            wrong[document.id] = found
    assert wrong == {}


def test_without_the_extra_one_command_that_adds_it_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    profile = tmp_path / "testing.yaml"
    profile.write_text(COMPLETE)
    code = (
        "import sys, importlib.util as u; find = u.find_spec;"
        "u.find_spec = lambda name, *more: None if name == 'typst' else find(name, *more);"
        "from policygen.cli.main import main; sys.exit(main())"
    )
    out = tmp_path / "packs"
    command = [sys.executable, "-c", code, "build", str(profile), "--out", str(out), "--format", "docx,pdf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pdf-not-installed" in done.stderr
    assert 'pip install "policygen[pdf]"' in done.stderr
    assert not out.exists()
