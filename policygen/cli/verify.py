"""`policygen verify`: whether each pack is what its profile, the law and the library give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    import datetime as dt

    from policygen.errors import Problem
    from policygen.pack.verify import Finding

_WHAT = {
    "not-built": "there is no pack here",
    "missing": "missing",
    "edited": "edited by hand",
    "differs": "would now come out differently",
    "new": "would be added",
    "gone": "would no longer be made",
}


@click.command(name="verify")
@common.paths_argument
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the packs are.")
@common.as_of_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
@common.library_option
def command(*, paths: tuple[Path, ...], out: Path, as_of: dt.date, form: str, library: Path | None) -> int:
    """Say which files of the packs in DIR are missing, edited by hand, or out of date, and because of what."""
    from policygen.pack import manifest as packs  # noqa: PLC0415 - keeps --help fast
    from policygen.pack.build import compose_profile  # noqa: PLC0415
    from policygen.pack.verify import made_alike, verify  # noqa: PLC0415

    profiles, _warnings = common.load(paths)
    findings: list[Finding] = []
    problems: list[Problem] = []
    for profile in profiles:
        try:
            chosen = common.library_for(profile, library)
            made = made_alike(compose_profile(profile, chosen, as_of), chosen, packs.read(out / profile.slug))
            findings += verify(made, out)
        except PolicygenError as error:
            problems += error.problems
    click.echo(_json(findings) if form == "json" else _text(findings, [profile.slug for profile in profiles]), nl=False)
    if problems:
        raise PolicygenError(problems)
    return boundary.FINDINGS if findings else boundary.FINE


def _json(findings: list[Finding]) -> str:
    rows = [_row(finding) for finding in findings]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding) -> dict[str, Any]:
    clauses = [{"id": clause.id, "causes": list(clause.causes)} for clause in finding.clauses]
    return {
        "slug": finding.slug,
        "document": finding.document,
        "path": finding.path,
        "kind": finding.kind,
        "causes": list(finding.causes),
        "clauses": clauses,
    }


def _text(findings: list[Finding], slugs: list[str]) -> str:
    lines: list[str] = []
    for slug in slugs:
        own = [finding for finding in findings if finding.slug == slug]
        if not own:
            lines.append(f"{slug}: up to date")
        for finding in own:
            lines.append(f"{slug}/{finding.path}: {_WHAT[finding.kind]}{_because(finding.causes)}")
            lines += [f"  {clause.id}{_because(clause.causes)}" for clause in finding.clauses]
    return "".join(line + "\n" for line in lines)


def _because(causes: tuple[str, ...]) -> str:
    words = [cause.replace(":", " ", 1) for cause in causes if cause != "hand"]
    return f" (because of {', '.join(words)})" if words else ""
