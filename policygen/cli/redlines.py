"""What `policygen diff --format docx` and `--note` write: redlines, and the note of two pages for those who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygen.errors import Place, fail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.review.cause_words import CauseWords
    from policygen.review.comparison import Comparison

SUFFIX = ".docx"
NOTES = ("docx", "md", "html")
"""Formats of the note."""
_FIRST = "00-"
"""What puts the note before the redlines in a folder."""


def note_of(found: Comparison, say: CauseWords, form: str) -> bytes:
    """Return the note of a comparison in a format; where nothing differs, the line that says so."""
    from policygen.review.change_note import change_note  # noqa: PLC0415 - keeps --help fast
    from policygen.writers import docx, html_document, markdown  # noqa: PLC0415

    if found.same:
        return f"{say.words['diff_none']}\n".encode()
    note = change_note(found, say)
    if form == "md":
        return markdown.write(note).encode("utf-8", "replace")
    return docx.write(note) if form == "docx" else html_document.write(note)


def write(found: Comparison, say: CauseWords, output: Path, author: str, *, note: bool = False) -> None:
    """Write a redline of each document that differs: to the file `output`, or several into the folder `output`.

    With `note` a file is the note alone, and a folder has it before the redlines; where nothing differs there is none.
    Raises PolicygenError where a side knows no formatting or the disk refuses.
    """
    for side in (found.old, found.new):
        if not side.looks:
            raise fail(
                "no-formatting",
                f"'{side.label}' has no Word files, so that only its words are known and no redline can be drawn",
                Place(side.label),
                hint="build the pack with --format docx, or compare the profile on two days",
            )
    into = output.suffix.lower() != SUFFIX
    if note and not found.same:
        put(note_of(found, say, "docx"), output / f"{_FIRST}change-note{SUFFIX}" if into else output)
    if note and not into:
        return
    if not into and len(found.documents) > 1:
        names = ", ".join(one.id for one in found.documents)
        raise click.UsageError(
            f"{len(found.documents)} documents differ ({names}): name a folder, or choose one with --document"
        )
    for name, data in _redlines(found, say, author):
        put(data, output / f"{name}{SUFFIX}" if into else output)


def _redlines(found: Comparison, say: CauseWords, author: str) -> Iterator[tuple[str, bytes]]:
    from policygen.review.redline import AUTHOR, Signed, redline  # noqa: PLC0415 - keeps --help fast

    signed = Signed(author or AUTHOR, found.new.as_of.isoformat() if found.new.as_of else "")
    for change in found.documents:
        yield change.id, redline(change, say.clause, say.words, signed)


def put(data: bytes, path: Path) -> None:
    """Write a file, its folder too; raises PolicygenError where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "name a place that you may write to"
        raise fail("cannot-write", f"{path} cannot be written: {why}", Place(str(path)), hint=hint) from error
