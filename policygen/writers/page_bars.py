"""Bars as a picture: one a row, cut into shares that differ in pattern as well as in colour, each with its number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WIDTH = 320
_ROW = 46
_TALL = 16
_LINE = 22
_NAME = 44
"""Characters of a name that fit into a line of the picture."""
_STRIPES = """\
<defs><pattern id="{name}-stripes" width="6" height="6" patternUnits="userSpaceOnUse">
<path d="M0 6 6 0" stroke="#7a1414" stroke-width="2"/></pattern></defs>"""


Look = Literal["full", "empty", "striped"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar: how much, what it is, and its look, which never rests on colour alone."""

    count: int
    label: str
    look: Look


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its name and its shares from the left."""

    name: str
    shares: tuple[Share, ...]


def bars_picture(bars: tuple[Bar, ...], name: str, title: str, describe: str, said: Callable[[str], str]) -> str:
    """Return the picture as inline SVG; `title` and `describe` are escaped already, `said` escapes everything else.

    `name` is the id of the picture on its page. Its words are readable where the page is 320 pixels wide. What each
    look means stands above the bars, which all have the same shares (WCAG 2.2, 1.1.1 and 1.4.1).
    """
    legend = bars[0].shares if bars else ()
    first = len(legend) * _LINE + 8
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {first + len(bars) * _ROW + 4}" role="img" aria-labelledby="{name} {name}-text">',
        f'<title id="{name}">{title}</title>\n<desc id="{name}-text">{describe}</desc>',
        _STRIPES.format(name=name),
        *(_label(share, place * _LINE, name, said) for place, share in enumerate(legend)),
        *(_bar(bar, first + place * _ROW, name, said) for place, bar in enumerate(bars)),
        "</svg>",
    ]
    return "\n".join(parts)


def _label(share: Share, top: int, name: str, said: Callable[[str], str]) -> str:
    box = f'<rect x="1" y="{top + 2}" width="{_TALL}" height="{_TALL}" {_LOOKS[share.look].format(name=name)}/>'
    return f'{box}<text x="{_TALL + 10}" y="{top + 14}">{said(share.label)}</text>'


def _bar(bar: Bar, top: int, name: str, said: Callable[[str], str]) -> str:
    short = bar.name if len(bar.name) <= _NAME else bar.name[: _NAME - 1] + "\u2026"
    words = f'<text class="day" x="0" y="{top + 14}">{said(short)}</text>'
    return words + "".join(_shares(bar, top + 20, name, said))


def _shares(bar: Bar, top: int, name: str, said: Callable[[str], str]) -> Iterator[str]:
    """Yield the shares of a bar that hold anything, each with its number for those who point at it."""
    whole = sum(share.count for share in bar.shares) or 1
    left = 0.0
    for share in bar.shares:
        wide = share.count * (_WIDTH - 2) / whole
        if share.count:
            box = f'x="{left + 1:.1f}" y="{top}" width="{wide:.1f}" height="{_TALL}"'
            look = _LOOKS[share.look].format(name=name)
            yield f"<rect {box} {look}><title>{said(share.label)}: {share.count}</title></rect>"
        left += wide


_LOOKS = {
    "full": 'fill="#0b4a6f" stroke="#1a1f24"',
    "empty": 'fill="#fff" stroke="#5a6570"',
    "striped": 'fill="url(#{name}-stripes)" stroke="#7a1414" stroke-width="2"',
}
