"""The body of a Word file as one row of pieces, lines and tables, each with what marks the clause it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygen.model import Span
from policygen.sources.docx_around import Style, W, by_name, child, folded, value, whole
from policygen.sources.docx_lines import Answer, Reader, joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.model import Spans
    from policygen.sources.docx_around import Around
    from policygen.sources.docx_guard import Element
    from policygen.sources.docx_lines import Words


_PROPERTIES = f"{W}pPr"


@dataclass(frozen=True, slots=True)
class Mark:
    """That a line is an item of a list: its numbering and the kind of that, how deep, whether it counts and from 1."""

    number: str
    level: int
    ordered: bool
    kind: str = ""
    restarts: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `marks` are bookmarks around its words, `points` those that stand before or between them.

    `control` is the clause in whose control it stands, `label` the number that the program prints before a heading,
    `ends` that a box ends with it; a `hollow` line is no paragraph but the place of a mark.
    """

    spans: Spans = ()
    style: str = ""
    heading: int = 0
    label: str = ""
    typed: bool = False
    item: Mark | None = None
    indent: int = 0
    ends: bool = False
    fresh: bool = False
    control: str = ""
    marks: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    hollow: bool = False
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its style and its rows of cells, each cell its lines joined."""

    style: str
    rows: tuple[tuple[Spans, ...], ...]
    control: str = ""
    marks: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tracked: bool = False


Piece = Line | Grid


@dataclass
class Pieces:
    """All pieces of a body, and what stands beside the running text."""

    row: list[Piece] = field(default_factory=list)
    asides: list[tuple[int, str]] = field(default_factory=list)
    answers: list[tuple[int, Answer]] = field(default_factory=list)


class Walker:
    """Walks over a body once and gathers its pieces."""

    def __init__(self, about: Around, *, before: bool) -> None:
        """Walk with what stands around the body; `before` takes tracked changes as not made."""
        self.about = about
        self.found = Pieces()
        self._reader = Reader(about, before=before)
        self._gone, self._new = ("ins", "del") if before else ("del", "ins")
        self._before = before
        self._points: list[str] = []
        self._held: tuple[tuple[Span, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())
        self._counts: dict[str, list[int]] = {}

    def walk(self, container: Element, control: str = "") -> None:
        """Gather the pieces of a body, or of anything else that holds blocks."""
        for one in container:
            if one.tag == f"{W}p":
                self._paragraph(one, control)
            elif one.tag == f"{W}tbl":
                self._table(one, control)
            elif one.tag == f"{W}sdt":
                self._control(one, control)
            elif one.tag == f"{W}bookmarkStart":
                self._points.append(value(one, "name"))
            elif one.tag == W + self._gone or (one.tag == f"{W}moveTo" and self._before):
                continue
            elif isinstance(one.tag, str) and not one.tag.endswith("Pr"):
                self.walk(one, control)

    def _control(self, control: Element, outer: str) -> None:
        about, content = child(control, f"{W}sdtPr"), child(control, f"{W}sdtContent")
        if content is None or (about is not None and _is_contents(about)):
            return
        tag = value(None if about is None else child(about, f"{W}tag"))
        self.walk(content, self.about.by_tag.get(tag, outer))
        if self._points and self.about.by_tag.get(tag):
            self._add(Line(control=self.about.by_tag[tag], points=self._taken(), hollow=True))

    def _add(self, piece: Piece) -> None:
        self.found.row.append(piece)

    def _taken(self) -> tuple[str, ...]:
        points, self._points = tuple(self._points), []
        return points

    def _paragraph(self, paragraph: Element, control: str) -> None:
        words = self._reader.words(paragraph)
        about = by_name(child(paragraph, _PROPERTIES))
        style = self._style(about)
        if words.contents or (self.about.document and style.name.startswith("toc")):
            return
        here = len(self.found.row)
        self.found.asides += [(here, text) for text in words.asides]
        self.found.answers += [(here, answer) for answer in words.answers]
        before, marks, points = self._held
        spans = joined([*before, *words.spans])
        if self._mark_has(about, self._gone):
            # Its end is deleted, so its words go on in the next paragraph; one with no words left is gone altogether.
            own = (tuple(words.marks), tuple(words.points)) if spans else ((), ())
            self._held = (spans, marks + own[0], points + own[1])
            return
        self._held = ((), (), ())
        label, typed, item = self._numbered(about, style)
        kept = about.get(f"{W}keepNext")
        self._add(
            Line(
                spans,
                style.name,
                style.heading,
                label,
                typed,
                item,
                _indent(about.get(f"{W}ind")),
                ends=kept is not None and value(kept) in {"0", "false", "off"},
                fresh=f"{W}pageBreakBefore" in about or (style.heading > 0 and _begins_page(paragraph)),
                control=control,
                marks=marks + tuple(words.marks),
                points=self._taken() + points + tuple(words.points),
                tracked=words.tracked or self._mark_has(about, self._new),
            )
        )

    @staticmethod
    def _mark_has(about: Mapping[str, Element], change: str) -> bool:
        """Say whether the end of a paragraph was inserted or deleted (17.13.5.20, 17.13.5.15)."""
        mark = about.get(f"{W}rPr")
        return mark is not None and child(mark, W + change) is not None

    def _style(self, about: Mapping[str, Element]) -> Style:
        name = value(about.get(f"{W}pStyle"))
        return self.about.styles.get(name) or Style(folded(name))

    def _numbered(self, about: Mapping[str, Element], style: Style) -> tuple[str, bool, Mark | None]:
        """Return the number that is printed before a heading, whether one is typed, and what makes a line an item."""
        listed = about.get(f"{W}numPr")
        number, level = style.number, style.level
        if listed is not None:
            number = value(child(listed, f"{W}numId")) or number
            level = whole(value(child(listed, f"{W}ilvl")), level)
        form = self.about.levels.get((number, level))
        label, typed, item = "", False, None
        if style.heading:
            silent = form is not None and form.form == "none"
            typed = silent and not level
            label = self._label(number, level) if form and not silent else ""
        elif form is not None and number != "0":
            item = Mark(number, level, form.form not in {"bullet", "none"}, form.kind, form.restarts)
        return label, typed, item

    def _label(self, number: str, level: int) -> str:
        """Return the number that the program prints at this level, and count on (17.9.11)."""
        counts = self._counts.setdefault(number, [])
        counts += [0] * (level + 1 - len(counts))
        counts[level] += 1
        del counts[level + 1 :]
        said = self.about.levels[number, level].said
        for place in range(level + 1):
            said = said.replace(f"%{place + 1}", str(counts[place]))
        return said

    def _table(self, table: Element, control: str) -> None:
        style = folded(value(table.find(f"{W}tblPr/{W}tblStyle")))
        named = self.about.styles.get(value(table.find(f"{W}tblPr/{W}tblStyle")))
        points, marks, rows = list(self._taken()), [], []
        tracked = False
        for row in table.iter(f"{W}tr"):
            about = child(row, f"{W}trPr")
            if about is not None and about.find(W + self._gone) is not None:
                continue
            tracked = tracked or (about is not None and about.find(W + self._new) is not None)
            cells = []
            for cell in row.iter(f"{W}tc"):
                if any(one.tag == f"{W}tc" for one in cell.iterancestors(f"{W}tc")):
                    continue
                read = [self._reader.words(one) for one in cell.iter(f"{W}p")]
                marks += [name for words in read for name in words.marks]
                points += [name for words in read for name in words.points]
                self._beside(read)
                tracked = tracked or any(words.tracked for words in read)
                cells.append(_cell(read))
            if not any(one.tag == f"{W}tc" for one in row.iterancestors(f"{W}tc")):
                rows.append(tuple(cells))
        if rows:
            kind = named.name.removeprefix("policy") if named else style
            self._add(Grid(kind, tuple(rows), control, tuple(marks), tuple(points), tracked))

    def _beside(self, read: list[Words]) -> None:
        here = len(self.found.row)
        self.found.asides += [(here, text) for words in read for text in words.asides]
        self.found.answers += [(here, answer) for words in read for answer in words.answers]


def _begins_page(paragraph: Element) -> bool:
    """Say whether a break stands before a paragraph's words, as LibreOffice writes what begins a page."""
    first = next(paragraph.iter(f"{W}t", f"{W}br"), None)
    return first is not None and value(first, "type") == "page"


def _is_contents(about: Element) -> bool:
    """Say whether a control holds the contents, which say the headings again; a cover page is another such part."""
    return value(about.find(f"{W}docPartObj/{W}docPartGallery")) == "Table of Contents"


def _cell(read: list[Words]) -> Spans:
    spans: list[Span] = []
    for words in read:
        if words.spans:
            spans += [Span("\n"), *words.spans] if spans else words.spans
    return joined(spans)


def _indent(indent: Element | None) -> int:
    left = whole(value(indent, "left") or value(indent, "start"))
    return left - whole(value(indent, "hanging"))  # where its first line begins: a picture's words hang
