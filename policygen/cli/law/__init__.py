"""`policygen law`: the dated register of law, what changes in it, and what that does to texts."""

from __future__ import annotations

import click

from policygen.cli.law.changes import changes
from policygen.cli.law.impact import impact
from policygen.cli.law.list import list_
from policygen.cli.law.show import show
from policygen.cli.law.upcoming import upcoming


@click.group(name="law", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look into the dated register of law and guidance, and at what its changes do to your texts."""


for one in (list_, show, changes, upcoming, impact):
    command.add_command(one)
