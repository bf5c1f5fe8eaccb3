"""Where one sentence ends and the next begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygen.writers.sentences import sentence_starts


def split(text: str) -> list[str]:
    starts = [0, *sentence_starts(text)]
    return [text[begin:end].rstrip() for begin, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One.", "Two!", "Three?", "Four\u2026", "Five"],
        ["She said \u201cring 999.\u201d", "Then she rang."],
        ["(Ring first.)", "Write later."],
        ["Section 4.3 says so.", "Section 5 does not."],
        ["See section 4.", "Then stop."],
        ["It is in Year 6.", "12 children know."],
        ["Go to https://a.example/b.c?d=e.", "Then come back."],
        ["Is it?!", "It is."],
        ["Plan B.", "Nobody."][:1],
        ["\u0642\u0641.", "\u0627\u0646\u062a\u0638\u0631."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Ring Mr. Smith, Mrs. Jones or Dr. Rao.",
        "Use an app, e.g. Teams, i.e. one that is approved.",
        "J. K. Rowling wrote it.",
        "It is on p. 4 of vol. 2, no. 7, para. 12.",
        "Ring at 4 p.m. Tuesday.",
        "Wait... and see.",
        "1. Ring 999",
        "The U.K. Government says so.",
        "Ring 01632 960101 or ext. 12 now.",
        "St. Mary's is open",
        "A full stop.without a space",
        "",
        " . ",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(sentence) == [sentence.rstrip()]


@given(st.text(st.sampled_from("aB1. !?\u201d)\n\u00a0"), max_size=40))
def test_splitting_loses_and_adds_nothing(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(0 < place < len(text) and text[place - 1].isspace() and not text[place].isspace() for place in starts)
