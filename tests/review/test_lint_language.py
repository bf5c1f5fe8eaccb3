"""Words that do not serve the reader are found in the templates, each with its line, column and better words."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from policygen.review.lint import lint
from policygen.sources.library import Library
from policygen.where import library_folder
from tests.kit import SMALL, page

if TYPE_CHECKING:
    from pathlib import Path

    from policygen.errors import Problem


def library_saying(folder: Path, body: str, *, front: str = "") -> Library:
    """Return the small library with a page of one clause, judged by the shipped lists."""
    own = folder / "own"
    (own / "documents").mkdir(parents=True)
    (own / "documents" / "page.md").write_text(page(f"## C {{#c}}\n\n{body}", front=front), encoding="utf-8")
    shutil.copytree(library_folder() / "language", own / "language")
    return Library((SMALL, own))


def findings(folder: Path, body: str, *, front: str = "", names: tuple[str, ...] = ()) -> list[Problem]:
    return [one for one in lint(library_saying(folder, body, front=front), names=names) if one.path != "contacts"]


# The body stands on line 12. Each case: code, text, column, and a word of what to write instead.
CASES = [
    ("word-to-avoid", "She suffers from it.", 5, "has"),
    ("word-to-avoid", "A child who made poor choices.", 18, "groomed"),
    ("word-to-avoid", "It was child\npornography.", 8, "abuse material"),
    ("word-to-avoid", "Tell {{ org.name }} about cyberbullying.", 27, "online bullying"),
    ("word-to-avoid", "{% if org.is_school %}It was just a joke.{% endif %}", 30, "bullying"),
    ("not-british", "We organize it.", 4, "organise"),
    ("not-british", "Her behavior changed.", 5, "behaviour"),
    ("retired-name", "See thinkuknow.co.uk for more.", 5, "CEOP"),
    ("retired-name", "Ring 0844 381 4772.", 6, "0344"),
    ("not-filled-in", "The head is [insert name].", 13, "fact"),
    ("not-filled-in", 'The card says "TBC".', 16, "fact"),
    ("not-filled-in", "Error! Bookmark not defined.", 1, "see("),
    ("stray-contact", "Ring 01632 960001.", 6, "contacts/"),
    ("stray-contact", "Write to help@place.example.", 10, "contact("),
    ("stray-contact", "See [our page](https://www.place.example).", 16, "contacts/"),
    ("no-actor", "The police should be informed.", 12, "who does it"),
    ("no-actor", "A picture must not be kept.", 11, "who does it"),
    ("no-actor", "Must wear a badge at all times.", 1, "begin with the person"),
    ("other-organisation", "We at Larkhill Rovers agree.", 7, "org.short_name"),
]


@pytest.mark.parametrize(
    ("code", "text", "column", "instead"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)]
)
def test_a_word_is_found_in_its_place_with_what_to_write(
    tmp_path: Path, code: str, text: str, column: int, instead: str
) -> None:
    matching = [one for one in findings(tmp_path, text, names=("Larkhill Rovers",)) if one.code == code]
    assert [(one.place.line, one.place.column) for one in matching] == [(12, column)]
    assert instead in matching[0].hint


@pytest.mark.parametrize(
    "text",
    [
        'A child may say "it was just a joke".',
        "The guide is *Sexting in schools*.",
        "The police must be told by the lead.",
        "Phones must be off. Everybody must be kind.",
        "Must you see a child alone?",
        "{{ contact('childline') }} and {{ law('guidance') }}.",
        "Naively put, the victory was hers.",
        "{% if org.type == 'color' %}x{% endif %}We recognise her.",
    ],
)
def test_what_is_right_is_not_found(tmp_path: Path, text: str) -> None:
    assert findings(tmp_path, text) == []


def test_a_word_is_waived_with_a_reason(tmp_path: Path) -> None:
    front = "waivers:\n  - {word: victim, why: the right has that name}\n"
    library = library_saying(tmp_path, "The victim has a right to know.", front=front)
    assert lint(library) == ()


@pytest.mark.parametrize(
    ("waiver", "message"),
    [("{word: victim}", "its reason"), ("{word: sexting, why: a title}", "nothing here needs"), ("victim", "its word")],
)
def test_a_waiver_without_a_reason_or_a_need_is_a_finding(tmp_path: Path, waiver: str, message: str) -> None:
    found = findings(tmp_path, "Fine.", front=f"waivers:\n  - {waiver}\n")
    assert [one.code for one in found] == ["bad-waiver"]
    assert message in found[0].message


def test_words_of_the_vocabulary_are_judged_and_waived_in_a_comment(tmp_path: Path) -> None:
    library = library_saying(tmp_path, "Fine.")
    file = library.folders[1] / "vocabulary" / "phrases-own.yaml"
    file.parent.mkdir()
    words = "phones.staff:\n  locked_away: locked away from kids\n"
    file.write_text(words)
    assert ("word-to-avoid", 2, 33) in {(one.code, one.place.line, one.place.column) for one in lint(library)}
    file.write_text(f"# waiver: kids: what the children call it\n{words}")
    assert "word-to-avoid" not in {one.code for one in lint(Library(library.folders))}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("wording.yaml", "code: wording\nrules: []\n"),
        ("wording.yaml", "code: wording\nwhere: [documents]\nquoted: false\nrules:\n  - {pattern: '(', say: x}\n"),
        ("reading.yaml", "gates:\n  staff: {worst: 3}\n"),
    ],
)
def test_a_list_of_another_form_is_refused(tmp_path: Path, file: str, text: str) -> None:
    library = library_saying(tmp_path, "Fine.")
    (library.folders[1] / "language" / file).write_text(text)
    assert [one.code for one in lint(Library(library.folders))] == ["bad-language"]
