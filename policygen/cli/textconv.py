"""`policygen textconv`: a Word file as text, so that version control can show what changed in it."""

from __future__ import annotations

from pathlib import Path

import click

from policygen.cli import boundary
from policygen.errors import PolicygenError

_OF_THE_PLACE = frozenset(("no-such-file", "is-a-folder", "cannot-read"))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--before", is_flag=True, help="Take tracked changes as not made, instead of as made.")
@click.option("--strict", is_flag=True, help="Leave with 1 if the file cannot be read.")
def command(file: Path, before: bool, strict: bool) -> int:  # noqa: FBT001 - click passes options by name
    """Print a Word file (.docx), ours or anybody's, as text: one sentence a line, headings with their numbers.

    For git: git config diff.docx.textconv "policygen textconv"
    """
    from policygen.review.readback_text import as_text  # noqa: PLC0415 - the help needs neither
    from policygen.sources.docx_reader import read_document  # noqa: PLC0415

    try:
        text = as_text(read_document(file, before=before))
    except PolicygenError as error:
        if any(problem.code in _OF_THE_PLACE for problem in error.problems):
            raise
        # git gives up the whole comparison when a converter fails, so that a broken file is a line of text to it.
        for problem in error.problems:
            click.echo(f"[policygen cannot read this file: {problem.message}; {problem.hint} ({problem.code})]")
        return boundary.FINDINGS if strict else boundary.FINE
    click.echo(text, nl=False)
    return boundary.FINE
