"""An organisation's own Word file as house style: what is taken over of it, after it passed the guard.

Styles, theme, fonts, the last section's page set-up and the tops and feet of pages (ECMA-376 part 1, 17.7, 17.6.17,
17.10). Whatever could act or lead outside the file is refused; numbering stays our own, and so does the language.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from policygen.colours import LEAST, contrast, nearest_readable
from policygen.errors import Place, PolicygenError, Problem, fail
from policygen.model import HouseEdge, HouseTemplate
from policygen.sources.docx_guard import open_package

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygen.sources.docx_guard import Element, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KEPT = ("pgSz", "pgMar", "pgBorders", "titlePg")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".svg", ".bmp", ".tif", ".tiff")
_MOST_MEDIA = 4 << 20
_ACTS = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "AUTOTEXT", "MACROBUTTON")
_NARROWEST = 6000
"""The least width of text in twentieths of a point, under which tables and charts have no room: 10.6 cm."""


def read_template(path: Path) -> tuple[HouseTemplate, tuple[Problem, ...]]:
    """Return what is taken over of a .docx or .dotx, with warnings; raises PolicygenError where it cannot be used."""
    package = open_package(path)
    styles = package.xml("word/styles.xml")
    if styles is None or styles.find(f"{W}style") is None:
        raise fail("house-style-no-styles", "the file has no styles", Place(str(path)), hint=_WITH_STYLES)
    problems = tuple(_unreadable(styles))
    if problems:
        raise PolicygenError(problems)
    _cleaned(styles)
    body = package.xml("word/document.xml")
    page, width, references = _section(body)
    if width and width < _NARROWEST:
        raise fail("house-style-narrow", "its margins leave too little room for text", hint="make the margins smaller")
    edges, media = _edges(package, references)
    template = HouseTemplate(
        styles=etree.tostring(styles, encoding="utf-8"),
        theme=_raw(package, "theme"),
        fonts=_fonts(package),
        page=page,
        width=width,
        edges=edges,
        media=media,
        even=_even(package),
    )
    return template, tuple(_no_headings(styles))


_WITH_STYLES = "begin from a new document in Word, give it your styles, and save that as .dotx"


def heading_colour(template: HouseTemplate) -> str:
    """Return the colour of the template's first headings, or an empty string where it says none."""
    styles = etree.fromstring(template.styles)
    colour = next((one for name, one in _colours(styles) if name == "heading 1"), "")
    return nearest_readable(colour) if colour else ""


def _names(styles: Element) -> Iterator[tuple[str, Element]]:
    for style in styles.findall(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            yield name.get(f"{W}val", "").casefold(), style


def _colours(styles: Element) -> Iterator[tuple[str, str]]:
    for name, style in _names(styles):
        colour = style.find(f"{W}rPr/{W}color")
        value = colour.get(f"{W}val", "") if colour is not None else ""
        if len(value) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in value):  # noqa: PLR2004 - RRGGBB
            yield name, value.upper()


def _unreadable(styles: Element) -> Iterator[Problem]:
    """Yield a problem for each style of running text whose colour is hard to read on white."""
    for name, colour in _colours(styles):
        if name in _READ and contrast(colour) < LEAST:
            seen = f"{contrast(colour):.1f}:1 on white, and {LEAST}:1 is the least"
            message = f"its style '{name}' has the colour {colour}: {seen}"
            hint = f"in Word, give that style the colour {nearest_readable(colour)}"
            yield Problem("colour-contrast", message, hint=hint, suggestion=nearest_readable(colour))


_READ = frozenset(("normal", "title", "heading 1", "heading 2", "list bullet", "list number", "hyperlink"))


def _no_headings(styles: Element) -> Iterator[Problem]:
    """Yield a warning where no heading goes by the name that Word gives it in every language."""
    names = {name for name, _style in _names(styles)}
    aliases = {one.get(f"{W}val", "").casefold() for one in styles.iter(f"{W}aliases")}
    if {"heading 1", "heading 2"} & (names | {part.strip() for said in aliases for part in said.split(",")}):
        return
    found = [name for name, style in _names(styles) if style.find(f"{W}pPr/{W}outlineLvl") is not None]
    seen = f"; its headings are called {', '.join(found[:4])}" if found else ""
    message = f"it has no style that Word knows as a heading{seen}: headings look as without a house style"
    hint = "use Word's own Heading 1 and Heading 2, whatever they are called in its language, and save again"
    yield Problem("house-style-names", message, hint=hint, severity="warning")


def _cleaned(root: Element) -> None:
    """Take out of styles, or the top or foot of a page, what belongs to other parts of its file."""
    for name in ("numPr", "lang", "dataBinding", "rsid", "framePr", "sectPr"):
        for element in list(root.iter(f"{W}{name}")):
            element.getparent().remove(element)


def _section(body: Element | None) -> tuple[str, int, dict[tuple[str, str], str]]:
    """Return the page set-up of the last section, the width of its text, and its tops and feet by their ids."""
    references: dict[tuple[str, str], str] = {}
    last = None
    for section in body.iter(f"{W}sectPr") if body is not None else ():
        last = section
        for where in ("header", "footer"):
            for one in section.findall(f"{W}{where}Reference"):
                references[where, one.get(f"{W}type", "default")] = one.get(f"{R}id", "")
    kept = [last.find(f"{W}{name}") for name in _KEPT] if last is not None else []
    size, margins = (kept[0], kept[1]) if kept else (None, None)
    if size is None or margins is None:
        return "", 0, references
    wide, left, right = _length(size, "w"), _length(margins, "left"), _length(margins, "right")
    gutter = _length(margins, "gutter")
    page = "".join(_bare(one) for one in kept if one is not None)
    return page, wide - left - right - gutter, references


def _bare(element: Element) -> str:
    """Return an element of a section with nothing but its attributes in Word's own namespace."""
    inner = "".join(_bare(one) for one in element)
    attributes = "".join(
        f' w:{name.removeprefix(W)}="{value}"'
        for name, value in element.attrib.items()
        if name.startswith(W) and '"' not in value and "<" not in value and "&" not in value
    )
    return f"<w:{etree.QName(element).localname}{attributes}>{inner}</w:{etree.QName(element).localname}>"


def _length(element: Element, name: str) -> int:
    try:
        return int(element.get(f"{W}{name}", "0"))
    except ValueError:
        return 0


def _edges(
    package: Package, references: dict[tuple[str, str], str]
) -> tuple[tuple[HouseEdge, ...], tuple[tuple[str, bytes], ...]]:
    parts = {
        number: target for number, _kind, target, outside in _relations(package, "word/document.xml") if not outside
    }
    edges: list[HouseEdge] = []
    media: dict[str, bytes] = {}
    for (where, pages), number in sorted(references.items()):
        part = parts.get(number, "")
        root = package.xml(part)
        if root is None or pages not in {"default", "first", "even"}:
            continue
        _harmless(root)
        _cleaned(root)
        links = tuple(_links(package, part, media))
        edges.append(HouseEdge(where, pages, etree.tostring(root, encoding="utf-8"), links))
    if sum(map(len, media.values())) > _MOST_MEDIA:
        raise fail("house-style-heavy", "the pictures in its tops and feet have more than 4 MB", hint=_LIGHTER)
    return tuple(edges), tuple(sorted(media.items()))


_ID = re.compile(r"[\w.-]+")
_LIGHTER = "make them smaller: in Word, Picture Format, Compress Pictures"


def _links(package: Package, part: str, media: dict[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield what the top or foot of a page refers to: its pictures, gathered in `media`, and web addresses."""
    for number, kind, target, outside in _relations(package, part):
        end = kind.rpartition("/")[2]
        if not _ID.fullmatch(number):
            continue
        if end == "hyperlink" and outside:
            yield number, "hyperlink", target
        elif end == "image" and not outside and target.casefold().endswith(_PICTURES) and target in package.parts:
            name = f"house{len(media) + 1}{posixpath.splitext(target)[1].lower()}"
            media[name] = package.data(target)
            yield number, "image", name
        else:
            message = f"the top or foot of its pages holds what lies outside it or could act ({end or 'unknown'})"
            raise fail(
                "house-style-outside", message, hint="put the picture itself into the file, and leave the rest out"
            )


def _harmless(root: Element) -> None:
    """Refuse fields that fetch or run something (17.16.5)."""
    said = "".join(one.text or "" for one in root.iter(f"{W}instrText"))
    said += "".join(one.get(f"{W}instr", "") for one in root.iter(f"{W}fldSimple"))
    words = said.upper().split()
    if found := next((one for one in words if one in _ACTS), ""):
        message = f"the top or foot of its pages holds a field that fetches or runs something ({found})"
        raise fail("house-style-outside", message, hint="take the field out and save the file again")


def _relations(package: Package, part: str) -> Iterator[tuple[str, str, str, bool]]:
    folder, name = posixpath.split(part)
    root = package.xml(f"{folder}/_rels/{name}.rels")
    for one in root if root is not None else ():
        outside = one.get("TargetMode") == "External"
        target = one.get("Target", "")
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield one.get("Id", ""), one.get("Type", ""), target if outside else inside, outside


def _raw(package: Package, kind: str) -> bytes:
    """Return the part that the document is related to as its theme, or nothing."""
    found = [
        target for _id, type_, target, _out in _relations(package, "word/document.xml") if type_.endswith("/" + kind)
    ]
    root = package.xml(found[0]) if found else None
    return etree.tostring(root, encoding="utf-8") if root is not None and not _relations_of(package, found[0]) else b""


def _relations_of(package: Package, part: str) -> bool:
    return next(_relations(package, part), None) is not None


def _fonts(package: Package) -> bytes:
    """Return the table of fonts without the fonts that are embedded, which belong to their makers (17.8.3)."""
    root = package.xml("word/fontTable.xml")
    if root is None:
        return b""
    for name in ("embedRegular", "embedBold", "embedItalic", "embedBoldItalic"):
        for element in list(root.iter(f"{W}{name}")):
            element.getparent().remove(element)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _even(package: Package) -> bool:
    root = package.xml("word/settings.xml")
    found = root.find(f"{W}evenAndOddHeaders") if root is not None else None
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false", "off"}
