"""Documents are measured as their readers get them: sentences, hard words, length, initials."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.review.measure import sentences, share_of_hard_words, syllables, words
from policygen.review.reading import read_aloud
from policygen.review.samples import samples
from policygen.sources.library import Library
from policygen.where import library_folder
from tests.kit import DAY, SCHOOL, SMALL, page, profile

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.review.reading import Report

GATES = (
    "gates:\n  staff: {worst: 8, average: 5, hard: 20, words: 12}\n  ks2: {worst: 4, average: 4, hard: 9, words: 90}\n"
)
GATES += "clauses: {adults: staff}\nroles: [lead]\n"


def read(folder: Path, body: str, *, gates: str = GATES, reading: str = "staff", text: str = SCHOOL) -> Report:
    """Return how a page reads that the small library has on top."""
    own = folder / "own"
    (own / "documents").mkdir(parents=True)
    (own / "language").mkdir()
    (own / "language" / "reading.yaml").write_text(gates)
    (own / "language" / "initials.yaml").write_text("everyday: [UK]\n")
    written = page(f"## C {{#c}}\n\n{body}").replace("reading: staff", f"reading: {reading}")
    (own / "documents" / "page.md").write_text(written)
    report = read_aloud(Library((SMALL, own)), [profile(folder, text)], DAY)
    kept = tuple(one for one in report.problems if one.place.file.endswith("page.md"))
    return type(report)(tuple(one for one in report.documents if one.id == "page"), kept)


def codes(report: Report) -> set[str]:
    return {one.code for one in report.problems}


def test_a_sentence_that_is_too_long_is_found_on_its_line(tmp_path: Path) -> None:
    report = read(tmp_path, "Short.\n\nOne two three four five six seven eight nine. Short again.")
    found = [one for one in report.problems if one.code == "long-sentence"]
    assert [(one.place.line, one.place.column, one.path) for one in found] == [(14, 1, "page/c")]
    assert "9 words" in found[0].message
    assert report.documents[0].worst == 9


def test_a_condition_decides_how_long_a_sentence_is(tmp_path: Path) -> None:
    body = "We keep it{% if org.is_school %} in the office until the very end of day{% endif %}."
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    club = SCHOOL.replace("secondary", "sports_club")
    assert "long-sentence" in codes(read(tmp_path / "a", body))
    assert "long-sentence" not in codes(read(tmp_path / "b", body, text=club))


def test_items_and_boxes_count_and_tables_and_forms_do_not(tmp_path: Path) -> None:
    body = (
        "- One two.\n- Three four.\n\n::: box note\nFive six.\n:::\n\n"
        "| A | B |\n|---|---|\n| one two three four five six seven eight nine ten | x |\n\n"
        "::: form\n- a b c d e f g h i\n:::"
    )
    report = read(tmp_path, body)
    assert (report.documents[0].worst, report.documents[0].words, report.problems) == (2, 7, ())


def test_a_name_of_a_person_or_a_law_is_one_word(tmp_path: Path) -> None:
    report = read(tmp_path, "Ask {{ lead.safeguarding.name }} about {{ law('guidance') }}.")
    assert report.documents[0].worst == 4


def test_a_document_that_is_too_long_and_hard_to_read(tmp_path: Path) -> None:
    body = "Accountability necessitates responsibility everywhere now.\n\n" + "A dog ran by us. " * 4
    assert codes(read(tmp_path, body, gates=GATES.replace("hard: 20", "hard: 2"))) == {"hard-words", "too-long"}


def test_an_average_over_the_gate(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "One two three four five six.")) == {"long-sentences"}


def test_the_adults_part_of_a_childs_document_is_measured_for_adults(tmp_path: Path) -> None:
    body = "I ask first.\n\n## For adults {#adults}\n\nRead it aloud to the child."
    assert codes(read(tmp_path, body, reading="ks2")) == set()
    (tmp_path / "b").mkdir()
    assert codes(read(tmp_path / "b", body.replace("#adults", "#other"), reading="ks2")) >= {"long-sentence"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask the XYZ.", True),
        ("Ask the data team (XYZ). The XYZ helps.", False),
        ("The XYZ (data team of us) helps.", False),
        ("The UK is here.", False),
        ("Schedule IV is here.", False),
        ("Write to A@B.", False),
    ],
)
def test_initials_are_spelt_out_once_in_each_document(tmp_path: Path, text: str, found: bool) -> None:  # noqa: FBT001 - the expected answer
    assert ("unexplained-initials" in codes(read(tmp_path, text))) is found


@pytest.mark.parametrize(
    ("word", "count"),
    [("phone", 1), ("child", 1), ("people", 2), ("safety", 2), ("being", 2), ("table", 2), ("camera", 3), ("video", 3),
     ("safeguarding", 3), ("emergency", 4), ("information", 4), ("organisation", 5)],
)  # fmt: skip
def test_syllables_of_words_that_policies_use(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_figure_with_its_spaces_is_one_word() -> None:
    assert words("Ring 0800 1111 or 999.") == ["Ring", "0800 1111", "or", "999"]


def test_names_and_endings_do_not_make_a_word_hard() -> None:
    found = sentences("We visited Middlesbrough. Nobody is limited.")
    assert [one.hard for one in found] == [(), ("Nobody",)]
    assert share_of_hard_words(found) == pytest.approx(100 / 6)


@given(st.lists(st.sampled_from(["We ask.", "They listen well.", "Go."]), min_size=1, max_size=12))
def test_words_of_sentences_add_up_to_the_words_of_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    assert [one.text for one in sentences(text)] == parts
    assert sum(one.words for one in sentences(text)) == len(words(text))


@given(st.text(max_size=80))
def test_any_text_can_be_measured(text: str) -> None:
    assert all(one.words > 0 and len(one.hard) <= one.words for one in sentences(text))


def test_the_sample_is_every_type_and_asked_for_every_nation_of_each() -> None:
    library = Library((library_folder(),))
    types = library.vocabulary.types
    assert [one.values["org"]["type"] for one in samples(library)] == list(types)
    every = {(one.values["org"]["type"], one.values["org"]["nation"]) for one in samples(library, every=True)}
    assert every == {(kind, nation) for kind, what in types.items() for nation in what.nations}


def test_a_library_without_a_sample_has_none(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "library")
    assert list(samples(Library((tmp_path / "library",)))) == []
