"""Whatever a condition leaves out, nothing else is lost: what would lose text is refused, with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import jinja2
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policygen.compose.stream import parse
from policygen.sources import marks as m
from policygen.sources.markup import ClauseCompiler
from policygen.text import blocks_text
from tests.kit import CLUB, SCHOOL, compose_text, library_with, page, words

if TYPE_CHECKING:
    from pathlib import Path

SOUND = {
    "a part of a paragraph": "w1 {% if a %}w2{% else %}w3{% endif %} w4.",
    "two paragraphs": "{% if a %}w1.\n\nw2.{% endif %}\n\nw3.",
    "two paragraphs or two others": "w0 {% if a %}w1.\n\nw2.{% else %}w3.\n\nw4.{% endif %}",
    "lines of their own around a list": "{% if a %}\n\n- w1\n- w2\n\n{% endif %}\n\nw3.",
    "items": "- {% if a %}w1\n- w2{% endif %}\n- w3",
    "an item with what is beneath it": "1. {% if a %}w1\n   - w2\n\n   w3{% endif %}\n2. w4",
    "a row": "| A | B |\n|---|---|\n| {% if a %}w1 | w2{% endif %} |\n| w3 | w4 |",
    "a row for each": "| A | B |\n|---|---|\n| {% for x in [1, 2] %}w1 | w2{% endfor %} |",
    "a row for each of some": "| A | B |\n|---|---|\n| {% for x in [1] %}{% if a %}w1 | w2{% endif %}{% endfor %} |",
    "a part of each cell": "| A | B |\n|---|---|\n| w1{% if a %} w2{% endif %} | {% if b %}w3{% else %}w4{% endif %} |",
    "a part of what a box says": "::: box note\nw1 {% if b %}w2{% endif %}\n:::\n\nw4",
}
LOST = {
    "from a paragraph into a list": ("w1 {% if a %}w2.\n\n- w3{% endif %} w4", 1, 4),
    "from a list into a paragraph": ("- w0\n- w1 {% if a %}w2.\n\nw3{% endif %} w4.", 2, 6),
    "from an item into what is beneath it": ("- w1 {% if a %}w2\n  - w3{% endif %} w4", 1, 6),
    "out of a box": ("::: box note\nw0 {% if a %}w1\n:::\n\nw2{% endif %} w3.", 2, 4),
    "from one box into another": ("::: box do\n{% if a %}w1\n:::\n::: box dont\nw2{% endif %} w3\n:::", 2, 1),
    "from a cell into the next": ("| A | B |\n|---|---|\n| w0 {% if a %}w1 | w2{% endif %} w3 |", 3, 6),
    "from a row into the next": ("| A | B |\n|---|---|\n| w0 | w1{% if a %} |\n| w2{% endif %} | w3 |", 3, 10),
    "out of a table": ("| A | B |\n|---|---|\n| w0 | w1{% if a %} |\n\nw2{% endif %}", 3, 10),
    "at its otherwise": ("w1 {% if a %}w2{% else %}\n\n- w3{% endif %} w4", 1, 4),
    "out of a condition around blocks": ("::: when a\nw1 {% if b %}w2\n:::\n\nw3 {% endif %}", 2, 4),
    "to no end": ("w1.\n\nw2 {% if a %}w3.", 3, 4),
    "from no beginning": ("w1.\n\n{% endif %}w2.", 3, 1),
    "for each": ("w1 {% for x in [1] %}w2.\n\n- w3{% endfor %} w4", 1, 4),
}


def compiled(body: str) -> tuple[ClauseCompiler, str]:
    compiler = ClauseCompiler("page.md")
    return compiler, compiler.body(body.split("\n"), 1)


def said(source: str, *, a: bool, b: bool) -> list[str]:
    """Return the words that a reader gets from the marked source of a clause."""
    stream = jinja2.Template(source).render(a=a, b=b)
    clause = parse(f"{m.CLAUSE}0{m.ARGUMENT}{m.PARAGRAPH}Heading{m.END}\n{stream}{m.END}")[0]
    return re.findall(r"w\d", blocks_text(clause.blocks))


def wanted(body: str, *, a: bool, b: bool) -> list[str]:
    """Return the words that the conditions leave, whatever the blocks are."""
    return re.findall(r"w\d", jinja2.Template(body).render(a=a, b=b))


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
@pytest.mark.parametrize("a", [True, False], ids=["holds", "does not"])
def test_a_condition_around_whole_things_leaves_out_just_these(body: str, a: bool) -> None:  # noqa: FBT001 - a case
    compiler, source = compiled(body)
    assert compiler.problems == []
    assert said(source, a=a, b=not a) == wanted(body, a=a, b=not a)


@pytest.mark.parametrize(("body", "line", "column"), LOST.values(), ids=LOST)
def test_a_condition_that_would_lose_text_is_refused_where_it_begins(body: str, line: int, column: int) -> None:
    found = {(one.code, one.place.line, one.place.column): one for one in compiled(body)[0].problems}
    assert found["split-choice", line, column].hint


def test_a_condition_may_not_begin_in_a_heading_and_end_below() -> None:
    compiler = ClauseCompiler("page.md")
    compiler.heading("Phones {% if a %}and watches", 7)
    assert [(one.code, one.place.line) for one in compiler.problems] == [("split-choice", 7)]


def test_who_has_no_deputy_reads_a_table_without_its_row(tmp_path: Path) -> None:
    row = "| {% if org.is_school %}School | yes{% endif %} |"
    body = f"## C {{#c}}\n\n| Role | Name |\n|---|---|\n| Club | {{{{ org.name }}}} |\n{row}"
    library = library_with(tmp_path, page=page(body))
    assert "School | yes" in words(compose_text(tmp_path, SCHOOL, library=library), "page")
    assert "School | " not in words(compose_text(tmp_path, CLUB, library=library), "page")


LEAVES = st.sampled_from(
    ["w1", "w2.", " ", "\n\n", "\n\nw3 ", "\n- w4 ", "\n  - w5 ", "\n1. w6 ", "\n\n   w7 ", "\n::: box do\n", "\n:::\n"]
)


def choices(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return texts with conditions in them, one within another, that begin and end anywhere."""
    texts = st.lists(parts, max_size=4).map("".join)
    return st.one_of(
        st.tuples(st.sampled_from("ab"), texts).map(lambda made: f"{{% if {made[0]} %}}{made[1]}{{% endif %}}"),
        st.tuples(texts, texts).map(lambda made: f"{{% if a %}}{made[0]}{{% else %}}{made[1]}{{% endif %}}"),
        texts.map(lambda text: f"{{% for x in [1, 2] %}}{text}{{% endfor %}}"),
    )


BODIES = st.lists(st.recursive(LEAVES, choices, max_leaves=8), min_size=1, max_size=6).map("".join)


@settings(max_examples=100)
@given(BODIES, st.booleans(), st.booleans())
def test_what_is_not_refused_loses_nothing(body: str, a: bool, b: bool) -> None:  # noqa: FBT001 - the facts
    compiler, source = compiled(body)
    assume(not compiler.problems)
    assert said(source, a=a, b=b) == wanted(body, a=a, b=b)
