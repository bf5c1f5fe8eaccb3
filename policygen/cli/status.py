"""`policygen status`: where every organisation stands, and what needs doing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from policygen.pack.status import Open, Standing
    from policygen.pack.verify import Finding
    from policygen.sources.library import Library


@click.command(name="status")
@common.paths_argument
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the packs are.")
@common.as_of_option
@common.jobs_option
@common.library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def command(  # noqa: PLR0913 - one parameter an option
    *, paths: tuple[Path, ...], out: Path, as_of: dt.date, jobs: int, library: Path | None, form: str
) -> int:
    """Say for each profile at PATH where its pack stands: law since, clauses that would differ, what to complete."""
    from policygen.pack.status import Question, standings, unread  # noqa: PLC0415 - keeps --help fast
    from policygen.sources.profile import load_profiles  # noqa: PLC0415

    profiles, problems = load_profiles(paths)
    found = [*standings(profiles, Question(out, as_of, library), jobs), *unread(problems)]
    having = common.library(*([library] if library else []))
    if form == "html":
        click.echo(_html(found, as_of, having), nl=False)
    elif form == "json":
        click.echo(json.dumps(_data(found, as_of), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_text(found, having)))
    stopped = [problem for one in found for problem in one.problems]
    if stopped:
        raise PolicygenError(stopped)
    return boundary.FINDINGS if any(one.needs for one in found) else boundary.FINE


def _data(found: Sequence[Standing], as_of: dt.date) -> dict[str, Any]:
    from policygen.pack.status_page import totals  # noqa: PLC0415 - keeps --help fast

    rows = [_row(one) for one in found]
    return {"as_of": as_of.isoformat(), "organisations": rows, "totals": totals(found)}


def _row(one: Standing) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "type": one.type,
        "nation": one.nation,
        "needs": list(one.needs),
        "pack": {"as_of": one.built.isoformat(), "status": one.status} if one.built else None,
        "law": list(one.law),
        "clauses": one.clauses,
        "causes": list(one.causes),
        "documents": [_document(finding) for finding in one.differing],
        "missing": list(one.files("missing")),
        "edited": list(one.files("edited")),
        "contacts": [_open(row) for row in one.contacts],
        "review": {"next": one.review or None, "state": one.review_state},
        "to_complete": [_open(row) for row in one.to_complete],
        "problems": [{"code": problem.code, "message": problem.message} for problem in one.problems],
    }


def _document(one: Finding) -> dict[str, Any]:
    clauses = [{"id": clause.id, "causes": list(clause.causes)} for clause in one.clauses]
    return {"id": one.document, "kind": one.kind, "causes": list(one.causes), "clauses": clauses}


def _open(one: Open) -> dict[str, str]:
    return {"code": one.code, "path": one.path, "message": one.message, "hint": one.hint}


def _text(found: Sequence[Standing], having: Library) -> list[str]:
    from policygen.pack.status_page import totals  # noqa: PLC0415 - keeps --help fast

    counts = totals(found)
    lines = [line for one in found for line in _lines(one)]
    words = having.vocabulary.words["en"]
    said = ", ".join(f"{words[f'report_status_{key}'].lower()}: {counts[key]}" for key in ("due", "fine"))
    return [*lines, f"{words['report_status_all']}: {counts['organisations']}; {said}"]


def _lines(one: Standing) -> list[str]:
    """Return an organisation as a line, and beneath it what needs doing."""
    if one.problems:
        return [f"{one.slug}: cannot be made, {len(one.problems)} problem{'s' if len(one.problems) > 1 else ''}"]
    pack = f"pack of {one.built.isoformat()}, {one.status}" if one.built else "no pack yet"
    lines = [f"{one.slug}: {pack}{'' if one.needs else ', nothing to do'}"]
    if one.law:
        lines.append(f"  law changed since: {', '.join(one.law)}")
    if one.differing:
        because = ", ".join(cause.replace(":", " ", 1) for cause in one.causes)
        lines.append(f"  would differ: {one.clauses} clauses in {len(one.differing)} documents (because of {because})")
    lines += [f"  {path}: missing" for path in one.files("missing")]
    lines += [f"  {path}: edited by hand" for path in one.files("edited")]
    if one.review_state in ("past", "soon"):
        lines.append(f"  review of {one.review}: {'gone by' if one.review_state == 'past' else 'within 60 days'}")
    lines += [f"  contact: {row.message} ({row.path})" for row in one.contacts]
    lines += [f"  to complete: {row.message} ({row.path})" for row in one.to_complete]
    return lines


def _html(found: Sequence[Standing], as_of: dt.date, having: Library) -> bytes:
    from policygen.pack.status_page import status_page  # noqa: PLC0415 - only a page needs it
    from policygen.writers import page_html  # noqa: PLC0415

    return page_html.write(status_page(found, as_of, having.register, having.vocabulary.words["en"]))
