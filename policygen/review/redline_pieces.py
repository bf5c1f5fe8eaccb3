"""What the writer drew, taken apart again: blocks, cells, and the words of a line with their look.

The writer's own output alone is read here: it has no comments, no CDATA, and no `>` in an attribute. Word for word is
then a matter of strings, which is many times faster than trees of elements.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLE, PARAGRAPH = "<w:tbl>", "<w:p>"

_NAME = re.compile(r"<([\w:]+)")
_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"')
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_WORD = re.compile(r"\s+|\w+(?:['\u2019]\w+)*|&\w+;|[^\w\s]")
_RUN = re.compile(r"<w:r>(<w:rPr>.*?</w:rPr>)?(.*)</w:r>", re.DOTALL)
_SIMPLE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:(?:tab|br)/>)")
_MARK = re.compile(r"<w:bookmark(?:Start|End)[^>]*/>")
_PASSING = re.compile(
    r'<w:bookmark(?:Start|End)[^>]*/>|<w:id w:val="\d+"/>| id="\d+"(?: name="\D*\d*")?|<w:tblDescription[^>]*/>'
    r'| w:w="\d+"|<w:numId w:val="\d\d+"/>|<w:keepNext[^>]*/>|<w:spacing [^>]*/>|<w:pPr></w:pPr>'
)


class Piece(NamedTuple):
    """Text, a tab or a thing that stays whole; `wrapper` is the link that it stands in, `look` the run's properties.

    A `plain` piece is text as it stands in `w:t`; any other is XML: a child of a run where `run` is true, else whole.
    """

    wrapper: str
    look: str
    content: str
    plain: bool = False
    run: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what the piece is compared by: not by numbers that only tie things together."""
        return self.wrapper, self.look, self.content if self.plain else normal(self.content)

    def alike(self, other: Piece) -> bool:
        """Say whether both are text of one look, so that one can be the other with some words changed."""
        return self.plain and other.plain and self.look == other.look and self.wrapper == other.wrapper


class Line(NamedTuple):
    """A paragraph: what is said of it, its bookmarks, and its pieces."""

    about: str
    marks: tuple[str, ...]
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=16384)
def normal(xml: str) -> str:
    """Return XML without what no reader sees: running numbers, bookmarks, widths of columns, space and breaks."""
    return _PASSING.sub("", xml)


def without_marks(xml: str) -> str:
    """Return XML without bookmarks."""
    return _MARK.sub("", xml)


def children(xml: str) -> Iterator[str]:
    """Yield the elements that stand one after the other in `xml`."""
    at, end = 0, len(xml)
    while at < end:
        found = _NAME.match(xml, at)
        if found is None:
            raise AssertionError(xml[at : at + 80])
        stop = _end(xml, at, found[1])
        yield xml[at:stop]
        at = stop


def _end(xml: str, at: int, name: str) -> int:
    """Return where the element `name` that begins at `at` ends."""
    first = xml.index(">", at)
    if xml[first - 1] == "/":
        return first + 1
    opens, closes, depth = f"<{name}", f"</{name}>", 1
    place = first
    while depth:
        close = xml.index(closes, place)
        open_ = xml.find(opens, place, close)
        while open_ >= 0:
            after = xml[open_ + len(opens)]
            if after in " >" and xml[xml.index(">", open_) - 1] != "/":
                depth += 1
            open_ = xml.find(opens, open_ + len(opens), close)
        depth -= 1
        place = close + len(closes)
    return place


def inside(xml: str, name: str) -> str:
    """Return what stands in the first element `name` up to its last end."""
    start = xml.index(">", xml.index(f"<{name}")) + 1
    return xml[start : xml.rindex(f"</{name}>")]


@lru_cache(maxsize=4096)
def style(xml: str) -> str:
    """Return the style of a paragraph or of the first in a table."""
    found = _STYLE.search(xml, 0, 200)
    return found[1] if found else ""


@lru_cache(maxsize=4096)
def shown(xml: str) -> str:
    """Return the words of a block."""
    return "".join(_TEXT.findall(xml))


def line(xml: str) -> Line:
    """Return a paragraph taken apart."""
    inner = xml[len("<w:p>") : -len("</w:p>")]
    about = ""
    if inner.startswith("<w:pPr>"):
        about, _, inner = inner[len("<w:pPr>") :].partition("</w:pPr>")
    marks: list[str] = []
    pieces = tuple(_pieces(inner, "", marks))
    return Line(about, tuple(marks), pieces)


def _pieces(inner: str, wrapper: str, marks: list[str]) -> Iterator[Piece]:
    field: list[str] = []
    for child in children(inner):
        if field:
            field.append(child)
            if 'w:fldCharType="end"' in child:
                yield Piece(wrapper, "", "".join(field))
                field = []
        elif child.startswith("<w:r>"):
            if 'w:fldCharType="begin"' in child:
                field = [child]
            else:
                yield from _run(child, wrapper)
        elif child.startswith("<w:hyperlink"):
            opening = child[: child.index(">") + 1]
            yield from _pieces(child[len(opening) : -len("</w:hyperlink>")], opening, marks)
        elif child.startswith("<w:bookmark"):
            marks.append(child)
        else:
            yield Piece(wrapper, "", child)
    if field:
        raise AssertionError(inner)


def _run(xml: str, wrapper: str) -> Iterator[Piece]:
    found = _RUN.fullmatch(xml)
    if found is None:
        raise AssertionError(xml[:80])
    look, content = found[1] or "", found[2]
    if _SIMPLE.sub("", content):
        yield Piece(wrapper, look, content, run=True)
        return
    for text, mark in _SIMPLE.findall(content):
        if mark:
            yield Piece(wrapper, look, mark, run=True)
        elif text:
            yield Piece(wrapper, look, text, plain=True)


def words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with their text cut into words, white space and signs."""
    for wrapper, look, content, plain, run in pieces:
        if plain:
            yield from [Piece(wrapper, look, word, plain) for word in _WORD.findall(content)]
        else:
            yield Piece(wrapper, look, content, plain, run)
