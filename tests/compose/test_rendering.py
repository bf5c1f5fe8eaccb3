"""What an author writes, and what the reader gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygen.errors import PolicygenError
from policygen.model import Box, Flow, Form, ItemList, Paragraph, Table
from policygen.text import clause_text, spans_text
from tests.kit import CLUB, SCHOOL, compose_text, document, library_with, page, words

if TYPE_CHECKING:
    from pathlib import Path


def rendered(folder: Path, body: str, profile: str = SCHOOL) -> str:
    """Return the words of each clause of a one-page document, a clause to a paragraph."""
    pack = compose_text(folder, profile, library=library_with(folder, page=page(body)))
    clauses = document(pack, "page").clauses
    return "\n\n".join(f"{one.number} {spans_text(one.heading)}\n{clause_text(one)}".strip() for one in clauses)


def test_each_clause_has_its_number_and_a_clause_left_out_leaves_no_hole(tmp_path: Path) -> None:
    body = """\
## One {#one}

Text.

## Two {#two when="org.is_club"}

Text.

### Two one {#two-one}

Text.

## Three {#three}

### Three one {#three-one when="org.is_club"}

Text.

### Three two {#three-two}

Text.
"""
    assert rendered(tmp_path, body).split("\n\n") == ["1 One\nText.", "2 Three", "2.1 Three two\nText."]


@pytest.mark.parametrize(
    "body",
    [
        "{% if org.is_club %}A paragraph.{% endif %}",
        "- {% if org.is_club %}An item.{% endif %}",
        "1. {% if org.is_club %}An item.{% endif %}",
        "| A | B |\n|---|---|\n| {% if org.is_club %}x | y{% endif %} |",
        "::: box note\n{% if org.is_club %}A note.{% endif %}\n:::",
        "::: when org.is_club\nA block.\n:::",
        "::: each d in lead.deputies\n{{ d.name }}\n:::",
        "::: form\n- {% if org.is_club %}Name{% endif %}\n:::",
    ],
)
def test_what_comes_out_empty_disappears_with_all_that_held_it(tmp_path: Path, body: str) -> None:
    text = rendered(
        tmp_path, f"## Kept {{#kept}}\n\nText.\n\n## Empty {{#empty}}\n\n{body}\n\n## Last {{#last}}\n\nText."
    )
    assert text.split("\n\n") == ["1 Kept\nText.", "2 Last\nText."]


def test_items_and_rows_are_repeated_for_each_of_a_list(tmp_path: Path) -> None:
    profile = SCHOOL.replace("Ann Example}", "Ann Example}, deputies: [{name: Bo}, {name: Cy}]")
    body = """\
## List {#list}

- First.
- {% for d in lead.deputies %}{{ d.name }} helps.{% endfor %}
- Last.

## Table {#table}

| Role | Name |
|---|---|
| Lead | {{ lead.safeguarding.name }} |
| {% for d in lead.deputies %}Deputy | {{ d.name }}{% endfor %} |
"""
    text = rendered(tmp_path, body, profile)
    assert "- First.\n- Bo helps.\n- Cy helps.\n- Last." in text
    assert "Role | Name\nLead | Ann Example\nDeputy | Bo\nDeputy | Cy" in text


def test_a_list_goes_on_around_a_choice(tmp_path: Path) -> None:
    body = "## Steps {#steps}\n\n1. Stop.\n\n::: when org.is_school\n\n2. Tell.\n\n:::\n\n3. Write.\n"
    assert "1. Stop.\n2. Tell.\n3. Write." in rendered(tmp_path, body)


def test_a_chart_has_its_steps_and_the_ways_that_leave_them(tmp_path: Path) -> None:
    body = """\
## Before {#before}

Text.

## Chart {#chart}

::: flow What {{ lead.safeguarding.name }} wants

1. Is a child in danger?
   - **Yes:** ring 999.
   - {% if org.is_club %}Ring the club.{% endif %}

::: when org.is_school

2. Tell {{ lead.safeguarding.name }}, as {{ see('before') }} says.

:::

3. {% if org.is_club %}Nobody reads this.{% endif %}
   - But this stays.

:::
"""
    pack = compose_text(tmp_path, SCHOOL, library=library_with(tmp_path, page=page(body)))
    (flow,) = document(pack, "page").clauses[1].blocks
    assert isinstance(flow, Flow)
    assert flow.title == "What Ann Example wants"
    assert [spans_text(step.spans) for step in flow.steps] == [
        "Is a child in danger?",
        "Tell Ann Example, as section 1 says.",
        "But this stays.",
    ]
    assert [[spans_text(way) for way in step.branches] for step in flow.steps] == [["Yes: ring 999."], [], []]
    assert flow.steps[0].branches[0][0].strong


def test_a_chart_of_nothing_disappears(tmp_path: Path) -> None:
    body = "## C {#c}\n\nText.\n\n::: flow What to do\n\n1. {% if org.is_club %}Tell.{% endif %}\n\n:::\n"
    assert rendered(tmp_path, body) == "1 C\nText."


def test_otherwise_and_otherwise_when(tmp_path: Path) -> None:
    body = (
        "## C {#c}\n\n::: when org.is_care\nHome.\n::: otherwise when org.is_club\nClub.\n::: otherwise\nSchool.\n:::\n"
    )
    assert rendered(tmp_path, body) == "1 C\nSchool."
    assert rendered(tmp_path, body, CLUB) == "1 C\nClub."


def test_initials_are_spelt_out_once_in_each_document(tmp_path: Path) -> None:
    body = "## C {#c}\n\nTell the {{ abbr.lead }}.\n\nThe {{ abbr.lead }} writes. A {{ abbr.lead }} listens.\n"
    assert rendered(tmp_path, body) == (
        "1 C\nTell the designated safeguarding lead (DSL).\nThe DSL writes. A DSL listens."
    )
    assert rendered(tmp_path, body, CLUB) == (
        "1 C\nTell the safeguarding lead.\nThe safeguarding lead writes. A safeguarding lead listens."
    )


def test_references_print_the_number_and_lead_to_the_clause(tmp_path: Path) -> None:
    pack = compose_text(tmp_path, SCHOOL)
    sentence = document(pack, "phones").clauses[0].blocks[1]
    assert isinstance(sentence, ItemList)
    assert "see section 2." in words(pack, "phones")
    reference = [span for span in sentence.items[-1].blocks[0].spans if span.ref]  # type: ignore[union-attr]
    assert [(span.text, span.ref) for span in reference] == [("section 2", "phones/exceptions")]
    assert "see Phones at Testing, section 3 of Phones at Testing." in words(pack, "law-list")


def test_a_sentence_may_begin_with_a_reference(tmp_path: Path) -> None:
    body = "## C {#c}\n\n{{ see('d') | cap }} says more. {{ doc('law-list') | cap }} too.\n\n## D {#d}\n\nText.\n"
    assert rendered(tmp_path, body).startswith("1 C\nSection 2 says more. The law too.")


def test_a_reference_to_a_clause_that_this_organisation_does_not_get_is_refused(tmp_path: Path) -> None:
    body = "## One {#one}\n\nSee {{ see('two') }}.\n\n## Two {#two when=\"org.is_club\"}\n\nText.\n"
    with pytest.raises(PolicygenError) as caught:
        rendered(tmp_path, body)
    assert [(one.code, one.place.line) for one in caught.value.problems] == [("reference-to-nothing", 10)]


def test_boxes_forms_and_looks(tmp_path: Path) -> None:
    pack = compose_text(tmp_path, CLUB)
    form = document(pack, "club-card").clauses[0].blocks[1]
    assert isinstance(form, Form)
    assert [(spans_text(one.label), one.kind) for one in form.fields] == [
        ("My name", "text"),
        ("Date", "date"),
        ("I agree", "tick"),
    ]
    box = next(one for one in document(pack, "phones").clauses[-2].blocks if isinstance(one, Box))
    paragraph = box.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.strong, span.emphasis, span.href) for span in paragraph.spans] == [
        ("Tell ", False, False, ""),
        ("Childline", False, False, "https://www.childline.org.uk"),
        (" on 0800 1111. It is ", False, False, ""),
        ("not", True, False, ""),
        (" your ", False, False, ""),
        ("fault", False, True, ""),
        (".", False, False, ""),
    ]


def test_a_choice_leaves_no_loose_space_before_a_full_stop_and_none_twice(tmp_path: Path) -> None:
    body = "## C {#c}\n\nWe {% if org.is_club %}never{% endif %} ask {% if org.is_club %}twice{% endif %}.\n"
    assert rendered(tmp_path, body) == "1 C\nWe ask."


def test_quotation_marks_and_apostrophes_come_out_as_in_print(tmp_path: Path) -> None:
    body = "## C {#c}\n\nThe school's \"rule\" and {{ org.short_name }}'s own.\n"
    assert rendered(tmp_path, body) == "1 C\nThe school\u2019s \u201crule\u201d and Testing\u2019s own."


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('It said "go away{% if org.is_school %} now"{% endif %}.', "It said \u201cgo away now\u201d."),
        ('{% if org.is_school %}"Stay"{% endif %} and go.', "\u201cStay\u201d and go."),
        ('Ask {% if org.is_school %}("who?"){% endif %} first.', "Ask (\u201cwho?\u201d) first."),
    ],
)
def test_a_quotation_mark_beside_a_choice_is_one_of_print(tmp_path: Path, written: str, printed: str) -> None:
    assert rendered(tmp_path, f"## One {{#one}}\n\n{written}\n") == f"1 One\n{printed}"


def test_more_than_one_owns_with_an_apostrophe_alone_and_a_name_never(tmp_path: Path) -> None:
    owned = "{{ term.audience_parents | cap }}'s bags, the {{ term.child }}'s bag, {{ org.name }}'s gate."
    body = f"## One {{#one}}\n\n{owned}\n"
    profile = SCHOOL.replace("name: ", "name: St James ", 1)
    said = rendered(tmp_path, body, profile)
    assert "Parents and carers\u2019 bags, the pupil\u2019s bag" in said
    assert "St James" in said
    assert "\u2019s gate" in said


@pytest.mark.parametrize("row", [
    "| {% if org.is_club %}a | b{% else %}c | d{% endif %} |",
    "| {% if org.is_club %}a{% else %}b | c{% endif %} |",
    "| a | b{% endif %} |",
])  # fmt: skip
def test_a_choice_that_crosses_cells_is_refused_on_its_row(tmp_path: Path, row: str) -> None:
    body = f"## One {{#one}}\n\n| A | B |\n|---|---|\n{row}\n\n## Two {{#two}}\n\nText.\n"
    with pytest.raises(PolicygenError) as caught:
        rendered(tmp_path, body)
    (problem,) = caught.value.problems
    assert problem.code == "split-choice"
    lines = (tmp_path / "own" / "documents" / "page.md").read_text().splitlines()
    assert lines[problem.place.line - 1] == row
    assert "a row for each case" in problem.hint


def test_a_gap_is_marked_and_makes_the_pack_a_draft_that_says_so(tmp_path: Path) -> None:
    pack = compose_text(tmp_path, SCHOOL.replace("lead: {safeguarding: {name: Ann Example}}", ""))
    assert pack.status == "draft"
    assert [(one.code, one.path) for one in pack.to_complete] == [("to-complete", "lead.safeguarding.name")]
    assert "[missing: Safeguarding lead: name] is the designated safeguarding lead (DSL)." in words(pack, "phones")
    assert "1 thing is still to complete before it can be approved:\n- Safeguarding lead: name" in words(pack, "phones")
    assert pack.documents[0].id == "complete-before-approval"
    assert "Safeguarding lead: name is not given | lead.safeguarding.name" in words(pack, "complete-before-approval")


def test_nothing_missing_and_approved_by_a_body_on_a_day_by_a_minute(tmp_path: Path) -> None:
    assert compose_text(tmp_path, SCHOOL).status == "ready"
    approved = SCHOOL + "approval: {date: 2026-10-01, minute_ref: G 26/4}\n"
    pack = compose_text(tmp_path, approved)
    assert pack.status == "approved"
    assert "Approved: Governors, 1 October 2026, minute G 26/4" in words(pack, "phones")


def test_a_clause_remembers_the_facts_words_law_and_contacts_that_chose_its_text(tmp_path: Path) -> None:
    pack = compose_text(tmp_path, SCHOOL)
    uses = {one.id: one.uses for one in document(pack, "phones").clauses}
    assert uses["phones/where"].facts == (
        "cam.uses", "lead.safeguarding.name", "org.is_school", "org.nation", "phones.children", "phones.staff",
    )  # fmt: skip
    assert uses["phones/where"].terms == ("child", "lead", "phones.staff:staffroom_only")
    assert [(one.id, one.version) for one in uses["phones/exceptions"].law] == [("guidance", "2026-09-01")]
    # The clause is there because of its condition, so the condition counts.
    assert "org.is_school" in uses["phones/exceptions-school"].facts
    assert uses["phones/telling"].contacts == ("childline",)


def test_a_shared_clause_stands_in_the_document_under_its_own_id(tmp_path: Path) -> None:
    clause = document(compose_text(tmp_path, SCHOOL), "phones").clauses[-1]
    assert (clause.id, clause.covers) == ("phones/kind", ("R3",))


def test_a_table_whose_rows_all_go_takes_its_clause_with_it(tmp_path: Path) -> None:
    clauses = document(compose_text(tmp_path, SCHOOL), "phones").clauses
    assert "phones/deputies" not in {one.id for one in clauses}
    assert not any(isinstance(block, Table) for one in clauses for block in one.blocks)
