"""What the commands about law share: their options, the register, and how a change is printed."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import common

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from policygen.review.changes import Change
    from policygen.sources.law import Register, Version
    from policygen.sources.library import Library

NATIONS = ("england", "wales", "scotland", "northern_ireland")
STATES = {
    "in_force": "in force", "partly_repealed": "partly repealed", "repealed": "repealed", "superseded": "superseded",
    "not_commenced": "not in force yet", "announced": "announced, not law",
}  # fmt: skip


def format_option(*forms: str) -> Callable[..., Any]:
    """Return --format with these choices, the first of which is usual."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True, help="How to print it."
    )


def range_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add --from and --to."""
    day = common.Day()
    end = click.option("--to", "end", required=True, type=day, metavar="DATE", help="The later day.")
    start = click.option("--from", "start", required=True, type=day, metavar="DATE", help="The earlier day.")
    return start(end(function))


def chosen(folder: Path | None) -> Library:
    """Return the shipped library, with the folder of the command line on top."""
    return common.library(*([folder] if folder else []))


def as_json(data: Mapping[str, Any]) -> str:
    """Return data as the text that is printed, without the last line break."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def version_data(version: Version) -> dict[str, Any]:
    """Return a version as JSON holds it."""
    return {
        "version": version.id, "from": version.start.text if version.start else None,
        "until": version.until.text if version.until else None, "state": version.state, "label": version.label,
        "summary": version.summary, "url": version.url, "confidence": version.confidence,
    }  # fmt: skip


def change_data(one: Change) -> dict[str, Any]:
    """Return a change as JSON holds it: `date` as exact as it is known, `day` the first on which packs follow it."""
    from policygen.review.law_words import address, precision  # noqa: PLC0415 - keeps --help fast

    return {
        "date": one.date.text, "precision": precision(one), "day": one.day.isoformat(), "id": one.instrument.id,
        "kind": one.kind, "title": one.instrument.title, "label": one.version.label,
        "nations": list(one.instrument.nations), "applies_to": list(one.instrument.applies_to),
        "summary": one.version.summary, "source": address(one.instrument, one.version),
        "sources": list(one.instrument.source), "version": one.version.id,
        "before": one.before.id if one.before else None, "followed_by": list(one.followed_by),
    }  # fmt: skip


def change_lines(one: Change, register: Register, words: Mapping[str, str]) -> list[str]:
    """Return a change as lines for people."""
    from policygen.review import law_words as say  # noqa: PLC0415 - keeps --help fast

    about = " ".join(part for part in (one.version.summary, say.aside(one, register, words)) if part)
    date = one.date.text if say.precision(one) != "known-by" else f"by {one.date.text}"
    nations = say.nations_said(one.instrument.nations, words)
    head = f"{date}  {say.happened(one, words)} ({one.instrument.id}; {nations})"
    return [head, *indented(about), f"    {say.address(one.instrument, one.version)}"]


def indented(text: str) -> list[str]:
    """Return text wrapped beneath a line that it belongs to."""
    return textwrap.wrap(text, 96, initial_indent="    ", subsequent_indent="    ")
