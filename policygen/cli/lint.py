"""`policygen lint`: whether the library is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common, report

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@click.command(name="lint")
@click.option(
    "--as-of",
    type=common.Day(),
    metavar="DATE",
    help="Report law and contacts that nobody has checked in the 12 months before this day as well.",
)
@common.library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(report.FORMATS),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
def command(*, as_of: dt.date | None, library: Path | None, form: str) -> int:
    """Check the clause library: the shipped one, and your own on top of it."""
    from policygen.review.lint import lint  # noqa: PLC0415 - keeps --help fast

    problems = lint(common.library(*([library] if library else []), cached=False), as_of)
    click.echo(report.render(problems, form, colour=False), nl=False)
    if form == "text":
        click.echo(f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'} in the library", err=True)
    return boundary.FINDINGS if problems else boundary.FINE
