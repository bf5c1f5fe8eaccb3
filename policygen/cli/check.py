"""`policygen check`: every problem of every profile at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from policygen.cli import common, report
from policygen.compose.facts import build_facts
from policygen.errors import PolicygenError, Problem
from policygen.sources import rules
from policygen.sources.profile import load_profiles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from policygen.sources.profile import LoadedProfile


@click.command()
@common.paths_argument
@common.as_of_option
@common.library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(report.FORMATS),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
def command(*, paths: tuple[Path, ...], as_of: dt.date, library: Path | None, form: str) -> int:
    """Check profiles, and folders of profiles: every problem with its file, line and what to do.

    Errors must be mended before a pack can be built. Warnings that ask for something missing let a pack build as a
    draft. Exit code 0 without errors, 1 with.
    """
    profiles, problems = load_profiles(paths)
    found = dict.fromkeys([*problems, *_rules_broken(profiles, as_of, library)])
    listed = sorted(found, key=Problem.order)
    click.echo(report.render(listed, form, colour=report.wants_colour(sys.stdout)), nl=False)
    errors = sum(problem.severity == "error" for problem in listed)
    if form == "text":
        click.echo(_summary(len(profiles), errors, len(listed) - errors), err=True)
    return int(errors > 0)


def _rules_broken(profiles: Sequence[LoadedProfile], as_of: dt.date, extra: Path | None) -> list[Problem]:
    """Return what the fields of each profile mean together, derived facts included."""
    found: list[Problem] = []
    for profile in profiles:
        library = common.library_for(profile, extra)
        try:
            facts = build_facts(profile, library, as_of)
        except PolicygenError as error:
            found += error.problems
        else:
            found += rules.check_rules({path: facts.plain(path) for path in facts.values}, as_of, profile.place)
    return found


def _summary(profiles: int, errors: int, warnings: int) -> str:
    """Return the counts in words."""
    if not errors and not warnings:
        return f"{_count(profiles, 'profile')}: nothing to mend"
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
