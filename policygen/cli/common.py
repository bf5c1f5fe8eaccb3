"""What several commands take: profiles, a day, a library; loaded here, so that a command only calls and prints."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.errors import PolicygenError, Problem, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile


class Day(click.ParamType[dt.date]):
    """A day, written 2026-09-01."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ARG002
        """Return the day, or stop with a message that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            name = param.opts[0] if param is not None and param.opts else "--as-of"
            raise fail("not-a-day", f"{name}: '{value}' is not a day", hint="write it as 2026-09-01") from None


def today() -> dt.date:
    """Return the day of this computer: the one place where policygen reads the clock."""
    return dt.datetime.now().astimezone().date()


def paths_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add PATH…: profiles, or folders of profiles."""
    return click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))(function)


def as_of_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --as-of."""
    return click.option(
        "--as-of", type=Day(), default=today, metavar="DATE", help="The day whose law counts (default: today)."
    )(function)


def jobs_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --jobs."""
    return click.option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        metavar="N",
        help="Profiles worked on at the same time.",
    )(function)


def library_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --library."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="DIR",
        help="A folder of your own documents, clauses and law, on top of the shipped ones.",
    )(function)


def load(paths: Iterable[Path]) -> tuple[tuple[LoadedProfile, ...], tuple[Problem, ...]]:
    """Return the profiles at `paths` and their warnings; raises PolicygenError with every error in any of them."""
    from policygen.sources.profile import load_profiles  # noqa: PLC0415 - keeps --help fast

    profiles, problems = load_profiles(paths)
    if any(problem.severity == "error" for problem in problems):
        raise PolicygenError(problems)
    return profiles, problems


@cache
def library(*folders: Path, cached: bool = True) -> Library:
    """Return the shipped library with `folders` on top, read once a process; one to be judged is not `cached`."""
    from policygen.sources.library import Library  # noqa: PLC0415 - keeps --help fast
    from policygen.where import library_folder  # noqa: PLC0415

    return Library((library_folder(), *folders), cached=cached)


def library_for(profile: LoadedProfile, extra: Path | None) -> Library:
    """Return the library of a profile: the shipped one, its own folder on top, and that of the command line."""
    own: Sequence[Path | None] = (profile.library, extra)
    return library(*(folder for folder in own if folder is not None))
