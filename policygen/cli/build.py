"""`policygen build`: a pack of documents for each profile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common, report
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from policygen.pack.batch import Outcome

_FORMATS = ("docx", "md", "html", "pdf")


class _Formats(click.ParamType[tuple[str, ...]]):
    name = "formats"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return the formats named, each once, or stop with a message that lists them."""
        if isinstance(value, tuple):
            return value
        names = dict.fromkeys(name.strip() for name in str(value).split(","))
        unknown = [name for name in names if name not in _FORMATS]
        if unknown:
            self.fail(f"'{unknown[0]}' is not a format: one or more of {', '.join(_FORMATS)}", param, ctx)
        return tuple(names)


@click.command(name="build")
@common.paths_argument
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where the packs go: DIR/<profile>/."
)
@common.as_of_option
@click.option(
    "--format",
    "formats",
    type=_Formats(),
    default="docx,md",
    show_default=True,
    metavar="LIST",
    help="Formats, with commas.",
)
@click.option("--document", "only", multiple=True, metavar="ID", help="Only this document; may be given again.")
@click.option("--final", is_flag=True, help="Refuse a pack that is not ready to approve, and list what to complete.")
@click.option("--page-numbers", is_flag=True, help="Page numbers in the contents of Word files; needs LibreOffice.")
@click.option("--replace-edited", is_flag=True, help="Replace files that were edited by hand; the edits are lost.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    metavar="N",
    help="Packs built at the same time.",
)
@common.library_option
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[Path, ...],
    out: Path,
    as_of: dt.date,
    formats: tuple[str, ...],
    only: tuple[str, ...],
    *,
    final: bool,
    page_numbers: bool,
    replace_edited: bool,
    jobs: int,
    library: Path | None,
) -> int:
    """Build a pack of Word documents for each profile at PATH.

    PATH is a profile or a folder of profiles. A pack that has something to complete is built as a draft that says so.
    """
    from policygen.pack.batch import Order, build_all  # noqa: PLC0415 - keeps --help fast

    if page_numbers and "docx" not in formats:
        raise click.UsageError("--page-numbers are those of Word files: add docx to --format")
    profiles, warnings = common.load(paths)
    order = Order(out, as_of, formats, only, final, replace_edited, library, page_numbers)
    outcomes = build_all(profiles, order, jobs)
    _advise(warnings)
    for outcome in outcomes:
        _say(outcome)
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    if problems:
        raise PolicygenError(problems)
    return boundary.FINE


def _advise(warnings: Sequence[object]) -> None:
    if warnings:
        click.echo(report.text(list(warnings), colour=False), nl=False, err=True)  # type: ignore[arg-type] # they are problems


def _say(outcome: Outcome) -> None:
    if outcome.folder is None:
        return
    count = len(outcome.written)
    done = "unchanged" if not count else f"{count} file{'s' if count > 1 else ''} written"
    click.echo(f"{outcome.folder}: {done}, {_STATUS[outcome.status]}{_still(outcome)}")


_STATUS = {"draft": "a draft", "ready": "ready to approve", "approved": "approved"}


def _still(outcome: Outcome) -> str:
    if not outcome.to_complete:
        return ""
    count = len(outcome.to_complete)
    page = outcome.folder / "complete-before-approval.docx" if outcome.folder else ""
    return f": {count} thing{'s' if count > 1 else ''} to complete, listed in {page}"
