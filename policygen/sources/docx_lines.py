"""The words of a paragraph of a Word file as spans: runs, links, fields, controls, tracked changes (ECMA-376 part 1).

One small function for each element, in a table; an element that is not known is looked into, so that no words are lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from policygen.model import Span
from policygen.sources.docx_around import R, W, by_name, child, folded, is_on, says_on, value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policygen.model import Spans
    from policygen.sources.docx_around import Around
    from policygen.sources.docx_guard import Element

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_TELEPHONE = re.compile("\\b0\\d{2,5}(?:\u00a0\\d{3,6}){1,2}\\b")
_PROPERTIES, _TEXT, _DELETED, _RUBY = f"{W}rPr", f"{W}t", f"{W}delText", f"{W}ruby"
_FIELD, _INSTRUCTION = f"{W}fldChar", f"{W}instrText"
_PICTURES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"))
_BOXES = "\u2610\u2611\u2612"


class Look(NamedTuple):
    """What a run's words look like and point at."""

    strong: bool = False
    emphasis: bool = False
    todo: bool = False
    href: str = ""
    ref: str = ""


@dataclass
class _Field:
    """A field that has begun: its instruction, and whether its result has begun (17.16.18)."""

    instruction: str = ""
    result: bool = False


class Answer(NamedTuple):
    """What somebody wrote or chose in a place to fill in."""

    title: str
    text: str


@dataclass
class Words:
    """The words of a paragraph while they are gathered."""

    spans: list[Span] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    contents: bool = False
    tracked: bool = False
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)


class Reader:
    """Reads one paragraph after another; a field may reach over several."""

    def __init__(self, about: Around, *, before: bool = False) -> None:
        """Read with what stands around the body; `before` takes tracked changes as not made."""
        self.about = about
        self.before = before
        self._fields: list[_Field] = []

    def words(self, paragraph: Element) -> Words:
        """Return the words of a paragraph."""
        found = Words(contents=self._in_contents())
        self._inside(paragraph, found, Look())
        found.contents = found.contents or self._in_contents()
        return found

    def _in_contents(self) -> bool:
        return bool(self._fields) and any(one.instruction.split()[:1] == ["TOC"] for one in self._fields)

    def _inside(self, element: Element, found: Words, look: Look) -> None:
        for one in element:
            handle = _HANDLE.get(one.tag)
            if handle is not None:
                handle(self, one, found, look)
            elif isinstance(one.tag, str) and not one.tag.endswith("Pr"):
                self._inside(one, found, look)

    def _run(self, run: Element, found: Words, look: Look) -> None:
        properties = child(run, _PROPERTIES)
        own = look
        if properties is not None:
            about = self._about(properties)
            name = self._named(about)
            if name == "offered":
                _offer(run, found)
                return
            own = _looked(about, name, look)
        for one in run:
            tag = one.tag
            if tag == _TEXT:
                self._say(one.text or "", found, own)
            elif tag in _SHOWN or (tag == _DELETED and self.before):
                self._say(_shown(one), found, own)
            elif tag == _RUBY:
                self._inside(one, found, look)
            elif tag in _PICTURES:
                self._picture(one, found, own)
            else:
                self._field(one, tag, found)

    def _say(self, text: str, found: Words, look: Look) -> None:
        if self._fields:
            if any(not one.result for one in self._fields):
                return
            for one in self._fields:
                look = self._pointed(one.instruction.split(), look)
        if text and not found.contents:
            found.spans.append(Span(text, look.strong, look.emphasis, look.href, look.ref, look.todo))

    def _pointed(self, instruction: list[str], look: Look) -> Look:
        """Return a look with what a field points at (17.16.5.25 HYPERLINK, 17.16.5.51 REF)."""
        if look.href or look.ref or len(instruction) < 2:  # noqa: PLR2004 - a name and a target
            return look
        kind, target = instruction[0].upper(), instruction[1].strip('"')
        if kind == "REF":
            return look._replace(ref=self.about.by_bookmark.get(target, ""))
        if kind == "HYPERLINK" and target == "\\l" and len(instruction) > 2:  # noqa: PLR2004 - HYPERLINK \l "name"
            return look._replace(ref=self.about.by_bookmark.get(instruction[2].strip('"'), ""))
        return look._replace(href=target) if kind == "HYPERLINK" else look

    def _formula(self, letters: Element, found: Words, look: Look) -> None:
        """Read the letters of a formula (22.1.2.116)."""
        self._say(letters.text or "", found, look)

    def _field(self, element: Element, tag: str, found: Words) -> None:
        if tag == _FIELD:
            self._field_mark(value(element, "fldCharType"), found)
        elif tag == _INSTRUCTION and self._fields:
            self._fields[-1].instruction += element.text or ""
            found.contents = found.contents or self._in_contents()

    def _field_mark(self, kind: str, found: Words) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            found.contents = found.contents or self._in_contents()
            self._fields.pop()

    def _about(self, properties: Element) -> dict[str, Element]:
        """Return the properties of a run by their names: with `before` those that it had."""
        change = properties.find(f"{W}rPrChange/{W}rPr") if self.before else None
        return by_name(properties if change is None else change)

    def _named(self, about: Mapping[str, Element]) -> str:
        style = value(about.get(f"{W}rStyle"))
        if not style:
            return ""
        named = self.about.styles.get(style)
        return named.name if named else folded(style)

    def _hyperlink(self, link: Element, found: Words, look: Look) -> None:
        href = self.about.links.get(str(link.get(R + "id", "")), "")
        anchor = value(link, "anchor") or href.removeprefix("#") if not href or href.startswith("#") else ""
        ref = self.about.by_bookmark.get(anchor, "")
        self._inside(link, found, look._replace(href="" if anchor else href, ref=ref))

    def _added(self, change: Element, found: Words, look: Look) -> None:
        found.tracked = True
        if not self.before:
            self._inside(change, found, look)

    def _removed(self, change: Element, found: Words, look: Look) -> None:
        found.tracked = True
        if self.before:
            self._inside(change, found, look)

    def _bookmark(self, start: Element, found: Words, look: Look) -> None:  # noqa: ARG002 - one form for all
        found._open[value(start, "id")] = (value(start, "name"), len(found.spans))  # noqa: SLF001 - one module
        found.points.append(value(start, "name"))

    def _bookmark_end(self, end: Element, found: Words, look: Look) -> None:  # noqa: ARG002 - one form for all
        name, begun = found._open.pop(value(end, "id"), ("", 0))  # noqa: SLF001 - one module
        if name and len(found.spans) > begun:
            found.points.remove(name)
            found.marks.append(name)

    def _control(self, control: Element, found: Words, look: Look) -> None:
        """Read a control within a line: a place to fill in, or words with a frame around them."""
        about, content = child(control, f"{W}sdtPr"), child(control, f"{W}sdtContent")
        inner = Words()
        if content is not None:
            self._inside(content, inner, look)
        kind, options = _kind(about)
        blank = is_on(about, "showingPlcHdr")
        text = "".join(span.text for span in inner.spans)
        found.marks += inner.marks
        found.points += inner.points
        found.asides += inner.asides
        found.answers += inner.answers
        found.tracked = found.tracked or inner.tracked
        if not kind and not blank:
            found.spans += inner.spans
            return
        empty = blank or not text.strip() or (kind == "tick" and text in _BOXES[:1])
        if not empty:
            title = value(None if about is None else about.find(f"{W}alias"))
            found.answers.append(Answer(title, text.strip()))
        found.spans.append(Span("", fill=kind or "text", options=options))

    def _picture(self, drawing: Element, found: Words, look: Look) -> None:
        chosen = drawing.find(f"{MC}Choice") if drawing.tag == f"{MC}AlternateContent" else drawing
        chosen = drawing if chosen is None else chosen
        boxes = [words for box in chosen.iter(f"{W}txbxContent") if (words := _plain(box))]
        found.asides += boxes
        described = next(chosen.iter(_DRAWING), None)
        if not boxes and described is not None and not found.contents:
            text = str(described.get("descr", described.get("name", "")))
            found.spans.append(Span(text, look.strong, look.emphasis, look.href, look.ref, look.todo, fill="picture"))

    def _alternative(self, element: Element, found: Words, look: Look) -> None:
        """Read one of two ways in which the same is said (part 3, section 7.6)."""
        self._picture(element, found, look)

    def _nothing(self, element: Element, found: Words, look: Look) -> None:
        """Pass over what shows no words."""


def _looked(about: Mapping[str, Element], name: str, look: Look) -> Look:
    """Return the look of a run with these properties, in a style of this name, within words of another look."""
    return Look(
        look.strong or name == "strong" or says_on(about.get(f"{W}b")),
        look.emphasis or name == "emphasis" or says_on(about.get(f"{W}i")),
        look.todo or name == "tocomplete" or value(about.get(f"{W}shd"), "fill").upper() == _TODO_SHADE,
        look.href,
        look.ref,
    )


def _offer(run: Element, found: Words) -> None:
    """Take what a choice offers from the small print beneath it: it says twice what a list may only hold once."""
    last = found.spans[-1] if found.spans else None
    if last is None or last.fill != "choice":
        return
    said = tuple("".join(_shown(one) for one in run if one.tag in _SHOWN).removeprefix("\n").split(" / "))
    if {" ".join(one.split()) for one in said} == {" ".join(one.split()) for one in last.options}:
        found.spans[-1] = replace(last, options=said)


_TODO_SHADE = "FFF0B8"
_HANDLE: dict[str, Callable[..., None]] = {
    f"{W}r": Reader._run,  # noqa: SLF001 - the table of this module's own class, here and below
    f"{W}hyperlink": Reader._hyperlink,  # noqa: SLF001
    f"{W}ins": Reader._added,  # noqa: SLF001
    f"{W}moveTo": Reader._added,  # noqa: SLF001
    f"{W}del": Reader._removed,  # noqa: SLF001
    f"{W}moveFrom": Reader._removed,  # noqa: SLF001
    f"{W}bookmarkStart": Reader._bookmark,  # noqa: SLF001
    f"{W}bookmarkEnd": Reader._bookmark_end,  # noqa: SLF001
    f"{W}sdt": Reader._control,  # noqa: SLF001
    f"{MC}AlternateContent": Reader._alternative,  # noqa: SLF001
    f"{_MATHS}t": Reader._formula,  # noqa: SLF001
    f"{W}pPr": Reader._nothing,  # noqa: SLF001
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": "\u25a1"}
_SHOWN = frozenset(W + name for name in ("t", *_SIGNS))


def _shown(element: Element) -> str:
    name = element.tag.removeprefix(W)
    if name == "br" and value(element, "type") in {"page", "column"}:
        return ""
    return _SIGNS.get(name) or element.text or ""


def _plain(element: Element) -> str:
    lines = ["".join(_shown(one) for one in p.iter() if one.tag in _SHOWN) for p in element.iter(f"{W}p")]
    return "\n".join(line for line in lines if line.strip())


def _kind(about: Element | None) -> tuple[str, tuple[str, ...]]:
    """Return which place to fill in a control is, and what it offers; an empty name for a frame (17.5.2)."""
    if about is None:
        return "", ()
    if about.find(f"{W14}checkbox") is not None:
        return "tick", ()
    if about.find(f"{W}date") is not None:
        return "date", ()
    for name in ("dropDownList", "comboBox"):
        offered = about.find(W + name)
        if offered is not None:
            rows = offered.findall(f"{W}listItem")
            return "choice", tuple(value(one, "displayText") or value(one, "value") for one in rows)
    text = about.find(f"{W}text")
    if text is not None:
        return ("lines" if value(text, "multiLine") in {"1", "true", "on"} else "text"), ()
    return "", ()


def joined(spans: list[Span]) -> Spans:
    """Return spans with neighbours of one look as one, and telephone numbers with the spaces they were written with."""
    made: list[Span] = []
    for span in _choices(spans) if any(one.fill for one in spans) else spans:
        last = made[-1] if made else None
        if last and not span.fill and not last.fill and _look(last) == _look(span):
            made[-1] = _with(last, last.text + span.text)
        else:
            made.append(span)
    return tuple([_telephone(span) for span in made if span.text or span.fill])


def _look(span: Span) -> tuple[bool, bool, str, str, bool]:
    return (span.strong, span.emphasis, span.href, span.ref, span.todo)


def _with(span: Span, text: str) -> Span:
    """Return a span that is no place to fill in with other words."""
    return Span(text, span.strong, span.emphasis, span.href, span.ref, span.todo)


_TIED = "\u00a0"
_APART = "   "
"""What `writers/fills` puts between a tick box and its option, and between two options."""


def _choices(spans: list[Span]) -> list[Span]:
    """Return spans with tick boxes that have options beside them as one choice; a tab beside a picture goes."""
    made: list[Span] = []
    place = 0
    while place < len(spans):
        span = spans[place]
        option, after = _option(spans, place)
        last = made[-1] if made else None
        if after and last and last.fill == "choice" and last.text == _APART:
            made[-1] = replace(last, options=(*last.options, option), text="")
        elif after:
            made.append(replace(span, fill="choice", options=(option,)))
        elif not (place == 1 and last and last.fill == "picture" and span.text == "\t"):
            made.append(span)
        place = after or place + 1
        if after and "".join(one.text for one in spans[place : place + 1]) == _APART and _option(spans, place + 1)[1]:
            made[-1] = replace(made[-1], text=_APART)
            place += 1
    return made


def _option(spans: list[Span], place: int) -> tuple[str, int]:
    """Return the words beside a tick box and where they end; nowhere (0) if none stand beside one.

    LibreOffice makes runs of their own of no-break spaces, so that what stands on both sides of one belongs together.
    """
    if place >= len(spans) or spans[place].fill != "tick":
        return "", 0
    end = place + 1
    text = ""
    while end < len(spans) and not spans[end].fill:
        joined_on = text.endswith(_TIED) if text else spans[end].text.startswith(_TIED)
        if not joined_on and spans[end].text != _TIED:
            break
        text += spans[end].text
        end += 1
    if not text:
        return "", 0
    apart = text.endswith(_APART) and len(text) > len(_APART) + 1
    if apart:
        # The space between two options came in one run with the first of them: it is left to be read by itself.
        spans[end - 1] = replace(spans[end - 1], text=_APART)
        return text.removesuffix(_APART)[1:].replace(_TIED, " "), end - 1
    return text[1:].replace(_TIED, " "), end


def _telephone(span: Span) -> Span:
    if "\u00a0" not in span.text:
        return span
    return replace(span, text=_TELEPHONE.sub(lambda number: number[0].replace("\u00a0", " "), span.text))
