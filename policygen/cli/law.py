"""`policygen law`: the dated register, as a list and one by one."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.errors import Place, PolicygenError, Problem, fail, nearest

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from policygen.sources.law import Instrument, Register, Version

_NATIONS = ("england", "wales", "scotland", "northern_ireland")
_STATES = {
    "in_force": "in force", "partly_repealed": "partly repealed", "repealed": "repealed", "superseded": "superseded",
    "not_commenced": "not in force yet", "announced": "announced, not law",
}  # fmt: skip
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)


@click.group(name="law", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look into the dated register of law and guidance."""


@command.command(name="list")
@click.option("--nation", type=click.Choice(_NATIONS), help="Only what holds in this nation.")
@click.option("--kind", metavar="KIND", help="Only this kind: act, section, regulations, statutory-guidance and so on.")
@click.option("--state", type=click.Choice(list(_STATES)), help="Only what is in this state on the day.")
@common.as_of_option
@common.library_option
@_FORMAT
def list_(  # noqa: PLR0913 - one parameter an option
    *, nation: str | None, kind: str | None, state: str | None, as_of: dt.date, library: Path | None, form: str
) -> int:
    """List what the register holds on a day."""
    register = _register(library, as_of)
    if kind is not None:
        _known_kind(kind)
    rows = [
        (one, now, version)
        for one in register.instruments.values()
        for now, version in [one.state_on(as_of)]
        if (nation is None or nation in one.nations) and kind in (None, one.kind) and (state or now) == now
    ]
    if form == "json":
        click.echo(
            json.dumps(
                {"as_of": as_of.isoformat(), "instruments": [_row(*row) for row in rows]}, ensure_ascii=False, indent=1
            )
        )
    else:
        for one, now, version in rows:
            click.echo(f"{one.id}  {version.label}  ({_STATES[now]}; {', '.join(one.nations)})")
    return boundary.FINE


@command.command()
@click.argument("name", metavar="ID")
@common.as_of_option
@common.library_option
@_FORMAT
def show(*, name: str, as_of: dt.date, library: Path | None, form: str) -> int:
    """Show one instrument: its versions from the oldest on, with sources, and the clauses that cite it."""
    chosen = common.library(*([library] if library else []))
    register = _register(library, as_of)
    if name not in register.instruments:
        raise PolicygenError(
            [
                Problem(
                    "unknown-law",
                    f"'{name}' is not in the register",
                    path=name,
                    hint="'policygen law list' lists it",
                    suggestion=nearest(name, register.instruments),
                )
            ]
        )
    one = register.instruments[name]
    now, version = one.state_on(as_of)
    citing = chosen.clauses_that_name(name)
    if form == "json":
        versions = [_version(each) for each in one.versions]
        data = {**_row(one, now, version), "versions": versions, "cited_by": list(citing)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    else:
        click.echo(
            "\n".join(
                [*_page(one, now, as_of), "", "Clauses that name it:", *(f"  {each}" for each in citing or ["none"])]
            )
        )
    return boundary.FINE


def _register(library: Path | None, as_of: dt.date) -> Register:
    register = common.library(*([library] if library else [])).register
    if as_of < register.begins:
        raise fail(
            "before-register",
            f"the register of law begins on {register.begins.isoformat()}, after {as_of.isoformat()}",
            Place(),
            hint=f"choose a day from {register.begins.isoformat()} on",
        )
    return register


def _known_kind(kind: str) -> None:
    from policygen.sources.register import KINDS  # noqa: PLC0415 - keeps --help fast

    if kind not in KINDS:
        raise click.BadParameter(f"'{kind}' is not a kind: one of {', '.join(KINDS)}", param_hint="--kind")


def _row(one: Instrument, now: str, version: Version) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "citation": one.citation,
        "kind": one.kind,
        "topic": one.topic,
        "nations": list(one.nations),
        "applies_to": list(one.applies_to),
        "state": now,
        "version": version.id,
        "label": version.label,
        "summary": version.summary,
        "url": version.url,
        "source": list(one.source),
        "last_checked": one.last_checked.text,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "version": version.id, "from": version.start.text if version.start else None,
        "until": version.until.text if version.until else None, "state": version.state, "label": version.label,
        "summary": version.summary, "url": version.url, "confidence": version.confidence,
    }  # fmt: skip


def _page(one: Instrument, now: str, as_of: dt.date) -> list[str]:
    lines = [
        one.title,
        f"{one.citation}; {one.kind}; {', '.join(one.nations)}",
        f"On {as_of.isoformat()}: {_STATES[now]}",
        "",
    ]
    for version in one.versions:
        begins = version.start.text if version.start else "start not known"
        ends = f" to {version.until.text}" if version.until else ""
        lines += [f"{begins}{ends}  {version.label}  ({_STATES[version.state]}, {version.confidence} confidence)"]
        lines += textwrap.wrap(version.summary, 96, initial_indent="    ", subsequent_indent="    ")
        lines += [f"    {version.url}"] if version.url else []
    lines += ["", f"Sources, last checked {one.last_checked.text}:", *(f"  {source}" for source in one.source)]
    return [*lines, "", "Notes:", *textwrap.wrap(one.notes, 98)] if one.notes else lines
