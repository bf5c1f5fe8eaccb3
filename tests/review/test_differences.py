"""Two wordings of one text: which sentences differ, and which words in them."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from policygen.review.differences import Line, Passage, passages, sides

OLD = "The head decides. Phones are off.\n- Ask in writing.\n- Ring the office."
NEW = "The head decides. Phones are handed in.\n- Ask in writing.\n- Ring the office."


def said(lines: tuple[Line, ...]) -> list[str]:
    """Return lines as text, what differs in brackets."""
    return [
        f"<{line.left_out}>"
        if line.left_out
        else "".join(f"[{run.text}]" if run.differs else run.text for run in line.runs)
        for line in lines
    ]


def test_only_the_sentences_that_differ_are_told() -> None:
    assert passages(OLD, NEW) == (Passage(("Phones are off.",), ("Phones are handed in.",)),)


def test_sentences_that_come_and_go_stand_alone() -> None:
    assert passages("One. Two.", "One. Two. Three.") == (Passage((), ("Three.",)),)
    assert passages("- One.\n- Two.", "- Two.") == (Passage(("One.",), ()),)


def test_the_same_text_has_no_differences() -> None:
    assert passages(OLD, OLD) == ()


def test_the_words_that_differ_are_marked_on_their_own_side() -> None:
    old, new = sides(OLD, NEW)
    assert said(old)[0] == "The head decides. Phones are [off]."
    assert said(new)[0] == "The head decides. Phones are [handed in]."


def test_lines_far_from_a_difference_are_counted_and_not_shown() -> None:
    many = "\n".join(f"Line {number}." for number in range(10))
    old, new = sides(f"First.\n{many}\nLast.", f"First.\n{many}\nThe last.")
    assert said(old)[:2] == ["<10>", "Line 9."]
    assert said(new)[-1] == "[The last]."


def test_a_line_that_became_quite_another_is_marked_as_a_whole() -> None:
    old, new = sides("We do not search anybody.", "A search follows the guidance of the day.")
    assert said(old) == ["[We do not search anybody.]"]
    assert said(new) == ["[A search follows the guidance of the day.]"]


def test_a_lone_word_that_stayed_between_words_that_did_not_is_marked_with_them() -> None:
    old = "Before the change the old words of the rule stood here, all of them, as they were."
    new = "Before the change the fresh text of our law stood here, all of them, as they were."
    assert said(sides(old, new)[0]) == [old.replace("old words of the rule", "[old words of the rule]")]
    assert said(sides(old, new)[1]) == [new.replace("fresh text of our law", "[fresh text of our law]")]


def test_nothing_stands_on_the_side_of_a_text_that_was_not_there() -> None:
    assert sides("", "New words.") == ((), sides("", "New words.")[1])
    assert said(sides("", "New words.")[1]) == ["[New words.]"]


TEXT = st.lists(st.text(alphabet="ab .\n-", max_size=30), max_size=6).map("\n".join)


@given(old=TEXT, new=TEXT)
def test_no_word_of_either_side_is_lost(old: str, new: str) -> None:
    assume(old.splitlines() != new.splitlines())
    for text, lines in zip((old, new), sides(old, new, around=1000), strict=True):
        words = " ".join("".join(run.text for run in line.runs) for line in lines).split()
        assert words == text.split()


@given(old=TEXT, new=TEXT)
def test_what_is_not_marked_stands_on_both_sides(old: str, new: str) -> None:
    kept = [
        "".join(run.text for line in lines for run in line.runs if not run.differs).split()
        for lines in sides(old, new, around=1000)
    ]
    assert "".join(kept[0]) == "".join(kept[1])
