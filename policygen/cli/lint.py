"""`policygen lint`: whether the library is sound, and how it reads."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, common, report
from policygen.errors import PolicygenError, Problem

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from policygen.review.reading import Measured, Report
    from policygen.sources.library import Library
    from policygen.sources.profile import LoadedProfile


@click.command(name="lint")
@click.option(
    "--as-of",
    type=common.Day(),
    metavar="DATE",
    help="Report law and contacts that nobody has checked in the 12 months before this day as well.",
)
@click.option(
    "--reading",
    is_flag=True,
    help="Print how each document reads, for every type of organisation in every nation.",
)
@click.option(
    "--word",
    is_flag=True,
    help="Check the Word files that are named instead of the library: whether they bar readers, and how they are made.",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@common.library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(report.FORMATS),
    default="text",
    show_default=True,
    help="How to print what was found.",
)
def command(  # noqa: PLR0913 - one a switch
    *, as_of: dt.date | None, reading: bool, word: bool, files: tuple[Path, ...], library: Path | None, form: str
) -> int:
    """Check the clause library: the shipped one, and your own on top of it. Or, with --word, Word FILES."""
    from policygen.review.lint import lint  # noqa: PLC0415 - keeps --help fast

    if word or files:
        if not (word and files) or reading or library or as_of:
            message = "--word goes with one Word file or more, and with no other option but --format"
            raise click.UsageError(message)
        return _word_files(files, form)
    chosen = common.library(*([library] if library else []), cached=False)
    examples = _examples()
    found = lint(chosen, as_of, [str(one.values["org"]["name"]) for one in examples])
    read, failed = _read(chosen, examples, as_of or common.today(), every=reading)
    if reading and not failed:
        click.echo(_json(read) if form == "json" else _table(read))
    problems = tuple(sorted(dict.fromkeys((*found, *failed, *read.problems)), key=Problem.order))
    if not (reading and form == "json"):
        click.echo(report.render(problems, form, colour=False), nl=False)
    if form == "text":
        click.echo(f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'} in the library", err=True)
    return boundary.FINDINGS if problems else boundary.FINE


def _word_files(files: Iterable[Path], form: str) -> int:
    """Print what is wrong with Word files, file by file in the order of reading."""
    from policygen.review.word_checks import check_word  # noqa: PLC0415 - keeps --help fast
    from policygen.sources.docx_guard import open_package  # noqa: PLC0415

    problems: list[Problem] = []
    for file in dict.fromkeys(files):
        try:
            problems += check_word(open_package(file))
        except PolicygenError as error:
            problems += error.problems
    click.echo(report.render(problems, form, colour=False), nl=False)
    if form == "text":
        click.echo(f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'} in Word files", err=True)
    return boundary.FINDINGS if problems else boundary.FINE


def _examples() -> tuple[LoadedProfile, ...]:
    from policygen.sources.profile import load_profiles  # noqa: PLC0415 - keeps --help fast
    from policygen.where import example_profiles  # noqa: PLC0415

    return load_profiles([example_profiles()])[0]


def _read(
    library: Library, examples: Iterable[LoadedProfile], day: dt.date, *, every: bool
) -> tuple[Report, tuple[Problem, ...]]:
    """Return how the library reads; or, where no pack can be composed, nothing and what stands against it."""
    from policygen.review.reading import Report, read_aloud  # noqa: PLC0415 - keeps --help fast
    from policygen.review.samples import samples  # noqa: PLC0415

    try:
        return read_aloud(library, [*examples, *samples(library, every=every)], day), ()
    except PolicygenError as error:
        return Report((), ()), error.problems


def _table(read: Report) -> str:
    width = max((len(one.id) for one in read.documents), default=0)
    head = f"{'document':{width}}  {'readers':15}  {'average':>11}  {'worst':>8}  {'hard in 100':>11}  {'words':>11}"
    return "\n".join([head, *(_line(one, width) for one in read.documents)])


def _line(one: Measured, width: int) -> str:
    gate = one.gate
    shares = f"{one.average:.1f}/{gate.average:g}", f"{one.worst}/{gate.worst}", f"{one.hard:.1f}/{gate.hard:g}"
    average, worst, hard = shares
    words = f"{one.words}/{gate.words}"
    return f"{one.id:{width}}  {one.reading:15}  {average:>11}  {worst:>8}  {hard:>11}  {words:>11}"


def _json(read: Report) -> str:
    rows = [
        {
            "document": one.id,
            "reading": one.reading,
            "average": round(one.average, 1),
            "worst": one.worst,
            "longest": one.longest,
            "hard": round(one.hard, 1),
            "words": one.words,
        }
        for one in read.documents
    ]
    problems = [asdict(problem) for problem in read.problems]
    return json.dumps({"documents": rows, "problems": problems}, indent=2, ensure_ascii=False)
