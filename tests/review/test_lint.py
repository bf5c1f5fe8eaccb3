"""What is wrong in a library is found before anybody builds with it, each with its file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygen.review.lint import lint
from policygen.review.reach import reachable
from policygen.sources.library import Library
from tests.kit import SMALL, library_with, page, small_library

if TYPE_CHECKING:
    from pathlib import Path

# The body starts on line 10 of the file. Each case: code, body, line, column, and the nearest name if there is one.
CASES = [
    ("unknown-fact", "## C {#c}\n\nStaff: {{ phones.staf }}.", 12, 11, "phones.staff"),
    ("unknown-fact", "## C {#c}\n\n{% if orgg.is_school %}Text.{% endif %}", 12, 7, "org"),
    ("unknown-fact", '## C {#c when="phones.childrn == 1"}\n\nText.', 10, 16, "phones.children"),
    ("unknown-fact", "## C {#c}\n\n::: each d in lead.deputy\n\n{{ d.name }}\n\n:::", 12, 15, "lead.deputies"),
    ("unknown-term", "## C {#c}\n\nThe {{ term.chid }}.", 12, 13, "child"),
    ("unknown-term", "## C {#c}\n\nThe {{ abbr.laed }}.", 12, 13, "lead"),
    ("unknown-phrase", "## C {#c}\n\nPhones {{ phones.children | phrase }}.", 12, 11, ""),
    ("unknown-filter", "## C {#c}\n\n{{ org.name | capp }}.", 12, 15, "cap"),
    ("unknown-law", "## C {#c}\n\nSee {{ law('guidence') }}.", 12, 13, "guidance"),
    ("unknown-law", "## C {#c}\n\n{% if in_force('phone-dut') %}x{% endif %}", 12, 17, "phone-duty"),
    ("unknown-contact", "## C {#c}\n\nRing {{ contact('chidline') }}.", 12, 18, "childline"),
    ("unknown-document", "## C {#c}\n\nSee {{ doc('phone') }}.", 12, 13, "phones"),
    ("unknown-clause", "## C {#c}\n\nSee {{ see('phones/wher') }}.", 12, 13, "phones/where"),
    ("unknown-clause", "## C {#c}\n\nText.\n\n::: include telling/knd", 14, 1, "telling/kind"),
    ("unknown-edition", "## C {#c}\n\n{% if law_from('guidance', '2026-09-02') %}x{% endif %}", 12, 29, "2026-09-01"),
    ("duplicate-id", "## C {#c}\n\nText.\n\n## D {#c}\n\nText.", 14, 1, ""),
    ("unreachable-clause", '## C {#c when="org.is_school and org.is_club"}\n\nText.', 10, 1, ""),
    ("unreachable-clause", '## C {#c when="children.age_min > 12 and children.age_min < 10"}\n\nText.', 10, 1, ""),
    ("split-choice", "## C {#c}\n\nText {% if org.is_school %} without an end.", 12, 6, ""),
    ("split-choice", "## C {#c}\n\nText {% if org.is_school %}which goes\n\n- on here{% endif %}.", 12, 6, ""),
    ("split-choice", "## C {#c}\n\n| A | B |\n|---|---|\n| a {% if org.is_school %}b | c{% endif %} |", 14, 5, ""),
    ("bad-expression", "## C {#c}\n\nText {{ org.name.", 12, 1, ""),
    ("bad-expression", "## C {#c}\n\nText {{ org. }} text.", 12, 1, ""),
    ("bad-call", "## C {#c}\n\nSee {{ law(nation) }}.", 12, 8, ""),
    ("taken-name", "## C {#c}\n\n{% for phones in lead.deputies %}x{% endfor %}", 12, 8, ""),
    ("unknown-directive", "## C {#c}\n\n::: wen org.is_school\n\nText.\n\n:::", 12, 1, "when"),
    ("unclosed-directive", "## C {#c}\n\n::: when org.is_school\n\nText.", 12, 1, ""),
    ("stray-directive", "## C {#c}\n\nText.\n\n:::", 14, 1, ""),
    ("stray-directive", "## C {#c}\n\n::: otherwise\n\nText.", 12, 1, ""),
    ("unknown-box", "## C {#c}\n\n::: box emergncy\n\nText.\n\n:::", 12, 1, "emergency"),
    ("flow-not-steps", "## C {#c}\n\n::: flow\n\n1. One.\n\n- Two.\n\n:::", 16, 1, ""),
    ("flow-not-steps", "## C {#c}\n\n::: flow\n\nText.\n\n:::", 14, 1, ""),
    ("flow-not-steps", "## C {#c}\n\n::: flow\n\n1. One.\n\n   More.\n\n:::", 16, 1, ""),
    ("flow-not-steps", "## C {#c}\n\n::: box do\n\n::: flow\n\n1. One.\n\n:::\n\n:::", 14, 1, ""),
    ("flow-not-steps", "## C {#c}\n\n::: flow\n\n::: form\n\n1. One.\n\n:::\n\n:::", 14, 1, ""),
    ("unknown-markup", "## C {#c}\n\nText with `code`.", 12, 1, ""),
    ("unknown-markup", "## C {#c}\n\n![alt](picture.png)", 12, 1, ""),
    ("bad-heading", "## C {#c}\n\nText.\n\n## No id\n\nText.", 14, 1, ""),
    ("bad-heading", '## C {#c wen="x"}\n\nText.', 10, 10, "when"),
    ("stray-text", "Text before the first clause.\n\n## C {#c}\n\nText.", 10, 1, ""),
    ("stray-text", "## C {#c}\n\nText.\n\n::: include telling/kind\n\nText after it.", 15, 1, ""),
    ("private-character", "## C {#c}\n\nText \ue010 text.", 12, 1, ""),
]


@pytest.mark.parametrize(
    ("code", "body", "line", "column", "near"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_fault_is_found_with_its_place_and_the_nearest_name(  # noqa: PLR0913, PLR0917 - the parts of a finding
    tmp_path: Path, code: str, body: str, line: int, column: int, near: str
) -> None:
    found = lint(library_with(tmp_path, page=page(body)))
    matching = [one for one in found if one.code == code]
    assert [(one.code, one.place.line, one.place.column) for one in matching] == [(code, line, column)]
    assert matching[0].place.file.endswith("own/documents/page.md")
    assert matching[0].suggestion == near
    assert matching[0].hint


@pytest.mark.parametrize(
    ("front", "what"),
    [
        ("publsh: public\n", "'publsh' is not a field"),
        ("numbered: maybe\n", "'numbered' must be a bool"),
    ],
)
def test_a_fault_of_the_front_matter(tmp_path: Path, front: str, what: str) -> None:
    found = lint(library_with(tmp_path, page=page("## C {#c}\n\nText.", front=front)))
    assert [(one.code, one.place.line) for one in found] == [("bad-front-matter", 8)]
    assert what in found[0].message


def test_a_family_that_does_not_exist(tmp_path: Path) -> None:
    found = lint(library_with(tmp_path, page=page("## C {#c}\n\nText.").replace("family: devices", "family: device")))
    assert [(one.code, one.place.line, one.suggestion) for one in found] == [("unknown-family", 4, "devices")]


def test_a_document_that_no_profile_can_get(tmp_path: Path) -> None:
    found = lint(library_with(tmp_path, page=page("## C {#c}\n\nText.", front="when: org.is_school and org.is_care\n")))
    assert [(one.code, one.path) for one in found] == [("unreachable-document", "page")]


def test_a_shared_clause_that_no_document_includes(tmp_path: Path) -> None:
    library = library_with(tmp_path, page=page("## C {#c}\n\nText."))
    shared = library.folders[1] / "shared"
    shared.mkdir()
    (shared / "lonely.md").write_text("## Lonely {#lonely}\n\nText.\n")
    assert [(one.code, one.path) for one in lint(Library(library.folders))] == [("unreachable-clause", "lonely/lonely")]


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("phrases-own.yaml", "phones.visitors:\n  off: off\n", "phrase-without-words"),
        ("phrases-own.yaml", "phones.visitor:\n  off: off\n", "unknown-fact"),
        ("terms-own.yaml", 'child:\n  - {when: "org.is_scool", say: pupil}\n', "unknown-fact"),
        ("terms-own.yaml", "child: pupil\n", "bad-vocabulary"),
        ("terms-own.yaml", "child:\n  - {when: org.is_school, say: pupil}\n", "term-without-words"),
        ("kinds.yaml", "types: {x: {label: x}}\n", "bad-vocabulary"),
        ("wrds.yaml", "en: {}\n", "unknown-file"),
        ("terms-own.yaml", "child: [\n", "yaml-unclosed-bracket"),
    ],
)
def test_a_fault_of_the_vocabulary(tmp_path: Path, file: str, text: str, code: str) -> None:
    own = tmp_path / "own" / "vocabulary"
    own.mkdir(parents=True)
    (own / file).write_text(text)
    assert code in {one.code for one in lint(Library((SMALL, own.parent)))}


def test_a_word_said_twice_in_one_library(tmp_path: Path) -> None:
    own = tmp_path / "own" / "vocabulary"
    own.mkdir(parents=True)
    for name in ("terms-one.yaml", "terms-two.yaml"):
        (own / name).write_text("place:\n  - {say: place}\n")
    assert [one.code for one in lint(Library((SMALL, own.parent)))] == ["said-twice"]


def test_a_sound_library_has_no_findings() -> None:
    assert lint(small_library()) == ()


@pytest.mark.parametrize(
    ("condition", "can_be"),
    [
        ("org.is_school and nation == 'scotland'", True),
        ("org.type == 'infant' and nation == 'scotland'", False),
        ("org.is_school and children.age_max <= 3", True),
        ("phones.staff == 'nowhere'", False),
        ("in_force('phone-duty') and nation == 'wales'", False),
        ("in_force('phone-duty') and not law_from('guidance', '2026-09-01')", True),
        ("in_force('coming-ban')", False),
        ("'website' in cam.uses and 'press' not in cam.uses", True),
        ("has_doc('club-card') and org.is_school", True),
    ],
)
def test_what_some_organisation_could_get(condition: str, can_be: bool) -> None:  # noqa: FBT001 - the expected answer
    assert reachable(condition, small_library()) is can_be


def test_a_clause_may_be_replaced_taken_out_and_added_by_an_own_library(tmp_path: Path) -> None:
    change = (
        '---\namends: phones\n---\n\n## Where our phones are {#where}\n\nOurs.\n\n## x {#exceptions remove="true"}\n\n'
        '## Ours too {#ours after="where"}\n\nMore.\n'
    )
    library = library_with(tmp_path, **{"our-phones": change})
    ids = [clause.id for clause in library.document("phones").clauses]
    assert ids[:2] == ["phones/where", "phones/ours"]
    assert "phones/exceptions" not in ids


def test_an_amendment_of_a_document_that_does_not_exist(tmp_path: Path) -> None:
    library = library_with(tmp_path, **{"our-phones": "---\namends: phnes\n---\n\n## A {#a}\n\nText.\n"})
    assert [(one.code, one.suggestion) for one in lint(library)] == [("unknown-document", "phones")]
