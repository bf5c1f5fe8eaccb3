"""`policygen coverage`: what is asked of an organisation, and the clauses of its pack that meet it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.errors import PolicygenError, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from policygen.review.coverage import Coverage, Row
    from policygen.sources.frameworks import Framework
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile

_COLUMNS = (
    "organisation",
    "type",
    "nation",
    "framework",
    "id",
    "requirement",
    "state",
    "clauses",
    "because",
    "instead",
)


@click.command(name="coverage")
@common.paths_argument
@click.option("--framework", default="", metavar="ID", help="One register of requirements instead of all.")
@common.as_of_option
@common.library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def command(*, paths: tuple[Path, ...], framework: str, as_of: dt.date, library: Path | None, form: str) -> int:
    """Say for each profile at PATH which clauses meet each requirement, why one does not apply, and what is missing."""
    profiles, _warnings = common.load(paths)
    found = _found(profiles, library, as_of, framework)
    having = common.library(*([library] if library else []))
    if form == "html":
        click.echo(_html(found, as_of, having, framework), nl=False)
    elif form == "json":
        click.echo(json.dumps(_data(found, as_of), ensure_ascii=False, indent=1))
    elif form == "csv":
        click.echo(_csv(found), nl=False)
    else:
        lines = [line for one in found for line in _text(one)]
        click.echo("\n".join([*lines, *_together(found)]))
    return boundary.FINDINGS if any(one.missing for one in found) else boundary.FINE


def _found(profiles: Sequence[LoadedProfile], extra: Path | None, as_of: dt.date, only: str) -> list[Coverage]:
    """Return how each profile stands; raises PolicygenError with what is wrong with any of them."""
    from policygen.compose.facts import build_facts  # noqa: PLC0415 - keeps --help fast
    from policygen.compose.pack import compose  # noqa: PLC0415
    from policygen.review.coverage import coverage  # noqa: PLC0415

    found: list[Coverage] = []
    problems: list[Problem] = []
    for profile in profiles:
        library = common.library_for(profile, extra)
        try:
            facts = build_facts(profile, library, as_of)
            found.append(coverage(facts, compose(facts, library), library, only))
        except PolicygenError as error:
            problems += error.problems
    if problems:
        raise PolicygenError(problems)
    return found


def _text(one: Coverage) -> Iterator[str]:
    """Yield an organisation's requirements, what is missing last, where people look first."""
    yield f"{one.slug}: {one.name}"
    before = ""
    for row in one.rows:
        if row.framework != before:
            before = row.framework
            yield f"  {before}"
        yield f"    {row.requirement.id}  {row.state}  {row.requirement.what}"
        yield from (f"        {_claim(claim.document, claim.number, claim.heading)}" for claim in row.claims)
        if row.because:
            yield f"        because {row.because}"
        if row.requirement.instead:
            yield f"        instead: {row.requirement.instead}"
    counts = one.totals()
    missing = f": {' '.join(one.missing)}" if one.missing else ""
    said = f"{counts['met']} met, {counts['not-applicable']} do not apply, {counts['missing']} missing"
    yield f"{one.slug}: {said}{missing}"


def _together(found: Sequence[Coverage]) -> Iterator[str]:
    """Yield, for more than one organisation, how much of each register is met by any of them."""
    if len(found) < 2:  # noqa: PLR2004 - one organisation has its own line
        return
    yield "Met by one or more of these:"
    for framework in dict.fromkeys(row.framework for one in found for row in one.rows):
        rows = [row for one in found for row in one.rows if row.framework == framework]
        met = {row.requirement.id for row in rows if row.state == "met"}
        yield f"  {framework}: {len(met)} of {len({row.requirement.id for row in rows})}"


def _claim(document: str, number: str, heading: str) -> str:
    return f"{document}: {number} {heading}" if number else f"{document}: {heading}"


def _data(found: Sequence[Coverage], as_of: dt.date) -> dict[str, Any]:
    rows = [
        {
            "slug": one.slug,
            "name": one.name,
            "type": one.type,
            "nation": one.nation,
            "totals": one.totals(),
            "requirements": [_row(row) for row in one.rows],
        }
        for one in found
    ]
    return {"as_of": as_of.isoformat(), "organisations": rows}


def _row(row: Row) -> dict[str, Any]:
    clauses = [
        {"id": one.clause, "document": one.document, "number": one.number, "heading": one.heading} for one in row.claims
    ]
    return {
        "framework": row.framework,
        "id": row.requirement.id,
        "requirement": row.requirement.what,
        "state": row.state,
        "clauses": clauses,
        "because": row.because,
        "instead": row.requirement.instead,
    }


def _csv(found: Sequence[Coverage]) -> str:
    """Return a line a requirement and organisation, the clauses of each in one cell (RFC 4180)."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(_COLUMNS)
    for one in found:
        for row in one.rows:
            asked = row.requirement
            clauses = "; ".join(_claim(claim.document, claim.number, claim.heading) for claim in row.claims)
            cells = (one.slug, one.type, one.nation, row.framework, asked.id, asked.what, row.state, clauses)
            lines.writerow([_cell(cell) for cell in (*cells, row.because, asked.instead)])
    return written.getvalue()


def _cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _html(found: Sequence[Coverage], as_of: dt.date, having: Library, framework: str) -> bytes:
    from policygen.review.coverage import chosen  # noqa: PLC0415 - only a page needs it
    from policygen.review.coverage_page import coverage_page  # noqa: PLC0415
    from policygen.writers import page_html  # noqa: PLC0415

    frameworks: Sequence[Framework] = chosen(having, framework)
    return page_html.write(coverage_page(found, frameworks, as_of, having.vocabulary.words["en"]))
