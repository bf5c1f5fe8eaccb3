"""`policygen law changes`: what changed in the register between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common
from policygen.cli.law.shared import NATIONS, as_json, change_data, change_lines, chosen, format_option, range_options

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.review.changes import Change
    from policygen.sources.library import Library


@click.command(name="changes")
@range_options
@click.option("--nation", type=click.Choice(NATIONS), help="Only what holds in this nation.")
@common.library_option
@format_option("text", "json", "html")
def changes(*, start: dt.date, end: dt.date, nation: str | None, library: Path | None, form: str) -> int:
    """Say what law and guidance changed after one day and up to another: what, when, where, with its source."""
    from policygen.review.changes import between  # noqa: PLC0415 - keeps --help fast

    having = chosen(library)
    found = between(having.register, start, end, nation or "")
    if form == "html":
        click.echo(_html(found, (start, end), nation or "", having), nl=False)
    elif form == "json":
        law, watch = ([change_data(one) for one in found if one.is_law is wanted] for wanted in (True, False))
        click.echo(as_json({"from": start.isoformat(), "to": end.isoformat(), "changes": law, "watch": watch}))
    else:
        click.echo("\n".join(_text(found, having)))
    return boundary.FINE


def _text(found: Sequence[Change], having: Library) -> list[str]:
    words = having.vocabulary.words["en"]
    law, watch = ([one for one in found if one.is_law is wanted] for wanted in (True, False))
    lines = [line for one in law for line in change_lines(one, having.register, words)]
    lines = lines or [words["report_changes_none"]]
    if watch:
        lines += ["", words["report_watch_heading"] + ":"]
        lines += [line for one in watch for line in change_lines(one, having.register, words)]
    return lines


def _html(found: Sequence[Change], days: tuple[dt.date, dt.date], nation: str, having: Library) -> bytes:
    from policygen.review.law_page import changes_page  # noqa: PLC0415 - only a page needs it
    from policygen.writers import page_html  # noqa: PLC0415

    return page_html.write(changes_page(found, days, nation, having.register, having.vocabulary.words["en"]))
