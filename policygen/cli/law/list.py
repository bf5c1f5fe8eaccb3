"""`policygen law list`: what the register holds on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.cli.law.shared import NATIONS, STATES, as_json, chosen, format_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from policygen.sources.law import Instrument, Version


@click.command(name="list")
@click.option("--nation", type=click.Choice(NATIONS), help="Only what holds in this nation.")
@click.option("--kind", metavar="KIND", help="Only this kind: act, section, regulations, statutory-guidance and so on.")
@click.option("--state", type=click.Choice(list(STATES)), help="Only what is in this state on the day.")
@common.as_of_option
@common.library_option
@format_option("text", "json", "html")
def list_(  # noqa: PLR0913 - one parameter an option
    *, nation: str | None, kind: str | None, state: str | None, as_of: dt.date, library: Path | None, form: str
) -> int:
    """List what the register holds on a day."""
    from policygen.review.changes import check_day  # noqa: PLC0415 - keeps --help fast

    having = chosen(library)
    register = having.register
    check_day(register, as_of)
    if kind is not None:
        _known_kind(kind)
    rows = [
        (one, now, version)
        for one in register.instruments.values()
        for now, version in [one.state_on(as_of)]
        if (nation is None or nation in one.nations) and kind in (None, one.kind) and (state or now) == now
    ]
    if form == "html":
        from policygen.review.register_page import list_page  # noqa: PLC0415 - only a page needs it
        from policygen.writers import page_html  # noqa: PLC0415

        click.echo(page_html.write(list_page(rows, as_of, having.vocabulary.words["en"])), nl=False)
    elif form == "json":
        click.echo(as_json({"as_of": as_of.isoformat(), "instruments": [instrument_data(*row) for row in rows]}))
    else:
        for one, now, version in rows:
            click.echo(f"{one.id}  {version.label}  ({STATES[now]}; {', '.join(one.nations)})")
    return boundary.FINE


def _known_kind(kind: str) -> None:
    from policygen.sources.register import KINDS  # noqa: PLC0415 - keeps --help fast

    if kind not in KINDS:
        raise click.BadParameter(f"'{kind}' is not a kind: one of {', '.join(KINDS)}", param_hint="--kind")


def instrument_data(one: Instrument, now: str, version: Version) -> dict[str, Any]:
    """Return an instrument as JSON holds it: its state on a day and the version that it is the state of."""
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
