"""`policygen law show`: one instrument, its versions, its sources, and the clauses that cite it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common
from policygen.cli.law.list import instrument_data
from policygen.cli.law.shared import STATES, as_json, chosen, format_option, indented, version_data
from policygen.errors import PolicygenError, Problem, nearest

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from policygen.sources.law import Instrument, Register


@click.command(name="show")
@click.argument("name", metavar="ID")
@common.as_of_option
@common.library_option
@format_option("text", "json", "html")
def show(*, name: str, as_of: dt.date, library: Path | None, form: str) -> int:
    """Show one instrument: its versions from the oldest on, with sources, and the clauses that cite it."""
    from policygen.review.changes import check_day  # noqa: PLC0415 - keeps --help fast

    found = chosen(library)
    check_day(found.register, as_of)
    one = _known(found.register, name)
    now, version = one.state_on(as_of)
    citing = found.clauses_that_name(name)
    if form == "html":
        from policygen.review.register_page import show_page  # noqa: PLC0415 - only a page needs it
        from policygen.writers import page_html  # noqa: PLC0415

        click.echo(page_html.write(show_page(one, as_of, citing, found.vocabulary.words["en"])), nl=False)
    elif form == "json":
        versions = [version_data(each) for each in one.versions]
        click.echo(as_json({**instrument_data(one, now, version), "versions": versions, "cited_by": list(citing)}))
    else:
        lines = [*_page(one, now, as_of), "", "Clauses that name it:", *(f"  {each}" for each in citing or ["none"])]
        click.echo("\n".join(lines))
    return boundary.FINE


def _known(register: Register, name: str) -> Instrument:
    if name not in register.instruments:
        message, hint = f"'{name}' is not in the register", "'policygen law list' lists it"
        near = nearest(name, register.instruments)
        raise PolicygenError([Problem("unknown-law", message, path=name, hint=hint, suggestion=near)])
    return register.instruments[name]


def _page(one: Instrument, now: str, as_of: dt.date) -> list[str]:
    lines = [
        one.title,
        f"{one.citation}; {one.kind}; {', '.join(one.nations)}",
        f"On {as_of.isoformat()}: {STATES[now]}",
        "",
    ]
    for version in one.versions:
        begins = version.start.text if version.start else "start not known"
        ends = f" to {version.until.text}" if version.until else ""
        lines += [f"{begins}{ends}  {version.label}  ({STATES[version.state]}, {version.confidence} confidence)"]
        lines += indented(version.summary)
        lines += [f"    {version.url}"] if version.url else []
    lines += ["", f"Sources, last checked {one.last_checked.text}:", *(f"  {source}" for source in one.source)]
    return [*lines, "", "Notes:", *textwrap.wrap(one.notes, 98)] if one.notes else lines
