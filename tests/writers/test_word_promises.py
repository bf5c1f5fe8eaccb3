"""What a Word file of ours promises: identity, numbers, lists, tables, forms, contents, properties, the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from policygen.model import Block, Box, Clause, Document, ItemList, ListItem, Paragraph, Row, Span, Table
from policygen.text import shown_hash, spans_text
from policygen.writers import docx
from policygen.writers.house import House
from policygen.writers.identity import BOOKMARK_LIMIT, TAG_LIMIT, bookmark, tag
from policygen.writers.letters import lines, measured
from policygen.writers.look import Brand
from policygen.writers.styles import NUMBER_WIDTH, TEXT_WIDTH
from policygen.writers.tables import column_widths
from tests.writers import samples
from tests.writers.reading import W14, W, body, controls, parts, text_of, value

POLICY = samples.policy()
FILE = docx.write(POLICY)


def one_clause(*blocks: Block) -> Document:
    """Return a document with one clause that holds these blocks."""
    clause = samples.clause("only", "1", "Only", *blocks)
    return samples.changed(POLICY, clauses=(clause,), preface=(), front=())


def in_another_process(script: str, **settings: str) -> str:
    """Return what a script prints when it runs in a Python of its own."""
    command = [sys.executable, "-c", script]
    root = Path(__file__).parents[2]
    return subprocess.run(
        command, env=os.environ | settings, cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()


def styles_used(data: bytes) -> list[str]:
    return [value(one) for one in body(data).iter(f"{W}pStyle")]


# Identity


def test_every_clause_is_marked_by_tag_hidden_bookmark_and_map() -> None:
    found = parts(FILE)
    tags = list(controls(body(FILE)))
    bookmarks = [value(one, "name") for one in body(FILE).iter(f"{W}bookmarkStart")]
    rows = [dict(row.attrib) for row in found["customXml/item1.xml"]]
    assert tags == [clause.id for clause in POLICY.clauses]
    assert bookmarks == [bookmark(clause.id) for clause in POLICY.clauses]
    assert all(name.startswith("_c_") for name in bookmarks)
    assert rows == [
        {
            "id": clause.id,
            "tag": tag(clause.id),
            "bookmark": bookmark(clause.id),
            "words": shown_hash(clause),
        }
        for clause in POLICY.clauses
    ]


def test_a_long_id_gets_a_short_tag_that_no_other_id_gets() -> None:
    beginning = "a-document-with-a-long-name/a-clause-with-a-name-that-goes-on-and-on-"
    first, second = tag(beginning + "here"), tag(beginning + "there")
    assert len(first) <= TAG_LIMIT
    assert len(second) <= TAG_LIMIT
    assert first != second
    assert len(bookmark(beginning)) <= BOOKMARK_LIMIT


def test_renumbering_changes_no_identity() -> None:
    moved = samples.changed(POLICY, clauses=POLICY.clauses[3:] + POLICY.clauses[:3])
    assert set(controls(body(docx.write(moved)))) == set(controls(body(FILE)))


def test_no_two_controls_share_a_number() -> None:
    twice = samples.form(samples.field("Name"), samples.field("Date", "date"))
    for data in (FILE, docx.write(one_clause(twice, samples.p("and"), twice))):
        numbers = [value(one) for one in body(data).iter(f"{W}id")]
        assert len(numbers) == len(set(numbers))


# Numbers, references, lists


def test_headings_are_word_s_own_and_carry_word_s_own_numbers() -> None:
    headings = [one for one in body(FILE).iter(f"{W}p") if value(one.find(f"{W}pPr/{W}pStyle")).startswith("Heading")]
    assert [text_of(one) for one in headings] == [spans_text(clause.heading) for clause in POLICY.clauses]
    levels = {"Heading1": 1, "Heading2": 2}
    assert [levels[value(one.find(f"{W}pPr/{W}pStyle"))] for one in headings] == [one.level for one in POLICY.clauses]
    numbering = parts(FILE)["word/numbering.xml"]
    tied = [value(one) for one in numbering.iter(f"{W}pStyle")][:2]
    said = [value(one) for one in numbering.iter(f"{W}lvlText")][:2]
    assert (tied, said) == (["Heading1", "Heading2"], ["%1", "%1.%2"])


@pytest.mark.parametrize(
    ("numbers", "typed"),
    [
        (("1", "1.1", "1.2", "2", "2.1"), ()),
        (("1.1", "1"), ("1.1",)),
        (("1", "3", "2"), ("3",)),
        (("A", "1", "1.1"), ("A",)),
        (("1", "", "2"), ()),
    ],
)
def test_a_number_that_word_would_not_count_to_is_typed(numbers: tuple[str, ...], typed: tuple[str, ...]) -> None:
    clauses = tuple(samples.clause(f"c{place}", number, "Name") for place, number in enumerate(numbers))
    made = body(docx.write(samples.changed(POLICY, clauses=clauses, contents=False)))
    shown = [text_of(content) for content in controls(made).values()]
    assert shown == [f"{number}\tName" if number in typed else "Name" for number in numbers]


def test_a_reference_is_a_link_whose_number_word_can_bring_up_to_date() -> None:
    link = next(one for one in body(FILE).iter(f"{W}hyperlink") if text_of(one) == "section 2.1")
    target = bookmark("mobile-devices-policy/staff-phones")
    assert value(link, "anchor") == target
    assert [(one.text or "").strip() for one in link.iter(f"{W}instrText")] == [f"REF {target} \\r \\h"]


def test_a_reference_without_a_number_is_a_plain_link() -> None:
    see = Span("“Only”", ref="mobile-devices-policy/only")
    made = body(docx.write(one_clause(samples.p(see))))
    links = [one for one in made.iter(f"{W}hyperlink") if text_of(one) == "“Only”"]
    assert len(links) == 1
    assert not list(links[0].iter(f"{W}instrText"))


def test_each_numbered_list_has_a_numbering_of_its_own_that_begins_at_one() -> None:
    made = docx.write(one_clause(samples.steps("a", "b"), samples.p("then"), samples.steps("c")))
    used = [value(one.find(f"{W}numId")) for one in body(made).iter(f"{W}numPr")]
    assert used == ["10", "10", "11"]
    starts = {value(one, "numId"): one for one in parts(made)["word/numbering.xml"].iter(f"{W}num")}
    for number in ("10", "11"):
        assert value(starts[number].find(f"{W}lvlOverride/{W}startOverride")) == "1"


# Tables, boxes, forms


def test_a_table_repeats_its_header_and_breaks_no_row() -> None:
    table = Table(samples.row("Who", "What"), (samples.row("Lead", "Rings"),))
    (made,) = body(docx.write(one_clause(table))).iter(f"{W}tbl")
    rows = list(made.iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert value(made.find(f"{W}tblPr/{W}tblLook"), "firstRow") == "1"
    assert value(made.find(f"{W}tblPr/{W}tblDescription")) == "Only"


def test_a_short_row_is_filled_up_and_every_cell_holds_a_paragraph() -> None:
    table = Table(samples.row("A", "B", "C"), (samples.row("1"), samples.row("1", "2", "3", "4")))
    (made,) = body(docx.write(one_clause(table))).iter(f"{W}tbl")
    rows = [list(row.iter(f"{W}tc")) for row in made.iter(f"{W}tr")]
    assert [len(cells) for cells in rows] == [4, 4, 4]
    assert all(len(list(cell.iter(f"{W}p"))) == 1 for cells in rows for cell in cells)


@pytest.mark.parametrize("count", [1, 2, 7, 60])
def test_columns_fill_the_page_and_none_is_squeezed_away(count: int) -> None:
    cells = [f"{'long words ' * number}and-a-very-long-word-at-the-end" for number in range(count)]
    (made,) = body(docx.write(one_clause(Table(samples.row(*cells), ())))).iter(f"{W}tbl")
    widths = [int(value(one, "w")) for one in made.iter(f"{W}gridCol")]
    assert (len(widths), sum(widths)) == (count, 9298)
    assert min(widths) > 9298 / count / 4


@pytest.mark.parametrize("last", [Table(samples.row("A"), ()), samples.form(samples.field("Name"))])
def test_a_table_that_ends_a_document_is_followed_by_a_paragraph(last: Block) -> None:
    """Word adds one of its own otherwise, and the file is no longer the one that was made."""
    assert [one.tag for one in body(docx.write(one_clause(last)))][-2:] == [f"{W}p", f"{W}sectPr"]


@pytest.mark.parametrize("kind", ["emergency", "do", "dont", "children", "note", "coming", "draft"])
def test_a_box_says_in_words_what_its_colour_says(kind: str) -> None:
    made = docx.write(one_clause(Box(kind, (samples.p("Words."),))))
    lines = [text_of(one) for one in controls(body(made))["mobile-devices-policy/only"].iter(f"{W}p")]
    assert lines == ["Only", samples.WORDS[f"box_{kind}"], "Words."]
    assert {f"Box{kind.capitalize()}Label", f"Box{kind.capitalize()}"} <= set(styles_used(made))


@pytest.mark.parametrize(("kind", "first"), [("emergency", "BoxEmergency"), ("note", "TOCHeading")])
def test_what_to_do_in_an_emergency_comes_before_the_contents(kind: str, first: str) -> None:
    used = styles_used(docx.write(one_clause(Box(kind, (samples.p("Words."),)))))
    assert min(("TOCHeading", f"Box{kind.capitalize()}"), key=used.index) == first


@pytest.mark.parametrize("number", ["01632 960101", "07700 900220", "0121 496 0130", "020 7946 0001", "0800 1111"])
def test_a_telephone_number_is_not_torn_apart_at_the_end_of_a_line(number: str) -> None:
    made = docx.write(one_clause(samples.p(f"Ring {number} now, at 9 or 10 in the morning.")))
    text = "".join(text_of(one) for one in controls(body(made))["mobile-devices-policy/only"].iter(f"{W}p"))
    assert number.replace(" ", "\u00a0") in text
    assert "at 9 or 10 in" in text


def test_a_form_has_a_named_place_for_each_answer() -> None:
    fields = ("text", "date", "tick", "lines")
    made = body(docx.write(one_clause(samples.form(*(samples.field(f"A {kind}", kind) for kind in fields)))))
    places = [one for one in made.iter(f"{W}sdtPr") if value(one.find(f"{W}tag")) == "field"]
    assert [value(one.find(f"{W}alias")) for one in places] == [f"A {kind}" for kind in fields]
    marks = (f"{W}text", f"{W}date", f"{W14}checkbox", f"{W}text")
    assert all(place.find(mark) is not None for place, mark in zip(places, marks, strict=True))
    blank = [one.find(f"{W}showingPlcHdr") is not None for one in places]
    assert blank == [kind != "tick" for kind in fields]
    assert value(places[3].find(f"{W}text"), "multiLine") == "1"


def test_a_fact_to_complete_is_shaded_and_says_so() -> None:
    made = docx.write(one_clause(samples.p("On ", Span("[to complete: the date]", todo=True))))
    marked = [one for one in body(made).iter(f"{W}r") if value(one.find(f"{W}rPr/{W}rStyle")) == "ToComplete"]
    assert [text_of(one) for one in marked] == ["[to complete: the date]"]


# The first page, contents, edges


def test_the_first_page_says_whose_document_it_is_and_a_draft_that_it_is_one() -> None:
    paragraphs = list(body(FILE).iter(f"{W}p"))
    first = {value(one.find(f"{W}pPr/{W}pStyle")): text_of(one) for one in reversed(paragraphs)}
    assert first["Organisation"] == "Foxglove Lane Infant School"
    assert first["Title"] == "Mobile phones and smart devices"
    assert first["Status"] == "Draft: not yet approved"
    header = text_of(parts(FILE)["word/header1.xml"])
    assert header == "Foxglove Lane Infant School\tDraft: not yet approved"


def test_a_draft_says_so_before_all_else_and_on_every_page() -> None:
    styles = [value(one.find(f"{W}pPr/{W}pStyle")) for one in body(FILE).iter(f"{W}p")]
    assert styles[0] == "Status"
    assert "Draft: not yet approved" in text_of(parts(FILE)["word/footer1.xml"])


def test_the_last_three_lines_of_contents_stay_on_one_page() -> None:
    lines = [one for one in body(FILE).iter(f"{W}p") if value(one.find(f"{W}pPr/{W}pStyle")).startswith("TOC")]
    kept = [one.find(f"{W}pPr/{W}keepNext") is not None for one in lines[1:]]
    assert kept == [False] * (len(kept) - 3) + [True, True, False]


def test_the_number_of_a_tenth_clause_of_a_tenth_section_stands_clear_of_its_heading() -> None:
    heading = next(one for one in parts(FILE)["word/styles.xml"] if value(one, "styleId") == "Heading2")
    size = int(value(heading.find(f"{W}rPr/{W}sz")))
    gap = 50  # by the widest letters of the fonts that may stand in for the house's
    assert lines(measured([("10.10", True)]), size, NUMBER_WIDTH - gap) == 1


def test_what_is_ready_but_not_approved_says_so_on_every_page() -> None:
    ready = parts(docx.write(samples.changed(POLICY, status="ready", preface=())))
    assert "Not yet approved" in text_of(ready["word/header1.xml"])
    assert "Not yet approved" in text_of(ready["word/footer1.xml"])
    assert "Not yet approved" in text_of(ready["word/footer2.xml"])
    assert "Status" not in {value(one) for one in ready["word/document.xml"].iter(f"{W}pStyle")}


def test_an_address_stays_whole_and_short_cells_make_room_for_it() -> None:
    table = Table(
        samples.row("Role", "Name", "How to reach them", "Checked"),
        (samples.row("Designated safeguarding lead", "Helen Ashdown", "governors@foxglovelane.example", "1 May 2026"),),
    )
    letter = 130.0
    widths = column_widths(table, letter)
    assert sum(widths) == TEXT_WIDTH
    assert widths[2] >= len("governors@foxglovelane.example") * letter
    assert widths[0] >= len("safeguarding") * letter


def test_a_column_to_write_in_is_wide_whatever_stands_at_its_head() -> None:
    places = Row(((Span("Filters work"),), (Span("", fill="choice", options=("yes", "no")),), (Span("", fill="text"),)))
    _, choice, evidence = column_widths(Table(samples.row("What", "In place", "Evidence"), (places,) * 4), 110.0)
    assert evidence > 2 * choice


def test_a_number_of_two_digits_has_room_before_a_picture() -> None:
    def hanging(count: int) -> int:
        item = ListItem((Paragraph((Span("a tablet", fill="picture"), Span("Ask first."))),))
        clause = samples.clause("steps", "1", "Steps", ItemList((item,) * count, ordered=True))
        data = docx.write(samples.changed(samples.policy(), preface=(), clauses=(clause,)))
        return max(int(value(one, "hanging") or 0) for one in body(data).iter(f"{W}ind"))

    assert hanging(10) - hanging(9) >= 150


def test_a_table_before_the_first_clause_is_called_by_the_title_of_the_document() -> None:
    people = Table(Row(((Span("Role"),),)), (Row(((Span("Head"),),)),))
    data = docx.write(samples.changed(one_clause(Paragraph((Span("Words."),))), preface=(people,)))
    assert [value(one) for one in body(data).iter(f"{W}tblDescription")] == [POLICY.title]


def test_an_approved_document_nowhere_says_draft() -> None:
    approved = docx.write(samples.changed(POLICY, status="approved", preface=()))
    said = "".join(text_of(part) for name, part in parts(approved).items() if name.startswith("word/"))
    assert "raft" not in said
    assert "ot yet approved" not in said


def test_there_is_one_title() -> None:
    assert styles_used(FILE).count("Title") == 1


def test_contents_are_filled_in_and_linked_and_nothing_is_asked_on_opening() -> None:
    made = body(FILE)
    entries = [one for one in made.iter(f"{W}p") if value(one.find(f"{W}pPr/{W}pStyle")).startswith("TOC")][1:]
    expected = ["\t".join(filter(None, (one.number, spans_text(one.heading)))) for one in POLICY.clauses]
    assert [text_of(one) for one in entries] == expected
    targets = [value(one.find(f"{W}hyperlink"), "anchor") for one in entries]
    assert targets == [bookmark(clause.id) for clause in POLICY.clauses]
    settings = parts(FILE)["word/settings.xml"]
    assert settings.find(f"{W}updateFields") is None
    assert not [one for one in made.iter() if one.get(f"{W}dirty")]


def test_long_contents_name_sections_only() -> None:
    made = body(docx.write(samples.long_policy()))
    levels = {value(one) for one in made.iter(f"{W}pStyle") if value(one).startswith("TOC")}
    assert levels == {"TOCHeading", "TOC1"}


def test_a_document_without_contents_has_none() -> None:
    assert "TOCHeading" not in styles_used(docx.write(samples.changed(POLICY, contents=False)))


def test_the_foot_of_a_page_counts_pages_in_the_document_s_own_words() -> None:
    words = samples.WORDS | {"page": "Tudalen", "of": "o", "version": "Fersiwn"}
    found = parts(docx.write(samples.changed(POLICY, words=words, language="cy")))
    for name in ("word/footer1.xml", "word/footer2.xml"):
        assert text_of(found[name]).endswith("Fersiwn 0.1 · Draft: not yet approved\tTudalen 1 o 1")
        fields = [(one.text or "").strip() for one in found[name].iter(f"{W}instrText")]
        assert fields == ["PAGE", "NUMPAGES"]
    assert value(found["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) == "cy-GB"


# Properties, look, bytes


def test_the_file_says_who_wrote_it_in_which_language_and_not_when() -> None:
    told = python_docx.Document(io.BytesIO(FILE)).core_properties
    assert (told.title, told.author, told.language) == (POLICY.title, POLICY.organisation, "en-GB")
    assert (told.subject, told.content_status, told.version) == (spans_text(POLICY.summary), "draft", "0.1")
    assert (told.created, told.modified, told.last_modified_by) == (None, None, "")


def test_text_for_children_is_larger() -> None:
    sizes = {}
    for reading in ("early", "easyread", "ks2", "ks3-4", "16plus", "staff", "board"):
        styles = parts(docx.write(samples.changed(POLICY, reading=reading)))["word/styles.xml"]
        sizes[reading] = int(value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz"))) / 2
    assert sizes == {"early": 16, "easyread": 16, "ks2": 14, "ks3-4": 12, "16plus": 12, "staff": 12, "board": 12}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, definition)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_style_is_readable_on_its_ground_and_on_every_table_s() -> None:
    styles = {value(one, "styleId"): one for one in parts(FILE)["word/styles.xml"].findall(f"{W}style")}

    def looked_up(style: str, path: str, name: str, default: str) -> str:
        while style:
            found = styles[style].find(path)
            if found is not None:
                return value(found, name)
            style = value(styles[style].find(f"{W}basedOn"))
        return default

    tables = [one for one in styles.values() if one.get(f"{W}type") == "table"]
    grounds = {value(shade, "fill") for table in tables for shade in table.iter(f"{W}shd")}
    links = value(styles["Hyperlink"].find(f"{W}rPr/{W}color"))
    for name, style in styles.items():
        if style.get(f"{W}type") != "paragraph":
            continue
        colour = looked_up(name, f"{W}rPr/{W}color", "val", "000000")
        own = looked_up(name, f"{W}pPr/{W}shd", "fill", "FFFFFF")
        on = {own} | (grounds if name.startswith(("Table", "Field")) else set())
        for ground in on:
            assert contrast(colour, ground) >= 4.5, name
            assert contrast(links, ground) >= 4.5, f"a link in {name}"


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from policygen.writers import docx; from tests.writers import samples;"
        "print(hashlib.sha256(docx.write(samples.policy())).hexdigest())"
    )
    settings = ({"PYTHONHASHSEED": "1", "TZ": "UTC"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"})
    assert {in_another_process(script, **one) for one in settings} == {hashlib.sha256(FILE).hexdigest()}


def test_the_zip_is_sound_and_carries_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(FILE)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_house_with_its_own_colours_and_font_uses_them() -> None:
    styles = parts(docx.write(POLICY, House(Brand(font="Verdana", accent="5A2D0C"))))["word/styles.xml"]
    heading = next(one for one in styles.findall(f"{W}style") if value(one, "styleId") == "Heading1")
    assert value(heading.find(f"{W}rPr/{W}color")) == "5A2D0C"
    assert value(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"), "ascii") == "Verdana"


def test_writing_needs_no_python_docx() -> None:
    script = (
        "import sys; from policygen.writers import docx, markdown; from tests.writers import samples;"
        "docx.write(samples.policy()); markdown.write(samples.policy());"
        "print([name for name in ('docx', 'lxml', 'jinja2', 'yaml') if name in sys.modules])"
    )
    assert in_another_process(script) == "[]"


def test_a_clause_without_a_heading_still_has_its_bookmark() -> None:
    nameless = Clause("mobile-devices-policy/nameless", "", (), 1, (samples.p("Words."),))
    made = docx.write(samples.changed(POLICY, clauses=(nameless,), numbered=False))
    assert bookmark(nameless.id) in [value(one, "name") for one in body(made).iter(f"{W}bookmarkStart")]
    assert not [one for one in styles_used(made) if one.startswith("Heading")]
