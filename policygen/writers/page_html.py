"""Pages for a browser and for paper: one file, no scripts, nothing fetched; whatever is said in them is escaped.

Built for WCAG 2.2 AA: a skip link, landmarks, one first heading, captions and scopes in tables, a title and a
description in pictures with the same facts as a list, marks that do not rest on colour, and 320 pixels are enough.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from policygen.writers.html_text import said, shell
from policygen.writers.page_bars import Bar, bars_picture
from policygen.writers.page_style import STYLE
from policygen.writers.page_timeline import Moment, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Look = Literal["", "strong", "ins", "del"]

_LONG = 50
"""Characters from which the column of a cell needs room."""
_WIDE = ' class="long"'
_OUTSIDE = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text with one look; `href` is an outside address, or "#" and the id of something on the page."""

    text: str
    href: str = ""
    look: Look = ""


Text = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `kind` "lead" opens a page, "quiet" is said in passing."""

    text: Text
    kind: Literal["", "lead", "quiet"] = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short items."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and their values, such as totals."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data; the first cell of each row names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days in their order, as a picture and as a list; `describe` says in a sentence what the picture shows."""

    title: str
    describe: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Numbers as a picture, whose facts a table beside it gives; `describe` says in a sentence what it shows."""

    title: str
    describe: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Sides:
    """Two wordings side by side, a line of runs each; above one another where there is no room."""

    left: str
    right: str
    old: tuple[Text, ...]
    new: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under a heading of its own; `id` is what links lead to."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    tag: str = ""


Block = Para | Bullets | Pairs | Grid | Timeline | Bars | Sides | Section


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its one title, what opens it, its sections, and what stands at its foot.

    `contents` is the heading of the list of sections (empty: no list); `skip` the words of the link past everything.
    """

    title: str
    skip: str
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: Text
    contents: str = ""
    language: str = "en-GB"


@dataclass
class _Ids:
    """Numbers the pictures and captions of a page, so that each has an id of its own."""

    last: int = field(default=0)

    def next(self, what: str) -> str:
        self.last += 1
        return f"{what}-{self.last}"


def plain(text: str) -> Text:
    """Return words without any look as text."""
    return (Run(text),) if text else ()


def write(page: Page) -> bytes:
    """Return the page as the bytes of one HTML file: the same for the same page."""
    ids = _Ids()
    parts = [
        f'<a class="skip" href="#contents">{said(page.skip)}</a>',
        f'<main id="contents" tabindex="-1">\n<h1>{said(page.title)}</h1>',
        *(_block(one, 2, ids) for one in page.opening),
        _contents(page),
        *(_section(one, 2, ids) for one in page.sections),
        f"</main>\n<footer><p>{_text(page.foot)}</p></footer>",
    ]
    return shell(page.language, page.title, STYLE, "\n".join(part for part in parts if part))


def _contents(page: Page) -> str:
    if not page.contents or len(page.sections) < 2:  # noqa: PLR2004 - one section needs no list
        return ""
    links = "".join(f"<li>{_text((Run(one.heading, '#' + one.id),))}</li>\n" for one in page.sections)
    name = said(page.contents)
    return f'<nav aria-labelledby="page-contents">\n<h2 id="page-contents">{name}</h2>\n<ul>\n{links}</ul>\n</nav>'


def _address(href: str) -> str:
    """Return an address as an attribute holds it, or nothing for one that a reader should not be sent to."""
    if href.startswith("#"):
        return "#" + quote(href[1:], safe="/.-_~")
    return said(href) if href.startswith(_OUTSIDE) else ""


def _text(text: Text) -> str:
    return "".join(_run(run) for run in text)


def _run(run: Run) -> str:
    words = said(run.text)
    if run.look:
        words = f"<{run.look}>{words}</{run.look}>"
    address = _address(run.href) if run.href else ""
    return f'<a href="{address}">{words}</a>' if address else words


def _block(block: Block, level: int, ids: _Ids) -> str:
    return _BLOCKS[type(block)](block, level, ids)


def _blocks(blocks: Iterable[Block], level: int, ids: _Ids) -> str:
    return "\n".join(_block(one, level, ids) for one in blocks)


def _section(one: Section, level: int, ids: _Ids) -> str:
    tag = f' <span class="tag">{said(one.tag)}</span>' if one.tag else ""
    heading = f"<h{level}>{said(one.heading)}{tag}</h{level}>"
    inside = _blocks(one.blocks, min(level + 1, 6), ids)
    return f'<section id="{said(one.id)}">\n{heading}\n{inside}\n</section>'


def _para(one: Para, _level: int, _ids: _Ids) -> str:
    kind = f' class="{one.kind}"' if one.kind else ""
    return f"<p{kind}>{_text(one.text)}</p>"


def _bullets(one: Bullets, _level: int, _ids: _Ids) -> str:
    return "<ul>\n" + "".join(f"<li>{_text(item)}</li>\n" for item in one.items) + "</ul>"


def _pairs(one: Pairs, _level: int, _ids: _Ids) -> str:
    rows = "".join(f"<div><dt>{said(name)}</dt><dd>{_text(value)}</dd></div>\n" for name, value in one.rows)
    return f"<dl>\n{rows}</dl>"


def _grid(one: Grid, _level: int, ids: _Ids) -> str:
    """Return a table in a part of the page that can be scrolled with the keyboard where it is too wide."""
    name = ids.next("table")
    head = "".join(f'<th scope="col">{said(cell)}</th>' for cell in one.header)
    wide = [any(_length(row[place]) > _LONG for row in one.rows) for place in range(len(one.header))]
    rows = "".join(_row(row, wide) for row in one.rows)
    return (
        f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0">\n<table>\n'
        f'<caption id="{name}">{said(one.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>"
    )


def _length(text: Text) -> int:
    return sum(len(run.text) for run in text)


def _row(row: tuple[Text, ...], wide: Sequence[bool]) -> str:
    first, *rest = row
    head = f'<th scope="row"{_WIDE if wide[0] else ""}>{_text(first)}</th>'
    cells = "".join(f"<td{_WIDE if more else ''}>{_text(cell)}</td>" for cell, more in zip(rest, wide[1:], strict=True))
    return f"<tr>{head}{cells}</tr>\n"


def _timeline(one: Timeline, _level: int, ids: _Ids) -> str:
    name = ids.next("timeline")
    items = "".join(_moment(moment) for moment in one.moments)
    drawn = picture(one.moments, name, said(one.title), said(one.describe), said)
    return f'<div class="timeline">\n<figure>\n{drawn}\n</figure>\n<ol>\n{items}</ol>\n</div>'


def _bars(one: Bars, _level: int, ids: _Ids) -> str:
    drawn = bars_picture(one.bars, ids.next("bars"), said(one.title), said(one.describe), said)
    return f"<figure>\n{drawn}\n</figure>" if one.bars else ""


def _moment(one: Moment) -> str:
    rows = "".join(f"<li>{said(line)}</li>" for line in one.lines)
    return f"<li><strong>{said(one.name)}</strong>{f'<ul>{rows}</ul>' if rows else ''}</li>\n"


def _sides(one: Sides, level: int, _ids: _Ids) -> str:
    both = ((one.left, one.old), (one.right, one.new))
    return f'<div class="sides">\n{"".join(_side(title, lines, level) for title, lines in both)}</div>'


def _side(title: str, lines: tuple[Text, ...], level: int) -> str:
    words = "".join(f"<p>{_text(line)}</p>\n" for line in lines)
    return f"<div>\n<h{level}>{said(title)}</h{level}>\n{words}</div>\n"


_BLOCKS: dict[type[Block], Callable[..., str]] = {
    Para: _para,
    Bullets: _bullets,
    Pairs: _pairs,
    Grid: _grid,
    Timeline: _timeline,
    Bars: _bars,
    Sides: _sides,
    Section: _section,
}
