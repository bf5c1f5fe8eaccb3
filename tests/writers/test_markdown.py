"""The Markdown of a document: what it looks like, and that no words of a profile can become markup."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from policygen.model import Box, Flow, Form, ItemList, Paragraph, Span, Table
from policygen.text import flow_list, spans_text, word
from policygen.writers import markdown
from policygen.writers.links import safe_address
from tests.writers import samples
from tests.writers.strategies import HOSTILE, documents, plain_spans, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from policygen.model import Block, Document, Spans

GOLDEN = Path(__file__).parent / "golden"
READER = MarkdownIt("commonmark").enable("table")
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def of_one(*blocks: Block) -> str:
    """Return the Markdown of a clause with these blocks, without its heading."""
    document = samples.changed(samples.policy(), clauses=(samples.clause("only", "1", "Only", *blocks),))
    return markdown.write(document).partition("## 1 Only\n\n")[2].rstrip("\n")


def tidy(text: str) -> str:
    """Return text as a reader of Markdown sees it: white space is one space, and nothing that a file cannot hold."""
    return " ".join(re.split("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+", FORBIDDEN.sub("", text))).strip(" ")


def flat(text: str) -> str:
    return re.sub("[ \t\n\r\x0b\x0c\x85\u2028\u2029]", "", FORBIDDEN.sub("", text))


def seen(tokens: list[Token]) -> str:
    """Return the words that a reader of Markdown shows."""
    return "\n".join("".join(map(_seen, token.children or [])) for token in tokens)


def _seen(token: Token) -> str:
    return "\n" if token.type in {"softbreak", "hardbreak"} else token.content * (token.type == "text")


@pytest.mark.parametrize(
    "document", [samples.policy(), samples.changed(samples.children(), id="aup-ks2")], ids=lambda one: one.id
)
def test_the_markdown_of_a_whole_document(document: Document) -> None:
    assert markdown.write(document) == (GOLDEN / f"{document.id}.md").read_text(encoding="utf-8")


def test_each_sentence_has_a_line_of_its_own() -> None:
    text = "Ring Dr. Rao at 4.30 p.m. on 01632 960101. She answers! See section 4. Then write it down, e.g. in a book."
    assert of_one(samples.p(text)).splitlines() == [
        "Ring Dr. Rao at 4.30 p.m. on 01632 960101.",
        "She answers!",
        "See section 4.",
        "Then write it down, e.g. in a book.",
    ]


def test_a_sentence_that_changes_changes_one_line() -> None:
    before = of_one(samples.p("One stays. Two goes. Three stays.")).splitlines()
    after = of_one(samples.p("One stays. Something else comes. Three stays.")).splitlines()
    assert [one for one in before if one not in after] == ["Two goes."]
    assert [one for one in after if one not in before] == ["Something else comes."]


def test_renumbering_leaves_the_ids_as_they_are() -> None:
    first, *rest = samples.policy().clauses
    marks = re.compile('^<a id="(.*)"></a>$', re.MULTILINE)
    before = marks.findall(markdown.write(samples.policy()))
    after = marks.findall(markdown.write(samples.changed(samples.policy(), clauses=(*rest, first))))
    assert before == [clause.id.partition("/")[2] for clause in samples.policy().clauses]
    assert sorted(after) == sorted(before)


def test_a_link_keeps_its_words_together_across_sentences() -> None:
    line = of_one(Paragraph((Span("Read "), Span("Who. What. When", href="https://a.example"), Span(". Then act."))))
    assert line.splitlines() == ["Read [Who. What. When](https://a.example).", "Then act."]


def test_two_lists_in_a_row_stay_two() -> None:
    made = READER.parse(of_one(samples.bullets("a"), samples.bullets("b"), samples.steps("c"), samples.steps("d")))
    assert [one.type for one in made if one.type.endswith("list_open")] == [
        "bullet_list_open",
        "bullet_list_open",
        "ordered_list_open",
        "ordered_list_open",
    ]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ((Span("very ", strong=True), Span("long", strong=True)), "**very long**"),
        ((Span("a "), Span(" b ", strong=True), Span("c")), "a **b** c"),
        ((Span("un"), Span("do", strong=True), Span("ne")), "un<strong>do</strong>ne"),
        ((Span("a", strong=True), Span("b", emphasis=True)), "<strong>a</strong><em>b</em>"),
        ((Span("("), Span("a", emphasis=True), Span(")")), "(*a*)"),
        ((Span("wow!"), Span("x", href="https://a.example")), "wow\\![x](https://a.example)"),
    ],
)
def test_marks_are_written_so_that_every_reader_agrees(pieces: Spans, expected: str) -> None:
    assert of_one(Paragraph(pieces)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "===",
        "= =",
        "---",
        "- x",
        "+ x",
        "# X",
        "> X",
        "1. X",
        "2) X",
        "| X | Y |",
        "--- | ---",
        ":--- | ---",
        "~~~",
        "***",
    ],
)
def test_a_sentence_that_begins_a_line_stays_a_sentence(line: str) -> None:
    made = of_one(samples.p(f"Who | What. {line}"))
    tokens = READER.parse(made)
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert flat(seen(tokens)) == flat(f"Who | What. {line}")


@given(plain_spans)
def test_plain_words_never_become_markup(words: Spans) -> None:
    tokens = READER.parse(of_one(Paragraph(words)))
    assert {one.type for one in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    kinds = {one.type for token in tokens for one in token.children or []}
    assert kinds <= {"text", "text_special", "softbreak"}
    assert flat(seen(tokens)) == flat(spans_text(words))


@given(spans)
def test_marked_words_keep_every_letter_their_marks_and_their_links(words: Spans) -> None:
    tokens = READER.parse(of_one(Paragraph(words)))
    inline = [one for token in tokens for one in token.children or []]
    assert flat(seen(tokens)) == flat(spans_text(words))
    links = {one.attrs["href"] for one in inline if one.type == "link_open"}
    for span in words:
        if tidy(span.text) and not span.ref and (address := safe_address(span.href)):
            assert address in links
    allowed = {safe_address(span.href) for span in words} | {f"#{span.ref.partition('/')[2]}" for span in words}
    assert links <= allowed | {"#elsewhere/nothing"}


@settings(max_examples=60)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_words_stay_in_their_table_cell_item_box_and_heading(one: str, two: str, three: str) -> None:
    table = Table(samples.row(one, two), (samples.row(three, one),))
    tokens = READER.parse(of_one(table))
    assert len([token for token in tokens if token.type in {"th_open", "td_open"}]) == 4
    tokens = READER.parse(of_one(samples.bullets(one or "x", two or "y")))
    assert {token.type for token in tokens} <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open",
        "paragraph_close", "inline",
    }  # fmt: skip
    made = markdown.write(samples.changed(samples.policy(), title=one, organisation=two))
    first = READER.parse(made)
    assert first[0].tag == "h1"
    assert flat(first[1].content and seen(first[:2])) == flat(one)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_no_word_of_any_document_is_lost(document: Document) -> None:
    made = markdown.write(document)
    made.encode()
    assert made == markdown.write(document)
    assert made.endswith("\n")
    read = letters(seen(READER.parse(made)))
    place = 0
    for clause in document.clauses:
        for line in said(document, clause.blocks):
            wanted = letters(line)
            place = read.find(wanted, place)
            assert place >= 0, wanted
            place += len(wanted)


def letters(text: str) -> str:
    """Return text without white space of any kind: readers of Markdown drop it at the ends of lines and cells."""
    return "".join(FORBIDDEN.sub("", text).split())


def said(document: Document, blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what Markdown says of blocks, in order: words, options beside their boxes, blanks, pictures in words."""
    for block in blocks:
        match block:
            case Paragraph():
                yield filled(document, block.spans)
            case ItemList():
                for item in block.items:
                    yield from said(document, item.blocks)
            case Table():
                yield from (filled(document, cell) for row in (block.header, *block.rows) for cell in row.cells)
            case Box():
                yield word(document, f"box_{block.kind}")
                yield from said(document, block.blocks)
            case Flow():
                yield block.title if block.steps else ""
                yield from said(document, (flow_list(block),))
            case Form():
                for one in block.fields:
                    yield filled(document, one.label)
                    yield boxes(one.options) if one.options else "" if one.kind == "tick" else "______"


def filled(document: Document, spans: Spans) -> str:
    """Return a line with what stands in its places to fill in."""
    return "".join(place(document, span) if span.fill else span.text for span in spans)


def place(document: Document, span: Span) -> str:
    if span.fill == "picture":
        return f"[{word(document, 'picture')}: {span.text}]"
    return boxes(span.options) or ("\u2610" if span.fill == "tick" else "______")


def boxes(options: Iterable[str]) -> str:
    return " ".join(f"\u2610 {option}" for option in options)
