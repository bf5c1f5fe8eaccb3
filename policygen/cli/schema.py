"""`policygen schema`: what a profile may hold, for editors and for readers."""

from __future__ import annotations

import click

from policygen.sources.jsonschema import profile_schema_text
from policygen.sources.reference import reference


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md"]),
    default="json",
    show_default=True,
    help="JSON Schema for editors, or the reference page of every field in Markdown.",
)
def command(form: str) -> None:
    """Print the JSON Schema of a profile (draft-07), for editors.

    A profile names it in its first line: # yaml-language-server: $schema=profile.schema.json
    """
    click.echo(profile_schema_text() if form == "json" else reference(), nl=False)
