"""What stands around the body of a Word file: styles, numbering, links, and the map of clauses (ECMA-376 part 1).

Styles go by their names and not by their ids, which programs make anew and in their own language (17.7.4.9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygen.sources.docx_guard import Element, Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CLAUSES = "{urn:policygen:clauses:1}"
_OTHER_NAMES = {"contentsheading": "tocheading", "internetlink": "hyperlink", "strongemphasis": "strong"}
"""LibreOffice's names of styles that Word names otherwise."""


class Style(NamedTuple):
    """A style: its folded name, level of heading from 1 (0 is none), numbering and level of list, looks."""

    name: str
    heading: int = 0
    number: str = ""
    level: int = 0


class Level(NamedTuple):
    """One level of a numbering: its format, what it prints (17.9.17, 17.9.11), its kind, and whether it starts anew."""

    form: str
    said: str
    kind: str = ""
    restarts: bool = False


class Known(NamedTuple):
    """A clause that the map of the file names, with the hash of its words as they were generated."""

    id: str
    tag: str
    bookmark: str
    words: str


@dataclass
class Around:
    """Everything that the body of a file is read with."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    levels: Mapping[tuple[str, int], Level] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    document: str = ""
    front: str = ""
    known: tuple[Known, ...] = ()
    by_tag: Mapping[str, str] = field(default_factory=dict)
    by_bookmark: Mapping[str, str] = field(default_factory=dict)


def around(package: Package) -> Around:
    """Return what stands around the body of a file; parts that are missing are empty."""
    levels, tied = _numbering(package.xml("word/numbering.xml"))
    said, known = _map(package)
    return Around(
        _styles(package.xml("word/styles.xml"), tied),
        levels,
        _links(package.xml("word/_rels/document.xml.rels")),
        said.get("document", ""),
        said.get("front", ""),
        known,
        {one.tag: one.id for one in known},
        {one.bookmark: one.id for one in known},
    )


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of an element, empty where either is missing."""
    return "" if element is None else str(element.get(W + name, ""))


def is_on(parent: Element | None, name: str) -> bool:
    """Say whether a property that is on or off is there and on (17.17.4)."""
    return says_on(None if parent is None else parent.find(W + name))


def says_on(found: Element | None) -> bool:
    """Say whether a property that is on or off is there and on, given its element (17.17.4)."""
    return found is not None and value(found) not in {"0", "false", "off", "none"}


def child(parent: Element, name: str) -> Element | None:
    """Return the first element of this whole name in another: four times as quick as finding it by its path."""
    return next(parent.iterchildren(name), None)


def by_name(parent: Element | None) -> dict[str, Element]:
    """Return the elements in another by their names, the first of each: quicker than finding one after the other."""
    return {} if parent is None else {one.tag: one for one in reversed(parent)}


def whole(text: str, otherwise: int = 0) -> int:
    """Return the whole number that `text` says, or another where it says none."""
    try:
        return int(text[:9])
    except ValueError:
        return otherwise


def folded(name: str) -> str:
    """Return a style's name without its spaces and capitals, as Word would call it."""
    plain = "".join(name.casefold().replace("-", "").replace("_", "").split())
    if plain.startswith("contents") and plain[8:].isdigit():
        return "toc" + plain[8:]
    return _OTHER_NAMES.get(plain, plain)


def _styles(root: Element | None, tied: Mapping[str, tuple[str, int]]) -> dict[str, Style]:
    if root is None:
        return {}
    elements = {value(one, "styleId"): one for one in root.findall(f"{W}style")}
    return {name: _style(name, elements, tied) for name in elements}


_DEEPEST = 12
"""How many styles stand on one another at most: a ring of styles must end."""


def _style(name: str, elements: Mapping[str, Element], tied: Mapping[str, tuple[str, int]]) -> Style:
    own = elements[name]
    called = folded(value(child(own, f"{W}name")) or name)
    heading, number, level = 0, "", -1
    at, depth = name, 0
    while at in elements and depth < _DEEPEST:
        one = elements[at]
        about = child(one, f"{W}pPr")
        outline = "" if about is None else value(child(about, f"{W}outlineLvl"))
        heading = heading or (whole(outline, 9) + 1 if outline else 0)
        listed = None if about is None else child(about, f"{W}numPr")
        if listed is not None and not number:
            number = value(listed.find(f"{W}numId"))
            level = whole(value(listed.find(f"{W}ilvl")), -1) if level < 0 else level
        if at in tied:
            number, level = number or tied[at][0], tied[at][1] if level < 0 else level
        at, depth = value(child(one, f"{W}basedOn")), depth + 1
    if called.startswith("heading") and called[7:].isdigit():
        heading = whole(called[7:])
    return Style(called, heading if heading < 10 else 0, number, max(level, 0))  # noqa: PLR2004 - nine levels, then text


def _numbering(root: Element | None) -> tuple[dict[tuple[str, int], Level], dict[str, tuple[str, int]]]:
    """Return each level of each numbering, and which level of which numbering a style is tied to."""
    if root is None:
        return {}, {}
    kinds = {value(one, "abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
    levels: dict[tuple[str, int], Level] = {}
    tied: dict[str, tuple[str, int]] = {}
    for number in root.findall(f"{W}num"):
        name, called = value(number, "numId"), value(number.find(f"{W}abstractNumId"))
        kind = kinds.get(called)
        overrides = number.findall(f"{W}lvlOverride")
        anew = {value(one, "ilvl") for one in overrides if one.find(f"{W}startOverride") is not None}
        for one in [] if kind is None else kind.findall(f"{W}lvl"):
            depth = whole(value(one, "ilvl"))
            form = value(one.find(f"{W}numFmt")) or "decimal"
            levels[name, depth] = Level(form, value(one.find(f"{W}lvlText")), called, str(depth) in anew)
            style = value(one.find(f"{W}pStyle"))
            if style:
                tied.setdefault(style, (name, depth))
    return levels, tied


def _links(root: Element | None) -> dict[str, str]:
    if root is None:
        return {}
    return {
        str(one.get("Id", "")): str(one.get("Target", ""))
        for one in root
        if str(one.get("Type", "")).endswith("/hyperlink")
    }


def _map(package: Package) -> tuple[Mapping[str, str], tuple[Known, ...]]:
    """Return what the part that maps the clauses says of the document, and the clauses; nothing where there is none."""
    for part in package.under("customXml/item"):
        root = package.xml(part) if part.endswith(".xml") else None
        if root is not None and root.tag == CLAUSES + "clauses":
            wanted = ("id", "tag", "bookmark", "words")
            rows = [Known(*(str(one.get(name, "")) for name in wanted)) for one in root.findall(CLAUSES + "clause")]
            return {str(name): str(said) for name, said in root.items()}, tuple(row for row in rows if row.id)
    return {}, ()
