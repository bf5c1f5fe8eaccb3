"""`policygen law upcoming`: what is known to come, and what it will do to texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policygen.cli import boundary, common
from policygen.cli.law.impact import compared, impact_lines, organisations
from policygen.cli.law.shared import NATIONS, as_json, change_data, change_lines, chosen, format_option, indented
from policygen.errors import PolicygenError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from policygen.pack.impact import Impact
    from policygen.review.upcoming import Upcoming, Waiting
    from policygen.sources.library import Library

_LONGEST = 3660


class _Days(click.ParamType[int]):
    name = "days"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return how many days are meant, or stop with a message that says how to write them."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,4})([dw])", str(value).strip())
        days = int(found[1]) * (7 if found[2] == "w" else 1) if found else 0
        if not 1 <= days <= _LONGEST:
            self.fail(f"'{value}' is not a number of days: write 180d, or 26w; at most {_LONGEST}d", param, ctx)
        return days


@click.command(name="upcoming")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@common.as_of_option
@click.option("--within", type=_Days(), default="180d", show_default=True, metavar="DAYS", help="How far to look.")
@click.option("--nation", type=click.Choice(NATIONS), help="Only what holds in this nation.")
@common.library_option
@format_option("text", "json", "html")
def upcoming(  # noqa: PLR0913 - one parameter an option
    *, paths: tuple[Path, ...], as_of: dt.date, within: int, nation: str | None, library: Path | None, form: str
) -> int:
    """Say what law and guidance is known to come after a day; with PATH also what that does to those profiles."""
    from policygen.review.upcoming import upcoming as known  # noqa: PLC0415 - keeps --help fast

    having = chosen(library)
    found = known(having.register, as_of, within, nation or "")
    effects = compared(paths, (found.as_of, found.until), library) if paths else []
    if form == "html":
        click.echo(_html(found, effects, having), nl=False)
    elif form == "json":
        click.echo(as_json(_data(found, effects)))
    else:
        click.echo("\n".join(_text(found, effects, having)))
    problems = [problem for one in effects for problem in one.problems]
    if problems:
        raise PolicygenError(problems)
    return boundary.FINE


def _data(found: Upcoming, effects: Sequence[Impact]) -> dict[str, Any]:
    return {
        "as_of": found.as_of.isoformat(),
        "until": found.until.isoformat(),
        "dated": [change_data(one) for one in found.dated],
        "no_date_yet": [_waiting(one) for one in found.undated],
        "organisations": organisations(effects),
    }


def _waiting(one: Waiting) -> dict[str, Any]:
    from policygen.review.law_words import address  # noqa: PLC0415 - keeps --help fast

    instrument, version = one.instrument, one.version
    return {
        "id": instrument.id, "state": version.state, "title": instrument.title, "label": version.label,
        "nations": list(instrument.nations), "applies_to": list(instrument.applies_to), "summary": version.summary,
        "expected": version.expected, "source": address(instrument, version), "sources": list(instrument.source),
    }  # fmt: skip


def _text(found: Upcoming, effects: Sequence[Impact], having: Library) -> list[str]:
    words = having.vocabulary.words["en"]
    lines = [line for one in found.dated for line in change_lines(one, having.register, words)]
    lines = lines or [words["report_upcoming_none"]]
    lines += ["", words["report_open_heading"] + ":"]
    lines += [line for one in found.undated for line in _waiting_lines(one, having)] or [words["report_open_none"]]
    if effects:
        lines += ["", words["report_effects_heading"] + ":"]
        lines += impact_lines(effects, having) or [words["report_impact_none"]]
    return lines


def _waiting_lines(one: Waiting, having: Library) -> list[str]:
    from policygen.review import law_words as say  # noqa: PLC0415 - keeps --help fast

    words = having.vocabulary.words["en"]
    nations = say.nations_said(one.instrument.nations, words)
    expected = one.version.expected or words["report_open_none_expected"]
    return [
        f"{say.titled(one.instrument, one.version)} ({one.instrument.id}; {nations})",
        *indented(f"{one.version.summary} {words['report_column_expected']}: {expected}."),
        f"    {say.address(one.instrument, one.version)}",
    ]


def _html(found: Upcoming, effects: Sequence[Impact], having: Library) -> bytes:
    from policygen.pack.impact_page import effects as shown  # noqa: PLC0415 - only a page needs it
    from policygen.review.law_page import upcoming_page  # noqa: PLC0415
    from policygen.writers import page_html  # noqa: PLC0415

    words = having.vocabulary.words["en"]
    sections = shown(effects, (found.as_of, found.until), having.register, words)
    return page_html.write(upcoming_page(found, having.register, words, sections))
