"""Styles of an organisation's own Word file, with what is missing of ours added (ECMA-376 part 1, section 17.7).

Styles are matched by `w:name`, which Word writes in English whatever its language, and by aliases; their ids, which are
localised, become ours, so that nothing else of a document has to know. What programs do: `docs/word/house-style.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from policygen.writers.look import BODY
from policygen.writers.ooxml import HEAD, W
from policygen.writers.styles import TEXT_WIDTH, styles_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygen.writers.look import Brand, Look

_W = f"{{{W}}}"
_VALUE = f"{_W}val"
_REFERENCES = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
_USUAL = 20
"""The size of text where a file says none: 10 pt (17.3.2.38), in half points."""

_BEFORE_NUMBER = frozenset(
    f"{_W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl")
)
OWN_EDGES = {"Header": "PolicyHeader", "Footer": "PolicyFooter"}
"""Our lines at the top and foot of pages keep a style of their own beside the organisation's."""

Element = Any


@dataclass(frozen=True)
class Adopted:
    """The styles part of a document in an organisation's own look, and what its style ids have become."""

    xml: str
    ids: Mapping[str, str]


@lru_cache(maxsize=64)
def adopted(styles: bytes, width: int, brand: Brand, look: Look) -> Adopted:
    """Return the organisation's styles, completed by ours; `width` is that of the text in its pages."""
    from lxml import etree  # noqa: PLC0415 - slow to import, and most organisations have no file of their own

    theirs = etree.fromstring(styles)
    body = _grown(theirs, look)
    ours = etree.fromstring(_ours(brand, replace(look, body=body), width).encode())
    pairs = _pairs(theirs, ours)
    ids = _ids(theirs, ours, pairs)
    rename(theirs, ids)
    for style in theirs.findall(f"{_W}style"):
        style.set(f"{_W}styleId", ids[style.get(f"{_W}styleId")])
    for one, other in pairs:
        _agree(one, other)
    kept = {other for _one, other in pairs}
    theirs.extend([style for style in ours.findall(f"{_W}style") if style not in kept])
    _speak(theirs, look.language)
    return Adopted(HEAD + etree.tostring(theirs, encoding="unicode"), ids)


def rename(root: Element, ids: Mapping[str, str]) -> None:
    """Give every reference to a style in a part the id that the style has now."""
    for name in _REFERENCES:
        for one in root.iter(f"{_W}{name}"):
            one.set(_VALUE, ids.get(one.get(_VALUE), one.get(_VALUE)))


def fitting(width: int) -> int:
    """Return the width that tables and charts have in text of this width: the house's own where that is as wide."""
    return TEXT_WIDTH if abs(width - TEXT_WIDTH) < TEXT_WIDTH // 200 else width


def fitted(body: str, width: int) -> str:
    """Return a body whose tables are as wide as text of this width; ours are made for the house's own page."""
    if fitting(width) == TEXT_WIDTH:
        return body
    return _WIDTHS.sub(lambda found: f'{found[1]}"{int(found[2]) * width // TEXT_WIDTH}"', body)


_WIDTHS = re.compile(r'(<w:(?:gridCol|tcW|tblW) w:w=)"([0-9]{3,})"(?! w:type="pct")')


def _ours(brand: Brand, look: Look, width: int) -> str:
    """Return our own styles; those of our lines at the edges of pages go by names of their own."""
    written = styles_xml(brand, look).replace(f'w:pos="{TEXT_WIDTH}"', f'w:pos="{width}"')
    for name, own in OWN_EDGES.items():
        before = f'w:styleId="{name}"><w:name w:val="{name.lower()}"/>'
        after = f'w:customStyle="1" w:styleId="{own}"><w:name w:val="Policy {name.lower()}"/>'
        written = written.replace(before, after)
        written = written.replace(f'<w:basedOn w:val="{name}"/>', f'<w:basedOn w:val="{own}"/>')
    return written


def _names(style: Element) -> Iterable[str]:
    for kind in ("name", "aliases"):
        found = style.find(f"{_W}{kind}")
        if found is not None:
            yield from (part.strip().casefold() for part in found.get(_VALUE, "").split(","))


def _pairs(theirs: Element, ours: Element) -> list[tuple[Element, Element]]:
    """Return each style of theirs with ours of the same kind that it stands for: by name, alias, or as the default."""
    wanted = {(_kind(style), name): style for style in ours.findall(f"{_W}style") for name in _names(style)}
    wanted |= {(_kind(style), ""): style for style in ours.findall(f"{_W}style") if _is_default(style)}
    found: list[tuple[Element, Element]] = []
    taken: set[Element] = set()
    for style in theirs.findall(f"{_W}style"):
        keys = ["", *_names(style)] if _is_default(style) else list(_names(style))
        match = next((wanted[key] for name in keys if (key := (_kind(style), name)) in wanted), None)
        if match is not None and match not in taken:
            taken.add(match)
            found.append((style, match))
    return found


def _kind(style: Element) -> str:
    return str(style.get(f"{_W}type", "paragraph"))


def _is_default(style: Element) -> bool:
    return style.get(f"{_W}default") in {"1", "true", "on"}


def _ids(theirs: Element, ours: Element, pairs: list[tuple[Element, Element]]) -> dict[str, str]:
    """Return the new id of each of their styles: ours where it stands for one of ours, and else none that we use."""
    key = f"{_W}styleId"
    ids = {one.get(key, ""): other.get(key) for one, other in pairs}
    used = {style.get(key).casefold() for style in ours.findall(f"{_W}style")}
    for style in theirs.findall(f"{_W}style"):
        old = style.get(key, "")
        new = ids.get(old, old)
        while old not in ids and new.casefold() in used:
            new += "Own"
        used.add(new.casefold())
        ids[old] = new
    return ids


def _agree(style: Element, ours: Element) -> None:
    """Give a style of theirs what ours must have: its name, and for headings and lists our numbering and level."""
    style.find(f"{_W}name").set(_VALUE, ours.find(f"{_W}name").get(_VALUE))
    said = ours.find(f"{_W}pPr")
    number, level = (said.find(f"{_W}{name}") if said is not None else None for name in ("numPr", "outlineLvl"))
    if number is None and level is None:
        return
    own = style.find(f"{_W}pPr")
    if own is None:
        own = style.makeelement(f"{_W}pPr", {})
        before = style.find(f"{_W}rPr")
        style.insert(style.index(before) if before is not None else len(style), own)
    for name in ("numPr", "outlineLvl", *(["ind", "tabs"] if number is not None else [])):
        for old in own.findall(f"{_W}{name}"):
            own.remove(old)
    if number is not None:
        place = sum(1 for one in own if one.tag in _BEFORE_NUMBER)
        own.insert(place, number)
    if level is not None:
        own.append(level)


def _grown(theirs: Element, look: Look) -> int:
    """Make their sizes larger where the readers of a document need it; return the size of ordinary text."""
    usual = theirs.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz")
    normal = next((one for one in theirs.findall(f"{_W}style") if _is_default(one) and _kind(one) == "paragraph"), None)
    said = normal.find(f"{_W}rPr/{_W}sz") if normal is not None else None
    size = next((int(one.get(_VALUE)) for one in (said, usual) if one is not None), _USUAL)
    factor = look.body / size if look.large else look.body / BODY
    if factor == 1:
        return size
    for name in ("sz", "szCs"):
        for one in theirs.iter(f"{_W}{name}"):
            one.set(_VALUE, str(round(int(one.get(_VALUE)) * factor)))
    if usual is None:
        _default_size(theirs, round(_USUAL * factor))
    return round(size * factor)


def _default_size(theirs: Element, size: int) -> None:
    run = _defaults(theirs)
    run.append(run.makeelement(f"{_W}sz", {_VALUE: str(size)}))
    run.append(run.makeelement(f"{_W}szCs", {_VALUE: str(size)}))


def _speak(theirs: Element, language: str) -> None:
    """Say the language of the document, which is ours and not that of whoever made the file."""
    run = _defaults(theirs)
    run.append(run.makeelement(f"{_W}lang", {_VALUE: language, f"{_W}eastAsia": language, f"{_W}bidi": "ar-SA"}))


def _defaults(theirs: Element) -> Element:
    """Return the properties of runs that hold everywhere, made where the file has none."""
    at = theirs
    for name in ("docDefaults", "rPrDefault", "rPr"):
        inner = at.find(f"{_W}{name}")
        if inner is None:
            inner = at.makeelement(f"{_W}{name}", {})
            at.insert(0, inner)
        at = inner
    return at
