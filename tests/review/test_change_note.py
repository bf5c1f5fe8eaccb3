"""The note for those who decide: two pages with what changed and why, what it asks, and the resolution's wording."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

import pytest

from policygen.cli.main import main
from policygen.model import Clause, Paragraph, Span
from policygen.review.cause_words import CauseWords
from policygen.review.change_note import change_note
from policygen.review.compare import compare
from policygen.review.comparison import Side
from policygen.writers import markdown
from tests.kit import DAY, small_library
from tests.needs import needs
from tests.review.test_redline import ACADEMY, NEW, OLD
from tests.writers import reading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.model import Document

SIDES = (f"{ACADEMY}@2026-08-31", f"{ACADEMY}@2026-09-01")


def note(old: Sequence[Document], new: Sequence[Document]) -> str:
    found = compare(Side("then", tuple(old)), Side("now", tuple(new), as_of=DAY))
    library = small_library()
    return markdown.write(change_note(found, CauseWords(found, library.register, library.vocabulary.words["en"])))


def saying(*sentences: str) -> Document:
    """Return a document whose first clause says something else."""
    clause = dataclasses.replace(OLD.clauses[0], blocks=tuple(Paragraph((Span(one),)) for one in sentences))
    return dataclasses.replace(OLD, clauses=(clause, *OLD.clauses[1:]))


def test_it_names_documents_with_the_numbers_of_their_clauses_and_what_became_of_them() -> None:
    row = next(line for line in note([OLD], [NEW]).splitlines() if line.startswith(f"| {NEW.title}"))
    assert "(new)" in row
    assert "(gone)" in row
    assert "first page" in row


def test_a_new_duty_is_quoted_and_one_that_stood_there_before_is_not() -> None:
    old, new = saying("You must sign in."), saying("You must sign in. Staff must wear a badge. Visitors may sit.")
    said = note([old], [new])
    assert "“Staff must wear a badge.”" in said
    assert "must sign in" not in said
    assert "may sit" not in said


def test_without_new_duties_it_says_so() -> None:
    assert "No sentence that says what somebody must do is new" in note([saying("It was.")], [saying("It is.")])


def test_the_resolution_says_what_is_approved_what_adopted_and_what_withdrawn() -> None:
    gone, come = (dataclasses.replace(OLD, id=name, title=f"The {name} one") for name in ("late", "new"))
    said = note([OLD, gone], [NEW, come])
    assert f"Resolved: that the changes to {NEW.title} are approved as the redlines of 22 November 2026 show" in said
    assert "adopted: The new one." in said
    assert "withdrawn: The late one." in said


def test_what_is_over_is_counted_and_not_lost() -> None:
    many = [dataclasses.replace(OLD, id=f"one-{number}", title=f"Number {number}") for number in range(60)]
    said = note(many, [dataclasses.replace(one, clauses=NEW.clauses) for one in many])
    named = len(re.findall(r"(?m)^\| Number ", said))
    assert f"changed too: {60 - named}." in said
    assert "the changes to 60 documents" in said


def test_a_term_of_many_small_changes_is_listed_whole_and_says_who_reads_each_where_there_is_room() -> None:
    def said(many: int) -> str:
        old = [
            dataclasses.replace(saying("It was."), id=f"one-{number}", title=f"No {number}") for number in range(many)
        ]
        new = [dataclasses.replace(one, clauses=saying("You must look within a day.").clauses) for one in old]
        return note(old, new)

    assert "Who reads it" in said(6)
    assert len(re.findall(r"(?m)^\| No ", said(18))) == 18
    assert "Who reads it" not in said(30)


def test_a_draft_is_not_ready_to_approve() -> None:
    assert "Still a draft" in note([OLD], [dataclasses.replace(NEW, status="draft")])
    assert "Still a draft" not in note([OLD], [dataclasses.replace(NEW, status="ready")])


def test_very_long_words_are_cut() -> None:
    long = Clause(f"{OLD.id}/long", "", (Span("A heading " * 50),), 2, (Paragraph((Span("Who must " * 90),)),))
    said = note([OLD], [dataclasses.replace(OLD, clauses=(long, *OLD.clauses))])
    assert max(len(line) for line in said.splitlines()) < 400


def test_it_wants_a_format_that_it_has(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *SIDES, "--note"]) == 2
    assert "--note wants --format docx, md or html" in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("form", ["md", "html"])
def test_it_can_be_read_without_word(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *SIDES, "--document", "aup-governors", "--format", form, "--note"]) == 1
    said = capfd.readouterr().out
    assert "Keeping children safe in education" in said
    assert "reviewed at least once each academic year" in said


@pytest.mark.slow
@needs("soffice", "pdfinfo")
@pytest.mark.parametrize("old", [ACADEMY, "profiles/foxglove-lane.yaml"])
def test_it_has_two_pages_at_most(tmp_path: Path, old: str) -> None:
    """Also where two organisations are compared, so that everything differs."""
    file = tmp_path / "note.docx"
    assert main(["diff", f"{old}@2026-08-31", SIDES[1], "--format", "docx", "--note", "--output", str(file)]) == 1
    reading.office([file], "pdf", tmp_path)
    pages = re.search(r"Pages:\s+(\d+)", reading.run("pdfinfo", str(file.with_suffix(".pdf"))))
    assert pages is not None
    assert int(pages[1]) <= 2
