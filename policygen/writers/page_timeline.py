"""A timeline as a picture: days from the top down, the longer the wait the longer the line between them."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

_WIDTH = 320
_AXIS = 12
_WORDS = 30
_LINE = 16
_GAP = 4
_LONGEST_LINES = 2
_CHARACTERS = 36


@dataclass(frozen=True, slots=True)
class Moment:
    """A day of a timeline: its name, what happens on it, and where it lies; `day` is None for what has no date.

    `lines` stand in the list and `drawn`, which may be shorter, in the picture. `kind` "edge" is a day between which
    the picture looks, "change" one on which something happens, "open" no day.
    """

    name: str
    lines: tuple[str, ...]
    drawn: tuple[str, ...]
    day: dt.date | None = None
    kind: Literal["edge", "change", "open"] = "change"


@dataclass(frozen=True, slots=True)
class _Placed:
    moment: Moment
    top: int
    words: tuple[tuple[str, ...], ...]


def picture(moments: tuple[Moment, ...], name: str, title: str, describe: str, said: Callable[[str], str]) -> str:
    """Return the picture as inline SVG; `title` and `describe` are escaped already, `said` escapes everything else.

    `name` is the id of the picture on its page. Its words are readable where the page is 320 pixels wide.
    """
    placed = _placed(moments)
    height = (placed[-1].top + _tall(placed[-1].words) if placed else 0) + 8
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{name} {name}-text">',
        f'<title id="{name}">{title}</title>\n<desc id="{name}-text">{describe}</desc>',
        *_lines(placed),
        *(_drawn(one, said) for one in placed),
        "</svg>",
    ]
    return "\n".join(parts)


def _placed(moments: tuple[Moment, ...]) -> list[_Placed]:
    placed: list[_Placed] = []
    top = 8
    before: Moment | None = None
    for moment in moments:
        top += _wait(before, moment)
        words = tuple(tuple(_wrapped(text)) for text in moment.drawn)
        placed.append(_Placed(moment, top, words))
        top += _tall(words)
        before = moment
    return placed


def _wait(before: Moment | None, moment: Moment) -> int:
    """Return how much room stands for the days since the moment before."""
    if before is None:
        return 0
    if before.day is None or moment.day is None:
        return 14
    return 10 + min((moment.day - before.day).days // 3, 60)


def _tall(words: tuple[tuple[str, ...], ...]) -> int:
    return 20 + sum(_GAP + _LINE * len(lines) for lines in words)


def _wrapped(text: str) -> list[str]:
    lines = textwrap.wrap(text, _CHARACTERS) or [""]
    if len(lines) > _LONGEST_LINES:
        lines = [*lines[: _LONGEST_LINES - 1], lines[_LONGEST_LINES - 1][: _CHARACTERS - 1] + "\u2026"]
    return lines


def _lines(placed: list[_Placed]) -> list[str]:
    """Return the axis: whole between days, broken towards what has no date."""
    found = []
    for one, other in pairwise(placed):
        broken = ' stroke-dasharray="2 5"' if other.moment.day is None else ""
        ends = f'x1="{_AXIS}" x2="{_AXIS}" y1="{one.top + 9}" y2="{other.top + 9}"'
        found.append(f'<line {ends} stroke="#5a6570" stroke-width="2"{broken}/>')
    return found


def _drawn(one: _Placed, said: Callable[[str], str]) -> str:
    y = one.top + 9
    parts = []
    base = y + 5
    for lines in one.words:
        base += _GAP
        for line in lines:
            base += _LINE
            parts.append(f'<text x="{_WORDS}" y="{base}">{said(line)}</text>')
    name = f'<text class="day" x="{_WORDS}" y="{y + 5}">{said(one.moment.name)}</text>'
    return f"{_MARKS[one.moment.kind].format(x=_AXIS, y=y, left=_AXIS - 6, top=y - 6)}{name}{''.join(parts)}"


_MARKS = {
    "edge": '<circle cx="{x}" cy="{y}" r="5" fill="#fff" stroke="#5a6570" stroke-width="2"/>',
    "change": '<circle cx="{x}" cy="{y}" r="7" fill="#0b4a6f"/>',
    "open": '<rect x="{left}" y="{top}" width="12" height="12" fill="#fff" stroke="#0b4a6f" stroke-width="2"/>',
}
