"""`policygen git-setup`: a git repository that shows what changed in Word files, and keeps packs well."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policygen.cli import boundary, report

if TYPE_CHECKING:
    from policygen.pack.repository import Setup


@click.command(name="git-setup")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(folder: Path, *, yes: bool) -> int:
    """Set up the git repository of DIR (this folder unless told) so that it shows what changed in Word files.

    Says what it will write and asks first: lines in .gitattributes, which you commit for everybody, and two settings
    of your own copy. What stands there already stays. It may be run again.
    """
    from policygen.pack.repository import ATTRIBUTES, plan, write  # noqa: PLC0415 - keeps --help fast

    setup = plan(folder, _textconv())
    if setup.done:
        click.echo(f"{setup.top}: everything is set up already")
        return boundary.FINE
    for line in _said(setup, ATTRIBUTES):
        click.echo(report.shown(line))
    if not yes and not sys.stdin.isatty():
        raise click.UsageError("nothing was written: --yes is needed where no questions are asked")
    if not yes and not click.confirm("Write this?", default=True):
        click.echo("nothing was written")
        return boundary.FINE
    write(setup)
    click.echo(f"done; next: git add {ATTRIBUTES}" if setup.lines else "done")
    return boundary.FINE


def _textconv() -> str:
    """Return the command that git is to run: by its name where that is found, and else by this Python."""
    start = "policygen" if shutil.which("policygen") else f"{shlex.quote(sys.executable)} -m policygen.cli.main"
    return f"{start} textconv"


def _said(setup: Setup, attributes: str) -> list[str]:
    lines = [f"In {setup.top / attributes}, at the end:", *(f"  {line}" for line in setup.lines)] if setup.lines else []
    if setup.settings:
        lines += ["In the settings of this repository (.git/config):"]
        lines += [f"  {name} = {value}" for name, value in setup.settings]
    return lines
