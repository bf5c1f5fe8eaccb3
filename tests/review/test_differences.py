"""Two wordings of one text: which sentences differ, and side by side the words that do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygen.model import Paragraph, Span
from policygen.review.blocks import block_edits
from policygen.review.differences import Passage, passages
from policygen.review.marked import blocks_lines, columns

OLD = "The head decides. Phones are off.\n- Ask in writing.\n- Ring the office."
NEW = "The head decides. Phones are handed in.\n- Ask in writing.\n- Ring the office."


def test_only_the_sentences_that_differ_are_told() -> None:
    assert passages(OLD, NEW) == (Passage(("Phones are off.",), ("Phones are handed in.",)),)


def test_sentences_that_come_and_go_stand_alone() -> None:
    assert passages("One. Two.", "One. Two. Three.") == (Passage((), ("Three.",)),)
    assert passages("- One.\n- Two.", "- Two.") == (Passage(("One.",), ()),)


def test_the_same_text_has_no_differences() -> None:
    assert passages(OLD, OLD) == ()


def held(old: str, new: str) -> list[list[str]]:
    """Return two wordings of a paragraph as two columns, what differs in brackets."""
    lines = blocks_lines(block_edits((Paragraph((Span(old),)),), (Paragraph((Span(new),)),)))
    return [
        ["".join(run.text if run.look == "kept" else f"[{run.text}]" for run in line) for line in side]
        for side in columns(lines)
    ]


def test_the_words_that_differ_are_marked_on_their_own_side() -> None:
    found = held("The head decides. Phones are off.", "The head decides. Phones are handed in.")
    assert found == [["The head decides. Phones are [off]."], ["The head decides. Phones are [handed in]."]]


def test_a_line_that_became_quite_another_is_marked_as_a_whole() -> None:
    old, new = "We do not search anybody.", "A search follows the guidance of the day."
    assert held(old, new) == [[f"[{old}]"], [f"[{new}]"]]


def test_nothing_stands_on_the_side_of_a_text_that_was_not_there() -> None:
    lines = blocks_lines(block_edits((), (Paragraph((Span("New words."),)),)))
    assert [len(side) for side in columns(lines)] == [0, 1]


TEXT = st.lists(st.text(alphabet="ab .\n-", max_size=30), max_size=6).map("\n".join)


@given(old=TEXT, new=TEXT)
def test_what_is_told_stands_in_its_own_wording_and_nothing_is_told_of_the_same_twice(old: str, new: str) -> None:
    found = passages(old, new)
    assert all(said in old for one in found for said in one.old)
    assert all(said in new for one in found for said in one.new)
    assert all(one.old != one.new for one in found)
