"""How words of a Word file look once styles are followed to their roots (ECMA-376 part 1, 17.7.2 and 17.7.4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygen.sources.docx_around import W, value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygen.sources.docx_guard import Element, Package

Said = dict[str, str]
"""What properties say, by name: size in half points, colours as six digits, "1" for what is switched on."""

_OFF = ("0", "false", "off", "none")
_SWITCHES = {"b": "bold", "i": "italic", "caps": "caps"}
_DEEPEST = 20
"""How many styles may rest on each other; Word itself stops at eleven."""


class Style(NamedTuple):
    """A style as the file has it: its name, what it rests on, what it says, and of a table what its header row says."""

    name: str
    based: str
    said: Said
    header: Said
    bands: tuple[Said, ...] = ()


class Looks:
    """The styles of one file; `of` follows one to its roots."""

    def __init__(self, package: Package) -> None:
        """Read the styles of a file; a file without any says nothing."""
        self._styles: dict[str, Style] = {}
        self._known: dict[str, Said] = {}
        self.defaults: Said = {}
        self.usual = ""
        root = package.xml("word/styles.xml")
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for kind in ("rPr", "pPr"):
            self.defaults |= said(root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}"))
        for one in root.findall(f"{W}style"):
            name = value(one.find(f"{W}name")).casefold()
            id_ = one.get(f"{W}styleId", "")
            parts = {part.get(f"{W}type", ""): _whole(part) for part in one.findall(f"{W}tblStylePr")}
            bands = tuple(parts[band] for band in ("band1Horz", "band2Horz") if band in parts)
            based, header = value(one.find(f"{W}basedOn")), parts.get("firstRow", {})
            self._styles[id_] = Style(name, based, _whole(one), header, bands)
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
                self.usual = id_

    def of(self, id_: str) -> Said:
        """Return all that a style says together with those it rests on; what is nearer goes before."""
        if id_ not in self._known:
            found: Said = {}
            for one in reversed(list(self._chain(id_))):
                found |= one.said
            self._known[id_] = found
        return self._known[id_]

    def name(self, id_: str) -> str:
        """Return the name of a style in small letters, empty if there is none of that id."""
        return self._styles[id_].name if id_ in self._styles else ""

    def rows(self, id_: str, *, header: bool) -> tuple[Said, ...]:
        """Return what a table style says of its rows, each band for itself, or of its header row."""
        for one in self._chain(id_):
            if header and one.header:
                return ({**self.of(id_), **one.header},)
            if not header and one.bands:
                return tuple({**self.of(id_), **band} for band in one.bands)
        return (self.of(id_),)

    def _chain(self, id_: str) -> Iterable[Style]:
        for _ in range(_DEEPEST):
            if id_ not in self._styles:
                return
            yield self._styles[id_]
            id_ = self._styles[id_].based


def _whole(style: Element) -> Said:
    return said(style.find(f"{W}pPr")) | said(style.find(f"{W}rPr")) | said(style.find(f"{W}tcPr"))


def said(properties: Element | None) -> Said:
    """Return what the properties of a run, a paragraph or a cell say of what the checks ask about."""
    found: Said = {}
    for one in properties if properties is not None else ():
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name in _SWITCHES:
            found[_SWITCHES[name]] = "" if value(one) in _OFF else "1"
        elif name == "sz":
            found["size"] = value(one)
        elif name == "color":
            found["colour"] = value(one)
        elif name == "shd":
            found["ground"] = one.get(f"{W}fill", "")
        elif name == "highlight":
            found["marked"] = value(one)
        elif name == "outlineLvl":
            found["outline"] = value(one)
        elif name == "lang":
            found["language"] = value(one)
        elif name == "numPr":
            found["list"] = value(one.find(f"{W}numId")) or "1"
    return found
