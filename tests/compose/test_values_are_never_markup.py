"""Whatever an organisation or a person is called, it comes out as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.errors import PolicygenError
from policygen.model import Paragraph
from policygen.text import spans_text
from tests.kit import compose_text, document, library_with, page

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [
    "A & B <Ltd>",
    "*Stars* #1",
    "{{ 7*7 }}",
    "{% if x %}",
    "O'Neill",
    "مدرسة النور",
    "Ysgol Gyfun Llanbedr Pont Steffan ŵŷ",
    "1. First",
    "- A dash",
    "# A title",
    "[a link](https://example.example)",
    "a | b | c",
    "_under_ __line__ `code`",
    "::: when true",
    "N" * 300,
    "back\\slash",
    "€ — “quoted” …",
]
TEMPLATE = page(
    "## About {{ org.name }} {#about}\n\n{{ org.name }}\n\n- {{ org.name }}\n\n| A |\n|---|\n| {{ org.name }} |"
)


def straight(text: str) -> str:
    """Return a text with straight quotation marks: print has its own, and nothing else may differ."""
    return text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def organisation(name: str) -> str:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'org: {{name: "{quoted}", type: secondary, nation: england}}\nchildren: {{age_min: 11, age_max: 18}}\n'


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_out_as_it_was_written_in_every_kind_of_block(tmp_path: Path, name: str) -> None:
    pack = compose_text(tmp_path, organisation(name), library=library_with(tmp_path, page=TEMPLATE))
    clause = document(pack, "page").clauses[0]
    name = name.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    paragraph, bullets, table = clause.blocks
    assert spans_text(clause.heading) == f"About {name}"
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.strong, span.emphasis, span.href) for span in paragraph.spans] == [
        (name, False, False, "")
    ]
    assert spans_text(bullets.items[0].blocks[0].spans) == name  # type: ignore[union-attr]
    assert spans_text(table.rows[0].cells[0]) == name  # type: ignore[union-attr]


@given(st.text(min_size=1, max_size=60))
def test_no_text_at_all_becomes_markup_or_stops_policygen(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    quoted = "".join(f"\\U{ord(char):08x}" for char in name if not 0xD800 <= ord(char) <= 0xDFFF)
    text = f'org: {{name: "{quoted}", type: secondary, nation: england}}\nchildren: {{age_min: 11, age_max: 18}}\n'
    try:
        pack = compose_text(folder, text, library=library_with(folder, page=TEMPLATE))
    except PolicygenError:
        return  # refused with a message: a control character, say
    clause = document(pack, "page").clauses[0]
    shown = spans_text(clause.heading).removeprefix("About").strip()
    assert straight(shown).split() == straight(name).split()
    assert len(clause.blocks) == 3
