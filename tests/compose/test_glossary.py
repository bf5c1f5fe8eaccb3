"""A word of the glossary leads to its entry where it first stands in a document, and nowhere that the entry is not."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from policygen.model import Paragraph, Span
from policygen.review.lint import lint
from policygen.review.words import line_key
from policygen.sources.docx_reader import read_document
from policygen.text import clause_hash, clause_text
from policygen.writers import docx, html_document
from tests.kit import CLUB, SCHOOL, compose_text, document, library_with, page

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.model import Document, Pack

WORDS = page(
    "## Harm {#harm}\n\n| Word | Meaning |\n|---|---|\n| **Grooming** | Winning trust in order to harm. |\n"
    '| {% if org.is_school %}**"Victim blaming"** | Saying that it is their fault.{% endif %} |\n'
    "| **{{ term.child | cap }}** | Anybody under 18. |\n\n"
    '## More {#more when="org.is_club"}\n\n### Games {#games}\n\n| Word | Meaning |\n|---|---|\n'
    "| **Loot box** | Something bought without seeing it. |\n\n"
    "::: when org.is_school\n\n| Word | Meaning |\n|---|---|\n| **Blocked** | No entry: it stands in a block. |\n\n:::",
    name="words",
    front="glossary: true\n",
)


def entries(made: Document) -> list[tuple[str, str]]:
    """Return the words that lead to an entry, with the entry's clause, in the order of the document."""
    blocks = [block for clause in made.clauses for block in clause.blocks if isinstance(block, Paragraph)]
    return [(span.text, span.entry) for block in blocks for span in block.spans if span.entry]


def composed(folder: Path, body: str, profile: str = SCHOOL, words: str = WORDS) -> Pack:
    return compose_text(folder, profile, library=library_with(folder, words=words, page=page(body)))


def written(made: Document, pages: list[str]) -> str:
    return html_document.write(made, pages).decode()


def linked(folder: Path, body: str, profile: str = SCHOOL, words: str = WORDS) -> list[tuple[str, str]]:
    return entries(document(composed(folder, body, profile, words), "page"))


TWICE = "## A {#a}\n\nThis is {{ gloss('grooming') }}.\n\n## B {#b}\n\nThis is {{ gloss('grooming') }} too."


def test_a_word_leads_to_its_entry_where_it_first_stands_and_only_there(tmp_path: Path) -> None:
    assert linked(tmp_path, TWICE) == [("grooming", "words/harm/grooming")]
    found = document(composed(tmp_path, TWICE), "page")
    assert [clause_text(one) for one in found.clauses] == ["This is grooming.", "This is grooming too."]


def test_each_document_has_a_first_use_of_its_own(tmp_path: Path) -> None:
    library = library_with(tmp_path, words=WORDS, page=page(TWICE), another=page(TWICE, name="another"))
    pack = compose_text(tmp_path, SCHOOL, library=library)
    assert entries(document(pack, "page")) == entries(document(pack, "another")) != []


def test_a_word_may_take_another_form_and_a_large_letter(tmp_path: Path) -> None:
    assert linked(tmp_path, "## A {#a}\n\nA child is {{ gloss('Grooming', 'groomed') }}.") == [
        ("groomed", "words/harm/grooming")
    ]
    assert linked(tmp_path, "## A {#a}\n\n{{ gloss('grooming') | cap }} harms.") == [
        ("Grooming", "words/harm/grooming")
    ]
    assert linked(tmp_path, "## A {#a}\n\nNo {{ gloss('victim blaming') }}.") == [
        ("victim blaming", "words/harm/victim-blaming")
    ]


def test_an_entry_that_this_organisation_does_not_get_leads_nowhere(tmp_path: Path) -> None:
    blaming = "## A {#a}\n\nNo {{ gloss('victim blaming') }}."
    box = "## A {#a}\n\nNo {{ gloss('loot box') }}."
    assert linked(tmp_path, blaming, CLUB) == []
    assert linked(tmp_path, box, SCHOOL) == []
    assert linked(tmp_path, box, CLUB) == [("loot box", "words/games/loot-box")]


def test_without_the_glossary_in_the_pack_the_word_is_plain(tmp_path: Path) -> None:
    assert linked(tmp_path, TWICE, SCHOOL + "pack: {leave_out: [words]}\n") == []
    assert linked(tmp_path, TWICE, CLUB, WORDS.replace("glossary: true", "glossary: true\nwhen: org.is_school")) == []


def test_the_record_says_what_decided_that_the_word_leads_there(tmp_path: Path) -> None:
    words = WORDS.replace("glossary: true", "glossary: true\nwhen: phones.staff != 'staffroom_only'")
    pack = composed(tmp_path, "## A {#a}\n\nNo {{ gloss('victim blaming') }}.", words=words)
    pack_of_others = composed(tmp_path, "## A {#a}\n\nNo blaming.", words=words)
    used, plain = (set(document(one, "page").clauses[0].uses.facts) for one in (pack, pack_of_others))
    assert used - plain == {"phones.staff"}, "without the glossary, nothing more was asked"
    asked = set(
        document(composed(tmp_path, "## A {#a}\n\nNo {{ gloss('victim blaming') }}."), "page").clauses[0].uses.facts
    )
    assert "org.is_school" in asked


ALSO = WORDS.replace("Anybody", "{{ gloss('grooming') | cap }}, not of anybody") + (
    "\n\n## Also {#also}\n\nSee {{ gloss('grooming') }} and {{ gloss('grooming') }}.\n"
)


def test_within_the_glossary_a_word_leads_to_its_entry_in_every_format_and_in_that_clause_it_is_plain(
    tmp_path: Path,
) -> None:
    found = document(composed(tmp_path, TWICE, words=ALSO), "words")
    assert entries(found) == [("grooming", "words/harm/grooming")]
    assert clause_text(found.clauses[-1]) == "See grooming and grooming."
    assert '<a href="#harm_grooming">grooming</a>' in written(found, [])
    with zipfile.ZipFile(io.BytesIO(docx.write(found))) as files:
        body = files.read("word/document.xml").decode()
    (name,) = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', body)
    assert f'w:name="{name}"' in body[body.index("<w:body>") : body.index(">Harm<")], "the bookmark of its heading"


def test_what_leads_to_an_entry_within_the_glossary_is_no_edit_when_the_file_is_read_back(tmp_path: Path) -> None:
    found = document(composed(tmp_path, TWICE, words=ALSO), "words")
    file = tmp_path / "words.docx"
    file.write_bytes(docx.write(found))
    read = read_document(file).document
    assert [clause_hash(one) for one in read.clauses] == [clause_hash(one) for one in found.clauses]


def test_lint_names_the_nearest_word_of_the_glossary(tmp_path: Path) -> None:
    library = library_with(tmp_path, words=WORDS, page=page("## A {#a}\n\nThis is {{ gloss('groming') }}."))
    found = [one for one in lint(library) if one.code == "unknown-word"]
    assert [(one.place.line, one.place.column, one.suggestion) for one in found] == [(12, 19, "grooming")]


def test_a_word_in_a_block_or_made_by_an_expression_has_no_entry_to_lead_to(tmp_path: Path) -> None:
    assert set(library_with(tmp_path, words=WORDS).glossary) == {"grooming", "victim blaming", "loot box"}


def test_the_page_links_the_word_beside_the_glossary_and_not_without_it(tmp_path: Path) -> None:
    found = document(composed(tmp_path, TWICE), "page")
    pages = ["page", "words"]
    assert re.findall(r'<a href="words\.html#(\w+)"[^>]*>(\w+)</a>', written(found, pages)) == [
        ("harm_grooming", "grooming")
    ]
    assert "words.html" not in written(found, ["page"])


def test_two_documents_that_differ_only_in_where_a_word_leads_say_the_same() -> None:
    led = (Span("This is "), Span("grooming", entry="words/harm/grooming"), Span("."))
    assert line_key(led) == line_key((Span("This is grooming."),))
