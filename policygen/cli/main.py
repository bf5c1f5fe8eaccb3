"""The command `policygen`: a table of commands, each loaded when it is asked for."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import click

from policygen import __version__
from policygen.cli import boundary

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "init": "Write a profile to begin with, after a few questions.",
    "check": "Check profiles: every problem with its file, line and what to do.",
    "build": "Build a pack of Word documents for each profile.",
    "verify": "Say which files of a pack are missing, edited by hand or out of date, and why.",
    "status": "Say where every organisation's pack stands, and what needs doing.",
    "diff": "Say what differs between two packs, documents, days or revisions, and why.",
    "explain": "Say which facts and which law chose the words of a document.",
    "law": "Look into the dated register of law, and what its changes do to your texts.",
    "coverage": "Say which clauses meet what is asked of an organisation, and what is missing.",
    "lint": "Check the clause library.",
    "schema": "Print the JSON Schema of a profile, for editors.",
    "textconv": "Print a Word file as text, for version control.",
    "git-setup": "Set up a git repository so that it shows what changed in Word files.",
}
"""Each command, with what it does; its module in this folder has its name (- is _) and holds `command`."""


class _Commands(click.Group):
    """A group that knows its commands by name and imports one only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"policygen.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table, which costs no import."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def policygen() -> None:
    """Make tailored packs of Word policies from an organisation's profile."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (without the program's name) and return its exit code."""
    return boundary.run(policygen, sys.argv[1:] if argv is None else list(argv))


if __name__ == "__main__":
    sys.exit(main())
